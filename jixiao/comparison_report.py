"""Where two conversions differ, for a person in a terminal."""

from collections.abc import Iterator
from itertools import groupby

from jixiao.comparison import Comparison
from jixiao.output.compared_items import Spot
from jixiao.output.differences import CellDifference, Compared, Difference, Part, Side
from jixiao.output.documents import TableRow

MOST_SHOWN = 60
"""Differences of a document that are shown: more than a person reads in a terminal. The CSV file has all."""

SHORT = 60
"""Characters of a text that are shown whole; of a longer one what differs, and what stands beside it."""

BESIDE = 12
"""Characters before and behind what differs."""

LONGEST = 160
"""Characters that are shown of what differs."""


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Give the lines on all documents."""
    for compared in comparison.documents:
        yield from document_lines(compared)
    for side, doc_ids in ((Side.A, comparison.only_a), (Side.B, comparison.only_b)):
        yield from (f"only in {side.upper()}: document {doc_id}" for doc_id in doc_ids)


def document_lines(compared: Compared) -> Iterator[str]:
    """Give the lines on a document: what was compared, what differs under its form, and the counts."""
    yield f"A {_conversion(compared.a, compared.rows_a)}"
    yield f"B {_conversion(compared.b, compared.rows_b)}"
    shown = sorted(compared.differences, key=_order)[:MOST_SHOWN]
    for heading, group in groupby(shown, key=_heading):
        yield heading
        yield from (f"  {line}" for difference in group for line in _difference_lines(difference))
    if left := len(compared.differences) - len(shown):
        yield f"and {left} more differences; --csv FILE has all"
    yield headline(compared)


def headline(compared: Compared) -> str:
    """Say in a line how much agrees."""
    most = max(compared.rows_a, compared.rows_b)
    count = len(compared.differences)
    told = "nothing differs" if not count else "1 difference" if count == 1 else f"{count} differences"
    return f"{compared.rows_alike} of {most} rows alike; {told}"


def _conversion(document: TableRow, rows: int) -> str:
    return f"{document['source_file']} ({document['engine'] or document['status']}): {rows} rows"


_OF_TABLES = (Part.TABLE, Part.TABLE_ROW)
_HEADED = (Part.DOCUMENT, Part.FORM, Part.TABLE)
"""What has its name in the line above."""


def _order(difference: Difference) -> tuple[bool, int]:
    """Forms first, as they stand, each with its own; then tables of no known form."""
    return difference.part in _OF_TABLES, _own(difference).form_no or 0


def _heading(difference: Difference) -> str:
    if difference.part is Part.DOCUMENT:
        return "the document"
    kind = "table" if difference.part in _OF_TABLES else "form"
    is_home = difference.part in (Part.FORM, Part.TABLE)
    return f"{kind} {_own(difference).form_no} {_cut(difference.name if is_home else difference.home)}".rstrip()


def _difference_lines(difference: Difference) -> Iterator[str]:
    what = "head" if difference.part is Part.FORM else difference.part.value
    name = "" if difference.part in _HEADED else f" {_cut(difference.name)}"
    if difference.only is None:
        yield f"{what}{name}{_places(difference)}"
        yield from (f"  {_cell_line(cell)}" for cell in difference.cells)
    else:
        texts = " | ".join(cell.a or cell.b for cell in difference.cells)
        yield f"only in {difference.only.upper()}: {what}{name}{_in_brackets(_place(_own(difference)))}: {_cut(texts)}"


def _own(difference: Difference) -> Spot:
    """Give where it stands in A, or in B where that alone has it."""
    return difference.b if difference.only is Side.B else difference.a


def _places(difference: Difference) -> str:
    ours, theirs = difference.a, difference.b
    form = f"form {theirs.form_no}" if ours.form_no != theirs.form_no else ""
    place = _place(ours)
    other = ", ".join(filter(None, (form, _place(theirs))))
    return _in_brackets(f"{place}; in B {other}" if other and ours != theirs else place)


def _place(spot: Spot) -> str:
    words = (("row", spot.row_no), ("page", spot.page))
    return ", ".join(f"{word} {number}" for word, number in words if number is not None)


def _in_brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _cell_line(cell: CellDifference) -> str:
    a, b = differing(cell.a, cell.b)
    return f"{cell.column}: {_cut(a) or '(nothing)'} -> {_cut(b) or '(nothing)'}"


def differing(a: str, b: str) -> tuple[str, str]:
    """Give two texts as they are where they are short, else what differs of them, with a few characters beside it."""
    if max(len(a), len(b)) <= SHORT:
        return a, b
    before = _shared(a, b)
    behind = _shared(a[before:][::-1], b[before:][::-1])
    return _middle(a, before, behind), _middle(b, before, behind)


def _shared(a: str, b: str) -> int:
    """Give how many characters at their beginning two texts share."""
    return next((at for at, (one, other) in enumerate(zip(a, b, strict=False)) if one != other), min(len(a), len(b)))


def _middle(text: str, before: int, behind: int) -> str:
    start, end = max(0, before - BESIDE), min(len(text), len(text) - behind + BESIDE)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"


def _cut(text: str) -> str:
    line = text.replace("\n", "\\n")
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
