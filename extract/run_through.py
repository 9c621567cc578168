"""A row of one line of text through which a border runs: a cell's upright side that was drawn into the next row.

wkhtmltopdf moves rows at a page's end and draws some sides where the rows stood before. Each of its characters is an
object of its own, so text_objects.py does not see that they are one text; but they touch across the border.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from jixiao.extract.grid import Cell, Grid

TOUCH = 0.03
"""Type sizes between two characters that touch: rounding (0.1 points). Two cells' texts are a border apart at least."""


def without_run_through(grid: Grid) -> Grid:
    """Give the grid with the cells of such a row made one."""
    filled: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.lines:
            filled.setdefault(cell.row, []).append(cell)
    cut = [cells for cells in filled.values() if len(cells) > 1 and _are_one_line(cells)]
    if not cut:
        return grid
    whole = {id(cells[0]): _together(cells) for cells in cut}
    gone = {id(cell) for cells in cut for cell in cells[1:]}
    return replace(grid, cells=tuple(whole.get(id(cell), cell) for cell in grid.cells if id(cell) not in gone))


def _are_one_line(cells: Iterable[Cell]) -> bool:
    """Whether the cells, all that hold text and begin in a row, stand side by side and their texts touch."""
    return all(
        one.row_span == other.row_span == 1
        and len(one.lines) == len(other.lines) == 1
        and one.column + one.column_span == other.column
        and one.lines[0].top == other.lines[0].top
        and abs(other.lines[0].x0 - one.lines[0].x1) <= TOUCH * other.lines[0].size
        for one, other in pairwise(sorted(cells, key=lambda cell: cell.column))
    )


def _together(cells: Iterable[Cell]) -> Cell:
    """Give the cells as one, told as a guess: two texts without padding may touch across a border that is one."""
    first, *_, last = parts = sorted(cells, key=lambda cell: cell.column)
    line = first.lines[0]._replace(text="".join(cell.lines[0].text for cell in parts), x1=last.lines[0].x1)
    return first._replace(
        column_span=last.column + last.column_span - first.column,
        x1=last.x1,
        lines=(line,),
        open_top=all(cell.open_top for cell in parts),
        open_bottom=all(cell.open_bottom for cell in parts),
        doubts=tuple(dict.fromkeys((*(doubt for cell in parts for doubt in cell.doubts), "text_over_border"))),
    )
