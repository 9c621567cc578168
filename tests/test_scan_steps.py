"""Scans, step by step on values: skew, ink, rules, lines, widths of marks, labels and pages without rows."""

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
import pytest

from jixiao.extract.content import Doubted, PageContent
from jixiao.extract.ocr import sheet as sheets
from jixiao.extract.ocr.ink import Ink as Inked
from jixiao.extract.ocr.ink import find_stamped, printed_ink
from jixiao.extract.ocr.marks import Mark
from jixiao.extract.ocr.orientation import Sample, turned_sheet
from jixiao.extract.ocr.picture_rules import find_picture_rules
from jixiao.extract.ocr.recogniser import alphabet_of, spelt_signs
from jixiao.extract.ocr.routing import OCR, has_unreadable_text, is_scan
from jixiao.extract.ocr.second_opinion import with_second_opinion
from jixiao.extract.ocr.sheet import Lines
from jixiao.extract.ocr.small_type import sure_pairs
from jixiao.extract.ocr.straightening import find_skew, straightened, straightened_place
from jixiao.extract.ocr.text_lines import Crop, find_ink, find_lines, ink_level
from jixiao.extract.ocr.uncertain import Page, is_touched, line_doubts
from jixiao.extract.placing import read_tables
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.recognised import with_mended_labels
from tests.pages import Sheet, page
from tests.scanning import needs_ocr

SHEET = Sheet((6, 6, 10, 6))
FORM = """
    项目名称 | 甲 | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 修建公路 | ≥5公里
    ^ | 质量指标 | 验收合格率 | ≥98%"""


def paper(height: int = 600, width: int = 800) -> Any:
    return np.full((height, width), 255, np.uint8)


def ruled() -> Any:
    grey = paper()
    for y in (100, 200, 300):
        grey[y : y + 2, 100:701] = 0
    for x in (100, 400, 700):
        grey[100:301, x : x + 2] = 0
    return grey


@pytest.mark.parametrize("askew", [-3.0, -0.6, 0.0, 0.6, 3.9])
def test_a_sheet_is_laid_straight_to_a_tenth_of_a_degree(askew: float) -> None:
    lain = straightened(ruled(), -askew)
    assert find_skew(lain) == pytest.approx(askew, abs=0.1)


def test_places_go_with_the_sheet() -> None:
    grey = paper()
    grey[95:106, 595:606] = 0
    ys, xs = np.nonzero(straightened(grey, 2.0) < 128)
    assert straightened_place(600, 100, 800, 600, 2.0) == pytest.approx((xs.mean(), ys.mean()), abs=1.0)


def test_red_ink_is_lifted_and_black_under_it_stays() -> None:
    picture = np.full((100, 100, 3), 255, np.uint8)
    picture[:, 40:60] = (40, 40, 215)
    picture[50:54] = 0
    ink = printed_ink(picture, 2.0)
    assert ink.grey[10, 50] > 230
    assert ink.grey[52, 50] < 40
    assert ink.coloured[10, 50]
    assert not ink.coloured[10, 10]


def test_a_seal_in_grey_is_lifted_and_thick_rules_and_type_stay() -> None:
    picture = np.full((400, 400, 3), 255, np.uint8)
    cv2.circle(picture, (200, 200), 120, (150, 150, 150), 6)
    picture[196:200, 40:360] = 0
    picture[20:26, 20:380] = (150, 150, 150)  # a thick rule in grey
    cv2.putText(picture, "12", (180, 360), cv2.FONT_HERSHEY_SIMPLEX, 1, (150, 150, 150), 2)
    ink = printed_ink(picture, 2.0)
    assert ink.grey[81, 200] > 230
    assert ink.coloured[81, 200]
    assert ink.grey[198, 81] < 40
    assert not ink.coloured[10:30].any()
    assert not ink.coloured[330:370, 170:240].any()
    assert ink.grey[23, 200] < 190


