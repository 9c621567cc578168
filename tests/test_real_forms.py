"""Forms as provinces and cities word and draw them, each by its own columns.

Shanghai, Inner Mongolia, Hunan, Sichuan, Wuhan, transfers.
"""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from jixiao.normalize.document import normalise
from jixiao.normalize.forms.matching import match_template, unplaced
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.records import Form
from tests.pages import Sheet, page
from tests.tables import draw


def read(drawing: str, title: Sequence[str], form_type: str) -> Form:
    match = match_template(draw(drawing, tuple(title)), known_forms())
    assert match is not None
    assert match.template.form_type == form_type
    assert unplaced(match) == []
    form = read_form(draw(drawing, tuple(title)), match, 1)
    assert not [field for field in form.fields if field.doubts]
    return form


def rows(form: Form) -> list[tuple[str, str, str, str, Decimal | None, str]]:
    return [
        (row.level1, row.indicator, row.value_text, row.reading.comparator, row.reading.value, row.reading.unit)
        for row in form.indicators
    ]


def test_shanghai() -> None:
    """The title within the frame, money in two columns of label and amount, 三级指标 and 指标值 over several columns."""
    form = read("""
        财政项目支出绩效目标填报表 | < | < | < | < | < | < | <
        （2024年度） | < | < | < | < | < | < | <
        项目名称 | < | 道路养护 | < | 项目类别 | < | 经常性专项 | <
        项目性质 | < | 经常性 | < | 项目主管部门 | < | 某局 | <
        项目资金（元） | < | 项目资金总额 | < | 1200000 | 年度资金申请总额 | < | 1300000
        ^ | < | 其中：财政资金 | < | 1100000 | 其中：当年财政拨款 | < | 1300000
        ^ | < | 其他资金 | < | 100000 | 上年结转资金 | < | 0
        项目总目标 | < | < | < | 年度总体目标 | < | < | <
        保障道路完好 | < | < | < | 完成年度养护 | < | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | < | < | 指标值 | <
        ^ | 产出指标 | 数量指标 | 养护面积 | < | < | ≥13459.00(平方米) | <
        ^ | ^ | 质量指标 | 验收合格率 | < | < | ≥98.00(%) | <
        ^ | 效益指标 | 社会效益指标 | 通行能力 | < | < | 提升 | <""", (), "project_target")  # fmt: skip
    assert (form.subject, form.department, form.overall_goal) == ("道路养护", "某局", "完成年度养护")
    assert form.budget_wan_yuan == 120
    assert rows(form) == [
        ("产出指标", "养护面积", "≥13459.00(平方米)", ">=", Decimal("13459.00"), "平方米"),
        ("产出指标", "验收合格率", "≥98.00(%)", ">=", Decimal("98.00"), "%"),
        ("效益指标", "通行能力", "提升", "", None, ""),
    ]


@pytest.mark.parametrize(
    ("headers", "first", "second"),
    [
        ("指标性质 | 目标值 | 计量单位 | 分值 | 备注", "正向 | 13459 | 平方米 | 10 | 无", "反向 | 200 | 元 | 10 | 按合同"),
        ("指标方向 | 指标性质 | 目标值 | 计量单位 | 备注", "正向 | ≥ | 13459 | 平方米 | ", "反向 | ≤ | 200 | 元 | "),
        ("指标值类型 | *指标值 | 计量单位 | *评(扣)分标准 | 备注", "≥ | 13459 | 平方米 | 少一处扣1分 | ", "≤ | 200 | 元 | 超支不得分 | "),
        ("绩效指标性质 | 绩效指标值 | 绩效度量单位 | 权重 | 指标方向性", "≥ | 13459 | 平方米 | 50 | 正向指标", "≤ | 200 | 元 | 40 | 反向指标"),
    ],
    ids=["inner mongolia", "inner mongolia, direction and sign", "hunan", "sichuan and yunnan"],
)  # fmt: skip
def test_signs_and_units_in_columns_of_their_own(headers: str, first: str, second: str) -> None:
    form = read(f"""
        项目名称 | 道路养护 | < | < | < | < | < | <
        *一级指标 | *二级指标 | *三级指标 | {headers}
        产出指标 | 数量指标 | 养护面积 | {first}
        ^ | 成本指标 | 单位成本 | {second}""", ["2024年项目支出绩效目标申报表"], "project_target")  # fmt: skip
    more, less = ("≥", "≤") if "≥" in first else ("", "")
    assert rows(form) == [
        ("产出指标", "养护面积", f"{more}13459", more.replace("≥", ">="), Decimal(13_459), "平方米"),
        ("产出指标", "单位成本", f"{less}200", less.replace("≤", "<="), Decimal(200), "元"),
    ]


def test_wuhan() -> None:
    """Goals and indicators of the whole time, and of the year, one above the other."""
    form = read("""
        项目名称 | 道路养护 | < | < | < | <
        项目总预算 | 300 | < | 项目当年预算 | 120 | <
        长期绩效目标 | 三年养护完成 | < | < | < | <
        年度绩效目标 | 完成养护 | < | < | < | <
        长期绩效目标指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 养护面积 | ≥30000平方米 |
        年度绩效目标指标 | 一级指标 | 二级指标 | 指标内容 | 指标值 | 备注
        ^ | 产出指标 | 数量指标 | 养护面积 | ≥13459平方米 | """, ["2024年项目支出绩效目标表"], "project_target")  # fmt: skip
    assert form.overall_goal == "完成养护"
    assert [row[2] for row in rows(form)] == ["≥30000平方米", "≥13459平方米"]
    groups = [field.value_text for field in form.fields if field.label_path.endswith("指标组")]
    assert groups == ["长期绩效目标指标", "年度绩效目标指标"]


