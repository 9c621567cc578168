"""A form's goal that stands in several ruled cells: all of it, and a doubt where a rule parts a sentence."""

import pytest

from tests.tables import draw
from tests.test_forms import TITLE, read

FORM = """
    项目名称 | 甲 | < | <
    年度总体目标 | {} | < | <
    ^ | {} | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 修路 | ≥5公里
    效益指标 | 社会效益 | 满意 | 提高"""


@pytest.mark.parametrize(
    ("above", "below", "goal", "doubts"),
    [
        ("修路五公里。", "养护桥梁。", "修路五公里。\n养护桥梁。", []),
        ("目标1：修路五公里", "目标2：养护桥梁", "目标1：修路五公里\n目标2：养护桥梁", []),
        ("确保资金专款专", "用、规范高效。", "确保资金专款专用、规范高效。", ["text_parted"]),
        ("修路五公里", "", "修路五公里", []),
    ],
)
def test_a_goal_in_several_cells_is_one_text(above: str, below: str, goal: str, doubts: list[str]) -> None:
    form = read(draw(FORM.format(above, below), TITLE))
    assert form.overall_goal == goal
    assert [code for field in form.fields for code in field.doubts] == doubts


def test_amounts_and_names_under_one_header_are_no_parts_of_one_text() -> None:
    form = read(
        draw(
            """
            项目名称 | 甲 | < | <
            资金来源 | < | 金额 | <
            财政拨款 | < | 8.5 | <
            其他资金 | < | 1.5 | <
            一级指标 | 二级指标 | 三级指标 | 指标值
            产出指标 | 数量指标 | 修路 | ≥5公里""",
            TITLE,
        )
    )
    assert [code for field in form.fields for code in field.doubts] == []
