"""What the tables and the page of a panel, and the lines of a difference, say of small forms."""

import re
from collections.abc import Sequence
from decimal import Decimal

import pytest

from jixiao.output.panel.changes import change, change_of_rows
from jixiao.output.panel.charts import bars, sparkline
from jixiao.output.panel.node import FormRows
from jixiao.output.panel.page import panel_page
from jixiao.output.panel.tables import panel_tables
from jixiao.output.panel.told import difference_lines
from jixiao.output.rows import Value
from tests.panels import Printed, followed, form, number


def table(name: str, *years: FormRows | Sequence[FormRows]) -> list[dict[str, Value]]:
    """Give a table's rows by column, of forms of 2022, 2023 and so on."""
    labels = [str(2022 + place) for place in range(len(years))]
    found = next(each for each in panel_tables(followed(*years), labels) if each.table.name == name)
    return [dict(zip([column.name for column in found.table.columns], row, strict=True)) for row in found.rows]


def statuses(row: dict[str, Value]) -> list[Value]:
    return [row[name] for name in row if name.startswith("status")]


def test_the_status_of_a_year_and_of_all() -> None:
    years = (form("甲", "乙综合满意度", "丙"), form("甲", "乙满意度", "丁"), form("甲", "乙满意度", "丙", "丁"))
    found = {row["indicator"]: statuses(row) for row in table("panel", *years)}
    assert found == {
        "甲": ["kept", None, "kept", "kept"],
        "乙满意度": ["renamed", None, "renamed", "kept"],
        "丙": ["kept", None, "dropped", "kept"],
        "丁": ["new", None, "new", "kept"],
    }


def test_what_a_year_has_no_forms_of_is_not_dropped_in_it() -> None:
    other = form("甲", publisher="淄博市张店区财政局")
    found = table("panel", [form("甲"), other], [other], [form("甲", "乙"), other])
    own = [statuses(row) for row in found if row["publisher"] == "淄博市周村区财政局"]
    assert own == [["kept", None, None, "kept"], ["new", None, None, "new"]]


def test_what_is_new_or_dropped_by_a_document_with_open_findings_is_unsure() -> None:
    old = form("甲", "乙", document_status="findings")
    found = {row["indicator"]: row["unsure_2023"] for row in table("panel", old, form("甲", "丙"))}
    assert found == {"甲": False, "乙": False, "丙": True}
    new = form("甲", "丙", document_status="partial")
    found = {row["indicator"]: row["unsure_2023"] for row in table("panel", form("甲", "乙"), new)}
    assert found == {"甲": False, "乙": True, "丙": False}


def test_each_earlier_year_must_be_without_open_findings() -> None:
    years = form("甲", document_status="findings"), form("甲"), form("甲", "丙")
    assert {row["indicator"]: row["unsure_2024"] for row in table("panel", *years)} == {"甲": False, "丙": True}


def test_one_year_says_of_nothing_that_it_is_new() -> None:
    assert statuses(table("panel", form("甲"))[0]) == [None, None]


def test_a_change_is_in_the_later_unit_and_in_per_cent() -> None:
    old = Printed("补助", "1.5", "万元", "15000", "元")
    (row,) = table("panel", form(old), form(number("补助", "18000", "元")))
    assert (row["change_2023"], row["percent_2023"]) == (Decimal("3000"), Decimal("20"))
    assert (row["unit_2022"], row["unit_2023"], row["change_2022"]) == ("万元", "元", None)


def test_a_change_is_against_the_latest_year_that_has_the_indicator() -> None:
    (row, _) = table("panel", form(number("甲", "8")), form("乙"), form(number("甲", "6"), "乙"))
    assert (row["change_2024"], row["percent_2024"]) == (Decimal(-2), Decimal(-25))


@pytest.mark.parametrize(
    "other",
    [
        {"base_unit": "元/人"},
        {"comparator": "<="},
        {"value_type": "range", "value_upper": "9"},
        {"value": "", "value_type": "composite"},
    ],
)
def test_what_does_not_compare_has_no_change(other: dict[str, str]) -> None:
    row = form(number("甲", "8", "元")).rows[0]
    assert change_of_rows(row, row) is not None
    assert change_of_rows(row, {**row, **other}) is None


def test_from_nothing_there_is_no_per_cent() -> None:
    assert change(Decimal(0), Decimal(5), "万元") == (Decimal("0.0005"), None)
    assert change(Decimal(-2), Decimal(1), "") == (Decimal(3), Decimal(150)), "a rise is one from below nothing, too"
    assert change(Decimal(3), Decimal(4), "") == (Decimal(1), Decimal("33.33"))