EZHOU = """
    项目名称 | 办公大楼运行保障 | < | 项目类别 | 本级支出项目 | <
    项目预算（万元） | 成本构成 | 金额 | 测算（公式）依据 | 2020年实际执行数 | 2021年实际执行数
    ^ | 保安服务费 | 191 | 依据招标文件 | 191 | 191
    ^ | 水电气、维修维护费 | 524 | 据实结算 | 372.88 | 504.55
    ^ | 合计 | {total} |  | 563.88 | 695.55
    绩效目标 | 保障办公大楼运行 | < | < | < | <
    绩效指标 | 一级指标 | 二级指标 | < | 绩效标准 | 当年预期实现值
    ^ | 数量指标 | 大楼安检巡察次数 | < | 反映大楼保卫巡检情况 | ≥200次
    ^ | ^ | 日常维修维护次数 | < | 反映全年维修维护情况 | ≥280次
    保障绩效目标实现措施 | 按制度执行 | < | < | < | <"""


def test_ezhou() -> None:
    """What the money is spent on as a table of its own, and indicators of two levels with a standard beside each."""
    title = ["鄂州市2022年市直部门预算项目支出绩效目标表"]
    form = read(EZHOU.format(total=715), title, "project_cost_target")
    assert (form.subject, form.overall_goal, form.budget_wan_yuan) == ("办公大楼运行保障", "保障办公大楼运行", 715)
    assert [row[:3] for row in rows(form)] == [
        ("数量指标", "大楼安检巡察次数", "≥200次"),
        ("数量指标", "日常维修维护次数", "≥280次"),
    ]
    for total, held in (("715", True), ("751", False)):
        document = normalise([page(1, EZHOU.format(total=total), Sheet((20, 16, 12, 14, 14, 14)), above=title)])
        assert [check.held for check in document.checks if check.code == "parts"] == [held, True, True]


TRANSFER = """
    项目名称 | 乡村振兴补助资金 | < | < | <
    中央主管部门 | 农业农村部 | < | 专项实施期 | 2024年
    资金情况（万元） | 年度金额： | < | 1200 | <
    ^ | 其中：中央补助 | < | {part} | <
    ^ | 地方资金 | < | 200 | <
    年度总体目标 | 完成养护 | < | < | <
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
    ^ | 产出指标 | 数量指标 | 养护面积 | ≥13459平方米"""


def test_transfer_payments() -> None:
    title = ["中央对地方专项转移支付区域绩效目标表", "（2024年度）"]
    form = read(TRANSFER.format(part=1000), title, "transfer_target")
    assert (form.subject, form.department, form.budget_wan_yuan) == ("乡村振兴补助资金", "农业农村部", 1200)
    for part, held in (("1000", True), ("1001", False)):
        sheet = Sheet((12, 10, 12, 12, 12))
        document = normalise([page(1, TRANSFER.format(part=part), sheet, above=title)])
        assert [check.held for check in document.checks if check.code == "parts"] == [held]


HEAD = """
    项目名称 | 养护 | < | <
    {labels}
    年度总体目标 | 完成养护 | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 养护面积 | ≥13459平方米"""


@pytest.mark.parametrize(
    ("title", "labels", "form_type"),
    [
        ("政府购买服务项目绩效目标表", "购买主体 | 某局 | 承接主体 | 某公司\n预算金额 | 120万元 | 服务期限 | 2024年", "service_target"),
        ("新增专项债券项目绩效目标表", "主管部门 | 某局 | 实施单位 | 某公司\n债券资金 | 120万元 | 项目类型 | 道路", "bond_target"),
        ("项目支出绩效目标表", "主管部门 | 某局 | 实施单位 | 某公司\n年度资金总额 | 120万元 | 项目类型 | 道路", "project_target"),
        ("一张表", "主管部门 | 某局 | 实施单位 | 某公司\n年度资金总额 | 120万元 | 项目类型 | 道路", "project_target"),
    ],
)  # fmt: skip
def test_kinds_that_share_a_head_are_told_apart_by_their_titles(title: str, labels: str, form_type: str) -> None:
    form = read(HEAD.format(labels=labels), [title], form_type)
    assert (form.department, form.implementing_unit, form.budget_wan_yuan) == ("某局", "某公司", 120)


def test_a_weak_match_names_the_columns_without_a_place() -> None:
    drawing = "三级指标 | 指标值 | 经办意见\n养护面积 | ≥13459平方米 | 同意"
    document = normalise([page(1, drawing, Sheet((12, 12, 12)), above=["项目支出绩效目标表"])])
    (weak,) = (finding for finding in document.findings if finding.code == "match_weak")
    assert weak.message.endswith("columns without a place: 经办意见")


def test_indicators_that_no_form_holds_are_told() -> None:
    drawing = "一级指标 | 二级指标 | 三级指标 | 指标值\n产出指标 | 数量指标 | 养护面积 | ≥13459平方米"
    document = normalise([page(1, drawing, Sheet((12, 12, 12, 20)))])
    assert not document.forms
    (told,) = (finding for finding in document.findings if finding.code == "form_not_recognised")
    assert told.message.endswith("too few labels of its head")