def test_shade_is_no_ink() -> None:
    picture = np.full((400, 400, 3), 190, np.uint8)
    picture[200:203, 50:350] = 40
    ink = printed_ink(picture, 2.0)
    assert ink.grey[100, 100] > 230
    assert ink.grey[201, 200] < 90


def test_rules_are_found_and_strokes_of_type_are_none() -> None:
    grey = ruled()
    grey[150, 150:190] = 0  # the stroke of a character 20 points wide
    rules = find_picture_rules(grey, np.zeros_like(grey, bool), 2.0).rules
    assert [round(rule.position) for rule in rules.horizontal] == [50, 100, 150]
    assert [round(rule.position) for rule in rules.vertical] == [50, 200, 350]


def test_strokes_of_a_line_of_large_type_make_no_rule() -> None:
    """Type of 17 points, as A4 enlarged to A3 has it: strokes are longer than the shortest rule, and stand close."""
    grey = ruled()
    for start in range(110, 330, 36):
        grey[150:152, start : start + 32] = 0
        grey[134:166, start + 15 : start + 17] = 0
    rules = find_picture_rules(grey, np.zeros_like(grey, bool), 2.0).rules
    assert [round(rule.position) for rule in rules.horizontal] == [50, 100, 150]


def test_a_short_rule_ends_where_a_page_leaves_its_table_open() -> None:
    grey = paper()
    grey[100:102, 100:701] = 0
    for x in (100, 500, 700):
        grey[40:300, x : x + 2] = 0
    grey[40:101, 300:302] = 0  # 30 points from the open edge to the rule
    grey[60:101, 400:402] = 0  # a stroke that ends elsewhere
    rules = find_picture_rules(grey, np.zeros_like(grey, bool), 2.0).rules
    assert [round(rule.position) for rule in rules.vertical] == [50, 150, 250, 350]


def test_short_rules_alone_tell_where_a_page_leaves_its_table_open() -> None:
    grey = paper()
    for y in (60, 140):
        grey[y : y + 2, 100:701] = 0
    for x in (100, 300, 500, 700):
        grey[40:141, x : x + 2] = 0
    grey[20:61, 400:402] = 0
    rules = find_picture_rules(grey, np.zeros_like(grey, bool), 2.0).rules
    assert [round(rule.position) for rule in rules.vertical] == [50, 150, 250, 350]


def test_a_rule_goes_on_under_a_seal_and_not_over_white_paper() -> None:
    grey = ruled()
    grey[200:202, 450:560] = 255
    coloured = np.zeros_like(grey, bool)
    parted = find_picture_rules(grey, coloured, 2.0).rules.horizontal
    assert len(parted) == 4
    coloured[150:250, 440:570] = True
    assert len(find_picture_rules(grey, coloured, 2.0).rules.horizontal) == 3


def test_strokes_of_one_character_are_one_line() -> None:
    grey = paper(100, 100)
    for top, bottom in ((10, 13), (26, 29), (50, 70)):
        grey[top:bottom, 20:40] = 0
    lines = list(find_lines(Crop(0, 0, 100, 100), grey < 150, 20.0, 2.0))
    assert [(line.top, line.bottom) for line in lines] == [(10, 29), (50, 70)]


def test_grains_of_paper_are_no_lines() -> None:
    chance = np.random.default_rng(1)
    grey = paper(400, 400)
    grey[180:200, 100:300:4] = 0
    coarse = np.clip(grey + chance.normal(0, 25, grey.shape), 0, 255).astype(np.uint8)
    lines = list(find_lines(Crop(0, 0, 400, 400), find_ink(coarse), 20.0, 2.0))
    assert [(line.top, line.bottom) for line in lines] == [(pytest.approx(180, abs=2), pytest.approx(200, abs=2))]


def test_ink_is_darker_than_a_coarse_paper() -> None:
    chance = np.random.default_rng(1)
    coarse = np.clip(chance.normal(240, 20, (400, 400)), 0, 255).astype(np.uint8)
    assert ink_level(paper()) == 190
    assert 100 < ink_level(coarse) < 170


