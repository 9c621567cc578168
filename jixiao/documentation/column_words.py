"""What a row and each column holds, in English, for the docs; ``output/descriptions.py`` has the data's Chinese."""

from collections.abc import Mapping
from typing import NamedTuple


class Words(NamedTuple):
    """The same in both languages."""

    english: str
    chinese: str


WHAT_A_ROW_IS: Mapping[str, Words] = {
    "documents": Words(
        "a file: title, publisher, year, SHA-256, pages, engine, status, what the proofs came to (`proved`, `open`, "
        "`failed`); "
        "of one that failed the reason",
        "一个文件：标题、发布单位、年度、SHA-256、页数、引擎、状态、核对结论（`proved`、`open`、`failed`）；未能转换的写明原因",
    ),
    "forms": Words(
        "a form: type, fund or department, budget, goal, counts, pages",
        "一张绩效表：表类型、资金或部门、预算、总体目标、各项计数、页码",
    ),
    "indicators": Words(
        "a lowest-level indicator (三级指标) with all labels over it, its value as printed and parsed, page, box, flags",
        "一个三级指标，带全部上级标签，指标值的原文与解析结果，页码、位置、标记",
    ),
    "targets": Words("one parsed target; a composite value has several", "一个解析出的目标值；复合指标值有几个"),
    "fields": Words(
        "any other text of a form, under its labels: `项目资金（万元）/年度资金总额/全年执行数`, `指标3/备注`",
        "表中其他文字，列在其栏目之下：`项目资金（万元）/年度资金总额/全年执行数`、`指标3/备注`",
    ),
    "tables": Words(
        "a ruled table that is no known form; its texts, spans filled, are `tables/<doc_id>-t<no>.csv`",
        "不属于任何已知表式的表格；其文字（合并单元格已填满）在 `tables/<doc_id>-t<no>.csv`",
    ),
    "checks": Words(
        "a comparison with what the document prints (a sum, a number, its list of contents): expected, found, "
        "whether it held, "
        "rows, pages",
        "与文件所印内容（合计、编号、目录）的一次核对：原文、统计、是否相符、行号、页码",
    ),
    "findings": Words(
        "something a person should know: code, severity, place, message in English and Chinese",
        "应当有人知道的事：代码、级别、位置、说明（中英文）",
    ),
}

_OF_ALL: Mapping[str, str] = {
    "doc_id": "the file's name in this output, mostly its file name without the ending",
    "form_no": "the form's number in its document, from 1",
    "row_no": "the row's number in its form, from 1",
    "year": "the year, four digits; null where none is printed and none can be told",
    "publisher": "who published the document",
    "form_type": "the form's type, as `jixiao forms` lists it",
    "subject": "the fund or the project; null in a department's form",
    "department": "the department in charge",
    "comparator": ">=, <=, =, > or <; null where none is printed",
    "value": "the number as printed, in the printed unit; null where there are several",
    "value_upper": "the upper end of a range, in the printed unit; null where it is no range",
    "unit": "the unit as printed",
    "value_type": "numeric, range, composite (several), date, qualitative (words) or empty",
    "base_value": "the number in the base unit (万元 in 元, ‰ in %); null without a number",
    "base_unit": "the base unit",
    "date_start": "the first day that a date allows; null where it has no start, or is not certain",
    "date_end": "the last day that a date allows; null where it has no end, or is not certain",
    "value_text": "the cell's text, as printed",
    "page": "the page, from 1",
    "page_start": "the first page, from 1",
    "page_end": "the last page, from 1",
    "bbox": "the place on the first page, x0,top,x1,bottom in points (1/72 inch) from the top left",
    "title": "the title",
    "code": "the code, as the page of findings explains it",
}

