"""A text that stands in another row than it is printed in: told, for every column of a row's own; nothing else is."""

from dataclasses import replace

import pytest

from jixiao.extract.grid import PageTables
from jixiao.normalize import document
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.matching import Match
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.proof.printed import Seen
from jixiao.normalize.records import Finding, Form, Place, Proof
from jixiao.normalize.tables.model import LogicalTable
from tests.pages import Sheet, page

TITLE = ["项目支出绩效目标表"]
HEAD = "项目名称 | 甲 | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值"
ROWS = "产出指标 | 数量指标 | 修路 | ≥5公里\n^ | ^ | 架桥 | ≥2座"
EVALUATION = """
    项目名称 | 甲 | < | < | < | < | <
    一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分
    产出指标 | 数量指标 | 修路 | ≥5公里 | 6公里 | 20 | 19
    ^ | ^ | 架桥 | ≥2座 | 3座 | 30 | 28"""
SHEET = Sheet((6, 6, 10, 6))


def swapping(column: str) -> object:
    def read(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        first, second = form.indicators
        one, other = getattr(first, column), getattr(second, column)
        return replace(form, indicators=(replace(first, **{column: other}), replace(second, **{column: one})))

    return read


def strangers(*pages: PageTables) -> list[Finding]:
    return [finding for finding in normalise(pages).findings if finding.code == "text_of_another_row"]


@pytest.mark.parametrize("column", ["indicator", "value_text", "actual_text", "weight", "score"])
def test_texts_that_change_rows_are_told(column: str, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = page(1, EVALUATION, Sheet((6, 6, 10, 8, 8, 4, 4)), above=["项目支出绩效自评表"])
    assert strangers(whole) == []
    monkeypatch.setattr(document, "read_form", swapping(column))
    found = normalise([whole])
    told = [(each.form_no, each.row_no) for each in found.findings if each.code == "text_of_another_row"]
    assert (told, found.proof) == ([(1, 1), (1, 2)], Proof.FAILED)


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        "产出指标 | 数量指标 | 修路 | ≥5公里\n^ | ^ | 架桥 | ^",  # one value beside two names
        "产出指标 | 数量指标 | 修路 | ≥5公里\n^ | ^ | 架桥 | ≥5公里",  # printed twice, once beside each
    ],
)
def test_texts_beside_their_own_rows_are_not(rows: str) -> None:
    assert strangers(page(1, f"{HEAD}\n{rows}", SHEET, above=TITLE)) == []


def test_the_text_of_a_cut_row_may_stand_whole_in_another() -> None:
    rows = "产出指标 | 数量指标 | 验收合格率及优良率 | ≥5%\n^ | ^ | 验收合格率¶及优 | ≥6%"
    above = page(1, f"{HEAD}\n{rows}", replace(SHEET, open_bottom=True), above=TITLE)
    below = page(2, "^ | | 良率 | ", replace(SHEET, open_top=True))
    assert [row.indicator for row in normalise([above, below]).forms[0].indicators] == ["验收合格率及优良率"] * 2
    assert strangers(above, below) == []


def test_the_heights_of_a_text_are_those_of_one_page() -> None:
    seen = Seen(4, Place(1, 0.0, 10.0, 50.0, 20.0))
    for number, top in ((1, 10.0), (3, 30.0), (3, 50.0), (7, 70.0)):
        seen.note(number, top, top + 8)
    each = {number: list(seen.heights(number)) for number in (1, 2, 3, 7, 8)}
    assert each == {1: [(10.0, 18.0)], 2: [], 3: [(30.0, 38.0), (50.0, 58.0)], 7: [(70.0, 78.0)], 8: []}
