"""The days of a date as printed: 2024年12月底前 ends on 2024-12-31, 2023.07-2024.01 is 2023-07-01 to 2024-01-31.

    days    <- point (mark point)? deadline?          the shapes that dates.py finds, read once more for their numbers
    point   <- year? (half / quarter / month day?)? end? / full / name

A month, quarter, half or year is all its days; 底 and 末 are its last day, 上旬, 中旬, 下旬 its tens. What prints no year is
in the year of its form (次年 the one behind). 年初, 长期 and what comes again (每年, 每月) name no certain day, and neither
does 前 or 后 behind more than a day: 12月前 may be before the month or by its end.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from jixiao.normalize.values.items import Date, Sheet
from jixiao.normalize.values.lexicon import COMPARATOR
from jixiao.normalize.values.scanner import lay_out, scan


class Days(NamedTuple):
    """The first and the last day that a date allows, both included; None where it sets none that is certain."""

    first: date | None = None
    last: date | None = None


_DIGITS = "零一二三四五六七八九"
_NUMERAL = r"(?:[0-9]{1,2}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = rf"(?:(?P<year>(?:19|20)[0-9]{{2}}|[{_DIGITS}]{{4}})\s*年度?|(?P<near>[当本今明次])年度?)"
_PART = (
    r"(?:第?(?P<quarter>[1-4一二三四])季度|(?P<half>[上下])半年"
    rf"|(?P<month>{_NUMERAL})\s*月份?(?:\s*(?P<day>{_NUMERAL})\s*[日号])?)"
)
_POINTS = (
    re.compile(rf"{_YEAR}?\s*{_PART}?\s*(?P<end>年?底|年?末|[上中下]旬)?"),
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})[./-](?P<month>[0-9]{1,2})(?:[./-](?P<day>[0-9]{1,2}))?"),
    re.compile(r"(?P<all>全年度?|年度|年度?内)"),
)
_FIRST_OF_TWO = (
    *_POINTS,
    re.compile(r"(?P<year>(?:19|20)[0-9]{2})"),
    re.compile(rf"{_YEAR}?\s*(?P<month>[0-9]{{1,2}})"),
)
_LAST_OF_TWO = (re.compile(rf"(?P<day>{_NUMERAL})\s*[日号]"), *_POINTS)
_MARKS = (re.compile(r"\s*(?:~+|至|到|--+)\s*"), re.compile(r"\s*-\s*"))
"""What parts two dates; a hyphen last, for it stands inside dates too."""

_DEADLINE = re.compile(r"\s*(?:之|以)?[前内起后]$")
_VAGUE = ("前", "后")
_TENS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31)}

_Piece = Mapping[str, str | None]


def days_of(text: str, comparator: str, year: int | None) -> Days:
    """Give the days of the one date that a text prints; none where it prints several, or none whose days are certain.

    ``comparator`` is what the date was read with (``<=`` for 前); ``year`` is taken where the text prints none.
    """
    sheet = lay_out(text)
    dates = [item for item in scan(sheet) if isinstance(item, Date)]
    if len(dates) != 1:
        return Days()
    bare, deadline = _parted(sheet, dates[0])
    try:
        days = _period(bare, year)
        vague = deadline in _VAGUE and days.first != days.last
        return Days() if vague else _compared(days, comparator)
    except (ValueError, OverflowError):  # no such day: 2023年2月30日
        return Days()


def _parted(sheet: Sheet, item: Date) -> tuple[str, str]:
    """The printed date without its comparator and its deadline's word, and that word's last character."""
    sign = COMPARATOR.match(sheet.flat, item.start, item.end)
    printed = sheet.flat[sign.end() if sign else item.start : item.end].strip()
    deadline = None if _matched(printed, _POINTS) else _DEADLINE.search(printed)
    return (printed[: deadline.start()], deadline.group()[-1]) if deadline else (printed, "")


def _compared(days: Days, comparator: str) -> Days:
    if days.first is None or days.last is None or days.first > days.last:
        return Days()
    one = timedelta(days=1)
    return {
        "<=": Days(None, days.last),
        "<": Days(None, days.first - one),
        ">=": Days(days.first, None),
        ">": Days(days.last + one, None),
    }.get(comparator, days)


def _period(printed: str, year: int | None) -> Days:
    """The days of a date without comparator, or of two dates and what lies between them."""
    if piece := _matched(printed, _POINTS):
        return _days(piece, year)
    for mark in _MARKS:
        for found in mark.finditer(printed):
            first = _matched(printed[: found.start()], _FIRST_OF_TWO)
            last = _matched(printed[found.end() :], _LAST_OF_TWO)
            if first and last:
                return _between(first, last, year)
    return Days()


def _matched(printed: str, patterns: tuple[re.Pattern[str], ...]) -> _Piece | None:
    found = next((match for pattern in patterns if (match := pattern.fullmatch(printed))), None)
    return found.groupdict() if found and printed else None


def _between(first: _Piece, last: _Piece, year: int | None) -> Days:
    """The days from one date to another; the second has the first's year and month where it prints none of its own."""
    own = _year(first, year)
    if last.get("day") and not last.get("month"):
        last = {**last, "month": first.get("month")}
    return Days(_days(first, own).first, _days(last, own).last)


def _days(piece: _Piece, year: int | None) -> Days:
    own = _year(piece, year)
    if own is None:
        return Days()
    months = _months(piece)
    first, last = date(own, months[0], 1), date(own, months[1], monthrange(own, months[1])[1])
    if day := piece.get("day"):
        first = last = date(own, months[0], _number(day))
    end = piece.get("end")
    if end in _TENS:
        if not piece.get("month"):
            return Days()
        begin, until = _TENS[end]
        return Days(first.replace(day=begin), first.replace(day=min(until, last.day)))
    return Days(last, last) if end else Days(first, last)


def _year(piece: _Piece, year: int | None) -> int | None:
    if printed := piece.get("year"):
        return int("".join(str(_DIGITS.index(char)) if char in _DIGITS else char for char in printed))
    if year is None:
        return None
    return year + 1 if piece.get("near") in ("明", "次") else year


def _months(piece: _Piece) -> tuple[int, int]:
    if quarter := piece.get("quarter"):
        last = 3 * _number(quarter)
        return last - 2, last
    if half := piece.get("half"):
        return (1, 6) if half == "上" else (7, 12)
    if month := piece.get("month"):
        return _number(month), _number(month)
    return 1, 12


def _number(text: str) -> int:
    """A number up to 39, in digits or as a numeral: 12, 十二, 三十一."""
    if text.isascii():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return 10 * (_DIGITS.index(tens) if tens else len(ten)) + (_DIGITS.index(ones) if ones else 0)