LINE = Crop(0, 0, 200, 40)
PAGE = Page(Inked(paper(40, 200), np.zeros((40, 200), bool)), 2.0, 20.0)


@pytest.mark.parametrize(
    ("read", "codes"),
    [
        ([Mark("5", 10, 0.99)], []),
        ([Mark("5", 10, 0.94)], ["low_confidence", "score_low"]),
        ([], ["low_confidence", "score_low"]),
        ([Mark("<", 10, 1.0)], ["low_confidence", "may_be_another_sign"]),
    ],
)
def test_a_line_says_why_it_may_be_wrong(read: list[Mark], codes: list[str]) -> None:
    assert [each.code for each in line_doubts(LINE, read, PAGE)] == codes


def test_a_sign_that_is_printed_seldom_may_be_another() -> None:
    for sign in ("學", "‰", "≤"):
        codes = [each.code for each in line_doubts(LINE, [Mark(sign, 10, 1.0)], PAGE)]
        assert codes == (["low_confidence", "may_be_another_sign"] if sign != "≤" else [])


def test_a_stroke_that_may_be_another_sign_is_in_doubt() -> None:
    read = [Mark("一", 10, 1.0, may_be="—")]
    assert [each.code for each in line_doubts(LINE, read, PAGE)] == ["low_confidence", "may_be_another_sign"]


def small_doubts(text: str, score: float) -> list[str]:
    """Give the doubts about a line of small type whose first character has a lower score than the others."""
    read = [Mark(sign, 20.0 * at + 10, 1.0 if at else score) for at, sign in enumerate(text)]
    assert not list(line_doubts(LINE, read, PAGE)) or score < 0.95
    return [each.code for each in line_doubts(LINE, read, PAGE._replace(usual=18.0))]


@pytest.mark.parametrize(
    ("text", "score", "is_sure"),
    [
        ("城镇就业", 0.96, True),
        ("诚镇就业", 0.996, False),
        ("诚镇就业", 0.999, True),
        ("管", 0.996, False),
        ("5人", 0.99, False),
        ("5人", 0.996, True),
        ("≥3年", 0.96, True),
        ("≤3年", 0.94, False),
    ],
)
def test_small_type_is_believed_from_a_higher_score_but_in_words_and_of_signs_nothing_is_read_as(
    text: str, score: float, is_sure: bool
) -> None:
    assert small_doubts(text, score) == ([] if is_sure else ["low_confidence", "score_low"])


def test_text_signs_of_small_type_are_believed_as_those_of_larger() -> None:
    assert small_doubts("。目标", 0.96) == small_doubts("）目标", 0.96) == []
    assert small_doubts("：目标", 0.96) == small_doubts("；目标", 0.96) == ["low_confidence", "score_low"]
    assert small_doubts("%以上", 0.96) == small_doubts("=8", 0.96) == ["low_confidence", "score_low"]


@pytest.mark.parametrize(
    ("elsewhere", "text", "is_sure"),
    [
        ([("三免一补", 1.0)], "免一补", True),
        ([("三免一补", 0.99)], "免一补", False),
        ([("三免", 1.0)], "免一补", False),
        ([("、官", 1.0)], "官护", False),
        ([("人/年", 1.0)], "人/月", True),
        ([("人以上", 1.0)], "人/月", False),
    ],
    ids=["pair", "pair of the same score", "another pair", "beside a sign", "all its neighbours", "another neighbour"],
)
def test_small_type_is_believed_where_the_page_surely_says_the_same(
    elsewhere: list[tuple[str, float]], text: str, is_sure: bool
) -> None:
    lines = [[Mark(sign, 20.0 * at, score) for at, sign in enumerate(line)] for line, score in elsewhere]
    read = [Mark(sign, 20.0 * at, 1.0 if at else 0.99) for at, sign in enumerate(text)]
    page = PAGE._replace(usual=18.0, pairs=sure_pairs(lines))
    assert (not list(line_doubts(LINE, read, page))) == is_sure


