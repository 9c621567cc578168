"""Every finding can be raised: each code of the catalogue by a document here, or by name in another test."""

import csv
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from jixiao.extract.content import HiddenChar, PageContent, Unseen
from jixiao.extract.doubts import page_doubts
from jixiao.extract.grid import PageTables
from jixiao.extract.placing import read_tables
from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.document import normalise
from tests.conftest import ROOT
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 10, 6))
TITLE = ["项目支出绩效目标表"]
HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值"
ROWS = f"""
    {HEAD}
    产出指标 | 数量指标 | 修建公路 | ≥5公里
    ^ | 质量指标 | 验收合格率 | ≥98%"""
FORM = f"""
    项目名称 | 甲 | < | <{ROWS}"""
ANNUAL = """
    职责序号 | 部门职责 | < | 职责目标 | 绩效指标 | 指标解释 | 年度指标值
    1 | 绿化 | 植树 | 多植树 | 植树数 | 树的数量 | ≥5株
    3 | 道路 | 修路 | 多修路 | 修路数 | 路的长度 | ≥5公里"""
STRATEGY = """
    战略目标 | 发展 | < | < | <
    指标 | 序号 | 指标 | 指标解释 | 年度指标值
    ^ | 1 | 植树数 | 树的数量 | ≥5株
    ^ | 3 | 修路数 | 路的长度 | ≥5公里"""
FUND = f"""
    专项资金名称 | 科技资金 | < | <
    主要政策任务1：业务费 | < | < | <{ROWS}
    主要政策任务3：补助 | < | < | <{ROWS}"""


def form(drawing: str = FORM, widths: Iterable[float] = SHEET.widths, title: Iterable[str] = TITLE) -> PageTables:
    return page(1, drawing, Sheet(tuple(widths)), above=[*title])


WIDE = (6, 6, 10, 6, 6)

DOCUMENTS: dict[str, PageTables] = {
    "page_turned": replace(form(), turned=1),
    "text_hidden": replace(form(), hidden=(HiddenChar("旧", 0, 0, 9, 9, Unseen.LOST),)),
    "form_matched": form(),
    "table_unknown": form("甲 | 乙 | 丙 | 丁\n1 | 2 | 3 | 4\n5 | 6 | 7 | 8", title=["收支表"]),
    "box_no_table": form("仅一格", (20,), ()),
    "form_not_recognised": form("甲 | 乙 | 丙 | 丁\n1 | 2 | 3 | 4"),
    "match_weak": form(ROWS),
    "column_sets_unnamed": form(
        """
        项目名称 | 甲 | < | < | < | < | <
        一级指标 | 二级指标 | 三级指标 | 指标值 | 二级指标 | 三级指标 | 指标值
        产出指标 | 数量指标 | 修路 | ≥50公里 | 数量指标 | 修路 | ≥5公里""",
        (6, 6, 10, 6, 6, 10, 6),
    ),
    "columns_unplaced": form(
        f"项目名称 | 甲 | < | < | <\n{HEAD} | 评审意见\n产出指标 | 数量指标 | 修路 | ≥5公里 | 按比例", WIDE
    ),
    "value_unread": form(FORM.replace("≥5公里", "≥5公里@@")),
    "contents": form(title=["1、修路资金…………3", "2、架桥资金…………4", *TITLE]),
    "task_numbers": form(FUND, title=["专项资金绩效目标表"]),
    "duty_numbers": form(ANNUAL, (4, 6, 6, 8, 8, 8, 8), ["年度整体绩效目标表", "部门名称：甲局"]),
    "indicator_numbers": form(STRATEGY, (6, 4, 10, 10, 8), ["整体战略目标表", "部门名称：甲局"]),
}
"""A page for each code that no other test names, and it raises that code."""


@pytest.mark.parametrize("code", DOCUMENTS)
def test_the_page_raises_its_finding(code: str) -> None:
    found = [finding for finding in normalise([DOCUMENTS[code]]).findings if finding.code == code]
    assert found, {finding.code for finding in normalise([DOCUMENTS[code]]).findings}
    assert all(finding.message and finding.message_zh for finding in found)
    if code.endswith("_numbers"):
        assert {(finding.severity, finding.row_no is not None) for finding in found} == {("error", True)}


def test_a_page_upside_down_is_a_warning() -> None:
    found = normalise([replace(form(), turned=2)]).findings
    assert [str(finding.severity) for finding in found if finding.code == "page_turned"] == ["warning"]


def test_text_that_an_engine_dropped_is_a_doubt() -> None:
    content = PageContent(1, 100, 100, (), (), 0.0, "test", dropped=1)
    assert page_doubts(content, read_tables(content)) == ("text_dropped",)


def test_every_code_is_raised_by_a_test() -> None:
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("*.py"))
    with (ROOT / "tests" / "data" / "values.csv").open(encoding="utf-8", newline="") as file:
        values = {word for row in csv.reader(file) for cell in row for word in re.findall(r"\w+", cell)}
    named = {code for code in CATALOGUE if f'"{code}"' in tests}
    assert not CATALOGUE.keys() - DOCUMENTS.keys() - named - values
