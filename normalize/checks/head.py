"""Sums within the head of a form: a total and the parts beside it, and figures that are a part of another."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.normalize.checks.figures import Figure, field_figure, labels, less, rounded_like, sum_check
from jixiao.normalize.forms.sums import HeadSum, Ratio
from jixiao.normalize.records import Check, Field, Form
from jixiao.normalize.text import label
from jixiao.normalize.values.units import EXACT


def head_checks(form: Form, spec: HeadSum) -> Iterator[Check]:
    """Compare each total of the head with the figures that stand beside it, along rows and along columns.

    Figures stand beside each other whose paths of labels differ in one label only. Parts in a hundred add up to
    nothing.
    """
    beside: dict[tuple[int, tuple[str, ...], tuple[str, ...]], dict[str, Figure]] = {}
    for field in form.fields:
        path, figure = labels(field), field_figure(field)
        if figure is not None and figure.unit != "%":
            for at, name in enumerate(path):
                beside.setdefault((at, path[:at], path[at + 1 :]), {})[name] = figure
    for (_, before, behind), figures in beside.items():
        totals = [name for name in figures if spec.total.search(name)]
        if before and len(totals) == 1:
            subject = f"form {form.form_no} {'/'.join([*before, totals[0], *behind])}"
            check = sum_check(spec.code, subject, figures[totals[0]], list(_own_parts(figures, totals, spec)), form)
            if check is not None:
                yield check


def _own_parts(figures: Mapping[str, Figure], totals: Sequence[str], spec: HeadSum) -> Iterator[Figure]:
    """Give the parts of the total, without the parts of parts."""
    before = ""
    for name, figure in figures.items():
        if name not in totals and (not spec.of_which.search(name) or before in totals):
            yield figure
        before = name


def ratio_checks(form: Form, spec: Ratio) -> Iterator[Check]:
    """Compare each printed ratio with that of its figures, rounded as it is printed."""
    lines: dict[tuple[str, ...], dict[str, Field]] = {}
    for field in form.fields:
        path = labels(field)
        lines.setdefault(path[:-1], {})[path[-1]] = field
    for line, fields in lines.items():
        part, whole, ratio = (_first(fields, names) for names in (spec.part, spec.whole, spec.ratio))
        printed = _plain_ratio(ratio)
        part_of = part.in_unit_of(whole) if part and whole else None
        if printed is not None and ratio and part and whole and part_of is not None and whole.value:
            counted = rounded_like(EXACT.divide(100 * part_of, whole.value), printed)
            places = tuple(each.place for each in (ratio, part, whole) if each.place is not None)
            yield Check(
                spec.code,
                f"form {form.form_no} {'/'.join([*line, label(ratio.name.split('/')[-1])])}",
                f"{printed}%",
                f"{counted}%",
                printed == counted,
                less(counted, printed),
                form.form_no,
                places=places,
            )


def _first(fields: Mapping[str, Field], names: frozenset[str]) -> Figure | None:
    return next((figure for name, field in fields.items() if name in names and (figure := field_figure(field))), None)


def _plain_ratio(ratio: Figure | None) -> Decimal | None:
    return ratio.value if ratio is not None and ratio.unit in ("", "%") else None
