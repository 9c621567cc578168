"""What a person should know of a form: texts that no label leads to, flags of its rows, and sums that do not hold."""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from jixiao.extract.ocr.uncertain import LOW_CONFIDENCE
from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Check, Finding, Form, Indicator
from jixiao.normalize.values.doubts import DOUBTS


def form_findings(form: Form) -> Iterator[Finding]:
    """Give a finding for each text that no label leads to, and for each flag of a row."""
    for field in form.fields:
        told = field.doubts or (() if field.label_path else ("text_without_label",))
        for code in told:
            yield found(code, field.value_text or field.label_path, form_no=form.form_no, place=field.place)
    for row in form.indicators:
        for flag in row.flags:
            place = row.places[0] if row.places else None
            yield found(flag, _flag_text(row, flag), form_no=form.form_no, row_no=row.row_no, place=place)


def _flag_text(row: Indicator, flag: str) -> str:
    if flag == "corrected":
        return row.correction
    if flag == "join_doubtful":
        return f"else it reads as {row.other_reading}" if row.other_reading else ""
    return row.reading.unread if flag == "value_unread" else row.value_text if flag in DOUBTS else ""


SUM_OPEN = "sum_open"
"""Flag of the rows of a form in which a comparison failed: any of them may be the wrong one."""


def check_findings(checks: Iterable[Check], forms: Iterable[Form] = ()) -> Iterator[Finding]:
    """Give a finding for each comparison that failed.

    It names those of its rows that were recognised in a picture and may be misread.
    """
    doubted = {(form.form_no, row.row_no) for form in forms for row in form.indicators if LOW_CONFIDENCE in row.flags}
    for check in checks:
        if not check.held:
            mended, mended_zh = (
                (f"; it would hold with {check.mended}", f"；若 {check.mended} 则相符") if check.mended else ("", "")
            )
            unsure = [row for row in check.rows if (check.form_no, row) in doubted]
            misread, misread_zh = _may_be_misread(unsure) if unsure else ("", "")
            yield found(
                check.code,
                f"{check.subject}: printed {check.expected}, counted {check.found}: FAILS{mended}{misread}",
                detail_zh=f"{check.subject}：原文 {check.expected}，统计 {check.found}，不符{mended_zh}{misread_zh}",
                form_no=check.form_no,
                row_no=next(iter([*unsure, *check.rows]), None),
                place=check.places[0] if check.places else None,
            )


def _may_be_misread(rows: Iterable[int]) -> tuple[str, str]:
    numbers = list(map(str, rows))
    return f"; may be misread: row {', '.join(numbers)}", f"；可能读错：第 {'、'.join(numbers)} 行"


def open_sums(checks: Iterable[Check]) -> Iterator[Finding]:
    """Say of each form in which comparisons failed that its rows carry the flag."""
    failed: dict[int, list[str]] = {}
    for check in checks:
        if not check.held and check.form_no is not None:
            failed.setdefault(check.form_no, []).append(check.code)
    for form_no, codes in failed.items():
        yield found(SUM_OPEN, ", ".join(dict.fromkeys(codes)), form_no=form_no)


def with_open_sums(forms: Sequence[Form], checks: Iterable[Check]) -> tuple[Form, ...]:
    """Give the forms, with a flag on the rows of those in which a comparison failed."""
    failed = {check.form_no for check in checks if not check.held}
    return tuple(flagged(form, SUM_OPEN) if form.form_no in failed else form for form in forms)


def flagged(form: Form, flag: str, pages: Set[int] | None = None) -> Form:
    """Flag the form's rows: all of them, or those that stand on the pages."""
    rows = (
        replace(row, flags=(*row.flags, flag))
        if flag not in row.flags and (pages is None or any(place.page in pages for place in row.places))
        else row
        for row in form.indicators
    )
    return replace(form, indicators=tuple(rows))
