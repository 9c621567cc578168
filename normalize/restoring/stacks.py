"""The file's blocks -> stacks of rows: one table, or several that ran into one, whatever stands between its parts."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.documents.model import PICTURE, Block, Paragraph, SourceTable
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.restoring.columns import is_header
from jixiao.normalize.restoring.model import BLANK, RawRow, Text
from jixiao.normalize.tables.foot_in_cell import PAGE_NUMBER
from jixiao.normalize.text import clean


class Stack(NamedTuple):
    """Rows that stand together, in a file that does not say how far their cells reach."""

    rows: tuple[RawRow, ...]


def stacks_of(blocks: Sequence[Block], known: Forms) -> Iterator[Block | Stack]:
    """Give the blocks, with tables without spans as stacks.

    A task's line between two parts is a row; a page's number and a picture move behind.

    So does a table with spans that goes on in another, or is what another goes on in: a page's end cut it, and its
    cells.
    """
    waiting: list[RawRow] = []
    behind: list[Block] = []
    cut = _cut_tables(blocks, known)
    for block in blocks:
        if isinstance(block, SourceTable) and (id(block) in cut or not block.has_spans):
            waiting += _rows(block, is_first=not waiting)
        elif waiting and _stands_aside(block):
            behind.append(block)
        elif isinstance(block, Paragraph) and is_task(block.text, known):
            waiting.append(RawRow((Text((block.text,)),), behind_gap=True, page=block.page))
        else:
            yield from ([Stack(tuple(waiting))] if waiting else [])
            yield from behind
            waiting, behind = [], []
            yield block
    yield from ([Stack(tuple(waiting))] if waiting else [])
    yield from behind


def _cut_tables(blocks: Sequence[Block], known: Forms) -> frozenset[int]:
    """Give which tables stand before one that begins with a row of data, or are that one."""
    text = [block for block in blocks if not _stands_aside(block)]
    cut: set[int] = set()
    for above, below in pairwise(text):
        if not (isinstance(above, SourceTable) and isinstance(below, SourceTable)):
            continue
        if _goes_on(below, known) or _is_rest(above, below, known):
            cut |= {id(above), id(below)}
    return frozenset(cut)


def _stands_aside(block: Block) -> bool:
    """Whether a page's number or a picture stands between two parts of a table, and is none of it."""
    return isinstance(block, Paragraph) and (block.doubts == (PICTURE,) or PAGE_NUMBER.match(block.text) is not None)


def _goes_on(table: SourceTable, known: Forms) -> bool:
    """Whether a table begins without headers, a title, or the first label of a form."""
    rows = [row for row in _rows(table, is_first=True) if row.filled]
    return bool(rows) and not begins_anew(rows[0], known)


def _is_rest(above: SourceTable, below: SourceTable, known: Forms) -> bool:
    """Whether one table is the head of a form alone, and the other begins with the headers of its rows."""
    head = [row for row in _rows(above, is_first=True) if row.filled]
    rows = [row for row in _rows(below, is_first=True) if row.filled]
    is_head = bool(head) and begins_anew(head[0], known) and not any(is_header(row, known) for row in head)
    return is_head and bool(rows) and is_header(rows[0], known)


def begins_anew(row: RawRow, known: Forms) -> bool:
    """Whether something else than a row of data begins: headers, a task, a form's first label, a title."""
    if is_header(row, known):
        return True
    first = row.filled[0][1]
    if len(row.filled) == 1:
        return is_task(first.bare, known) or any(title.search(first.bare) for title in known.titles)
    return first.label in known.form_labels


def is_task(text: str, known: Forms) -> bool:
    """Whether a line begins a numbered block of a form: 主要政策任务1：."""
    bare = re.sub(r"\s", "", clean(text))
    return any(task.match(bare) for task in known.tasks)


def _rows(table: SourceTable, *, is_first: bool) -> Iterator[RawRow]:
    """Give a table's rows, each cell's text in the first of the places that it covers."""
    begun = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.rows):
        cells = [begun.get((row, column)) for column in range(table.columns)]
        texts = tuple(BLANK if cell is None else Text(cell.lines, cell.doubts) for cell in cells)
        gap = row in table.breaks or (row == 0 and not is_first)
        spanned = tuple(cell for cell in cells if cell is not None) if table.has_spans else ()
        yield RawRow(texts, gap, table.page, spanned)
