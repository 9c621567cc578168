"""``read_value``: what a value text says."""

from dataclasses import replace
from functools import lru_cache

from jixiao.normalize.records import Reading, Target, ValueType
from jixiao.normalize.values.lexicon import FLAT, comparator_sign
from jixiao.normalize.values.parts import Part, read_parts, with_unit
from jixiao.normalize.values.scanner import lay_out, scan
from jixiao.normalize.values.suspicions import suspicions

_NO_UNITS = frozenset(("", "/", "-", "--", "无", "无单位", "定性"))


@lru_cache(maxsize=65_536)
def read_value(text: str, unit_hint: str = "", comparator_hint: str = "") -> Reading:
    """What a value text (指标值) says.

    Args:
        text: the cell's text.
        unit_hint: the unit of a 计量单位 column, or from the brackets of the indicator's name; used if the text
            prints none.
        comparator_hint: what a 指标性质 column says; used for single numbers if the text prints none. Directions
            (正向, 反向) are no comparators and are passed over.
    """
    sheet = lay_out(text)
    parts = read_parts(sheet, scan(sheet))
    printed = tuple(target for part in parts for target in part.targets)
    return _reading(_numbered(_hinted(printed, unit_hint, comparator_hint)), parts)


def _numbered(targets: tuple[Target, ...]) -> tuple[Target, ...]:
    first, rest = targets[:1], targets[1:]
    return first + tuple(replace(target, part_no=number) for number, target in enumerate(rest, 2))


def _hinted(targets: tuple[Target, ...], unit_hint: str, comparator_hint: str) -> tuple[Target, ...]:
    unit = "".join(unit_hint.split()).strip("()（）")
    sign = comparator_sign(comparator_hint)
    if unit.translate(FLAT) not in _NO_UNITS and not any(target.unit for target in targets):
        targets = tuple(target if target.value is None else with_unit(target, unit) for target in targets)
    if sign and not any(target.comparator for target in targets):
        targets = tuple(_compared(target, sign) for target in targets)
    return targets


def _compared(target: Target, sign: str) -> Target:
    single = target.value is not None and target.value_upper is None
    return replace(target, comparator=sign) if single else target


def _reading(targets: tuple[Target, ...], parts: tuple[Part, ...]) -> Reading:
    unread = " ".join(text for part in parts for text in part.unread)
    doubts = tuple(dict.fromkeys(_doubts(targets, parts)))
    if targets and all(_is_plain_words(target) for target in targets):
        targets = (_one_qualitative(targets),)
    if len(targets) == 1:
        only = targets[0]
        return Reading(
            only.value_type, only.comparator, only.value, only.value_upper, only.unit, targets, unread, doubts
        )
    return Reading(ValueType.COMPOSITE if targets else ValueType.EMPTY, targets=targets, unread=unread, doubts=doubts)


def _is_plain_words(target: Target) -> bool:
    return target.value_type is ValueType.QUALITATIVE and not target.comparator


def _one_qualitative(targets: tuple[Target, ...]) -> Target:
    """Several sentences of words (健全制度；提高水平) state one qualitative target."""
    return replace(targets[0], label="；".join(target.label for target in targets))


def _doubts(targets: tuple[Target, ...], parts: tuple[Part, ...]) -> tuple[str, ...]:
    own = tuple(doubt for part in parts for doubt in part.doubts)
    return own + tuple(doubt for target in targets for doubt in suspicions(target))
