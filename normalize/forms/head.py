"""The cells of a form outside its indicator rows -> each value with the path of labels that lead to it.

A head is made of few shapes: a label and its value side by side (two or three pairs in a row); a label that spans rows
beside such rows (项目资金); a small matrix with headers on top and names at the left (年初预算数 … under 项目资金, or
任务名称, 主要内容, 预算金额); headers with one text below each (预期目标, 实际完成情况). Which cells are labels is told by the
template's own words first, and by where they stand after that.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.normalize.tables.model import LogicalTable, TableCell

WIDEST_KEY_TABLE = 3
"""Columns from which the first cell of a matrix row names the row; with two, each has a text of its own."""


@dataclass(frozen=True)
class Labelled:
    """A value cell and the label cells that lead to it, outermost first."""

    labels: tuple[TableCell, ...]
    value: TableCell

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The labels as compared: without notes in brackets, stars and colons."""
        return tuple(filter(None, (cell.label for cell in self.labels)))


def labelled_cells(table: LogicalTable, first: int, last: int, known: frozenset[str]) -> Iterator[Labelled]:
    """Give every value of the rows ``first`` .. ``last - 1``. ``known`` are the labels of the form."""
    yield from _block(table, _Area(first, last, 0, len(table.xs) - 1), (), known)


@dataclass(frozen=True, slots=True)
class _Area:
    """Rows ``first`` .. ``last - 1`` and columns ``left`` .. ``right - 1``."""

    first: int
    last: int
    left: int
    right: int

    def starting(self, table: LogicalTable, row: int) -> list[TableCell]:
        """Give the cells that begin in the row, from the left."""
        return [cell for cell in table.by_row[row] if cell.row == row and self.left <= cell.column < self.right]


Labels = tuple[TableCell, ...]


def _block(table: LogicalTable, area: _Area, over: Labels, known: frozenset[str]) -> Iterator[Labelled]:
    row = area.first
    headers: Sequence[Labels] = ()
    while row < area.last:
        cells = area.starting(table, row)
        if not cells:
            row += 1
        elif _is_group(table, area, row, cells, known):
            inner = _Area(row, min(cells[0].last_row, area.last), cells[0].last_column, area.right)
            yield from _block(table, inner, (*over, cells[0]), known)
            row, headers = inner.last, ()
        elif depth := _header_depth(table, area, row, cells, known):
            headers = _header_paths(table, area, row, depth)
            row += depth
        elif headers and _fits(cells, headers) and not _is_next_label(cells, headers, over, known):
            yield from _matrix_row(cells, headers, over)
            row += 1
        else:
            headers = ()
            yield from _pairs(cells, over, known)
            row += 1


def _is_group(table: LogicalTable, area: _Area, row: int, cells: Sequence[TableCell], known: frozenset[str]) -> bool:
    """Whether the first cell stands beside rows that hold more than headers: more rows than most others take here."""
    first, *rest = cells
    if first.row_span == 1 or first.column != area.left or first.last_column >= area.right:
        return False
    beside = [cell for each in range(row, min(first.last_row, area.last)) for cell in area.starting(table, each)]
    if first.last_row < area.last and all(cell.label in known for cell in beside):
        return False  # nothing but labels: a header of several rows
    return not rest or first.row_span > Counter(cell.row_span for cell in rest).most_common(1)[0][0]


def _header_depth(table: LogicalTable, area: _Area, row: int, cells: Sequence[TableCell], known: frozenset[str]) -> int:
    """Give how many rows the headers take that begin in this row; 0 when it holds none.

    Headers are two or more known labels without a blank among them, or any words behind a blank corner; rows follow
    them. So are words of which a known label stands where a value would, over a row with the same borders.
    """
    corner, rest = (cells[0], cells[1:]) if not cells[0].text else (None, cells)
    named = [cell.label in known for cell in rest]
    is_header = len(rest) > 1 and (
        all(named) or (corner is not None and any(named) and all(cell.text for cell in rest))
    )
    last = max(cell.last_row for cell in cells)
    if not is_header and last < area.last and all(cell.text for cell in cells) and any(named[1::2]):
        below = area.starting(table, last)
        is_header = [cell.columns for cell in below] == [cell.columns for cell in cells] and not any(
            cell.label in known for cell in below
        )
    return last - row if is_header and last < area.last else 0


def _header_paths(table: LogicalTable, area: _Area, row: int, depth: int) -> list[Labels]:
    """Give for each column of the headers the labels over it; the corner's are empty."""
    inside = [cell for each in range(row, row + depth) for cell in area.starting(table, each)]
    starts = sorted({cell.column for cell in inside})
    return [
        (*(cell for cell in inside if cell.text and cell.column <= start < cell.last_column),)
        if any(cell.column == start and cell.text for cell in inside)
        else ()
        for start in starts
    ]


def _fits(cells: Sequence[TableCell], headers: Sequence[Labels]) -> bool:
    """Whether the row's cells stand under the headers; its first may span several and name the row (金额合计)."""
    starts = {labels[-1].column for labels in headers if labels}
    rest = cells[1:] if _names_rows(headers) else cells
    return bool(rest) and all(cell.column in starts for cell in rest)


def _is_next_label(cells: Sequence[TableCell], headers: Sequence[Labels], over: Labels, known: frozenset[str]) -> bool:
    """Whether a row begins with the form's next label, not with a name under the first header.

    Beside a label that spans the matrix (项目预算) the form does not go on: there 合计 names a row, but where it has more
    labels.
    """
    named = [cell.label in known for cell in cells]
    is_beside_group = bool(over) and not any(named[1:])
    return _names_rows(headers) and all(headers) and named[0] and not is_beside_group


def _names_rows(headers: Sequence[Labels]) -> bool:
    return not all(headers) or len(headers) >= WIDEST_KEY_TABLE


def _matrix_row(cells: Sequence[TableCell], headers: Sequence[Labels], over: Labels) -> Iterator[Labelled]:
    names = _names_rows(headers)
    key = (cells[0],) if names else ()
    if key and headers[0]:
        yield Labelled((*over, *headers[0]), key[0])
    for cell in cells[len(key) :]:
        yield Labelled((*over, *key, *_over(cell, headers)), cell)


def _over(cell: TableCell, headers: Sequence[Labels]) -> Labels:
    return next((labels for labels in headers if labels and labels[-1].column == cell.column), ())


def _pairs(cells: Sequence[TableCell], over: Labels, known: frozenset[str]) -> Iterator[Labelled]:
    """Give a row's values, each behind its label. Words that no label precedes stand for themselves."""
    named = [cell.label in known for cell in cells]
    if len(cells) % 2 and not any(named):
        yield from (Labelled(over, cell) for cell in cells)
        return
    labels: Labels = ()
    for number, cell in enumerate(cells, 1):
        last = number == len(cells)
        if last or (labels and not named[number - 1]):
            yield Labelled((*over, *labels), cell)
            labels = ()
        else:
            labels = (*labels, cell)
