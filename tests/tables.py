"""Logical tables drawn in text: ``|`` between cells, ``<`` merged with the cell to the left, ``^`` with that above."""

from collections.abc import Sequence

from jixiao.normalize.records import Place
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.printed import Printed, PrintedCell
from jixiao.normalize.tables.settle import settled

WIDTH, HEIGHT = 60.0, 20.0


def draw(text: str, heading: Sequence[str] = (), page: int = 1) -> LogicalTable:
    grid = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    rows, columns = len(grid), len(grid[0])
    assert all(len(row) == columns for row in grid), [len(row) for row in grid]
    cells = []
    for row in range(rows):
        for column in range(columns):
            if grid[row][column] not in ("<", "^"):
                right = next((c for c in range(column + 1, columns) if grid[row][c] != "<"), columns)
                low = next((r for r in range(row + 1, rows) if grid[r][column] != "^"), rows)
                cells.append(_cell(row, column, low - row, right - column, grid[row][column], page))
    xs = tuple(WIDTH * column for column in range(columns + 1))
    return LogicalTable(tuple(heading), xs, tuple(cells), rows_of(cells, rows), page, page, "test")


def _cell(row: int, column: int, row_span: int, column_span: int, text: str, page: int) -> TableCell:
    place = Place(page, WIDTH * column, HEIGHT * row, WIDTH * (column + column_span), HEIGHT * (row + row_span))
    lines = tuple(Printed(part, 10.0 * len(part), WIDTH * column_span, 10.0) for part in text.split("/") if part)
    return settled(PrintedCell(row, column, row_span, column_span, lines, (place,)), 2.0)
