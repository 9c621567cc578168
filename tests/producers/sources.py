"""Forms of samples/ with some of their rows, numbered and summed anew so that their checks still hold."""

import csv
import random
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

from tests.typeset.forms import KnownForm, Row

SAMPLES = Path(__file__).parents[2] / "samples"
_MONEY = re.compile(r"\D*(\d+(?:\.\d+)?)万元")


@cache
def sample_forms(sample: str) -> tuple[KnownForm, ...]:
    """Read a sample's forms. Rows with a blank are left out: a line's end may swallow it, and no page would show it."""
    rows = _read(sample, "indicators")
    heads = _read(sample, "forms")
    return tuple(
        KnownForm(head, tuple(row for row in rows if row["form_no"] == head["form_no"] and not _has_blank(row)))
        for head in heads
    )


def _read(sample: str, table: str) -> list[Row]:
    with (SAMPLES / f"{sample}.{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _has_blank(row: Row) -> bool:
    return any(" " in text or "\n" in text for text in row.values())


def some_rows(form: KnownForm, rng: random.Random, share: float) -> KnownForm:
    """Keep about this share of the rows, and every line of money that the form's sums need."""
    kept = [row for row in form.rows if row["level1"].startswith("成本") or rng.random() < share]
    return _mended(KnownForm(form.head, tuple(kept or form.rows[:2])))


def short(form: KnownForm, rng: random.Random) -> KnownForm:
    """Keep three to eight rows that follow one another: a form for one page."""
    count = rng.randint(3, 8)
    first = rng.randrange(max(1, len(form.rows) - count))
    rows = form.rows[first : first + count]
    return _mended(KnownForm(form.head, tuple(row for row in rows if row["task_no"] == rows[0]["task_no"])))


def _mended(form: KnownForm) -> KnownForm:
    """Number and sum the form anew."""
    rows = _numbered(_numbered(_numbered(form.rows, "task_no"), "duty_no"), "indicator_no")
    if form.head["form_type"] == "fund_target":
        rows = _without_parts(rows)
        return replace(form, head={**form.head, "budget_text": str(_fund_total(rows))}, rows=tuple(rows))
    return replace(form, rows=tuple(_weighed(rows)))


def _numbered(rows: Sequence[Row], column: str) -> list[Row]:
    if not any(row[column] for row in rows):
        return list(rows)
    groups = [list(group) for _, group in groupby(rows, key=lambda row: row[column])]
    return [{**row, column: str(number)} for number, group in enumerate(groups, 1) for row in group]


def _without_parts(rows: Sequence[Row]) -> list[Row]:
    """Keep a task's first line of money only where its parts are not all there; here: always."""
    kept: list[Row] = []
    seen: set[str] = set()
    for row in rows:
        money = row["level1"].startswith("成本") and _MONEY.fullmatch(row["value_text"])
        if not money or row["task_no"] not in seen:
            kept.append(row)
        if money:
            seen.add(row["task_no"])
    return kept


def _fund_total(rows: Sequence[Row]) -> Decimal:
    found = (_MONEY.fullmatch(row["value_text"]) for row in rows if row["level1"].startswith("成本"))
    return sum((Decimal(match.group(1)) for match in found if match), Decimal(0))


def _weighed(rows: Sequence[Row]) -> list[Row]:
    """Give weights that sum to 90, and scores beside them, where the form has them."""
    if not rows or not rows[0]["weight"]:
        return list(rows)
    each = 90 // len(rows)
    weighed: list[Row] = []
    for number, row in enumerate(rows):
        weight = 90 - each * (len(rows) - 1) if number == 0 else each
        lost = int(row["weight"]) - int(row["score"]) if row["score"] else 0
        score = str(max(1, weight - lost)) if row["score"] else ""
        weighed.append({**row, "weight": str(weight), "score": score})
    return weighed
