"""Dates and periods: 2024年12月底前, 12月31日前, 2023.07-2024.01, 2024年1月-12月, 第四季度前, 长期.

    date     <- point (mark point)? deadline?
    point    <- full / year (half / quarter / month day?)? end? / (half / quarter / month day?) end? / name
    full     <- year4 sep month (sep day)?        sep is one of . - /
    end      <- 底 / 末 / 初 / 中旬 / 上旬 / 下旬
    deadline <- 前 / 之前 / 以前 (<=)   内 / 以内 (<=)   起 (>=)   后 / 之后 / 以后 (>)

A year, or a name (全年, 长期, 当年) alone is loose: it is a date only where nothing else stands beside it. A day without
its month is a date only before 前 (10日前); 10日 and 10日内 are spans of time. A comparator before a date needs a point
of two pieces or a deadline: ≥2年, =12月 and =2024年 are numbers.
"""

import re
from dataclasses import dataclass
from functools import cache

from jixiao.normalize.values.items import Date, Sheet
from jixiao.normalize.values.lexicon import COMPARATOR, WITHIN, alternation, comparator_sign
from jixiao.normalize.values.unit_grammar import skip_blanks, unit_end

_YEAR4 = "(?:19|20)[0-9]{2}"
_CHINESE_DIGITS = "[零一二三四五六七八九]"
_YEAR = rf"(?:(?:{_YEAR4}|{_CHINESE_DIGITS}{{4}})\s*(?:学年|财年|年)度?|(?:当|本|今|明|次|每)年度?)"
_MONTH = r"(?:0?[1-9](?![0-9])|1[0-2]|十[一二]?|[一二三四五六七八九])\s*月份?"
_NEAR_MONTH = "(?:当|本|次|每|下)月"
_DAY = r"\s*(?:[12][0-9]|3[01]|0?[1-9](?![0-9])|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])\s*[日号]"
_END = r"(?:年?底(?![线层])|年?末|初(?![中级步次])|[上中下]旬)"
_PART = rf"(?:[上下]半年|第?[1-4一二三四]季度|{_MONTH}(?:{_DAY})?|{_NEAR_MONTH}{_DAY})"
_AHEAD = r"(?=$|[\s;,，、。()前之以至到~:起底-])"
_FULL = rf"{_YEAR4}(?:[./-](?:0?[1-9](?![0-9])|1[0-2]))(?:[./-](?:3[01]|[12][0-9]|0?[1-9]))?"
_NAMES = (
    "全年", "长期", "常年", "年底", "年末", "年内", "年度内", "月底", "月末", "季度末", "每年", "每月", "每季度", "每季", "每日", "每天", "每周",
    "当月", "本月", "本季度", "当季度", "当年", "本年度", "本年", "年度", "全年度", "项目期内", "实施期内", "上半年", "下半年", "学期末", "年中", "年初",
)  # fmt: skip
_MARK = r"\s*(?:-+|~+|至|到)\s*"
# 前 and 后 are deadlines only where they do not begin a word or a count (前期, 后续, 前三季度, 前10名), 内 likewise (内部).
_BEFORE = "(?:之|以)?前(?![零一二三四五六七八九十0-9期往沿后列景置])"
_DEADLINE = re.compile(rf"\s*(?P<word>{_BEFORE}|(?:之|以)?{WITHIN}|起|(?:之|以)?后(?![续期勤备者]))")

_SIGNS = {"前": "<=", "内": "<=", "起": ">=", "后": ">"}


@dataclass(frozen=True, slots=True)
class _Shape:
    """A way to print a date; ``pieces`` is how sure it is: 0 is loose, 1 a date, 2 a date behind a comparator too."""

    parts: tuple[re.Pattern[str], ...]
    """What stands one behind the other, each taking all that it can: none may begin with what the one before could
    take. Compiled part by part, for in one piece they would take a tenth of a short conversion to compile."""
    pieces: int
    numbers: bool = False
    """With a unit behind it the same text is a range of numbers: 2023.07-2024.01万元."""

    def end_in(self, flat: str, start: int) -> int | None:
        """Give where a date of this shape that begins at ``start`` ends; None where none does."""
        end = start
        for part in self.parts:
            found = part.match(flat, end)
            if found is None:
                return None
            end = found.end()
        return end


