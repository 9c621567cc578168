"""A page number that a tall row's cell runs over is no text of the cell."""

from dataclasses import replace

import pytest

from jixiao.extract.grid import PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.tables.foot_in_cell import without_page_numbers
from tests.pages import SIZE, Sheet, page
from tests.stitching import one_table

SHEET = Sheet((6, 20))
FOOT = 140.0
"""Points from the page's top at which its number stands."""


def number(text: str, top: float = FOOT) -> TextLine:
    return TextLine(text, 200.0, top, 200.0 + SIZE * len(text), top + SIZE, SIZE)


def tall(found: TextLine, beside: tuple[TextLine, ...] = ()) -> PageTables:
    """Give a page whose second cell holds the line too, at its end."""
    tables = page(2, "总体目标 | 按计划¶完成¶全年¶任务", SHEET)
    (grid,) = tables.grids
    label, cell = grid.cells
    cells = label, cell._replace(lines=(*cell.lines, found))
    return replace(tables, grids=(replace(grid, cells=cells),), lines=beside)


@pytest.mark.parametrize(
    ("in_cell", "beside", "text"),
    [
        (number("第2页，共3页"), (), "按计划完成全年任务"),
        (number("第2页", FOOT - 5), (), "按计划完成全年任务第2页"),
        (number("第二页，共三页"), (), "按计划完成全年任务第二页，共三页"),
        (number("第2页，共3页"), (number("第2页，共3页"),), "按计划完成全年任务第2页，共3页"),
    ],
    ids=["where other pages have theirs", "elsewhere", "in other words", "the page has its own"],
)
def test_a_number_in_a_cell_is_the_page_s_where_other_pages_have_theirs(
    in_cell: TextLine, beside: tuple[TextLine, ...], text: str
) -> None:
    first = replace(page(1, "项目名称 | 修路", SHEET), lines=(number("第1页，共3页"),))
    third = replace(page(3, "备注 | 无", SHEET), lines=(number("第3页，共3页"),))
    found = one_table(*without_page_numbers([first, tall(in_cell, beside), third]))
    assert found[1] == f"总体目标 | {text}"
