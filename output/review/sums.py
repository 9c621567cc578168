"""A check of a sum -> the figures that were added, where the rows' own figures really come to what was counted."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.output.review.places import numbers_in

_COLUMNS = ("value", "weight", "score")
"""Columns of ``indicators`` whose figures a check adds, in the order in which they are tried."""

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


class Addend(NamedTuple):
    """A figure that was added, as printed, and the number of its row."""

    row_no: int
    text: str


def addends(check: Mapping[str, str], rows: Mapping[int, Mapping[str, str]]) -> tuple[Addend, ...]:
    """Give the addends of a check, in order; none where no column of its rows comes to what was counted.

    ``rows`` are the rows of the check's form by their number. The first row that takes part may be the sum itself.
    """
    counted = _NUMBER.match(check["found"])
    taking_part = [rows[number] for number in numbers_in(check["rows"]) if number in rows]
    if counted is None:
        return ()
    tried = (_figures(part, column) for part in (taking_part, taking_part[1:]) for column in _COLUMNS)
    return next((each for each in tried if _comes_to(each, Decimal(counted[0]))), ())


def _comes_to(figures: Sequence[Addend], counted: Decimal) -> bool:
    return len(figures) > 1 and sum(Decimal(each.text) for each in figures) == counted


def _figures(rows: Sequence[Mapping[str, str]], column: str) -> tuple[Addend, ...]:
    """Give the figures of a column; none where a row has something else there."""
    texts = [(int(row["row_no"]), row[column]) for row in rows if row[column]]
    if not all(_NUMBER.fullmatch(text) for _, text in texts):
        return ()
    return tuple(Addend(number, text) for number, text in texts)
