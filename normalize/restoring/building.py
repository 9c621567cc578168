"""Sections with their rows in columns -> a table with spans, as a file gives that knows them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from jixiao.extract.documents.model import SourceCell
from jixiao.normalize.forms.read import CLOSING
from jixiao.normalize.restoring.columns import Columns
from jixiao.normalize.restoring.model import PlacedRow, RawRow, Text


def headed_cells(columns: Columns, rows: Sequence[PlacedRow | RawRow], top: int, width: int) -> Iterator[SourceCell]:
    """Give the cells of a section from row ``top`` on, in a table of ``width`` columns: its headers, and its rows.

    A raw row is a closing one (总分): its name reaches over the labels and the indicator.
    """
    side = next((row.at(0) for row in rows if isinstance(row, PlacedRow) and row.at(0).bare), columns.columns[0].header)
    side = columns.columns[0].header if columns.columns[0].header.bare else side
    yield _cell(top, 0, side, down=len(rows) + 1)
    yield from _header_cells(columns, top, width)
    for number, row in enumerate(rows, top + 1):
        if isinstance(row, PlacedRow):
            yield from _row_cells(row, columns, number, width)
        else:
            yield from _closing_cells(row, columns, number, width)


def _header_cells(columns: Columns, top: int, width: int) -> Iterator[SourceCell]:
    begins = [at for at, column in enumerate(columns.columns) if at and not column.goes_on]
    for first, behind in pairwise([*begins, width]):
        yield _cell(top, first, columns.columns[first].header, across=behind - first)


def _row_cells(row: PlacedRow, columns: Columns, number: int, width: int) -> Iterator[SourceCell]:
    last = len(columns.columns) - 1
    for column in range(1, last + 1):
        yield _cell(number, column, row.at(column), across=width - last if column == last else 1)


def is_closing(row: RawRow) -> bool:
    """Whether a row closes a form: 总分, 合计."""
    return CLOSING.search(row.filled[0][1].bare) is not None and len(row.filled[0][1].bare) <= _LONGEST_CLOSING


_LONGEST_CLOSING = 6
"""Characters of what names a closing row."""


def _closing_cells(row: RawRow, columns: Columns, number: int, width: int) -> Iterator[SourceCell]:
    name, *figures = row.filled
    behind = columns.kinds.index("indicator") + 1
    yield _cell(number, 1, name[1], across=behind - 1)
    for at, text in figures:
        column = at + columns.shift
        if behind <= column < width:
            yield _cell(number, column, text.doubted())


def fits_closing(row: RawRow, columns: Columns) -> bool:
    """Whether each figure of a closing row stands under a header behind the indicators."""
    behind = columns.kinds.index("indicator") + 1
    return all(behind <= at + columns.shift < len(columns.columns) for at, _ in row.filled[1:])


def head_cells(rows: Sequence[RawRow], top: int, width: int) -> Iterator[SourceCell]:
    """Give the cells of rows without headers, from row ``top`` on: as the file has them, where it knows their spans.

    Else each text reaches to the next one, the last to the right end; where a row begins blank, the cells above go on.
    """
    waiting: list[SourceCell] = []
    for number, row in enumerate(rows, top):
        if row.spanned and len(row.cells) == width:
            yield from waiting
            waiting = []
            yield from (cell._replace(row=number) for cell in row.spanned)
            continue
        begins = _begins(row, width)
        going = [cell for cell in waiting if _goes_on(cell, number, begins[0])]
        yield from (cell for cell in waiting if cell not in going)
        own = _texts_to_next(row, number, begins, width, going)
        waiting = [*(cell._replace(row_span=cell.row_span + 1) for cell in going), *own]
    yield from waiting


def _goes_on(cell: SourceCell, number: int, first: int) -> bool:
    """Whether a cell of the row above lies over the blank places with which a row begins."""
    return cell.row + cell.row_span == number and cell.column + cell.column_span <= first


def _texts_to_next(
    row: RawRow, number: int, begins: Sequence[int], width: int, above: Sequence[SourceCell]
) -> list[SourceCell]:
    first = begins[0] if above else 0
    edges = [first, *begins[1:], max(width, begins[-1] + 1)]
    texts = [text for _, text in row.filled]
    return [
        _cell(number, left, text, across=right - left)
        for text, (left, right) in zip(texts, pairwise(edges), strict=True)
    ]


def _begins(row: RawRow, width: int) -> list[int]:
    """Give where each text begins: as in the file, if all of them are inside of the table."""
    places = [at for at, _ in row.filled]
    return places if places[-1] < width else list(range(len(places)))


def raw_cells(row: RawRow, number: int) -> Iterator[SourceCell]:
    """Give the cells of a row in the places at which the file has them."""
    return (_cell(number, at, text) for at, text in enumerate(row.cells))


def _cell(row: int, column: int, text: Text, *, down: int = 1, across: int = 1) -> SourceCell:
    return SourceCell(row, column, down, across, text.lines, text.doubts)
