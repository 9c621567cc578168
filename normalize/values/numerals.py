"""Chinese numerals and fractions as exact decimals: 一百二十 (120), 九十五点五 (95.5), 四分之三 (0.75), 百分之九十 (90 %).

    numeral  <- section (亿 section)? (万 section)? (点 digit+)?
    section  <- (digit 千)? 零? (digit 百)? 零? (digit? 十)? 零? digit?
    fraction <- (numeral / digits) 分之 (numeral / digits)

万 and 亿 at a numeral's end belong to the unit (二十万元 is 20 万元, as 20万元 is). Two digits side by side (三五次, 二三十人) are an
estimate, not a number: no value.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from jixiao.normalize.values.lexicon import NUMERAL_CHARACTERS

_EXACT = Context(prec=40, traps=[Inexact])
_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2}
_DIGIT = "[一二三四五六七八九两]"
_SECTION = re.compile(rf"(?:({_DIGIT})?千)?零?(?:({_DIGIT})?百)?零?(?:({_DIGIT})?十)?零?({_DIGIT})?")
_NUMERAL = re.compile(rf"[{NUMERAL_CHARACTERS}]+(?:[万亿][{NUMERAL_CHARACTERS}]+)*(?:点[零一二三四五六七八九]+)?")
_FRACTION = re.compile(
    rf"(?P<under>[{NUMERAL_CHARACTERS}万]+|[0-9]{{1,9}})分之(?P<over>{_NUMERAL.pattern}|[0-9]{{1,12}}(?:\.[0-9]{{1,9}})?)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place of the text. ``unit`` is set by the number itself only in 百分之 (%) and 千分之 (‰)."""

    value: Decimal | None
    unit: str
    end: int
    """The first position after the number."""


def read_numeral(flat: str, start: int) -> Number | None:
    """The Chinese numeral at ``start``; None if there is none, or only an estimate."""
    found = _NUMERAL.match(flat, start)
    value = numeral_value(found.group()) if found else None
    return Number(value, "", found.end()) if found and value is not None else None


def read_fraction(flat: str, start: int) -> Number | None:
    """The fraction at ``start``. One that has no exact decimal (三分之二) is a number without a value."""
    found = _FRACTION.match(flat, start)
    if not found:
        return None
    under, over = numeral_value(found["under"]), numeral_value(found["over"])
    if not under or over is None:
        return None
    unit = {Decimal(100): "%", Decimal(1000): "‰"}.get(under, "")
    return Number(over if unit else _quotient(over, under), unit, found.end())


def numeral_value(words: str) -> Decimal | None:
    """The value of a whole numeral, in Chinese characters or in digits; None if it is none."""
    if words[0] in "0123456789":
        return Decimal(words)
    whole, _, decimals = words.partition("点")
    value = _whole_value(whole)
    if value is None or not decimals:
        return None if value is None else Decimal(value)
    return Decimal(f"{value}.{''.join(str(_DIGITS[digit]) for digit in decimals)}")


def _whole_value(words: str) -> int | None:
    """万 and 亿 multiply what stands before them; a bare 万 or 百 counts as one (万分之五, 百分之九十)."""
    total = 0
    for name, factor in (("亿", 10**8), ("万", 10**4)):
        before, sign, after = words.partition(name)
        section = _section_value(before or "一") if sign else 0
        if section is None:
            return None
        total, words = total + section * factor, after if sign else words
    rest = _section_value(words) if words else 0
    return None if rest is None else total + rest


def _section_value(words: str) -> int | None:
    if words == "零":
        return 0
    found = _SECTION.fullmatch(words)
    if not found:
        return None
    places = zip((1000, 100, 10, 1), found.groups(), ("千", "百", "十", ""), strict=True)
    return sum(weight * _place_value(digit, name, words) for weight, digit, name in places)


def _place_value(digit: str | None, name: str, words: str) -> int:
    """A place's digit; a bare 十, 百 or 千 counts as one."""
    if digit:
        return _DIGITS[digit]
    return 1 if name and name in words else 0


def _quotient(over: Decimal, under: Decimal) -> Decimal | None:
    """``over / under``, or None if that has no exact decimal."""
    try:
        return _EXACT.divide(over, under)
    except Inexact:
        return None
