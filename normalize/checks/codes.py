"""Tables with codes that nest, as budgets print them: 201, 20113, 2011301, or 201, 13, 01 in columns of their own.

A row's amounts are those of the rows one level below; those of the row without a code, the total, are those of all
outermost.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from jixiao.normalize.checks.figures import less, sum_of
from jixiao.normalize.records import Check, GenericTable
from jixiao.normalize.values.units import plain

_CODE = re.compile(r"[0-9]{2,12}")
_AMOUNT = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")

FEWEST_ROWS = 3
"""Rows with a code from which a column of digits is taken for one of codes."""

MOSTLY = 0.8
"""Part of a table's rows that print a code, at least: totals and notes print none."""

Code = tuple[str, ...]


class CodedRow(NamedTuple):
    """A row: its code, outermost part first and none of a total; its name; its amounts, None where it prints none."""

    code: Code
    name: str
    amounts: tuple[Decimal | None, ...]


def code_checks(tables: Sequence[GenericTable]) -> Iterator[Check]:
    """Compare each row that has rows below it by its code with their sum, in every column of amounts that adds up."""
    for table in tables:
        rows = coded_rows(table)
        families = dict(_families(rows)) if rows else {}
        for column in range(len(rows[0].amounts) if families else 0):
            yield from _column_checks(table, families, column)


def coded_rows(table: GenericTable) -> Sequence[CodedRow]:
    """Read a table's rows by their codes; none where it has no codes, or prints one twice: then no sum is certain."""
    body = table.rows[table.header_rows :]
    coded = [row for row in body if _CODE.fullmatch(row[0])]
    if len(coded) < max(FEWEST_ROWS, MOSTLY * len(body)):
        return ()
    width = len(list(takewhile(_are_codes, zip(*coded, strict=True))))
    rows = [
        CodedRow(_code(row[:width]), next(filter(None, row[width:]), row[0]), tuple(map(_amount, row[width:])))
        for row in body
    ]
    counted = Counter(row.code for row in rows)
    return rows if max(counted.values()) == 1 else ()


def _are_codes(texts: Sequence[str]) -> bool:
    """Whether a column holds codes or parts of them; rows of outer codes leave it blank."""
    return all(map(_CODE.fullmatch, filter(None, texts)))


def _code(texts: Sequence[str]) -> Code:
    """Give a row's code; none of one that prints other words there."""
    printed = tuple(filter(None, texts))
    return printed if all(map(_CODE.fullmatch, printed)) else ()


def _amount(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if _AMOUNT.fullmatch(text) else None


def _families(rows: Sequence[CodedRow]) -> Iterator[tuple[CodedRow, Sequence[CodedRow]]]:
    """Give each row that others stand below by their codes, with those one level below it."""
    by_code = {row.code: row for row in rows}
    below: Mapping[Code, list[CodedRow]] = defaultdict(list)
    for row in rows:
        if row.code:
            below[_parent(row.code, by_code)].append(row)
    for code, own in below.items():
        if code in by_code:
            yield by_code[code], own


def _parent(code: Code, known: Mapping[Code, CodedRow]) -> Code:
    """Give the code that this one stands below: the longest printed one that it begins with, else the total's."""
    shorter = [code[:end] for end in range(len(code) - 1, 0, -1)]
    if len(code) == 1:
        shorter = [(code[0][:end],) for end in range(len(code[0]) - 1, 1, -1)]
    return next((each for each in shorter if each in known), ())


def _column_checks(
    table: GenericTable, families: Mapping[CodedRow, Sequence[CodedRow]], column: int
) -> Iterator[Check]:
    """Compare in one column; nothing where fewer than half of two or more sums hold: shares and rates have no sum."""
    compared = [
        (_check(table, parent, column, printed, parts), len(parts))
        for parent, own in families.items()
        if (printed := parent.amounts[column]) is not None
        and (parts := [amount for row in own if (amount := row.amounts[column]) is not None])
    ]
    sums = [check.held for check, count in compared if count > 1]
    if 2 * sum(sums) >= len(sums):
        yield from (check for check, _ in compared)


def _check(table: GenericTable, parent: CodedRow, column: int, printed: Decimal, parts: Sequence[Decimal]) -> Check:
    counted = sum_of(parts)
    difference = less(counted, printed)
    header = table.header.split(" | ")[column - len(parent.amounts)]
    subject = f"table {table.table_no} {' '.join((*parent.code, parent.name))}: {header}"
    held = abs(difference) <= _rounding(printed, parts)
    return Check(
        "code_total", subject, f"{plain(printed):f}", f"{plain(counted):f}", held, difference, places=(table.place,)
    )


def _rounding(printed: Decimal, parts: Sequence[Decimal]) -> Decimal:
    """Give how far rounding may part a sum from its parts: half of the last place each. Whole amounts are exact."""
    if all(each == each.to_integral_value() for each in (printed, *parts)):
        return Decimal(0)
    exponent = printed.as_tuple().exponent
    last = Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    return last * (len(parts) + 1) / 2
