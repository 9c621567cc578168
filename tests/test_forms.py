"""Forms as data: the same form as other bureaus word and draw it, heads of every shape, templates that are wrong."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner

from jixiao.cli import commands
from jixiao.errors import BadTemplate, NoSuchTable
from jixiao.forms import new_form
from jixiao.normalize.checks.document import form_checks
from jixiao.normalize.forms.matching import match_template
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.forms.templates import FOLDER, known_forms, read_template
from jixiao.normalize.records import Check, Form
from jixiao.normalize.tables.generic import generic_table, why_no_table
from jixiao.normalize.tables.model import LogicalTable
from tests.tables import draw

TITLE = ("某县2024年项目支出绩效目标表",)


def read(table: LogicalTable) -> Form:
    match = match_template(table, known_forms())
    assert match is not None
    form = read_form(table, match, 1)
    assert all(field.label_path for field in form.fields), [
        field.value_text for field in form.fields if not field.label_path
    ]
    return form


def checks_of(form: Form) -> list[Check]:
    (sums,) = (template.sums for template in known_forms().templates if template.form_type == form.form_type)
    return list(form_checks(form, sums))


def rows(form: Form) -> list[tuple[str, ...]]:
    return [(row.level1, row.level2, row.indicator, row.value_text) for row in form.indicators]


def fields(form: Form) -> dict[str, str]:
    return {field.label_path: field.value_text for field in form.fields}


EXPECTED = [("产出指标", "数量指标", "修路", "≥5公里"), ("效益指标", "社会效益", "满意", "提高")]

VARIANTS = {
    "plain": """
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        效益指标 | 社会效益 | 满意 | 提高""",
    "labels with notes": """
        *项目名称： | 甲 | < | <
        一级指标 | 二级 指标 | *三级指标（C） | 年度(/项目)指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        效益指标 | 社会效益 | 满意 | 提高""",
    "other words": """
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 指标内容 | 指标值及单位
        产出指标 | 数量指标 | 修路 | ≥5公里
        效益指标 | 社会效益 | 满意 | 提高""",
    "an empty first header cell": """
        项目名称 | < | 甲 | < | <
         | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 修路 | ≥5公里
        ^ | 效益指标 | 社会效益 | 满意 | 提高""",
    "a doubled header": """
        项目名称 | 甲 | < | <
        绩效指标 | < | < | 指标值
        一级指标 | 二级指标 | 三级指标 | ^
        产出指标 | 数量指标 | 修路 | ≥5公里
        效益指标 | 社会效益 | 满意 | 提高""",
    "a label beside the block": """
        项目名称 | < | 甲 | < | <
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 修路 | ≥5公里
        ^ | 效益指标 | 社会效益 | 满意 | 提高""",
    "weight in front": """
        项目名称 | < | 甲 | < | <
        分值 | 一级指标 | 二级指标 | 三级指标 | 指标值
        40 | 产出指标 | 数量指标 | 修路 | ≥5公里
        50 | 效益指标 | 社会效益 | 满意 | 提高""",
    "a subtotal between and a remark behind": """
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        小计 | < | < | 1
        效益指标 | 社会效益 | 满意 | 提高
        说明 | 无 | < | <""",
    "rows left empty": """
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        ^ | 成本指标 |  |
        效益指标 | 社会效益 | 满意 | 提高""",
}


@pytest.mark.parametrize("name", VARIANTS)
def test_a_form_is_read_whatever_its_headers_look_like(name: str) -> None:
    form = read(draw(VARIANTS[name], TITLE))
    assert (form.form_type, form.subject) == ("project_target", "甲")
    assert rows(form) == EXPECTED


def test_unit_direction_and_other_columns_parse_the_value_and_are_kept() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标性质 | 绩效标准 | 计量单位 | 评(扣)分标准 | 备注
        产出指标 | 数量指标 | 修路 | ≥ | 5 | 公里 | 每少1公里扣1分 |
        产出指标 | 质量指标 | 合格率 | 正向 | 98 | % |  | 抽检""", TITLE))  # fmt: skip
    first, second = (row.reading for row in form.indicators)
    assert (first.comparator, first.value, first.unit) == (">=", 5, "公里")
    assert (second.comparator, second.value, second.unit) == ("", 98, "%")
    assert [row.value_text for row in form.indicators] == ["≥5", "98"]
    assert fields(form) == {
        "项目名称": "甲",
        "指标1/指标性质": "≥", "指标1/计量单位": "公里", "指标1/评(扣)分标准": "每少1公里扣1分",
        "指标2/指标性质": "正向", "指标2/计量单位": "%", "指标2/备注": "抽检",
    }  # fmt: skip


