"""Lattice and characters -> Grid: cells with row and column spans, and the lines of text in each."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.extract.content import Char, PageContent
from jixiao.extract.lattice import Lattice, find_lattices
from jixiao.extract.lines import TextLine, text_lines
from jixiao.extract.rules import find_rules


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its first row and column in the grid, how many it spans, its box, and its lines of text, top down.

    ``open_top`` and ``open_bottom`` say that no rule closes that side: at a page break, a cell that goes on.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[TextLine, ...]
    open_top: bool
    open_bottom: bool

    @property
    def text(self) -> str:
        """The printed lines without any joining."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table on one page. The cells tile the grid: every place of it lies in exactly one cell."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class PageTables:
    """All of a page: its grids, and the lines of text outside them, both from the top down."""

    page: int
    width: float
    height: float
    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]
    image_share: float
    engine: str
    doubts: tuple[str, ...] = ()
    """Codes of what the rules do not explain (doubts.py); empty on a page that can be trusted."""
    tried: tuple[str, ...] = ()
    """Engines asked before this one, whose readings held together less well."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of lattice places: rows ``row`` .. ``row + row_span - 1``, columns likewise."""

    row: int
    column: int
    row_span: int
    column_span: int

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Row, column, row span, column span."""
        return self.row, self.column, self.row_span, self.column_span


def read_tables(page: PageContent) -> PageTables:
    """Find the page's tables by its own drawings and put every character into a cell, or into a line outside."""
    return place_text(page, find_lattices(find_rules(page.drawings)), page.engine)


def place_text(page: PageContent, lattices: Sequence[Lattice], engine: str) -> PageTables:
    """Put every character into a cell of a lattice, or into a line outside. ``engine`` found the lattices."""
    inside: list[list[Char]] = [[] for _ in lattices]
    outside: list[Char] = []
    for char in page.chars:
        if not char.tilted:
            holder = _holder(char, lattices, inside)
            (outside if holder is None else holder).append(char)
    grids = tuple(
        build_grid(page.number, lattice, chars, engine)
        for lattice, chars in zip(lattices, inside, strict=True)
        if chars
    )
    return PageTables(
        page.number, page.width, page.height, grids, text_lines(outside), page.image_share, engine
    )


def _holder(char: Char, lattices: Sequence[Lattice], inside: list[list[Char]]) -> list[Char] | None:
    """Give the character list of the smallest lattice around the character's middle: a table in a frame wins."""
    x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
    best: list[Char] | None = None
    best_area = float("inf")
    for lattice, chars in zip(lattices, inside, strict=True):
        xs, ys = lattice.xs, lattice.ys
        if xs[0] <= x <= xs[-1] and ys[0] <= y <= ys[-1]:
            area = (xs[-1] - xs[0]) * (ys[-1] - ys[0])
            if area < best_area:
                best, best_area = chars, area
    return best


def build_grid(page: int, lattice: Lattice, chars: Iterable[Char], engine: str) -> Grid:
    """Merge lattice places that no rule parts into cells, and give each cell its text."""
    regions = find_regions(lattice)
    owner = {
        (row, column): index
        for index, region in enumerate(regions)
        for row in range(region.row, region.row + region.row_span)
        for column in range(region.column, region.column + region.column_span)
    }
    content: list[list[Char]] = [[] for _ in regions]
    for char in chars:
        row = _slot(lattice.ys, (char.top + char.bottom) / 2)
        column = _slot(lattice.xs, (char.x0 + char.x1) / 2)
        content[owner[row, column]].append(char)
    cells = tuple(_cell(lattice, region, held) for region, held in zip(regions, content, strict=True))
    return Grid(page, lattice.xs, lattice.ys, cells, engine)


def _slot(borders: Sequence[float], position: float) -> int:
    return min(max(bisect_right(borders, position) - 1, 0), len(borders) - 2)


def _cell(lattice: Lattice, region: Region, chars: list[Char]) -> Cell:
    last_row, last_column = region.row + region.row_span, region.column + region.column_span
    columns = slice(region.column, last_column)
    return Cell(
        *region.place,
        lattice.xs[region.column],
        lattice.ys[region.row],
        lattice.xs[last_column],
        lattice.ys[last_row],
        text_lines(chars),
        open_top=not any(lattice.across[region.row][columns]),
        open_bottom=not any(lattice.across[last_row][columns]),
    )


def find_regions(lattice: Lattice) -> tuple[Region, ...]:
    """Give the rectangles of the lattice that rules close, from the top left; together they tile it.

    Each rectangle grows to the right while no rule stands, then down while no rule stands under its whole width. Where
    rules stop inside a cell (an L shape), the growing stops too, so the result tiles the lattice for any rules.
    """
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                region = _grown(lattice, row, column, taken)
                taken.update(
                    (r, c)
                    for r in range(row, row + region.row_span)
                    for c in range(column, column + region.column_span)
                )
                regions.append(region)
    return tuple(regions)


def _grown(lattice: Lattice, row: int, column: int, taken: set[tuple[int, int]]) -> Region:
    right = column + 1
    while right < len(lattice.xs) - 1 and not lattice.down[right][row] and (row, right) not in taken:
        right += 1
    low = row + 1
    while low < len(lattice.ys) - 1 and _goes_down(lattice, low, column, right):
        low += 1
    return Region(row, column, low - row, right - column)


def _goes_down(lattice: Lattice, row: int, left: int, right: int) -> bool:
    """Whether the cell above goes on into ``row``: no rule over it, none inside it, and its sides closed as above."""
    return not any(lattice.across[row][left:right]) and not any(
        lattice.down[border][row] for border in range(left + 1, right)
    ) and all(
        lattice.down[border][row] == lattice.down[border][row - 1]
        for border in (left, right)
        if 0 < border < len(lattice.xs) - 1
    )
