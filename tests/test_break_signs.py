"""The signs at a page break, one by one."""

from dataclasses import replace

import pytest

from jixiao.normalize.records import Place
from jixiao.normalize.tables.evidence import Pair, pair_signs, row_signs, words_run_over
from jixiao.normalize.tables.habits import Habit
from jixiao.normalize.tables.labels import label_cut_signs
from jixiao.normalize.tables.line_room import has_room
from jixiao.normalize.tables.printed import Printed, PrintedCell
from jixiao.normalize.tables.seam import Outcome
from tests.pages import SIZE, Sheet, page
from tests.stitching import RULES, stitched

CELL_WIDTH = 100.0


def printed(*lines: str) -> PrintedCell:
    shown = tuple(Printed(line, len(line) * SIZE, CELL_WIDTH, SIZE) for line in lines)
    return PrintedCell(0, 0, 1, 1, shown, (Place(1, 0.0, 0.0, CELL_WIDTH, SIZE * len(lines)),))


def pair(above: str, below: str, **habit: object) -> Pair:
    shown = Habit(**{"filled": 5, **habit})  # type: ignore[arg-type]
    return Pair(printed(*([above] if above else [])), printed(*([below] if below else [])), shown)


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("非寄宿生（城乡低保困难", "家庭）资助标准", "bracket_open"),
        ("组织开展贫困地区调研活", "，完成报告", "starts_with_closing"),
        ("统筹组织、协调、指导、", "督促和监测", "ends_with_opening"),
        ("城市居民最低生活补助30", "00元", "number_cut"),
        ("≥810", "元/人/月", "unit_cut"),
        ("1,410,886.00", "705,443.00", "two_values"),
        ("≥5公里", "≥98%", "two_values"),
        ("≥95%，且其中优秀率高", "≥90%", "two_comparators"),
        ("完成", "按期支付", "room_left"),
        ("人社局推进参加工伤保险", "人数", "line_full"),
        ("参加工伤保险人数", "", "blank_in_filled_column"),
    ],
)
def test_each_sign_is_named(above: str, below: str, name: str) -> None:
    assert name in set(pair_signs(pair(above, below), 0.0))


def test_signs_that_the_columns_own_habits_give() -> None:
    assert "two_codes" in set(pair_signs(pair("05", "06", code_length=2), 0.0))
    assert "two_codes" not in set(pair_signs(pair("05", "6", code_length=2), 0.0))
    assert "comparator_missing" in set(pair_signs(pair("≥5", "公里", comparators=5), 0.0))
    assert "whole_together" in set(pair_signs(pair("≥5", "公里", comparators=5, wholes=5), 0.0))
    assert "two_labels" in row_signs([replace(pair("产出指标", "效益指标"), label=True)], 999, 0.0, RULES.known_labels)
    assert "next_number" in row_signs([pair("7", "8")], 999, 0.0, frozenset())


def test_a_word_counts_only_where_the_line_is_full() -> None:
    full, short = pair("人社局推进参加工伤保险", "人数"), pair("工伤", "人数")
    assert words_run_over([full], 0.0, lambda left, right: True)
    assert not words_run_over([short], 0.0, lambda left, right: True)


def test_a_line_has_room_when_the_next_unbreakable_piece_would_fit() -> None:
    line = Printed("覆盖人数", 4 * SIZE, CELL_WIDTH, SIZE)
    assert has_room(line, "人", 2.0)
    assert not has_room(line, "1234567890123", 2.0)
    full = Printed("覆盖人数覆盖人数", 8 * SIZE, CELL_WIDTH, SIZE)
    assert has_room(full, "人数，", 2.0)
    assert not has_room(full, "人，数", 2.0)


LABELS_AT_A_BREAK = [("总体目标", "年度绩效"), ("产出", "指标"), ("主管部门", "及代码"), ("年度绩", "效")]


def test_a_label_ends_where_the_forms_know_it_unless_they_know_it_longer_too() -> None:
    labels = {text: label_cut_signs(pair(*text), None, 0.0, RULES.known_labels) for text in LABELS_AT_A_BREAK}
    assert [text for text, signs in labels.items() if "label_ends" in signs] == [("总体目标", "年度绩效")]


@pytest.mark.parametrize(("free", "lines", "fills"), [(12, 3, True), (14, 3, False), (12, 1, False), (10, 1, True)])
def test_a_label_fills_its_cell_where_none_of_its_lines_would_fit_in(free: int, lines: int, *, fills: bool) -> None:
    """Its lines are 13 points apart; of a single line that is not known, and the least is taken."""
    place = Place(1, 0.0, 0.0, CELL_WIDTH, free + SIZE + 13 * (lines - 1))
    above = printed(*["促进就业创业"] * lines)._replace(over=free / 2, under=free / 2, places=(place,))
    signs = label_cut_signs(Pair(above, printed("服务"), Habit()), None, 0.0, frozenset())
    assert ("fills_cell" in signs) == fills


@pytest.mark.parametrize(("rows", "is_cut"), [(3, True), (9, False)], ids=["the page is full", "room for three lines"])
def test_a_row_is_cut_only_where_no_line_fits_any_more(rows: int, *, is_cut: bool) -> None:
    """A name fills its line, the value below has no comparator: a cut, by these; but what is cut fills its page."""
    sheet = Sheet((6, 8, 8, 8))
    head = "一级指标 | 二级指标 | 三级指标 | 指标值"
    above = f"{head}\n产出指标 | 数量指标 | 特困供养人数 | ≥230人\n^ | ^ | 城市供养护理标准 | ≥1320元/月/人"
    below = "^ | ^ | 城乡供养护理补贴 | 半护理≥685元/¶月/人；全护理¶≥1090元/月/人\n"
    below += "\n".join(f"^ | ^ | 人数{number} | ≥{number}0人" for number in range(1, rows))
    (table,) = stitched(page(1, above, sheet), page(2, below, sheet))
    assert (table.seams[0].outcome is Outcome.ROW_CUT) == is_cut


@pytest.mark.parametrize(("filled", "always"), [(40, True), (39, False)])
def test_a_column_blank_once_in_forty_cells_is_as_good_as_filled(filled: int, *, always: bool) -> None:
    """The blank may be what an earlier break left of a row; how rare it is must bear the weight of the sign."""
    signs = set(pair_signs(pair("", "7,204.50", filled=filled, blank=1), 0.0))
    assert ("blank_in_filled_column" in signs) == always
