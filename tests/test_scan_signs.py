"""Signs that are taken for one another, told by the shape of their ink: % and ‰, ≥ and >."""

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import pytest

from jixiao.extract.ocr.bars import with_bars
from jixiao.extract.ocr.marks import Mark, ink_runs
from jixiao.extract.ocr.per_mille import with_per_mille_told


def printed_share(rings: int, apart: int = 0) -> Any:
    """Draw a digit, then at column 15 a stroke with a ring on its left and some on its right, ``apart`` pixels away."""
    grey = np.full((24, 80), 255, np.uint8)
    grey[2:20, 2:13] = 0
    cv2.circle(grey, (18, 6), 3, 0, 1)
    cv2.line(grey, (26, 2), (20, 20), 0, 1)
    for ring in range(rings):
        cv2.circle(grey, (28 + ring * (7 + apart), 16), 3, 0, 1)
    return grey


def told_sign(grey: Any, behind: Sequence[Mark] = ()) -> Mark:
    """Give what becomes of a % that may be ‰, printed at column 15 of a line."""
    read = [Mark("5", 5, 1.0), Mark("%", 23, 1.0, may_be="‰"), *behind]
    return list(with_per_mille_told(read, grey, ink_runs((grey < 200).any(axis=0))))[1]


@pytest.mark.parametrize(
    ("rings", "apart", "may_be"), [(1, 0, ""), (2, 0, "‰"), (2, 3, "‰")], ids=["%", "‰", "its last ring apart"]
)
def test_a_sign_is_per_cent_where_it_is_the_same_upside_down(rings: int, apart: int, may_be: str) -> None:
    assert told_sign(printed_share(rings, apart)).may_be == may_be


def test_a_sign_that_touches_the_digit_before_it_is_told_by_the_rest() -> None:
    for rings, may_be in ((1, ""), (2, "‰")):
        grey = printed_share(rings)
        grey[6, 13:15] = 0
        assert told_sign(grey).may_be == may_be


@pytest.mark.parametrize(("rings", "may_be"), [(1, ""), (2, "‰")])
def test_the_last_ring_of_a_sign_before_another_is_its_own(rings: int, may_be: str) -> None:
    grey = printed_share(rings, apart=1)
    grey[2:20, 50:64] = 0
    assert told_sign(grey, [Mark("内", 57, 1.0)]).may_be == may_be


def test_a_sign_whose_ink_goes_on_into_the_next_may_be_per_mille() -> None:
    grey = printed_share(1)
    grey[16, 28:64] = 0
    assert told_sign(grey, [Mark("内", 57, 1.0)]).may_be == "‰"


def compared(bar: bool) -> Any:
    """Draw > or ≥ and a digit behind it."""
    grey = np.full((24, 60), 255, np.uint8)
    cv2.line(grey, (4, 4), (14, 9), 0, 1)
    cv2.line(grey, (14, 9), (4, 14), 0, 1)
    if bar:
        cv2.line(grey, (4, 18), (14, 18), 0, 1)
    grey[3:19, 22:30] = 0
    return grey


@pytest.mark.parametrize(
    ("bar", "likely", "text", "may_be"),
    [
        (False, 0.05, ">", "≥"),
        (True, 0.05, "≥", ""),
        (True, 0.02, "≥", ">"),
        (False, 0.2, "≥", ">"),
        (False, 0.3, "≥", ""),
    ],
    ids=["no bar", "bar", "a bar hardly seen", "seen without ink", "clearly seen"],
)
def test_a_sign_has_the_bar_that_its_ink_has(bar: bool, likely: float, text: str, may_be: str) -> None:
    for left in (0, 4):  # a line's picture begins where its ink does
        read = [Mark(">", 9 - left, 0.9, "≥", likely), Mark("5", 26 - left, 1.0)]
        told = next(iter(with_bars(read, compared(bar)[:, left:])))
        assert (told.text, told.may_be) == (text, may_be)


def test_a_sign_in_which_nothing_of_a_bar_was_seen_has_none() -> None:
    read = [Mark(">", 9, 0.9), Mark("5", 26, 1.0)]
    assert list(with_bars(read, compared(bar=True))) == read


def test_a_sign_without_ink_may_be_per_mille() -> None:
    assert told_sign(np.full((24, 80), 255, np.uint8)).may_be == "‰"
