"""What an indicator's or a budget's figure came to, against that of an earlier year."""

from decimal import Decimal
from typing import NamedTuple

from jixiao.normalize.values.units import in_unit, plain
from jixiao.output.documents import TableRow

_PER_CENT = Decimal("0.01")
"""Per cents have two decimals."""

_AT_LEAST = frozenset((">=", ">"))
_AT_MOST = frozenset(("<=", "<"))


class Change(NamedTuple):
    """The later figure less the earlier, in the later one's unit, and in per cent of the earlier; None if that is 0."""

    difference: Decimal
    percent: Decimal | None


def change_of_rows(old: TableRow, new: TableRow) -> Change | None:
    """Give the change between two rows of an indicator, where both are one number of the same base unit.

    None where either is a range, has several parts or no number, and where the one is a floor and the other a ceiling:
    ≥90% and ≤90% are no two figures of one thing.
    """
    if not (_is_one_number(old) and _is_one_number(new)) or old["base_unit"] != new["base_unit"]:
        return None
    if {old["comparator"], new["comparator"]} & _AT_LEAST and {old["comparator"], new["comparator"]} & _AT_MOST:
        return None
    return change(Decimal(old["base_value"]), Decimal(new["base_value"]), new["unit"])


def change(old: Decimal, new: Decimal, unit: str) -> Change:
    """Give the change between two numbers of a base unit, the difference in ``unit``."""
    difference = new - old
    percent = plain((difference * 100 / abs(old)).quantize(_PER_CENT)) if old else None
    return Change(in_unit(difference, unit), percent)


def _is_one_number(row: TableRow) -> bool:
    return bool(row["value"] and row["base_value"]) and not row["value_upper"] and row["value_type"] == "numeric"
