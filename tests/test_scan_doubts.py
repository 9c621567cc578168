"""Doubts about recognised text reach each row that carries it: a task's name, others' label, a line over the table."""

from dataclasses import replace

import pytest

from jixiao.extract.content import Char, Doubted, PageContent
from jixiao.extract.grid import Grid
from jixiao.extract.ocr.routing import OCR
from jixiao.extract.placing import read_tables
from jixiao.normalize.document import normalise
from tests.pages import Sheet, page
from tests.scanning import needs_ocr

SHEET = Sheet((7, 7, 10, 6))
FUND = """
    专项资金名称 | 科技资金 | 主管部门 | 科技局
    主要政策任务1：业务费 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 扶持项目 | ≥5个
    | | 走访企业 | ≥8家
    主要政策任务2：学费 | < | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 培训人次 | ≥6人次"""


def in_doubt(grid: Grid, text: str) -> Grid:
    cells = tuple(
        cell._replace(doubts=("low_confidence", "under_coloured_ink")) if text in cell.text else cell
        for cell in grid.cells
    )
    return replace(grid, cells=cells)


def doubted_rows(drawing: str, text: str) -> list[str]:
    drawn = page(1, drawing, SHEET, above=["专项资金绩效目标表"])
    scan = replace(drawn, engine=OCR, ocr_layer=True, grids=(in_doubt(drawn.grids[0], text),))
    (form,) = normalise([scan]).forms
    return [row.indicator for row in form.indicators if "low_confidence" in row.flags]


@needs_ocr
@pytest.mark.parametrize(
    ("text", "rows"),
    [("业务费", ["扶持项目", "走访企业"]), ("学费", ["培训人次"]), ("数量", ["扶持项目", "走访企业", "培训人次"])],
    ids=["a task", "the other task", "a label that is carried"],
)
def test_a_text_in_doubt_puts_all_rows_in_doubt_that_carry_it(text: str, rows: list[str]) -> None:
    assert doubted_rows(FUND, text) == rows


@needs_ocr
def test_a_department_in_doubt_over_the_table_puts_all_rows_in_doubt() -> None:
    form = """
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修建公路 | ≥5公里"""
    drawn = page(1, form, SHEET, above=["项目支出绩效目标表", "主管部门：交通局"])
    scan = replace(drawn, engine=OCR, ocr_layer=True)
    flags = [
        "low_confidence" in row.flags
        for each in (scan, replace(scan, doubted=("主管部门：交通局",)))
        for row in normalise([each]).forms[0].indicators
    ]
    assert flags == [False, True]


def test_a_line_outside_tables_is_in_doubt_where_a_doubt_lies_on_it() -> None:
    chars = tuple(
        Char(text, x, top, x + 10, top + 10, 10.0, False) for top in (100, 200) for x, text in ((50, "甲"), (60, "乙"))
    )
    content = PageContent(1, 595, 842, chars, (), 0.9, OCR, doubted=(Doubted(60, 205, "low_confidence"),))
    tables = read_tables(content)
    assert len(tables.lines) == 2
    assert tables.doubted == ("甲乙",)


@needs_ocr
@pytest.mark.parametrize(("doubted", "told"), [(4, True), (0, False)], ids=["poor", "fair"])
def test_a_page_of_which_a_tenth_is_in_doubt_is_poor_and_so_is_each_row(doubted: int, told: bool) -> None:
    drawn = page(1, FUND, SHEET, above=["专项资金绩效目标表"])
    cells = list(drawn.grids[0].cells)
    for place in (-1, -2, -9, -10)[:doubted]:
        cells[place] = cells[place]._replace(doubts=("low_confidence", "score_low"))
    scan = replace(drawn, engine=OCR, ocr_layer=True, grids=(replace(drawn.grids[0], cells=tuple(cells)),))
    document = normalise([scan])
    assert ("scan_poor" in {finding.code for finding in document.findings}) == told
    assert {"low_confidence" in row.flags for row in document.forms[0].indicators} == {told}


@needs_ocr
def test_a_column_header_in_doubt_puts_the_rows_under_it_in_doubt() -> None:
    drawing = """
        一级指标 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修建公路 | ≥5公里
        一级指标 | 二级指杨 | 三级指标 | 指标值
        产出指标 | 质量指标 | 验收合格率 | ≥98%"""
    assert doubted_rows(drawing, "二级指杨") == ["验收合格率"]


@needs_ocr
def test_a_text_in_doubt_that_no_label_leads_to_may_be_a_task_of_the_rows_below() -> None:
    misread = FUND.replace("主要政策任务2：学费", "土要政束任务2：学费")
    assert "培训人次" in doubted_rows(misread, "土要政束")


@needs_ocr
def test_a_table_of_indicators_that_no_form_knows_is_an_error_beside_a_form() -> None:
    lost = "甲 | 乙 | 丙 | 丁\n产出指标 | 数量指标 | 修建公路 | ≥5公里\n产出指标 | 质量指标 | 验收合格率 | ≥98%"
    known = page(1, FUND, SHEET, above=["专项资金绩效目标表"])
    below = page(1, lost, replace(SHEET, top=500.0))
    scan = replace(known, engine=OCR, ocr_layer=True, grids=(*known.grids, *below.grids))
    assert "scan_without_rows" in {finding.code for finding in normalise([scan]).findings}


@needs_ocr
def test_a_sum_that_fails_names_the_row_of_it_that_may_be_misread() -> None:
    weighed = """
        一级指标 | 二级指标 | 三级指标 | 指标值 | 权重
        产出指标 | 数量指标 | 修建公路 | ≥5公里 | 50
        ^ | 质量指标 | 验收合格率 | ≥98% | 30
        ^ | 时效指标 | 按期完成率 | ≥98% | 30"""
    drawn = page(1, weighed, Sheet((7, 7, 10, 6, 6)), above=["项目支出绩效目标表"])
    scan = replace(drawn, engine=OCR, ocr_layer=True, grids=(in_doubt(drawn.grids[0], "按期完成率"),))
    (told,) = (finding for finding in normalise([scan]).findings if finding.code == "weights")
    assert told.message.endswith("may be misread: row 3")
    assert told.row_no == 3


@needs_ocr
def test_a_label_of_the_year_is_no_misread_one() -> None:
    drawn = page(1, FUND.replace("科技局", "年度绩效指标"), SHEET, above=["专项资金绩效目标表"])
    scan = replace(drawn, engine=OCR, ocr_layer=True)
    assert "label_mended" not in {finding.code for finding in normalise([scan]).findings}


@needs_ocr
@pytest.mark.parametrize(
    ("line", "department", "is_doubted"),
    [
        ("主管部門：交通局", "交通局", True),
        ("主管部门：交通局", "交通局", True),
        ("土管部門：交通局", "", True),
        ("填表日期：今日", "", True),
        ("填表日期，今日", "", False),
    ],
    ids=["one sign wrong", "the label right", "too wrong", "no label of a form", "no label"],
)
def test_a_line_in_doubt_over_a_table_whose_label_is_no_known_one_may_be_a_head_text(
    line: str, department: str, is_doubted: bool
) -> None:
    without = "\n".join(row for row in FUND.split("\n") if "主管部门" not in row)
    scan = replace(
        page(1, without, SHEET, above=["专项资金绩效目标表", line]), engine=OCR, ocr_layer=True, doubted=(line,)
    )
    (form,) = normalise([scan]).forms
    assert form.department == department
    assert {"low_confidence" in row.flags for row in form.indicators} == {is_doubted}
