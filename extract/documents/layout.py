"""Paragraphs and tables -> pages as PDFs give them, so that all that follows is one code.

Such a file has no places. Tables and lines are laid one under another on a plain sheet, each row and line a step high,
each column as wide as its longest text: no line is wrapped, nothing touches, and no sign of a page break can come of
it. The places are taken away again once the records are made (normalize/without_places.py).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from jixiao.extract.account import placed_text, plain
from jixiao.extract.documents.markup import without_latex
from jixiao.extract.documents.model import Block, Paragraph, SourceCell, SourceDocument, SourceTable
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine

SIZE = 10.0
"""Type size in points, and each character's width."""

STEP = 2 * SIZE
"""Points from line to line: more than one type size between them, so that none runs into another."""


class Sheet(NamedTuple):
    """A sheet on which a part of the file is laid: its tables and lines, and where (points from its top) pages begin.

    A page is None where the file does not say.
    """

    tables: PageTables
    pages: tuple[tuple[float, int | None], ...]


def sheets_of(document: SourceDocument, removed: str = "", added: str = "") -> tuple[Sheet, ...]:
    """Give the sheets that the file is laid on, from 1: one a page, and a new one for a table right behind another.

    So a table that goes on may be joined to the one before, as over a page's end. ``removed`` are characters that were
    left out and named, ``added`` those that came in for some of them.
    """
    parts = _parted(document.blocks) or [[]]
    pages = [_page(number, own, document.reader) for number, own in enumerate(parts, 1)]
    told = map(_pages_on, parts, pages)
    return tuple(map(Sheet, _accounted(pages, document, removed, added), told))


def _pages_on(blocks: Sequence[Block], sheet: PageTables) -> tuple[tuple[float, int | None], ...]:
    """Give where on a sheet each page begins: with its first block, or a row of a table that goes on over pages."""
    first = blocks[0].page if blocks else None
    grids = iter(sheet.grids)
    tables = ((block, next(grids)) for block in blocks if isinstance(block, SourceTable))
    rows = ((grid.ys[row], page) for block, grid in tables for row, page in enumerate(block.row_pages or [block.page]))
    return ((0.0, first), *rows)


def _parted(blocks: Iterable[Block]) -> list[list[Block]]:
    parts: list[list[Block]] = []
    before: Block | None = None
    for block in blocks:
        goes_on = before is not None and block.page == before.page
        if not goes_on or (isinstance(block, SourceTable) and isinstance(before, SourceTable)):
            parts.append([])
        parts[-1].append(block)
        before = block
    return parts


def _accounted(pages: Sequence[PageTables], document: SourceDocument, removed: str, added: str) -> list[PageTables]:
    """Give the sheets with the account of all characters that the file holds.

    Readers count a whole file, not a page. So the first sheet is expected to hold all that no other does; what they
    have too many, it must lack.
    """
    held = [Counter(placed_text(page)) for page in pages]
    off = Counter(plain(without_latex(document.printed)))
    off.update(plain(added))
    off.subtract(plain(removed))
    for own in held:
        off.subtract(own)
    first = held[0].copy()
    first.update(off)
    told = ["".join((+own).elements()) for own in (first, *held[1:])]
    if any(count < 0 for count in first.values()):
        told[0] = f"{told[0]}\N{REPLACEMENT CHARACTER}"  # more than its own is too many: the account must not balance
    first_page = replace(pages[0], doubts=(*pages[0].doubts, *document.doubts))
    return [replace(page, expected=own) for page, own in zip([first_page, *pages[1:]], told, strict=True)]


def _page(number: int, blocks: Sequence[Block], reader: str) -> PageTables:
    grids, lines = list[Grid](), list[TextLine]()
    top = above = _MARGIN * sum(map(_steps, blocks))
    for block in blocks:
        if isinstance(block, Paragraph):
            lines += [_line(block.text, SIZE, top)] if block.text else []
            top += STEP
        else:
            grids.append(_grid(block, number, top, reader))
            top = grids[-1].ys[-1] + STEP
    width = max([SIZE, *(grid.xs[-1] for grid in grids), *(line.x1 for line in lines)]) + SIZE
    doubts = (code for block in blocks if isinstance(block, Paragraph) for code in block.doubts)
    told = tuple(dict.fromkeys(doubts))
    return PageTables(number, width, top + above, tuple(grids), tuple(lines), 0.0, reader, doubts=told, is_laid=True)


_MARGIN = STEP / 2
"""Points of margin for each line: a quarter of the sheet above and below, so that no line is taken for a page's number
there."""


def _steps(block: Block) -> float:
    """Give how many steps a block is high, and the room under it."""
    return 1 if isinstance(block, Paragraph) else sum(_height(block, row) for row in range(block.rows)) / STEP + 1


def _grid(table: SourceTable, page: int, top: float, reader: str) -> Grid:
    widths = [_width(table, column) for column in range(table.columns)]
    xs = tuple(accumulate(widths, initial=SIZE))
    heights = [_height(table, row) for row in range(table.rows)]
    ys = tuple(accumulate(heights, initial=top))
    return Grid(page, xs, ys, tuple(_cell(cell, xs, ys) for cell in table.cells), reader)


def _width(table: SourceTable, column: int) -> float:
    """Give a column's width: its longest line in a cell of it alone, and room beside it."""
    own = [
        len(line) / cell.column_span
        for cell in table.cells
        if cell.column <= column < cell.column + cell.column_span
        for line in cell.lines
    ]
    return SIZE * (max(own, default=0.0) + 8)


def _height(table: SourceTable, row: int) -> float:
    own = [len(cell.lines) / cell.row_span for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    return STEP * (max(own, default=0.0) + 1)


def _cell(cell: SourceCell, xs: Sequence[float], ys: Sequence[float]) -> Cell:
    left, top = xs[cell.column], ys[cell.row]
    right, bottom = xs[cell.column + cell.column_span], ys[cell.row + cell.row_span]
    lines = tuple(_line(text, left + SIZE, top + SIZE + STEP * at) for at, text in enumerate(cell.lines))
    return Cell(
        cell.row, cell.column, cell.row_span, cell.column_span, left, top, right, bottom, lines,
        open_top=False, open_bottom=False, doubts=cell.doubts,
    )  # fmt: skip


def _line(text: str, left: float, top: float) -> TextLine:
    return TextLine(text, left, top, left + SIZE * len(text), top + SIZE, SIZE)
