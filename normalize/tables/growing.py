"""A table while its pages come in: each page's grid is joined to what is there, at the cost of that page alone."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.extract.grid import Grid
from jixiao.normalize.cuts import DOUBTFUL, Evidence, Pair, is_cut, is_doubtful
from jixiao.normalize.table import LogicalTable, TableCell, grid_cells, moved, rows_of
from jixiao.normalize.text import label

SAME_BORDER = 4.0
"""Points by which a table's borders may differ from page to page (rule thickness, rounding)."""

FEWEST_HEADERS = 2
"""Column headers that make a row a header; a data row may hold one such word, never two."""

Columns = tuple[int, int]
RowRule = Callable[[Sequence[Pair], float], tuple[Evidence, ...]]
HeadRow = tuple[tuple[int, int, str], ...]
"""A row of column headers: column, column span and bare text of each cell."""


@dataclass(frozen=True, slots=True)
class StitchRules:
    """What stitching must be told of the forms, and how cuts are weighed.

    ``form_labels`` begin a form; ``header_labels`` stand over columns, ``label_headers`` over those whose labels span
    rows (一级指标, 部门职责); ``level_labels`` are the texts of such columns that all forms have in common.
    """

    form_labels: frozenset[str]
    header_labels: frozenset[str]
    label_headers: frozenset[str]
    level_labels: frozenset[str]
    weigh: RowRule


