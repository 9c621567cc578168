"""Codes that nest: a row's amounts are those of the rows below it, whatever the codes' form; what has none is left."""

import pytest

from jixiao.normalize.checks.codes import code_checks, coded_rows
from jixiao.normalize.records import GenericTable, Place

PLACE = Place(1, 0, 0, 100, 100)

SPLIT = """
    类 | 款 | 项 | 名称 | 合计 | 基本支出
    201 | | | 一般公共服务 | 30.00 | 20.00
    201 | 13 | | 商贸事务 | 30.00 | 20.00
    201 | 13 | 01 | 行政运行 | 20.00 | 20.00
    201 | 13 | 02 | 一般事务 | 10.00 |
    208 | | | 社会保障 | 5.00 | 5.00
    208 | 05 | | 养老 | 5.00 | 5.00
    208 | 05 | 05 | 养老保险 | 5.00 | 5.00
    合计 | 合计 | 合计 | 合计 | 35.00 | 25.00"""

WHOLE = """
    编码 | 名称 | 合计
    201 | 一般公共服务 | 30.00
    20113 | 商贸事务 | 30.00
    2011301 | 行政运行 | 20.00
    2011302 | 一般事务 | 10.00
    208 | 社会保障 | 5.00
     | 合计 | 35.00"""


def table(drawing: str) -> GenericTable:
    rows = [tuple(cell.strip() for cell in line.split("|")) for line in drawing.strip().splitlines()]
    return GenericTable(1, "支出表", " | ".join(rows[0]), tuple(rows), len(rows[0]), 1, 1, PLACE)


@pytest.mark.parametrize("drawing", [SPLIT, WHOLE])
def test_every_row_with_rows_below_it_is_compared_and_the_total_too(drawing: str) -> None:
    checks = list(code_checks([table(drawing)]))
    assert all(check.held for check in checks)
    subjects = {check.subject.split(":")[0] for check in checks}
    assert {"table 1 201 一般公共服务", "table 1 合计"} <= subjects
    assert len([check for check in checks if check.subject.endswith(": 合计")]) == (5 if drawing is SPLIT else 3)


@pytest.mark.parametrize(("drawing", "row"), [(SPLIT, "201 13 商贸事务"), (WHOLE, "20113 商贸事务")])
def test_a_figure_that_is_another_is_told_with_its_sum(drawing: str, row: str) -> None:
    wrong = drawing.replace("行政运行 | 20.00", "行政运行 | 26.00")
    (check,) = [each for each in code_checks([table(wrong)]) if not each.held and each.subject.endswith(": 合计")]
    assert (check.code, check.subject, check.expected, check.found) == (
        "code_total",
        f"table 1 {row}: 合计",
        "30",
        "36",
    )
    assert check.difference == 6


def test_a_row_that_is_lost_is_told() -> None:
    wrong = "\n".join(line for line in SPLIT.splitlines() if "一般事务" not in line)
    assert [check.subject for check in code_checks([table(wrong)]) if not check.held] == [
        "table 1 201 13 商贸事务: 合计"
    ]


def test_rounding_may_part_a_sum_from_its_parts_by_half_of_the_last_place_each() -> None:
    rounded = WHOLE.replace("商贸事务 | 30.00", "商贸事务 | 30.01").replace("公共服务 | 30.00", "公共服务 | 30.01")
    rounded = rounded.replace("| 35.00", "| 35.01")
    assert all(check.held for check in code_checks([table(rounded)]))
    assert not all(
        check.held for check in code_checks([table(rounded.replace("商贸事务 | 30.01", "商贸事务 | 30.03"))])
    )


@pytest.mark.parametrize(
    ("why", "drawing"),
    [
        ("names instead of codes", WHOLE.replace("2011", "甲").replace("201", "乙").replace("208", "丙")),
        ("a code that comes twice: two units' rows", WHOLE.replace("2011302", "2011301")),
        ("years beside amounts", "年 | 金额\n2021 | 5.00\n2022 | 6.00\n2023 | 7.00"),
    ],
)
def test_what_has_no_nested_codes_is_not_compared(why: str, drawing: str) -> None:
    assert list(code_checks([table(drawing)])) == [], why


def test_a_column_of_rates_does_not_add_up_and_is_left_alone() -> None:
    rates = """
        编码 | 名称 | 合计 | 增长率
        201 | 一般公共服务 | 30.00 | 7.1
        20113 | 商贸事务 | 30.00 | 7.1
        2011301 | 行政运行 | 20.00 | 5.2
        2011302 | 一般事务 | 10.00 | 11.9"""
    assert {check.subject.split(": ")[1] for check in code_checks([table(rates)])} == {"合计"}


def test_a_table_without_rows_has_no_codes() -> None:
    assert coded_rows(table("编码 | 名称 | 合计")) == ()
