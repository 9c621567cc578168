"""Canonical texts of targets and readings. ``read_value`` reads them back to the same values.

target  <- (label "：")? comparator? number ("～" number)? unit          a target without a number is its label
reading <- target ("；" target)*
"""

from decimal import Decimal

from jixiao.normalize.records import Reading, Target

# 12(月) is a number of months, 12月 would be December.
_DATE_LIKE = ("年", "月", "日", "号", "季度")


def print_reading(reading: Reading) -> str:
    """The reading's targets as one text."""
    return "；".join(print_target(target) for target in reading.targets)


def print_target(target: Target) -> str:
    """One target as text: ``全自理：>=240元/月/人``. Without a number it is the label, which holds what was printed."""
    if target.value is None:
        return target.label
    upper = "" if target.value_upper is None else f"～{_number(target.value_upper)}"
    label = f"{target.label}：" if target.label else ""
    return f"{label}{target.comparator}{_number(target.value)}{upper}{_unit(target)}"


def _number(value: Decimal) -> str:
    return f"{value:f}"


def _unit(target: Target) -> str:
    needs_brackets = not target.comparator and target.unit.startswith(_DATE_LIKE)
    return f"({target.unit})" if needs_brackets else target.unit