class GrowingTable:
    """The one mutable value of the stitching; ``finished`` gives the table when its last page is in.

    ``bottom`` are the cells that reach the table's lower end, all others are settled.
    """

    def __init__(self, heading: Sequence[str], grid: Grid, rules: StitchRules) -> None:
        self.heading = tuple(heading)
        self.rules = rules
        self.grid = grid
        self.page_start = grid.page
        self.xs = grid.xs
        self.rows = 0
        self.settled: list[TableCell] = []
        self.bottom: list[TableCell] = []
        self.uneven: set[Columns] = set()
        self.filled: set[Columns] = set()
        self.padding = float("inf")
        self.heads: list[tuple[HeadRow, ...]] = []
        self.headers: HeadRow = ()
        cells = grid_cells(grid, grid.xs)
        self.first_row = tuple(cell.bare for cell in cells if cell.row == 0)
        self._take(cells, len(grid.ys) - 1, 0)

    def join(self, grid: Grid) -> None:
        """Join the next page's grid underneath."""
        self._widen(grid.xs)
        rows = len(grid.ys) - 1
        cells = grid_cells(grid, self.xs)
        repeated = self._repeated_head(cells, rows)
        below = [_without_rows(cell, repeated) for cell in cells if cell.last_row > repeated]
        pairs = self._pairs(below)
        leaves = [pair for pair in pairs if pair.label is False] or [pair for pair in pairs if pair.label is None]
        found = self.rules.weigh(leaves, self._padding())
        cut = bool(leaves) and is_cut(found) and _same_columns(self.bottom, below)
        labels = [pair for pair in pairs if pair.label is not False]
        goes_on = {id(pair.above) for pair in _labels_going_on(labels, self._padding(), self.rules)}
        merged = [(pair, _merged(pair, found if cut else (), one_row=cut)) for pair in pairs if cut or id(pair.above) in goes_on]
        gone = {id(pair.below) for pair, _ in merged}
        replaced = {id(pair.above): cell for pair, cell in merged}
        self.bottom = [replaced.get(id(cell), cell) for cell in self.bottom]
        shift = self.rows - (1 if cut else 0)
        self._take([moved(cell, shift) for cell in below if id(cell) not in gone], rows - repeated, shift)
        self.grid = grid

    def finished(self) -> LogicalTable:
        """Give the table as it is now."""
        cells = tuple(sorted([*self.settled, *self.bottom], key=lambda cell: (cell.row, cell.column)))
        by_row = rows_of(cells, self.rows)
        return LogicalTable(self.heading, self.xs, cells, by_row, self.page_start, self.grid.page, self.grid.engine)

    def _take(self, cells: Sequence[TableCell], rows: int, shift: int) -> None:
        """Add a page's cells, whose rows are the table's own already."""
        self.rows = shift + rows
        self.settled += [cell for cell in self.bottom if cell.last_row < self.rows]
        self.bottom = [cell for cell in self.bottom if cell.last_row == self.rows]
        for cell in cells:
            (self.bottom if cell.last_row == self.rows else self.settled).append(cell)
            self.padding = min(self.padding, _free(cell))
        heads = list(_heads(cells, rows, shift, self.rules))
        self.heads += [head for _, head in heads]
        since = shift
        for row, head in heads:
            if _is_header(head[0], self.rules):
                self.headers, since = head[0], row
                self.filled, self.uneven = set(), set()
        for cell in cells:
            if since <= cell.row and cell.last_row < self.rows:
                self._note(cell)

    def _note(self, cell: TableCell) -> None:
        (self.filled if cell.lines and cell.row_span == 1 else self.uneven).add(cell.columns)

    def _padding(self) -> float:
        """The cell padding: half of what the fullest wrapped lines leave free; 2 points where no line is wrapped."""
        return max(0.0, self.padding) if self.padding != float("inf") else 2.0

    def _widen(self, xs: Sequence[float]) -> None:
        """Take in column borders that the page has and the table had not."""
        new = [x for x in xs if all(abs(x - known) > SAME_BORDER for known in self.xs)]
        if not new:
            return
        old, self.xs = self.xs, tuple(sorted((*self.xs, *new)))
        at = [self.xs.index(x) for x in old]
        self.settled = [_on_columns(cell, at) for cell in self.settled]
        self.bottom = [_on_columns(cell, at) for cell in self.bottom]
        self.uneven = {_span(columns, at) for columns in self.uneven}
        self.filled = {_span(columns, at) for columns in self.filled}
        self.heads = [tuple(_head_on_columns(row, at) for row in head) for head in self.heads]
        self.headers = _head_on_columns(self.headers, at)

    def _pairs(self, below: Sequence[TableCell]) -> list[Pair]:
        top = {cell.columns: cell for cell in below if cell.row == 0}
        rest = [cell for cell in below if cell.row > 0]
        uneven = self.uneven | {cell.columns for cell in rest if not cell.lines or cell.row_span > 1}
        filled = self.filled | {cell.columns for cell in rest if cell.lines and cell.row_span == 1}
        telling = not all(cell.open_bottom and top[cell.columns].open_top for cell in self.bottom if cell.columns in top)
        return [
            Pair(
                cell,
                other,
                always_filled=cell.columns in filled and cell.columns not in uneven,
                open=telling and cell.open_bottom and other.open_top,
                label=self._is_label(cell),
            )
            for cell in self.bottom
            if (other := top.get(cell.columns)) is not None
        ]

    def _is_label(self, cell: TableCell) -> bool | None:
        """Whether the header over the cell says that labels span rows there; None under no known header."""
        for column, span, text in self.headers:
            if column <= cell.column < column + span and label(text) in self.rules.header_labels:
                return label(text) in self.rules.label_headers
        return None

    def _repeated_head(self, cells: Sequence[TableCell], rows: int) -> int:
        """Count the rows of column headers on top that the printer repeats on every page."""
        if len(self.bottom) == 1:
            return 0  # A full-width row (a task's name) ends the page: the header below is that task's own.
        highest = min(rows, max(map(len, self.heads), default=0))
        on_top = [_head_cells([cell for cell in cells if cell.row == row], self.rules) for row in range(highest)]
        heads = (len(head) for head in self.heads if len(head) < rows and list(head) == on_top[: len(head)])
        return max(heads, default=0)


def _free(cell: TableCell) -> float:
    return min(((line.cell_width - line.width) / 2 for line in cell.lines[:-1]), default=float("inf"))


def _span(columns: Columns, at: Sequence[int]) -> Columns:
    first, count = columns
    return at[first], at[first + count] - at[first]


def _on_columns(cell: TableCell, at: Sequence[int]) -> TableCell:
    column, span = _span(cell.columns, at)
    return replace(cell, column=column, column_span=span)


def _head_on_columns(row: HeadRow, at: Sequence[int]) -> HeadRow:
    return tuple((*_span((column, span), at), text) for column, span, text in row)


