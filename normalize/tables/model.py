"""Logical tables: what the bureau's own document had before it was printed on pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.extract.grid import Cell, Grid
from jixiao.extract.lines import TextLine
from jixiao.normalize.records import Place
from jixiao.normalize.text import PrintedBlanks, clean, join_lines


class Printed(NamedTuple):
    """One printed line of a cell: its clean text, its width, and the width of the cell it was set in (points)."""

    text: str
    width: float
    cell_width: float
    size: float


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a logical table. ``places`` has a box for each page it stands on; ``joins`` says why parts were joined."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[Printed, ...]
    places: tuple[Place, ...]
    open_top: bool = False
    open_bottom: bool = False
    joins: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        """The row behind the cell's last one."""
        return self.row + self.row_span

    @property
    def last_column(self) -> int:
        """The column behind the cell's last one."""
        return self.column + self.column_span

    @property
    def columns(self) -> tuple[int, int]:
        """First column and column span: what a cell shares with the ones above and below it."""
        return self.column, self.column_span

    @property
    def bare(self) -> str:
        """The text with every blank and wrap removed, to compare with."""
        return "".join([line.text for line in self.lines]).replace(" ", "")

    def text(self, blanks: PrintedBlanks) -> str:
        """The text of the output contract."""
        return join_lines([line.text for line in self.lines], blanks)


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table without page breaks. ``heading`` holds the clean lines of text above it, the nearest last.

    ``by_row`` gives for each row the cells that cover it, from the left.
    """

    heading: tuple[str, ...]
    xs: tuple[float, ...]
    cells: tuple[TableCell, ...]
    by_row: tuple[tuple[TableCell, ...], ...]
    page_start: int
    page_end: int
    engine: str

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.by_row)


def rows_of(cells: Iterable[TableCell], rows: int) -> tuple[tuple[TableCell, ...], ...]:
    """Give for each of ``rows`` rows the cells that cover it, from the left."""
    by_row: list[list[TableCell]] = [[] for _ in range(rows)]
    for cell in sorted(cells, key=_column):
        for row in range(cell.row, cell.row + cell.row_span):
            by_row[row].append(cell)
    return tuple(map(tuple, by_row))


def _column(cell: TableCell) -> int:
    return cell.column


def grid_cells(grid: Grid, xs: Sequence[float]) -> list[TableCell]:
    """Give the grid's cells on column borders ``xs``, of which its own are some."""
    at = [min(range(len(xs)), key=[abs(border - x) for border in xs].__getitem__) for x in grid.xs]
    return [_cell(cell, grid.page, at) for cell in grid.cells]


def _cell(cell: Cell, page: int, at: Sequence[int]) -> TableCell:
    width = cell.x1 - cell.x0
    column = at[cell.column]
    return TableCell(
        cell.row,
        column,
        cell.row_span,
        at[cell.column + cell.column_span] - column,
        tuple([_printed(line, width) for line in cell.lines]),
        (Place(page, cell.x0, cell.top, cell.x1, cell.bottom),),
        cell.open_top,
        cell.open_bottom,
    )


def _printed(line: TextLine, cell_width: float) -> Printed:
    return Printed(clean(line.text), line.x1 - line.x0, cell_width, line.size)


def moved(cell: TableCell, down: int) -> TableCell:
    """Give the cell ``down`` rows further down."""
    if not down:
        return cell
    # Built by hand: dataclasses.replace takes five times as long, and every cell behind a page break is moved.
    return TableCell(
        cell.row + down, cell.column, cell.row_span, cell.column_span,
        cell.lines, cell.places, cell.open_top, cell.open_bottom, cell.joins,
    )  # fmt: skip
