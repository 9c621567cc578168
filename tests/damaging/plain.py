"""Known tables -> the text of a converter that makes no mistake: rows between tabs, labels on their first row."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

Row = Mapping[str, str]
SIDE = "年度绩效指标"


class Line(NamedTuple):
    """A line of the text: what it is (text, head, task, header, data, gap), and its cells."""

    kind: str
    cells: tuple[str, ...]


class Shape(NamedTuple):
    """How a form is written: title, head labels each with its known column, the label beside its rows, its columns."""

    title: str
    head: tuple[tuple[str, str], ...]
    side: str
    columns: tuple[tuple[str, str], ...]


_LEVELS = (("一级指标", "level1"), ("二级指标", "level2"), ("三级指标", "indicator"))
SHAPES = {
    "fund_target": Shape(
        "专项资金绩效目标表",
        (("专项资金名称", "subject"), ("主管部门", "department"), ("年度预算资金（万元）", "budget_text"), ("年度总体目标", "overall_goal")),
        SIDE,
        (*_LEVELS, ("指标值", "value_text")),
    ),
    "department_strategy": Shape(
        "整体战略目标表",
        (("战略目标", "overall_goal"),),
        "指标",
        (("序号", "indicator_no"), ("指标", "indicator"), ("指标解释", "explanation"), ("年度指标值", "value_text")),
    ),
    "department_annual": Shape(
        "年度整体绩效目标表",
        (),
        "",
        (
            ("职责序号", "duty_no"), ("部门职责", "duty"), ("", "duty_item"), ("职责目标", "duty_target"), ("绩效指标", "indicator"),
            ("指标解释", "explanation"), ("年度指标值", "value_text"),
        ),
    ),
    "department_target": Shape(
        "部门整体支出绩效目标表", (("部门名称", "department"), ("年度总体目标", "overall_goal")), SIDE, (*_LEVELS, ("指标值", "value_text"))
    ),
    "project_target": Shape(
        "项目支出绩效目标表",
        (("项目名称", "subject"), ("主管部门", "department"), ("实施单位", "implementing_unit"), ("年度总体目标", "overall_goal")),
        SIDE,
        (*_LEVELS, ("指标值", "value_text"), ("分值", "weight")),
    ),
    "project_self_evaluation": Shape(
        "项目支出绩效自评表",
        (("项目名称", "subject"), ("主管部门", "department"), ("实施单位", "implementing_unit"), ("年度总体目标", "overall_goal")),
        SIDE,
        (
            *_LEVELS, ("年度指标值", "value_text"), ("实际完成值", "actual_text"), ("分值", "weight"), ("得分", "score"),
            ("偏差原因分析及改进措施", "deviation_reason"),
        ),
    ),
}  # fmt: skip

_LABELS = ("duty_no", "duty", "duty_item", "duty_target", "level1", "level2")


def known_lines(indicators: Path) -> list[Line]:
    """Give the lines of the text that the known tables of a sample make."""
    forms = {row["form_no"]: row for row in _rows(indicators.with_name(indicators.name.replace("indicators", "forms")))}
    lines: list[Line] = []
    for number, rows in groupby(_rows(indicators), key=lambda row: row["form_no"]):
        lines += _form_lines(forms[number], list(rows))
    return lines


def text_of(lines: Sequence[Line]) -> str:
    return "\n".join("\t".join(line.cells) for line in lines) + "\n"


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _form_lines(form: Row, rows: Sequence[Row]) -> Iterator[Line]:
    shape = SHAPES[form["form_type"]]
    width = len(shape.columns) + bool(shape.side)
    yield Line("gap", ())
    yield Line("text", (f"# {shape.title}",))
    yield Line("gap", ())
    if form["form_type"].startswith("department_") and form["form_type"] != "department_target":
        yield Line("text", (f"部门名称：{form['department']}",))
        yield Line("gap", ())
    for label, column in shape.head:
        if form[column]:
            yield Line("head", _padded([label, form[column].replace("\n", "")], width))
    for task, own in groupby(rows, key=lambda row: (row["task_no"], row["task"])):
        if task[0]:
            yield Line("task", _padded([f"主要政策任务 {task[0]}：{task[1]}"], width))
        yield Line("header", (*([shape.side] if shape.side else []), *(label for label, _ in shape.columns)))
        yield from _data_lines(list(own), shape)


def _padded(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*cells, *[""] * (width - len(cells)))


def _data_lines(rows: Sequence[Row], shape: Shape) -> Iterator[Line]:
    before: Row = {}
    for row in rows:
        new = False
        cells = [""] if shape.side else []
        for _, column in shape.columns:
            new = new or (column in _LABELS and row[column] != before.get(column))
            cells.append("" if column in _LABELS and not new else row[column])
        yield Line("data", tuple(cells))
        before = row
