"""How well a text fits into a column, and the best way to set a row's texts into its columns. Higher is better."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb
from typing import NamedTuple

from jixiao.normalize.forms.templates import LEVEL_LABELS
from jixiao.normalize.restoring.columns import SIDE, Columns
from jixiao.normalize.restoring.levels import LEVEL1, LEVEL2
from jixiao.normalize.restoring.model import BLANK, PlacedRow, RawRow, Text
from jixiao.normalize.values.halves import begins_with_comparator, is_unit, is_whole

SURE = 2.0
"""By how much the best way must be better than the next: less than one text that does not fit."""

AS_IN_FILE, SHIFTED = 1.5, 0.5
"""What it is worth that texts stand in the file where they are set, or all of them beside it by as many columns."""

WRONG = -3.0
"""The worth of a text from which it is in a wrong column."""

MOST_WAYS = 20_000
"""Ways that are tried: 16 columns and 8 texts give 12,870, the widest form known has 15; where there are more, the row
is in doubt."""

_NUMBER = re.compile(r"\d{1,3}")
_FIGURE = re.compile(r"[-−]?\d+(?:\.\d+)?%?(?:分)?")
_AMOUNT = re.compile(r"[-−]?\d[\d,]*(?:\.\d+)?(?:[-~～至—]+\d+(?:\.\d+)?)?")
_BOUND = re.compile(r"(?:及?以[上下内]|左右)$")
_NUMBERED = frozenset({"duty_no", "indicator_no"})
_FIGURES = frozenset({"weight", "score"})
_WORDS = 8
"""Characters of a value without a number at most, nearly always: 逐步提高, 根据实际情况."""

_MISSED = {
    "indicator": -4.0,
    "value_text": -3.0,
    "explanation": -1.0,
    "weight": -1.0,
    "duty_target": -0.5,
    "score": -0.5,
}
"""What a blank cell in a column is worth."""


class Way(NamedTuple):
    """A way to set a row's texts: the column of each, its worth, and whether no text stands in a wrong column."""

    columns: tuple[int, ...]
    worth: float
    fits: bool


def fit(text: Text, kind: str, header: Text = BLANK) -> float:
    """Give how well a text fits into a column that holds ``kind`` under ``header``."""
    bare, name = text.bare, text.label
    if kind == SIDE:
        return 2.0 if bare == header.bare or (not header.bare and is_side(text)) else -4.0
    if kind == "level1":
        return 4.0 if name in LEVEL1 else -6.0 if name in LEVEL2 else -4.0
    if kind == "level2":
        return 4.0 if name in LEVEL2 else -2.0 if name in LEVEL1 else -3.0
    if name in LEVEL_LABELS and len(name) > 2:
        return -1.0 if kind == "indicator" else -5.0  # 服务对象满意度 is an indicator's name, too
    if kind in _NUMBERED:
        return 3.0 if _NUMBER.fullmatch(bare) else -5.0
    if kind in _FIGURES:
        return 2.0 if _FIGURE.fullmatch(bare) else -4.0
    if kind == "value_text":
        return _fit_of_value(bare)
    if kind in ("actual_text", "unit", "comparator"):
        return 0.5 if len(bare) <= _WORDS or is_value(bare) else -1.0
    return -4.0 if is_value(bare) or _FIGURE.fullmatch(bare) else 1.0


def is_side(text: Text) -> bool:
    """Whether a text may be the label beside all rows: 年度绩效指标, 绩效指标."""
    return text.label not in LEVEL_LABELS and len(text.label) <= _WORDS and text.label.endswith(("指标", "目标"))


def is_value(bare: str) -> bool:
    """Whether a text is a value beyond doubt: a comparator with what it compares to, or a number with but its unit.

    Names begin with numbers too: 70%以上的村有法律明白人, 65岁及以上老年人健康管理率.
    """
    if begins_with_comparator(bare):
        return is_whole(bare)
    number = _AMOUNT.match(bare)
    return number is not None and is_unit(_BOUND.sub("", bare[number.end() :]))


def _fit_of_value(bare: str) -> float:
    if is_value(bare) or (begins_with_comparator(bare) and any(char.isdigit() for char in bare)):
        return 3.0
    if bare[:1].isdigit():
        return 2.0
    return 0.0 if len(bare) <= _WORDS else -1.0


