"""A number and the unit behind it.

amount <- number more? unit?
number <- "-"? digits ("," digits)* ("." digits)?  /  fraction  /  numeral
unit   <- UNIT / UNIT_IN_BRACKETS / INCOMPLETE_UNIT / UNKNOWN_UNIT          (measures.py)
more   <- 余 / 多          (100余人, 5万多亩: approximate)
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from jixiao.normalize.values.items import Sheet
from jixiao.normalize.values.lexicon import MORE
from jixiao.normalize.values.measures import (
    INCOMPLETE_UNIT,
    SCALE_AND_MORE,
    UNIT,
    UNIT_IN_BRACKETS,
    UNKNOWN_UNIT,
)
from jixiao.normalize.values.numerals import Number, read_fraction, read_numeral

# A number ends where no digit follows, not even behind one of .,，:/* (1.2.3, 1:15 and 2/3 are no numbers here).
_NUMBER: Final = re.compile(
    r"-?(?:[0-9]{1,3}+(?:,[0-9]{3}(?![0-9])){1,8}+|[0-9]{1,30}+)(?:\.[0-9]{1,20}+)?(?!\s*[.,，:/\\*^]?[0-9])"
)
_BLANK: Final = re.compile(r"\s*")
_TWICE: Final = re.compile(r"(?P<unit>.+)[(（](?P=unit)[)）]")
_LATIN: Final = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, without blanks; its two sides in brackets stay (台（套）)."""

    printed: str
    doubts: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, each as printed."""

    value: Decimal | None
    unit: str
    doubts: tuple[str, ...]
    start: int
    end: int
    numeral: bool
    """The number is a Chinese numeral, which may also be part of a word (一体化)."""


def read_amount(sheet: Sheet, start: int) -> Amount | None:
    """The amount at ``start``. Digits with a Latin word behind them (5G, 3A级) are no amount."""
    begin = skip_blanks(sheet.flat, start)
    digits = _read_digits(sheet.flat, begin)
    fraction = read_fraction(sheet.flat, begin)
    number = fraction or digits or read_numeral(sheet.flat, begin)
    if number is None:
        return None
    unit = read_unit(sheet, number.end) if not number.unit else Unit(number.unit, (), number.end)
    if not unit.printed and _LATIN.match(sheet.flat, skip_blanks(sheet.flat, unit.end)):
        return None
    inexact = ("fraction_inexact",) if number.value is None else ()
    return Amount(number.value, unit.printed, inexact + unit.doubts, begin, unit.end, not (fraction or digits))


def skip_blanks(flat: str, start: int) -> int:
    """The first position from ``start`` on that is no blank."""
    found = _BLANK.match(flat, start)
    return found.end() if found else start


def _read_digits(flat: str, start: int) -> Number | None:
    found = _NUMBER.match(flat, start)
    return Number(Decimal(found.group().replace(",", "")), "", found.end()) if found else None


def read_unit(sheet: Sheet, start: int) -> Unit:
    """The unit at ``start``; an empty one if there is none."""
    begin = skip_blanks(sheet.flat, start)
    return _read_unit_behind_more(sheet, begin) or _read_plain_unit(sheet, begin) or Unit("", (), start)


def _read_unit_behind_more(sheet: Sheet, start: int) -> Unit | None:
    """余 and 多 stand before the unit, or between its scale and the rest (5万余人)."""
    split = SCALE_AND_MORE.match(sheet.flat, start)
    if split:
        return Unit(split["scale"] + printed(sheet, *split.span("unit")), ("approximate",), split.end())
    more = MORE.match(sheet.flat, start)
    if not more:
        return None
    unit = _read_plain_unit(sheet, skip_blanks(sheet.flat, more.end()))
    return Unit(unit.printed if unit else "", ("approximate",), unit.end if unit else more.end())


def _read_plain_unit(sheet: Sheet, start: int) -> Unit | None:
    if found := UNIT.match(sheet.flat, start):
        return _without_double(sheet, Unit(printed(sheet, *found.span()), (), found.end()))
    if found := UNIT_IN_BRACKETS.match(sheet.flat, start):
        return Unit(printed(sheet, *found.span("unit")), (), found.end())
    if found := INCOMPLETE_UNIT.match(sheet.flat, start):
        return Unit(printed(sheet, *found.span()), ("unit_incomplete",), found.end())
    if found := UNKNOWN_UNIT.match(sheet.flat, start):
        return Unit(printed(sheet, *found.span()), ("unit_unknown",), found.end())
    return None


def _without_double(sheet: Sheet, unit: Unit) -> Unit:
    """The unit, and past any repetition of it: 100%%, 85%（%）."""
    if inside := _TWICE.fullmatch(unit.printed):
        return Unit(inside["unit"], ("unit_doubled",), unit.end)
    again = UNIT.match(sheet.flat, unit.end)
    return Unit(unit.printed, ("unit_doubled",), again.end()) if again and again.group() == unit.printed else unit


def printed(sheet: Sheet, start: int, end: int) -> str:
    """A stretch of a unit: brackets as printed, everything else in its one form, without blanks."""
    flat = sheet.flat[start:end]
    return _with_printed_brackets(sheet.text[start:end], flat) if "(" in flat else "".join(flat.split())


def _with_printed_brackets(words: str, flat_words: str) -> str:
    pairs = zip(words, flat_words, strict=True)
    return "".join(text if flat in "()" else flat for text, flat in pairs if not flat.isspace())
