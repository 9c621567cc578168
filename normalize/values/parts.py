"""From items to targets. A part stands between two stops (；。); it says one target, or one for each of its numbers.

- A part with numbers: each number is a target; the words before it are its label, the words behind the last number
  belong to that one. Prose clauses and dates in the part are words of the label (2024年底前，完成≥95%).
- A part without numbers, but with a date: one date target, its label the whole part as printed.
- A part without both: one qualitative target, its label the whole part as printed.
- A part with a number beside something unread is unread as a whole: a target without a value, its label the part as
  printed.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from jixiao.normalize.records import Target, ValueType
from jixiao.normalize.values.items import Comma, Date, Enumerator, Gap, Item, Quantity, Sheet, Stop, Stray, Words
from jixiao.normalize.values.labels import label_of, says_nothing, verbatim, words_of
from jixiao.normalize.values.lexicon import GLYPHS, comparator_sign
from jixiao.normalize.values.units import base_of, base_value

_DIGIT = re.compile(r"[0-9]")
_GLYPH_FIRST = re.compile(rf"\s*({'|'.join(sorted(GLYPHS, key=len, reverse=True))})")


@dataclass(frozen=True, slots=True)
class Part:
    """What a part says, what of it nobody could read, and the doubts about it."""

    targets: tuple[Target, ...]
    unread: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_parts(sheet: Sheet, items: tuple[Item, ...]) -> tuple[Part, ...]:
    """The parts of a text that say something."""
    return tuple(_read_part(sheet, part) for part in _split(items) if not says_nothing(_flat_of(sheet, part)))


def target_of(value_type: ValueType, label: str, comparator: str) -> Target:
    """A target without a number. Targets are numbered once all of the text's targets are known."""
    return Target(1, label, comparator, None, None, "", None, "", value_type)


def with_unit(target: Target, unit: str) -> Target:
    """The target's number in another unit (a 计量单位 column's), and its base."""
    base = base_of(unit).unit if target.value is not None else ""
    return replace(target, unit=unit, base_value=base_value(target.value, unit), base_unit=base)


def _flat_of(sheet: Sheet, part: tuple[Item, ...]) -> str:
    return sheet.flat[part[0].start : part[-1].end] if part else ""


def _split(items: tuple[Item, ...]) -> list[tuple[Item, ...]]:
    parts: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Stop):
            parts.append([])
        else:
            parts[-1].append(item)
    return [tuple(part) for part in parts]


def _read_part(sheet: Sheet, part: tuple[Item, ...]) -> Part:
    items = _without_names(sheet, part)
    strays = tuple(item for item in items if isinstance(item, Stray))
    quantities = tuple(item for item in items if isinstance(item, Quantity))
    if _two_numbers_touch(items):
        strays = (*strays, Stray(part[0].start, part[-1].end, "number_malformed"))
    if strays and (quantities or any(stray.doubt != "symbol_unread" for stray in strays)):
        return _unread_part(sheet, part, strays)
    return _read_numbers(sheet, items) if quantities else _read_words(sheet, items, strays)


def _without_names(sheet: Sheet, part: tuple[Item, ...]) -> tuple[Item, ...]:
    """A bare number inside words that lead to a better number is a name: 12345热线办结率≥95%."""
    return tuple(
        Words(item.start, item.end) if isinstance(item, Quantity) and _is_name(sheet, item, part[place + 1 :]) else item
        for place, item in enumerate(part)
    )


def _is_name(sheet: Sheet, item: Quantity, rest: tuple[Item, ...]) -> bool:
    more_than_digits = item.comparator or item.unit or item.doubts or item.unread
    if more_than_digits or not _begins_with_letter(sheet, rest):
        return False
    numbers = ((place, other) for place, other in enumerate(_clause_of(sheet, rest)) if isinstance(other, Quantity))
    place, other = next(numbers, (0, None))
    if other is None:
        return False
    return bool(other.comparator or other.unit) or _is_name(sheet, other, rest[place + 1 :])


def _begins_with_letter(sheet: Sheet, items: tuple[Item, ...]) -> bool:
    """Words of their own follow, not only a bracket or 达到."""
    words = sheet.text[items[0].start : items[0].end] if items and isinstance(items[0], Words) else ""
    return words.lstrip()[:1].isalpha() and label_of(words, "") != ""


