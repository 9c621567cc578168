"""The report on a batch: one HTML file in Chinese, to be read on a screen, printed on A4, and signed.

It says what was read, what it comes to, which comparisons hold, and shows each place that is open: what was read there
beside a picture of the page. The same tables and pictures give the same bytes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from jixiao.output.check_names import check_name, meaning
from jixiao.output.doubts import Doubt, read_doubts
from jixiao.output.markup import Markup, element, page, style
from jixiao.output.markup import table as html_table
from jixiao.output.overview import SEVERITIES_ZH
from jixiao.output.reading import read_records
from jixiao.output.report_doubts import Pictures, doubt_card
from jixiao.output.report_style import STYLE
from jixiao.output.tally import OPEN, Tally, tally

TITLE = "预算绩效目标表转换核对报告"

MARK = "<!-- jixiao report -->"
"""Ends the file: by it we know our own."""

_BY_PERSONS = ("corrected", "row_deleted")
"""Findings that tell of what a person changed; one that does not fit is open."""

_STATUSES = {"ok": "无待查事项", "findings": "有待查事项", "partial": "部分页面未读（需 OCR）", "failed": "无法转换"}
_PROOFS = {"proved": "全部相符", "open": "尚有未能核对", "failed": "有不符"}


def report(tables: Path, batch: str, draw: Callable[[Sequence[Doubt]], Pictures]) -> bytes:
    """Give the report on an output folder's tables; ``batch`` names it, ``draw`` gives pictures of what is open."""
    written = page(_head(batch), element("body", *_sections(tables, batch, draw)), lang="zh-CN")
    return written + f"{MARK}\n".encode()


def _head(batch: str) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", f"{TITLE}：{batch}"),
        style(STYLE),
    )


def _sections(tables: Path, batch: str, draw: Callable[[Sequence[Doubt]], Pictures]) -> Iterator[Markup]:
    counts = tally(tables)
    documents = list(read_records(tables, "documents"))
    doubts = read_doubts(tables)
    versions = "、".join(sorted({row["tool_version"] for row in documents}))
    yield from (
        element("h1", TITLE),
        element("p", f"批次：{batch}；jixiao {versions}", class_="hint"),
        element("p", "打印或另存为 PDF：在浏览器中按 Ctrl+P（Mac 为 ⌘P），纸张选 A4。", class_="hint screen"),
        _verdict(counts, len(doubts)),
        _counts(counts),
        *_read(documents),
        *_kinds(counts),
        *_checks(tables),
        *_open(counts, doubts, draw(doubts)),
        *_put_right(tables),
        _signatures(),
    )


def _verdict(counts: Tally, doubts: int) -> Markup:
    """Say in a sentence or two what the batch came to."""
    lost = counts.statuses.get("failed", 0)
    heavy = counts.failed or lost or any(each.severity == "error" for each in counts.findings)
    kind = "failed" if heavy else "open" if doubts else ""
    read = f"共 {counts.rows['documents']} 个文件"
    read += f"，其中 {lost} 个无法转换" if lost else "，全部读出"
    proved = f"{counts.held + counts.failed} 项核对，{counts.held} 项相符，{counts.failed} 项不符"
    left = f"{doubts} 处需要查看，逐一列于后" if doubts else "没有需要查看之处"
    return element("p", f"{read}；{proved}；{left}。", class_=f"verdict {kind}".strip())


def _counts(counts: Tally) -> Markup:
    shown = {
        "页": counts.pages,
        "表": counts.rows["forms"],
        "指标": counts.rows["indicators"],
        "目标值": counts.rows["targets"],
        "表头栏目": counts.rows["fields"],
        "其他表格": counts.rows["tables"],
        "核对相符": counts.held,
        "核对不符": counts.failed,
    }
    items = (element("li", element("b", f"{number:,}"), name) for name, number in shown.items())
    return element("ul", *items, class_="counts")


