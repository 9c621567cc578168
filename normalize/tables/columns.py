"""Do a page's columns go on with a table's? Borders of the page -> borders of the table."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

SAME_BORDER = 4.0
"""Points by which a table's borders may differ from page to page (rule thickness, rounding)."""


class Fit(StrEnum):
    """How a page's columns lie on a table's."""

    SAME = "same borders"
    SHIFTED = "borders moved sideways"
    NUMBER = "as many columns of other widths"


@dataclass(frozen=True, slots=True)
class Columns:
    """The column borders of a table and a page laid on each other.

    ``xs``: the table's with those that only the page has put in. ``old`` and ``new``: which of them the table's own and
    the page's are.
    """

    fit: Fit
    xs: tuple[float, ...]
    old: tuple[int, ...]
    new: tuple[int, ...]
    agree: bool
    """Whether the inner borders of the one with fewer all stand in the other."""

    @property
    def widened(self) -> bool:
        """Whether the page has borders that the table had not."""
        return len(self.xs) > len(self.old)


def fit_columns(table: Sequence[float], page: Sequence[float]) -> Columns | None:
    """Say how a page's column borders lie on a table's; None when they have nothing to do with each other.

    Mirrored margins move a table sideways and keep its widths. A turned page sets the same columns in other widths.
    """
    if _meet(table[0], page[0]) and _meet(table[-1], page[-1]):
        return _merged(table, page, Fit.SAME)
    moved = [x - page[0] + table[0] for x in page]
    if _meet(table[-1], moved[-1]):
        return _merged(table, moved, Fit.SHIFTED)
    if len(table) == len(page) > 2:
        same = tuple(range(len(table)))
        return Columns(Fit.NUMBER, tuple(table), same, same, agree=True)
    return None


def _meet(one: float, other: float) -> bool:
    return abs(one - other) <= SAME_BORDER


def _inner_agree(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether every inner border of the one with fewer stands in the other: a page may show less of the columns."""
    fewer, more = sorted((one[1:-1], other[1:-1]), key=len)
    return all(any(_meet(x, y) for y in more) for x in fewer)


def _merged(table: Sequence[float], page: Sequence[float], fit: Fit) -> Columns:
    own = [x for x in page if not any(_meet(x, known) for known in table)]
    xs = tuple(sorted((*table, *own)))
    new = tuple(_nearest(xs, x) for x in page)
    return Columns(fit, xs, tuple(map(xs.index, table)), new, _inner_agree(table, page))


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda at: abs(xs[at] - x))


def widths_agree(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether columns have the same widths one by one, wherever they stand."""
    widths = [[b - a for a, b in pairwise(xs)] for xs in (one, other)]
    return len(one) == len(other) and all(_meet(a, b) for a, b in zip(*widths, strict=True))
