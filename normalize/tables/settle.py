"""Printed lines of a cell -> its final text. Done once a cell, when no page can add to it any more."""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from jixiao.normalize.tables.line_room import room_left
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of
from jixiao.normalize.tables.printed import Printed, PrintedCell
from jixiao.normalize.text import (
    NOTE_MARK,
    PrintedBlanks,
    begins_item,
    ends_sentence,
    is_blank_between,
    join_wrap,
    may_swallow_blank,
    printed_blanks,
)
from jixiao.normalize.values.halves import begins_with_comparator, is_whole

SURELY = 1.0
"""Type sizes of room from which a number was not wrapped: a cell too narrow for it fills its line to the last digit."""

_FIGURE = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
"""A whole number as amounts and counts are printed: 1,410,886.00, 705443, 12.5%."""


def settled(cell: PrintedCell, padding: float) -> TableCell:
    """Give the cell with its final text; ``padding`` is the table's cell padding in points."""
    if len(cell.cuts) != 1:
        return _settled(cell, padding)
    (cut,) = cell.cuts
    parts = (cell._replace(lines=lines) for lines in (cell.lines[:cut], cell.lines[cut:]))
    return _settled(cell, padding)._replace(halves=tuple(_settled(part, padding).text for part in parts))


def _settled(cell: PrintedCell, padding: float) -> TableCell:
    lines = cell.lines
    if len(lines) == 1 and "^" not in lines[0].text:  # most cells
        return _table_cell(cell, lines[0].text)
    if any(NOTE_MARK.search(line.text) for line in lines):
        return _without_note_marks(cell, padding)
    if len(lines) < 2:
        return _table_cell(cell, lines[0].text if lines else "")
    text = lines[0].text
    wraps, paragraphs = [], []
    doubts: tuple[str, ...] = ()
    for before, line in pairwise(lines):
        if doubt := _two_values(before, line, padding):
            text = f"{text}\n{line.text}"
            doubts = (*doubts, *([doubt] if doubt not in doubts else []))
            continue
        if may_swallow_blank(text, line.text):
            wraps.append(len(text))
        if ends_sentence(text) and begins_item(line.text):
            paragraphs.append(len(text))
        text = join_wrap(text, line.text)
    return _table_cell(cell, text, doubts, tuple(wraps), tuple(paragraphs))


def _without_note_marks(cell: PrintedCell, padding: float) -> TableCell:
    """Give the cell without the raised marks of footnotes (^1), and say that they were there."""
    lines = tuple(line._replace(text=NOTE_MARK.sub("", line.text)) for line in cell.lines)
    bare = _settled(cell._replace(lines=lines), padding)
    return bare._replace(doubts=(*bare.doubts, "footnote_mark"))


def _table_cell(
    cell: PrintedCell,
    text: str,
    doubts: tuple[str, ...] = (),
    wraps: tuple[int, ...] = (),
    paragraphs: tuple[int, ...] = (),
) -> TableCell:
    return TableCell(
        cell.row, cell.column, cell.row_span, cell.column_span,
        text, cell.places, cell.joins, cell.other_reading, (*cell.doubts, *doubts), wraps, paragraphs,
    )  # fmt: skip


def _two_values(above: Printed, below: Printed, padding: float) -> str:
    """Give the code of the doubt that two lines are two values: two numbers, or two whole values behind comparators."""
    if are_two_figures(above, below, padding):
        return "several_numbers"
    compared = begins_with_comparator(above.text) and begins_with_comparator(below.text)
    return "several_values" if compared and is_whole(above.text) and is_whole(below.text) else ""


def are_two_figures(above: Printed, below: Printed, padding: float) -> bool:
    """Whether two lines are two numbers and not one that a wrap cut: there was room, or together they are no number."""
    if not _FIGURE.fullmatch(above.text) or not _FIGURE.fullmatch(below.text):
        return False
    return not _FIGURE.fullmatch(above.text + below.text) or room_left(above, below.text, padding) >= SURELY


def settle_all(tables: Iterable[LogicalTable]) -> Iterator[LogicalTable]:
    """Give the tables of a whole document with their final texts."""
    waiting = deque(tables)
    blanks = _blanks_of(waiting)
    while waiting:
        yield with_printed_blanks(waiting.popleft(), blanks)


def _blanks_of(tables: Iterable[LogicalTable]) -> PrintedBlanks:
    """Give where the tables print a blank between two Chinese words."""
    return frozenset().union(
        *(printed_blanks(cell.text) for table in tables for cell in table.cells if " " in cell.text)
    )


def with_printed_blanks(table: LogicalTable, blanks: PrintedBlanks) -> LogicalTable:
    """Put back the blanks that wraps swallowed, where the same document prints the same words with a blank in a line.

    The blanks are those of the whole document, so no text depends on the order of the tables.
    """
    if not blanks:
        return table
    cells = tuple([_with_blanks(cell, blanks) if cell.wraps else cell for cell in table.cells])
    changed = any(cell is not before for cell, before in zip(cells, table.cells, strict=True))
    return replace(table, cells=cells, by_row=rows_of(cells, table.rows)) if changed else table


def _with_blanks(cell: TableCell, blanks: PrintedBlanks) -> TableCell:
    at = [place for place in cell.wraps if is_blank_between(cell.text[:place], cell.text[place:], blanks)]
    if not at:
        return cell
    parts = [cell.text[start:end] for start, end in zip([0, *at], [*at, len(cell.text)], strict=True)]
    return cell._replace(text=" ".join(parts), paragraphs=_shifted(cell.paragraphs, at), wraps=())


def _shifted(places: Sequence[int], inserted: Sequence[int]) -> tuple[int, ...]:
    return tuple(place + sum(each < place for each in inserted) for place in places)
