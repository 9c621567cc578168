"""Cells as a page prints them, with the measures that tell whether a break cut them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.extract.grid import Cell, Grid
from jixiao.normalize.records import Place
from jixiao.normalize.text import clean


class Span(NamedTuple):
    """Columns or rows ``first`` .. ``behind - 1``."""

    first: int
    behind: int

    @property
    def width(self) -> int:
        """How many they are."""
        return self.behind - self.first

    def holds(self, number: int) -> bool:
        """Whether the column or row is one of them."""
        return self.first <= number < self.behind

    def covers(self, other: "Span") -> bool:
        """Whether all of the others are among them."""
        return self.first <= other.first and other.behind <= self.behind


class Printed(NamedTuple):
    """A printed line of a cell: its clean text, its length, the room its cell has along it, its type size (points)."""

    text: str
    width: float
    cell_width: float
    size: float


class PrintedCell(NamedTuple):
    """A cell of a table that still grows. ``places`` has a box for each page it stands on.

    ``over`` and ``under`` are the points between its text and its upper and lower side. ``joins`` says why parts were
    joined; ``other_reading`` how its row reads where a doubt was decided the other way; ``doubts`` are codes of what
    else stands in it; ``cuts`` how many of its lines stand above each page break that cut its row.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Printed, ...]
    places: tuple[Place, ...]
    over: float = 0.0
    under: float = 0.0
    open_top: bool = False
    open_bottom: bool = False
    joins: tuple[str, ...] = ()
    other_reading: str = ""
    doubts: tuple[str, ...] = ()
    cuts: tuple[int, ...] = ()

    @property
    def last_row(self) -> int:
        """The row behind the cell's last one."""
        return self.row + self.row_span

    @property
    def columns(self) -> Span:
        """What a cell shares with the ones above and below it."""
        return Span(self.column, self.column + self.column_span)

    @property
    def bare(self) -> str:
        """The text with every blank and wrap removed, to compare with."""
        lines = self.lines
        if len(lines) == 1:  # most cells: asked for twelve times a cell, so a list less tells
            return lines[0].text.replace(" ", "")
        return "".join([line.text for line in lines]).replace(" ", "")


def printed_cells(grid: Grid) -> tuple[PrintedCell, ...]:
    """Give the grid's cells, on its own columns."""
    return tuple([_printed_cell(cell, grid.page) for cell in grid.cells])


def _printed_cell(cell: Cell, page: int) -> PrintedCell:
    row, column, row_span, column_span, x0, top, x1, bottom, all_lines, open_top, open_bottom, doubts = cell
    lines = [(line, text) for line in all_lines if (text := clean(line.text))]  # what only sets type leaves nothing
    return PrintedCell(
        row,
        column,
        row_span,
        column_span,
        tuple([Printed(text, line.length, cell.room(line), line.size) for line, text in lines]),
        (Place(page, x0, top, x1, bottom),),
        lines[0][0].top - top if lines else 0.0,
        bottom - lines[-1][0].bottom if lines else 0.0,
        open_top,
        open_bottom,
        doubts=doubts,
    )


def moved(cell: PrintedCell, down: int) -> PrintedCell:
    """Give the cell ``down`` rows further down."""
    if not down:
        return cell
    return PrintedCell(cell.row + down, *cell[1:])


def on_borders(cells: Sequence[PrintedCell], borders: Sequence[int]) -> tuple[PrintedCell, ...]:
    """Give the cells on a table's columns; ``borders`` says which of the table's borders each of their own is."""
    if all(own == border for own, border in enumerate(borders)):
        return tuple(cells)
    return tuple([_on_borders(cell, borders) for cell in cells])


def _on_borders(cell: PrintedCell, borders: Sequence[int]) -> PrintedCell:
    first, behind = borders[cell.column], borders[cell.column + cell.column_span]
    return PrintedCell(cell.row, first, cell.row_span, behind - first, *cell[4:])


def texts_of(cells: Iterable[PrintedCell]) -> str:
    """Give the cells' texts for a person to read, in brackets."""
    return " ".join(f"[{cell.bare}]" for cell in sorted(cells, key=lambda cell: cell.column))
