"""Numbers that a form's rows print: they run from 1, one after the other."""

from collections.abc import Iterator
from itertools import groupby

from jixiao.normalize.records import Check, Form

NUMBERED = ("task_no", "duty_no", "indicator_no")


def number_checks(form: Form) -> Iterator[Check]:
    """Give a comparison for each column of numbers that the form prints; 001 is 1."""
    for column in NUMBERED:
        runs = [(number, next(rows)) for number, rows in groupby(form.indicators, key=lambda row: getattr(row, column))]
        numbers = [number for number, _ in runs]
        if any(numbers):
            off = next((row for at, (number, row) in enumerate(runs, 1) if not _is(number, at)), None)
            yield Check(
                f"{column.removesuffix('_no')}_numbers",
                f"form {form.form_no} numbers of the {column.removesuffix('_no')} run from 1",
                f"1 to {len(numbers)}",
                " ".join(number or "-" for number in numbers),
                off is None,
                None,
                form.form_no,
                (off.row_no,) if off else (),
                off.places[:1] if off else (form.place,),
            )


def _is(text: str, number: int) -> bool:
    return text.isdecimal() and int(text) == number
