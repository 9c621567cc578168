"""Sections with their rows in columns -> a table with spans, as a file gives that knows them."""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from jixiao.extract.documents.model import SourceCell
from jixiao.normalize.forms.read import CLOSING
from jixiao.normalize.restoring.columns import Columns
from jixiao.normalize.restoring.model import BLANK, PlacedRow, RawRow, Text


def headed_cells(columns: Columns, rows: Sequence[PlacedRow | RawRow], top: int, width: int) -> Iterator[SourceCell]:
    """Give the cells of a section from row ``top`` on, in a table of ``width`` columns: its headers, and its rows.

    A raw row is a closing one (总分): its name reaches from the left over the indicator.
    """
    side = next((row.at(0) for row in rows if isinstance(row, PlacedRow) and row.at(0).bare), columns.columns[0].header)
    side = columns.columns[0].header if columns.columns[0].header.bare else side
    yield _cell(top, 0, side, down=sum(isinstance(row, PlacedRow) for row in rows) + 1)
    yield from _header_cells(columns, top, width)
    for number, row in enumerate(rows, top + 1):
        if isinstance(row, PlacedRow):
            yield from _row_cells(row, columns, number, width)
        else:
            yield from _closing_cells(row, columns, number)


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


def _closing_cells(row: RawRow, columns: Columns, number: int) -> Iterator[SourceCell]:
    name, *figures = row.filled
    behind = columns.column_at(figures[0][0]) if figures else None
    yield _cell(number, 0, name[1], across=behind or len(columns.columns))
    for at, text in figures:
        if (column := columns.column_at(at)) is not None:
            yield _cell(number, column, text)


def fits_closing(row: RawRow, columns: Columns) -> bool:
    """Whether each figure of a closing row stands under a header behind the indicators."""
    behind = columns.kinds.index("indicator") + 1
    told = (columns.column_at(at) for at, _ in row.filled[1:])
    return all(column is not None and column >= behind for column in told)


def head_cells(rows: Sequence[RawRow], top: int, width: int, labels: Set[str]) -> Iterator[SourceCell]:
    """Give the cells of rows without headers, from row ``top`` on: as the file has them, where it knows their spans.

    Else each text reaches to the next one, the last to the right end, if it is none of ``labels`` or further labels
    stand in the row below; where a row begins blank, the cells above go on.
    """
    placed: list[SourceCell] = []
    waiting: list[SourceCell] = []
    headers: Sequence[int] = ()
    for number, row in enumerate(rows, top):
        if row.spanned and len(row.cells) == width:
            own = [cell._replace(row=number) for cell in row.spanned]
            placed = _with_going_on([*placed, *waiting], own) if row.behind_gap else [*placed, *waiting, *own]
            waiting = []
            continue
        first = _begins(row, width)[0]
        above = [_narrowed(cell, first) if _ends_above(cell, number) else cell for cell in waiting]
        going = [cell for cell in above if _ends_above(cell, number) and cell.column + cell.column_span <= first]
        placed += [cell for cell in above if cell not in going]
        below = _begins(rows[number - top + 1], width)[0] if number - top + 1 < len(rows) else 0
        headers = headers if going else ()
        own = _texts_to_next(row, number, width, labels if not below else frozenset(), headers, is_under=bool(going))
        headers = _label_places(row, labels) or headers
        waiting = [*(cell._replace(row_span=cell.row_span + 1) for cell in going), *own]
    yield from (*placed, *waiting)


def _with_going_on(above: Sequence[SourceCell], own: Sequence[SourceCell]) -> list[SourceCell]:
    """Give the cells above and those of a page's first row: blank ones with which it begins are labels that go on."""
    lead = {(cell.row, cell.column, cell.column_span): cell for cell in takewhile(lambda cell: not cell.text, own)}
    goes_on: list[SourceCell] = []
    kept: list[SourceCell] = []
    for cell in above:
        rest = lead.get((cell.row + cell.row_span, cell.column, cell.column_span))
        goes_on += [rest] if rest else []
        kept.append(cell._replace(row_span=cell.row_span + rest.row_span) if rest else cell)
    return [*kept, *(cell for cell in own if cell not in goes_on)]


def _ends_above(cell: SourceCell, number: int) -> bool:
    return cell.row + cell.row_span == number


def _narrowed(cell: SourceCell, first: int) -> SourceCell:
    """Give a cell no wider than the blank places with which the row below begins, if it is over some of them only."""
    reaches_over = cell.column < first < cell.column + cell.column_span
    return cell._replace(column_span=first - cell.column) if reaches_over else cell


def _label_places(row: RawRow, labels: Set[str]) -> tuple[int, ...]:
    """Give where the labels of a row begin that holds nothing else, two or more: the rows below it stand under them."""
    places = tuple(at for at, text in row.filled if text.label in labels)
    return places if len(places) == len(row.filled) > 1 else ()


def _texts_to_next(
    row: RawRow, number: int, width: int, labels: Set[str], headers: Sequence[int], *, is_under: bool
) -> list[SourceCell]:
    begins = _begins(row, width)
    texts = [text for _, text in row.filled]
    is_label = (len(texts) > 1 or is_under) and texts[-1].label in labels
    last = begins[-1] + 1 if is_label else max(width, begins[-1] + 1)
    edges = [begins[0] if is_under else 0, *begins[1:], last]
    cells = []
    for text, (left, right) in zip(texts, pairwise(edges), strict=True):
        own = min([at for at in headers if left < at < right], default=right)
        cells.append(_cell(number, left, text, across=own - left))
    return [*cells, *([_cell(number, last, BLANK, across=width - last)] if last < width else [])]


def _begins(row: RawRow, width: int) -> list[int]:
    """Give where each text begins: as in the file, if all of them are inside of the table."""
    places = [at for at, _ in row.filled]
    return places if places[-1] < width else list(range(len(places)))


def raw_cells(row: RawRow, number: int) -> Iterator[SourceCell]:
    """Give the cells of a row in the places at which the file has them."""
    return (_cell(number, at, text) for at, text in enumerate(row.cells))


def _cell(row: int, column: int, text: Text, *, down: int = 1, across: int = 1) -> SourceCell:
    return SourceCell(row, column, down, across, text.lines, text.doubts)
