"""Budgets that list all projects in one table, each with its name, amount and goal in columns beside its indicators."""

from pathlib import Path

import pytest

import jixiao
from jixiao.normalize.document import normalise
from jixiao.normalize.records import Document, Severity
from tests.pages import Sheet, page

TITLE = ["部门预算项目绩效目标表（2024年度）", "单位：万元"]
SHEET = Sheet((10, 10, 8, 12, 10, 12, 12, 8, 8, 8, 6, 10), page_width=1500.0)
HEADERS = "单位名称 | 项目名称 | 预算数 | 年度目标 | 一级指标 | 二级指标 | 三级指标 | 绩效指标性质 | 绩效指标值 | 绩效度量单位 | 权重 | 指标方向性"
ROAD = """
    201-某局 | 道路养护 | 120.00 | 完成养护 | 产出指标 | 数量指标 | 养护面积 | ≥ | 13459 | 平方米 | 50 | 正向指标
    ^ | ^ | ^ | ^ | ^ | 质量指标 | 合格率 | ＝ | 100 | % | 20 | 正向指标
    ^ | ^ | ^ | ^ | 成本指标 | 经济成本指标 | 单位成本 | ≤ | 200 | 元 | 30 | 反向指标"""
BRIDGE = """
    ^ | 桥梁检测 | 80.00 | 完成检测 | 产出指标 | 数量指标 | 检测桥梁 | ≥ | 12 | 座 | 60 | 正向指标
    ^ | ^ | ^ | ^ | 效益指标 | 社会效益指标 | 通行能力 | 定性 | 提升 |  | 40 | 正向指标"""
TOTAL = "\n    合计 | < | 200.00 |  |  |  |  |  |  |  |  | "
ON_EVERY_ROW = """
    201-某局 | 道路养护 | 120.00 | 完成养护 | 产出指标 | 数量指标 | 养护面积 | ≥ | 13459 | 平方米 | 50 | 正向指标
    201-某局 | 道路养护 | 120.00 | 完成养护 | 成本指标 | 经济成本指标 | 单位成本 | ≤ | 200 | 元 | 50 | 反向指标
    201-某局 | 桥梁检测 | 80.00 | 完成检测 | 产出指标 | 数量指标 | 检测桥梁 | ≥ | 12 | 座 | 100 | 正向指标
    202-某所 | 桥梁检测 | 30.00 | 完成检测 | 产出指标 | 数量指标 | 检测桥梁 | ≥ | 3 | 座 | 100 | 正向指标"""


NAMES_ONCE = """
    201-某局 | 道路养护 | 120.00 | 完成养护 | 产出指标 | 数量指标 | 养护面积 | ≥ | 13459 | 平方米 | 50 | 正向指标
     | 道路养护 |  |  | 成本指标 | 经济成本指标 | 单位成本 | ≤ | 200 | 元 | 50 | 反向指标
     | 桥梁检测 | 80.00 | 完成检测 | 产出指标 | 数量指标 | 检测桥梁 | ≥ | 12 | 座 | 70 | 正向指标
     |  |  |  | 效益指标 | 社会效益指标 | 通行能力 | 定性 | 提升 |  | 30 | 正向指标
    202-某所 | 桥梁检测 | 30.00 | 完成检测 | 产出指标 | 数量指标 | 检测桥梁 | ≥ | 3 | 座 | 100 | 正向指标"""


def heads(document: Document) -> list[tuple[str, str, str, str, int]]:
    return [
        (form.implementing_unit, form.subject, str(form.budget_wan_yuan), form.overall_goal, len(form.indicators))
        for form in document.forms
    ]


TWO = [("201-某局", "道路养护", "120", "完成养护", 3), ("201-某局", "桥梁检测", "80", "完成检测", 2)]


@pytest.mark.parametrize("drawing", [ROAD + BRIDGE, TOTAL + ROAD + BRIDGE, ROAD + BRIDGE + TOTAL])
def test_each_project_is_a_form(drawing: str) -> None:
    document = normalise([page(1, HEADERS + drawing, SHEET, above=TITLE)])
    assert heads(document) == TWO
    road, bridge = document.forms
    assert [(row.level1, row.indicator, row.value_text) for row in (*road.indicators, *bridge.indicators)] == [
        ("产出指标", "养护面积", "≥13459"),
        ("产出指标", "合格率", "=100"),
        ("成本指标", "单位成本", "≤200"),
        ("产出指标", "检测桥梁", "≥12"),
        ("效益指标", "通行能力", "提升"),
    ]
    assert all(check.held for check in document.checks)
    assert not [finding for finding in document.findings if finding.severity is not Severity.INFO]
    assert ("200.00" in [field.value_text for form in document.forms for field in form.fields]) == (TOTAL in drawing)


