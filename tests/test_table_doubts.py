"""Doubts about a cell of a table of no known form: told as findings, since such a table's rows have no flags."""

from dataclasses import replace

from jixiao.extract.grid import PageTables
from jixiao.normalize.document import normalise
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 10))


def doubted(number: int, drawing: str, doubts: dict[str, tuple[str, ...]], title: tuple[str, ...] = ()) -> PageTables:
    """Give a page whose cells with these texts have doubts."""
    tables = page(number, drawing, SHEET, above=[*title])
    (grid,) = tables.grids
    cells = tuple(replace(cell, doubts=doubts.get(cell.text, ())) for cell in grid.cells)
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