def _read(documents: Sequence[Mapping[str, str]]) -> tuple[Markup, ...]:
    """What was read: each file with the beginning of its checksum, and what became of it."""
    headers = ("文件", "年度", "标题；发布单位", "页数", "核对相符", "不符", "结果", "SHA-256")
    rows = (
        (
            row["source_file"],
            row["year"],
            "；".join(filter(None, (row["title"], row["publisher"]))),
            row["pages"],
            row["checks_held"],
            row["checks_failed"],
            _result(row),
            element("code", row["sha256"][:12]),
        )
        for row in documents
    )
    return element("h2", "一、读取的文件"), html_table(headers, rows)


def _result(row: Mapping[str, str]) -> str:
    status = _STATUSES.get(row["status"], row["status"])
    return "；".join(filter(None, (status, _PROOFS.get(row["proof"], row["proof"]), row["error"])))


def _kinds(counts: Tally) -> tuple[Markup, ...]:
    headers = ("表名", "年度", "表数", "指标数", "预算合计（万元）")
    rows = (
        (
            kind.title,
            kind.year,
            str(kind.forms),
            str(kind.indicators),
            "" if kind.budget is None else f"{kind.budget:f}",
        )
        for kind in counts.kinds
    )
    return element("h2", "二、读出的表与预算"), html_table(headers, rows)


def _checks(tables: Path) -> tuple[Markup, ...]:
    """Which comparisons were made and held, kind by kind; and each that did not hold, with both figures."""
    held: dict[str, list[bool]] = {}
    failed = []
    for row in read_records(tables, "checks"):
        held.setdefault(row["code"], []).append(row["held"] == "true")
        if row["held"] != "true":
            failed.append(row)
    made = (
        (check_name(code), str(len(each)), str(sum(each)), str(len(each) - sum(each))) for code, each in held.items()
    )
    shown = [
        element("h2", "三、与原文的核对"),
        element(
            "p",
            "原文所印的合计、序号、目录等，逐一与读出的各行比对。相符是没有漏行、错行的证据；不符之处附两个数，或缺行，或原文有误。",
            class_="hint",
        ),
        html_table(("核对内容", "项数", "相符", "不符"), made),
    ]
    if failed:
        headers = ("文件", "表", "核对内容", "对象", "原文", "统计", "差额", "页")
        rows = (
            (
                row["doc_id"],
                row["form_no"],
                check_name(row["code"]),
                row["subject"] + (f"（若 {row['mended']} 则相符）" if row["mended"] else ""),
                row["expected"],
                row["found"],
                row["difference"],
                row["pages"],
            )
            for row in failed
        )
        shown += [element("h3", "不符的各项"), html_table(headers, rows)]
    return tuple(shown)


def _open(counts: Tally, doubts: Sequence[Doubt], pictures: Pictures) -> tuple[Markup, ...]:
    """What is open: how often each kind, then place by place."""
    heading = element("h2", "四、需要查看之处")
    if not doubts:
        return heading, element("p", "没有错误和警告。")
    kinds = (
        (SEVERITIES_ZH[each.severity], each.code, meaning(each.code), str(each.times))
        for each in counts.findings
        if each.severity in OPEN
    )
    cards = (doubt_card(number, doubt, pictures) for number, doubt in enumerate(doubts, 1))
    left_out = [element("p", pictures.note, class_="hint")] if pictures.note else []
    return heading, html_table(("级别", "代码", "含义；下一步", "次数"), kinds), *left_out, *cards


def _put_right(tables: Path) -> tuple[Markup, ...]:
    """What persons changed in the rows, each with its reason; nothing where nobody did."""
    rows = [
        (row["doc_id"], row["form_no"], row["row_no"], row["page"], row["message_zh"])
        for row in read_records(tables, "findings")
        if row["code"] in _BY_PERSONS
    ]
    if not rows:
        return ()
    return element("h2", "五、人工更正"), html_table(("文件", "表", "行", "页", "更正"), rows)


def _signatures() -> Markup:
    return element("div", *(element("span", text) for text in ("核对人", "复核人", "日期")), class_="sign")
