"""Sums, counts and numberings that prove a document, each held or failed, with both numbers."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Document, Field, Finding, Form, Indicator, Severity, ValueType
from jixiao.normalize.text import label
from jixiao.normalize.values.doubts import DOUBTS

_FUNDS_TOTAL = re.compile(r"预算金额(?:共计|合计|为)?(\d+(?:\.\d+)?)(亿|万)元")
_TASK_TOTAL = re.compile(r"项目(?:共)?(\d+)个")
_EACH = re.compile(r"单个|每|人均|户均|亩均|标准|单价")
"""Words of an amount that is a limit for each company, person or project, and no part of the task's money."""
_CONTENTS_LINE = re.compile(r"^\d+、(.+?)(?:…|\.{2,}|·{2,})[….·\s]*\d*$")


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison: what was printed, what the rows give, and whether they agree. ``row`` is the first it is about."""

    code: str
    subject: str
    printed: str
    counted: str
    held: bool
    form: Form | None = None
    row: Indicator | None = None


def check_document(document: Document, front: Sequence[str]) -> tuple[Finding, ...]:
    """Run every check that the document allows."""
    checks = [check for form in document.forms for check in check_form(form)]
    return (
        *(
            _finding(check)
            for check in (*checks, *_preface(document.forms, "".join(front)), *_contents(document, front))
        ),
        *(finding for form in document.forms for finding in form_findings(form)),
    )


def _finding(check: Check) -> Finding:
    verdict = "holds" if check.held else "FAILS"
    message = f"{check.subject}: printed {check.printed}, counted {check.counted}: {verdict}"
    severity = Severity.INFO if check.held else None
    form = check.form
    message_zh = f"{check.subject}：原文 {check.printed}，统计 {check.counted}，{'相符' if check.held else '不符'}"
    form_no, place = (form.form_no, form.place) if form else (None, None)
    row_no = check.row.row_no if check.row else None
    if check.row and check.row.places:
        place = check.row.places[0]
    return found(
        check.code, message, detail_zh=message_zh, severity=severity, form_no=form_no, row_no=row_no, place=place
    )


def check_form(form: Form) -> Iterator[Check]:
    """Give the checks of one form: those that hold for all, then those its template asks for."""
    yield from _numbering(form, "task_no", "task_numbers")
    yield from _numbering(form, "duty_no", "duty_numbers")
    yield from _numbering(form, "indicator_no", "indicator_numbers")
    for name in form.checks:
        yield from FORM_CHECKS[name](form)


def _numbering(form: Form, column: str, code: str) -> Iterator[Check]:
    runs = [(number, next(rows)) for number, rows in groupby(form.indicators, key=lambda row: getattr(row, column))]
    numbers = [number for number, _ in runs]
    if any(numbers):
        expected = [str(n) for n in range(1, len(numbers) + 1)]
        off = next((row for (number, row), right in zip(runs, expected, strict=True) if number != right), None)
        subject = f"form {form.form_no}, numbers run from 1"
        yield Check(code, subject, ",".join(numbers), f"1..{len(expected)}", off is None, form, off)


def fund_money(form: Form) -> Iterator[Check]:
    """A fund's budget is the sum of its tasks' first cost lines; a task's first cost line that of its other money."""
    firsts: list[tuple[Indicator, Decimal]] = []
    for task, rows in groupby(form.indicators, key=lambda row: (row.task_no, row.task)):
        amounts = [
            (row, amount) for row in rows if row.level1.startswith("成本") and (amount := _wan_yuan(row)) is not None
        ]
        firsts += amounts[:1]
        parts = [amount for row, amount in amounts[1:] if not _EACH.search(row.indicator)]
        if parts:
            yield _sum_check("task_total", f"task {task[0]} {task[1]}", firsts[-1][1], parts, form, firsts[-1][0])
    if form.budget_wan_yuan is not None and firsts:
        amounts_only = [amount for _, amount in firsts]
        yield _sum_check("fund_budget", f"fund {form.subject}", form.budget_wan_yuan, amounts_only, form, firsts[0][0])


def _sum_check(
    code: str, subject: str, printed: Decimal, parts: Sequence[Decimal], form: Form, row: Indicator
) -> Check:
    total = sum(parts, Decimal(0))
    return Check(code, subject, f"{printed}万元", f"{total}万元", printed == total, form, row)


def _wan_yuan(row: Indicator) -> Decimal | None:
    reading = row.reading
    if reading.value_type is ValueType.NUMERIC and reading.unit in ("万元", "亿元"):
        return reading.value if reading.unit == "万元" or reading.value is None else reading.value * 10000
    return None


def weights(form: Form) -> Iterator[Check]:
    """Weights sum to 100, or to 90 where the budget's execution has the other ten."""
    numbers = [
        number
        for row in form.indicators
        if "figure_shared" not in row.flags and (number := _plain(row.weight)) is not None
    ]
    if numbers:
        total = sum(numbers, Decimal(0))
        yield Check("weights", f"form {form.form_no}, weights", "90 or 100", f"{total}", total in (90, 100), form)


