"""Sums of money: a text that says one sum and nothing else -> the sum, whatever unit it was printed in."""

from decimal import Decimal

from jixiao.normalize.records import ValueType
from jixiao.normalize.values.reader import read_value

YUAN = "元"
WAN_YUAN = "万元"


def read_money(text: str, unit_hint: str = "") -> Decimal | None:
    """Give a sum in 元, by the unit printed behind it, or else by the hint; without one it is not certain."""
    reading = read_value(text, unit_hint)
    if reading.value_type is not ValueType.NUMERIC or reading.comparator or reading.unread or len(reading.targets) != 1:
        return None
    only = reading.targets[0]
    return only.base_value if only.base_unit == YUAN and not only.label else None
