"""Columns for analysts: numbers beside their texts, days, keys over years, places, and what is not there."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.conversion import Conversion, convert
from jixiao.normalize.attainment import actual_number, points, target_met
from jixiao.normalize.lasting_keys import indicator_key, task_key
from jixiao.normalize.records import Form, Indicator, Place
from jixiao.normalize.values import read_value
from jixiao.normalize.values.calendar import days_of
from jixiao.output.rows import table_rows
from jixiao.output.schema import TABLES
from jixiao.output.store import LAYOUT
from tests.test_forms import SELF_EVALUATION, draw, read

TABLE = {table.name: table for table in TABLES}


@pytest.fixture(scope="module")
def evaluated(samples: Path) -> Conversion:
    return convert(samples / "shili-selfeval-2023.pdf")


@pytest.fixture(scope="module")
def form(evaluated: Conversion) -> Form:
    return evaluated.converted.document.forms[0]


@pytest.fixture(scope="module")
def row(form: Form) -> Indicator:
    return form.indicators[0]


# Days.


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年12月底前", "", "2024-12-31"),
        ("2024年2月底前完成", "", "2024-02-29"),
        ("10月30日前", "", "2024-10-30"),
        ("2023.07-2024.01", "2023-07-01", "2024-01-31"),
        ("2024年1月-12月", "2024-01-01", "2024-12-31"),
        ("3月1日-15日", "2024-03-01", "2024-03-15"),
        ("11月至次年3月", "2024-11-01", "2025-03-31"),
        ("2023-2025年", "2023-01-01", "2025-12-31"),
        ("2024-01-05", "2024-01-05", "2024-01-05"),
        ("二〇二四年三月", "2024-03-01", "2024-03-31"),
        ("十二月三十一日前", "", "2024-12-31"),
        ("上半年", "2024-01-01", "2024-06-30"),
        ("2024年第二季度末", "2024-06-30", "2024-06-30"),
        ("12月中旬", "2024-12-11", "2024-12-20"),
        ("全年", "2024-01-01", "2024-12-31"),
        ("≤2024年12月", "", "2024-12-31"),
        ("2024年3月起", "2024-03-01", ""),
        ("2024年3月1日后", "2024-03-02", ""),
        ("第四季度前", "", ""),
        ("长期", "", ""),
        ("每年12月底", "", ""),
        ("2月30日前", "", ""),
        ("2024年6月底和12月底", "", ""),
        ("年初", "", ""),
    ],
)
def test_the_days_of_a_date(text: str, first: str, last: str) -> None:
    (target,) = read_value(text).targets
    days = days_of(target.label, target.comparator, 2024)
    assert tuple(str(day or "") for day in days) == (first, last)


@given(
    st.text("0123456789年月日号底末初旬前后内起至到-~./零一二三四五六七八九十上下中季度半全第次明当≥≤<>= ", max_size=16)
)
def test_no_text_has_impossible_days(text: str) -> None:
    for target in read_value(text).targets:
        first, last = days_of(target.label, target.comparator, 2024)
        assert first is None or last is None or first <= last


def test_a_date_without_a_year_anywhere_has_no_day() -> None:
    assert days_of("10月30日前", "<=", None) == (None, None)


def test_days_stand_in_both_tables_as_dates(evaluated: Conversion) -> None:
    rows = evaluated.indicators
    (printed,) = set(rows[rows.value_text == "4月30日前"].date_end)
    assert printed == pd.Timestamp(2023, 4, 30)
    targets = evaluated.targets
    assert targets.date_end.notna().sum() == rows.date_end.notna().sum() == (rows.value_type == "date").sum() > 0
    assert any(date(2023, 4, 30) in each for each in table_rows(evaluated.converted, TABLE["targets"]))


# Weight, score and actual value.


@pytest.mark.parametrize(
    ("text", "number"),
    [("5", "5"), ("5.5", "5.5"), ("5分", "5"), ("（5分）", "5"), ("10%", "10"), ("", None), ("—", None), ("3/5", None)],
)
def test_weights_are_numbers(row: Indicator, text: str, number: str | None) -> None:
    assert points(row, text) == (None if number is None else Decimal(number))


def test_a_weight_that_rows_share_is_counted_once(row: Indicator) -> None:
    assert points(replace(row, flags=("figure_shared",)), "10") is None


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [
        ("≥95%", "95%", True),
        ("≥95%", "94.9%", False),
        ("<1‰", "0.05%", True),
        ("≤3万元", "30001元", False),
        ("=100%", "100%", True),
        ("=100%", "99%", False),
        ("≤3万元", "2.5", None),  # no unit, so another thing for all that is known
        ("≥95%", "≥95%", None),
        ("95%", "95%", None),
        ("5%～8%", "6%", None),
        ("≥95%", "未完全达到", None),
        ("≥95%", "约96%", None),
        ("≥5年", "6人", None),
        ("男≥50人；女≥40人", "60人", None),
    ],
)
def test_a_target_is_met_only_where_both_sides_compare(
    row: Indicator, target: str, actual: str, met: bool | None
) -> None:
    assert target_met(replace(row, reading=read_value(target), actual=read_value(actual))) is met


def test_the_actual_value_is_a_number_and_a_unit(row: Indicator) -> None:
    only = actual_number(replace(row, actual=read_value("9.5万元/日")))
    assert only is not None
    assert (only.value, only.unit) == (Decimal("9.5"), "万元/日")
    assert actual_number(replace(row, actual=read_value("5%～8%"))) is None


# Keys over years.


def test_keys_stay_the_same_over_years_and_forms(form: Form, row: Indicator) -> None:
    before = replace(form, year="2023", form_type="project_target", subject="2023年老旧小区 改造（一期）")
    now = replace(form, year="2024", form_no=9, subject="2024年度老旧小区改造(一期)")
    one = replace(row, row_no=1, level1="产出指标（50分）", level2="数量指标", indicator="改造“老旧小区”数")
    other = replace(row, row_no=7, level1="产出", level2="数量", indicator="改造老旧小区数")
    assert task_key("", before, one) == task_key("", now, other) == "示例区住房和城乡建设局|老旧小区改造一期|||"
    assert indicator_key("", before, one) == indicator_key("", now, other)
    assert indicator_key("", now, other).endswith("|产出|数量|改造老旧小区数")
    assert task_key("财政局", replace(now, department=""), other).startswith("财政局|")


def test_a_number_that_looks_like_a_year_stays(form: Form, row: Indicator) -> None:
    assert indicator_key("", form, replace(row, indicator="补助2000人次")).endswith("补助2000人次")
    assert indicator_key("", form, replace(row, indicator="“3.5公里”。")).endswith("|3.5公里")


@pytest.mark.parametrize("name", ["zhoucun-2022", "zhoucun-2023", "zhoucun-2024"])
def test_keys_name_one_row_each_and_most_come_again(samples: Path, name: str) -> None:
    keys = convert(samples / f"{name}.pdf").indicators.indicator_key
    assert keys.is_unique
    if name == "zhoucun-2023":
        assert keys.isin(set(convert(samples / "zhoucun-2024.pdf").indicators.indicator_key)).sum() == 333


# Places.


def test_boxes_stand_for_each_page_of_a_row(samples: Path) -> None:
    own = convert(samples / "zhoucun-2024.pdf").indicators
    cut = own[own.page_start != own.page_end]
    assert len(cut) > 0
    for place in cut.itertuples():
        pages, boxes = zip(*(each.split(":") for each in place.boxes.split()), strict=True)
        assert (int(pages[0]), int(pages[-1])) == (place.page_start, place.page_end)
        assert boxes[0] == place.bbox


def test_boxes_are_written_in_page_order(evaluated: Conversion, form: Form, row: Indicator) -> None:
    places = (Place(9, 72, 100.1, 523, 130.2), Place(10, 72, 90, 523, 101.5))
    document = replace(evaluated.converted.document, forms=(replace(form, indicators=(replace(row, places=places),)),))
    own = Conversion(evaluated.path, replace(evaluated.converted, document=document))
    assert list(own.indicators.boxes) == ["9:72.0,100.1,523.0,130.2 10:72.0,90.0,523.0,101.5"]


# What is not there, and types.


def test_what_is_not_printed_is_missing_everywhere(evaluated: Conversion, tmp_path: Path) -> None:
    evaluated.write(tmp_path)
    for table in TABLES:
        frame, stored = evaluated.frame(table.name), pd.read_parquet(tmp_path / f"{table.name}.parquet")
        assert not any(frame[column.name].eq("").any() for column in table.columns if column.type == "text")
        assert frame.isna().values.tolist() == stored.isna().values.tolist()
    assert evaluated.indicators.task.isna().all()


def test_frames_have_floats_or_the_printed_figures(evaluated: Conversion) -> None:
    kinds = {column.name: column.type for column in TABLE["indicators"].columns}
    types = {"text": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[s]"}
    assert {name: str(kind) for name, kind in evaluated.indicators.dtypes.items()} == {
        name: types[kind] for name, kind in kinds.items()
    }
    exact = evaluated.frame("indicators", exact=True)
    assert isinstance(exact.value[0], Decimal)
    assert list(exact.value.dropna().astype(float)) == list(evaluated.indicators.value.dropna())
    assert set(evaluated.frame("tables").columns) == {column.name for column in TABLE["tables"].columns}


def test_scores_have_no_unit(evaluated: Conversion) -> None:
    fields = evaluated.fields
    scores = fields[fields.label_path.str.contains("/(?:分值|得分|执行率)$", regex=True)]
    assert len(scores) > 20
    assert scores.unit.isna().all()
    assert fields[fields.label_path.str.endswith("全年执行数")].unit.eq("万元").all()


def test_scores_and_rates_under_other_words_have_no_unit_either() -> None:
    drawn = SELF_EVALUATION.replace("执行率 | 得分", "执行率 | 自评得分").replace("75.00% | 7.5", "75.00 | 7.5")
    fields = {
        field.label_path.rpartition("年度资金总额/")[2]: field
        for field in read(draw(drawn, ("项目支出绩效自评表",))).fields
    }
    assert {name: fields[name].unit for name in ("全年执行数", "分值", "执行率", "自评得分")} == {
        "全年执行数": "万元",
        "分值": "",
        "执行率": "",
        "自评得分": "",
    }


def test_other_columns_ask_for_another_layout_of_the_store() -> None:
    """A share that an older program wrote must never stand under newer columns: raise LAYOUT with this."""
    columns = "\n".join(f"{table.name}.{column.name}:{column.type}" for table in TABLES for column in table.columns)
    assert (LAYOUT, sha256(columns.encode()).hexdigest()[:8]) == (4, "5a8ea053")
