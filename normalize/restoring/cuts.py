"""A row that stands in two where a page ended: is the one behind the gap the rest of the one before it."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.extract.words import word_runs_over
from jixiao.normalize.forms.templates import LEVEL_LABELS
from jixiao.normalize.restoring.columns import Columns
from jixiao.normalize.restoring.fitting import is_value
from jixiao.normalize.restoring.levels import LEVEL1, LEVEL2
from jixiao.normalize.restoring.model import PlacedRow, Text
from jixiao.normalize.values.halves import begins_with_comparator, begins_with_unit, is_number_cut

JOINED = 2.0
"""Weight of the signs from which two rows are one."""

SURE = 5.0
"""From which that is no guess."""

DOUBTED = -2.0
"""Above which rows that are left apart are in doubt: between this and ``JOINED`` lies what one sign can tip."""

_OPEN = {"（": "）", "(": ")", "“": "”", "《": "》", "[": "]", "【": "】"}
_OPEN_ENDS = "、，,（(“《/·~～-—至和与及的"
"""What no text ends in."""

LONGEST_DOUBLE = 12
"""Characters that stand twice at a cut, at most: a line of a narrow cell."""


class Join(NamedTuple):
    """The rows at a gap put together, and the characters that were left out as doubles."""

    rows: tuple[PlacedRow, ...]
    removed: str = ""


def joined_rows(rows: Sequence[PlacedRow], columns: Columns) -> Join:
    """Give the rows of a section with those put together that a gap parts."""
    kept: list[PlacedRow] = []
    removed = ""
    for row in rows:
        if not kept or not (row.behind_gap or _lacks_its_own(row, columns)):
            kept.append(row)
            continue
        weight = weight_of_cut(kept[-1], row, columns)
        if weight >= JOINED:
            sure = row.behind_gap and weight >= SURE
            kept[-1], doubles = _joined(kept[-1], row, "cut_rejoined" if sure else "cut_doubtful")
            removed += doubles
        else:
            kept.append(row.doubted("cut_doubtful") if weight > DOUBTED else row)
            kept[-2] = kept[-2].doubted("cut_doubtful") if weight > DOUBTED else kept[-2]
    return Join(tuple(kept), removed)


def _lacks_its_own(row: PlacedRow, columns: Columns) -> bool:
    """Whether the row has no name or no value: it may be the rest of another, though the file leaves no gap."""
    own = (columns.find(kind) for kind in ("indicator", "value_text"))
    return any(column is not None and not row.at(column).bare for column in own)


def weight_of_cut(above: PlacedRow, below: PlacedRow, columns: Columns) -> float:
    """Give how much speaks for one row, in all columns together; below 0 speaks for two."""
    weight = 0.0
    for number, kind in enumerate(columns.kinds):
        weight += _weight(above.at(number).bare, below.at(number).bare, kind)
    return weight + _weight_of_blanks(above, below, columns)


def _weight(above: str, below: str, kind: str) -> float:
    """Give what one column's two texts say."""
    if kind in ("level1", "level2") and below:
        return 5.0 if above + below in LEVEL_LABELS and below not in LEVEL1 | LEVEL2 else -4.0
    if kind in ("duty_no", "indicator_no") and below:
        return -4.0
    if kind in ("weight", "score", "actual_text") and above and below:
        return -3.0
    if kind == "value_text":
        return _weight_of_values(above, below)
    if not above or not below:
        return 0.0
    if _is_open(above) or above[-1] in _OPEN_ENDS or below[0] in "）)”》、，。；：,":
        return 3.0
    return 2.0 if word_runs_over(above, below) else 0.0


def _weight_of_values(above: str, below: str) -> float:
    if above and below:
        if begins_with_comparator(below) or (is_value(below) and not above[-1:].isdigit()):
            return -9.0 if is_value(above) else -1.0
        if is_number_cut(above, below) or begins_with_unit(below):
            return 5.0
        return 2.0 if word_runs_over(above, below) else -0.5
    return 0.0


def _weight_of_blanks(above: PlacedRow, below: PlacedRow, columns: Columns) -> float:
    """Give what cells say that the one row lacks and a row of its own would have: a name, a value."""
    weight = 0.0
    for kind in ("indicator", "value_text"):
        column = columns.find(kind)
        if column is None:
            continue
        if not below.at(column).bare:
            weight += 4.0
        if not above.at(column).bare:
            weight += 4.0
    return weight


def _is_open(text: str) -> bool:
    """Whether a bracket or a quote is left open."""
    return any(text.count(opening) > text.count(closing) for opening, closing in _OPEN.items())


def _joined(above: PlacedRow, below: PlacedRow, code: str) -> tuple[PlacedRow, str]:
    cells, removed = [], ""
    for one, other in zip(above.cells, below.cells, strict=True):
        cell, doubles = _joined_text(one, other)
        cells.append(cell)
        removed += doubles
    return PlacedRow(tuple(cells), above.behind_gap, above.page).doubted(code), removed


def _joined_text(one: Text, other: Text) -> tuple[Text, str]:
    """Give two halves of a text, without what stands in both of them, and those characters."""
    if not one.bare or not other.bare:
        return Text((*one.lines, *other.lines), (*one.doubts, *other.doubts)), ""
    whole = Text((*one.lines, *other.lines), tuple(dict.fromkeys((*one.doubts, *other.doubts))))
    doubled = double_at(one.bare, other.bare)
    if not doubled:
        digits = one.bare[-1].isdigit() and other.bare[0].isdigit()  # 442 | 4420: doubled, or a number cut in two
        return (whole.doubted("cut_doubtful") if digits and one.bare[-1:] in other.bare else whole), ""
    text = f"{one.bare}{other.bare}"
    start, length = doubled
    kept = f"{text[:start]}{text[start + length :]}"
    return Text((kept,), whole.doubts).doubted("chars_doubled"), text[start : start + length]


def double_at(above: str, below: str) -> tuple[int, int] | None:
    """Give where characters begin that end the upper half and begin the lower one, and how many; None where none do.

    Digits are no doubles: 100 | 00.
    """
    for length in range(min(LONGEST_DOUBLE, len(above), len(below)), 0, -1):
        if above.endswith(below[:length]) and not below[length - 1].isdigit():
            return len(above), length
    return None
