"""Corrections -> the rows that they name, or why they name none. A correction fits whole, or it is not carried out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.normalize.corrections.model import Action, Correction
from jixiao.normalize.records import Form, Indicator
from jixiao.normalize.text import clean_lines

BEFORE_ALL = -1
"""Stands for the row after which a form's first row goes."""


class Fitted(NamedTuple):
    """A correction, and the row that it names: its index in the form's rows, or BEFORE_ALL."""

    correction: Correction
    at: int


class Unfit(NamedTuple):
    """A correction that does not fit, and why, in English and Chinese."""

    correction: Correction
    reason: str
    reason_zh: str


CONTRADICTED = "another correction says otherwise of the same row", "另有更正对同一行作了不同处理"


def fit(forms: Sequence[Form], corrections: Iterable[Correction]) -> tuple[list[Fitted], list[Unfit]]:
    """Say which row each correction names, as the forms were read. Of those that say the same one is kept."""
    by_number = {form.form_no: form for form in forms}
    fitted: list[Fitted] = []
    unfit: list[Unfit] = []
    for each in {correction.edit: correction for correction in corrections}.values():
        found = _fitted(each, by_number)
        if isinstance(found, Fitted):
            fitted.append(found)
        else:
            unfit.append(found)
    contradicted = _contradicted(fitted)
    unfit += [Unfit(each.correction, *CONTRADICTED) for each in fitted if _key(each) in contradicted]
    return [each for each in fitted if _key(each) not in contradicted], unfit


def _fitted(correction: Correction, forms: Mapping[int, Form]) -> Fitted | Unfit:
    form = forms.get(correction.form_no)
    if form is None:
        return Unfit(
            correction, f"the document has no form {correction.form_no}", f"文件中没有第{correction.form_no}张表"
        )
    if correction.form and correction.form not in _names(form):
        named = form.subject or form.department or form.title
        return Unfit(correction, f"form {form.form_no} is {named}", f"第{form.form_no}张表是{named}")
    if correction.row is None:
        return _at_the_head(correction, form)
    return _row_named(correction, form)


def _names(form: Form) -> tuple[str, ...]:
    return (form.title, form.subject, form.department, form.form_type)


def _at_the_head(correction: Correction, form: Form) -> Fitted | Unfit:
    if form.page_start <= correction.page <= form.page_end:
        return Fitted(correction, BEFORE_ALL)
    pages = f"{form.page_start}-{form.page_end}"
    return Unfit(correction, f"the form stands on pages {pages}", f"该表位于第{pages}页")


def _row_named(correction: Correction, form: Form) -> Fitted | Unfit:
    alike = [at for at, row in enumerate(form.indicators) if _reads_so(row, correction)]
    here = [at for at in alike if correction.page in _pages(form.indicators[at])]
    if not here and correction.action is Action.ADD:  # a page's first row goes after the last one of the page before
        here = [at for at in alike if correction.page - 1 in _pages(form.indicators[at])]
    page = correction.page
    if not here:
        return Unfit(correction, f"no row of the form on page {page} reads so", f"该表第{page}页没有这样的行")
    if len(here) > 1:
        count = len(here)
        return Unfit(correction, f"{count} rows of the form on page {page} read so", f"该表第{page}页有{count}行相同")
    return _as_printed(correction, form.indicators[here[0]], here[0])


def _reads_so(row: Indicator, correction: Correction) -> bool:
    return all(getattr(row, column) == clean_lines(text) for column, text in correction.row or ())


def _pages(row: Indicator) -> set[int]:
    return {place.page for place in row.places}


def _as_printed(correction: Correction, row: Indicator, at: int) -> Fitted | Unfit:
    """Hold what a correction says of its row against the row."""
    if correction.action is Action.REPLACE:
        now = getattr(row, correction.column)
        if now != clean_lines(correction.printed):
            return Unfit(correction, f"the row's {correction.column} reads {now!r}", f"该行此栏为“{now}”")
    if correction.action is Action.PART and not row.halves:
        return Unfit(correction, "the row was not joined over one page break", "该行并非由一处分页拼接而成")
    return Fitted(correction, at)


def _key(fitted: Fitted) -> tuple[object, ...]:
    """Give what only one correction may change: a cell of a row; new rows stand beside each other."""
    correction = fitted.correction
    if correction.action is Action.ADD:
        return (correction.form_no, fitted.at, correction.texts)
    return (correction.form_no, fitted.at, correction.column)


def _contradicted(fitted: Sequence[Fitted]) -> set[tuple[object, ...]]:
    """Give the cells that several corrections change, and those of rows that are changed and deleted or parted too."""
    counts = Counter(map(_key, fitted))
    return {key for key, count in counts.items() if count > 1} | set(_changed_and_gone(fitted))


def _changed_and_gone(fitted: Sequence[Fitted]) -> Iterator[tuple[object, ...]]:
    changes = [each for each in fitted if each.correction.action is not Action.ADD]
    gone = {_row(each) for each in changes if not each.correction.column}
    changed = {_row(each) for each in changes if each.correction.column}
    yield from (_key(each) for each in changes if _row(each) in gone & changed)


def _row(fitted: Fitted) -> tuple[int, int]:
    return fitted.correction.form_no, fitted.at
