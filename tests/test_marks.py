"""Marks that people draw over a table make no cells and take no text away."""

from dataclasses import replace

import pytest

from jixiao.extract.boxes import without_boxes
from jixiao.extract.content import ASCENT, DESCENT, Char
from jixiao.extract.grid import Cell, Grid
from jixiao.extract.lattice import Lattice
from jixiao.extract.lines import lines_across
from jixiao.extract.low_rows import without_low_rows
from jixiao.extract.watermarks import without_tiles
from jixiao.normalize.document import normalise
from jixiao.normalize.tables.printed import Printed, PrintedCell
from jixiao.normalize.tables.settle import settled
from tests.pages import Sheet, grid_of, page

SHEET = Sheet((6, 10, 6))
TABLE = """
    类别 | 指标 | 数值
    产出 | 修建公路 | ≥5公里
    ^ | 验收合格率 | ≥98%"""


def lattice(xs: tuple[float, ...], ys: tuple[float, ...]) -> Lattice:
    across = tuple((True,) * (len(xs) - 1) for _ in ys)
    return Lattice(xs, ys, across, tuple((True,) * (len(ys) - 1) for _ in xs))


def test_a_box_round_a_value_is_no_table() -> None:
    table = lattice((50, 150, 250), (100, 120, 140))
    inside, over_a_border, beside = (lattice(xs, (102, 118)) for xs in ((160, 240), (140, 240), (300, 340)))
    assert without_boxes([table, inside, over_a_border, beside]) == [table, over_a_border, beside]


def test_a_frame_around_a_table_and_a_table_in_a_frame_stay() -> None:
    frame, table = lattice((40, 300), (90, 200)), lattice((50, 150, 250), (100, 120, 140))
    assert without_boxes([frame, table]) == [frame, table]


def underlined(grid: Grid, row: int, column: int, height: float) -> Grid:
    """Rule a line under the text of a cell, ``height`` points above its lower border."""
    border = grid.ys[row + 1] - height
    cells = []
    for cell in grid.cells:
        if (cell.row, cell.column) == (row, column):
            upper = cell._replace(bottom=border)
            cells += [upper, cell._replace(row=row + 1, top=border, lines=())]
        elif cell.row > row:
            cells.append(cell._replace(row=cell.row + 1))
        else:
            cells.append(cell._replace(row_span=cell.row_span + (cell.row + cell.row_span > row)))
    return replace(grid, ys=(*grid.ys[: row + 1], border, *grid.ys[row + 1 :]), cells=tuple(cells))


def test_a_line_under_a_name_makes_no_row() -> None:
    grid = grid_of(1, TABLE, SHEET)
    drawn = underlined(grid, 1, 1, 5.0)
    assert len(drawn.ys) == len(grid.ys) + 1
    assert without_low_rows(drawn) == grid


def test_a_row_as_high_as_type_stays_a_row() -> None:
    drawn = underlined(grid_of(1, TABLE, replace(SHEET, top=100.0)), 1, 1, 12.0)
    assert without_low_rows(drawn) is drawn


def test_a_strip_too_low_for_type_is_no_row() -> None:
    """Browsers that print part the first row of a page once more: the label begins under a blank strip."""
    grid = grid_of(1, TABLE, SHEET)
    label = next(cell for cell in grid.cells if cell.text == "产出")
    border = label.top + 5.0
    strip = label._replace(row_span=1, bottom=border, lines=())
    rest = label._replace(row=2, row_span=2, top=border)
    others = (
        cell._replace(row=cell.row + 1) if cell.row > 1 else cell._replace(row_span=2) if cell.row == 1 else cell
        for cell in grid.cells
        if cell is not label
    )
    drawn = replace(grid, ys=(*grid.ys[:2], border, *grid.ys[2:]), cells=(*others, strip, rest))
    whole = without_low_rows(drawn)
    assert whole.ys == grid.ys
    assert sorted(whole.cells, key=_place) == sorted(grid.cells, key=_place)


def _place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def test_values_behind_comparators_on_two_lines_are_told() -> None:
    table = """
        一级指标 | 三级指标 | 指标值
        产出指标 | 修建公路¶验收合格率 | ≥5公里¶≥98%
        满意度指标 | 群众满意度 | ≥90%"""
    document = normalise([page(1, f"项目名称 | 甲 | <\n{table}", SHEET, above=["项目支出绩效目标表"])])
    (form,) = document.forms
    assert form.indicators[0].value_text == "≥5公里\n≥98%"
    assert form.indicators[0].flags == ("several_values",)
    assert "several_values" in {finding.code for finding in document.findings if finding.severity == "warning"}


