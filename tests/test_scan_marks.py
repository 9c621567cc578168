"""What is printed in a recognised line, on values: widths, brackets, blanks, dashes, ink that nothing stands for."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from jixiao.extract.ocr.blanks import with_blanks
from jixiao.extract.ocr.dashes import Strokes, usual_strokes, with_dashes, with_ones
from jixiao.extract.ocr.marks import Mark, Run, bare, ink_runs, is_wide, line_pitch, page_pitch
from jixiao.extract.ocr.punctuation import with_pairs, with_widths, without_outer_brackets
from jixiao.extract.ocr.unread_ink import with_unread_ink


def marks(text: str, middles: list[float]) -> list[Mark]:
    return [Mark(sign, middle, 1.0) for sign, middle in zip(text, middles, strict=True)]


def printed(text: str) -> list[Mark]:
    """Give characters that stand 20 pixels apart, narrow ones 10."""
    middles, place = [], 0.0
    for sign in text:
        room = 20.0 if is_wide(sign) else 10.0
        middles.append(place + room / 2)
        place += room
    return marks(text, middles)


def text_of(read: Iterable[Mark]) -> str:
    return "".join(mark.text for mark in read)


def unsure(read: Iterable[Mark]) -> str:
    return "".join(mark.text for mark in read if mark.score < 0.95)


INKED_THROUGHOUT = [Run(0, 400)]


@pytest.mark.parametrize(
    ("text", "middles", "expected"),
    [
        ("甲:乙丙丁", [10, 27, 50, 70, 90], "甲：乙丙丁"),
        ("甲:乙丙丁", [10, 24, 37, 57, 77], "甲:乙丙丁"),
        ("甲(乙)", [10, 30, 50, 66], "甲（乙）"),
    ],
    ids=["a wide colon", "a narrow colon", "brackets"],
)
def test_marks_are_as_wide_as_the_room_that_they_take(text: str, middles: list[float], expected: str) -> None:
    read = marks(text, middles)
    (settled,) = with_pairs([with_widths(read, 20.0, INKED_THROUGHOUT)], [read])
    assert text_of(settled) == expected


def test_a_per_cent_sign_with_a_ring_behind_it_is_per_mille() -> None:
    assert text_of(bare(marks("5%0", [5, 15, 25]))) == "5‰"


@pytest.mark.parametrize(
    ("gap", "expected", "doubtful"), [(4, "甲(乙丙", ""), (13, "甲（乙丙", ""), (9, "甲(乙丙", "(")]
)
def test_where_the_places_do_not_tell_a_width_the_paper_beside_the_mark_does(
    gap: int, expected: str, doubtful: str
) -> None:
    read = marks("甲(乙丙", [10, 21 + gap, 42, 62])
    runs = [Run(1, 19), Run(19 + gap, 23 + gap), Run(33, 51), Run(53, 71)]
    settled = with_widths(read, 20.0, runs)
    assert text_of(settled) == expected
    assert unsure(settled) == doubtful


@pytest.mark.parametrize("text", ["完工率100%!", "甲乙丙,", "(甲"])
def test_at_a_lines_end_the_width_of_a_mark_is_not_sure(text: str) -> None:
    assert len(unsure(with_widths(printed(text), 20.0, INKED_THROUGHOUT))) == 1


def test_a_mark_among_narrow_ones_alone_is_narrow() -> None:
    read = with_widths(printed("GB19001,"), 20.0, INKED_THROUGHOUT)
    assert text_of(read).endswith("001,")
    assert not unsure(read)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [("预算（万元", "人民币)", "预算（万元人民币）"), ("预算(万元", "人民币）", "预算(万元人民币)")],
)
def test_a_bracket_at_a_lines_end_is_as_wide_as_its_partner_on_the_line_before(
    first: str, second: str, expected: str
) -> None:
    read = [printed(first), printed(second)]
    wide = [read[0], [*read[1][:-1], read[1][-1]._replace(score=0.9)]]
    settled = [mark for line in with_pairs(wide, read) for mark in line]
    assert text_of(settled) == expected
    assert not unsure(settled)


@pytest.mark.parametrize("at", [(0, 2), (1, 3)], ids=["the partner", "the bracket"])
def test_a_bracket_is_no_surer_than_it_was_read_nor_than_its_partner(at: tuple[int, int]) -> None:
    read = [printed("预算（万元"), printed("人民币）")]
    row, place = at
    read[row][place] = read[row][place]._replace(score=0.6)
    assert with_pairs(read, read)[1][-1].score == 0.6


def test_brackets_around_a_line_beside_a_table_are_no_part_of_what_it_says() -> None:
    assert text_of(without_outer_brackets(printed("（2024年度）"))) == "2024年度"
    assert text_of(without_outer_brackets(printed("表（2024年度）"))) == "表（2024年度）"


def inked_text(text: str, ink: float = 0.8) -> Any:
    """Give which columns are inked where such characters are printed, a blank 6 pixels wide."""
    columns: list[bool] = []
    for sign in text:
        room = 6 if sign == " " else 20
        own = 0 if sign == " " else round(room * ink)
        paper = room - own
        columns += [False] * (paper // 2) + [True] * own + [False] * (paper - paper // 2)
    return np.array(columns)


def placed(text: str) -> list[Mark]:
    """Give the characters of such a text but for its blanks, each in the middle of its room."""
    read, place = [], 0.0
    for sign in text:
        if sign != " ":
            read.append(Mark(sign, place + 10.0, 1.0))
        place += 6.0 if sign == " " else 20.0
    return read


@pytest.mark.parametrize(
    "text", ["春风送岗位 巾帼建新功", "名 称 项 目 目 标", "一、项目概况 二、绩效目标", "春风送岗位巾帼建新功"]
)
def test_a_blank_between_words_is_seen_by_the_room_and_the_paper(text: str) -> None:
    read = list(with_blanks(placed(text), 20.0, ink_runs(inked_text(text))))
    assert text_of(read) == text
    assert unsure(read) == " " * text.count(" ")


def test_where_characters_touch_no_blank_is() -> None:
    text = "春风送岗位巾帼建新功"
    assert text_of(with_blanks(placed("春风送岗位 巾帼建新功"), 20.0, [Run(0, 206)])) == text


def test_a_character_half_of_which_touches_the_next_says_nothing_of_where_it_stands() -> None:
    """Of 送明位, with a blank before 明 whose right half runs into 位: its left half alone is where no blank would be."""
    read = placed("送 明位")
    runs = [Run(2, 18), Run(28, 33), Run(36, 64)]
    assert unsure(with_blanks(read, 20.0, runs))


def test_loose_characters_may_have_a_blank_between_them() -> None:
    inked = inked_text("小川川小")
    inked[14:26] = False
    read = list(with_blanks(placed("小川川小"), 20.0, ink_runs(inked)))
    assert text_of(read) == "小川川小"
    assert unsure(read) == "川"


def test_a_character_that_stands_askew_alone_has_no_blank_before_it() -> None:
    """Of 提高儿童获得感, where 儿 leans to the left and 童 to the right, with paper between."""
    text = "提高儿童获得感"
    inked = inked_text(text)
    inked[54:66] = False
    assert unsure(with_blanks(placed("儿童"), 20.0, ink_runs(inked[40:80]))) == "童"
    assert not unsure(with_blanks(placed(text), 20.0, ink_runs(inked)))
    assert unsure(with_blanks(placed("提高儿 童获得感"), 20.0, ink_runs(inked_text("提高儿 童获得感")))) == " "


def test_the_pitch_of_a_page_is_not_that_of_its_lines_with_blanks() -> None:
    lines = [(placed("名 称 项 目 目 标"), 20.0), (placed("完成情况说明"), 20.0), (placed("数量指标"), 20.0)]
    page = page_pitch(lines, 20.0)
    assert page.pixels == pytest.approx(20.0)
    assert line_pitch(lines[0][0], 20.0, page) == pytest.approx(20.0)
    assert line_pitch(placed("绩效目标申报表"), 40.0, page) == pytest.approx(40.0)
    assert line_pitch(placed("一"), 3.0, page) == pytest.approx(20.0)


def test_the_pitch_is_taken_over_a_row_for_the_recognisers_places_are_coarse() -> None:
    """Places a fifth of a type size apart: neighbours seem 16, 20 or 24 pixels apart where they are 21.6."""
    places = [round(21.6 * at / 4) * 4.0 + 10 for at in range(10)]
    page = page_pitch([(marks("绩效目标完成情况分析", places), 21.0)], 21.0)
    assert page.pixels == pytest.approx(21.6, abs=0.3)


@pytest.mark.parametrize(
    ("read", "printed_ink", "doubtful"),
    [
        (printed("发展高中"), inked_text("发展高中"), ""),
        (marks("发展高中", [10, 30, 90, 110]), inked_text("发展——高中"), "展高"),
        (marks("约五万", [30, 50, 70]), inked_text("～约五万"), "约"),
        (marks("约五万", [10, 30, 50]), inked_text("约五万元"), "万"),
    ],
    ids=["all is read", "two dashes", "at the start", "at the end"],
)
def test_beside_ink_that_no_mark_stands_for_none_is_sure(read: list[Mark], printed_ink: Any, doubtful: str) -> None:
    assert unsure(with_unread_ink(read, 20.0, ink_runs(printed_ink))) == doubtful


@pytest.mark.parametrize(
    ("read", "runs", "doubtful"),
    [
        ([Mark("人", 12, 1.0)], [Run(0, 18), Run(22, 28)], "人"),
        ([Mark("人", 10, 1.0)], [Run(1, 19)], ""),
        (marks("100", [5, 15, 35]), [Run(1, 9), Run(11, 19), Run(21, 29), Run(31, 39)], "0"),
        (marks("100", [5, 15, 25]), [Run(1, 9), Run(11, 19), Run(21, 29)], ""),
        (marks("儿童", [9, 30]), [Run(1, 8), Run(17, 19), Run(21, 38)], ""),
        (marks("儿童", [6, 30]), [Run(1, 8), Run(18, 20), Run(21, 38)], ""),
    ],
    ids=[
        "a bracket lost",
        "one alone",
        "a digit lost",
        "three digits",
        "loose strokes",
        "loose strokes nearer to the next",
    ],
)
def test_ink_that_makes_a_characters_too_long_is_of_one_that_was_not_read(
    read: list[Mark], runs: list[Run], doubtful: str
) -> None:
    assert set(unsure(with_unread_ink(read, 20.0, runs))) == set(doubtful)


EVEN, BETWEEN, UNEVEN = Strokes(3.0, 3.1), Strokes(2.0, 2.5), Strokes(2.0, 4.0)


def level_stroke(thickness: float, triangle: float = 0.0, width: int = 18) -> Any:
    """Give the picture of 甲一乙, 20 pixels each: a stroke as thick as that, and at its right end so much thicker."""
    grey = np.full((20, 60), 255.0)
    for start in (1, 41):
        grey[2:18:4, start : start + 18] = 0.0
    ink = np.zeros(60)
    ink[20 + (20 - width) // 2 : 20 + (20 + width) // 2] = thickness
    ink[34:38] += triangle
    grey[9:15, 20:40] = 255.0 - 255.0 * ink[20:40] / 6.0
    return grey


def stroke_read(likely: float, around: str = "助最") -> list[Mark]:
    """Give 一 as it was read between two characters; so likely is it that it is a dash."""
    return [Mark(around[0], 10, 1.0), Mark("一", 30, 1.0, "—", likely), Mark(around[1], 50, 1.0)]


@pytest.mark.parametrize(
    ("picture", "strokes", "likely", "expected", "may_be"),
    [
        (level_stroke(2.0), EVEN, 0.001, "—", ""),
        (level_stroke(2.0), EVEN, 0.0, "—", "一"),
        (level_stroke(2.55), EVEN, 0.02, "—", ""),
        (level_stroke(2.55), EVEN, 0.001, "—", "一"),
        (level_stroke(4.0), EVEN, 0.02, "—", "一"),
        (level_stroke(4.0), EVEN, 0.001, "一", "—"),
        (level_stroke(4.0), EVEN, 0.0001, "一", ""),
        (level_stroke(2.0, triangle=3.0), UNEVEN, 0.02, "一", ""),
        (level_stroke(2.0), UNEVEN, 0.001, "—", ""),
        (level_stroke(2.0, triangle=1.0), UNEVEN, 0.0005, "一", "—"),
        (level_stroke(2.0, triangle=1.0), UNEVEN, 0.002, "—", "一"),
        (level_stroke(2.0, triangle=1.0), UNEVEN, 0.2, "—", ""),
        (level_stroke(1.5), BETWEEN, 0.001, "—", ""),
        (level_stroke(1.9), BETWEEN, 0.02, "—", ""),
        (level_stroke(1.5, triangle=0.5), BETWEEN, 0.0005, "一", "—"),
        (level_stroke(2.0), Strokes(0.0, 0.0), 0.0005, "一", "—"),
    ],
    ids=[
        "thin", "thin and read as one", "hardly thin and likely", "hardly thin", "thick and likely", "thick",
        "thick and read as one", "swollen", "flat", "hardly flat", "hardly flat and likely",
        "hardly flat and surely read", "thin and flat", "flat and likely",
        "thin and hardly flat", "a page without strokes",
    ],
)  # fmt: skip
def test_a_stroke_between_words_is_told_by_how_it_is_drawn_and_how_likely_it_is_a_dash(
    picture: Any, strokes: Strokes, likely: float, expected: str, may_be: str
) -> None:
    (stroke,) = list(with_dashes(stroke_read(likely), picture, 20.0, strokes, []))[1:-1]
    assert (stroke.text, stroke.may_be) == (expected, may_be)


SWOLLEN = (printed("第一批"), level_stroke(2.0, triangle=3.0), 20.0)
FLAT = (printed("第一批"), level_stroke(2.0), 20.0)


@pytest.mark.parametrize(
    ("lines", "ones_swell"), [([SWOLLEN, SWOLLEN], True), ([SWOLLEN], False), ([SWOLLEN, SWOLLEN, FLAT], False)]
)
def test_a_page_tells_how_it_draws_one_by_all_that_make_a_word(
    lines: list[tuple[list[Mark], Any, float]], ones_swell: bool
) -> None:
    assert with_ones(BETWEEN, lines) == BETWEEN._replace(ones_swell=ones_swell)


@pytest.mark.parametrize(
    ("thickness", "triangle", "may_be"),
    [(1.9, 0.5, ""), (1.9, 1.2, "一"), (2.6, 0.5, "一")],
    ids=["", "swollen", "thick"],
)
def test_a_stroke_that_swells_less_than_all_ones_of_its_page_is_a_dash(
    thickness: float, triangle: float, may_be: str
) -> None:
    picture, strokes = level_stroke(thickness, triangle=triangle), BETWEEN._replace(ones_swell=True)
    for told, doubt in ((BETWEEN, "一"), (strokes, may_be)):
        (stroke,) = list(with_dashes(stroke_read(0.02), picture, 20.0, told, []))[1:-1]
        assert (stroke.text, stroke.may_be) == ("—", doubt)


@pytest.mark.parametrize("text", ["第一批", "一、项", "（一）", "统一", "一级", "一二级"])
def test_a_one_that_makes_a_word_stays_one(text: str) -> None:
    read = list(with_dashes(printed(text), level_stroke(4.0), 20.0, EVEN, []))
    assert text_of(read) == text
    assert not any(mark.may_be for mark in read)


def test_a_word_whose_one_is_drawn_as_a_dash_is_in_doubt() -> None:
    (stroke,) = list(with_dashes(printed("第一批"), level_stroke(2.0), 20.0, EVEN, []))[1:-1]
    assert (stroke.text, stroke.may_be) == ("一", "—")


@pytest.mark.parametrize("text", ["助一", "一最", "4一6"])
def test_a_one_at_a_lines_end_or_among_digits_may_be_a_dash(text: str) -> None:
    printed_so = [mark._replace(likely=0.001) if mark.text == "一" else mark for mark in printed(text)]
    read = with_dashes(printed_so, level_stroke(4.0), 20.0, EVEN, [])
    assert [mark.may_be for mark in read if mark.text == "一"] == ["—"]


@pytest.mark.parametrize(
    ("middles", "expected", "doubtful"),
    [([10, 30, 50], "甲—乙", ""), ([10, 40, 70], "甲——乙", ""), ([10, 33, 56], "甲—乙", "—")],
)
def test_a_dash_that_takes_the_room_of_two_is_two(middles: list[float], expected: str, doubtful: str) -> None:
    read = list(with_dashes(marks("甲—乙", middles), np.full((20, 80), 255.0), 20.0, EVEN, []))
    assert text_of(read) == expected
    assert unsure(read) == doubtful


@pytest.mark.parametrize(("length", "doubtful"), [(19, ""), (28, "—")])
def test_a_dash_that_takes_more_room_than_one_is_one_where_its_ink_is_short(length: int, doubtful: str) -> None:
    runs = [Run(2, 18), Run(33 - length // 2, 33 - length // 2 + length), Run(48, 64)]
    read = list(with_dashes(marks("甲—乙", [10, 33, 56]), np.full((20, 80), 255.0), 20.0, EVEN, runs))
    assert text_of(read) == "甲—乙"
    assert unsure(read) == doubtful


def test_strokes_are_measured_where_a_page_has_enough_of_them() -> None:
    grey = np.full((200, 200), 255.0)
    for row in range(10):
        grey[20 * row + 2 : 20 * row + 4, 10:26] = 0.0
        grey[20 * row + 2 : 20 * row + 18, 40:43] = 0.0
    assert usual_strokes(grey, grey < 200, 20.0) == Strokes(2.0, 3.0)
    assert usual_strokes(grey[:40], grey[:40] < 200, 20.0) == Strokes(0.0, 0.0)


def test_a_one_in_a_word_is_no_dash_however_likely_the_recogniser_finds_that() -> None:
    assert not any(mark.may_be for mark in with_dashes(stroke_read(0.4, "第批"), level_stroke(4.0), 20.0, EVEN, []))


@pytest.mark.parametrize(
    ("around", "picture", "strokes", "expected"),
    [
        ("助最", level_stroke(2.0), EVEN, ""),
        ("助最", level_stroke(4.0), EVEN, ""),
        ("助最", level_stroke(2.0, triangle=3.0), UNEVEN, "一"),
        ("第批", level_stroke(2.0), EVEN, "一"),
    ],
    ids=["thin", "thick", "swollen", "in a word"],
)
def test_a_dash_read_as_one_is_one_but_where_it_swells_or_makes_a_word(
    around: str, picture: Any, strokes: Strokes, expected: str
) -> None:
    read = [Mark(around[0], 10, 1.0), Mark("—", 30, 1.0), Mark(around[1], 50, 1.0)]
    (stroke,) = list(with_dashes(read, picture, 20.0, strokes, []))[1:-1]
    assert (stroke.text, stroke.may_be) == ("—", expected)
