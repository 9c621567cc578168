"""Blanks between Chinese characters: printed, or what is left of a wrapped line."""

import re
from collections.abc import Iterable, Set

from jixiao.normalize.forms.templates import LEVEL_LABELS, Forms
from jixiao.normalize.restoring.model import PlacedRow, RawRow, Text
from jixiao.normalize.tables.words import word_runs_over
from jixiao.normalize.text import clean

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_MARKS = "、，。；：（）“”《》？！"
_BLANK = re.compile(rf"(?<=[{_HAN}{_MARKS}])[ \t\u3000\u00a0]+(?=[{_HAN}{_MARKS}])")
"""A blank between two signs of Chinese type. At digits and Latin letters it is typesetting's (normalize/text.py)."""


def with_blanks_read(row: PlacedRow, known: Forms, elsewhere: Set[str]) -> PlacedRow:
    """Give the row with blanks taken for wraps where a word runs over one of them; else they stay, in doubt.

    A program that writes wraps as blanks does so in all cells of a row. Labels are known without any, and so are texts
    that stand ``elsewhere`` in the file with none.
    """
    if not any(_has_blank(cell) for cell in row.cells):
        return row
    is_wrapped = any(_runs_over(line) for cell in row.cells for line in cell.lines)
    return row._replace(cells=tuple(_read(cell, known, elsewhere, is_wrapped=is_wrapped) for cell in row.cells))


def _has_blank(cell: Text) -> bool:
    return any(_BLANK.search(clean(line)) for line in cell.lines)


def _runs_over(line: str) -> bool:
    parts = _BLANK.split(clean(line))
    return any(word_runs_over("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts)))


def _read(cell: Text, known: Forms, elsewhere: Set[str], *, is_wrapped: bool) -> Text:
    if not _has_blank(cell):
        return cell
    if cell.label in LEVEL_LABELS or cell.label in known.header_labels or cell.bare in elsewhere:
        return cell._replace(lines=(cell.bare,)).doubted("blanks_removed")
    if not is_wrapped:
        return cell.doubted("blank_doubtful")
    lines = tuple(part for line in cell.lines for part in _BLANK.split(clean(line)))
    return cell._replace(lines=lines).doubted("blank_doubtful")


def texts_without_blanks(rows: Iterable[RawRow]) -> frozenset[str]:
    """Give the texts of cells in which no blank stands."""
    return frozenset(cell.bare for row in rows for cell in row.cells if cell.bare and not _has_blank(cell))
