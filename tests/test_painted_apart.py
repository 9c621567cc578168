"""Texts in one cell that were painted with another's: whose they are, and what is painted apart all the same."""

from dataclasses import replace

import pytest

from jixiao.extract.content import Char
from jixiao.extract.grid import Grid
from jixiao.normalize.document import normalise
from tests.pages import Sheet, page
from tests.test_open_borders import read, ruled, text

XS = (200, 300, 400, 500)
YS = (100, 130, 160, 200)
APART = ("text_painted_apart",)

Texts = list[tuple[str, float, float]]
"""Texts of a page in the order of painting: what, from where, at which height."""

HEAD: Texts = [("一级指标", 210, 110), ("三级指标", 310, 110), ("指标值", 410, 110)]
LAST: Texts = [("效益", 210, 175), ("公里", 310, 169), ("以上", 310, 181), ("≥5", 410, 169), ("元", 410, 181)]


def painted(texts: Texts) -> list[Char]:
    return [
        char._replace(run=number) for number, (words, x, top) in enumerate(texts, 1) for char in text(words, x, top)
    ]


def grid_of(texts: Texts) -> Grid:
    return read(ruled(XS, YS), painted(texts)).grids[0]


def column(grid: Grid, number: int) -> list[tuple[str, tuple[str, ...]]]:
    return [(cell.text, cell.doubts) for cell in grid.cells if cell.column == number and cell.row]


def row(names: Texts) -> Texts:
    return [*HEAD, ("产出", 210, 140), *names, ("≥1", 410, 134), ("公里", 410, 146), *LAST]


@pytest.mark.parametrize(
    ("names", "found", "why"),
    [
        (
            [("道路里", 310, 134), ("程序", 310, 146), ("数量", 310, 158)],
            [("道路里\n程序\n数量", APART), ("公里\n以上", APART)],
            "a line in the cell below",
        ),
        (
            [("道路里", 310, 139), ("程序", 310, 151), ("数量", 310, 163)],
            [("道路里\n程序\n数量", APART), ("公里\n以上", APART)],
            "a line over another text",
        ),
        (
            [("道路里", 310, 122), ("程序", 310, 134), ("数量", 310, 146)],
            [("道路里\n程序\n数量", APART), ("公里\n以上", ())],
            "a text in the middle of its cell runs over the upper border",
        ),
        (
            [("道路里", 310, 134), ("程序", 310, 146)],
            [("道路里\n程序", ()), ("公里\n以上", ())],
            "all in its cell",
        ),
    ],
)
def test_a_line_belongs_to_the_cell_that_it_was_painted_with(
    names: Texts, found: list[tuple[str, tuple[str, ...]]], why: str
) -> None:
    assert column(grid_of(row(names)), 1) == found, why


def test_a_line_with_no_cell_to_go_on_from_stays_and_is_told() -> None:
    """The cell painted before it is in another column."""
    texts = [*row([("道路", 310, 140)]), ("备注", 310, 189)]
    assert column(grid_of([*texts[:3], texts[-1], *texts[3:-1]]), 1)[1] == ("公里\n以上\n备注", APART)


def test_a_line_whose_cell_ended_on_the_page_before_is_that_cell_s() -> None:
    """Of the row that the break cut one column holds lines; another one's last line stands over the row below."""
    texts = [*HEAD, ("产出", 210, 140), ("程", 310, 163), ("≥1", 410, 134), ("公里", 410, 146), *LAST]
    assert column(grid_of(texts), 1) == [("程", APART), ("公里\n以上", APART)]


def test_what_is_filled_into_a_line_later_is_the_cell_s() -> None:
    """Forms are printed first and their values on top, one after the other."""
    texts = [*row([("道路", 310, 140)]), ("12", 330, 140), ("34", 340, 181)]
    assert column(grid_of(texts), 1) == [("道路12", ()), ("公里\n以上34", ())]


def test_a_page_painted_line_by_line_tells_nothing() -> None:
    """OCR and programs that make text of tables paint over all columns."""
    texts = sorted(row([("道路里", 310, 134), ("程序", 310, 146)]), key=lambda each: each[2])
    grid = grid_of(texts)
    assert (column(grid, 1), column(grid, 2)) == (
        [("道路里\n程序", ()), ("公里\n以上", ())],
        [("≥1\n公里", ()), ("≥5\n元", ())],
    )


def test_unknown_order_tells_nothing() -> None:
    chars = [char._replace(run=0) for char in painted(row([("道路里", 310, 134), ("程序", 310, 163)]))]
    assert not any(cell.doubts for cell in read(ruled(XS, YS), chars).grids[0].cells)


@pytest.mark.parametrize(
    ("at", "top", "told", "why"),
    [
        (-2, 202, True, "a line under the table, painted before the cells beside it"),
        (99, 202, False, "a note, painted behind the table"),
        (-2, 240, False, "too far away"),
        (-2, 80, False, "a title"),
    ],
)
def test_a_cell_whose_text_runs_out_of_the_table_is_told(at: int, top: float, *, told: bool, why: str) -> None:
    texts = row([("道路", 310, 134), ("里程", 310, 146)])
    texts.insert(at, ("内", 310, top))
    assert [cell.text for cell in grid_of(texts).cells if cell.doubts] == (["公里\n以上"] if told else []), why


def test_the_row_before_a_break_is_told_where_its_last_line_stands_in_the_row_behind() -> None:
    """Of the row that the break cut nothing else is left: it may be any cell's that ends there."""
    head = "项目名称 | 修路 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值"
    sheet = Sheet((6, 6, 10, 6))
    first = page(1, f"{head}\n产出指标 | 数量指标 | 建成道路里 | ≥5公里", sheet, above=["项目支出绩效目标表"])
    second = page(2, "效益指标 | 社会效益 | 程通行时间 | ≤9分钟\n满意度指标 | 群众满意 | 满意率 | ≥9%", sheet)
    (grid,) = second.grids
    cells = tuple(each._replace(doubts=APART if each.text == "程通行时间" else ()) for each in grid.cells)
    told = replace(second, grids=(replace(grid, cells=cells),))
    (form,) = normalise([first, told]).forms
    assert ["text_painted_apart" in each.flags for each in form.indicators] == [True, True, False]
