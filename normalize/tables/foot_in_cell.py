"""A page number in a cell: a spreadsheet that sets a row taller than its page prints it over the page's foot."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine

SAME_PLACE = 2.0
"""Points by which a running line's place may differ from page to page; along the line its type sizes, for another
digit."""

PAGE_NUMBER = re.compile(r"^[-—–·第\s]*\d{1,4}\s*(?:页)?(?:[/，,\s共]*\d*\s*页?)?[-—–·\s]*$")
"""How pages are numbered: 3, - 3 -, 第3页, 第 3 页，共 12 页, 3/12."""

_NUMBER = re.compile(r"\d+")


def without_page_numbers(pages: Iterable[PageTables]) -> Iterator[PageTables]:
    """Give each page with its number out of the cell in which it stands, among the lines beside its tables.

    It is one where the pages beside have theirs, in the same words, and the page has none there. Looks one page ahead.
    """
    before: PageTables | None = None
    current: PageTables | None = None
    for page in pages:
        if current is not None:
            yield _without_number(current, [page] if before is None else [before, page])
        before, current = current, page
    if current is not None:
        yield _without_number(current, [] if before is None else [before])


def _without_number(page: PageTables, neighbours: Sequence[PageTables]) -> PageTables:
    numbers = [line for other in neighbours for line in other.lines if PAGE_NUMBER.match(line.text)]
    wanted = [number for number in numbers if not any(_is_there(number, line) for line in page.lines)]
    if not wanted or not any(grid.ys[0] < line.top < grid.ys[-1] for grid in page.grids for line in wanted):
        return page
    found = [line for grid in page.grids for cell in grid.cells for line in _numbers_in(cell, wanted)]
    if not found:
        return page
    return replace(page, grids=tuple(_without(grid, found) for grid in page.grids), lines=(*page.lines, *found))


def _numbers_in(cell: Cell, wanted: Sequence[TextLine]) -> Iterator[TextLine]:
    return (line for line in cell.lines if any(_is_there(number, line) for number in wanted))


def _is_there(number: TextLine, line: TextLine) -> bool:
    """Whether the line says the same but for the numbers, in the same place."""
    along = abs(number.x0 + number.x1 - line.x0 - line.x1) / 2
    near = abs(number.top - line.top) <= SAME_PLACE and along <= line.size
    return near and _NUMBER.sub("#", number.text) == _NUMBER.sub("#", line.text)


def _without(grid: Grid, found: Sequence[TextLine]) -> Grid:
    cells = (
        cell._replace(lines=tuple(line for line in cell.lines if line not in found))
        if any(line in found for line in cell.lines)
        else cell
        for cell in grid.cells
    )
    return replace(grid, cells=tuple(cells))
