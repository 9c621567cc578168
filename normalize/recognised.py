"""Pages recognised in a picture: labels that are one character wrong, rows in doubt, pages that gave none.

A misread label loses a whole table (政 read as 正): on such pages alone, labels and titles are known by their nearness to
known ones. What is so mended carries a flag.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from jixiao.extract.grid import Cell, PageTables, on_each_grid
from jixiao.extract.lines import TextLine
from jixiao.extract.ocr.routing import OCR
from jixiao.extract.ocr.uncertain import LOW_CONFIDENCE, MAY_BE_ANOTHER, SCORE_LOW
from jixiao.normalize.form_findings import flagged
from jixiao.normalize.forms.templates import LEVEL_LABELS, Forms
from jixiao.normalize.records import Form, GenericTable, Indicator
from jixiao.normalize.text import clean, label

MENDED = "label_mended"

_SHORTEST = 3
"""Characters of a label that is mended: of two, one is half."""

_OF_THE_YEAR = "年度"
"""What may stand before a label: 年度绩效指标 is no misread 年度绩效目标."""

_COLON = "："
"""What stands between a label and its text in a line beside a table."""

_LONG = 6
"""Characters of a label of which two may be wrong."""

_OPEN_VALUES = frozenset(
    {
        "value_unread", "value_missing", "indicator_missing", "comparator_misread_possible", "number_malformed",
        "comparator_contradictory", "comparator_doubled", "range_descending",
    }
)  # fmt: skip
"""Flags of a row by which its text may be misread, where it was recognised in a picture: the grammar of values does not
know it."""


_SETTLED_BY_LABELS = frozenset({LOW_CONFIDENCE, SCORE_LOW, MAY_BE_ANOTHER})
"""Doubts about a text that a known label ends: it says what none of the other signs would."""


def with_mended_labels(pages: Iterable[PageTables], known: Forms) -> Iterator[PageTables]:
    """Give the pages; on those that were read by OCR, labels and titles that are nearly known ones are those."""
    labels = known.head_labels | known.header_labels | known.form_labels
    for page in pages:
        yield _all_doubted(_mended(page, labels, known)) if page.engine == OCR else page


POOR_SCAN = "scan_poor"
"""Doubt: so much of the page is in doubt that rows may be missing, too."""

_POOR = 0.1
"""Part of a page's cells in doubt from which all are: under coarse noise, task lines were lost that no row's cell tells
of."""


def _all_doubted(page: PageTables) -> PageTables:
    """Give a page so poorly read that none of its texts is believed with all its cells in doubt."""
    filled = [cell for grid in page.grids for cell in grid.cells if cell.lines]
    if sum(LOW_CONFIDENCE in cell.doubts for cell in filled) <= _POOR * len(filled):
        return page
    doubted = on_each_grid(page, lambda grid: replace(grid, cells=tuple(map(_in_doubt, grid.cells))))
    return replace(doubted, doubts=(*page.doubts, POOR_SCAN))


def _in_doubt(cell: Cell) -> Cell:
    return cell if LOW_CONFIDENCE in cell.doubts else cell._replace(doubts=(*cell.doubts, LOW_CONFIDENCE))


def _mended(page: PageTables, labels: frozenset[str], known: Forms) -> PageTables:
    mended = on_each_grid(
        page, lambda grid: replace(grid, cells=tuple([_settled(cell, labels) for cell in grid.cells]))
    )
    lines = tuple(_named(line, known) for line in page.lines)
    cells = [cell for grid in mended.grids for cell in grid.cells]
    if lines == page.lines and not any(MENDED in cell.doubts for cell in cells):
        return mended
    return replace(mended, lines=lines, doubts=(*page.doubts, MENDED))


def _settled(cell: Cell, labels: frozenset[str]) -> Cell:
    """Give the cell with the label that it nearly has; one of a known label is in no doubt for what it may be else."""
    text = label(clean("".join(line.text for line in cell.lines)))
    if text in labels or text in LEVEL_LABELS:
        others = tuple(doubt for doubt in cell.doubts if doubt not in _SETTLED_BY_LABELS)
        return cell if others else cell._replace(doubts=())
    asked = labels | LEVEL_LABELS if SCORE_LOW in cell.doubts else labels
    right = _nearest(text, asked)
    lines = _with_text(cell.lines, text, right) if right else cell.lines
    if lines == cell.lines:
        return cell
    return cell._replace(lines=lines, doubts=tuple(dict.fromkeys((*cell.doubts, LOW_CONFIDENCE, MENDED))))


def _nearest(text: str, labels: Set[str]) -> str:
    """Give the one label that the text is nearest to; nothing where none is near, or several are."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    if len(text) < _SHORTEST or text.removeprefix(_OF_THE_YEAR) in labels:
        return ""
    most = 2 if len(text) >= _LONG else 1
    found = process.extract(text, list(labels), scorer=Levenshtein.distance, score_cutoff=most, limit=2)
    best = [name for name, distance, _ in found if distance == found[0][1]]
    return str(best[0]) if len(best) == 1 and len(best[0]) == len(text) else ""


