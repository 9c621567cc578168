"""The days of a form's date targets, once the form's year is known."""

from dataclasses import replace

from jixiao.normalize.records import Form, Indicator, Target, ValueType
from jixiao.normalize.values.calendar import days_of


def with_days(form: Form) -> Form:
    """Give the form with the first and the last day of each date that its rows state.

    A date that prints no year is in the form's; without one it has no day.
    """
    year = int(form.year) if form.year else None
    return replace(form, indicators=tuple(_with_days(row, year) for row in form.indicators))


def _with_days(row: Indicator, year: int | None) -> Indicator:
    targets = row.reading.targets
    if row.reading.unread or all(target.value_type is not ValueType.DATE for target in targets):
        return row
    return replace(row, reading=replace(row.reading, targets=tuple(_dated(target, year) for target in targets)))


def _dated(target: Target, year: int | None) -> Target:
    if target.value_type is not ValueType.DATE:
        return target
    days = days_of(target.label, target.comparator, year)
    return replace(target, date_start=days.first, date_end=days.last)
