"""Changes to a document itself, which a reader gives faithfully: what only the document's own words can tell.

Every page's account balances after them, and the pages are numbered as a file would have them.
"""

import random
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jixiao.extract.account import plain
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.normalize.records import Check, Document
from tests.mutations import Pages, another_digit

Change = Callable[[Pages, Document, random.Random], Pages | None]
"""Gives the changed document, or None where it does not fit: pages of a file, what was read from them, chance."""


def as_file(pages: Pages) -> Pages:
    """Number the pages anew, as the file would that has these."""
    return [
        replace(page, page=number, of=len(pages), grids=tuple(replace(grid, page=number) for grid in page.grids))
        for number, page in enumerate(pages, 1)
    ]


def page_removed(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Leave out a page whose rows are part of a sum that another page prints: a page takes its own sums with it."""
    told = _pages_of_sums(read)
    at = chance.choice(told) - 1 if told else None
    return None if at is None else as_file([*pages[:at], *pages[at + 1 :]])


def page_doubled(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Put a page of a form in twice."""
    at = chance.choice([page for form in read.forms for page in range(form.page_start, form.page_end + 1)])
    return as_file([*pages[:at], *pages[at - 1 :]])


def pages_swapped(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Swap two neighbours, where the document numbers its pages: nothing else says in which order they stand."""
    numbered = [check for check in read.checks if check.code == "page_numbers"]
    told = [page for page in _pages_of_sums(read) if page < len(pages)] if numbered else []
    if not told:
        return None
    at = chance.choice(told)
    return as_file([*pages[: at - 1], pages[at], pages[at - 1], *pages[at + 1 :]])


def form_removed(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Leave out the pages of a form, where the front lists the forms or says what they come to."""
    listed = any(check.code in ("contents", "funds_total") for check in read.checks)
    shared = Counter(page for form in read.forms for page in range(form.page_start, form.page_end + 1))
    alone = [
        form for form in read.forms if all(shared[page] == 1 for page in range(form.page_start, form.page_end + 1))
    ]
    if not (listed and alone):
        return None
    form = chance.choice(alone)
    return as_file([page for page in pages if not form.page_start <= page.page <= form.page_end])


def row_of_a_sum_removed(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Take a row out of its table whose figure is part of a sum that holds."""
    cell = _cell_of_a_sum(pages, read, chance)
    if cell is None:
        return None
    page, number, row = cell[0], cell[1], cell[2].row
    grid = pages[page].grids[number]
    if any(each.row_span > 1 and each.row == row for each in grid.cells):
        return None  # its labels would go with it
    gone = [each for each in grid.cells if each.row == row and each.row_span == 1]
    return _with_grid(pages, page, number, _without_row(grid, row), gone)


def figure_of_a_sum_changed(pages: Pages, read: Document, chance: random.Random) -> Pages | None:
    """Print another digit in a figure of a sum that holds."""
    found = _cell_of_a_sum(pages, read, chance)
    if found is None:
        return None
    page, number, cell = found
    grid = pages[page].grids[number]
    text = cell.lines[0].text
    place = chance.choice(list(re.finditer(r"\d", text)))
    line = cell.lines[0]._replace(text=text[: place.start()] + another_digit(place[0], chance) + text[place.end() :])
    changed = cell._replace(lines=(line, *cell.lines[1:]))
    cells = tuple(changed if each is cell else each for each in grid.cells)
    return _with_grid(pages, page, number, replace(grid, cells=cells), [cell], [changed])


def _pages_of_sums(read: Document) -> Sequence[int]:
    """Give the pages that a printed number is about, and those with figures of a sum that another page prints."""
    if any(check.code == "page_numbers" for check in read.checks):
        return range(read.forms[0].page_start + 1, read.pages)
    return sorted(
        {
            place.page
            for check in read.checks
            if check.held and check.rows and check.difference is not None
            for place in check.places[1:]
            if place.page != check.places[0].page
        }
    )


def _cell_of_a_sum(pages: Pages, read: Document, chance: random.Random) -> tuple[int, int, Cell] | None:
    """Give a cell of one line that prints the figure of a row in a sum that holds: its page, its grid, both from 0."""
    rows = {(form.form_no, row.row_no): row for form in read.forms for row in form.indicators}
    sums = [check for check in read.checks if check.held and check.difference is not None and check.form_no is not None]
    wanted = [
        (row.places[0], text)
        for check in sums
        for row in (rows[check.form_no or 0, number] for number in check.rows)
        if (text := _figure_text(check, row.value_text, row.weight, row.score)) and len(row.places) == 1
    ]
    if not wanted:
        return None
    place, text = chance.choice(wanted)
    for number, grid in enumerate(pages[place.page - 1].grids):
        for cell in grid.cells:
            in_row = cell.top >= place.top - 1 and cell.bottom <= place.bottom + 1 and cell.row_span == 1
            if in_row and len(cell.lines) == 1 and plain(cell.lines[0].text) == plain(text):
                return place.page - 1, number, cell
    return None


def _figure_text(check: Check, value: str, weight: str, score: str) -> str:
    if check.code == "weights" or (check.code == "scores" and not score):
        return weight
    return score if check.code == "scores" else value


def _without_row(grid: Grid, row: int) -> Grid:
    height = grid.ys[row + 1] - grid.ys[row]
    cells = [_moved(cell, row, height) for cell in grid.cells if cell.row != row or cell.row_span > 1]
    ys = (*grid.ys[: row + 1], *(y - height for y in grid.ys[row + 2 :]))
    return replace(grid, ys=ys, cells=tuple(cells))


def _moved(cell: Cell, row: int, height: float) -> Cell:
    if cell.row <= row < cell.row + cell.row_span:
        return cell._replace(row_span=cell.row_span - 1, bottom=cell.bottom - height)
    if cell.row < row:
        return cell
    lines = tuple(line._replace(top=line.top - height, bottom=line.bottom - height) for line in cell.lines)
    return cell._replace(row=cell.row - 1, top=cell.top - height, bottom=cell.bottom - height, lines=lines)


def _with_grid(
    pages: Pages, page: int, number: int, grid: Grid, gone: Sequence[Cell], come: Sequence[Cell] = ()
) -> Pages:
    own: PageTables = pages[page]
    expected = own.expected
    if expected is not None:
        counted = Counter(expected)
        counted.subtract(plain("".join(line.text for cell in gone for line in cell.lines)))
        counted.update(plain("".join(line.text for cell in come for line in cell.lines)))
        expected = "".join((+counted).elements())
    grids = (*own.grids[:number], grid, *own.grids[number + 1 :])
    return [*pages[:page], replace(own, grids=grids, expected=expected), *pages[page + 1 :]]


DOCUMENT_MUTATIONS: Mapping[str, Change] = {
    "page removed": page_removed,
    "page doubled": page_doubled,
    "pages swapped": pages_swapped,
    "form removed": form_removed,
    "row of a sum removed": row_of_a_sum_removed,
    "figure of a sum changed": figure_of_a_sum_changed,
}
