"""A unit's base: 万元 -> 元 (x 10000), ‰ -> % (/ 10), 元/月/人 and 元/人/月 -> the same text. All exact.

The base unit's denominators stand in a fixed order: things first, in the order of their code points (人, 户, 次 …), then
spans of time from the longest (年, 季度, 月, 周, 日, 天, 小时, 分钟). Only a scale (万, 亿 …), ‰, 成, 千元, 百元 change the
number; square and cubic metres written ㎡, m², 平米, ㎥ … get their one name. No unit is turned into another measure
(公里 stays 公里).
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache

from jixiao.normalize.values.lexicon import FLAT
from jixiao.normalize.values.measures import MEASURES, SCALES

EXACT = Context(prec=128)
"""Numbers print up to 30 digits and 20 decimals; a ratio of two, rounded to as many decimals, has 72 digits."""

_TIMES = ("学年", "年", "学期", "季度", "季", "月", "周", "星期", "日", "天", "小时", "分钟", "秒")
_SQUARE = dict.fromkeys(("㎡", "m²", "m2", "平米", "平方"), "平方米")
_CUBIC = dict.fromkeys(("㎥", "m³", "m3", "立方", "方"), "立方米")
_NAMES = _SQUARE | _CUBIC
_OTHER_SIZES = {"‰": ("%", -1), "成": ("%", 1), "千元": ("元", 3), "百元": ("元", 2)}
_PER = re.compile(r"\s*(?:/|·|每|\.(?![0-9]))\s*")
_SCALE = re.compile(f"(?:{'|'.join(sorted(SCALES, key=len, reverse=True))})")
_WHOLE = frozenset(unit for unit in MEASURES if _PER.search(unit))
"""Units whose own name holds a denominator's sign."""


@dataclass(frozen=True, slots=True)
class Base:
    """A unit without its scale. A number of the unit is ``number * 10 ** power`` of the base."""

    power: int
    unit: str


def base_value(value: Decimal | None, unit: str) -> Decimal | None:
    """The number in the base unit, without an exponent or trailing zeros."""
    return None if value is None else plain(EXACT.scaleb(value, base_of(unit).power))


def in_unit(base: Decimal, unit: str) -> Decimal:
    """A number of the base unit in the unit itself, likewise: 元 -> 万元."""
    return plain(EXACT.scaleb(base, -base_of(unit).power))


def plain(number: Decimal) -> Decimal:
    """The number without an exponent or trailing zeros."""
    normal = EXACT.normalize(number)
    return EXACT.quantize(normal, Decimal(1)) if normal == normal.to_integral_value() else normal


@lru_cache(maxsize=4096)
def base_of(unit: str) -> Base:
    """The base of a unit as printed."""
    numerator, *denominators = _split(unit)
    power, name = _without_scale(numerator)
    ordered = sorted((_bare_name(thing) for thing in denominators), key=_place_of_denominator)
    return Base(power, "/".join((name, *ordered)))


def _split(unit: str) -> list[str]:
    return [unit] if unit in _WHOLE else _PER.split(unit)


def _without_scale(numerator: str) -> tuple[int, str]:
    found = None if numerator in _WHOLE else _SCALE.match(numerator)
    measure = numerator[found.end() :] if found else numerator
    name, power = _OTHER_SIZES.get(measure, (_NAMES.get(measure, measure), 0))
    return power + (SCALES[found.group()] if found else 0), name


def _bare_name(thing: str) -> str:
    """A denominator without the brackets that grouped it: 元/（人·年）."""
    bare = thing.translate(FLAT).strip("() ")
    return _NAMES.get(bare, bare)


def _place_of_denominator(thing: str) -> tuple[int, str]:
    return (_TIMES.index(thing) + 1 if thing in _TIMES else 0, thing)
