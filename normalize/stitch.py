"""Pages -> logical tables: fragments joined over page breaks, cut rows rejoined cell by cell, with the reasons kept."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.extract.grid import Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.cuts import Evidence, Pair, evidence, is_cut, is_doubtful
from jixiao.normalize.table import LogicalTable, TableCell, from_grid, on_columns
from jixiao.normalize.text import clean, label

SAME_BORDER = 4.0
"""Points by which a table's borders may differ from page to page (rule thickness, rounding)."""

FEWEST_HEADERS = 2
"""Column headers that make a row a header; a data row may hold one such word, never two."""

_PAGE_NUMBER = re.compile(r"^[-—–·第\s]*\d{1,4}\s*(?:页)?(?:[/，,\s共]*\d*\s*页?)?[-—–·\s]*$")

RowRule = Callable[[Sequence[Pair], float], tuple[Evidence, ...]]


@dataclass(frozen=True, slots=True)
class StitchRules:
    """What stitching must be told: which labels begin a form, which stand over columns, which are levels, how cuts are weighed."""

    form_labels: frozenset[str]
    header_labels: frozenset[str]
    level_labels: frozenset[str]
    weigh: RowRule


def stitch(pages: Iterable[PageTables], rules: StitchRules) -> Iterator[LogicalTable]:
    """Give each logical table as soon as it is complete. Lines between tables become the next one's heading."""
    current: LogicalTable | None = None
    waiting: list[str] = []
    for page in pages:
        items: list[Grid | TextLine] = sorted([*page.grids, *page.lines], key=_top)
        for item in items:
            if not isinstance(item, Grid):
                text = clean(item.text)
                if not _PAGE_NUMBER.match(text):
                    waiting.append(text)
                continue
            if current is not None and _continues(current, item, waiting, rules):
                current = join(current, item, rules)
            else:
                if current is not None:
                    yield current
                current = from_grid(item, waiting)
            waiting = []
    if current is not None:
        yield current


def _top(item: Grid | TextLine) -> float:
    return item.ys[0] if isinstance(item, Grid) else item.top


def _continues(table: LogicalTable, grid: Grid, between: Sequence[str], rules: StitchRules) -> bool:
    """Whether the grid goes on with the table: next page, same outer borders, no form begun, nothing in between.

    Lines that only repeat the table's own heading (spreadsheets print title rows on each page) do not count.
    """
    first = min(grid.cells, key=lambda cell: (cell.row, cell.column))
    return (
        grid.page == table.page_end + 1
        and set(between) <= set(table.heading)
        and abs(grid.xs[0] - table.xs[0]) <= SAME_BORDER
        and abs(grid.xs[-1] - table.xs[-1]) <= SAME_BORDER
        and label(clean(first.text.replace("\n", ""))) not in rules.form_labels
    )


def join(table: LogicalTable, grid: Grid, rules: StitchRules) -> LogicalTable:
    """Join the next page's grid to the table."""
    xs = _common_borders(table.xs, grid.xs)
    above = on_columns(table, xs)
    below = _without_repeated_head(above, on_columns(from_grid(grid), xs), rules)
    pairs = _pairs(above, below)
    found = rules.weigh(pairs, _padding(above))
    cut = bool(pairs) and is_cut(found) and _same_columns(above, below)
    merged = {
        pair.above: _merged(pair, found if cut else (), one_row=cut)
        for pair in pairs
        if cut or _label_goes_on(pair, rules.level_labels)
    }
    gone = {pair.below for pair in pairs if pair.above in merged}
    shift = above.rows - (1 if cut else 0)
    cells = [merged.get(cell, cell) for cell in above.cells]
    cells += [replace(cell, row=cell.row + shift) for cell in below.cells if cell not in gone]
    return replace(above, rows=shift + below.rows, cells=tuple(cells), page_end=grid.page)


def _merged(pair: Pair, found: tuple[Evidence, ...], *, one_row: bool) -> TableCell:
    above, below = pair.above, pair.below
    same = above.bare == below.bare and not one_row
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


