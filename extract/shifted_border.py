"""A border that runs through a label's cell: the part over it is blank, and the text under it is in the middle of both.

wkhtmltopdf moves a row to the next page and draws its lower border too high, through the labels that span this row and
others too. But texts were set in the middle of their cells: the row's stand too low in it now, and a label still stands
in the middle of the whole.
"""

from collections.abc import Iterable
from dataclasses import replace

from jixiao.extract.grid import Cell, Grid

IN_MIDDLE = 0.1
"""Type sizes by which a text may stand off the middle: fonts' boxes and rules' widths (0.02 to 0.08 in the prints
seen)."""

ROOMY = 1.0
"""Type sizes of free height from which a cell shows where its text is set."""


def without_shifted_borders(grid: Grid) -> Grid:
    """Give the grid with such cells made one, where its texts are set in the middle of their cells as a rule."""
    blank = {(cell.row + 1, cell.column, cell.column_span): cell for cell in grid.cells if _is_blank_row(cell)}
    if not blank:
        return grid
    low = _low_rows(grid)
    blank = {place: cell for place, cell in blank.items() if cell.row in low}
    upper = {
        id(cell): over
        for cell in grid.cells
        if cell.lines and (over := blank.get((cell.row, cell.column, cell.column_span))) and _is_middle_of(over, cell)
    }
    if not upper or not _sets_in_middle(cell for cell in grid.cells if id(cell) not in upper):
        return grid
    gone = {id(over) for over in upper.values()}
    cells = (_with_upper(cell, upper[id(cell)]) if id(cell) in upper else cell for cell in grid.cells)
    return replace(grid, cells=tuple(cell for cell in cells if id(cell) not in gone))


def _is_blank_row(cell: Cell) -> bool:
    return cell.row_span == 1 and not cell.lines and not cell.doubts


def _low_rows(grid: Grid) -> set[int]:
    """Give the rows in which every text stands lower than the middle: their lower border is too high."""
    rows: dict[int, list[float]] = {}
    for cell in grid.cells:
        if cell.row_span == 1 and cell.lines:
            rows.setdefault(cell.row, []).append(_below_middle(cell, cell.top, cell.bottom))
    return {row for row, offs in rows.items() if min(offs) > IN_MIDDLE}


def _is_middle_of(over: Cell, cell: Cell) -> bool:
    """Whether the cell's text stands in the middle of it and the one over it, and not in its own."""
    off, off_own = (abs(_below_middle(cell, top, cell.bottom)) for top in (over.top, cell.top))
    return off <= IN_MIDDLE < off_own


def _below_middle(cell: Cell, top: float, bottom: float) -> float:
    """Give how far under the middle between two heights the cell's text stands, in type sizes."""
    return (cell.lines[0].top + cell.lines[-1].bottom - top - bottom) / (2 * cell.lines[0].size)


def _sets_in_middle(cells: Iterable[Cell]) -> bool:
    """Whether half of the cells with room for it, two at least, have their text in the middle."""
    roomy = [cell for cell in cells if cell.lines and _free_height(cell) >= ROOMY * cell.lines[0].size]
    middle = sum(abs(_below_middle(cell, cell.top, cell.bottom)) <= IN_MIDDLE for cell in roomy)
    return middle > 1 and 2 * middle >= len(roomy)


def _free_height(cell: Cell) -> float:
    return cell.bottom - cell.top - (cell.lines[-1].bottom - cell.lines[0].top)


def _with_upper(cell: Cell, over: Cell) -> Cell:
    """Give the cell with the part over it. One of a single row may hold a name: then the row is one too, a guess."""
    doubts = (*cell.doubts, "text_over_border") if cell.row_span == 1 else cell.doubts
    return cell._replace(row=over.row, row_span=cell.row_span + 1, top=over.top, open_top=over.open_top, doubts=doubts)