@pytest.mark.parametrize(("drawing", "of_bridge"), [(ON_EVERY_ROW, 1), (NAMES_ONCE, 2)], ids=["every row", "once"])
def test_a_form_begins_where_names_change(drawing: str, of_bridge: int) -> None:
    document = normalise([page(1, HEADERS + drawing, SHEET, above=TITLE)])
    assert heads(document) == [
        ("201-某局", "道路养护", "120", "完成养护", 2),
        ("201-某局", "桥梁检测", "80", "完成检测", of_bridge),
        ("202-某所", "桥梁检测", "30", "完成检测", 1),
    ]


def test_a_title_and_a_unit_within_the_frame_and_headers_of_two_rows() -> None:
    drawing = f"""{TITLE[0]}{" | <" * 11}
    部门：某局{" | <" * 10} | {TITLE[1]}
    {" | ".join(HEADERS.split(" | ")[:4])} | 绩效指标{" | <" * 7}
    ^ | ^ | ^ | ^ | {" | ".join(HEADERS.split(" | ")[4:])}"""
    assert heads(normalise([page(1, drawing + ROAD + BRIDGE, SHEET)])) == TWO


def test_a_list_without_a_column_of_names_stays_one_form() -> None:
    drawing = "\n".join(" | ".join(line.split(" | ")[4:]) for line in (HEADERS + ROAD).splitlines() if line.strip())
    document = normalise([page(1, drawing, Sheet(SHEET.widths[4:]), above=TITLE)])
    assert [len(form.indicators) for form in document.forms] == [3]


PROJECTS = 14

PRINT = (
    "@page{size:A4 landscape;margin:15mm}body{font:9pt 'Noto Sans CJK SC'}table{border-collapse:collapse;width:100%}"
    "td,th{border:.5pt solid black;padding:3pt}"
)


def project_rows(project: int) -> list[tuple[str, str]]:
    """Give a project's indicators, three to six, and their values."""
    return [(f"项目{project}的指标{number}", f"{project * 100 + number}") for number in range(1, 4 + project % 4)]


def project_html(project: int) -> str:
    """Give the rows of a project: its name, amount and goal in cells that span them."""
    rows = project_rows(project)
    names = ("201-某局", f"第{project}个项目经费", f"{project}0.50", f"保障第{project}项工作按期完成")
    head = "".join(f'<td rowspan="{len(rows)}">{name}' for name in names)
    weights = [100 - 10 * (len(rows) - 1), *[10] * (len(rows) - 1)]
    each = [
        f"<td>产出指标<td>数量指标<td>{name}<td>≥<td>{value}<td>个<td>{weight}"
        for (name, value), weight in zip(rows, weights, strict=True)
    ]
    return f"<tr>{head}{'<tr>'.join(each)}"


def listed_html() -> str:
    """Give a list of projects, longer than a page."""
    headers = "".join(f"<th>{name}" for name in HEADERS.split(" | ")[:11])
    body = "".join(map(project_html, range(1, PROJECTS + 1)))
    above = f"<h3>{TITLE[0]}</h3><p>{TITLE[1]}"
    return f"<style>{PRINT}</style>{above}<table><thead><tr>{headers}</thead>{body}</table>"


def test_a_list_over_several_pages(tmp_path: Path) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    path = tmp_path / "list.pdf"
    weasyprint.HTML(string=listed_html()).write_pdf(path)
    document = jixiao.convert(path).converted.document
    projects = range(1, PROJECTS + 1)
    assert document.forms[-1].page_end > 1
    assert [(form.subject, form.overall_goal) for form in document.forms] == [
        (f"第{project}个项目经费", f"保障第{project}项工作按期完成") for project in projects
    ]
    assert [[(row.indicator, row.value_text) for row in form.indicators] for form in document.forms] == [
        [(name, f"≥{value}") for name, value in project_rows(project)] for project in projects
    ]
    assert all(check.held for check in document.checks)
    assert not [finding for finding in document.findings if finding.severity is not Severity.INFO]
