"""Rows, labels and texts of a form that are not whole or have no place: each a warning, with its place on the page."""

import pytest

from jixiao.normalize.form_findings import form_findings
from jixiao.normalize.forms.matching import match_template
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.tables.model import LogicalTable
from tests.tables import draw
from tests.test_forms import TITLE, read


def unplaced(table: LogicalTable) -> set[str]:
    """Read the table, and give the codes of what has no place in it."""
    match = match_template(table, known_forms())
    assert match is not None
    codes = {finding.code for finding in form_findings(read_form(table, match, 1))}
    return codes & {"text_without_label", "text_misplaced"}


def test_a_blank_cell_over_two_label_columns_takes_no_label_from_its_right() -> None:
    """Writer leaves out the rules of a merged label's last row: number and duty are one blank cell there."""
    table = draw("""
        职责序号 | 部门职责 | < | 职责目标 | 绩效指标 | 指标解释 | 年度指标值
        8 | 国土资源保障 | 土地储备 | 编制计划 | 储备面积 | 完成储备 | ≥600亩
         | < | 土地供应 | 做好工作 | 供应面积 | 完成供应 | ≥800亩""", ("年度整体绩效目标表", "部门名称：甲局"))  # fmt: skip
    form = read(table)
    assert [(row.duty_no, row.duty, row.duty_item) for row in form.indicators] == [
        ("8", "国土资源保障", "土地储备"),
        ("8", "国土资源保障", "土地供应"),
    ]


def test_a_label_in_two_halves_is_a_warning_on_all_rows_beside_it() -> None:
    """Writer draws a border through a label that spans rows."""
    form = read(draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        效益 | 经济效益指标 | 增收 | ≥5万元
        指标 | 社会效益指标 | 就业 | ≥5人""", TITLE))  # fmt: skip
    assert [row.flags for row in form.indicators] == [(), ("label_split",), ("label_split",)]


@pytest.mark.parametrize(
    ("last", "code"),
    [
        ("游客满意度 | < | < | ≥80%", "text_misplaced"),
        ("满意度指标 服务对象 游客满意度 ≥80% | < | < | <", "text_misplaced"),
        ("总分 | < | < | 100", ""),
        ("填表说明见附件 | < | < | <", "text_without_label"),
    ],
)
def test_a_row_whose_borders_are_missing_is_a_warning(last: str, code: str) -> None:
    table = draw(f"""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        {last}""", TITLE)  # fmt: skip
    assert unplaced(table) == ({code} if code else set())


@pytest.mark.parametrize(
    ("value", "flags"), [("≥5公里≥6公里", ("several_values",)), ("全自理≥240元；半护理≥685元", ())]
)
def test_two_targets_of_one_kind_without_names_are_a_warning(value: str, flags: tuple[str, ...]) -> None:
    form = read(draw(f"""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | {value}""", TITLE))  # fmt: skip
    assert form.indicators[0].flags == flags


def test_half_an_indicator_is_a_warning() -> None:
    """A break that cut the row, or a border drawn too low, leaves the name on one row and the value on the other."""
    form = read(draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | | ≥5公里
        ^ | ^ | 架桥 |
        ^ | ^ | 植树 | ≥1000株""", TITLE))  # fmt: skip
    assert [row.flags for row in form.indicators] == [("indicator_missing",), ("value_missing",), ()]


def test_what_no_rule_places_is_kept_without_a_label() -> None:
    table = draw("""
        项目名称 | 甲 | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 |
        产出指标 | 数量指标 | 修路 | ≥5公里 | 见附件""", TITLE)  # fmt: skip
    match = match_template(table, known_forms())
    assert match is not None
    form = read_form(table, match, 1)
    assert [field.value_text for field in form.fields if not field.label_path] == ["见附件"]
    (finding,) = form_findings(form)
    assert (finding.code, finding.severity, finding.place) == ("text_misplaced", "warning", form.fields[-1].place)


@pytest.mark.parametrize(
    ("head", "last", "code"),
    [
        ("项目名称 | 甲 | < | <", "^ | ^ | | 见附件", ""),
        ("项目名称 | 甲 | < | <", "附注见后 | < | < | <", "text_without_label"),
        ("项目名称 | 甲 | < | <", "^ | 质量指标 | | ", ""),  # left empty
        ("项目名称 | 甲 | < | <\n主管部门市教育局 | < | < | <", "^ | ^ | 架桥 | 1座", "text_misplaced"),
        (
            "项目名称 | 甲 | < | <\n项目资金 | 年度资金总额 | | 84.17\n^ | 其他资金 | 84.17 | <",
            "^ | ^ | 架桥 | 1座",
            "text_misplaced",
        ),
        (
            "项目名称 | 甲 | < | <\n项目资金 | 年度资金总额 | 84.17 | \n^ | 其他资金 | 84.17 | <",
            "^ | ^ | 架桥 | 1座",
            "",
        ),
    ],
)
def test_text_that_no_rule_places_is_a_warning_where_a_row_or_a_field_lost_it(head: str, last: str, code: str) -> None:
    table = draw(f"""
        {head}
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥5公里
        {last}""", TITLE)  # fmt: skip
    assert unplaced(table) == ({code} if code else set())


def test_a_label_of_a_row_that_did_not_take_it_is_told() -> None:
    """A border drawn too low leaves the label under the row that it belongs to."""
    table = draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | | 修路 | ≥5公里
        ^ | 数量指标 | ^ | ^
        ^ | ^ | 架桥 | ≥1座""", TITLE)  # fmt: skip
    match = match_template(table, known_forms())
    assert match is not None
    first, second = read_form(table, match, 1).indicators
    assert (first.level2, second.level2) == ("", "数量指标")


def test_a_row_without_its_outermost_label_is_flagged() -> None:
    form = read(draw("""
        项目名称 | 甲 | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值
         | 数量指标 | 修路 | ≥5公里
        产出指标 | 数量指标 | 架桥 | 1座""", TITLE))  # fmt: skip
    assert [row.flags for row in form.indicators] == [("label_missing",), ()]
