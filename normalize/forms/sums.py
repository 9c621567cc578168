"""Which figures of a form add up to which, as data: the ``[sums]`` of a template.

    [[sums.rows]]     figures of the rows, to a figure of a row, of the head, of the closing row, or to a number
    [[sums.head]]     figures of the head, to the total that stands with them
    [[sums.ratio]]    figures of the head, one as a part of another
    [[sums.front]]    figures of all forms of the type, to one that the pages before the first form print

The labels and words by which they are found stand in the template; ``normalize/checks`` knows none of them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.normalize.forms import keys
from jixiao.normalize.text import label

FIGURES = ("value", "weight", "score")
"""Figures of a row that may be summed: the target's money in its base unit, the weight, the score."""

EACH = ("task", "duty")
"""What may part the rows of a form into groups."""

CODES = ("task_total", "fund_budget", "weights", "scores", "parts", "execution_rate", "funds_total", "task_count")
"""Codes of the checks; how much one that fails matters, the catalogue says."""

FIRST = "first row"
BUDGET, TASKS = "budget", "tasks"


@dataclass(frozen=True)
class RowSum:
    """Figures of rows that add up to another figure. Of ``total``, ``closing`` and ``numbers`` one is given.

    ``where`` and ``without`` say by their columns which rows count and which of them are no part. ``total`` is the
    first row of each group, or the form's budget; ``parts`` are all rows that count, or the first of each group alone.
    """

    code: str
    figure: str
    each: str
    where: Mapping[str, re.Pattern[str]]
    without: Mapping[str, re.Pattern[str]]
    units: frozenset[str]
    """Units of a figure that counts, as printed; empty: any."""
    parts: str
    total: str
    closing: re.Pattern[str] | None
    """Label of the row that closes the form and prints the total; figures of the head under the same headers are parts
    too."""
    headers: frozenset[str]
    """Headers of the figure's column."""
    numbers: tuple[Decimal, ...]


@dataclass(frozen=True)
class HeadSum:
    """Figures of the head that add up to the total beside them, along rows and along columns.

    ``of_which`` is what the label of a part of a part says, except right behind the total, where it begins the parts.
    """

    code: str
    total: re.Pattern[str]
    of_which: re.Pattern[str]


@dataclass(frozen=True)
class Ratio:
    """A figure of the head as a part of another, in hundredths, by the last labels of each."""

    code: str
    part: frozenset[str]
    whole: frozenset[str]
    ratio: frozenset[str]


@dataclass(frozen=True)
class FrontSum:
    """What the pages before the first form say of all forms of a type: an amount with its unit, or a number."""

    code: str
    text: re.Pattern[str]
    of: str


@dataclass(frozen=True)
class Sums:
    """All that adds up in a form, and in a document of such forms."""

    rows: tuple[RowSum, ...] = ()
    head: tuple[HeadSum, ...] = ()
    ratio: tuple[Ratio, ...] = ()
    front: tuple[FrontSum, ...] = ()


def read_sums(data: Mapping[str, Any], columns: Sequence[str], headers: Mapping[str, frozenset[str]]) -> Sums:
    """Read the ``[sums]`` of a template. ``columns`` are those of rows, ``headers`` what stands over each.

    Raises Wrong.
    """
    given = keys.table(data, "sums")
    keys.only(given, ("rows", "head", "ratio", "front"), "sums.")
    return Sums(
        rows=tuple(_row_sum(each, columns, headers) for each in keys.tables(given, "rows", "sums.")),
        head=tuple(_head_sum(each) for each in keys.tables(given, "head", "sums.")),
        ratio=tuple(_ratio(each) for each in keys.tables(given, "ratio", "sums.")),
        front=tuple(_front_sum(each) for each in keys.tables(given, "front", "sums.")),
    )


def _row_sum(data: Mapping[str, Any], columns: Sequence[str], headers: Mapping[str, frozenset[str]]) -> RowSum:
    where = "sums.rows."
    keys.only(data, ("code", "figure", "each", "where", "without", "units", "parts", "total", "closing"), where)
    figure, total = data.get("figure", "value"), data.get("total", "")
    numbers = _numbers(total) if isinstance(total, list) else ()
    closing = keys.pattern(data["closing"], f"{where}closing") if "closing" in data else None
    if sum(map(bool, (total, closing))) != 1:
        raise keys.Wrong(f"{where}total or {where}closing should say what the rows add up to")
    return RowSum(
        code=_one_of(data, "code", CODES, where),
        figure=_one_of({"figure": figure}, "figure", FIGURES, where),
        each=_one_of(data, "each", EACH, where) if "each" in data else "",
        where=keys.patterns(data, "where", columns, where),
        without=keys.patterns(data, "without", columns, where),
        units=frozenset(keys.texts(data.get("units", []), f"{where}units")),
        parts=_one_of(data, "parts", (FIRST,), where) if "parts" in data else "",
        total="" if numbers or closing else _one_of(data, "total", (FIRST, BUDGET), where),
        closing=closing,
        headers=headers.get(figure, frozenset()),
        numbers=numbers,
    )


def _numbers(values: Sequence[object]) -> tuple[Decimal, ...]:
    if not all(isinstance(each, int | float) for each in values):
        raise keys.Wrong("sums.rows.total should be a list of numbers: [90, 100]")
    return tuple(Decimal(str(each)) for each in values)


def _head_sum(data: Mapping[str, Any]) -> HeadSum:
    where = "sums.head."
    keys.only(data, ("code", "total", "of_which"), where)
    total, of_which = (keys.pattern(data.get(key), f"{where}{key}") for key in ("total", "of_which"))
    return HeadSum(_one_of(data, "code", CODES, where), total, of_which)


def _ratio(data: Mapping[str, Any]) -> Ratio:
    where = "sums.ratio."
    keys.only(data, ("code", "part", "whole", "ratio"), where)
    part, whole, ratio = (
        frozenset(map(label, keys.texts(data.get(key), f"{where}{key}"))) for key in ("part", "whole", "ratio")
    )
    return Ratio(_one_of(data, "code", CODES, where), part, whole, ratio)


def _front_sum(data: Mapping[str, Any]) -> FrontSum:
    where = "sums.front."
    keys.only(data, ("code", "text", "of"), where)
    text = keys.pattern(data.get("text"), f"{where}text", groups=1)
    return FrontSum(_one_of(data, "code", CODES, where), text, _one_of(data, "of", (BUDGET, TASKS), where))


def _one_of(data: Mapping[str, Any], key: str, known: Sequence[str], where: str) -> str:
    value = keys.text(data, key, where)
    if value not in known:
        raise keys.Wrong(f"{where}{key} {value} is unknown; known are {', '.join(known)}")
    return value
