"""The unit behind a number, as printed: 元/人/月, 万平方米, 台（套）, 元每人每月, （%）, /株.

unit    <- more? (plain / "(" unit ")" / per+ / unknown)           a unit of per alone is incomplete (28.40/株)
         / scale more measure per*                                 5万余人
plain   <- measure ("(" measure ")")? per*  /  scale
measure <- scale? a known measure                                  measures.py
per     <- "/" (thing / "(" thing (("/" / "·") thing)* ")")  /  ("·" / "." / "每") measure
thing   <- digits? (measure / a noun of up to four characters / a Latin symbol)
more    <- 余 / 多                                                 approximate
"""

import re
from dataclasses import dataclass

from jixiao.normalize.values.items import Sheet
from jixiao.normalize.values.lexicon import MORE
from jixiao.normalize.values.measures import NOUN, SCALE, UNKNOWN_UNIT, measure_end

_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"\s*\(\s*")
_CLOSING = re.compile(r"\s*\)")
_COUNT = re.compile(r"(?:[0-9]+\s*)?")
_SLASH = re.compile(r"\s*/\s*")
_JOINT = re.compile(r"\s*[·.每]")
_TWICE = re.compile(r"(?P<unit>.+)[(（](?P=unit)[)）]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as printed, without blanks; its two sides in brackets stay (台（套）)."""

    printed: str
    doubts: tuple[str, ...]
    end: int


def read_unit(sheet: Sheet, start: int) -> Unit:
    """The unit at ``start``; an empty one if there is none."""
    begin = skip_blanks(sheet.flat, start)
    return _behind_more(sheet, begin) or _in_any_form(sheet, begin) or Unit("", (), start)


def unit_end(flat: str, start: int) -> int | None:
    """Where the plain unit at ``start`` ends; None if there is none."""
    end = measure_end(flat, start)
    if end is not None:
        return _pers_end(flat, _other_side_end(flat, end))
    scale = SCALE.match(flat, start)
    return scale.end() if scale else None


def skip_blanks(flat: str, start: int) -> int:
    """The first position from ``start`` on that is no blank."""
    return _end(_BLANK.match(flat, start), start)


def _end(found: re.Match[str] | None, otherwise: int) -> int:
    return found.end() if found else otherwise


def _behind_more(sheet: Sheet, start: int) -> Unit | None:
    """余 and 多 stand before the unit, or between its scale and the rest (5万余人)."""
    scale_end = _end(SCALE.match(sheet.flat, start), start)
    more = MORE.match(sheet.flat, scale_end)
    if not more:
        return None
    scale, begin = sheet.flat[start:scale_end], skip_blanks(sheet.flat, more.end())
    found = _plain(sheet, begin) if scale else _in_any_form(sheet, begin)
    twice = scale and found is not None and SCALE.match(found.printed) is not None  # 0万余万 is no unit of 万万
    unit = Unit("", (), more.end()) if found is None or twice else found
    return Unit(scale + unit.printed, ("approximate",), unit.end)


def _in_any_form(sheet: Sheet, start: int) -> Unit | None:
    return _plain(sheet, start) or _in_brackets(sheet, start) or _incomplete(sheet, start) or _unknown(sheet, start)


def _plain(sheet: Sheet, start: int) -> Unit | None:
    end = unit_end(sheet.flat, start)
    return None if end is None else _without_double(sheet, Unit(_printed(sheet, start, end), (), end))


def _in_brackets(sheet: Sheet, start: int) -> Unit | None:
    opening = _OPENING.match(sheet.flat, start)
    end = unit_end(sheet.flat, opening.end()) if opening else None
    closing = None if end is None else _CLOSING.match(sheet.flat, end)
    if opening is None or end is None or closing is None:
        return None
    return Unit(_printed(sheet, opening.end(), end), (), closing.end())


def _incomplete(sheet: Sheet, start: int) -> Unit | None:
    """A unit that begins with its slash; digits behind the slash would be a fraction."""
    end = start if sheet.flat[start + 1 : start + 2].isdigit() else _pers_end(sheet.flat, start)
    begins_with_slash = sheet.flat[start : start + 1] == "/"
    return Unit(_printed(sheet, start, end), ("unit_incomplete",), end) if begins_with_slash and end > start else None


def _unknown(sheet: Sheet, start: int) -> Unit | None:
    found = UNKNOWN_UNIT.match(sheet.flat, start)
    return Unit(_printed(sheet, *found.span()), ("unit_unknown",), found.end()) if found else None


def _without_double(sheet: Sheet, unit: Unit) -> Unit:
    """The unit, and past any repetition of it: 100%%, 85%（%）."""
    if inside := _TWICE.fullmatch(unit.printed):
        return Unit(inside["unit"], ("unit_doubled",), unit.end)
    again = unit_end(sheet.flat, unit.end)
    same = again is not None and sheet.flat[unit.end : again] == unit.printed
    return Unit(unit.printed, ("unit_doubled",), again) if again is not None and same else unit


def _other_side_end(flat: str, start: int) -> int:
    """Past the other side of a unit of two: 台（套）."""
    end = measure_end(flat, start + 1) if flat[start : start + 1] == "(" else None
    return end + 1 if end is not None and flat[end : end + 1] == ")" else start


def _pers_end(flat: str, start: int) -> int:
    end = start
    while (next_end := _per_end(flat, end)) is not None:
        end = next_end
    return end


def _per_end(flat: str, start: int) -> int | None:
    slash = _SLASH.match(flat, start)
    if slash:
        return _group_end(flat, slash.end()) or _thing_end(flat, slash.end())
    joint = _JOINT.match(flat, start)
    return measure_end(flat, joint.end()) if joint else None


def _group_end(flat: str, start: int) -> int | None:
    """Things in brackets: 元/（人·年）."""
    end = _thing_end(flat, start + 1) if flat[start : start + 1] == "(" else None
    while end is not None and flat[end : end + 1] in ("/", "·"):
        end = _thing_end(flat, end + 1)
    return end + 1 if end is not None and flat[end : end + 1] == ")" else None


def _thing_end(flat: str, start: int) -> int | None:
    begin = _end(_COUNT.match(flat, start), start)
    end = measure_end(flat, begin)
    if end is not None:
        return end
    noun = NOUN.match(flat, begin)
    return noun.end() if noun else None


def _printed(sheet: Sheet, start: int, end: int) -> str:
    """A stretch of a unit: brackets as printed, everything else in its one form, without blanks."""
    flat = sheet.flat[start:end]
    return _with_printed_brackets(sheet.text[start:end], flat) if "(" in flat else "".join(flat.split())


def _with_printed_brackets(words: str, flat_words: str) -> str:
    pairs = zip(words, flat_words, strict=True)
    return "".join(text if flat in "()" else flat for text, flat in pairs if not flat.isspace())
