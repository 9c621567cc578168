"""The forms of 示例区, laid out as its PDFs are: project target, self-evaluation, department target."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from tests.typeset.forms import KnownForm, _header, _merged, _single
from tests.typeset.model import Block, SetTable

_CENT = Decimal("0.01")
_MAIN_TASKS = ("城市绿地管护", "非遗传承展演", "社区养老服务中心建设", "食品安全抽检")


def set_shili(form: KnownForm, *, merge_level2: bool) -> SetTable:
    """Lay out a form of 示例区."""
    return _LAYOUTS[form.head["form_type"]](form, merge_level2)


def _pair(row: int, label: str, text: str, first: int, spans: tuple[int, int]) -> list[Block]:
    return [
        Block(row, first, label, column_span=spans[0]),
        Block(row, first + spans[0], text, column_span=spans[1]),
    ]


def _labels(form: KnownForm, row: int, *, merge_level2: bool) -> list[Block]:
    level2 = _merged(form.rows, row, 2, "level1", "level2") if merge_level2 else _single(form.rows, row, 2, "level2")
    return [*_merged(form.rows, row, 1, "level1"), *level2]


def _project(form: KnownForm, merge_level2: bool) -> SetTable:
    head = form.head
    total = Decimal(head["budget_text"])
    grant = (total * Decimal("0.96")).quantize(_CENT)
    blocks = [
        Block(0, 0, "项目名称"),
        Block(0, 1, head["subject"], column_span=5),
        Block(1, 0, "主管部门"),
        Block(1, 1, head["department"], column_span=2),
        Block(1, 3, "实施单位"),
        Block(1, 4, head["implementing_unit"], column_span=2),
        Block(2, 0, "项目资金（万元）", row_span=3),
    ]
    for row, (name, sum_) in enumerate(
        (("年度资金总额", total), ("其中：财政拨款", grant), ("其他资金", total - grant)), 2
    ):
        blocks += _pair(row, name, str(sum_), 1, (2, 3))
    blocks += [Block(5, 0, "年度总体目标"), Block(5, 1, head["overall_goal"], column_span=5, left=True)]
    blocks += [Block(6, 0, "绩效指标", row_span=len(form.rows) + 1)]
    blocks += _header(6, 1, ("一级指标", "二级指标", "三级指标", "指标值", "权重"))
    blocks += _labels(form, 7, merge_level2=merge_level2)
    for column, name in enumerate(("indicator", "value_text", "weight"), 3):
        blocks += _single(form.rows, 7, column, name)
    return SetTable("项目支出绩效目标表", "（2024年度）", (52, 52, 75, 75, 65, 75), tuple(blocks), (6,))


def _self_evaluation(form: KnownForm, merge_level2: bool) -> SetTable:
    head = form.head
    blocks = [
        Block(0, 0, "项目名称", column_span=2),
        Block(0, 2, head["subject"], column_span=7),
        Block(1, 0, "主管部门", column_span=2),
        Block(1, 2, head["department"], column_span=3),
        Block(1, 5, "实施单位", column_span=2),
        Block(1, 7, head["implementing_unit"], column_span=2),
        Block(2, 0, "项目资金（万元）", row_span=5, column_span=2),
        Block(2, 2, ""),
    ]
    blocks += _header(2, 3, ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率"))
    blocks.append(Block(2, 8, "得分", bold=True))
    points = _money_lines(Decimal(head["budget_text"]), blocks)
    blocks += [Block(7, 0, "年度总体目标", row_span=2, column_span=2)]
    blocks += [Block(7, 2, "预期目标", column_span=3), Block(7, 5, "实际完成情况", column_span=4)]
    blocks += [Block(8, 2, head["overall_goal"], column_span=3, left=True)]
    blocks += [Block(8, 5, "全年按序时进度推进，各项任务总体完成。", column_span=4, left=True)]
    blocks += [Block(9, 0, "绩效指标", row_span=len(form.rows) + 1)]
    names = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    blocks += _header(9, 1, names)
    blocks += _labels(form, 10, merge_level2=merge_level2)
    for column, name in enumerate(("indicator", "value_text", "actual_text", "weight", "score", "deviation_reason"), 3):
        blocks += _single(form.rows, 10, column, name)
    last = 10 + len(form.rows)
    weight = 10 + sum(int(row["weight"]) for row in form.rows)
    score = points + sum(int(row["score"]) for row in form.rows)
    blocks += [
        Block(last, 0, "总分", column_span=6),
        Block(last, 6, str(weight)),
        Block(last, 7, str(score)),
        Block(last, 8, ""),
    ]
    return SetTable("项目支出绩效自评表", "（2023年度）", (28, 40, 60, 65, 60, 60, 30, 34, 110), tuple(blocks), (9,))


def _money_lines(budget: Decimal, blocks: list[Block]) -> Decimal:
    """Add the lines of money; give the points that the execution earned."""
    spent = (budget * Decimal("0.871")).quantize(_CENT)
    rate = (100 * spent / budget).quantize(_CENT, ROUND_HALF_UP)
    points = (rate / 10).quantize(_CENT, ROUND_HALF_UP)
    lines: Mapping[str, tuple[str, ...]] = {
        "年度资金总额": (str(budget), str(budget), str(spent), "10", f"{rate}%", str(points)),
        "其中：当年财政拨款": (str(budget), str(budget), str(spent), "—", f"{rate}%", "—"),
        "上年结转资金": ("0", "0", "0", "—", "", "—"),
        "其他资金": ("0", "0", "0", "—", "", "—"),
    }
    for row, (name, texts) in enumerate(lines.items(), 3):
        blocks.append(Block(row, 2, name))
        blocks += [Block(row, column, text) for column, text in enumerate(texts, 3)]
    return points


def _department(form: KnownForm, merge_level2: bool) -> SetTable:
    head = form.head
    blocks = [
        Block(0, 0, "部门（单位）名称", column_span=2),
        Block(0, 2, head["department"], column_span=4),
        Block(1, 0, "年度主要任务", row_span=len(_MAIN_TASKS) + 3),
        Block(1, 1, "任务名称", row_span=2),
        Block(1, 2, "主要内容", row_span=2),
        Block(1, 3, "预算金额（万元）", column_span=3),
        *(Block(2, column, text) for column, text in enumerate(("总额", "财政拨款", "其他资金"), 3)),
    ]
    sums = [_task_money(number, len(form.rows)) for number in range(len(_MAIN_TASKS))]
    for row, (task, money) in enumerate(zip(_MAIN_TASKS, sums, strict=True), 3):
        about = f"统筹开展{task}相关工作，保障机构正常运转，推动重点任务落地见效"
        blocks += [Block(row, 1, task), Block(row, 2, about, left=True)]
        blocks += [Block(row, column, str(amount)) for column, amount in enumerate(money, 3)]
    last = 3 + len(_MAIN_TASKS)
    blocks.append(Block(last, 1, "金额合计", column_span=2))
    blocks += [Block(last, column, str(sum(each))) for column, each in enumerate(zip(*sums, strict=True), 3)]
    blocks += [Block(last + 1, 0, "年度总体目标"), Block(last + 1, 1, head["overall_goal"], column_span=5, left=True)]
    first = last + 2
    blocks.append(Block(first, 0, "年度绩效指标", row_span=len(form.rows) + 1))
    blocks += _header(first, 1, ("一级指标", "二级指标"))
    blocks += [Block(first, 3, "三级指标", column_span=2, bold=True), Block(first, 5, "指标值", bold=True)]
    blocks += _labels(form, first + 1, merge_level2=merge_level2)
    for row, each in enumerate(form.rows, first + 1):
        blocks += [Block(row, 3, each["indicator"], column_span=2), Block(row, 5, each["value_text"])]
    return SetTable("部门整体支出绩效目标表", "（2024年度）", (45, 70, 130, 55, 60, 65), tuple(blocks), (first,))


def _task_money(number: int, salt: int) -> tuple[Decimal, Decimal, Decimal]:
    grant, other = Decimal(9066 + 1217 * number + 311 * salt) / 100, Decimal(4364 + 89 * number + 7 * salt) / 100
    return grant + other, grant, other


_LAYOUTS: Mapping[str, Callable[[KnownForm, bool], SetTable]] = {
    "project_target": _project,
    "project_self_evaluation": _self_evaluation,
    "department_target": _department,
}
