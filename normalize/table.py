"""Logical tables: what the bureau's own document had before it was printed on pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from jixiao.extract.grid import Cell, Grid
from jixiao.extract.lines import TextLine
from jixiao.normalize.records import Place
from jixiao.normalize.text import PrintedBlanks, clean, join_lines


@dataclass(frozen=True, slots=True)
class Printed:
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
    def bare(self) -> str:
        """The text with every blank and wrap removed, to compare with."""
        return "".join(line.text for line in self.lines).replace(" ", "")

    def text(self, blanks: PrintedBlanks) -> str:
        """The text of the output contract."""
        return join_lines([line.text for line in self.lines], blanks)


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table without page breaks. ``heading`` holds the clean lines of text above it, the nearest last."""

    heading: tuple[str, ...]
    xs: tuple[float, ...]
    rows: int
    cells: tuple[TableCell, ...]
    page_start: int
    page_end: int
    engine: str

    def row_cells(self, row: int) -> tuple[TableCell, ...]:
        """The cells that cover a row, from the left."""
        return tuple(sorted((c for c in self.cells if c.row <= row < c.last_row), key=lambda c: c.column))


def from_grid(grid: Grid, heading: Iterable[str] = ()) -> LogicalTable:
    """Give a page's grid as a logical table of its own."""
    cells = tuple(_cell(cell, grid.page) for cell in grid.cells)
    return LogicalTable(tuple(heading), grid.xs, len(grid.ys) - 1, cells, grid.page, grid.page, grid.engine)


def _cell(cell: Cell, page: int) -> TableCell:
    return TableCell(
        cell.row,
        cell.column,
        cell.row_span,
        cell.column_span,
        tuple(_printed(line, cell.x1 - cell.x0) for line in cell.lines),
        (Place(page, cell.x0, cell.top, cell.x1, cell.bottom),),
        cell.open_top,
        cell.open_bottom,
    )


def _printed(line: TextLine, cell_width: float) -> Printed:
    return Printed(clean(line.text), line.x1 - line.x0, cell_width, line.size)


def on_columns(table: LogicalTable, xs: tuple[float, ...]) -> LogicalTable:
    """Give the table on other column borders, of which its own are some."""
    if len(xs) == len(table.xs):
        return table
    at = [min(range(len(xs)), key=lambda i, x=x: abs(xs[i] - x)) for x in table.xs]  # type: ignore[misc]
    cells = tuple(
        replace(cell, column=at[cell.column], column_span=at[cell.last_column] - at[cell.column])
        for cell in table.cells
    )
    return replace(table, xs=xs, cells=cells)
