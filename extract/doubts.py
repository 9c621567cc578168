"""Does a page's reading hold together? What its rules do not explain, as codes; then the next engine is asked."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from itertools import combinations, pairwise
from operator import attrgetter

from jixiao.extract.content import LARGE_PICTURE, PageContent, count_misread, is_readable
from jixiao.extract.grid import Cell, Grid, PageTables, on_each_grid
from jixiao.extract.lines import DOWNWARDS, SAME_LINE, TextLine
from jixiao.extract.rules import find_rules
from jixiao.extract.run_through import TOUCH
from jixiao.extract.shading import may_be_a_table, shaded_boxes

OVER = 0.25
"""Part of the type size by which a line may run over its cell's side: a border that runs through a text leaves more of
it over. Slanted type and loose character boxes take less (none of the samples' lines runs over by 0.1)."""

FEWEST_RULES = 3
"""A page with fewer rules each way has no table to lose: a line under a heading, a frame, a signature line."""

MANY_FIGURES = 50
"""Drawn signs of a page whose text is drawn: a heading and a row of a table. Logos and seals have a dozen."""

BORDERS = frozenset({"grid_not_closed", "text_beside_grid", "text_over_border"})
"""Doubts that an engine with borders of its own may end."""

TEXT = frozenset({"text_dropped", "text_unreadable"})
"""Doubts that an engine with characters of its own may end. All others last: what is not drawn, or not typed, is so for
every engine."""

NEAR_MIDDLE = 0.2
"""Type sizes between the middle of a line's type and that of its box, at most: boxes are the fonts' own (0.09 of
Helvetica)."""

HALVED = "line_halved"
"""Doubt: a line of the cell may stand on another page too."""

_TOP, _BOTTOM = attrgetter("top"), attrgetter("bottom")

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
"""A whole number as ledgers print it; a part of one that is wrapped behind a comma is none (1,234,5 and 67.00)."""


def page_doubts(content: PageContent, tables: PageTables) -> tuple[str, ...]:
    """Give the codes of what speaks against the page's reading.

    ``grid_not_closed``: rules both ways or a picture under the text, yet no table. ``text_beside_grid``: text on a
    table's rows and outside its borders. ``text_over_border``: text that a border cuts through. ``text_dropped``: the
    engine saw text that it could not read. ``text_unreadable``: the font of a character in a table does not say which
    one it is. ``text_as_outlines``: letters are drawn, not typed, and no text was read. ``page_is_picture``: a picture
    without text; ``annotation_unread``: a mark or a field that a viewer draws by itself; ``text_from_ocr``: one under
    which a program laid the text it recognised. ``rows_without_rules``: two columns or more of one ruled row hold
    numbers on two lines or more side by side, as a ledger with upright rules only does; each line is a row, and nothing
    drawn says where it ends.
    """
    cells = [cell for grid in tables.grids for cell in grid.cells]
    codes = {
        "text_dropped": content.dropped > 0,
        "text_unreadable": not is_readable("\n".join(_texts(cells))),
        "grid_not_closed": not tables.grids and _should_have_a_grid(content),
        "text_beside_grid": any(_beside(line, grid) for line in tables.lines for grid in tables.grids),
        "text_over_border": any(_runs_over(line, cell) for cell, line in _reaching_out(cells)),
        "rows_without_rules": any(_has_rows_without_rules(grid) for grid in tables.grids),
        "text_as_outlines": not content.chars and len(content.figures) >= MANY_FIGURES,
        "text_from_ocr": content.ocr_layer,
        "annotation_unread": content.unread > 0,
        "page_is_picture": not content.chars and content.image_share > LARGE_PICTURE,
    }
    return tuple(code for code, found in codes.items() if found)


def _should_have_a_grid(content: PageContent) -> bool:
    if not content.chars:
        return False
    if may_be_a_table(shaded_boxes(content.drawings, content.width, content.height)):
        return True
    rules = find_rules(content.drawings)
    return min(len(rules.horizontal), len(rules.vertical)) >= FEWEST_RULES or content.image_share > LARGE_PICTURE


def _beside(line: TextLine, grid: Grid) -> bool:
    """Whether the line stands on the grid's rows and next to it, nearer than a line of type is high."""
    middle = (line.top + line.bottom) / 2
    gap = max(grid.xs[0] - line.x1, line.x0 - grid.xs[-1])
    return grid.ys[0] < middle < grid.ys[-1] and gap < 2 * line.size


def count_page_misread(tables: PageTables) -> int:
    """Count the Latin letters on the page that its fonts cannot mean."""
    texts = [text for grid in tables.grids for text in _texts(grid.cells)] + [line.text for line in tables.lines]
    return count_misread("\n".join(texts))


def _texts(cells: Iterable[Cell]) -> list[str]:
    return [line.text for cell in cells for line in cell.lines]


def with_cell_doubts(tables: PageTables, halved: Sequence[float] = ()) -> PageTables:
    """Give the page with each cell marked through whose text a border cuts: which cell that belongs to is a guess.

    So is each with a line that a clip slices in its middle; ``halved`` says at which heights.
    """
    return on_each_grid(tables, lambda grid: _with_cell_doubts(grid, halved))


def _with_cell_doubts(grid: Grid, halved: Sequence[float]) -> Grid:
    over = {id(cell) for cell, line in _reaching_out(grid.cells) if max(_overruns(line, cell)) > OVER * line.size}
    cut = torn_cells(grid) | over
    sliced = {id(cell) for middle in halved for cell in grid.cells if any(_is_at(middle, line) for line in cell.lines)}
    if not cut and not sliced:
        return grid
    doubts = [(cut, "text_over_border"), (sliced, HALVED)]
    return replace(grid, cells=tuple([_marked(cell, doubts) for cell in grid.cells]))


def _marked(cell: Cell, doubts: Sequence[tuple[Set[int], str]]) -> Cell:
    """Give the cell with those of the doubts that name it, by its identity."""
    own = tuple(doubt for cells, doubt in doubts if id(cell) in cells)
    return cell._replace(doubts=(*cell.doubts, *own)) if own else cell


def _reaching_out(cells: Iterable[Cell]) -> list[tuple[Cell, TextLine]]:
    """Give the lines of which a part lies outside their cell: few do."""
    return [
        (cell, line)
        for cell in cells
        for left, upper, right, lower in (cell[4:8],)
        for line in cell.lines
        for x0, top, x1, bottom in (line[1:5],)
        if x0 < left or x1 > right or top < upper or bottom > lower
    ]


def torn_cells(grid: Grid) -> frozenset[int]:
    """Give the identities of the cells between which a border parts a line whose characters meet there, as in one word.

    Two texts keep the padding of their cells from the border: of 10,487 pairs of texts beside each other, in samples
    and on the bench, none stood nearer than a quarter of the type size. wkhtmltopdf draws borders where they stood
    before it moved a row, and paints each character by itself: nothing else tells that they were one text.
    """
    filled = [cell for cell in grid.cells if cell.lines]
    begun: dict[float, list[Cell]] = {}
    for cell in sorted(filled, key=_TOP):
        begun.setdefault(cell.x0, []).append(cell)
    nearest = {x: min([line.x0 for cell in column for line in cell.lines]) for x, column in begun.items()}
    torn: set[int] = set()
    ends = [
        (cell, line)
        for cell in filled
        if cell.x1 in begun
        for line in cell.lines
        if nearest[cell.x1] - line.x1 <= TOUCH * line.size and line.x1 > cell.x1 - line.size and not line.way
    ]
    for cell, end in ends:
        for other in _level_with(cell, begun[cell.x1]):
            if any(_meet(end, line) for line in other.lines):
                torn |= {id(cell), id(other)}
    return frozenset(torn)


def _level_with(cell: Cell, column: Sequence[Cell]) -> Sequence[Cell]:
    """Give those of the cells that begin at one border, from the top down, that share some of the cell's height."""
    return column[bisect_right(column, cell.top, key=_BOTTOM) : bisect_left(column, cell.bottom, key=_TOP)]


def _meet(one: TextLine, other: TextLine) -> bool:
    """Whether the second line begins where the first ends, on its height and in its type size."""
    level = abs(one.top + one.bottom - other.top - other.bottom) <= 2 * SAME_LINE * one.size
    return level and abs(one.size - other.size) <= TOUCH * one.size and abs(other.x0 - one.x1) <= TOUCH * one.size


def _is_at(middle: float, line: TextLine) -> bool:
    """Whether the line has its middle there, or one that runs downwards that of its first or last character."""
    half = line.size / 2
    middles = (line.top + half, line.bottom - half) if line.way == DOWNWARDS else ((line.top + line.bottom) / 2,)
    return any(abs(each - middle) <= NEAR_MIDDLE * line.size for each in middles)


def _runs_over(line: TextLine, cell: Cell) -> bool:
    """Whether the line runs over an end of its cell, along it; over one that a page break left open it may."""
    return _overruns(line, cell)[0] > OVER * line.size


def _overruns(line: TextLine, cell: Cell) -> tuple[float, float]:
    """Give the points by which a line runs over its cell's sides: along the line, and across it.

    Across, a border cuts through its type: the cell has room for fewer lines.
    """
    sideways = max(cell.x0 - line.x0, line.x1 - cell.x1)
    upright = max(0 if cell.open_top else cell.top - line.top, 0 if cell.open_bottom else line.bottom - cell.bottom)
    return (upright, sideways) if line.way % 2 else (sideways, upright)


def _has_rows_without_rules(grid: Grid) -> bool:
    """Whether in one ruled row two cells have numbers on the same two lines or more."""
    rows: dict[tuple[int, int], list[list[TextLine]]] = defaultdict(list)
    for cell in grid.cells:
        if len(cell.lines) > 1 and len(numbers := _numbers(cell)) > 1:
            rows[cell.row, cell.row_span].append(numbers)
    return any(_share_lines(one, other) for cells in rows.values() for one, other in combinations(cells, 2))


def _numbers(cell: Cell) -> list[TextLine]:
    """Give the cell's lines that are a number each.

    A line behind one that fills the cell may be that one's end; a single digit may be part of a text set upright.
    """
    kept = [cell.lines[0], *(line for before, line in pairwise(cell.lines) if not _fills(before, cell))]
    return [line for line in kept if len(line.text) > 1 and _NUMBER.fullmatch(line.text)]


def _fills(line: TextLine, cell: Cell) -> bool:
    """Whether no further character has room beside the line, when half a type size is kept free at either end."""
    return line.length + line.length / len(line.text) > cell.room(line) - line.size


def _share_lines(one: Sequence[TextLine], other: Sequence[TextLine]) -> bool:
    """Whether two lines or more of the one stand level with a line of the other."""
    return sum(any(_is_level(line, beside) for beside in other) for line in one) > 1


def _is_level(one: TextLine, other: TextLine) -> bool:
    return abs(one.top + one.bottom - other.top - other.bottom) <= 2 * SAME_LINE * min(one.size, other.size)
