"""The words that all pages share: what columns, flags and checks are called, in Chinese and English."""

from collections.abc import Mapping

from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.catalogue.kind import LOOK, LOOK_ZH
from jixiao.normalize.records import Severity
from jixiao.output.review.compared import CODES as COMPARED
from jixiao.output.review.compared import SEVERITY
from jixiao.output.review.script import Json
from jixiao.output.schema import TABLES

PRINTED: Mapping[str, str] = {
    "task_no": "task no.",
    "task": "task",
    "duty_no": "duty no.",
    "duty": "duty",
    "duty_item": "duty item",
    "duty_target": "duty target",
    "level1": "level 1",
    "level2": "level 2",
    "indicator_no": "no.",
    "indicator": "indicator",
    "explanation": "explanation",
    "value_text": "target as printed",
    "actual_text": "actual value",
    "weight": "weight",
    "score": "score",
    "deviation_reason": "reason for deviation",
}
"""Columns of ``indicators`` that hold what is printed, in the order of a form, with their English titles."""

_MARKS = {"row_joined": "joined", "label_carried": "carried", "corrected": "corrected"}
"""How a row with a flag is marked; one with a warning or an error is doubtful, any other flag is a note."""

_CHECKS = {
    "task_numbers": ("任务序号连续", "task numbers run on"),
    "duty_numbers": ("职责序号连续", "duty numbers run on"),
    "indicator_numbers": ("指标序号连续", "indicator numbers run on"),
    "task_total": ("任务合计", "total of a task"),
    "fund_budget": ("资金预算", "budget of a fund"),
    "weights": ("权重合计", "sum of weights"),
    "scores": ("得分合计", "sum of scores"),
    "execution_rate": ("执行率", "execution rate"),
    "parts": ("分项合计", "sum of parts"),
    "funds_total": ("资金总额", "sum of all funds"),
    "task_count": ("任务数", "count of tasks"),
    "contents": ("目录", "table of contents"),
    "contents_pages": ("目录页码", "pages in the contents"),
    "page_numbers": ("页码", "page numbers"),
    "forms_double": ("重复的表", "forms that stand twice"),
    "rows_double": ("重复的行", "rows that stand twice"),
    "levels": ("指标层级", "levels of indicators"),
}


def shared_words() -> Json:
    """Give the titles of columns, and what each code of a finding or a check says."""
    return {"columns": _columns(), "codes": _codes()}


def _columns() -> Json:
    titles = {column.name: column.title for table in TABLES if table.name == "indicators" for column in table.columns}
    return [{"name": name, "zh": titles[name], "en": english} for name, english in PRINTED.items()]


def _codes() -> Json:
    """Keys are codes of the catalogue, which are this program's own."""
    return (
        {
            code: {
                "severity": kind.severity.value,
                "mark": _MARKS.get(code) or ("note" if kind.severity is Severity.INFO else "doubtful"),
                "zh": kind.says_zh or _CHECKS.get(code, (code, code))[0],
                "en": kind.says or _CHECKS.get(code, (code, code))[1],
                "next": {"zh": kind.next_step_zh, "en": kind.next_step},
            }
            for code, kind in CATALOGUE.items()
        }
        | {
            code: {"severity": "info", "mark": "note", "zh": zh, "en": en, "next": {"zh": "", "en": ""}}
            for code, (zh, en) in _CHECKS.items()
            if code not in CATALOGUE
        }
        | {
            code: {
                "severity": SEVERITY.value,
                "mark": "doubtful",
                "zh": zh,
                "en": en,
                "next": {"zh": LOOK_ZH, "en": LOOK},
            }
            for code, (zh, en) in COMPARED.items()
        }
    )
