"""Text that runs out of its cell at the end of a page: browsers and WeasyPrint draw a label's last line under the table."""

from collections.abc import Sequence
from dataclasses import replace

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine

SLACK = 1.0
"""Points by which a line may stand out of its cell's sides: half a thick rule."""


def with_overflow(page: PageTables) -> PageTables:
    """Give the page with each such line in its cell, and with those that follow it.

    The cell is open at its lower side, the line stands between its sides and as near to its last line as lines of type do.
    """
    if not page.lines:
        return page
    grids, lines = [], list(page.lines)
    for grid in page.grids:
        filled = _filled(grid, lines)
        grids.append(filled)
        lines = (
            [line for line in lines if not any(line in cell.lines for cell in filled.cells)]
            if filled is not grid
            else lines
        )
    return replace(page, grids=tuple(grids), lines=tuple(lines)) if len(lines) < len(page.lines) else page


def _filled(grid: Grid, lines: Sequence[TextLine]) -> Grid:
    end = grid.ys[-1]
    below = sorted((line for line in lines if line.bottom > end), key=lambda line: line.top)
    if not below or below[0].top >= end + below[0].size:
        return grid
    cells = tuple(_with_lines(cell, below) if cell.open_bottom and cell.lines else cell for cell in grid.cells)
    return (
        replace(grid, cells=cells) if any(new is not old for new, old in zip(cells, grid.cells, strict=True)) else grid
    )


def _with_lines(cell: Cell, lines: Sequence[TextLine]) -> Cell:
    own = cell.lines
    for line in lines:
        inside = cell.x0 - SLACK <= line.x0 and line.x1 <= cell.x1 + SLACK
        if inside and 0 <= line.top - own[-1].top <= 2 * line.size and line.top - own[-1].bottom < line.size:
            own = (*own, line)
    return replace(cell, lines=own) if len(own) > len(cell.lines) else cell
