import pytest

from jixiao.normalize.text import clean, is_blank_between, join_lines, label, may_swallow_blank, printed_blanks


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2024 年", "2024年"),
        ("≤1321.23 万元", "≤1321.23万元"),
        ("⼀级指标⺠⻓⼾", "一级指标民长户"),
        ("＜１‰（％）", "<1‰（%）"),
        ("①㎡～", "①㎡～"),
        ("巾帼心向党 奋进新征程", "巾帼心向党 奋进新征程"),
        ("and  or", "and or"),
    ],
)
def test_clean(printed: str, expected: str) -> None:
    assert clean(printed) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["参加工伤保险人", "数（万人）"], "参加工伤保险人数（万人）"),
        (["≤3000", "0元"], "≤30000元"),
        (["open", "data"], "open data"),
        (["甲数 /", "(乙数)"], "甲数 / (乙数)"),
    ],
)
def test_join_lines(lines: list[str], expected: str) -> None:
    assert join_lines(lines) == expected


def test_a_blank_swallowed_by_a_wrap_comes_back_only_on_the_documents_own_evidence() -> None:
    lines = ["以“巾帼心向党", "奋进新征程”"]
    assert join_lines(lines) == "以“巾帼心向党奋进新征程”"
    assert may_swallow_blank(*lines)
    assert is_blank_between(*lines, printed_blanks("“巾帼心向党 奋进新征程”"))
    assert not is_blank_between(*lines, printed_blanks("“巾帼心向党 走进新时代”"))


def test_labels_are_compared_without_notes() -> None:
    assert label("产出指标 (50分)*：") == "产出指标"
