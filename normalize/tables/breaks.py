"""A page's grid laid under the table that it may go on with: the two sides of a break, cell by cell."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from jixiao.extract.doubts import HALVED
from jixiao.extract.grid import Grid
from jixiao.extract.painted_apart import PAINTED_APART
from jixiao.normalize.tables.columns import Columns, fit_columns
from jixiao.normalize.tables.evidence import Pair
from jixiao.normalize.tables.growing import OpenTable, on_columns, without_blank_end
from jixiao.normalize.tables.habits import habits_of, hold_amounts
from jixiao.normalize.tables.header import HeaderRow, by_first_row, repeated_rows, rows_with_text
from jixiao.normalize.tables.printed import PrintedCell, Span, moved, on_borders
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.text import label

SPARE = 4.0
"""Type sizes: a row is cut where no line fits any more. Two may be kept together (widows and orphans), each 1.2 to 1.7
high."""

MANY_CELLS = 999
"""Cells of a row: more than any table has."""


@dataclass(frozen=True)
class Break:
    """The two sides of a break.

    ``table`` is what stands above, on columns that take in the grid's. ``header_rows`` rows on top of the grid repeat
    the table's headers; ``below`` are its cells without them, in ``rows`` rows. ``pairs`` are the cells of one column
    each that meet at the break, from the left. ``between`` are the lines of text between the two; ``beside``: the grid
    stands right of the table. ``page_not_full``: the first row behind the break would have fitted under the table.
    ``blank_strip``: the table's page ends in the beginning of a row, without text. ``rest_blank``: the table's last row
    goes on behind the break, without text. ``row_open``: no rule closes any cell of the rows at the break, but that of
    headers that come again. ``lines_would_fit``: under the table there is room for more lines of a row that a break
    cuts.
    """

    table: OpenTable
    grid: Grid
    columns: Columns
    header_rows: int
    below: tuple[PrintedCell, ...]
    rows: int
    pairs: tuple[Pair, ...]
    between: tuple[str, ...]
    beside: bool
    page_not_full: bool
    blank_strip: bool
    rest_blank: bool
    row_open: bool
    lines_would_fit: bool

    @cached_property
    def first_row(self) -> tuple[PrintedCell, ...]:
        """The cells that begin in the first row behind the break, from the left."""
        return tuple(sorted([cell for cell in self.below if cell.row == 0], key=lambda cell: cell.column))

    @cached_property
    def holds_amounts(self) -> bool:
        """Whether most rows of the grid hold two amounts or more."""
        return hold_amounts(self.below)

    @property
    def fewest_filled(self) -> int:
        """How many cells of a row hold text away from the break, at least."""
        below = [cell for cell in self.below if cell.row > 0]
        return min(_fewest_filled(self.table.memory.recent), _fewest_filled(below))

    @property
    def same_columns(self) -> bool:
        """Whether the rows at the break are parted alike: a row that was cut shows the same columns twice."""
        return {cell.columns for cell in self.table.bottom} == {cell.columns for cell in self.first_row}


def lay_under(
    table: OpenTable,
    grid: Grid,
    printed: Sequence[PrintedCell],
    rules: StitchRules,
    between: Sequence[str] = (),
    *,
    beside: bool = False,
    space: float = 0.0,
) -> Break | None:
    """Lay a grid, its cells given as printed, under a table; None when its columns have nothing to do with the table's.

    ``space``: points left under the table on its page, down to where other pages' tables or text end.
    """
    columns = fit_columns(table.xs, grid.xs)
    if columns is None:
        return None
    whole = on_columns(table, columns)
    table = without_blank_end(whole)
    strip = table.rows < whole.rows
    rows = len(grid.ys) - 1
    table, cells = _read_once(table, on_borders(printed, columns.new), rows)
    repeated = _repeated(table, cells, rows, rules)
    left_out = _behind_blank_rows(cells, repeated, rows)
    below = tuple(_without_rows(cell, left_out) for cell in cells if cell.last_row > left_out)
    table = _with_doubts_of(table, below)
    meeting = _meeting(table, below)
    opened = [above.open_bottom and (cell.open_top or repeated > 0) for above, cell in meeting]
    in_rest = {cell.columns for cell in cells if repeated <= cell.row < left_out < cell.last_row}
    pairs = tuple(_pairs(table, below, meeting, opened, in_rest, rules))
    cut_off = strip or any(cell.open_bottom for cell in table.bottom)
    not_full = not cut_off and space > grid.ys[left_out + 1] - grid.ys[left_out]
    sizes = [line.size for cell in table.bottom for line in cell.lines]
    has_room = not cut_off and bool(sizes) and space > SPARE * max(sizes)
    return Break(
        table, grid, columns, repeated, below, rows - left_out, pairs, tuple(between), beside, not_full, strip,
        _is_rest(cells, repeated, left_out) and any(cell.open_bottom for cell in table.bottom),
        bool(opened) and all(opened), has_room,
    )  # fmt: skip


def _read_once(
    table: OpenTable, cells: tuple[PrintedCell, ...], rows: int
) -> tuple[OpenTable, tuple[PrintedCell, ...]]:
    """Give both sides with each line once that the page's end slices in its middle, so that both pages show it."""
    above = {cell.columns: cell for cell in table.bottom if HALVED in cell.doubts}
    if not above:
        return table, cells
    first = _behind_blank_rows(cells, 0, rows)
    below = [cell for cell in cells if cell.row == first and cell.columns in above and cell.lines]
    twice = [cell for cell in below if _shows_again(above[cell.columns], cell)]
    once = {id(above[cell.columns]) for cell in twice}
    shorter = {id(cell) for cell in twice}
    told = tuple(_told(cell) if id(cell) in once else cell for cell in table.cells)
    return replace(table, cells=told), tuple(_told(_less_a_line(c)) if id(c) in shorter else c for c in cells)


