"""A number and the unit behind it: 185元/月/人, 12,345.6元, 两场, 百分之九十.

amount <- number unit?                                                 unit_grammar.py
number <- "-"? digits ("," digits)* ("." digits)?  /  fraction  /  numeral     numerals.py
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.normalize.values.items import Sheet
from jixiao.normalize.values.numerals import Number, read_fraction, read_numeral
from jixiao.normalize.values.unit_grammar import Unit, read_unit, skip_blanks

# A number ends where no digit follows, not even behind one of .,，:/* (1.2.3, 1:15 and 2/3 are no numbers here).
_NUMBER = re.compile(
    r"-?(?:[0-9]{1,3}+(?:,[0-9]{3}(?![0-9])){1,8}+|[0-9]{1,30}+)(?:\.[0-9]{1,20}+)?(?!\s*[.,，:/\\*^]?[0-9])"
)
_LATIN = re.compile(r"[A-Za-z]")


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


def _read_digits(flat: str, start: int) -> Number | None:
    found = _NUMBER.match(flat, start)
    return Number(Decimal(found.group().replace(",", "")), "", found.end()) if found else None
