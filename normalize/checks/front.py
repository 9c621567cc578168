"""What the pages before the first form say of the forms: what they come to, and which they are."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.normalize.checks.figures import Figure, less, rounded_like, sum_of
from jixiao.normalize.forms.sums import BUDGET, FrontSum
from jixiao.normalize.records import Check, Form, ValueType
from jixiao.normalize.values.money import WAN_YUAN
from jixiao.normalize.values.reader import read_value

_NUMBERED = re.compile(r"^\d+、")
_LEADERS = re.compile(r"(?:…|\.{2,}|·{2,})[….·\s]*(\d*)$")
"""Dots between a line of the contents and its page number."""


def front_checks(forms: Sequence[Form], front: Sequence[str], spec: FrontSum) -> Iterator[Check]:
    """Compare what the front says of all forms of a type with what they come to, rounded as it is printed."""
    said = spec.text.search("".join(front))
    figures = [Figure(form.budget_wan_yuan, WAN_YUAN) for form in forms if form.budget_wan_yuan is not None]
    if said is None or not (figures if spec.of == BUDGET else forms):
        return
    if spec.of == BUDGET:
        reading = read_value(said.group(1))
        if reading.value_type is ValueType.NUMERIC and reading.value is not None:
            yield _money_check(spec.code, forms[0].title, Figure(reading.value, reading.unit), figures)
    elif said.group(1).isdecimal():
        printed, counted = int(said.group(1)), sum(form.task_count or 0 for form in forms)
        difference = Decimal(counted - printed)
        subject = f"tasks of all {forms[0].title}"
        yield Check(spec.code, subject, f"{printed}", f"{counted}", not difference, difference)


def _money_check(code: str, title: str, printed: Figure, figures: Sequence[Figure]) -> Check:
    parts = [part for each in figures if (part := each.in_unit_of(printed)) is not None]
    counted = Figure(sum_of(parts), printed.unit)
    step = Decimal(1).scaleb(int(printed.value.as_tuple().exponent))
    return Check(
        code,
        f"all {title} after rounding to {step:f}{printed.unit}",
        printed.text,
        counted.text,
        rounded_like(counted.value, printed.value) == printed.value,
        less(counted.value, printed.value),
    )


class Listed(NamedTuple):
    """A line of the contents: its text, and its page number, if it prints one."""

    text: str
    page: int | None


def contents_checks(listed: Sequence[Listed], forms: Sequence[Form]) -> Iterator[Check]:
    """Compare the table of contents with the forms: as many lines, and each names a form's fund or department."""
    if listed:
        names = [form.subject or form.department for form in forms]
        same = len(listed) == len(names) and all(
            _names(line.text, name) for line, name in zip(listed, names, strict=True)
        )
        difference = Decimal(len(names) - len(listed))
        yield Check("contents", "table of contents", f"{len(listed)} forms", f"{len(names)} forms", same, difference)


MOST_LINES = 3
"""Lines of one entry of the contents at most; a name of 40 characters takes two."""


def contents(front: Sequence[str]) -> Iterator[Listed]:
    """Give the lines of the table of contents, numbered ones that end in dots; one that wraps goes on to its dots."""
    begun: list[str] = []
    for line in (line.replace(" ", "") for line in front):
        if _NUMBERED.match(line):
            begun = [line]
        elif 0 < len(begun) < MOST_LINES:
            begun.append(line)
        else:
            continue
        entry = "".join(begun)
        if leaders := _LEADERS.search(entry):
            number = leaders.group(1)
            yield Listed(entry[: leaders.start()], int(number) if number else None)
            begun = []


def _names(line: str, name: str) -> bool:
    """Whether a contents line names the form; contents leave the city out, so the end of the name counts."""
    return any(name[start:] and name[start:] in line for start in range(max(1, len(name) - 3)))