_compiled = cache(re.compile)


def _shape(*parts: str, pieces: int, numbers: bool = False) -> _Shape:
    return _Shape(tuple(map(_compiled, parts)), pieces, numbers)


_MAY_END = rf"{_END}?"
_POINT = rf"(?:{_YEAR}\s*{_PART}?|{_PART}){_END}?"
_SHAPES = (
    # In one piece: of 2023.07-2024.01 the first date could take -20 for its day.
    _shape(rf"{_FULL}{_MARK}{_FULL}(?![0-9])", pieces=2, numbers=True),
    _shape(rf"{_YEAR4}[./-](?:0?[1-9]|1[0-2])[./-](?:3[01]|[12][0-9]|0?[1-9](?![0-9])){_AHEAD}", pieces=2),
    _shape(rf"{_YEAR4}[-/](?:0[1-9]|1[0-2]){_AHEAD}", pieces=2),
    _shape(_YEAR4, _MARK, _YEAR, _MAY_END, pieces=2),
    _shape(
        rf"{_YEAR}?\s*(?:1[0-2]|0?[1-9])(?:月份?)?", _MARK, rf"{_YEAR}?", rf"{_MONTH}(?:{_DAY})?", _MAY_END, pieces=2
    ),
    _shape(_POINT, _MARK, _POINT, pieces=2),
    _shape(_POINT, _MARK, _DAY, pieces=2),
    _shape(_YEAR, r"\s*", _PART, _MAY_END, pieces=2),
    _shape(_PART, _END, pieces=2),
    _shape(_NEAR_MONTH, _END, pieces=2),
    _shape(_YEAR, _END, pieces=2),
    _shape(_MONTH, _DAY, pieces=2),
    _shape(_PART, pieces=1),
    _shape(rf"{_DAY}(?=\s*(?:之|以)?前)", pieces=1),
    _shape(_YEAR, pieces=0),
    _shape(alternation(_NAMES), pieces=0),
)
_ANY = re.compile(rf"[年月日号季期天周]|{_YEAR4}[./-]")


def read_date(sheet: Sheet, start: int) -> Date | None:
    """The date or period at ``start``, with a comparator before it if one stands there."""
    if not _ANY.search(sheet.flat, start):
        return None
    found = COMPARATOR.match(sheet.flat, start)
    return _date_behind(sheet, found) if found else _date_at(sheet.flat, start, least=0)


def _date_behind(sheet: Sheet, comparator: re.Match[str]) -> Date | None:
    """A date behind a comparator. Where the comparator and 前 disagree, neither is taken."""
    date = _date_at(sheet.flat, comparator.end(), least=2)
    if date is None:
        return None
    sign = comparator_sign(comparator["sign"])
    if date.comparator in ("", sign):
        return Date(comparator.start(), date.end, sign, loose=False)
    unread = (sheet.text[comparator.start() : comparator.end()],)
    return Date(comparator.start(), date.end, "", False, ("comparator_contradictory",), unread)


def _date_at(flat: str, start: int, least: int) -> Date | None:
    """The date at ``start`` that has a deadline, or at least ``least`` pieces."""
    for shape in _SHAPES:
        end = shape.end_in(flat, start)
        if end is None:
            continue
        deadline = _DEADLINE.match(flat, end)
        end = deadline.end() if deadline else end
        if (deadline or shape.pieces >= least) and not (shape.numbers and _has_unit(flat, end)):
            sign = _SIGNS[deadline["word"][-1]] if deadline else ""
            return Date(start, end, sign, not deadline and not shape.pieces)
    return None


def _has_unit(flat: str, start: int) -> bool:
    return unit_end(flat, skip_blanks(flat, start)) is not None
