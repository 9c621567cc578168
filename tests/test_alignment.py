"""Which element of one sequence answers which of the other."""

from collections.abc import Hashable

from hypothesis import given
from hypothesis import strategies as st

from jixiao.output.alignment import Pair, aligned

WORDS = st.lists(st.text("甲乙丙", max_size=3), max_size=8)


def whole(text: str) -> Hashable:
    return text


def first(text: str) -> Hashable:
    return text[:1] or None


def pairs(a: list[str], b: list[str], *keys: object) -> list[tuple[str | None, str | None]]:
    found = aligned(a, b, keys or (whole,), str)  # type: ignore[arg-type]
    return [(None if one is None else a[one], None if other is None else b[other]) for one, other in found]


def test_a_row_that_one_lacks_leaves_the_others_their_partners() -> None:
    a = ["修建公路 ≥5公里", "补助人数 ≥30人", "验收合格率 =100%"]
    assert pairs(a, [a[0], a[2]]) == [(a[0], a[0]), (a[1], None), (a[2], a[2])]


def test_rows_that_differ_are_paired_by_what_is_most_alike_not_by_their_place() -> None:
    a = ["验收合格率 =100%", "补助人数 ≥30人", "修建公路 ≥5公里"]
    b = ["补助人数 ≥80人", "修建公路 ≥6公里"]
    assert pairs(a, b) == [(a[0], None), (a[1], b[0]), (a[2], b[1])]


def test_what_is_nothing_alike_is_no_pair() -> None:
    assert pairs(["修建公路 ≥5公里"], ["群众满意度"]) == [("修建公路 ≥5公里", None), (None, "群众满意度")]


def test_a_later_key_pairs_only_between_those_that_an_earlier_one_paired() -> None:
    a, b = ["x1", "y", "x2"], ["y", "x3"]
    assert pairs(a, b, whole, first) == [("x1", None), ("y", "y"), ("x2", "x3")]


def test_what_a_key_knows_nothing_of_is_like_nothing_else() -> None:
    assert pairs(["", "甲乙丙丁戊"], ["甲乙丙丁己", ""], first) == [
        ("", None),
        ("甲乙丙丁戊", "甲乙丙丁己"),
        (None, ""),
    ]


@given(WORDS, WORDS)
def test_each_element_is_there_once_in_order_and_the_same_ones_are_all_paired(a: list[str], b: list[str]) -> None:
    found = aligned(a, b, (whole, first), str)
    assert [one for one, _ in found if one is not None] == list(range(len(a)))
    assert [other for _, other in found if other is not None] == list(range(len(b)))
    assert aligned(a, a, (whole,), str) == tuple(Pair(at, at) for at in range(len(a)))
