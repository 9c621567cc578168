"""Borders drawn through the type of the very row that they should close: they are none, and their cells are one.

wkhtmltopdf moves a row down at a page's end and draws lower sides where they would have been without that: through the
row's own text. No text is set over a border. So such a border goes, unless it parts two texts in any column that it
runs over; what it leaves is told as a guess, for a text too high for its row runs over a border that is one.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import groupby, pairwise
from operator import attrgetter
from typing import NamedTuple

from jixiao.extract.compiled import compiled_text
from jixiao.extract.content import Char
from jixiao.extract.lattice import Lattice, Piece

OVER_BORDER = "text_over_border"
"""Doubt: a border is drawn through the cell's text, so which cell that belongs to is a guess."""

THROUGH = 0.42
"""Type sizes between a line's middle and a border that runs through its type, at most: Chinese glyphs fill their size
but for 0.04 to 0.08 on either side. The borders that wkhtmltopdf drew wrongly were at 0.07 to 0.41."""

PITCH = 1.8
"""Type sizes from one line of a text to the next at most: Noto's own line height is 1.45, that of 1.5 lines in Word
1.7."""

_HEIGHT_AND_SIZE = attrgetter("top", "bottom", "size")

OFTEN = 4
"""One inner border in so many may be drawn wrongly, or a single one. Where more run through type, the rows are too
low."""


class _Line(NamedTuple):
    """A line of type: its middle and size in points; its middle's offset from a border in type sizes, below it > 0."""

    y: float
    size: float
    offset: float


