"""Text in one cell that is another's: producers paint cell by cell, and text too high for its cell runs over.

Chromium gives the rest of a row that a page break cut the height of one column's lines, and prints those of another
over the row below. By its place such a line is that row's, under another text or beside it; but it was painted with its
own cell's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise, product
from operator import attrgetter
from typing import NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.drawn_through import PITCH

PAINTED_APART = "text_painted_apart"
"""Doubt: a part of the cell's text was painted with another cell's, or of its own text a part stood in another cell."""

_RUN = attrgetter("run")

OFTEN = 5
"""One cell in so many of those with several text objects may hold another's, or a single one. Where more are painted in
parts, the page is painted line by line over all columns (OCR, programs that make text of tables), and order says
nothing."""

SAME_LINE = 0.1
"""Type sizes between the middles of two texts of one line, at most: those of one size differ by rounding only. What is
filled into a line later is the cell's."""

UNDER = 2.0
"""Type sizes under a table's lower border within which a text that runs over it has its middle: two lines."""

Place = tuple[int, int, int, int]
"""A cell's first row and column, and how many it spans."""


class Stray(NamedTuple):
    """Text objects, by number, that stand in the cell ``holder`` and were painted apart from the rest of it.

    ``owner`` is the cell over or under that one whose text they go on with, and None where none does.
    """

    holder: int
    owner: int | None
    runs: frozenset[int]


class _Part(NamedTuple):
    """Text objects of one cell that were painted one after the other."""

    holder: int
    runs: tuple[int, ...]


def strays(content: Sequence[Sequence[Char]], places: Sequence[Place]) -> list[Stray]:
    """Give what stands in cells and was painted apart; ``places`` are the cells': row, column, row span, column span.

    Of a cell's parts its own is one that no other cell's text goes on with, that of most text objects.
    """
    if all(map(_follow, pairwise(sorted(map(_ends, filter(None, content)))))):  # nearly every table
        return []
    painted = _parts(content)
    counts: dict[int, int] = {}
    for part in painted:
        counts[part.holder] = counts.get(part.holder, 0) + len(part.runs)
    parted = {holder: numbers for holder, numbers in _by_holder(painted).items() if len(numbers) > 1}
    if len(parted) > max(1, sum(count > 1 for count in counts.values()) // OFTEN):
        return []
    found = []
    for holder, numbers in parted.items():
        owners = {number: _owner(number, painted, content, places) for number in numbers}
        own = max(numbers, key=lambda number: (owners[number] is None, len(painted[number].runs), number))
        lines = _heights(painted[own], content)
        found += [
            Stray(holder, owners[number], frozenset(painted[number].runs))
            for number in numbers
            if number != own and min(_steps(_heights(painted[number], content), lines)) > SAME_LINE
        ]
    return found


def painted_amid(
    chars: Iterable[Char], content: Sequence[Sequence[Char]], under: tuple[float, float, float]
) -> list[Char]:
    """Give characters a line or two under a table that were painted between its own: those of a cell that runs over.

    ``under`` are the table's left and right side and its lower border. A spreadsheet paints titles so, over a table.
    """
    left, right, bottom = under
    near = [
        char
        for char in chars
        if 0 < (char.top + char.bottom) / 2 - bottom < UNDER * char.size
        and left <= (char.x0 + char.x1) / 2 < right
        and not char.text.isspace()
    ]
    ends = [_ends(own) for own in content if own] if near else []
    first, last = min(ends, default=(0, 0))[0], max((end for _, end in ends), default=0)
    return [char for char in near if first < char.run < last]


def _ends(chars: Sequence[Char]) -> tuple[int, int]:
    """Give the first and the last text object of a cell."""
    runs = [*map(_RUN, chars)]
    return min(runs), max(runs)


def _follow(pair: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    """Whether the second cell was painted behind the first."""
    return pair[0][1] < pair[1][0]


def _parts(content: Sequence[Sequence[Char]]) -> list[_Part]:
    """Give the parts of the cells in the order of painting; a text object with several cells' texts is none of them."""
    holders: dict[int, int | None] = {}
    for holder, chars in enumerate(content):
        for run in {char.run for char in chars if not char.text.isspace()}:
            holders[run] = None if run in holders else holder
    known = [(run, holder) for run, holder in sorted(holders.items()) if run and holder is not None]
    grouped = groupby(known, key=lambda each: each[1])
    return [_Part(holder, tuple(run for run, _ in runs)) for holder, runs in grouped]


def _by_holder(painted: Iterable[_Part]) -> Mapping[int, list[int]]:
    """Give each cell's parts by their numbers in the order of painting."""
    found: dict[int, list[int]] = {}
    for number, part in enumerate(painted):
        found.setdefault(part.holder, []).append(number)
    return found


def _owner(
    number: int, painted: Sequence[_Part], content: Sequence[Sequence[Char]], places: Sequence[Place]
) -> int | None:
    """Give the cell of the same columns that was painted right before the part, or behind it, if it goes on there.

    It may be a blank one, whose text stands on the page before but for this: then the one over that in which it stands,
    in the row of what was painted before.
    """
    part = painted[number]
    beside = [painted[at] for at in (number - 1, number + 1) if 0 <= at < len(painted)]
    for other in beside:
        if other.holder != part.holder and places[other.holder][1::2] == places[part.holder][1::2]:
            steps = list(_steps(_heights(part, content), _heights(other, content)))
            if SAME_LINE < min(steps) <= PITCH:
                return other.holder
    row, *columns = places[part.holder][0], *places[part.holder][1::2]
    if number and places[painted[number - 1].holder][0] < row:
        for holder, place in enumerate(places):
            if place[0] + place[2] == row and [*place[1::2]] == columns and not content[holder]:
                return holder
    return None


class _Height(NamedTuple):
    """The middle of a line of type, and its size, in points."""

    y: float
    size: float


def _heights(part: _Part, content: Sequence[Sequence[Char]]) -> set[_Height]:
    return {_Height((c.top + c.bottom) / 2, c.size) for c in content[part.holder] if c.run in part.runs}


def _steps(ones: Iterable[_Height], others: Iterable[_Height]) -> Iterator[float]:
    """Give the distances between lines, in type sizes."""
    return (abs(one.y - other.y) / max(one.size, other.size) for one, other in product(ones, others))
