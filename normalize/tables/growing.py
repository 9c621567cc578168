"""A table while its pages come in: each page's grid is joined to what is there, at the cost of that page alone."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from operator import attrgetter

from jixiao.extract.grid import Grid
from jixiao.normalize.tables.columns import Columns
from jixiao.normalize.tables.header import (
    FEWEST_HEADERS,
    HeaderBlock,
    HeaderCell,
    HeaderRow,
    by_first_row,
    known_blocks,
    leading_rows,
    rows_with_text,
)
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.printed import PrintedCell, Span, on_borders
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Seam
from jixiao.normalize.tables.settle import settled
from jixiao.normalize.text import label

MOST_RECENT = 400
"""Cells by which a column's habits are judged: two or three pages."""

LARGEST_PADDING = 10.0
"""Points: beyond this the fullest wrapped line was not full; Word's default is 5.4, the bench's largest 9."""

NO_PADDING_SEEN = 2.0
"""Points: the cell padding assumed where no line is wrapped; the samples' and real files' are 1 to 6."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a table has shown so far, by which its next break is judged.

    ``leading``: its first rows, to the end of its headers. ``blocks``: every block of known column headers;
    ``headers``: the one in force. ``recent``: cells of the last page's rows under it. ``padding``: free points beside
    the fullest wrapped line, halved; None while no line is wrapped. ``labels``: the known labels of forms and columns
    that it holds.
    """

    heading: tuple[str, ...]
    leading: HeaderBlock
    blocks: tuple[HeaderBlock, ...] = ()
    headers: HeaderRow = ()
    recent: tuple[PrintedCell, ...] = ()
    padding: float | None = None
    labels: frozenset[str] = frozenset()

    @property
    def cell_padding(self) -> float:
        """The cell padding in points."""
        if self.padding is None or self.padding > LARGEST_PADDING:
            return NO_PADDING_SEEN
        return max(0.0, self.padding)


@dataclass(frozen=True)
class OpenTable:
    """A table of which more may come. ``cells`` are those of its last page; all others are settled, page by page."""

    grid: Grid
    page_start: int
    xs: tuple[float, ...]
    rows: int
    settled: tuple[tuple[TableCell, ...], ...]
    cells: tuple[PrintedCell, ...]
    memory: Memory
    seams: tuple[Seam, ...] = ()
    parted: Seam | None = None

    @cached_property
    def bottom(self) -> tuple[PrintedCell, ...]:
        """The cells that reach the table's lower end, from the left."""
        return tuple(sorted([cell for cell in self.cells if cell.last_row == self.rows], key=_column))


def _column(cell: PrintedCell) -> int:
    return cell.column


def begin(
    heading: Sequence[str], grid: Grid, cells: Sequence[PrintedCell], rules: StitchRules, parted: Seam | None = None
) -> OpenTable:
    """Begin a table with its first grid, whose cells are given as printed."""
    rows = len(grid.ys) - 1
    memory = Memory(tuple(heading), leading_rows(by_first_row(cells), rows, rules))
    empty = OpenTable(grid, grid.page, grid.xs, 0, (), (), memory, parted=parted)
    return grown(empty, grid, cells, rows, rules)


def grown(table: OpenTable, grid: Grid, cells: Sequence[PrintedCell], rows: int, rules: StitchRules) -> OpenTable:
    """Add a page's cells, whose rows are the table's own already; ``rows`` new ones come in."""
    end = table.rows + rows
    memory = _remembered(table.memory, cells, end, rules)
    padding = memory.cell_padding
    chunk = tuple([settled(cell, padding) for cell in table.cells if cell.last_row <= table.rows])
    reaching = (cell for cell in table.cells if cell.last_row > table.rows)
    return replace(
        table, grid=grid, rows=end, settled=(*table.settled, chunk), cells=(*reaching, *cells), memory=memory
    )