def test_the_score_is_that_of_the_weakest_link_above() -> None:
    (row,) = table("panel", form("培训人数"), form("培训人数", subject="乡村振兴战略专项资金"))
    assert (row["status"], row["link_rule_2023"]) == ("kept", "words")
    assert row["link_score"] == row["link_score_2023"] == Decimal("0.9")


def test_budgets_and_one_that_two_forms_print() -> None:
    twice = [form("甲", budget="8"), form("乙", budget="9", form_no=2)]
    (row,) = table("panel_budgets", form("甲", budget="10"), form("甲", budget="12"), twice)
    assert (row["change_2023"], row["percent_2023"]) == (Decimal(2), Decimal(20))
    assert (row["budget_text_2024"], row["budget_wan_yuan_2024"], row["change_2024"]) == ("8；9", None, None)
    assert table("panel_budgets", form("甲")) == []


def test_a_doubt_says_where_both_stand() -> None:
    (row,) = table("panel_doubts", form("甲", number("高校满意度", "95", "%")), form("企业满意度"))
    assert (row["level"], row["reason"], row["score"]) == ("indicator", "words", Decimal("0.55"))
    assert (row["old_year"], row["old_name"], row["old_value_text"], row["old_row_no"]) == (
        "2022",
        "高校满意度",
        "≥95%",
        2,
    )
    assert (row["new_year"], row["new_name"], row["new_value_text"], row["new_row_no"]) == (
        "2023",
        "企业满意度",
        None,
        1,
    )
    assert row["place"] == "淄博市周村区财政局 | 淄博市周村区农业农村局 | 乡村振兴战略资金 | 任务"


def test_the_page_shows_texts_as_texts_and_asks_nobody_for_anything() -> None:
    years = (
        form(number("<b>甲</b>", "8", flags="low_confidence row_joined"), "高校满意度"),
        form(number("<b>甲</b>", "9"), "企业满意度"),
    )
    shown = panel_page(followed(*years), ("2022", "2023"), ("没有年度的表：<i>",)).decode()
    assert "&lt;b&gt;甲&lt;/b&gt;" in shown
    assert "没有年度的表：&lt;i&gt;" in shown
    assert "<b>甲" not in shown
    assert "default-src &#x27;none&#x27;" in shown
    assert not re.search(r"(?:src|href)=|url\(|@import|<script|<link", shown)
    assert "存疑：low_confidence<" in shown, "row_joined is no doubt"
    assert "+1人（+12.5%）" in shown
    assert "<td>2022：高校满意度</td><td>2023：企业满意度</td>" in shown


def test_a_sparkline_has_a_gap_where_a_year_has_no_number() -> None:
    drawn = str(sparkline([Decimal(1), Decimal(2), None, Decimal(2), Decimal(1)], "told"))
    assert re.findall(r'points="([^"]*)"', drawn) == ["3.0,21.0 25.5,3.0", "70.5,3.0 93.0,21.0"]
    assert drawn.count("<circle") == 4
    assert "<title>told</title>" in drawn
    assert 'cy="12.0"' in str(sparkline([Decimal(5), Decimal(5)], ""))


def test_a_bar_is_as_high_as_its_share_of_the_greatest() -> None:
    drawn = str(bars([Decimal(5), None, Decimal(10)], Decimal(10), ""))
    assert re.findall(r'height="([0-9.]+)"><', drawn)[-2:] == ["12.0", "24.0"]


def test_the_lines_of_a_difference() -> None:
    old = form("丙", number("甲综合满意度", "8", "%"), number("丁", "1", task="旧任务"), budget="10")
    new = form("丙", number("甲满意度", "9", "%", flags="low_confidence"), number("戊", "2"), budget="12")
    place = "淄博市周村区财政局 | 淄博市周村区农业农村局"
    assert list(difference_lines(followed(old, new))) == [
        place,
        "  budget of 乡村振兴战略资金: 10 -> 12 (+2万元, +20%)",
        f"{place} | 乡村振兴战略资金 | 任务",
        "  renamed indicator: 甲综合满意度 -> 甲满意度 (score 0.83)",
        "  value of 甲满意度: ≥8% -> ≥9% (+1 points, +12.5%) [look: low_confidence]",
        "  new indicator: 戊: ≥2人",
        f"{place} | 乡村振兴战略资金",
        "  dropped task: 旧任务 (1 indicators)",
        "1 indicators new, 1 dropped, 1 renamed; 1 values and 1 budgets changed; 0 links in doubt",
    ]
    assert next(difference_lines(followed(old, old))).startswith("0 indicators new, 0 dropped, 0 renamed; 0 values")