def is_of_indicator(row: RawRow) -> bool:
    """Whether a row holds a level's label and a value: an indicator's, whatever stands over it."""
    texts = [text for _, text in row.filled]
    return any(text.label in LEVEL_LABELS for text in texts) and any(is_value(text.bare) for text in texts)


def set_into_columns(row: RawRow, columns: Columns) -> PlacedRow | None:
    """Give the row with its texts in the columns that they fit best, and codes where they were elsewhere or in doubt.

    None where it has more texts than columns, or there are too many ways.
    """
    ways = sorted(_ways(row, columns), key=lambda way: -way.worth)
    if not ways:
        return None
    best = ways[0]
    margin = best.worth - ways[1].worth if len(ways) > 1 else SURE
    kept = next((way for way in ways if way.fits and _is_as_in_file(row, way, columns)), None)
    if row.behind_gap and kept is not best and not _holds_value(row, best, columns):
        return _rest_of_row(row, best, columns)
    placed = _placed(row, best.columns, columns)
    if kept is best:
        return placed
    is_sure = kept is None and best.fits and margin >= SURE
    return placed.doubted("row_realigned" if is_sure else "columns_doubtful")


def _holds_value(row: RawRow, way: Way, columns: Columns) -> bool:
    """Whether a text set into the column of values is one: then the row is whole, and not the rest of another."""
    texts = zip((text for _, text in row.filled), way.columns, strict=True)
    return way.fits and any(
        columns.kinds[at] == "value_text" and _fit_of_value(text.bare) >= _VALUE for text, at in texts
    )


_VALUE = 2.0
"""What a text with a number is worth as a value, at least."""


def _rest_of_row(row: RawRow, best: Way, columns: Columns) -> PlacedRow:
    """Give the columns of what may be halves of a row's texts, as in the file: halves do not tell what they are of."""
    told = [columns.column_at(at) for at, _ in row.filled]
    places = tuple(column for column in told if column is not None)
    if len(places) < len(told):
        return _placed(row, best.columns, columns).doubted("columns_doubtful")
    placed = _placed(row, places, columns)
    return placed if places == best.columns and best.fits else placed.doubted("columns_doubtful")


def _placed(row: RawRow, places: Sequence[int], columns: Columns) -> PlacedRow:
    cells = [BLANK] * len(columns.columns)
    for (_, text), column in zip(row.filled, places, strict=True):
        cells[column] = text
    return PlacedRow(tuple(cells), row.behind_gap, row.page)


def _ways(row: RawRow, columns: Columns) -> Iterator[Way]:
    worths = [[fit(text, column.kind, column.header) for column in columns.columns] for _, text in row.filled]
    if comb(len(columns.columns), len(worths)) > MOST_WAYS:
        return
    for chosen in combinations(range(len(columns.columns)), len(worths)):
        yield _way(row, chosen, columns, [own[at] for own, at in zip(worths, chosen, strict=True)])


def _way(row: RawRow, chosen: tuple[int, ...], columns: Columns, worths: Sequence[float]) -> Way:
    taken = {columns.columns[at].kind for at in chosen}
    blank = sum(_MISSED.get(kind, 0.0) for kind in columns.kinds if kind not in taken)
    worth = sum(worths) + blank + _worth_of_labels(taken, columns) + _worth_of_places(row, chosen, columns)
    is_whole_row = {"indicator", "value_text"} <= taken or row.behind_gap
    return Way(chosen, worth, is_whole_row and all(each > WRONG for each in worths))


def _worth_of_labels(taken: set[str], columns: Columns) -> float:
    """Give what it costs that a number stands without its duty, or an item is blank under a duty that begins."""
    kinds = columns.kinds
    both = "duty_no" in kinds and "duty" in kinds
    worth = -2.0 if both and ("duty_no" in taken) != ("duty" in taken) else 0.0
    return worth - (1.0 if "duty_item" in kinds and "duty" in taken and "duty_item" not in taken else 0.0)


def _worth_of_places(row: RawRow, chosen: Sequence[int], columns: Columns) -> float:
    if all(columns.column_at(at) == column for (at, _), column in zip(row.filled, chosen, strict=True)):
        return AS_IN_FILE
    shifts = {column - at for (at, _), column in zip(row.filled, chosen, strict=True)}
    return SHIFTED if len(shifts) == 1 else 0.0


def _is_as_in_file(row: RawRow, way: Way, columns: Columns) -> bool:
    return all(columns.column_at(at) == column for (at, _), column in zip(row.filled, way.columns, strict=True))