def _is_header(row: HeadRow, rules: StitchRules) -> bool:
    return len({label(text) for *_, text in row} & rules.header_labels) >= FEWEST_HEADERS


def _heads(cells: Sequence[TableCell], rows: int, shift: int, rules: StitchRules) -> Iterator[tuple[int, tuple[HeadRow, ...]]]:
    """Give the first of the rows, and the rows, that a printer may repeat: the table's first one, and rows of column headers, with their spans."""
    by_row: dict[int, list[TableCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(shift, shift + rows):
        begun = by_row.get(row, [])
        texts = {label(cell.bare) for cell in begun if cell.lines}
        named = len(texts & rules.header_labels) >= FEWEST_HEADERS
        if named or (row == 0 and len(texts) >= FEWEST_HEADERS):
            # A label in the header row (年度绩效指标) may span all rows below: the header's own cells say how high it is.
            last = max(cell.last_row for cell in begun if not named or label(cell.bare) in rules.header_labels)
            yield row, tuple(_head_cells(by_row.get(each, []), rules) for each in range(row, last))


def _head_cells(cells: Sequence[TableCell], rules: StitchRules) -> HeadRow:
    """Give what a row of headers is known by, of the cells that begin in it: the known ones, or else all."""
    begun = sorted(cells, key=lambda cell: cell.column)
    known = [cell for cell in begun if label(cell.bare) in rules.header_labels]
    return tuple((*cell.columns, cell.bare) for cell in (known if len(known) >= FEWEST_HEADERS else begun))


def _same_columns(bottom: Sequence[TableCell], below: Sequence[TableCell]) -> bool:
    return {cell.columns for cell in bottom} == {cell.columns for cell in below if cell.row == 0}


def _merged(pair: Pair, found: tuple[Evidence, ...], *, one_row: bool) -> TableCell:
    above, below = pair.above, pair.below
    spans = pair.label or max(above.row_span, below.row_span) > 1
    same = above.bare == below.bare and (spans or not one_row)
    reasons = tuple(dict.fromkeys(name for name, weight in found if weight > 0)) or ("label",)
    doubt = ("doubtful",) if found and is_doubtful(found) else ()
    return replace(
        above,
        row_span=above.row_span + below.row_span - (1 if one_row else 0),
        lines=above.lines if same else above.lines + below.lines,
        places=above.places + below.places,
        open_bottom=below.open_bottom,
        joins=above.joins + reasons + doubt,
    )


def _without_rows(cell: TableCell, count: int) -> TableCell:
    """Give the cell in a table whose first ``count`` rows are dropped; one that begins in them keeps the rest."""
    if cell.row >= count:
        return moved(cell, -count)
    return replace(cell, row=0, row_span=cell.last_row - count)


def _labels_going_on(pairs: Sequence[Pair], padding: float, rules: StitchRules) -> Iterator[Pair]:
    """Give the cells that go on over a break that cut no row: a label printed once, in two halves, or again.

    Labels of one group (职责序号 and 部门职责) span the same rows: where one goes on for sure, another whose text shows
    a cut does too.
    """
    pairs = [pair for pair in pairs if label(pair.above.bare) not in rules.header_labels]
    going = [pair for pair in pairs if _label_goes_on(pair, rules.level_labels)]
    groups = {_rows(pair) for pair in going if bool(pair.above.lines) != bool(pair.below.lines)}
    for pair in pairs:
        if any(pair is each for each in going) or (
            _rows(pair) in groups
            and label(pair.below.bare) not in rules.level_labels
            and sum(weight for _, weight in rules.weigh([pair], padding)) >= DOUBTFUL
        ):
            yield pair


def _rows(pair: Pair) -> tuple[int, int]:
    return pair.above.row, pair.below.last_row


def _label_goes_on(pair: Pair, level_labels: frozenset[str]) -> bool:
    above, below = pair.above, pair.below
    if pair.always_filled and above.lines and below.lines:
        return False
    if pair.open:
        return True
    if not above.lines or not below.lines:
        return pair.always_filled or above.row_span > 1 or below.row_span > 1
    halves = label(above.bare + below.bare)
    return above.bare == below.bare or (halves in level_labels and label(above.bare) not in level_labels)
