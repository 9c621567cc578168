"""The value grammar: a table of value texts and what they say (``data/values.csv``), and properties of any text.

Columns of the table: ``text``, ``unit_hint``, ``comparator_hint``; ``value_type``; ``targets``, one a line of the cell,
each ``label|comparator|value|value_upper|unit|base_value|base_unit|value_type``; ``unread``; ``doubts``.
"""

import csv
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.normalize.records import Reading, Target, ValueType
from jixiao.normalize.values import DOUBTS, print_reading, print_target, read_value
from jixiao.normalize.values.halves import is_whole
from jixiao.normalize.values.items import Quantity, Stray
from jixiao.normalize.values.scanner import lay_out, scan
from jixiao.normalize.values.units import base_of

TABLE = Path(__file__).parent / "data" / "values.csv"
SAMPLES = Path(__file__).parent.parent / "samples"


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def described(target: Target) -> str:
    value, upper, base = (number(value) for value in (target.value, target.value_upper, target.base_value))
    fields = (target.label, target.comparator, value, upper, target.unit, base, target.base_unit, target.value_type)
    return "|".join(fields)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"] or "(empty)")
def test_table(row: dict[str, str]) -> None:
    reading = read_value(row["text"], row["unit_hint"], row["comparator_hint"])
    assert reading.value_type.value == row["value_type"]
    assert [described(target) for target in reading.targets] == row["targets"].splitlines()
    assert reading.unread == row["unread"]
    assert " ".join(reading.doubts) == row["doubts"]


def test_every_doubt_is_explained_and_shown_in_the_table() -> None:
    shown = {code for row in rows() for code in row["doubts"].split()}
    assert shown == set(DOUBTS)


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.indicators.csv")), ids=lambda path: path.stem)
def test_every_sample_value_is_read(path: Path, record_property: Callable[[str, object], None]) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        texts = {row[column] for row in csv.DictReader(file) for column in ("value_text", "actual_text")}
    readings = {text: read_value(text) for text in texts}
    assert {text: (one.unread, one.doubts) for text, one in readings.items() if one.unread or one.doubts} == {}
    assert [text for text, one in readings.items() if (one.value_type is ValueType.EMPTY) != (text == "")] == []
    kinds = Counter(one.value_type.value for text, one in readings.items() if text)
    words = kinds.pop("qualitative", 0)
    share = kinds.total() / (kinds.total() + words)
    record_property(
        "shown", f"{path.stem}: {share:.1%} of {kinds.total() + words} values parsed, the others qualitative, 0 unread"
    )


@pytest.mark.parametrize(
    "two", ["元/月/人 元/人/月", "元/人·月 元/（人·月）", "元每人每月 元/人/月", "元/㎡/年 元/年/平方米"]
)
def test_the_order_of_denominators_does_not_matter(two: str) -> None:
    one, other = two.split()
    assert base_of(one) == base_of(other)


PIECES = (
    *"0123456789.,，、；;。:：%‰/()（）-~～+*±≥≤<>= \n…一二两三十百千万亿人元个次年月日底前内半余多约近第每①\ufffd",
    *"12 95 2024 100% 2024年 12月 31日 底前 第四季度 全年 长期 以上 以内 及以上 不低于 不超过 至少 大于 至 到".split(),
    *"万元 元/人/月 平方米 台（套） 人次 （%） (平方米) km 覆盖率 完成 达到 控制在 促进 性 项目 分之 左右 之间".split(),
    *"** XX PM2.5 5G 2023.07 1、 （2）".split(),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=24)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_items_cover_the_text(text: str) -> None:
    items = scan(lay_out(text))
    ends = [0, *(item.end for item in items)]
    assert [item.start for item in items] == ends[:-1]
    assert ends[-1] == len(text)
    assert all(item.end > item.start for item in items)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_what_no_rule_reads_is_unread(text: str) -> None:
    reading = read_value(text)
    compared = "".join(target.comparator for target in reading.targets)
    for item in scan(lay_out(text)):
        if isinstance(item, Stray):
            assert text[item.start : item.end].strip() in reading.unread or compared
        if isinstance(item, Quantity):
            whole = text[item.start : item.end]
            assert all(words in reading.unread or whole in reading.unread for words in item.unread)
    assert bool(reading.unread) <= bool(reading.doubts)


@given(TEXTS)
@settings(max_examples=1500, deadline=None)
def test_a_printed_reading_reads_back(text: str) -> None:
    reading = read_value(text)
    again = read_value(print_reading(reading))
    assert again.targets == reading.targets
    assert again.value_type == reading.value_type


UNIT_HINTS = st.sampled_from(("", "万人", "%", "元/人/月", "年", "（个）"))
COMPARATOR_HINTS = st.sampled_from(("", "≥", "小于等于", "正向"))
AMOUNTS = st.decimals(min_value=0, max_value=10**12, places=4)


@given(TEXTS, UNIT_HINTS, COMPARATOR_HINTS)
@settings(max_examples=800, deadline=None)
def test_a_reading_is_consistent(text: str, unit_hint: str, comparator_hint: str) -> None:
    reading = read_value(text, unit_hint, comparator_hint)
    assert [target.part_no for target in reading.targets] == list(range(1, len(reading.targets) + 1))
    assert set(reading.doubts) <= set(DOUBTS)
    assert numbers_of(reading) == expected_numbers(reading)
    for target in reading.targets:
        assert (target.value is None) == (target.base_value is None)
        assert target.value is not None or target.value_upper is None
        assert (target.value_type is ValueType.RANGE) == (target.value_upper is not None)


def numbers_of(reading: Reading) -> tuple[str, Decimal | None, Decimal | None, str]:
    return (reading.comparator, reading.value, reading.value_upper, reading.unit)


def expected_numbers(reading: Reading) -> tuple[str, Decimal | None, Decimal | None, str]:
    """A single target's numbers are the reading's; a composite reading has none of its own."""
    if len(reading.targets) != 1:
        return ("", None, None, "")
    only = reading.targets[0]
    return (only.comparator, only.value, only.value_upper, only.unit)


@given(AMOUNTS, st.sampled_from(("", "万", "亿")), st.sampled_from((">=", "<", "")))
def test_base_values_are_exact(value: Decimal, scale: str, comparator: str) -> None:
    reading = read_value(f"{comparator}{value:f}{scale}元")
    assert reading.value == value
    assert reading.targets[0].base_value == value * {"": 1, "万": 10**4, "亿": 10**8}[scale]
    assert reading.targets[0].base_unit == "元"


def test_the_canonical_text() -> None:
    reading = read_value("全自理≥240元/月/人；半护理3至5次；2024年12月底前")
    assert print_reading(reading) == "全自理：>=240元/月/人；半护理：3～5次；2024年12月底前"
    assert print_target(reading.targets[1]) == "半护理：3～5次"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("≥810", False),
        ("≥810元/人/月", True),
        ("≥1050元/月/", False),
        ("70%-", False),
        ("元/人/月", False),
        ("按一事一议的方式", False),
    ],
)
def test_whole_values_are_told_from_halves(text: str, whole: bool) -> None:
    assert is_whole(text) is whole
