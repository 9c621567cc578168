"""Known rows of samples/ -> tables to set, in the layout of the bureau's own forms."""

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jixiao.normalize.text import clean
from jixiao.output.known import COLUMNS, KnownRow
from tests.typeset.model import Block, SetTable

Row = Mapping[str, str]
SAMPLE = Path(__file__).parents[2] / "samples" / "zhoucun-2024"
COVER = ("2024年预算区级重点项目绩效目标和部门整体绩效目标表", "淄博市周村区财政局")


@dataclass(frozen=True, slots=True)
class KnownForm:
    """A form's head, and its indicator rows."""

    head: Row
    rows: tuple[Row, ...]


def known_form(number: int, keep: Callable[[Row], bool] = lambda row: True) -> KnownForm:
    """Give a form of the sample with the rows to keep."""
    head = next(row for row in _read("forms") if row["form_no"] == str(number))
    return KnownForm(head, tuple(row for row in _read("indicators") if row["form_no"] == str(number) and keep(row)))


def _read(table: str) -> list[Row]:
    with SAMPLE.with_name(f"{SAMPLE.name}.{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def expected_rows(forms: Sequence[KnownForm], table: str) -> list[KnownRow]:
    """Give the known table of a document of these forms."""
    rows: list[Row] = []
    for number, form in enumerate(forms, 1):
        tasks = len({row["task_no"] for row in form.rows if row["task_no"]})
        counts = {"task_count": str(tasks or ""), "indicator_count": str(len(form.rows))}
        own = [{**form.head, **counts}] if table == "forms" else form.rows
        rows += [{**row, "form_no": str(number)} for row in own]
    return [tuple("\n".join(map(clean, (row.get(name) or "").split("\n"))) for name in COLUMNS[table]) for row in rows]


def set_form(form: KnownForm, *, merge_level2: bool) -> SetTable:
    """Lay out a form as the bureau does."""
    if form.head["form_type"] == "fund_target":
        return _fund(form, merge_level2=merge_level2)
    return _strategy(form) if form.head["form_type"] == "department_strategy" else _annual(form)


def _fund(form: KnownForm, *, merge_level2: bool) -> SetTable:
    labels = {"专项资金名称": "subject", "主管部门": "department", "年度预算资金（万元）": "budget_text"}
    blocks: list[Block] = []
    for row, (text, name) in enumerate(labels.items()):
        blocks += [Block(row, 0, text, column_span=2), Block(row, 2, form.head[name], column_span=3)]
    blocks += [Block(3, 0, "年度总体目标"), Block(3, 1, form.head["overall_goal"], column_span=4, left=True)]
    row, headers = 4, []
    for (number, task), group in groupby(form.rows, lambda each: (each["task_no"], each["task"])):
        rows = list(group)
        blocks.append(Block(row, 0, f"主要政策任务{number}：{task}", column_span=5, left=True, bold=True))
        blocks.append(Block(row + 1, 0, "年度绩效指标", row_span=len(rows) + 1))
        blocks += _header(row + 1, 1, ("一级指标", "二级指标", "三级指标", "指标值"))
        blocks += _merged(rows, row + 2, 1, "level1")
        blocks += _merged(rows, row + 2, 2, "level1", "level2") if merge_level2 else _single(rows, row + 2, 2, "level2")
        blocks += [*_single(rows, row + 2, 3, "indicator"), *_single(rows, row + 2, 4, "value_text")]
        headers.append(row + 1)
        row += len(rows) + 2
    return SetTable("专项资金绩效目标表", "", (40, 55, 75, 140, 85), tuple(blocks), tuple(headers))


def _strategy(form: KnownForm) -> SetTable:
    blocks = [
        Block(0, 0, "战略目标"),
        Block(0, 1, form.head["overall_goal"], column_span=4, left=True),
        Block(1, 0, "指标", row_span=len(form.rows) + 1),
        *_header(1, 1, ("序号", "指标", "指标解释", "年度指标值")),
    ]
    for column, name in enumerate(("indicator_no", "indicator", "explanation", "value_text"), 1):
        blocks += _single(form.rows, 2, column, name)
    caption = f"部门名称：{form.head['department']}"
    return SetTable("整体战略目标表", caption, (43, 30, 105, 144, 73), tuple(blocks), (1,))


def _annual(form: KnownForm) -> SetTable:
    blocks = [Block(0, 0, "职责序号", bold=True), Block(0, 1, "部门职责", column_span=2, bold=True)]
    blocks += _header(0, 3, ("职责目标", "绩效指标", "指标解释", "年度指标值"))
    duty = ("duty_no", "duty", "duty_item", "duty_target")
    for column in range(4):
        blocks += _merged(form.rows, 1, column, *duty[: column + 1])
    for column, name in enumerate(("indicator", "explanation", "value_text"), 4):
        blocks += _single(form.rows, 1, column, name)
    caption = f"部门名称：{form.head['department']}"
    return SetTable("年度整体绩效目标表", caption, (26, 43, 47, 88, 68, 76, 47), tuple(blocks), (0,))


def _header(row: int, first: int, texts: Sequence[str]) -> list[Block]:
    return [Block(row, column, text, bold=True) for column, text in enumerate(texts, first)]


def _single(rows: Sequence[Row], first: int, column: int, name: str) -> Iterator[Block]:
    return (Block(number, column, row[name]) for number, row in enumerate(rows, first))


def _merged(rows: Sequence[Row], first: int, column: int, *names: str) -> Iterator[Block]:
    for _, group in groupby(rows, lambda row: [row[name] for name in names]):
        same = list(group)
        yield Block(first, column, same[0][names[-1]], row_span=len(same))
        first += len(same)
