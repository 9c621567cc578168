"""Groups of ruling lines -> lattices: where the rules of one table cross, which sides are ruled.

A lattice is the finest grid a table's rules span. The outer frame is always closed: where a page break or a style left
the outermost rules out, the ends of the rules that are there mark the border.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.end_rows import with_end_rows
from jixiao.extract.groups import TOUCH, group_rules, over_open_sides, snapped
from jixiao.extract.lone_sides import with_lone_sides
from jixiao.extract.rules import Rule, Rules

COVERED = 0.6
"""Share of a side that rules must cover for the side to be ruled; half-covered sides are another row's border."""


FEWEST_SIDES = 3
"""Upright rules, one of them between the outer two, that run on where a page's end slices a row: an overhang has the
outer ones."""


class Piece(NamedTuple):
    """A piece of a horizontal border over one column, that was taken out: where it was, in points.

    ``guessed``: whether other text stands beside it than what it runs through, so that the row may be two.
    """

    y: float
    x0: float
    x1: float
    guessed: bool


@dataclass(frozen=True, slots=True)
class Lattice:
    """``xs`` and ``ys`` are the borders; ``across[i][c]``: is border i ruled over column c; ``down[j][r]`` likewise.

    ``drawn_through``: pieces of borders, column by column, that were taken out since they run through type.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[bool, ...], ...]
    down: tuple[tuple[bool, ...], ...]
    drawn_through: tuple[Piece, ...] = ()


def count_places(lattice: Lattice) -> int:
    """Give the places of a lattice: its rows times its columns."""
    return (len(lattice.xs) - 1) * (len(lattice.ys) - 1)


def find_lattices(rules: Rules, chars: Sequence[Char] = (), height: float = inf) -> tuple[Lattice, ...]:
    """Give one lattice for each table's rules, from the top of the page down, then from the left.

    ``chars`` are the page's characters: some rules are a table's only if text stands at them as in its rows. ``height``
    is the page's: what is drawn beyond it says nothing of a row that a part of is on the page.
    """
    tables, horizontal, vertical = group_rules(rules)
    tables = with_lone_sides(tables, vertical)
    tables, horizontal = with_end_rows(tables, horizontal, chars)
    found = (_lattice(*table, chars, height) for table in over_open_sides(tables, horizontal))
    return tuple(sorted((each for each in found if each is not None), key=lambda each: (each.ys[0], each.xs[0])))


def _lattice(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], chars: Sequence[Char], height: float
) -> Lattice | None:
    xs = _borders([rule.position for rule in vertical], [end for rule in horizontal for end in rule[1:]])
    ys = _borders([rule.position for rule in horizontal], [end for rule in vertical for end in rule[1:]])
    ys = _with_slivers(ys, vertical, chars)
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(xs, ys, _ruled(horizontal, ys, xs), _ruled(vertical, xs, _seen(ys, height)))


def _seen(ys: tuple[float, ...], height: float) -> tuple[float, ...]:
    """Give the borders with those that lie beyond the page moved to its edge, where a row begins or ends that shows.

    wkhtmltopdf draws a row that a break cuts whole on both pages, and its sides only near the page.
    """
    first, last = bisect_right(ys, 0.0) - 1, bisect_left(ys, height)
    over = [max(0.0, y) if row == first else y for row, y in enumerate(ys)]
    return tuple(min(height, y) if row == last else y for row, y in enumerate(over))


def _borders(positions: list[float], ends: list[float]) -> tuple[float, ...]:
    """Snap the rules' positions to borders; the outermost ends of the crossing rules close an open side.

    A stub shorter than a line of type beyond the last rule is the overhang of a side rule, not a row.
    """
    borders = snapped(positions)
    if min(ends) < borders[0] - 2 * TOUCH:
        borders.insert(0, min(ends))
    if max(ends) > borders[-1] + 2 * TOUCH:
        borders.append(max(ends))
    return tuple(borders)


def _with_slivers(ys: tuple[float, ...], vertical: Sequence[Rule], chars: Sequence[Char]) -> tuple[float, ...]:
    """Give the borders with those of a row of which the page's end shows less than a line of type is high.

    It is no overhang where an inner side runs on as far as the outer ones, and the middle of a text stands between
    them.
    """
    first, last = min(rule.start for rule in vertical), max(rule.end for rule in vertical)
    above = [rule.position for rule in vertical if rule.start - first < TOUCH / 2]
    below = [rule.position for rule in vertical if last - rule.end < TOUCH / 2]
    over = (first,) if _holds_text(above, first, ys[0], chars) else ()
    under = (last,) if _holds_text(below, ys[-1], last, chars) else ()
    return (*over, *ys, *under)


def _holds_text(sides: Sequence[float], upper: float, lower: float, chars: Sequence[Char]) -> bool:
    """Whether the middle of a character stands between these sides, which are more than a table's outer ones."""
    if lower - upper < TOUCH / 2 or len(snapped(sides)) < FEWEST_SIDES:
        return False
    left, right = min(sides), max(sides)
    return any(
        upper < (char.top + char.bottom) / 2 < lower and left < (char.x0 + char.x1) / 2 < right
        for char in chars
        if not char.apart and not char.text.isspace()
    )


def _ruled(
    rules: Sequence[Rule], borders: tuple[float, ...], crossing: tuple[float, ...]
) -> tuple[tuple[bool, ...], ...]:
    table = [[0.0] * (len(crossing) - 1) for _ in borders]
    halves = [(one + other) / 2 for one, other in pairwise(borders)]
    for position, start, end in rules:
        shares = table[bisect_left(halves, position)]
        first, behind = max(0, bisect_right(crossing, start) - 1), min(len(shares), bisect_left(crossing, end))
        for slot in range(first, behind):
            left, right = crossing[slot], crossing[slot + 1]
            is_whole = start <= left and right <= end  # as nearly all are
            shares[slot] += 1.0 if is_whole else max(0.0, min(end, right) - max(start, left)) / (right - left)
    return tuple([tuple([share >= COVERED for share in row]) for row in table])
