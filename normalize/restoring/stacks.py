"""The file's blocks -> stacks of rows: what is one table, or several that ran into one, whatever stands between its parts."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from jixiao.extract.documents.model import Block, Paragraph, SourceTable
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.restoring.model import RawRow, Text
from jixiao.normalize.tables.foot_in_cell import PAGE_NUMBER
from jixiao.normalize.text import clean


class Stack(NamedTuple):
    """Rows that stand together, and the page of the first, as the file says."""

    rows: tuple[RawRow, ...]
    page: int | None


def stacks_of(blocks: Iterable[Block], known: Forms) -> Iterator[Block | Stack]:
    """Give the blocks, tables without spans as stacks. A task's line between two parts is a row; a page's number moves behind."""
    waiting: list[RawRow] = []
    behind: list[Paragraph] = []
    page: int | None = None
    for block in blocks:
        if isinstance(block, SourceTable) and not block.has_spans:
            page = page if waiting else block.page
            waiting += _rows(block, is_first=not waiting)
        elif isinstance(block, Paragraph) and waiting and PAGE_NUMBER.match(block.text):
            behind.append(block)
        elif isinstance(block, Paragraph) and is_task(block.text, known):
            page = page if waiting else block.page
            waiting.append(RawRow((Text((block.text,)),), behind_gap=True))
        else:
            yield from ([Stack(tuple(waiting), page)] if waiting else [])
            yield from behind
            waiting, behind = [], []
            yield block
    yield from ([Stack(tuple(waiting), page)] if waiting else [])
    yield from behind


def is_task(text: str, known: Forms) -> bool:
    """Whether a line begins a numbered block of a form: 主要政策任务1：."""
    bare = re.sub(r"\s", "", clean(text))
    return any(task.match(bare) for task in known.tasks)


def _rows(table: SourceTable, *, is_first: bool) -> Iterator[RawRow]:
    for row, cells in groupby(table.cells, key=lambda cell: cell.row):
        texts = tuple(Text(cell.lines, cell.doubts) for cell in cells)
        gap = row in table.breaks or (row == 0 and not is_first)
        yield RawRow(texts, gap)
