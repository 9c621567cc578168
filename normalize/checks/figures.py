"""Figures that are summed, whatever units they are printed in, and the comparison of a sum with what is printed."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from typing import NamedTuple

from jixiao.normalize.records import Check, Field, Form, Indicator, Place, ValueType
from jixiao.normalize.text import label
from jixiao.normalize.values.reader import read_value
from jixiao.normalize.values.units import EXACT, base_of, base_value, in_unit, plain


class Figure(NamedTuple):
    """A number and its unit, as printed; what it is called; the row it stands in, and where, if that is known."""

    value: Decimal
    unit: str
    name: str = ""
    row_no: int | None = None
    place: Place | None = None

    def in_unit_of(self, other: "Figure") -> Decimal | None:
        """Give the number in the unit of another; None where the two measure different things.

        One without a unit is of the other's: a table names its unit once.
        """
        if self.unit == other.unit or not self.unit:
            return self.value
        base = base_value(self.value, self.unit)
        same = base_of(self.unit).unit == base_of(other.unit).unit
        return in_unit(base, other.unit) if same and base is not None else None

    @property
    def text(self) -> str:
        """The number with its unit."""
        return f"{plain(self.value):f}{self.unit}"


def field_figure(field: Field) -> Figure | None:
    """Give the number that a field holds, if it holds one and nothing else."""
    reading = read_value(field.value_text, field.unit)
    is_number = reading.value_type is ValueType.NUMERIC and not (reading.comparator or reading.unread)
    if not is_number or reading.value is None or reading.targets[0].label:
        return None
    return Figure(reading.value, reading.unit, field.label_path, None, field.place)


def labels(field: Field) -> tuple[str, ...]:
    """Give the labels that lead to a field, as they are compared."""
    return tuple(map(label, field.label_path.split("/")))


def row_figure(row: Indicator, figure: str) -> Figure | None:
    """Give a row's value, or its weight or score; None of what is no single number, and of what the row shares."""
    if figure == "value":
        reading = row.reading
        is_one = reading.value_type is ValueType.NUMERIC and reading.value is not None
        return _of_row(row, reading.value, reading.unit) if is_one and reading.value is not None else None
    text = getattr(row, figure)
    is_own = "figure_shared" not in row.flags and _PLAIN.fullmatch(text)
    return _of_row(row, Decimal(text), "") if is_own else None


_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


def _of_row(row: Indicator, value: Decimal, unit: str) -> Figure:
    return Figure(value, unit, row.indicator, row.row_no, row.places[0] if row.places else None)


def sum_check(code: str, subject: str, total: Figure, parts: Sequence[Figure], form: Form) -> Check | None:
    """Compare a total with the sum of its parts, or their units where some measure another thing; None without parts.

    None too where the total has no unit and a part has one: which of them lacks its unit is not known.
    """
    values = [part.in_unit_of(total) for part in parts]
    numbers = [value for value in values if value is not None]
    if not parts or (len(numbers) < len(values) and not total.unit):
        return None
    if len(numbers) < len(values):
        return _units_check(
            subject, total, [each for each, number in zip(parts, values, strict=True) if number is None], form
        )
    counted = Figure(sum_of(numbers), total.unit)
    difference = less(counted.value, total.value)
    figures = (total, *parts)
    return Check(
        code,
        subject,
        total.text,
        counted.text,
        not difference,
        difference,
        form.form_no,
        tuple(dict.fromkeys(each.row_no for each in figures if each.row_no is not None)),
        tuple(dict.fromkeys(each.place for each in figures if each.place is not None)),
        "" if not difference else mended(total, parts, difference),
    )


def _units_check(subject: str, total: Figure, strange: Sequence[Figure], form: Form) -> Check:
    """Say which figures of a column measure another thing than their total: a row may be shifted, or a unit misread."""
    return Check(
        "units",
        subject,
        total.text,
        ", ".join(each.text for each in strange),
        held=False,
        form_no=form.form_no,
        rows=tuple(dict.fromkeys(each.row_no for each in strange if each.row_no is not None)),
        places=tuple(dict.fromkeys(each.place for each in (total, *strange) if each.place is not None)),
    )


def sum_of(numbers: Iterable[Decimal]) -> Decimal:
    """Give the sum of numbers, all their digits."""
    return reduce(EXACT.add, numbers, Decimal(0))


def less(one: Decimal, other: Decimal) -> Decimal:
    """Give what one number is more than another, without an exponent or trailing zeros."""
    return plain(EXACT.subtract(one, other))


def rounded_like(value: Decimal, printed: Decimal) -> Decimal:
    """Give a number with as many decimals as the printed one, rounded as people do."""
    return value.quantize(printed, ROUND_HALF_UP, EXACT)


def mended(total: Figure, parts: Sequence[Figure], difference: Decimal) -> str:
    """Name the one figure that would mend a sum, if it were another that is easily taken for it: 12 for 120 or 13.

    Any figure would mend the sum, changed by the difference; so one is named only where it alone is near to what it
    would have to be. A total without a place is asked for, and printed nowhere.
    """
    wanted = [(total, total.value + difference)] if total.place else []
    for part in parts:
        value = part.in_unit_of(total)
        if value is not None:
            wanted.append((part._replace(value=value, unit=total.unit), value - difference))
    near = [(figure, value) for figure, value in wanted if _is_near(figure.value, value)]
    if len(near) != 1:
        return ""
    figure, value = near[0]
    where = f"row {figure.row_no} {figure.name}" if figure.row_no is not None else figure.name
    return f"{where}: {figure.text} for {value:f}{figure.unit}"


def _is_near(printed: Decimal, wanted: Decimal) -> bool:
    """Whether one number is easily taken for another: it is left out, or shifted, or differs by one digit."""
    return not wanted or _digits(printed) == _digits(wanted) or _differ_by_one(f"{printed:f}", f"{wanted:f}")


def _digits(number: Decimal) -> str:
    return "".join(map(str, number.as_tuple().digits)).strip("0")


def _differ_by_one(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    shorter, longer = sorted((one, other), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