def _with_text(lines: tuple[TextLine, ...], wrong: str, right: str) -> tuple[TextLine, ...]:
    """Give the lines with a text in them, that may run over several, replaced by one as long."""
    text = "\n".join(line.text for line in lines)
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    start = "".join(text[place] for place in places).find(wrong)
    if start < 0:
        return lines  # a note in brackets stands in it
    signs = list(text)
    for place, sign in zip(places[start:], right, strict=False):
        signs[place] = sign
    return tuple(line._replace(text=own) for line, own in zip(lines, "".join(signs).split("\n"), strict=True))


def _named(line: TextLine, known: Forms) -> TextLine:
    """Give a line beside the tables with the title that ends it, or the label that begins it, but for a sign."""
    label_text, colon, value = line.text.partition(_COLON)
    right = _nearest(label(label_text), known.head_labels) if colon else ""
    if right and label(label_text) not in known.head_labels:
        return line._replace(text=f"{right}{colon}{value}")
    return _titled(line, known)


def _titled(line: TextLine, known: Forms) -> TextLine:
    """Give the line with the title that it ends with but for a character; one that has a form's title keeps it."""
    text = line.text.replace(" ", "")
    if any(title.search(text) for title in known.titles):
        return line
    for title in (template.title for template in known.templates):
        if len(text) >= len(title) and _differences(text[-len(title) :], title) == 1:
            return line._replace(text=text[: -len(title)] + title)
    return line


def _differences(one: str, other: str) -> int:
    return sum(mine != theirs for mine, theirs in zip(one, other, strict=True))


def without_rows(pages: Iterable[int], forms: Iterable[Form], tables: Sequence[GenericTable]) -> list[int]:
    """Give those of the pages from which no row, no labelled text of a form and no table came.

    So are those with a table that has labels of indicators and is no known form: that was lost by a misread label.
    """
    lost = {page for table in tables if _has_level_labels(table) for page in _pages(table)}
    filled = {page for table in tables for page in _pages(table)}
    for form in forms:
        filled |= {place.page for row in form.indicators for place in row.places}
        filled |= {each.place.page for each in form.fields}
    return [page for page in pages if page in lost or page not in filled]


def _has_level_labels(table: GenericTable) -> bool:
    return not LEVEL_LABELS.isdisjoint(label(text) for row in table.rows for text in row)


def _pages(table: GenericTable) -> range:
    return range(table.page_start, table.page_end + 1)


class Beside(NamedTuple):
    """The lines over a form's table, the document's that may be misread, and the labels that forms' heads have."""

    heading: Sequence[str]
    doubted: Collection[str]
    labels: Set[str]


def with_low_confidence(form: Form, pages: Set[int], beside: Beside) -> Form:
    """Give the form with a flag on recognised rows whose value or name the grammar does not know.

    Where a text is in doubt that all rows carry (when, who and what for), all of them are: in the form's head, or in
    one of the lines over its table. So they are where no known label leads to a text in doubt: it may be a task, or a
    label misread.
    """
    carried = {form.subject, form.department, form.year} - {""}
    in_head = any(
        LOW_CONFIDENCE in each.doubts and (each.value_text in carried or not each.label_path) for each in form.fields
    )
    in_lines = any(text in _bare(line) for text in map(_bare, carried) for line in beside.doubted)
    if in_head or in_lines or any(_has_unknown_label(line, beside) for line in beside.heading):
        return flagged(form, LOW_CONFIDENCE)
    return replace(form, indicators=tuple(_doubted(row, pages) for row in form.indicators))


def _has_unknown_label(line: str, beside: Beside) -> bool:
    """Whether a line that may be misread is a label and its text, and no form has that label."""
    name, colon, _ = line.partition(_COLON)
    is_unknown = bool(colon) and label(name) not in beside.labels
    return is_unknown and _bare(line) in set(map(_bare, beside.doubted))


def _bare(text: str) -> str:
    return text.replace(" ", "")


def _doubted(row: Indicator, pages: Set[int]) -> Indicator:
    if (
        _OPEN_VALUES.isdisjoint(row.flags)
        or LOW_CONFIDENCE in row.flags
        or not any(place.page in pages for place in row.places)
    ):
        return row
    return replace(row, flags=(*row.flags, LOW_CONFIDENCE))
