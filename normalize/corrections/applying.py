"""Forms and corrections -> the forms with them carried out, rows numbered anew, and what a person should know of it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from jixiao.normalize.catalogue import found
from jixiao.normalize.corrections.fitting import BEFORE_ALL, Fitted, Unfit, fit
from jixiao.normalize.corrections.model import Action, Correction
from jixiao.normalize.corrections.rereading import Hints, added_row, parted_rows, read_again
from jixiao.normalize.forms.rows import with_split_labels
from jixiao.normalize.records import Field, Finding, Form, Indicator

_ROW_FIELD = re.compile(r"指标(\d+)/")
"""How the label path of a field begins that is a row's: a column without a place in the contract."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """Forms with corrections carried out. ``numbers``: each row's number now, by form and number as it was read."""

    forms: tuple[Form, ...]
    findings: tuple[Finding, ...] = ()
    numbers: Mapping[tuple[int, int], int] | None = None

    def renumbered(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Give findings about rows as they were read, by the numbers that the rows have now."""
        for finding in findings:
            if self.numbers is None or finding.form_no is None or finding.row_no is None:
                yield finding
            else:
                yield replace(finding, row_no=self.numbers.get((finding.form_no, finding.row_no)))


def correct(forms: Sequence[Form], corrections: Sequence[Correction]) -> Corrected:
    """Carry out the corrections that fit, each whole, and tell of those that do not."""
    if not corrections:
        return Corrected(tuple(forms))
    fitted, unfit = fit(forms, corrections)
    edited = [_edited(form, [each for each in fitted if each.correction.form_no == form.form_no]) for form in forms]
    numbers = {(each.form.form_no, old): new for each in edited for old, new in each.numbers.items()}
    findings = (*map(_unfit, unfit), *(finding for each in edited for finding in each.findings))
    return Corrected(tuple(each.form for each in edited), findings, numbers)


def _unfit(unfit: Unfit) -> Finding:
    correction = unfit.correction
    detail = f"{correction.described()}; {unfit.reason}"
    return found("correction_unfit", detail, detail_zh=f"{correction.described()}；{unfit.reason_zh}")


class _Edited(NamedTuple):
    form: Form
    numbers: Mapping[int, int]
    findings: tuple[Finding, ...]


class _Row(NamedTuple):
    """A row, and the number that it had; None of one that was not read so."""

    old: int | None
    row: Indicator


def _edited(form: Form, fitted: Sequence[Fitted]) -> _Edited:
    if not fitted:
        return _Edited(form, {row.row_no: row.row_no for row in form.indicators}, ())
    rows = [each._replace(row=replace(each.row, row_no=no)) for no, each in enumerate(_edited_rows(form, fitted), 1)]
    numbers = {each.old: each.row.row_no for each in rows if each.old is not None}
    whole = [replace(row, flags=tuple(flag for flag in row.flags if flag != "label_split")) for _, row in rows]
    fields = tuple(_renumbered(form.fields, numbers))
    edited = replace(form, indicators=with_split_labels(whole), fields=fields)
    gone = (each for each in fitted if each.correction.action is Action.DELETE)
    return _Edited(edited, numbers, tuple(_deleted(form, each) for each in gone))


def _edited_rows(form: Form, fitted: Sequence[Fitted]) -> Iterator[_Row]:
    named: dict[int, list[Correction]] = {}
    for each in fitted:
        named.setdefault(each.at, []).append(each.correction)
    printed = {field.label_path: field.value_text for field in form.fields}
    yield from _added(form, None, named.get(BEFORE_ALL, ()))
    for at, row in enumerate(form.indicators):
        own = named.get(at, ())
        yield from _changed(row, own, printed) if own else (_Row(row.row_no, row),)
        yield from _added(form, row, own)


def _changed(row: Indicator, corrections: Sequence[Correction], printed: Mapping[str, str]) -> Iterator[_Row]:
    """Give what becomes of a row: itself, with other texts or without, two rows, or none."""
    by_action = {action: [each for each in corrections if each.action is action] for action in Action}
    hints = Hints(*(printed.get(f"指标{row.row_no}/{name}", "") for name in ("计量单位", "指标性质")))
    if by_action[Action.PART]:
        first, second = parted_rows(row, by_action[Action.PART][0], hints)
        yield from (_Row(row.row_no, first), _Row(None, second))
    elif not by_action[Action.DELETE]:
        changes = by_action[Action.REPLACE]
        yield _Row(row.row_no, read_again(row, changes, hints) if changes else row)


def _added(form: Form, before: Indicator | None, corrections: Sequence[Correction]) -> Iterator[_Row]:
    for each in corrections:
        if each.action is Action.ADD:
            yield _Row(None, added_row(form, before, each))


def _renumbered(fields: Iterable[Field], numbers: Mapping[int, int]) -> Iterator[Field]:
    """Give the fields, those of rows by the rows' numbers now; those of deleted rows go with them."""
    for field in fields:
        own = _ROW_FIELD.match(field.label_path)
        if own is None:
            yield field
        elif (number := numbers.get(int(own.group(1)))) is not None:
            yield replace(field, label_path=f"指标{number}/{field.label_path[own.end() :]}")


def _deleted(form: Form, fitted: Fitted) -> Finding:
    row = form.indicators[fitted.at]
    texts = " ".join(f"[{text}]" for text in (row.level1, row.level2, row.indicator, row.value_text) if text)
    detail = "; ".join(filter(None, (texts, fitted.correction.signed)))
    return found("row_deleted", detail, form_no=form.form_no, place=row.places[0] if row.places else None)