def without_drawn_through(lattice: Lattice, chars: Sequence[Char]) -> Lattice:
    """Give the lattice without the borders that run through type and part no two texts."""
    struck = _struck_columns(lattice, chars)
    if not struck or len(struck) > max(1, (len(lattice.ys) - 2) // OFTEN):
        return lattice
    inside = [char for char in chars if _stands_in(char, lattice)]
    gone = {border: list(_runs(lattice, border, columns, inside)) for border, columns in struck.items()}
    told = tuple(
        Piece(lattice.ys[border], lattice.xs[column], lattice.xs[column + 1], is_guess)
        for border, runs in gone.items()
        for run in runs
        for is_guess in [_has_other_text(lattice, border, run, inside)]
        for column in run
        if column in struck[border]
    )
    return _without(lattice, gone, told, inside) if told else lattice


def _struck_columns(lattice: Lattice, chars: Sequence[Char]) -> dict[int, set[int]]:
    """Give the inner borders that run through type, and in which of the columns where they are ruled."""
    struck: dict[int, set[int]] = defaultdict(set)
    compiled = compiled_text()
    near = None if compiled is None else compiled.near_borders(chars, lattice.ys, THROUGH)
    for char in near_borders(chars, lattice.ys) if near is None else near:
        if _stands_in(char, lattice):
            column = _column(lattice, char)
            for border in _borders_near(lattice.ys, (char.top + char.bottom) / 2, THROUGH * char.size):
                if lattice.across[border][column]:
                    struck[border].add(column)
    return struck


def near_borders(chars: Sequence[Char], ys: Sequence[float]) -> Iterator[Char]:
    """Give the characters near enough to an inner border that it may run through them, as ``Text.near_borders`` does.

    Those of one height and size that stand next to each other are looked at together: few are near a border.
    """
    for (top, bottom, size), alike in groupby(chars, key=_HEIGHT_AND_SIZE):
        if _borders_near(ys, (top + bottom) / 2, THROUGH * size):
            yield from alike


def _borders_near(ys: Sequence[float], y: float, reach: float) -> range:
    """Give the inner borders no farther from a height than this."""
    return range(max(1, bisect_left(ys, y - reach)), min(bisect_right(ys, y + reach), len(ys) - 1))


def _stands_in(char: Char, lattice: Lattice) -> bool:
    middle = (char.x0 + char.x1) / 2
    is_type = not (char.apart or char.turn or char.text.isspace())
    return is_type and lattice.xs[0] <= middle < lattice.xs[-1] and lattice.ys[0] < char.bottom < lattice.ys[-1]


def _column(lattice: Lattice, char: Char) -> int:
    return bisect_right(lattice.xs, (char.x0 + char.x1) / 2) - 1


def _runs(lattice: Lattice, border: int, struck: Set[int], chars: Sequence[Char]) -> Iterator[list[int]]:
    """Give each unbroken piece of the border, as its columns, that runs through type and parts no two texts."""
    ruled = lattice.across[border]
    for is_ruled, columns in groupby(range(len(ruled)), key=ruled.__getitem__):
        run = list(columns)
        if is_ruled and not struck.isdisjoint(run) and not _parts_texts(lattice, border, run, chars):
            yield run


def _parts_texts(lattice: Lattice, border: int, run: Iterable[int], chars: Sequence[Char]) -> bool:
    """Whether a piece of a border stands between two texts of a column.

    They are two where they stand clear of it on either side, or farther apart than lines; so are they where all columns
    that it runs through, two at least, have other text beside: then a row's border stands too high, and is one.
    """
    alone = beside = 0
    for column in run:
        lines = _lines(lattice, border, column, chars)
        through = [line for line in lines if abs(line.offset) <= THROUGH]
        clear = [line for line in lines if abs(line.offset) > THROUGH]
        if len({line.offset > 0 for line in clear}) > 1:
            return True
        if through and clear and min(abs(one.y - other.y) / one.size for one in through for other in clear) > PITCH:
            return True
        alone += bool(through and not clear)
        beside += bool(through and clear)
    return beside > 1 and not alone


def _lines(lattice: Lattice, border: int, column: int, chars: Iterable[Char]) -> set[_Line]:
    """Give the lines of a column between the next borders over and under this one that are ruled there."""
    across, last = lattice.across, len(lattice.ys) - 1
    upper = next(row for row in range(border - 1, -1, -1) if row == 0 or across[row][column])
    lower = next(row for row in range(border + 1, last + 1) if row == last or across[row][column])
    y = lattice.ys[border]
    return {
        _Line(middle, char.size, (middle - y) / char.size)
        for char in chars
        for middle in [(char.top + char.bottom) / 2]
        if lattice.ys[upper] <= middle < lattice.ys[lower] and _column(lattice, char) == column
    }


def _has_other_text(lattice: Lattice, border: int, run: Sequence[int], chars: Iterable[Char]) -> bool:
    """Whether the rows on both sides hold text beside that which the border runs through."""
    upper, y, lower = lattice.ys[border - 1 : border + 2]
    return any(
        upper <= middle < lower and abs(middle - y) > THROUGH * char.size and _column(lattice, char) in run
        for char in chars
        for middle in [(char.top + char.bottom) / 2]
    )


def _without(
    lattice: Lattice, gone: Mapping[int, Sequence[Sequence[int]]], told: tuple[Piece, ...], chars: Sequence[Char]
) -> Lattice:
    """Give the lattice without pieces of its borders; a border of which nothing is left parts no rows."""
    across = [
        tuple(
            is_ruled and not any(column in run for run in gone.get(border, ())) for column, is_ruled in enumerate(ruled)
        )
        for border, ruled in enumerate(lattice.across)
    ]
    kept = [border for border in range(len(across)) if not gone.get(border) or any(across[border])]
    rows = [_row_without(lattice, first, behind, chars) for first, behind in pairwise(kept)]
    return replace(
        lattice,
        ys=tuple(lattice.ys[border] for border in kept),
        across=tuple(across[border] for border in kept),
        down=tuple(zip(*rows, strict=True)),
        drawn_through=told,
    )


def _row_without(lattice: Lattice, first: int, behind: int, chars: Sequence[Char]) -> list[bool]:
    """Say which upright borders are ruled in the row that ``first`` .. ``behind - 1`` make.

    One in a part of them is the side of what was drawn wrongly, unless it parts two texts.
    """
    ruled = [[down[row] for row in range(first, behind)] for down in lattice.down]
    last = len(ruled) - 1
    if behind - first == 1:
        return [each[0] for each in ruled]
    own = [
        (char.x0 + char.x1) / 2
        for char in chars
        if lattice.ys[first] <= (char.top + char.bottom) / 2 < lattice.ys[behind]
    ]
    found = []
    for border, each in enumerate(ruled):
        before = next((at for at in range(border - 1, 0, -1) if any(ruled[at])), 0)
        following = next((at for at in range(border + 1, last) if any(ruled[at])), last)
        left, x, right = (lattice.xs[at] for at in (before, border, following))
        parts = any(left <= middle < x for middle in own) and any(x <= middle < right for middle in own)
        found.append(all(each) or (any(each) and (parts or border in (0, last))))
    return found
