"""A page's grids in the order in which they are read, each with the lines of text that stand over it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from jixiao.extract.grid import Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.tables.foot_in_cell import PAGE_NUMBER
from jixiao.normalize.tables.overflow import with_overflow

SAME_HEIGHT = 2.0
"""Points by which a running head's place may differ from page to page."""

_COUNT = re.compile(r"\d+(?!\d*\s*年)")
"""A number that may count pages. A year does not: the next year's table has a title of its own."""


@dataclass(frozen=True, slots=True)
class PlacedGrid:
    """A grid, the lines between it and the one above (or the page's top), and whether nothing ruled stands above."""

    grid: Grid
    lines: tuple[TextLine, ...]
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page in reading order. ``below``: lines under the last grid; ``running``: heads and feet of several pages.

    ``replacing``: those of them that the page before has not, but another line in that place. ``left_out``: nothing of
    it was read, so that no table goes on over it.
    """

    number: int
    height: float
    grids: tuple[PlacedGrid, ...]
    below: tuple[TextLine, ...]
    running: frozenset[TextLine]
    replacing: frozenset[TextLine]
    left_out: bool


def read_in_order(pages: Iterable[PageTables]) -> Iterator[ReadPage]:
    """Give each page in reading order. Looks one page ahead: a running head is one that the next page has too."""
    before: PageTables | None = None
    current: PageTables | None = None
    for page in map(with_overflow, pages):
        if current is not None:
            yield _read(current, before, page)
        before, current = current, page
    if current is not None:
        yield _read(current, before, None)


def _read(page: PageTables, before: PageTables | None, behind: PageTables | None) -> ReadPage:
    grids = tuple(_placed(grid, page) for grid in _ordered(page.grids))
    below = tuple(line for line in page.lines if not any(_over(line, grid) for grid in page.grids))
    running = frozenset(_running(page, [each for each in (before, behind) if each is not None]))
    replacing = frozenset(line for line in running if before is not None and _replaces(line, before))
    return ReadPage(page.page, page.height, grids, below, running, replacing, left_out=bool(page.excess))


def _ordered(grids: Sequence[Grid]) -> list[Grid]:
    """From the top down; of grids side by side (half their height in common) the left one first."""
    ordered: list[Grid] = []
    for grid in sorted(grids, key=lambda grid: grid.ys[0]):
        at = len(ordered)
        while at and _beside(ordered[at - 1], grid) and grid.xs[-1] <= ordered[at - 1].xs[0]:
            at -= 1
        ordered.insert(at, grid)
    return ordered


def _beside(one: Grid, other: Grid) -> bool:
    common = min(one.ys[-1], other.ys[-1]) - max(one.ys[0], other.ys[0])
    return 2 * common > min(one.ys[-1] - one.ys[0], other.ys[-1] - other.ys[0])


def _placed(grid: Grid, page: PageTables) -> PlacedGrid:
    above = [other for other in page.grids if other.ys[-1] <= grid.ys[0] + SAME_HEIGHT and _share_columns(grid, other)]
    below = [other for other in page.grids if other.ys[0] >= grid.ys[-1] - SAME_HEIGHT and _share_columns(grid, other)]
    ceiling = max((other.ys[-1] for other in above), default=float("-inf"))
    lines = tuple(line for line in page.lines if _over(line, grid) and line.bottom > ceiling)
    return PlacedGrid(grid, lines, first=not above, last=not below)


def beside_on_page(left: PlacedGrid, right: PlacedGrid) -> bool:
    """Whether a grid stands right of another at the same height, with nothing ruled under the one or over the other."""
    return left.last and right.first and left.grid.xs[-1] <= right.grid.xs[0] and _beside(left.grid, right.grid)


def _share_columns(one: Grid, other: Grid) -> bool:
    return min(one.xs[-1], other.xs[-1]) > max(one.xs[0], other.xs[0])


def _over(line: TextLine, grid: Grid) -> bool:
    return (line.top + line.bottom) / 2 < grid.ys[0] and line.x1 > grid.xs[0] and line.x0 < grid.xs[-1]


def _replaces(line: TextLine, before: PageTables) -> bool:
    """Whether the page before has another line in the line's place: a workbook repeats each of its tables' titles."""
    there = [_COUNT.sub("#", each.text) for each in before.lines if abs(each.top - line.top) <= SAME_HEIGHT]
    return bool(there) and _COUNT.sub("#", line.text) not in there


def _running(page: PageTables, neighbours: Sequence[PageTables]) -> Iterator[TextLine]:
    """Give the lines that a neighbour has at the same height, numbers apart, and page numbers."""
    places = [(other.top, _COUNT.sub("#", other.text)) for each in neighbours for other in each.lines]
    for line in page.lines:
        text = _COUNT.sub("#", line.text)
        if PAGE_NUMBER.match(line.text) or any(
            text == other and abs(top - line.top) <= SAME_HEIGHT for top, other in places
        ):
            yield line