_OWN: Mapping[str, Mapping[str, str]] = {
    "documents": {
        "source_file": "the file's name",
        "sha256": "SHA-256 of the file's content, hexadecimal",
        "pages": "how many pages were read; null of a file that failed",
        "title": "the document's title, never the name of a form; null where it has none",
        "engine": "the engines that read its pages, between blanks",
        "status": "`ok` (nothing is open), `findings` (something is), `partial` (pages wait for OCR), `failed`",
        "proof": "`proved`, `open` (something could not be proved), `failed`",
        "checks_held": "how many checks hold",
        "checks_failed": "how many do not",
        "error_code": "the error's name, of a file that failed",
        "error": "why it failed, and what to do next",
        "tool_version": "the version of jixiao that converted it",
    },
    "forms": {
        "title": "the form's title",
        "implementing_unit": "the unit that carries it out",
        "budget_text": "the budget, as printed",
        "budget_wan_yuan": "the budget in 万元, whatever unit is printed; null where the unit is not certain",
        "overall_goal": "the overall goal (总体目标), as printed",
        "task_count": "how many tasks; null of a form without tasks",
        "indicator_count": "how many rows of `indicators`",
    },
    "indicators": {
        "task_no": "the task's number, as printed",
        "task": "the task (政策任务)",
        "duty_no": "the duty's number, as printed",
        "duty": "the department's duty (部门职责)",
        "duty_item": "the item under the duty",
        "duty_target": "the item's target",
        "level1": "一级指标, on every row",
        "level2": "二级指标, on every row",
        "indicator_no": "the indicator's number, as printed",
        "indicator": "三级指标, the indicator's name",
        "explanation": "what explains the indicator",
        "value_text": "the target (指标值), as printed",
        "actual_text": "the actual value (实际完成值), as printed",
        "weight": "the weight (权重, 分值), as printed",
        "score": "the score (得分), as printed",
        "deviation_reason": "why it deviates, and what is done about it",
        "flags": "codes of what is in doubt about the row, between blanks, as in `findings`; null where nothing is",
        "weight_value": "the weight as a number: 5, 5分 and 5% are 5; null where the cell is shared with the row above",
        "score_value": "the score as a number, likewise",
        "actual_value": "the actual value where it is one number, in its unit",
        "actual_unit": "that number's unit, as printed",
        "target_met": "whether the actual value meets the target; null where the two do not compare",
        "base_value": "the first target's number in the base unit",
        "base_unit": "the first target's base unit",
        "date_start": "the first day of the first target, where that is a date",
        "date_end": "its last day",
        "task_key": (
            "follows a task over years: department|subject|duty|item|task, without years, blanks and punctuation"
        ),
        "indicator_key": "follows an indicator over years: the task's key|level 1|level 2|indicator",
        "boxes": "the row's places on all its pages, page:x0,top,x1,bottom between blanks",
    },
    "targets": {
        "part_no": "the part's number within the value, from 1",
        "label": "the part's name; of a target without a number its text",
        "value": "the number as printed, in the printed unit; null without a number",
    },
    "fields": {
        "label_path": "the labels over the text, outermost first, between slashes; null where it has none",
        "value": "the number where the text is one, in its unit",
        "unit": "the unit that the label prints; weights and scores have none",
    },
    "tables": {
        "table_no": "the table's number in its document, from 1",
        "file": "the table's own CSV file",
        "row_count": "how many rows",
        "column_count": "how many columns",
        "header": "what is taken for its headers: down a column between slashes, columns between bars",
    },
    "checks": {
        "check_no": "the check's number in its document, from 1",
        "form_no": "the form that is checked; null of one about the whole document",
        "subject": "what is checked",
        "expected": "what is printed",
        "found": "what was counted",
        "held": "whether the two agree",
        "difference": "found less expected, in the printed unit; null where they are no numbers",
        "rows": "the rows that take part, like 1-5,8",
        "pages": "their pages, likewise",
        "mended": "the one figure that would mend the sum if it was misprinted",
    },
    "findings": {
        "severity": "error, warning or info",
        "form_no": "the form; null where it is about none",
        "row_no": "the row; null where it is about none",
        "bbox": "the place on that page, x0,top,x1,bottom in points from the top left",
        "message": "what it says, in English",
        "message_zh": "what it says, in Chinese",
    },
}


def in_english(table: str, column: str) -> str:
    """Give what a table's column holds. Raises KeyError where no words are written."""
    return _OWN[table].get(column) or _OF_ALL[column]
