"""Borders that part a text from the upper part of its cell: told by where the text stands."""

import pytest

from jixiao.extract.content import Char, Drawing
from jixiao.extract.shifted_border import without_shifted_borders
from tests.test_open_borders import across, down, read, text

YS = (100, 130, 145, 190, 230)
"""The third border is too high: the names over it stand low in their row."""


def table() -> list[Drawing]:
    """Four rows beside a label over the last two; the border over the label is one of the rows'."""
    return [
        *(across(y, 200, 500) for y in YS if y != 190),
        across(190, 300, 500),
        *(down(x, 100, 230) for x in (200, 300, 400, 500)),
    ]


ROWS = [*text("一级指标", 210, 110), *text("二级指标", 310, 110), *text("指标值", 410, 110), *text("≥5公里", 410, 205)]
NAMES = [*text("数量", 310, 137), *text("质量", 310, 162), *text("时效", 310, 205)]


@pytest.mark.parametrize(
    ("chars", "labels", "why"),
    [
        (text("产出指标", 210, 175), [("产出指标", 1, 3)], "in the middle of both"),
        (text("产出指标", 210, 182.5), [("", 1, 1), ("产出指标", 2, 2)], "in the middle of its own cell"),
        (text("产出指标", 210, 150), [("", 1, 1), ("产出指标", 2, 2)], "at the top of its own"),
        (
            text("产出指标", 210, 175) + text("成本", 210, 132),
            [("成本", 1, 1), ("产出指标", 2, 2)],
            "the cell over it is not blank",
        ),
    ],
)
def test_a_label_in_the_middle_of_two_cells_is_that_of_both(
    chars: list[Char], labels: list[tuple[str, int, int]], why: str
) -> None:
    grid = without_shifted_borders(read(table(), [*ROWS, *NAMES, *chars]).grids[0])
    found = [(cell.text, cell.row, cell.row_span) for cell in grid.cells if cell.column == 0 and cell.row > 0]
    assert found == labels, why


def test_a_row_s_own_cell_made_whole_is_told() -> None:
    """It may hold a name: then both rows are one."""
    drawings = [*table(), across(190, 200, 300)]
    grid = without_shifted_borders(read(drawings, [*ROWS, *NAMES, *text("产出", 210, 155)]).grids[0])
    (cell,) = (cell for cell in grid.cells if cell.text == "产出")
    assert (cell.row, cell.row_span, cell.doubts) == (1, 2, ("text_over_border",))


def test_where_the_row_stands_in_its_middle_no_border_is_too_high() -> None:
    """A blank code over one that is set off the middle: a row of each."""
    names = [*text("数量", 310, 132.5), *NAMES[2:]]
    (grid,) = read(table(), [*ROWS, *names, *text("产出指标", 210, 175)]).grids
    assert without_shifted_borders(grid) is grid


def test_a_table_set_from_the_upper_sides_tells_nothing() -> None:
    upper = [char._replace(top=char.top - 8, bottom=char.bottom - 8) for char in (*ROWS, *NAMES[2:])]
    (grid,) = read(table(), [*upper, *text("产出指标", 210, 175)]).grids
    assert without_shifted_borders(grid) is grid
