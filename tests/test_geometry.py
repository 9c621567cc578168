"""Rules, lattices and grids, on values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.extract.content import Char, Drawing, PageContent
from jixiao.extract.lattice import Lattice
from jixiao.extract.placing import read_tables
from jixiao.extract.regions import tiled
from jixiao.extract.rules import find_rules
from tests.test_open_borders import COLUMNS, ROWS, down, read, ruled, text


def line(x0: float, top: float, x1: float, bottom: float) -> Drawing:
    return Drawing(x0, top, x1, bottom, stroked=True, filled=False, line_width=0.5, grey=0.0)


def test_an_outline_has_four_rules_and_a_stripe_none() -> None:
    outline = Drawing(0, 0, 100, 50, stroked=True, filled=False, line_width=1, grey=0)
    stripe = Drawing(0, 0, 100, 20, stroked=False, filled=True, line_width=0, grey=0.8)
    rules = find_rules([outline, stripe])
    assert (len(rules.horizontal), len(rules.vertical)) == (2, 2)


def test_dashes_drawn_one_by_one_are_one_rule() -> None:
    dashes = [Drawing(x, 10, x + 3, 10.5, stroked=False, filled=True, line_width=0, grey=0) for x in range(0, 100, 5)]
    assert [(rule.start, rule.end) for rule in find_rules(dashes).horizontal] == [(0, 98)]


@given(st.lists(st.tuples(st.floats(0, 0.3), st.integers(0, 60), st.integers(8, 60)), min_size=1, max_size=8))
def test_pieces_of_a_rule_cover_what_they_covered_however_they_lie(pieces: list[tuple[float, int, int]]) -> None:
    drawings = [line(start, 10 + off, start + length, 10 + off) for off, start, length in pieces]
    rules = find_rules(drawings).horizontal
    assert min(rule.start for rule in rules) == min(start for _, start, _ in pieces)
    assert max(rule.end for rule in rules) == max(start + length for _, start, length in pieces)
    for _, start, length in pieces:
        assert any(rule.start <= start and start + length <= rule.end for rule in rules)


def test_neighbouring_rules_are_no_dots_of_a_line_the_other_way() -> None:
    pair = find_rules([line(10, 0, 10, 80), line(15, 0, 15, 80)])
    assert (pair.horizontal, len(pair.vertical)) == ((), 2)
    pair = find_rules([line(0, 10, 80, 10), line(0, 15, 80, 15)])
    assert (len(pair.horizontal), pair.vertical) == (2, ())


def test_white_rules_do_not_show() -> None:
    assert find_rules([line(0, 0, 100, 0)._replace(grey=1.0)]).horizontal == ()


def test_cells_open_at_a_page_break_are_closed_and_marked() -> None:
    drawings = [line(0, 0, 100, 0), line(50, 40, 100, 40), *(line(x, 0, x, 80) for x in (0, 50, 100))]
    chars = (Char("甲", 20, 30, 30, 40, 10, apart=False),)
    (grid,) = read_tables(PageContent(1, 100, 100, chars, tuple(drawings), 0.0, "test")).grids
    spans = {(cell.row, cell.column): (cell.row_span, cell.open_bottom) for cell in grid.cells}
    assert spans == {(0, 0): (2, True), (0, 1): (1, False), (1, 1): (1, True)}
    assert grid.cells[0].text == "甲"


@given(st.data())
def test_cells_tile_the_grid_for_any_rules(data: st.DataObject) -> None:
    rows, columns = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 6))
    flags = st.booleans()
    across = tuple(tuple(data.draw(flags) for _ in range(columns)) for _ in range(rows + 1))
    down = tuple(tuple(data.draw(flags) for _ in range(rows)) for _ in range(columns + 1))
    lattice = Lattice(tuple(map(float, range(columns + 1))), tuple(map(float, range(rows + 1))), across, down)
    regions, owner = tiled(lattice)
    covered = [
        (r, c, number)
        for number, region in enumerate(regions)
        for r in range(region.row, region.row + region.row_span)
        for c in range(region.column, region.column + region.column_span)
    ]
    assert sorted(covered) == [(r, c, owner[r][c]) for r in range(rows) for c in range(columns)]


@pytest.mark.parametrize(
    ("sides", "middle", "rows"),
    [(COLUMNS, 193, 4), (COLUMNS[::2], 193, 3), (COLUMNS, 197, 3)],
    ids=["a row's sliver", "its outer sides overhang", "no text stands in it"],
)
def test_a_row_of_which_a_page_shows_less_than_a_line_is_a_row(
    sides: tuple[float, ...], middle: float, rows: int
) -> None:
    """A page's end slices it, a clip hides what lies beyond: five points of its sides, and half of a line of type."""
    rules = [*ruled(), *(down(x, ROWS[-1], ROWS[-1] + 5) for x in sides)]
    (grid,) = read(rules, [*text("甲", 210, 110), *text("乙", 210, middle - 5)]).grids
    assert len(grid.ys) - 1 == rows
