"""Text that runs out of its cell at a page's end: browsers and WeasyPrint draw a label's last line under the table."""

from collections.abc import Sequence
from dataclasses import replace

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import DOWNWARDS, TextLine

SLACK = 1.0
"""Points by which a line may stand out of its cell's sides: half a thick rule."""


def with_overflow(page: PageTables) -> PageTables:
    """Give the page with each such line in its cell, and with those that follow it.

    The cell is open at its lower side, the line stands between its sides and as near to its last line as lines of type
    do.
    """
    grids, lines = [], list(page.lines)
    for grid in page.grids:
        filled, taken = _filled(grid, lines)
        grids.append(filled)
        lines = [line for line in lines if line not in taken]
    return replace(page, grids=tuple(grids), lines=tuple(lines)) if len(lines) < len(page.lines) else page


def _filled(grid: Grid, lines: Sequence[TextLine]) -> tuple[Grid, list[TextLine]]:
    """Give the grid with the lines that belong to its cells, and which these are."""
    end = grid.ys[-1]
    below = sorted((line for line in lines if line.bottom > end), key=lambda line: line.top)
    if not below or below[0].top >= end + below[0].size:
        return grid, []
    own = [_lines_under(cell, below) if cell.open_bottom and cell.lines else [] for cell in grid.cells]
    taken = [line for found in own for line in found]
    cells = (_with_lines(cell, found) if found else cell for cell, found in zip(grid.cells, own, strict=True))
    return (replace(grid, cells=tuple(cells)) if taken else grid), taken


def _lines_under(cell: Cell, lines: Sequence[TextLine]) -> list[TextLine]:
    found: list[TextLine] = []
    last = cell.lines[-1]
    for line in lines:
        inside = cell.x0 - SLACK <= line.x0 and line.x1 <= cell.x1 + SLACK
        if inside and _follows(line, last):
            found.append(line)
            last = last._replace(bottom=line.bottom) if last.way == DOWNWARDS else line
    return found


def _follows(line: TextLine, last: TextLine) -> bool:
    if last.way == DOWNWARDS:
        on_it = last.x0 - SLACK <= line.x0 and line.x1 <= last.x1 + SLACK
        return on_it and -SLACK <= line.top - last.bottom < last.size
    return 0 <= line.top - last.top <= 2 * line.size and line.top - last.bottom < line.size


def _with_lines(cell: Cell, found: Sequence[TextLine]) -> Cell:
    """Give the cell with the lines under it; what stands in the way of one that runs downwards is its end."""
    last = cell.lines[-1]
    if last.way != DOWNWARDS:
        return cell._replace(lines=(*cell.lines, *found))
    whole = last._replace(text=last.text + "".join(line.text for line in found), bottom=found[-1].bottom)
    return cell._replace(lines=(*cell.lines[:-1], whole))
