"""Rows too low for a line of type: a line drawn under a text, or a strip that a printer left. They are no rows.

A line under a text that runs over the whole width of its cell looks like a border, and browsers that print to PDF part
the first row of a page once more. What stands in the other cells of such a row goes on above and below it.
"""

from dataclasses import replace

from jixiao.extract.grid import Cell, Grid

LOWEST_ROW = 0.9
"""Type sizes: what is lower holds no line of type, whatever is drawn around it."""


def without_low_rows(grid: Grid) -> Grid:
    """Give the grid without inner rows that are too low for type and blank but for cells that go on above or below.

    The first and the last row stay unless they are lines under a text: what a page break left of a row may be low.
    """
    sizes = [line.size for cell in grid.cells for line in cell.lines]
    if not sizes:
        return grid
    least = LOWEST_ROW * sorted(sizes)[len(sizes) // 2]
    for row in range(len(grid.ys) - 2, 0, -1):
        if grid.ys[row + 1] - grid.ys[row] < least and _is_blank(grid, row):
            if _is_underline(grid, row):
                grid = _without_row(grid, row, row)
            elif row < len(grid.ys) - 2:
                grid = _without_row(grid, row, row + 1)
    return grid


def _is_blank(grid: Grid, row: int) -> bool:
    """Whether no cell of this row alone holds text, and others stand over it."""
    own = [cell for cell in grid.cells if cell.row == row and cell.row_span == 1]
    over = any(cell.row_span > 1 and cell.row <= row < cell.row + cell.row_span for cell in grid.cells)
    return over and not any(cell.lines for cell in own)


def _is_underline(grid: Grid, row: int) -> bool:
    """Whether all cells that begin in the row are blank, under one of their width, and others stand over the border."""
    below = [cell for cell in grid.cells if cell.row == row]
    above = {(cell.column, cell.column_span) for cell in grid.cells if cell.row + cell.row_span == row and cell.lines}
    over = any(cell.row < row < cell.row + cell.row_span for cell in grid.cells)
    blank = all(not cell.lines and cell.row_span == 1 and (cell.column, cell.column_span) in above for cell in below)
    return bool(below) and over and blank


def _without_row(grid: Grid, row: int, border: int) -> Grid:
    """Give the grid without a row and one of its borders; the cells at that border take in its height."""
    kept = [cell for cell in grid.cells if cell.row != row or cell.row_span > 1]
    ys = (*grid.ys[:border], *grid.ys[border + 1 :])
    return replace(grid, ys=ys, cells=tuple([_moved(cell, row, ys) for cell in kept]))


def _moved(cell: Cell, row: int, ys: tuple[float, ...]) -> Cell:
    first, last = (each - (each > row) for each in (cell.row, cell.row + cell.row_span))
    return cell._replace(row=first, row_span=last - first, top=ys[first], bottom=ys[last])
