"""What a page that stands twice gives: a form that begins as another does, rows that come again behind themselves."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from jixiao.normalize.records import Check, Form, Indicator, Place

FEWEST = 3
"""Rows that come again, from which that is no chance: two rows of a form may say the same."""

Texts = tuple[str, ...]


def double_checks(forms: Sequence[Form]) -> Iterator[Check]:
    """Look for forms that begin as one before them does, and for rows that come twice, one run behind the other."""
    if len(forms) > 1:
        yield _check("forms_double", "forms that begin as another does", list(_double_forms(forms)))
    again = [
        (
            f"form {form.form_no} rows {rows[0].row_no}-{rows[-1].row_no}",
            rows[0].places[0] if rows[0].places else form.place,
        )
        for form in forms
        for rows in _repeated(form.indicators)
    ]
    if forms:
        yield _check("rows_double", "rows that come again", again)


def _double_forms(forms: Sequence[Form]) -> Iterator[tuple[str, Place]]:
    seen: dict[Texts, list[Form]] = defaultdict(list)
    for form in forms:
        before = seen[form.form_type, form.subject, form.department]
        for other in before:
            if _begin_alike(_all_texts(other), _all_texts(form)):
                yield f"form {form.form_no} as form {other.form_no}", form.place
                break
        before.append(form)


def _check(code: str, subject: str, double: Sequence[tuple[str, Place]]) -> Check:
    named = ", ".join(name for name, _ in double) or "none"
    return Check(code, subject, "none", named, not double, places=tuple(place for _, place in double))


def _all_texts(form: Form) -> list[Texts]:
    return [_texts(row) for row in form.indicators]


def _texts(row: Indicator) -> Texts:
    return row.task, row.duty, row.duty_item, row.level1, row.level2, row.indicator, row.value_text


def _begin_alike(one: Sequence[Texts], other: Sequence[Texts]) -> bool:
    """Whether the shorter of the two, which has a row, is how the longer one begins."""
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and list(longer[: len(shorter)]) == list(shorter)


def _repeated(rows: Sequence[Indicator]) -> Iterator[Sequence[Indicator]]:
    """Give the runs of rows that stand right behind the same, the longest first; none that overlap."""
    texts = [_texts(row) for row in rows]
    at = 0
    while at < len(rows):
        lengths = range((len(rows) - at) // 2, FEWEST - 1, -1)
        length = next(
            (n for n in lengths if texts[at] == texts[at + n] and texts[at : at + n] == texts[at + n : at + 2 * n]), 0
        )
        if length:
            yield rows[at + length : at + 2 * length]
        at += 2 * length or 1
