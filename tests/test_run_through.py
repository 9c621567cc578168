"""Rows through whose one line of text a border runs: which are one cell, and which are cells side by side."""

import pytest

from jixiao.extract.content import Char, Drawing
from jixiao.extract.doubts import with_cell_doubts
from jixiao.extract.grid import on_each_grid
from jixiao.extract.run_through import without_run_through
from tests.test_open_borders import ROWS, across, down, read, ruled, text

XS = (200, 300, 400, 500)
TABLE = ruled(XS)
ABOVE = [*text("甲", 210, 110), *text("乙", 310, 110), *text("丙", 410, 110)]
TALL = [*(across(y, 200, 500) for y in ROWS if y != 130), across(130, 300, 500), *(down(x, 100, 190) for x in XS)]
"""The first cell spans the first two rows."""


@pytest.mark.parametrize(
    ("drawings", "chars", "texts", "why"),
    [
        (TABLE, text("主要政策任务", 270, 140), ["主要政策任务", ""], "a line over one border"),
        (
            TABLE,
            text("主要政策任务12345", 270, 140) + text("678", 380, 140),
            ["主要政策任务12345678"],
            "over two borders",
        ),
        (TABLE, text("主要政策", 260, 140) + text("任务", 300.2, 140), ["主要政策任务", ""], "rounding"),
        (
            TABLE,
            text("指标名称", 260, 140) + text("甲乙", 301, 140),
            ["指标名称", "甲乙", ""],
            "a border's width between",
        ),
        (
            TABLE,
            text("主要政策任务", 270, 140) + text("5", 450, 140),
            ["主要政", "策任务", "5"],
            "another text in the row",
        ),
        (TABLE, text("主要政策", 260, 137) + text("任务", 300, 143), ["主要政策", "任务", ""], "another height"),
        (
            TABLE,
            text("主要政策", 260, 132) + text("任务", 300, 132) + text("说明", 310, 146),
            ["主要政策", "任务\n说明", ""],
            "more lines than one",
        ),
        (TALL, text("主要政策任务", 270, 140), ["策任务", ""], "a cell over two rows"),
    ],
)
def test_a_row_of_one_line_is_cut_by_no_border(
    drawings: list[Drawing], chars: list[Char], texts: list[str], why: str
) -> None:
    tables = read(drawings, [*([] if drawings is TALL else ABOVE[:1]), *ABOVE[1:], *chars])
    assert [cell.text for cell in without_run_through(tables.grids[0]).cells if cell.row == 1] == texts, why


def test_a_row_made_one_cell_is_as_wide_as_its_cells() -> None:
    grid = read(ruled((200, 300, 400)), [*ABOVE[:2], *text("主要政策任务1", 265, 140)]).grids[0]
    (cell,) = (cell for cell in without_run_through(grid).cells if cell.row == 1)
    assert (cell.column_span, cell.x0, cell.x1, cell.lines[0].x0, cell.lines[0].x1) == (2, 200, 400, 265, 335)


def test_a_row_made_one_cell_is_told_as_a_guess() -> None:
    """Texts of two cells without padding touch as well."""
    grid = read(ruled((200, 300, 400)), [*ABOVE[:2], *text("1234567890", 200, 140), *text("98", 300, 140)]).grids[0]
    (cell,) = (cell for cell in without_run_through(grid).cells if cell.row == 1)
    assert (cell.text, cell.doubts) == ("123456789098", ("text_over_border",))


def test_a_table_without_such_a_row_stays_the_same() -> None:
    (grid,) = read(TABLE, ABOVE).grids
    assert without_run_through(grid) is grid


def test_a_page_keeps_what_does_not_change() -> None:
    tables = read(TABLE, ABOVE)
    assert on_each_grid(tables, without_run_through) is tables
    cut = read(ruled((200, 300, 400)), [*ABOVE[:2], *text("主要政策任务1", 265, 140)])
    assert on_each_grid(cut, without_run_through).grids == (without_run_through(cut.grids[0]),) != cut.grids


@pytest.mark.parametrize(("x", "torn"), [(300, True), (302.5, False)], ids=["one word", "a cell's padding between"])
def test_a_border_between_two_characters_of_a_word_is_told(x: float, *, torn: bool) -> None:
    """Each is painted by itself, beside a label, and neither runs over the border."""
    chars = [*text("目标", 210, 145), *text("按计划", 370, 140), *text("完成任务", 400 + x - 300, 140)]
    (grid,) = with_cell_doubts(read(TABLE, [*ABOVE, *chars])).grids
    doubted = {cell.text for cell in grid.cells if cell.doubts}
    assert doubted == ({"按计划", "完成任务"} if torn else set())