def test_long_term_and_annual_blocks_stand_one_above_the_other() -> None:
    form = read(draw("""
        项目名称 | < | 甲 | < | <
        长期绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 修路 | 50公里
        年度绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
        ^ | 产出指标 | 数量指标 | 修路 | 5公里""", TITLE))  # fmt: skip
    assert [row.value_text for row in form.indicators] == ["50公里", "5公里"]
    assert (fields(form)["指标1/指标组"], fields(form)["指标2/指标组"]) == ("长期绩效指标", "年度绩效指标")


def test_long_term_and_annual_blocks_stand_side_by_side() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | < | < | < | <
        一级指标 | 长期目标 | < | < | 年度目标 | < | <
        ^ | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | 50公里 | 数量指标 | 修路 | 5公里
        ^ | 质量指标 | 合格率 | 98% | 质量指标 | 合格率 | 95%""", TITLE))  # fmt: skip
    assert rows(form) == [
        ("产出指标", "数量指标", "修路", "50公里"),
        ("产出指标", "质量指标", "合格率", "98%"),
        ("产出指标", "数量指标", "修路", "5公里"),
        ("产出指标", "质量指标", "合格率", "95%"),
    ]
    assert (fields(form)["指标1/指标组"], fields(form)["指标3/指标组"]) == ("长期目标", "年度目标")


def test_the_local_style_of_a_project_form() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | 主管部门 | 乙局 | <
        项目性质 | 新增 | < | 项目类别 | 其他 | <
        计划开始日期 | 2024-01-01 | < | 计划完成日期 | 2024-12-31 | <
        项目负责人 | 张三 | < | 联系电话 | 123 | <
        项目资金（元） | 项目资金总额： | 300000.00 | 年度资金总额： | 120000.00 | <
        ^ | 财政拨款 | 300000.00 | 其中：财政拨款 | 100000.00 | <
        ^ | 其他资金 | 0 | 其他资金 | 20000.00 | <
        项目总目标 | < | < | 年度总体目标 | < | <
        修路五十公里 | < | < | 修路五公里 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 权重 | 备注
        产出指标 | 数量指标 | 修路 | ≥5公里 | 90 | """, TITLE))  # fmt: skip
    assert (form.department, form.budget_text, form.budget_wan_yuan) == ("乙局", "120000.00", Decimal(12))
    assert form.overall_goal == "修路五公里"
    found = fields(form)
    assert (found["项目性质"], found["项目类别"], found["计划开始日期"]) == ("新增", "其他", "2024-01-01")
    assert found["项目总目标"] == "修路五十公里"
    assert {field.label_path for field in form.fields if field.personal} == {"项目负责人", "联系电话"}


def test_blocks_side_by_side_without_a_label_are_numbered() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | 50公里 | 数量指标 | 修路 | 5公里""", TITLE))  # fmt: skip
    assert (fields(form)["指标1/指标组"], fields(form)["指标2/指标组"]) == ("第1组", "第2组")


def test_a_blank_label_takes_no_text_from_another_level1() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        |  | 架桥 | 1座
        效益指标 |  | 满意 | 提高""".replace("\n        |", "\n         |"), TITLE))  # fmt: skip
    assert rows(form) == [
        ("产出指标", "数量指标", "修路", "≥5公里"),
        ("产出指标", "数量指标", "架桥", "1座"),
        ("效益指标", "", "满意", "提高"),
    ]
    assert [row.flags for row in form.indicators] == [(), ("label_carried",), ()]