def _shows_again(above: PrintedCell, below: PrintedCell) -> bool:
    """Whether a line of type is shown half by both: marked on both pages, or standing out of both cells.

    A spreadsheet's clips differ by a hair's breadth, so that only one page's line is told. The last character of a
    label set downwards is no line of its own there.
    """
    if above.lines[-1].text == below.lines[0].text and HALVED in below.doubts:
        return True
    return above.under < 0 and below.over < 0 and above.bare.endswith(below.lines[0].text)


def _with_doubts_of(table: OpenTable, below: Sequence[PrintedCell]) -> OpenTable:
    """Give the table with marks on those last cells over which text stands behind the break that none was painted with.

    Of a row that the break cut nothing may be left but a column's last line, printed over the row below.
    """
    columns = {cell.columns for cell in below if cell.row == 0 and PAINTED_APART in cell.doubts}
    if not columns:
        return table
    over = {id(cell) for cell in table.bottom if cell.columns in columns}
    marked = (
        cell._replace(doubts=tuple(dict.fromkeys((*cell.doubts, PAINTED_APART)))) if id(cell) in over else cell
        for cell in table.cells
    )
    return replace(table, cells=tuple(marked))


def _told(cell: PrintedCell) -> PrintedCell:
    return cell._replace(doubts=tuple(doubt for doubt in cell.doubts if doubt != HALVED))


def _less_a_line(cell: PrintedCell) -> PrintedCell:
    """Give the cell without its first line."""
    if len(cell.lines) < 2:
        return cell._replace(lines=(), over=0.0, under=0.0)
    text_height = cell.places[0].bottom - cell.places[0].top - cell.over - cell.under
    pitch = (text_height - cell.lines[-1].size) / (len(cell.lines) - 1)
    return cell._replace(lines=cell.lines[1:], over=cell.over + pitch)


def _repeated(table: OpenTable, cells: Sequence[PrintedCell], rows: int, rules: StitchRules) -> int:
    """Count the rows of headers on top that the printer repeats.

    Behind a full-width row (a task's name) they are its own.

    A table's first rows are repeated only where their headers are still in force; else the next form begins alike.
    """
    if len(table.bottom) == 1:
        return 0
    memory = table.memory
    in_force = not memory.headers or memory.headers in memory.leading
    return repeated_rows(cells, rows, memory.leading if in_force else (), memory.blocks, rules)


def _behind_blank_rows(cells: Sequence[PrintedCell], first: int, rows: int) -> int:
    """Give the first row from ``first`` on that holds text of its own: blank rows on top of a page end a cut row."""
    ended = by_first_row([cell for cell in cells if cell.row_span == 1])
    while first < rows - 1 and first in ended and not any(cell.lines for cell in ended[first]):
        first += 1
    return first


def _is_rest(cells: Sequence[PrintedCell], first: int, behind: int) -> bool:
    """Whether the rows ``first`` .. ``behind - 1`` are there and begin with one that is not all closed on top."""
    return first < behind and any(cell.open_top for cell in cells if cell.row == first)


def _without_rows(cell: PrintedCell, count: int) -> PrintedCell:
    """Give the cell in a table whose first ``count`` rows are dropped; one that begins in them keeps the rest."""
    if cell.row >= count:
        return moved(cell, -count)
    return cell._replace(row=0, row_span=cell.last_row - count)


def _fewest_filled(cells: Sequence[PrintedCell]) -> int:
    """Count the filled cells of the row with fewest; single cells (titles, tasks) and blank rows tell nothing."""
    begun = Counter([cell.row for cell in cells])
    filled = Counter([cell.row for cell in cells if cell.lines])
    return min([count for row, count in filled.items() if begun[row] > 1], default=MANY_CELLS)


def _meeting(table: OpenTable, below: Sequence[PrintedCell]) -> list[tuple[PrintedCell, PrintedCell]]:
    """Give the cells of one column each that meet at the break."""
    top = {cell.columns: cell for cell in below if cell.row == 0}
    return [(cell, top[cell.columns]) for cell in table.bottom if cell.columns in top]


def _pairs(
    table: OpenTable,
    below: Sequence[PrintedCell],
    meeting: Sequence[tuple[PrintedCell, PrintedCell]],
    opened: Sequence[bool],
    in_rest: Set[Span],
    rules: StitchRules,
) -> Iterator[Pair]:
    """Give the cells that meet, with what else is known of them; ``opened``: no rule of theirs closes them there.

    ``in_rest`` are columns in which something begins in the blank rest of the row above.
    """
    rest = rows_with_text([cell for cell in below if cell.row > 0])
    habits = habits_of(
        [*table.memory.recent, *rest], [above.columns for above, _ in meeting], table.memory.cell_padding
    )
    for (above, cell), is_open in zip(meeting, opened, strict=True):
        is_label = _is_label(above, table.memory.headers, rules)
        is_closed = any(opened) and not is_open
        is_alone_open = is_open and not all(opened)
        yield Pair(
            above, cell, habits[above.columns], is_alone_open, is_label, is_closed, from_rest=cell.columns in in_rest
        )


def _is_label(cell: PrintedCell, headers: HeaderRow, rules: StitchRules) -> bool | None:
    """Whether the header over the cell says that labels span rows there; None under no known header."""
    for columns, text in headers:
        if columns.holds(cell.column) and label(text) in rules.header_labels:
            return label(text) in rules.label_headers
    return None
