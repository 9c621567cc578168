"""Doubts about a number that reads well but may not be what its author wrote; hints are taken in before."""

import re
from decimal import Decimal

from jixiao.normalize.records import Target

# Spreadsheets count days from 1899-12-30: these are the days from mid-2009 to mid-2031.
_SERIALS = range(40_000, 48_001)
_YEARS = range(1900, 2101)
# OCR and careless typing read ≥ as 2: a percentage above 200 that is 2 and then a percentage up to 100.
_TWO_AND_PERCENTAGE = re.compile(r"2(?:100|[1-9][0-9]?)(?:\.[0-9]+)?")
_YEAR_AND_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.(?:0[1-9]|1[0-2])")


def suspicions(target: Target) -> tuple[str, ...]:
    """The codes of doubts about a target's number."""
    if target.value is None:
        return ()
    found = (
        ("date_serial_possible", _is_serial(target, target.value)),
        ("date_possible", _is_date(target, target.value)),
        ("comparator_misread_possible", _is_misread(target, target.value)),
    )
    return tuple(code for code, holds in found if holds)


def _is_bare(target: Target) -> bool:
    return not (target.unit or target.comparator)


def _is_serial(target: Target, value: Decimal) -> bool:
    return _is_bare(target) and target.value_upper is None and _in_range(value, _SERIALS)


def _is_date(target: Target, value: Decimal) -> bool:
    year = _in_range(value, _YEARS) and (_is_bare(target) or target.unit == "年")
    return year or (_is_bare(target) and _YEAR_AND_MONTH.fullmatch(f"{value:f}") is not None)


def _is_misread(target: Target, value: Decimal) -> bool:
    percentage = target.unit == "%" and target.comparator in ("", "=") and target.value_upper is None
    return percentage and value > 200 and _TWO_AND_PERCENTAGE.fullmatch(f"{value:f}") is not None


def _in_range(value: Decimal, numbers: range) -> bool:
    return value == value.to_integral_value() and int(value) in numbers