def _clause_of(sheet: Sheet, items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items up to the clause's end; all of the part's where ``…`` stands in for the number (a printed label)."""
    ends = (place for place, item in enumerate(items) if isinstance(item, Comma))
    clause = items[: next(ends, len(items))]
    return items if "…" in words_of(sheet, clause) else clause


def _two_numbers_touch(items: tuple[Item, ...]) -> bool:
    """Nothing stands between two numbers, and no comparator begins the second: 3万5千, 1 000."""
    touching = (two for one, two in pairwise(items) if isinstance(one, Quantity))
    return any(isinstance(two, Quantity) and not two.comparator and not two.unread for two in touching)


def _unread_part(sheet: Sheet, part: tuple[Item, ...], strays: tuple[Stray, ...]) -> Part:
    text = sheet.text[part[0].start : part[-1].end]
    target = target_of(ValueType.NUMERIC, verbatim(text), "")
    return Part((target,), (text,), tuple(stray.doubt for stray in strays))


def _read_words(sheet: Sheet, items: tuple[Item, ...], strays: tuple[Stray, ...]) -> Part:
    """A part without a number: a date, words, or nothing but what could not be read."""
    label = verbatim(sheet.text[items[0].start : items[-1].end])
    unread = tuple(sheet.text[stray.start : stray.end] for stray in strays)
    doubts = tuple(stray.doubt for stray in strays) + _digits_in_words(sheet, items)
    dates = _dates(sheet, items)
    if dates:
        return _date_part(label, dates, unread, doubts)
    if any(isinstance(item, Gap) for item in items):
        return Part((target_of(ValueType.NUMERIC, label, ""),), unread, ("placeholder", *doubts))
    return _qualitative_part(label, unread, doubts)


def _dates(sheet: Sheet, items: tuple[Item, ...]) -> tuple[Date, ...]:
    """The part's dates. A loose one counts only where no words stand beside it."""
    dates = tuple(item for item in items if isinstance(item, Date))
    words = tuple(item for item in items if isinstance(item, Words))
    alone = not verbatim(words_of(sheet, words))
    return dates if alone or any(not date.loose for date in dates) else ()


def _date_part(label: str, dates: tuple[Date, ...], unread: tuple[str, ...], doubts: tuple[str, ...]) -> Part:
    signs = {date.comparator for date in dates}
    target = target_of(ValueType.DATE, label, signs.pop() if len(signs) == 1 else "")
    unread += tuple(text for date in dates for text in date.unread)
    return Part((target,), unread, doubts + tuple(doubt for date in dates for doubt in date.doubts))


def _qualitative_part(label: str, unread: tuple[str, ...], doubts: tuple[str, ...]) -> Part:
    """Words. A comparator's sign before them (=有效) is their comparator, not something unread."""
    sign = _GLYPH_FIRST.match(label)
    words = label[sign.end() :] if sign else label
    if sign and not says_nothing(words) and unread == (sign.group(),):
        return Part((target_of(ValueType.QUALITATIVE, label, comparator_sign(sign[1])),))
    only_unread = "".join(unread) == label
    return Part((target_of(ValueType.NUMERIC if only_unread else ValueType.QUALITATIVE, label, ""),), unread, doubts)


def _digits_in_words(sheet: Sheet, items: tuple[Item, ...]) -> tuple[str, ...]:
    words = (item for item in items if isinstance(item, Words) and not isinstance(item, Enumerator))
    found = any(_DIGIT.search(sheet.flat, item.start, item.end) for item in words)
    return ("number_in_words",) if found else ()


def _read_numbers(sheet: Sheet, items: tuple[Item, ...]) -> Part:
    places = [place for place, item in enumerate(items) if isinstance(item, Quantity)]
    starts = [0, *(place + 1 for place in places[:-1])]
    ends = [*(() for _ in places[:-1]), items[places[-1] + 1 :]]
    targets = tuple(
        _number_target(sheet, items[start : place + 1], behind)
        for start, place, behind in zip(starts, places, ends, strict=True)
    )
    quantities = tuple(item for item in items if isinstance(item, Quantity))
    unread = tuple(text for one in quantities for text in one.unread)
    return Part(targets, unread, _number_doubts(sheet, items, quantities))


def _number_target(sheet: Sheet, region: tuple[Item, ...], behind: tuple[Item, ...]) -> Target:
    quantity = region[-1]
    assert isinstance(quantity, Quantity)
    if quantity.value is None:
        return target_of(ValueType.NUMERIC, verbatim(words_of(sheet, region + behind)), quantity.comparator)
    label = label_of(words_of(sheet, region[:-1]), words_of(sheet, behind))
    value_type = ValueType.NUMERIC if quantity.value_upper is None else ValueType.RANGE
    return Target(
        part_no=1,
        label=label,
        comparator=quantity.comparator,
        value=quantity.value,
        value_upper=quantity.value_upper,
        unit=quantity.unit,
        base_value=base_value(quantity.value, quantity.unit),
        base_unit=base_of(quantity.unit).unit,
        value_type=value_type,
    )


def _number_doubts(sheet: Sheet, items: tuple[Item, ...], quantities: tuple[Quantity, ...]) -> tuple[str, ...]:
    own = tuple(doubt for quantity in quantities for doubt in quantity.doubts)
    gaps = ("placeholder",) * any(isinstance(item, Gap) for item in items)
    signs = ("sign_possible",) * any(_dash_before(sheet, one) for one in quantities)
    return gaps + signs + own


def _dash_before(sheet: Sheet, quantity: Quantity) -> bool:
    """A dash right before the number, behind words; where a clause begins it was read as the number's sign."""
    return quantity.start > 0 and sheet.flat[quantity.start - 1] == "-"
