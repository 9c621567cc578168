"""Doubts about a cell of a table of no known form: told as findings, since such a table's rows have no flags."""

from dataclasses import replace

import pytest

from jixiao.extract.grid import PageTables
from jixiao.normalize.document import normalise
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 10))


def doubted(number: int, drawing: str, doubts: dict[str, tuple[str, ...]], title: tuple[str, ...] = ()) -> PageTables:
    """Give a page whose cells with these texts have doubts."""
    tables = page(number, drawing, SHEET, above=[*title])
    (grid,) = tables.grids
    cells = tuple(cell._replace(doubts=doubts.get(cell.text, ())) for cell in grid.cells)
    return replace(tables, grids=(replace(grid, cells=cells),))


def test_each_doubt_is_told_once_a_page() -> None:
    first = doubted(
        1,
        "科目 | 名称 | 合计\n201 | 行政运行 | 1,204.50\n202 | 机关服务 | 3,118.20",
        {"1,204.50": ("text_over_border",), "3,118.20": ("text_over_border", "drawn_in_cell")},
        ("收支表",),
    )
    second = doubted(2, "203 | 事业运行 | 2,001.70\n204 | 其他支出 | 4,250.00", {"2,001.70": ("text_over_border",)})
    found = [
        (finding.code, finding.place.page, finding.severity.value)
        for finding in normalise([first, second]).findings
        if finding.place and finding.code in ("text_over_border", "drawn_in_cell")
    ]
    assert found == [
        ("text_over_border", 1, "warning"),
        ("drawn_in_cell", 1, "warning"),
        ("text_over_border", 2, "warning"),
    ]


def lowered(tables: PageTables, text: str, by: float) -> PageTables:
    """Give a page of one table with the lines of the cell with this text set lower, by so many points."""
    (grid,) = tables.grids
    cells = tuple(
        cell._replace(lines=tuple(line._replace(top=line.top + by, bottom=line.bottom + by) for line in cell.lines))
        if cell.text == text
        else cell
        for cell in grid.cells
    )
    return replace(tables, grids=(replace(grid, cells=cells),))


@pytest.mark.parametrize(
    ("text", "lower", "flagged"),
    [("完成率任务满", 3, True), ("完成率任务满", 0, False), ("完成任务率。", 3, False), ("完成", 3, False)],
    ids=["runs into the border", "stands in its padding", "ends", "has room in its line"],
)
def test_a_label_over_a_break_whose_end_is_not_printed_is_told(text: str, lower: float, *, flagged: bool) -> None:
    """Writer sets the rest of a merged cell's text in the whole cell's middle: what leaves the page's part is gone."""
    upper = Sheet((6, 6, 10, 6), open_bottom=True, closed=frozenset({2, 3}))
    first = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 按期完成各类 | 修路 | ≥5公里"
    second = page(2, f" | {text} | 架桥 | ≥2座", replace(upper, open_bottom=False, open_top=True))
    pages = [page(1, first, upper, above=["项目支出绩效目标表"]), lowered(second, text, lower)]
    rows = [row for form in normalise(pages).forms for row in form.indicators]
    assert [(row.level2, "text_cut_off" in row.flags) for row in rows] == [(f"按期完成各类{text}", flagged)] * 2


def test_a_merged_cell_beside_a_row_that_the_break_cut_is_told_too() -> None:
    upper = Sheet((6, 6, 10, 6))
    first = (
        "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 按期完成各类 | 修路 | ≥5公里\n^ | ^ | 人均补助标准 | ≥810"
    )
    second = page(2, " | 完成率任务满 |  | 元/人/月\n效益指标 | 社会效益 | 受益居民 | ≥100户", upper)
    pages = [page(1, first, upper, above=["项目支出绩效目标表"]), lowered(second, "完成率任务满", 3)]
    rows = [row for form in normalise(pages).forms for row in form.indicators]
    assert [(row.value_text, "text_cut_off" in row.flags) for row in rows] == [
        ("≥5公里", True),
        ("≥810元/人/月", True),
        ("≥100户", False),
    ]
