"""Does a page's reading hold together? What its rules do not explain, as codes; then the next engine is asked."""

from jixiao.extract.content import PageContent, is_readable
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.extract.rules import find_rules

OVER = 0.25
"""Part of the type size by which a line may run over its cell's side; a character more than half over belongs to the
next cell. Slanted type and loose character boxes take less (none of the samples' lines runs over by 0.1)."""

FEWEST_RULES = 3
"""A page with fewer rules each way has no table to lose: a line under a heading, a frame, a signature line."""


def page_doubts(content: PageContent, tables: PageTables) -> tuple[str, ...]:
    """Give the codes of what speaks against the page's reading.

    ``grid_not_closed``: rules both ways or a picture under the text, yet no table. ``text_beside_grid``: text on a
    table's rows and outside its borders. ``text_over_border``: text that a border cuts through. ``text_dropped``: the engine
    saw text that it could not read. ``text_unreadable``: the font of a character in a table does not say which one it is.
    """
    codes = {
        "text_dropped": content.dropped > 0,
        "text_unreadable": any(not is_readable(cell.text) for grid in tables.grids for cell in grid.cells),
        "grid_not_closed": not tables.grids and _should_have_a_grid(content),
        "text_beside_grid": any(_beside(line, grid) for line in tables.lines for grid in tables.grids),
        "text_over_border": any(_runs_over(line, cell) for grid in tables.grids for cell in grid.cells for line in cell.lines),
    }
    return tuple(code for code, found in codes.items() if found)


def _should_have_a_grid(content: PageContent) -> bool:
    if not content.chars:
        return False
    rules = find_rules(content.drawings)
    return min(len(rules.horizontal), len(rules.vertical)) >= FEWEST_RULES or content.image_share > 0.5


def _beside(line: TextLine, grid: Grid) -> bool:
    """Whether the line stands on the grid's rows and next to it, nearer than a line of type is high."""
    middle = (line.top + line.bottom) / 2
    gap = max(grid.xs[0] - line.x1, line.x0 - grid.xs[-1])
    return grid.ys[0] < middle < grid.ys[-1] and gap < 2 * line.size


def _runs_over(line: TextLine, cell: Cell) -> bool:
    return max(cell.x0 - line.x0, line.x1 - cell.x1) > OVER * line.size