def test_type_of_few_pixels_is_never_sure() -> None:
    read = [Mark("5", 10, 1.0)]
    assert [each.code for each in line_doubts(LINE, read, PAGE._replace(usual=13.4))] == ["low_confidence"]


def test_coloured_ink_touches_a_line() -> None:
    coloured = np.zeros((40, 200), bool)
    assert not is_touched(LINE, coloured)
    coloured = cv2.circle(coloured.astype(np.uint8), (100, 20), 10, 1, 2) > 0
    assert is_touched(LINE, coloured)


def test_a_doubt_marks_the_cell_in_which_it_lies() -> None:
    tables = page(1, FORM, SHEET)
    assert not any(cell.doubts for cell in tables.grids[0].cells)
    blank = PageContent(1, 595, 842, (), (), 0.9, "pdfium")
    assert is_scan(blank, read_tables(blank))
    assert not has_unreadable_text(tables)
    agreeing = with_second_opinion(replace(blank, doubted=(Doubted(1, 1, "score_low"),)), blank)
    assert agreeing.doubted == (Doubted(1, 1, "score_low"),)


@needs_ocr
def test_a_label_one_character_wrong_is_known_and_flagged_on_pages_read_by_ocr_alone() -> None:
    wrong = page(
        1, FORM.replace("产出指标", "产山指标").replace("三级指标", "三级指樟"), SHEET, above=["项目支出绩效目标衰"]
    )
    doubted = tuple(
        cell._replace(doubts=("low_confidence", "score_low")) if "山" in cell.text else cell
        for cell in wrong.grids[0].cells
    )
    scan = replace(wrong, engine=OCR, ocr_layer=True, grids=(replace(wrong.grids[0], cells=doubted),))
    (mended,) = with_mended_labels([scan], known_forms())
    assert [line.text for line in mended.lines] == ["项目支出绩效目标表"]
    assert "label_mended" in mended.doubts
    (form,) = normalise([scan]).forms
    assert [row.level1 for row in form.indicators] == ["产出指标", "产出指标"]
    assert all({"label_mended", "low_confidence"} <= set(row.flags) for row in form.indicators)
    assert next(with_mended_labels([wrong], known_forms())) is wrong


@needs_ocr
def test_an_indicator_that_is_near_to_a_label_stays_as_it_is() -> None:
    scan = replace(page(1, FORM.replace("修建公路", "服务对象满意率"), SHEET), engine=OCR, ocr_layer=True)
    (mended,) = with_mended_labels([scan], known_forms())
    assert mended.grids == scan.grids


def test_a_page_with_labels_of_indicators_and_no_row_is_an_error() -> None:
    lost = "甲 | 乙 | 丙 | 丁\n产出指标 | 数量指标 | 修建公路 | ≥5公里\n产出指标 | 质量指标 | 验收合格率 | ≥98%"
    scan = replace(page(1, lost, SHEET), engine=OCR, ocr_layer=True)
    assert "scan_without_rows" in {finding.code for finding in normalise([scan]).findings}
    assert "scan_without_rows" not in {finding.code for finding in normalise([replace(scan, engine="pdfium")]).findings}


def test_a_sheet_is_turned_with_its_rules() -> None:
    grey = ruled()
    found = find_picture_rules(grey, np.zeros_like(grey, bool), 2.0)
    sheet = sheets.Sheet(Inked(grey, grey < 0), found.rules, (), 2.0, 0.0)
    for turns in (1, 2, 3):
        turned = turned_sheet(sheet, turns)
        again = find_picture_rules(turned.ink.grey, turned.ink.coloured, 2.0).rules
        for mine, other in zip(
            (*turned.rules.horizontal, *turned.rules.vertical), (*again.horizontal, *again.vertical), strict=True
        ):
            assert tuple(mine) == pytest.approx(tuple(other), abs=1.0)


