"""The first sheet of the workbook: how much there is, what was proved, and what to look at first."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from jixiao.output.cells import cell_text, line_count
from jixiao.output.check_names import meaning
from jixiao.output.made_from import MadeFrom
from jixiao.output.sheets import EXCEL, FONT, Spot, Styles, TableSheets, set_up_print
from jixiao.output.tally import OPEN, Tally, open_findings

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SEVERITY_FILLS: Mapping[str, str] = {"error": "#F8CBAD", "warning": "#FFE699", "info": ""}
"""Colours that stay apart in print and to the colour-blind, the graver the darker."""

SEVERITIES_ZH: Mapping[str, str] = {"error": "错误", "warning": "警告", "info": "提示"}

_LISTED = 100
"""Findings listed here; all of them stand on their own sheet."""

_WIDTHS = (24, 14, 14, 14, 16, 62)

_Cell = str | int | float


class _Page:
    """Lines of the sheet, one under the other."""

    def __init__(self, sheet: "Worksheet", book: "Workbook", styles: Styles) -> None:
        self._sheet, self._row = sheet, 0
        self._styles = styles
        self._title = book.add_format({**FONT, "bold": True, "font_size": 16, "font_color": "#1F4E79"})
        self._note = book.add_format({**FONT, "font_color": "#595959"})
        self._section = book.add_format({**FONT, "bold": True, "font_size": 12, "font_color": "#1F4E79", "bottom": 2})
        self._header = book.add_format(
            {**FONT, "bold": True, "bg_color": "#DDEBF7", "border": 1, "border_color": "#BFBFBF"}
        )

    def title(self, text: str) -> None:
        self._line((text,), self._title)

    def note(self, text: str) -> None:
        self._line((text,), self._note)

    def section(self, text: str) -> None:
        self._row += 1
        self._line((text, "", "", "", "", ""), self._section)

    def header(self, *texts: str) -> None:
        self._line(texts, self._header)

    def line(self, *cells: _Cell, fill: str = "", link: str = "") -> None:
        """Write a line; ``link`` leads on from its first cell."""
        if link:
            self._sheet.write_url(self._row, 0, link, string="")
        lines = max(line_count(str(cell), width) for cell, width in zip(cells, _WIDTHS, strict=False))
        self._sheet.set_row(self._row, 15.0 * lines)
        first = self._styles.cell("long", fill, is_link=bool(link))
        self._line(cells, self._styles.cell("long", fill), first)

    def _line(self, cells: Sequence[_Cell], style: "Format", first: "Format | None" = None) -> None:
        for place, cell in enumerate(cells):
            own = first if first and not place else style
            if isinstance(cell, str):
                self._sheet.write_string(self._row, place, cell_text(cell), own)
            else:
                self._sheet.write_number(self._row, place, cell, own)
        self._row += 1


def write_overview(
    sheet: "Worksheet",
    book: "Workbook",
    styles: Styles,
    source: MadeFrom,
    counts: Tally,
    filled: Sequence[TableSheets],
    spots: Mapping[tuple[str, str, str], Spot],
) -> None:
    """Write the sheet, once all others are; ``spots`` says where the rows stand that findings are about."""
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    set_up_print(sheet)
    sheet.hide_gridlines(2)
    page = _Page(sheet, book, styles)
    page.title("预算绩效目标表 · 概览")
    page.note(f"由 jixiao {source.tool_version} 自 PDF 转换。原文栏为所印文字，数值栏由其解析；空格表示原文未印。")
    _counts(page, counts)
    _kinds(page, counts)
    _to_look_at(page, counts)
    _first_findings(page, source, counts, spots)
    _sheets(page, filled)


def _counts(page: _Page, counts: Tally) -> None:
    page.section("数量与核对")
    documents = counts.rows["documents"]
    page.line("文件", documents, "其中无法转换", counts.statuses.get("failed", 0))
    page.line("页", counts.pages, "其他表格", counts.rows["tables"])
    page.line("表", counts.rows["forms"], "表头栏目", counts.rows["fields"])
    page.line("指标", counts.rows["indicators"], "目标值", counts.rows["targets"])
    page.line("核对相符", counts.held, "核对不符", counts.failed)
    proofs = counts.proofs
    page.line("全部相符的文件", proofs.get("proved", 0), "有不符的文件", proofs.get("failed", 0))
    page.line("尚有未能核对的文件", proofs.get("open", 0))
    page.line("需要查看的发现", counts.open_findings, "涉及文件", counts.statuses.get("findings", 0))


def _kinds(page: _Page, counts: Tally) -> None:
    page.section("表的类型")
    page.header("表名", "年度", "表数", "指标数", "预算合计（万元）")
    for kind in counts.kinds:
        budget = "" if kind.budget is None else float(kind.budget)
        page.line(kind.title, kind.year, kind.forms, kind.indicators, budget)


def _to_look_at(page: _Page, counts: Tally) -> None:
    page.section("需要查看")
    found = [each for each in counts.findings if each.severity in OPEN]
    if not found:
        page.note("没有错误和警告。")
        return
    page.header("代码", "级别", "次数", "", "", "含义；下一步")
    for each in found:
        severity = SEVERITIES_ZH[each.severity]
        page.line(each.code, severity, each.times, "", "", meaning(each.code), fill=SEVERITY_FILLS[each.severity])


def _first_findings(page: _Page, source: MadeFrom, counts: Tally, spots: Mapping[tuple[str, str, str], Spot]) -> None:
    if not counts.open_findings:
        return
    page.section("最先查看（点击首列可到该行）")
    page.header("文件", "表", "行", "页", "级别", "说明")
    for row in islice(open_findings(source.tables), _LISTED):
        spot = spots.get((row["doc_id"], row["form_no"], row["row_no"]))
        numbers = (int(row[name]) if row[name] else "" for name in ("form_no", "row_no", "page"))
        severity = row["severity"]
        page.line(
            row["doc_id"],
            *numbers,
            SEVERITIES_ZH[severity],
            row["message_zh"],
            fill=SEVERITY_FILLS[severity],
            link=spot.link if spot else "",
        )
    if counts.open_findings > _LISTED:
        page.note(f"此处列出前 {_LISTED} 项，共 {counts.open_findings} 项，其余见工作表“发现”。")


def _sheets(page: _Page, filled: Sequence[TableSheets]) -> None:
    page.section("工作表")
    page.note("无内容的列和供程序使用的列已折叠，点击列标上方的 + 展开。各表首行可筛选，行号处的链接指向页面或该行。")
    page.header("名称", "行数")
    for sheets in filled:
        page.line(sheets.names[0], sheets.rows, link=Spot(sheets.names[0], 1).link)
        if len(sheets.names) > 1:
            page.note(f"　超过一张工作表可容纳的 {EXCEL.rows - 1:,} 行，续于：{'、'.join(sheets.names[1:])}")
        if sheets.cut:
            page.note(f"　{sheets.cut} 个单元格的文字超过 Excel 的 32,767 字，末尾略去并已注明，全文见 CSV")
        if sheets.links_left_out:
            page.note(f"　{sheets.links_left_out} 行的链接超过 Excel 每张工作表 {EXCEL.links:,} 个的上限，未写入")
    page.line("栏目说明", "", link=Spot("栏目说明", 1).link)