def _remembered(memory: Memory, cells: Sequence[PrintedCell], end: int, rules: StitchRules) -> Memory:
    labels = {label(cell.bare) for cell in cells if cell.lines}
    headers = labels & rules.header_labels
    blocks = list(known_blocks(by_first_row(cells), rules)) if len(headers) >= FEWEST_HEADERS else []
    since = blocks[-1][0] + len(blocks[-1][1]) if blocks else len(memory.leading)
    recent = rows_with_text([cell for cell in cells if cell.row >= since and cell.last_row < end])
    free = [_free(cell) for cell in cells if len(cell.lines) > 1]
    return Memory(
        memory.heading,
        memory.leading,
        (*memory.blocks, *(block for _, block in blocks if block not in memory.blocks)),
        blocks[-1][1][0] if blocks else memory.headers,
        (*(() if blocks else memory.recent), *recent)[-MOST_RECENT:],
        min([*free, *([] if memory.padding is None else [memory.padding])], default=None),
        memory.labels | headers | (labels & rules.form_labels),
    )


def _free(cell: PrintedCell) -> float:
    """Give the free points beside the fullest of the cell's wrapped lines, halved."""
    return min([(line.cell_width - line.width) / 2 for line in cell.lines[:-1]])


def without_blank_end(table: OpenTable) -> OpenTable:
    """Give the table without blank rows at its end, where a page break follows.

    Such a row is what the break left of a row, or of a header, whose text stands on the next page: less than a line
    high.
    """
    rows = table.rows
    begun = by_first_row(table.cells)
    while rows > 1 and rows - 1 in begun and not any(cell.lines for cell in begun[rows - 1]):
        rows -= 1
    if rows == table.rows:
        return table
    recent = tuple(cell for cell in table.memory.recent if cell.last_row < rows)
    strip = table.grid.ys[-1] - table.grid.ys[rows - table.rows - 1]
    cells = tuple(_shortened(cell, rows, strip) for cell in table.cells if cell.row < rows)
    return replace(table, rows=rows, cells=cells, memory=replace(table.memory, recent=recent))


def _shortened(cell: PrintedCell, rows: int, strip: float) -> PrintedCell:
    """Give the cell without the strip (points) at the page's end; its text may run into that."""
    if cell.last_row <= rows:
        return cell
    return cell._replace(row_span=rows - cell.row, under=cell.under - strip, open_bottom=True)


def on_columns(table: OpenTable, columns: Columns) -> OpenTable:
    """Give the table on columns that take in those which only a page has, but for its settled cells.

    Those are many, and most breaks are looked at and not joined: ``with_settled_on`` brings them after it.
    """
    if not columns.widened:
        return table
    at = columns.old
    memory = replace(
        table.memory,
        leading=_block_on_columns(table.memory.leading, at),
        blocks=tuple(_block_on_columns(block, at) for block in table.memory.blocks),
        headers=_row_on_columns(table.memory.headers, at),
        recent=on_borders(table.memory.recent, at),
    )
    return replace(table, xs=columns.xs, cells=on_borders(table.cells, at), memory=memory)


def with_settled_on(table: OpenTable, columns: Columns) -> OpenTable:
    """Give the table with its settled cells on the columns too."""
    if not columns.widened:
        return table
    return replace(table, settled=tuple(tuple(_on_columns(chunk, columns.old)) for chunk in table.settled))


def _on_columns(cells: Iterable[TableCell], at: Sequence[int]) -> Iterator[TableCell]:
    for cell in cells:
        span = _span(cell.columns, at)
        yield cell._replace(column=span.first, column_span=span.width)


def _span(columns: Span, at: Sequence[int]) -> Span:
    return Span(at[columns.first], at[columns.behind])


def _row_on_columns(row: HeaderRow, at: Sequence[int]) -> HeaderRow:
    return tuple(HeaderCell(_span(cell.columns, at), cell.text) for cell in row)


def _block_on_columns(block: HeaderBlock, at: Sequence[int]) -> HeaderBlock:
    return tuple(_row_on_columns(row, at) for row in block)


def finished(table: OpenTable) -> LogicalTable:
    """Give the table as it is now."""
    padding = table.memory.cell_padding
    last = (settled(cell, padding) for cell in table.cells)
    cells = tuple(sorted(chain(*table.settled, last), key=attrgetter("row", "column")))
    return LogicalTable(
        table.memory.heading, table.xs, cells, rows_of(cells, table.rows),
        table.page_start, table.grid.page, table.grid.engine, table.seams, table.parted,
    )  # fmt: skip
