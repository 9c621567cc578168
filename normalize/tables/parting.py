"""One ruled table that holds several forms -> the forms: where a form's first label comes again, the next one begins."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jixiao.normalize.tables.header import FEWEST_HEADERS
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.rules import StitchRules


def part_forms(table: LogicalTable, rules: StitchRules) -> Iterator[LogicalTable]:
    """Give the table, or the forms that stand in it under one another without a gap."""
    starts = _form_starts(table, rules)
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


def _with_title(table: LogicalTable, row: int) -> int:
    while row > 1 and len(table.by_row[row - 1]) == 1 and table.by_row[row - 1][0].text:
        row -= 1
    return row


def _is_cut(table: LogicalTable, row: int) -> bool:
    """Whether a cell stands over the border above the row: then one table goes on there."""
    return any(cell.row < row for cell in table.by_row[row])


def _rows_only(table: LogicalTable, first: int, last: int, *, is_first: bool) -> LogicalTable:
    cells = tuple(_moved_up(cell, first) for cell in table.cells if first <= cell.row < last)
    pages = sorted({place.page for cell in cells for place in cell.places})
    return replace(
        table,
        heading=table.heading if is_first else (),
        cells=cells,
        by_row=rows_of(cells, last - first),
        page_start=pages[0],
        page_end=pages[-1],
        seams=tuple(replace(seam, row=seam.row - first) for seam in table.seams if first <= seam.row < last),
        parted=table.parted if is_first else None,
    )


def _moved_up(cell: TableCell, rows: int) -> TableCell:
    return replace(cell, row=cell.row - rows) if rows else cell
