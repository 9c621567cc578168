"""Converters that write a spanning cell's text in each of its places: once is enough, where it is no row of data."""

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from jixiao.normalize.restoring.building import is_closing
from jixiao.normalize.restoring.model import BLANK, RawRow, Text
from jixiao.normalize.values.halves import is_amount

FEWEST = 3
"""Cells of a row that all hold one text, from which a file is known to repeat: two may be a name and its
explanation."""


class Unrepeated(NamedTuple):
    """Rows, and the characters that were left out of them."""

    rows: tuple[RawRow, ...]
    removed: str


def repeats_texts(rows: Iterable[RawRow], labels: Set[str]) -> bool:
    """Whether the file writes a text in each place of its cell.

    A row of three cells or more holds one text in all of them, or a label of the forms (``labels``) stands beside
    itself.
    """
    return any((len(row.cells) >= FEWEST and _is_one_text(row)) or _has_label_twice(row, labels) for row in rows)


def _has_label_twice(row: RawRow, labels: Set[str]) -> bool:
    return any(one.bare == other.bare and one.label in labels for one, other in pairwise(row.cells))


def whole_rows_once(rows: Sequence[RawRow], headers: Set[str]) -> Unrepeated:
    """Give the rows; one with one text in all its cells has it once, one of ``headers`` each that is beside itself."""
    return _changed(rows, [_whole_once(row, headers) for row in rows])


def _whole_once(row: RawRow, headers: Set[str]) -> RawRow:
    if _is_one_text(row):
        return _once(row)
    return _beside_once(row) if sum(cell.label in headers for cell in row.cells) > 1 else row


def head_once(rows: Sequence[RawRow]) -> Unrepeated:
    """Give rows of a head with each text once that stands beside itself, or leads a row as it leads the one above.

    A figure may stand beside itself in columns of its own, where the rows above that lead alike hold labels alone.
    """
    done: list[RawRow] = []
    is_under_labels = False
    for at, row in enumerate(rows):
        above = rows[at - 1].cells if at else ()
        lead = _count_lead(row.cells, above)
        is_under_labels = lead > 0 and (is_under_labels or not any(is_amount(cell.bare) for cell in above))
        once = _beside_once(row) if is_under_labels else _figure_at_end_once(_beside_once(row))
        done.append(once._replace(cells=(*[BLANK] * lead, *once.cells[lead:])))
    return _changed(rows, done)


def _figure_at_end_once(row: RawRow) -> RawRow:
    """Give the row with a figure once that fills it to its end."""
    count = 0
    while count < len(row.cells) and row.cells[-1 - count].bare == row.cells[-1].bare:
        count += 1
    if count < 2 or not is_amount(row.cells[-1].bare):
        return row
    first = len(row.cells) - count + 1
    return row._replace(cells=(*row.cells[:first], *[BLANK] * (count - 1)))


def _count_lead(own: Sequence[Text], above: Sequence[Text]) -> int:
    """Give with how many texts a row begins as the row above does; none where that is all of it."""
    count = 0
    while count < min(len(own), len(above)) and own[count].bare and own[count].bare == above[count].bare:
        count += 1
    return count if count < len(own) else 0


def under_headers_once(rows: Sequence[RawRow], places: Sequence[int]) -> Unrepeated:
    """Give rows under headers with each text once: of data where a header is over several places, of closing ones all.

    ``places`` are those where columns begin, none where each begins at a place of its own. Figures are never repeated
    ones.
    """
    return _changed(rows, [_beside_once(row) if is_closing(row) else _under_once(row, places) for row in rows])


def _under_once(row: RawRow, places: Sequence[int]) -> RawRow:
    if not places:
        return row
    before: Sequence[Text] = (BLANK, *row.cells)
    pairs = enumerate(zip(before, row.cells, strict=False))
    cells = (BLANK if at not in places and cell.bare == left.bare else cell for at, (left, cell) in pairs)
    return row._replace(cells=tuple(cells))


def _is_one_text(row: RawRow) -> bool:
    return len(row.cells) > 1 and len({cell.bare for cell in row.cells}) == 1 and bool(row.cells[0].bare)


def _once(row: RawRow) -> RawRow:
    return row._replace(cells=(row.cells[0], *[BLANK] * (len(row.cells) - 1)))


def _beside_once(row: RawRow) -> RawRow:
    """Give the row with each text once that stands beside itself, figures left out."""
    before: Sequence[Text] = (BLANK, *row.cells)
    cells = (
        BLANK if cell.bare and cell.bare == left.bare and not is_amount(cell.bare) else cell
        for left, cell in zip(before, row.cells, strict=False)
    )
    return row._replace(cells=tuple(cells))


def _changed(before: Sequence[RawRow], after: Sequence[RawRow]) -> Unrepeated:
    removed = [
        old.bare
        for one, other in zip(before, after, strict=True)
        for old, new in zip(one.cells, other.cells, strict=True)
        if old.bare and not new.bare
    ]
    return Unrepeated(tuple(after), "".join(removed))