def test_a_cell_under_two_headers_is_given_to_one() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        满意度指标 | 群众满意度 | < | ≥90%
        成本指标 | < | 总成本 | ≤9万元""", TITLE))  # fmt: skip
    assert rows(form) == [("满意度指标", "", "群众满意度", "≥90%"), ("成本指标", "", "总成本", "≤9万元")]


def test_money_with_a_cell_at_its_right_that_spans_its_rows() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        项目资金（万元） | 年度资金总额 | 120 | 执行率分值
        ^ | 其中：财政拨款 | 100 | ^
        ^ | 其他资金 | 20 | ^
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里""", TITLE))  # fmt: skip
    found = fields(form)
    assert (form.budget_wan_yuan, found["项目资金（万元）/其他资金"]) == (120, "20")
    assert {check.code: check.held for check in checks_of(form)}["parts"]


def test_goals_under_words_that_no_template_lists() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        总体目标 | 三年规划目标 | < | 年度目标
        ^ | 五十公里 | < | 五公里
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里""", TITLE))  # fmt: skip
    assert form.overall_goal == "五公里"
    assert fields(form)["总体目标/三年规划目标"] == "五十公里"


@pytest.mark.parametrize(
    ("label", "text", "heading", "wan_yuan"),
    [
        ("年度资金总额（万元）", "1,200.5", (), "1200.5"),
        ("年度资金总额（元）", "12005000", (), "1200.5"),
        ("年度资金总额", "1200.5万元", (), "1200.5"),
        ("年度资金总额", "12005000", ("单位：元",), "1200.5"),
        ("年度资金总额", "1200.5", (), None),
        ("年度资金总额（万元）", "另行下达", (), None),
    ],
)
def test_a_budget_is_in_wan_yuan_only_where_its_unit_is_printed(
    label: str, text: str, heading: tuple[str, ...], wan_yuan: str | None
) -> None:
    drawing = VARIANTS["plain"].replace("项目名称 |", f"{label} | {text} | < | <\n 项目名称 |")
    form = read(draw(drawing, (*TITLE, *heading)))
    assert form.budget_text == text
    assert form.budget_wan_yuan == (None if wan_yuan is None else Decimal(wan_yuan))


SELF_EVALUATION = """
    项目名称 | < | 甲 | < | < | < | < | <
    项目资金（万元） |  | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
    ^ | 年度资金总额 | 100 | 200 | 150 | 10 | 75.00% | 7.5
    ^ | 其中：财政拨款 | 60 | 120 | 90 | — | 75.00% | —
    ^ | 其他资金 | 40 | 80 | 60 | — | 75.00% | —
    绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    ^ | 产出指标 | 数量指标 | 修路 | ≥5公里 | 5公里 | 50 | 50
    ^ | 效益指标 | 社会效益 | 满意 | 提高 | 提高 | 40 | 38
    总分 | < | < | < | < | < | 100 | 95.5"""


@pytest.mark.parametrize(
    ("old", "new", "failing"),
    [
        ("95.5", "95.5", set()),
        ("| 38", "| 37", {"scores"}),
        ("| 40 | 38", "| 30 | 38", {"scores"}),
        ("75.00% | 7.5", "57.00% | 7.5", {"execution_rate"}),
        ("| 80 |", "| 81 |", {"parts"}),
    ],
)
def test_the_sums_of_a_self_evaluation(old: str, new: str, failing: set[str]) -> None:
    changed = SELF_EVALUATION.replace("其他资金 | 40 | 80 | 60 | — | 75.00%", "其他资金 | 40 | 80 | 60 | — | ")
    form = read(draw(changed.replace(old, new), ("项目支出绩效自评表",)))
    assert (form.budget_text, form.budget_wan_yuan) == ("200", Decimal(200))
    checks = checks_of(form)
    assert {check.code for check in checks} == {"parts", "execution_rate", "scores"}
    assert {check.code for check in checks if not check.held} == failing


def test_a_weight_over_two_rows_is_flagged_and_counted_once() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 权重
        产出指标 | 数量指标 | 修路 | ≥5公里 | 90
        ^ | ^ | 架桥 | 1座 | ^""", TITLE))  # fmt: skip
    assert [row.flags for row in form.indicators] == [(), ("figure_shared",)]
    (weights,) = [check for check in checks_of(form) if check.code == "weights"]
    assert weights.held


