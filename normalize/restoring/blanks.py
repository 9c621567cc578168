"""Blanks between Chinese characters: printed, or what is left of a wrapped line."""

import re
from collections.abc import Iterable, Sequence, Set

from jixiao.extract.documents.model import SourceCell
from jixiao.extract.words import word_runs_over
from jixiao.normalize.forms.templates import LEVEL_LABELS, Forms
from jixiao.normalize.restoring.model import PlacedRow, RawRow, Text
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


LONGEST_NAME = 60
"""Characters of a name that all rows of a form carry: of a fund, a department, a task. Goals are longer, and carried by
none."""


def is_name_in_doubt(text: Text, known: Forms, elsewhere: Set[str]) -> bool:
    """Whether a blank stands in what may be a form's name, and nothing tells whether it is printed."""
    is_label = text.label in known.head_labels or text.label in known.header_labels
    return _has_blank(text) and len(text.bare) <= LONGEST_NAME and not is_label and text.bare not in elsewhere


def with_blanks_doubted(cells: Sequence[SourceCell], known: Forms, elsewhere: Set[str]) -> tuple[SourceCell, ...]:
    """Give the cells of a row whose file knows their spans, with their blanks read."""
    row = PlacedRow(tuple(Text(cell.lines, cell.doubts) for cell in cells))
    read = with_blanks_read(row, known, elsewhere)
    return tuple(
        cell._replace(lines=text.lines, doubts=text.doubts) for cell, text in zip(cells, read.cells, strict=True)
    )


def texts_without_blanks(rows: Iterable[RawRow]) -> frozenset[str]:
    """Give the texts of cells in which no blank stands."""
    return frozenset(cell.bare for row in rows for cell in row.cells if cell.bare and not _has_blank(cell))