@pytest.mark.parametrize(("score", "sure", "upright"), [(0.99, 60, True), (0.985, 20, False), (0.9, 60, False)])
def test_a_sheet_is_upright_where_its_lines_are_long_and_known(score: float, sure: int, upright: bool) -> None:
    lines = Lines((), (), paper(), 20.0)
    read = {Crop(0, top, 100, top + 20): () for top in range(0, 240, 40)}
    assert Sample(lines, read, score, sure).is_upright == upright
    assert Sample(lines, {}, 0.0, 0).is_upright


def test_blurred_type_is_no_seal_in_grey() -> None:
    """Blurred, all type is as pale and as thick as the strokes of a seal; then a page has none."""
    sharp = np.full((400, 400), 255, np.uint8)
    for row in range(20, 380, 20):
        cv2.putText(sharp, "EEEEEEEEEEEE", (10, row), cv2.FONT_HERSHEY_SIMPLEX, 0.6, 0, 2)
    blurred = cv2.GaussianBlur(sharp, (0, 0), 3.0)
    assert not find_stamped(blurred, 1.0).any()
    stamped = sharp.copy()
    cv2.circle(stamped, (200, 200), 60, 150, 6)
    assert find_stamped(stamped, 1.0).any()


@pytest.mark.parametrize(
    ("shares", "score"),
    [
        ({"≥": 0.6, ">": 0.39}, 0.99),
        ({">": 0.6, "≥": 0.39}, 0.99),
        ({"，": 0.6, ",": 0.39}, 0.99),
        ({"一": 0.6, "—": 0.3}, 1.0),
        ({"土": 0.6, "士": 0.4}, 0.6),
    ],
    ids=[
        "a bar is lost, not won",
        "its bar tells",
        "the same in its other width",
        "told by its stroke",
        "others",
    ],
)
def test_the_share_of_what_a_sign_is_not_read_for_is_no_doubt(shares: dict[str, float], score: float) -> None:
    alphabet = alphabet_of(("", *shares))
    step = [1.0 - sum(shares.values()), *shares.values()]
    (sign,) = spelt_signs(np.array([step]), alphabet, 1.0)
    assert (sign.text, sign.score) == (max(shares, key=lambda text: shares[text]), pytest.approx(score))


@pytest.mark.parametrize(
    ("steps", "text", "rival"),
    [
        ([(0.7, 0.2)], ">", "≥"),
        ([(0.97, 0.005)], ">", ""),
        ([(0.2, 0.7)], "≥", ""),
        ([(0.7, 0.2), (0.2, 0.75)], "≥", ""),
        ([(0.9, 0.05), (0.2, 0.7)], ">", "≥"),
    ],
    ids=["something of a bar", "none", "a bar", "its bar a step behind", "less of a bar a step behind"],
)
def test_a_sign_and_its_bar_are_one(steps: list[tuple[float, float]], text: str, rival: str) -> None:
    scores = np.array([(1.0 - plain - barred, plain, barred) for plain, barred in steps])
    (sign,) = spelt_signs(scores, alphabet_of(("", ">", "≥")), 1.0)
    assert (sign.text, sign.rival) == (text, rival)


@pytest.mark.parametrize(("likely", "rival"), [(5e-4, ""), (2e-3, "；")])
def test_a_colon_in_which_a_semicolon_was_seen_may_be_one(likely: float, rival: str) -> None:
    (sign,) = spelt_signs(np.array([[0.0, 1.0 - likely, likely]]), alphabet_of(("", "：", "；")), 1.0)
    assert (sign.text, sign.rival) == ("：", rival)


def test_how_likely_a_stroke_is_a_dash_goes_with_it() -> None:
    (sign,) = spelt_signs(np.array([[0.0, 0.75, 0.25]]), alphabet_of(("", "一", "—")), 1.0)
    assert (sign.rival, sign.likely) == ("—", pytest.approx(0.25))