BUDGET = """
    项目 | < | 收入预算 | <
    编码 | 名称 | 合计 | 财政拨款
    201 | 一般公共服务 | 1,000.00 | 900.00"""


def test_a_budget_table_is_no_form_and_is_delivered_with_its_spans_filled() -> None:
    table = draw(BUDGET, ("2025年部门收入预算总表", "编制部门：某局", "单位：元"))
    assert match_template(table, known_forms()) is None
    assert why_no_table(table) == ""
    generic = generic_table(table, 1)
    assert generic.title == "2025年部门收入预算总表"
    assert generic.header == "项目/编码 | 项目/名称 | 收入预算/合计 | 收入预算/财政拨款"
    assert generic.rows[0] == ("项目", "项目", "收入预算", "收入预算")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("一段文字", "a frame around text: one cell"),
        ("一\n二\n三", "a frame around text: one column"),
        ("一、甲…………1 | 附\n二、乙…………2 | 附\n三、丙.......3 | 附", "a table of contents: dot leaders"),
        ("甲 |\n | 乙", "a layout box: never two texts in a row"),
    ],
)
def test_boxes_that_are_no_tables_are_told_apart(text: str, reason: str) -> None:
    assert why_no_table(draw(text)) == reason


GOOD = """
form_type = "mine"
name = "我的表"
titles = ["我的表"]
[head]
subject = ["名称"]
[columns]
indicator = ["指标"]
value_text = ["数值"]
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('form_type = "mine"', "", "form_type is missing"),
        ('value_text = ["数值"]', "", "columns.value_text is missing"),
        ('value_text = ["数值"]', 'value_text = "数值"', "columns.value_text should be a list of texts"),
        ('subject = ["名称"]', 'colour = ["名称"]', "head.colour is unknown; known are budget_text, department"),
        ('["我的表"]', '["我的(表"]', "is no regular expression"),
        ("[head]", "head", "line"),
        ('name = "我的表"', 'name = "我的表"\ncolour = 1', "colour is unknown"),
        ('value_text = ["数值"]', 'value_text = ["数值"]\n[rows]\nchecks = ["sums"]', "rows.checks is unknown"),
        ('value_text = ["数值"]', 'value_text = ["数值"]\n[rows]\ntask = "任务"', "rows.task needs 2 groups"),
        ('[head]\nsubject = ["名称"]', "head = 1", "head should be a table"),
    ],
)
def test_a_bad_template_says_what_is_wrong(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD, encoding="utf-8")
    assert read_template(path).form_type == "mine"
    path.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadTemplate, match=re.escape(message)) as caught:
        read_template(path)
    assert str(path) in str(caught.value)


def test_a_folder_adds_forms_and_replaces_those_of_the_same_type(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "fund.toml").write_text(GOOD.replace("mine", "fund_target"), encoding="utf-8")
    forms = {template.form_type: template.title for template in known_forms(tmp_path).templates}
    assert len(forms) == len(list(FOLDER.glob("*.toml"))) + 1
    assert forms["mine"] == forms["fund_target"] == "我的表"


def test_the_forms_commands(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD, encoding="utf-8")
    run = CliRunner().invoke
    assert "mine" in run(commands, ["forms", "--forms", str(tmp_path)]).output
    explained = run(commands, ["forms", "explain", str(samples / "shili-project-2024.pdf")]).output
    assert explained.count("project_target: title; subject, department") == 5
    assert "form 5" in explained
    with pytest.raises(NoSuchTable, match="it has 0"):
        new_form(samples / "shili-project-2024.pdf", 1, known_forms())


def test_a_blank_strip_beside_a_label_does_not_hide_its_value() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        年度总体目标 |  | < | <
        ^ | 修路五公里 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里""", TITLE))  # fmt: skip
    assert form.overall_goal == "修路五公里"
