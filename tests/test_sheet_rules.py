"""Which rows of a sheet are a form's, and which are lines beside it."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import jixiao

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install '.[dev]'")

TITLE = [["项目支出绩效目标表"], ["部门名称：农业局", "单位：万元"]]
FORM = [
    ["项目名称", "道路"],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "修建公路", "≥5公里"],
    ["产出指标", "质量指标", "验收合格率", "≥98%"],
    ["效益指标", "社会效益指标", "受益人数", "≥300人"],
]
NAMES = ["修建公路", "验收合格率", "受益人数"]


def read(path: Path, rows: Sequence[Sequence[str]], ruled: Sequence[int]) -> jixiao.Conversion:
    """Write a sheet whose rows of these numbers, from 0, have borders, and convert it."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin")
    book = openpyxl.Workbook()
    for number, texts in enumerate(rows):
        for column, text in enumerate(texts, 1):
            cell = book.active.cell(number + 1, column, text)
            cell.data_type = "s"
            cell.border = Border(left=side, right=side, top=side, bottom=side) if number in ruled else Border()
    book.save(path)
    return jixiao.convert(path)


@pytest.mark.parametrize("lost", range(2, 5))
def test_a_row_that_lost_its_borders_is_a_row_of_the_form(tmp_path: Path, lost: int) -> None:
    ruled = [number for number in range(2, 7) if number != lost + 2]
    conversion = read(tmp_path / "form.xlsx", [*TITLE, *FORM], ruled)
    assert list(conversion.indicators.indicator) == NAMES


def test_lines_without_borders_are_no_rows_of_the_form(tmp_path: Path) -> None:
    conversion = read(tmp_path / "form.xlsx", [*TITLE, *FORM, ["填表人：张三", "联系电话：1"]], range(2, 7))
    assert list(conversion.indicators.indicator) == NAMES
    assert list(conversion.fields.value_text) == ["道路"]
    (title,) = conversion.forms.title
    assert title == "项目支出绩效目标表"


def test_without_any_border_the_rows_on_top_that_hold_one_text_are_lines(tmp_path: Path) -> None:
    conversion = read(tmp_path / "form.xlsx", [TITLE[0], *FORM], ())
    assert list(conversion.indicators.indicator) == NAMES
    assert list(conversion.fields.value_text) == ["道路"]