def scores(form: Form) -> Iterator[Check]:
    """The closing row (总分) is the sum of all weights, and of all scores, those of the budget's execution among them."""
    for header, column in (("分值", "weight"), ("权重", "weight"), ("得分", "score")):
        figures = [
            (_parts(field), field.value)
            for field in form.fields
            if field.value is not None and _parts(field)[-1] == header
        ]
        printed = [value for path, value in figures if _CLOSING.match(path[0])]
        if printed and printed[0] is not None:
            counted = [value for path, value in figures if not _CLOSING.match(path[0]) and value is not None]
            counted += [
                n
                for row in form.indicators
                if "figure_shared" not in row.flags and (n := _plain(getattr(row, column))) is not None
            ]
            total = sum(counted, Decimal(0))
            yield Check(
                "scores", f"form {form.form_no}, {header}", f"{printed[0]}", f"{total}", printed[0] == total, form=form
            )


def execution_rate(form: Form) -> Iterator[Check]:
    """执行率 is 全年执行数 over 全年预算数, rounded as printed."""
    lines: dict[tuple[str, ...], dict[str, Field]] = {}
    for field in form.fields:
        path = _parts(field)
        lines.setdefault(path[:-1], {})[path[-1]] = field
    for line, fields in lines.items():
        budget, spent, rate = (fields.get(name) for name in ("全年预算数", "全年执行数", "执行率"))
        printed = _plain(rate.value_text.rstrip("%")) if rate else None
        if printed is not None and budget and spent and budget.value and spent.value is not None:
            counted = (100 * spent.value / budget.value).quantize(printed, ROUND_HALF_UP)
            subject = f"form {form.form_no}, {'/'.join(line)}, 执行率"
            yield Check("execution_rate", subject, f"{printed}%", f"{counted}%", printed == counted, form)


def parts(form: Form) -> Iterator[Check]:
    """A total (总额, 合计) is the sum of the figures that stand beside it in the head, along rows and along columns."""
    families: dict[tuple[int, tuple[str, ...], tuple[str, ...]], dict[str, Decimal]] = {}
    for field in form.fields:
        path = _parts(field)
        for at, name in enumerate(path) if field.value is not None else ():
            families.setdefault((at, path[:at], path[at + 1 :]), {})[name] = field.value  # type: ignore[assignment]
    for (_, before, behind), figures in families.items():
        totals = [name for name in figures if _TOTAL.search(name)]
        others = list(_own_parts(figures, totals))
        if before and len(totals) == 1 and others:
            subject = "/".join([*before, totals[0], *behind])
            total = sum(others, Decimal(0))
            printed = figures[totals[0]]
            yield Check("parts", f"form {form.form_no}, {subject}", f"{printed}", f"{total}", printed == total, form)


def _own_parts(figures: Mapping[str, Decimal], totals: Sequence[str]) -> Iterator[Decimal]:
    """Give the parts of the total: 其中 right behind it begins them, elsewhere it names a part of a part."""
    before = ""
    for name, figure in figures.items():
        if name not in totals and (not name.startswith("其中") or before in totals):
            yield figure
        before = name


_CLOSING = re.compile(r"^(?:总分|总得分|合计|总计|自评总分)")
_TOTAL = re.compile(r"(?:总额|合计|总计|总预算)$")


def _parts(field: Field) -> tuple[str, ...]:
    return tuple(map(label, field.label_path.split("/")))


def _plain(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None


FORM_CHECKS: Mapping[str, Callable[[Form], Iterator[Check]]] = {
    "fund_money": fund_money,
    "weights": weights,
    "scores": scores,
    "execution_rate": execution_rate,
    "parts": parts,
}
"""The checks that a template may ask for (``rows.checks``)."""


def _preface(forms: Sequence[Form], front: str) -> Iterator[Check]:
    funds = [form for form in forms if form.form_type == "fund_target"]
    budgets = [form.budget_wan_yuan for form in funds if form.budget_wan_yuan is not None]
    if budgets and (total_line := _FUNDS_TOTAL.search(front)):
        printed = Decimal(total_line.group(1))
        total = sum(budgets, Decimal(0)) / (10000 if total_line.group(2) == "亿" else 1)
        rounded = total.quantize(printed, ROUND_HALF_UP)
        yield Check(
            "funds_total",
            "all funds",
            f"{printed}{total_line.group(2)}元",
            f"{total}{total_line.group(2)}元",
            rounded == printed,
        )
    if funds and (task_line := _TASK_TOTAL.search(front)):
        tasks = sum(form.task_count or 0 for form in funds)
        yield Check(
            "task_count", "tasks of all funds", task_line.group(1), str(tasks), int(task_line.group(1)) == tasks
        )


def _contents(document: Document, front: Sequence[str]) -> Iterator[Check]:
    """The table of contents lists the forms: as many lines, and each names a form's fund or department."""
    listed = [entry.group(1) for line in front if (entry := _CONTENTS_LINE.match(line.replace(" ", "")))]
    if listed:
        names = [form.subject or form.department for form in document.forms]
        same = len(listed) == len(names) and all(_shared(line, name) for line, name in zip(listed, names, strict=True))
        yield Check("contents", "table of contents", f"{len(listed)} forms", f"{len(names)} forms", same)


def _shared(line: str, name: str) -> bool:
    """Whether a contents line names the form; contents leave the city out, so the end of the name counts."""
    return any(name[start:] and name[start:] in line for start in range(max(1, len(name) - 3)))


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
    if flag == "join_doubtful":
        return f"else it reads as {row.other_reading}" if row.other_reading else ""
    return row.reading.unread if flag == "value_unread" else row.value_text if flag in DOUBTS else ""
