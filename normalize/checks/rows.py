"""Sums over a form's rows: what they come to, and the figure of a row, of the head or the closing row that says so."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from jixiao.normalize.checks.figures import Figure, field_figure, labels, row_figure, sum_check, sum_of
from jixiao.normalize.forms.sums import BUDGET, FIRST, RowSum
from jixiao.normalize.records import Check, Form, Indicator
from jixiao.normalize.values.money import WAN_YUAN, YUAN
from jixiao.normalize.values.units import base_of

_BY: Mapping[str, tuple[str, ...]] = {"": (), "task": ("task_no", "task"), "duty": ("duty_no", "duty")}


def row_checks(form: Form, spec: RowSum) -> Iterator[Check]:
    """Make the comparisons of one sum: one for each group of rows, or one for the form."""
    groups = [(key, list(rows)) for key, rows in groupby(form.indicators, key=lambda row: _key(row, spec.each))]
    counted = [(key, list(_counted(rows, spec))) for key, rows in groups]
    return (check for check in _made(form, spec, counted) if check is not None)


def _made(
    form: Form, spec: RowSum, counted: Sequence[tuple[tuple[str, ...], Sequence[tuple[Figure, bool]]]]
) -> Iterator[Check | None]:
    if spec.total == FIRST:
        return (_first_check(form, spec, key, figures) for key, figures in counted)
    if spec.parts == FIRST:
        return _whole_checks(form, spec, [figure for _, figures in counted for figure, _ in figures[:1]])
    return _whole_checks(form, spec, [figure for _, figures in counted for figure, is_part in figures if is_part])


def _key(row: Indicator, each: str) -> tuple[str, ...]:
    return tuple(getattr(row, column) for column in _BY[each])


def _counted(rows: Sequence[Indicator], spec: RowSum) -> Iterator[tuple[Figure, bool]]:
    """Give the figures of the rows that count, and of each whether it may be a part."""
    for row in rows:
        if all(pattern.search(getattr(row, column)) for column, pattern in spec.where.items()):
            figure = row_figure(row, spec.figure)
            if figure is not None and _is_wanted(figure, spec):
                yield figure, not any(pattern.search(getattr(row, name)) for name, pattern in spec.without.items())


def _is_wanted(figure: Figure, spec: RowSum) -> bool:
    if spec.units:
        return figure.unit in spec.units
    return spec.figure != "value" or base_of(figure.unit).unit == YUAN


def _first_check(
    form: Form, spec: RowSum, key: tuple[str, ...], figures: Sequence[tuple[Figure, bool]]
) -> Check | None:
    parts = [figure for figure, is_part in figures[1:] if is_part]
    return sum_check(spec.code, " ".join((spec.each, *key)), figures[0][0], parts, form) if parts else None


def _whole_checks(form: Form, spec: RowSum, parts: Sequence[Figure]) -> Iterator[Check | None]:
    if spec.total == BUDGET and form.budget_wan_yuan is not None:
        total = Figure(form.budget_wan_yuan, WAN_YUAN, form.budget_text, place=form.place)
        yield sum_check(spec.code, f"form {form.form_no} {form.subject}", total, parts, form)
    if spec.numbers and parts:
        yield _number_check(form, spec, parts)
    if spec.closing is not None:
        yield _closing_check(form, spec, parts)


def _number_check(form: Form, spec: RowSum, parts: Sequence[Figure]) -> Check | None:
    """Compare the sum with the one of the wanted numbers that is nearest to it."""
    counted = sum_of(part.value for part in parts)
    nearest = min(spec.numbers, key=lambda number: abs(number - counted))
    wanted = " or ".join(f"{number:f}" for number in spec.numbers)
    subject = f"form {form.form_no} {spec.figure}: {wanted}"
    return sum_check(spec.code, subject, Figure(nearest, ""), parts, form)


def _closing_check(form: Form, spec: RowSum, rows: Sequence[Figure]) -> Check | None:
    """Compare the closing row's figure with those of the rows, and of the head under the same headers."""
    total: Figure | None = None
    parts: list[Figure] = []
    for field in form.fields:
        path = labels(field)
        figure = field_figure(field) if path[-1] in spec.headers else None
        if figure is not None and spec.closing is not None and spec.closing.search(path[0]):
            total = total or figure
        elif figure is not None:
            parts.append(figure)
    if total is None:
        return None
    return sum_check(spec.code, f"form {form.form_no} {total.name}", total, [*parts, *rows], form)
