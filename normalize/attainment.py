"""What a row's printed figures come to: weight and score, the actual value, and whether it meets the target."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import eq, ge, gt, le, lt

from jixiao.normalize.records import Indicator, Reading, Target, ValueType

_POINTS = re.compile(r"\s*[(（]?\s*(-?[0-9]+(?:\.[0-9]+)?)\s*(?:分|%)?\s*[)）]?\s*")

_HOLDS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {">=": ge, "<=": le, "=": eq, ">": gt, "<": lt}


def points(row: Indicator, text: str) -> Decimal | None:
    """Give a weight or score as a number: 5, 5分 and 5% are 5.

    None where it is no single number, and where the row shares the cell with the row above, for a sum would count it
    twice.
    """
    found = _POINTS.fullmatch(text)
    return Decimal(found[1]) if found and "figure_shared" not in row.flags else None


def actual_number(row: Indicator) -> Target | None:
    """Give the one number, with its unit, that the actual value (实际完成值) states; None where it states no single one."""
    return _single_number(row.actual)


def target_met(row: Indicator) -> bool | None:
    """Say whether the actual value meets the target; None where the two cannot be compared.

    They can where each is one number, the target has a comparator and the actual value none, both measure the same
    thing in the same base unit, and nothing about either is doubtful.
    """
    target, actual = _single_number(row.reading), _single_number(row.actual)
    if target is None or actual is None or row.reading.doubts or row.actual.doubts:
        return None
    same = actual.base_unit == target.base_unit and actual.label in ("", target.label)
    if not same or actual.comparator or not target.comparator:
        return None
    if target.base_value is None or actual.base_value is None:
        return None
    return _HOLDS[target.comparator](actual.base_value, target.base_value)


def _single_number(reading: Reading) -> Target | None:
    is_one = reading.value_type is ValueType.NUMERIC and len(reading.targets) == 1 and not reading.unread
    return reading.targets[0] if is_one and reading.targets[0].value is not None else None
