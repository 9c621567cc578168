"""Lines under a text that run over the whole width of its cell: they make no row."""

from dataclasses import replace
from statistics import median

from jixiao.extract.grid import Cell, Grid, PageTables

LOWEST_ROW = 0.9
"""Type sizes: what is lower holds no line of type, whatever is drawn around it."""


def without_underlines_on(tables: PageTables) -> PageTables:
    """Give the page with each grid as the table's own rules make it."""
    grids = tuple(map(without_underlines, tables.grids))
    changed = any(new is not old for new, old in zip(grids, tables.grids, strict=True))
    return replace(tables, grids=grids) if changed else tables


def without_underlines(grid: Grid) -> Grid:
    """Give the grid without row borders that only underline a text: the cells below them are blank and too low for type."""
    sizes = [line.size for cell in grid.cells for line in cell.lines]
    if not sizes:
        return grid
    least = LOWEST_ROW * median(sizes)
    for row in range(len(grid.ys) - 2, 0, -1):
        if grid.ys[row + 1] - grid.ys[row] < least and _is_underline(grid, row):
            grid = _without_border(grid, row)
    return grid


def _is_underline(grid: Grid, row: int) -> bool:
    """Whether every cell that begins in the row is a blank one under a cell of its own width, and others stand over the border."""
    below = [cell for cell in grid.cells if cell.row == row]
    above = {(cell.column, cell.column_span) for cell in grid.cells if cell.row + cell.row_span == row and cell.lines}
    over = any(cell.row < row < cell.row + cell.row_span for cell in grid.cells)
    blank = all(not cell.lines and cell.row_span == 1 and (cell.column, cell.column_span) in above for cell in below)
    return bool(below) and over and blank


def _without_border(grid: Grid, row: int) -> Grid:
    cells = tuple(_over_border(cell, row, grid.ys[row + 1]) for cell in grid.cells if cell.row != row)
    return replace(grid, ys=(*grid.ys[:row], *grid.ys[row + 1 :]), cells=cells)


def _over_border(cell: Cell, row: int, bottom: float) -> Cell:
    if cell.row > row:
        return replace(cell, row=cell.row - 1)
    if cell.row + cell.row_span == row:
        return replace(cell, bottom=bottom)
    return replace(cell, row_span=cell.row_span - 1) if cell.row + cell.row_span > row else cell
