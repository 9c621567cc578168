"""One ruled table that holds several -> each of them: the next form begins with a form's first label, a table with its title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao.normalize.tables.between import is_title
from jixiao.normalize.tables.header import FEWEST_HEADERS
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.rules import StitchRules


def part_tables(table: LogicalTable, rules: StitchRules) -> Iterator[LogicalTable]:
    """Give the table, or the forms and tables that stand in it under one another without a gap."""
    starts = sorted({*_form_starts(table, rules), *_titled_starts(table, rules)})
    borders = [0, *starts, table.rows]
    for number, (first, last) in enumerate(pairwise(borders)):
        yield _rows_only(table, first, last, is_first=number == 0) if starts else table


def _form_starts(table: LogicalTable, rules: StitchRules) -> list[int]:
    """Give the rows in which a further form begins.

    Its first label comes once more in the same columns, with column headers between the two; a title's full-width row above
    belongs to it.
    """
    starts: list[int] = []
    seen: dict[tuple[str, int], bool] = {}
    for row, cells in enumerate(table.by_row):
        if sum(cell.label in rules.header_labels for cell in cells) >= FEWEST_HEADERS:
            seen = dict.fromkeys(seen, True)
        first = cells[0]
        if first.row != row or len(cells) < 2 or first.label not in rules.form_labels:
            continue
        key = first.label, first.column
        if seen.get(key):
            starts.append(_with_title(table, row))
            seen = {}
        seen[key] = False
    return [start for start in starts if start and not _is_cut(table, start)]


def _titled_starts(table: LogicalTable, rules: StitchRules) -> Iterator[int]:
    """Give the rows in which a table with a title in its frame begins: the rows on either side are parted otherwise."""
    for row in range(1, table.rows - 1):
        (first, *others) = table.by_row[row]
        if not others and first.row == row and is_title(first.text, rules) and not _is_cut(table, row):
            above, below = ({cell.columns for cell in table.by_row[each]} for each in (row - 1, row + 1))
            if 2 * len(above & below) < min(len(above), len(below)) and len(below) > 1:
                yield row


def _with_title(table: LogicalTable, row: int) -> int:
    while row > 1 and len(table.by_row[row - 1]) == 1 and table.by_row[row - 1][0].text:
        row -= 1
    return row


def _is_cut(table: LogicalTable, row: int) -> bool:
    """Whether a cell stands over the border above the row: then one table goes on there."""
    return any(cell.row < row for cell in table.by_row[row])


def _rows_only(table: LogicalTable, first: int, last: int, *, is_first: bool) -> LogicalTable:
    cells = _own_columns([_moved_up(cell, first) for cell in table.cells if first <= cell.row < last])
    pages = sorted({place.page for cell in cells for place in cell.places})
    return replace(
        table,
        heading=table.heading if is_first else (),
        cells=cells,
        by_row=rows_of(cells, last - first),
        xs=tuple(table.xs[at] for at in _borders(table, first, last)),
        page_start=pages[0],
        page_end=pages[-1],
        seams=tuple(replace(seam, row=seam.row - first) for seam in table.seams if first <= seam.row < last),
        parted=table.parted if is_first else None,
    )


def _borders(table: LogicalTable, first: int, last: int) -> list[int]:
    """Give the column borders at which a cell of the rows begins or ends."""
    return sorted({at for cell in table.cells if first <= cell.row < last for at in cell.columns})


def _own_columns(cells: Sequence[TableCell]) -> tuple[TableCell, ...]:
    """Give the cells on the borders that they use: the tables around may be parted otherwise."""
    borders = sorted({at for cell in cells for at in cell.columns})
    number = {at: n for n, at in enumerate(borders)}
    return tuple(replace(c, column=number[c.column], column_span=number[c.last_column] - number[c.column]) for c in cells)


def _moved_up(cell: TableCell, rows: int) -> TableCell:
    return replace(cell, row=cell.row - rows) if rows else cell
