"""One ruled table that holds several -> each of them: a form begins with its first label, a table with its title."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from jixiao.extract.grid import Cell, Grid
from jixiao.normalize.tables.between import is_title
from jixiao.normalize.tables.header import FEWEST_HEADERS
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.values.halves import is_amount


def part_forms(table: LogicalTable, rules: StitchRules) -> Iterator[LogicalTable]:
    """Give the table, or the forms that stand in it under one another without a gap."""
    starts = _form_starts(table, rules)
    for number, (first, last) in enumerate(pairwise([0, *starts, table.rows])):
        yield _rows_only(table, first, last, is_first=number == 0) if starts else table


def part_grid(grid: Grid, rules: StitchRules) -> tuple[Grid, ...]:
    """Give a page's grid, or the tables in it one below another: a title's row, and other columns under it."""
    starts = list(_titled_starts(grid, rules))
    if not starts:
        return (grid,)
    return tuple(_grid_rows(grid, first, last) for first, last in pairwise([0, *starts, len(grid.ys) - 1]))


def _titled_starts(grid: Grid, rules: StitchRules) -> Iterator[int]:
    """Give the rows in which a table with a title in its frame begins.

    The rows on either side are parted otherwise, or a row of headers stands under the title and one of amounts over it.
    A title in a page's last row is that of the table on the next page.
    """
    width, rows = len(grid.xs) - 1, len(grid.ys) - 1
    for cell in grid.cells:
        whole = cell.row > 0 and cell.column_span == width and cell.row_span == 1
        if not whole or not is_title("".join(cell.text.split()), rules):
            continue
        above, below = cell.row - 1, cell.row + 1
        if cell.row == rows - 1 or _are_parted_otherwise(grid, above, below) or _begin_anew(grid, above, below):
            yield cell.row


def _begin_anew(grid: Grid, one: int, other: int) -> bool:
    """Whether the first row holds amounts and the second words only, two or more of each."""
    above, below = ([text for cell in _cells_at(grid, row) if (text := cell.text.strip())] for row in (one, other))
    amounts = sum(map(is_amount, above))
    return amounts > 1 and len(below) > 1 and not any(each.isdigit() for text in below for each in text)


def _cells_at(grid: Grid, row: int) -> list[Cell]:
    return [cell for cell in grid.cells if cell.row <= row < cell.row + cell.row_span]


def _are_parted_otherwise(grid: Grid, one: int, other: int) -> bool:
    above, below = _columns_at(grid, one), _columns_at(grid, other)
    return len(below) > 1 and 2 * len(above & below) < min(len(above), len(below))


def _columns_at(grid: Grid, row: int) -> set[tuple[int, int]]:
    return {(cell.column, cell.column_span) for cell in _cells_at(grid, row)}


def _grid_rows(grid: Grid, first: int, last: int) -> Grid:
    """Give rows ``first`` .. ``last - 1`` as a grid of their own, on the column borders that they use."""
    cells = [cell for cell in grid.cells if first <= cell.row < last]
    borders = sorted({at for cell in cells for at in (cell.column, cell.column + cell.column_span)})
    number = {at: n for n, at in enumerate(borders)}
    own = (
        cell._replace(
            row=cell.row - first,
            column=number[cell.column],
            column_span=number[cell.column + cell.column_span] - number[cell.column],
        )
        for cell in cells
    )
    return Grid(grid.page, tuple(grid.xs[at] for at in borders), grid.ys[first : last + 1], tuple(own), grid.engine)


def _form_starts(table: LogicalTable, rules: StitchRules) -> list[int]:
    """Give the rows in which a further form begins.

    Its first label comes once more in the same columns, with column headers between the two; a title's full-width row
    above belongs to it.
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
    return cell._replace(row=cell.row - rows) if rows else cell
