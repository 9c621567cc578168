"""A number with its comparators and its unit: ≥185元/月/人, 90%以上, 3至5次, ≥13459.00(平方米), 不少于两场.

    quantity <- head amount (mark amount)? tail
    head     <- (comparator / about)*
    tail     <- ("（含）"? after / about / 之间)*

A Chinese numeral counts only with a unit that things are counted in (两场, not 一级 or 一体).
"""

import re
from dataclasses import dataclass

from jixiao.normalize.values.amounts import Amount, read_amount
from jixiao.normalize.values.items import Quantity, Sheet, Stray
from jixiao.normalize.values.lexicon import (
    ABOUT_AFTER,
    ABOUT_BEFORE,
    AFTER,
    BETWEEN,
    COMPARATOR,
    INCLUDED,
    RANGE_MARK,
    comparator_sign,
)
from jixiao.normalize.values.measures import SCALES, UNCOUNTED
from jixiao.normalize.values.unit_grammar import skip_blanks

_DIGITS = re.compile(r"-?[0-9](?:[0-9.,，:/\\*^]*[0-9])?")
_DIGIT_WORD = re.compile(r"[0-9][0-9.]*[A-Za-z]")
# More comparators than anyone prints; a limit keeps a text of nothing but comparators from taking quadratic time.
_MOST_SIGNS = 6
# 2年半 is not 2 years; 半护理 behind a number is the next label.
_HALF = re.compile(r"\s*半(?=$|[\s;,，、。)]|小时|年|月|天|以|内|左右)")


@dataclass(frozen=True, slots=True)
class _Signs:
    """The comparators and words of approximation on one side of a number, each as printed."""

    printed: tuple[str, ...]
    doubts: tuple[str, ...]
    end: int


def read_quantity(sheet: Sheet, start: int) -> Quantity | Stray | None:
    """The quantity at ``start``; a Stray if the digits there make no number; None if no number stands there."""
    head = _read_head(sheet.flat, start)
    first = read_amount(sheet, head.end)
    if first is None:
        return _malformed(sheet.flat, start, head.end)
    last = _read_upper(sheet, first.end)
    end = (last or first).end
    if _HALF.match(sheet.flat, end):
        return Stray(start, end, "number_malformed")
    unit = _common_unit(first.unit, last.unit) if last else first.unit
    if unit is None:
        return Stray(start, end, "range_units_differ")
    if first.numeral and not _is_counted((last or first), unit):
        return None
    return _quantity(sheet.flat, start, head, first, last, unit)


def _is_counted(amount: Amount, unit: str) -> bool:
    """The unit is known, and things are counted in it: not 零事故, 五保户, 一级."""
    return unit not in UNCOUNTED and unit != "" and "unit_unknown" not in amount.doubts


def _malformed(flat: str, start: int, number: int) -> Stray | None:
    """Digits that make no number. Plain digits that begin a Latin word are left to the words (5G)."""
    found = _DIGITS.match(flat, skip_blanks(flat, number))
    if not found or _DIGIT_WORD.match(flat, found.start()):
        return None
    return Stray(start, found.end(), "number_malformed")


def _read_upper(sheet: Sheet, start: int) -> Amount | None:
    mark = RANGE_MARK.match(sheet.flat, start)
    return read_amount(sheet, mark.end()) if mark else None


def _common_unit(first: str, last: str) -> str | None:
    """The unit of a range: 5-8次, 5%-8%, and 3万-5万元, where the first end has the scale only. None if they differ."""
    if not first or not last or first == last:
        return first or last
    return last if first in SCALES and last.startswith(first) else None


def _quantity(flat: str, start: int, head: _Signs, first: Amount, last: Amount | None, unit: str) -> Quantity:
    tail = _read_tail(flat, (last or first).end)
    printed = head.printed + tail.printed
    signs = {comparator_sign(sign) for sign in printed}
    upper = last.value if last else None
    doubts = (
        *_sign_doubts(len(printed), len(signs)),
        *_range_doubts(first, last, bool(signs)),
        *head.doubts,
        *first.doubts,
        *(last.doubts if last else ()),
        *tail.doubts,
    )
    # Where the comparators disagree none is certain; where one end of a range has no value, neither has the range.
    comparator, unread = (signs.pop() if signs else "", ()) if len(signs) < 2 else ("", printed)
    value = None if last and upper is None else first.value
    return Quantity(start, tail.end, comparator, value, upper if value is not None else None, unit, doubts, unread)


def _sign_doubts(printed: int, different: int) -> tuple[str, ...]:
    if different > 1:
        return ("comparator_contradictory",)
    return ("comparator_doubled",) if printed > 1 else ()


def _range_doubts(first: Amount, last: Amount | None, has_comparator: bool) -> tuple[str, ...]:
    if last is None:
        return ()
    descending = first.value is not None and last.value is not None and last.value < first.value
    return ("range_descending",) * descending + ("range_with_comparator",) * has_comparator


def _read_head(flat: str, start: int) -> _Signs:
    signs = _Signs((), (), start)
    for _ in range(_MOST_SIGNS):
        found = COMPARATOR.match(flat, signs.end) or ABOUT_BEFORE.match(flat, signs.end)
        if not found:
            break
        signs = _with_sign(signs, found)
    return signs


def _read_tail(flat: str, start: int) -> _Signs:
    signs = _Signs((), (), start)
    while found := AFTER.match(flat, signs.end) or ABOUT_AFTER.match(flat, signs.end):
        signs = _with_sign(signs, found)
    rest = INCLUDED.match(flat, signs.end) or BETWEEN.match(flat, signs.end)
    return _Signs(signs.printed, signs.doubts, rest.end()) if rest else signs


def _with_sign(signs: _Signs, found: re.Match[str]) -> _Signs:
    sign = found.groupdict().get("sign")
    if sign:
        return _Signs((*signs.printed, sign), signs.doubts, found.end())
    return _Signs(signs.printed, (*signs.doubts, "approximate"), found.end())
