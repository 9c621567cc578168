"""Borders drawn through a row's own type: which are taken out, which are borders all the same, and what is told."""

import pytest

from jixiao.extract.content import Char
from jixiao.extract.grid import Grid
from tests.test_open_borders import across, down, read, ruled, text

XS = (200, 300, 400, 500)
YS = (100, 130, 160, 175, 190, 220, 250)
"""The border at 175 is the one in question: it parts the row of 160 to 190."""

HEAD = [*text("一级指标", 210, 110), *text("三级指标", 310, 110), *text("指标值", 410, 110)]
FIRST = [*text("产出", 210, 140), *text("时长", 310, 140), *text("≥1", 410, 140)]
LAST = [*text("效益", 210, 200), *text("公里", 310, 200), *text("≥5", 410, 200), *text("满意", 210, 230)]
OTHERS = [*HEAD, *FIRST, *LAST]
OVER_BORDER = ("text_over_border",)


def rows(grid: Grid) -> list[list[str]]:
    """Give the texts of the cells that begin in each row."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(len(grid.ys) - 1)]


def doubts(grid: Grid) -> dict[str, tuple[str, ...]]:
    return {cell.text: cell.doubts for cell in grid.cells if cell.doubts}


@pytest.mark.parametrize(
    ("chars", "row", "told", "why"),
    [
        (
            [*text("产出", 210, 168), *text("数量", 310, 168), *text("≥3", 410, 168)],
            ["产出", "数量", "≥3"],
            {},
            "all that stands there is run through",
        ),
        (
            [*text("数量", 310, 166), *text("≥3", 410, 174)],
            ["", "数量", "≥3"],
            {},
            "run through above its middle and below it",
        ),
        (
            [*text("数量", 310, 168), *text("≥3元", 410, 166), *text("/人", 410, 177)],
            ["", "数量", "≥3元\n/人"],
            {"数量": OVER_BORDER, "≥3元\n/人": OVER_BORDER},
            "a text of two lines: of two rows, perhaps",
        ),
        (
            [*text("产出", 210, 176), *text("数量", 310, 168)],
            ["产出", "数量", ""],
            {"数量": OVER_BORDER},
            "another cell's text stands on one side of it",
        ),
    ],
)
def test_a_border_that_runs_through_a_row_s_type_parts_no_rows(
    chars: list[Char], row: list[str], told: dict[str, tuple[str, ...]], why: str
) -> None:
    grid = read(ruled(XS, YS), [*OTHERS, *chars]).grids[0]
    assert (rows(grid)[2], len(grid.ys), doubts(grid)) == (row, 6, told), why


@pytest.mark.parametrize(
    ("chars", "why"),
    [
        (
            [*text("产出", 210, 162), *text("效益", 210, 178), *text("数量", 310, 168)],
            "it parts two texts of a column: that in the next is too high for its row",
        ),
        ([*text("数量", 310, 168), *text("质量", 310, 189)], "the text under it is farther than a line"),
        (
            [*text("数量", 310, 168), *text("≥3", 410, 168), *text("质量", 310, 182), *text("=1", 410, 182)],
            "it parts two rows, and stands too high",
        ),
        (
            [*text("产出", 210, 164.7), *text("数量", 310, 164.5), *text("≥3", 410, 175.4)],
            "type reaches over it by no more than a font's box",
        ),
        ([char._replace(apart=True) for char in text("数量", 310, 168)], "a watermark"),
        ([char._replace(text=" ") for char in text("数量", 310, 168)], "blanks"),
    ],
)
def test_a_border_that_parts_texts_is_one(chars: list[Char], why: str) -> None:
    grid = read(ruled(XS, YS), [*OTHERS, *chars]).grids[0]
    assert grid.ys == YS, why


def test_rows_that_are_all_too_low_for_their_type_keep_their_borders() -> None:
    """Of a table set in too large a type nothing says which border is none."""
    low = (100, 109, 118, 127, 136, 145)
    chars = [char for n, top in enumerate((104, 122, 140)) for char in text("数量", 210 + 100 * n, top)]
    assert read(ruled(XS, low), chars).grids[0].ys == low


def test_a_piece_over_one_column_goes_alone() -> None:
    """The rows beside it are parted there by a border of their own."""
    drawings = [
        *(across(y, 200, 500) for y in YS if y != 175),
        *(across(175, x0, x0 + 100) for x0 in (200, 400)),
        across(178.5, 300, 400),
        *(down(x, 100, 250) for x in XS),
    ]
    chars = [*text("产出", 210, 162), *text("效益", 210, 178), *text("数量", 310, 173), *text("≥3", 410, 162)]
    grid = read(drawings, [*OTHERS, *chars]).grids[0]
    (name,) = (cell for cell in grid.cells if cell.text == "数量")
    assert (name.row, name.row_span, len(grid.ys), doubts(grid)) == (2, 2, 7, {})


@pytest.mark.parametrize(("beside", "columns"), [([], 2), (text("元", 450, 165), 1)])
def test_an_upright_side_of_such_a_piece_goes_where_it_parts_no_texts(beside: list[Char], columns: int) -> None:
    """The side ends at the border that is none; a row's own sides are as high as the row."""
    uprights = [*(down(x, 100, 250) for x in (200, 300, 500)), down(400, 100, 175), down(400, 190, 250)]
    chars = [*text("产出", 210, 168), *text("数量≥3", 310, 168), *beside]
    grid = read([*(across(y, 200, 500) for y in YS), *uprights], [*OTHERS, *chars]).grids[0]
    assert [cell.column_span for cell in grid.cells if cell.text == "数量≥3"] == [columns]


def test_no_text_is_struck_out_by_a_border_that_is_none() -> None:
    """A line as long as a text strikes it out; one from side to side of the cell is no such line."""
    drawings = [
        *(across(y, 200, 500) for y in YS if y != 175),
        across(175, 300, 400),
        *(down(x, 100, 250) for x in XS),
    ]
    grid = read(drawings, [*OTHERS, *text("数量指标名称经济效益", 300, 170)]).grids[0]
    assert rows(grid)[2] == ["", "数量指标名称经济效益", ""]