def _label_goes_on(pair: Pair, level_labels: frozenset[str]) -> bool:
    """Whether a cell goes on over a break that cut no row: a label printed once, in two halves, or again."""
    above, below = pair.above, pair.below
    if pair.always_filled and above.lines and below.lines:
        return False
    if above.open_bottom and below.open_top:
        return True
    if not above.lines or not below.lines:
        return pair.always_filled or above.row_span > 1 or below.row_span > 1
    halves = label(above.bare + below.bare)
    return above.bare == below.bare or (halves in level_labels and label(above.bare) not in level_labels)


def _pairs(above: LogicalTable, below: LogicalTable) -> list[Pair]:
    top = {(cell.column, cell.column_span): cell for cell in below.cells if cell.row == 0}
    bottom = [cell for cell in above.cells if cell.last_row == above.rows]
    others = [*above.cells, *below.cells]
    return [
        Pair(cell, top[key], _always_filled(key, others, (cell, top[key])))
        for cell in bottom
        if (key := (cell.column, cell.column_span)) in top
    ]


def _always_filled(key: tuple[int, int], cells: list[TableCell], but: tuple[TableCell, TableCell]) -> bool:
    column = [c for c in cells if (c.column, c.column_span) == key and c is not but[0] and c is not but[1]]
    return bool(column) and all(cell.lines and cell.row_span == 1 for cell in column)


def _same_columns(above: LogicalTable, below: LogicalTable) -> bool:
    bottom = {(cell.column, cell.column_span) for cell in above.cells if cell.last_row == above.rows}
    return bottom == {(cell.column, cell.column_span) for cell in below.cells if cell.row == 0}


def _padding(table: LogicalTable) -> float:
    """The table's cell padding: half of what its fullest wrapped lines leave free (points)."""
    free = [
        (line.cell_width - line.width) / 2
        for cell in table.cells
        if len(cell.lines) > 1
        for line in cell.lines[:-1]
    ]
    return max(0.0, min(free, default=2.0))


def _common_borders(one: tuple[float, ...], other: tuple[float, ...]) -> tuple[float, ...]:
    new = [x for x in other if all(abs(x - known) > SAME_BORDER for known in one)]
    return tuple(sorted((*one, *new)))


def _without_repeated_head(above: LogicalTable, below: LogicalTable, rules: StitchRules) -> LogicalTable:
    """Drop column headers that the printer repeats on every page."""
    if len(above.row_cells(above.rows - 1)) == 1:
        return below  # A full-width row (a task's name) ends the page: the header below is that task's own.
    heads = (head for head in _heads(above, rules) if _begins_with(below, above, head))
    return _without_rows(below, max((len(head) for head in heads), default=0))


def _heads(table: LogicalTable, rules: StitchRules) -> Iterator[range]:
    """Give the rows that a printer may repeat: the table's first one, and rows of column headers, with their spans."""
    for row in range(table.rows):
        names = {label(text) for *_, text in _row_cells(table, row)}
        if row == 0 or len(names & rules.header_labels) >= FEWEST_HEADERS:
            yield range(row, max(cell.last_row for cell in table.row_cells(row)))


def _begins_with(below: LogicalTable, above: LogicalTable, head: range) -> bool:
    """Whether ``below`` has these rows of ``above`` on top, then others."""
    texts = [text for *_, text in _row_cells(above, head.start) if text]
    return len(texts) >= FEWEST_HEADERS and below.rows > len(head) and all(
        _row_cells(above, row) == _row_cells(below, number) for number, row in enumerate(head)
    )


def _row_cells(table: LogicalTable, row: int) -> tuple[tuple[int, int, int, str], ...]:
    """The cells that begin in a row: column, column span, row span, text."""
    return tuple((c.column, c.column_span, c.row_span, c.bare) for c in table.row_cells(row) if c.row == row)


def _without_rows(table: LogicalTable, count: int) -> LogicalTable:
    cells = tuple(replace(cell, row=cell.row - count) for cell in table.cells if cell.row >= count)
    return replace(table, rows=table.rows - count, cells=cells) if count else table


def weigh_cut(word_runs_over: Callable[[str, str], bool]) -> RowRule:
    """Give the rule that weighs a break with the help of a word segmenter."""
    return lambda pairs, padding: evidence(pairs, padding, word_runs_over)


def never_cut(pairs: Sequence[Pair], padding: float) -> tuple[Evidence, ...]:
    """The rule that takes no row for cut: what the output would be without rejoining."""
    del pairs, padding
    return (("rejoining_off", -1.0),)