def chars(text: str, raised: str, small: float = 6.0) -> list[Char]:
    """Set a text at 10 points, its digits marked ``^`` small and a third above the line."""
    found, x = [], 0.0
    for char, mark in zip(text, raised, strict=True):
        size, baseline = (small, 96.7) if mark == "^" else (10.0, 100.0)
        found.append(Char(char, x, baseline - ASCENT * size, x + size, baseline + DESCENT * size, size, apart=False))
        x += size
    return found


def test_raised_digits_are_powers_behind_letters_and_marks_behind_numbers() -> None:
    assert [line.text for line in lines_across(chars("≥3500m2", "      ^"))] == ["≥3500m²"]
    assert [line.text for line in lines_across(chars("≥12个1", "    ^"))] == ["≥12个^1"]
    assert [line.text for line in lines_across(chars("≥9512", "   ^^"))] == ["≥95^12"]
    assert [line.text for line in lines_across(chars("第12个", "    "))] == ["第12个"]


def test_small_type_on_the_line_stays_what_it_is() -> None:
    low = [
        char._replace(top=char.top + 3.3, bottom=char.bottom + 3.3) if char.size < 10 else char
        for char in chars("CO2", "  ^")
    ]
    assert [line.text for line in lines_across(low)] == ["CO2"]


def test_the_mark_of_a_footnote_is_no_digit_and_is_told() -> None:
    cell = settled(PrintedCell(0, 0, 1, 1, (Printed("≥12^1", 40.0, 80.0, 10.0),), ()), 2.0)
    assert (cell.text, cell.doubts) == ("≥12", ("footnote_mark",))
    assert settled(PrintedCell(0, 0, 1, 1, (Printed("a^b", 30.0, 80.0, 10.0),), ()), 2.0).text == "a^b"


def test_characters_drawn_over_one_another_stand_in_the_order_of_painting() -> None:
    """A font without metrics for vertical type: 指 and 标 share a box, the second a hair to the left."""
    first, second = chars("指标", "  ")
    over = second._replace(x0=first.x0 - 0.02, x1=first.x1)
    assert [line.text for line in lines_across([first, over])] == ["指标"]
    assert [line.text for line in lines_across([first, second])] == ["指标"]


def test_two_dashes_in_one_box_are_two_and_fake_bold_is_one() -> None:
    (dash,) = chars("—", " ")
    assert [line.text for line in lines_across([dash._replace(run=1), dash._replace(run=1)])] == ["——"]
    assert [line.text for line in lines_across([dash._replace(run=1), dash._replace(run=2)])] == ["—"]


def tile(run: int, text: str = "周村财政局", columns: int = 3) -> list[Char]:
    left, top = 200.0 * (run % columns), 60.0 * (run // columns)
    return [
        Char(each, left + 7 * n, top, left + 7 * n + 7, top + 7, 7, apart=False, run=run) for n, each in enumerate(text)
    ]


PALE_GREY, DARK_GREY = (190, 190, 190), (80, 80, 80)


@pytest.mark.parametrize(
    ("count", "colour", "text", "apart"),
    [
        (6, PALE_GREY, "周村财政局", True),
        (5, PALE_GREY, "周村财政局", False),  # pale captions
        (6, DARK_GREY, "产出指标", False),
        (6, PALE_GREY, "— 1 —", False),
    ],
)
def test_pale_texts_tiled_over_a_page_are_apart(
    count: int, colour: tuple[int, int, int], text: str, apart: bool
) -> None:
    chars = [char for run in range(1, count + 1) for char in tile(run, text)]
    marked = without_tiles([*chars, *tile(99, "≥5公里")], dict.fromkeys(range(1, count + 1), colour))
    assert {char.apart for char in marked if char.run != 99} == {apart}
    assert not any(char.apart for char in marked if char.run == 99)


def test_pale_labels_below_each_other_are_no_tiles() -> None:
    chars = [char for run in range(1, 9) for char in tile(run, "质量指标", columns=1)]
    assert not any(char.apart for char in without_tiles(chars, dict.fromkeys(range(1, 9), PALE_GREY)))
