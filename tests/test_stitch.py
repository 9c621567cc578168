"""Cut rows: the evidence one by one, and the law that a table cut over two pages comes back whole."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.cuts import Pair, evidence, has_room, is_cut, is_doubtful
from jixiao.normalize.growing import StitchRules
from jixiao.normalize.stitch import never_cut, stitch, weigh_cut
from jixiao.normalize.table import LogicalTable, Printed, TableCell

SIZE = 10.0
WIDTH = 100.0
RULES = StitchRules(frozenset({"专项资金名称"}), frozenset({"一级指标", "三级指标", "指标值"}), frozenset({"一级指标"}), frozenset({"产出指标"}), weigh_cut(lambda left, right: False))

Row = tuple[tuple[str, ...], ...]
"""A row of cells; each cell is its printed lines."""


def cell(row: int, column: int, lines: Sequence[str], *, open_top: bool = False, open_bottom: bool = False) -> Cell:
    x0, top = column * WIDTH, row * 50.0
    printed = tuple(
        TextLine(text, x0 + 2, top + n * 12, x0 + 2 + len(text) * SIZE, top + n * 12 + SIZE, SIZE)
        for n, text in enumerate(lines)
    )
    return Cell(row, column, 1, 1, x0, top, x0 + WIDTH, top + 50, printed, open_top=open_top, open_bottom=open_bottom)


def page(number: int, rows: Sequence[Row], *, open_top: bool = False, open_bottom: bool = False) -> PageTables:
    cells = tuple(
        cell(r, c, lines, open_top=open_top and r == 0, open_bottom=open_bottom and r == len(rows) - 1)
        for r, row in enumerate(rows)
        for c, lines in enumerate(row)
    )
    xs = tuple(WIDTH * n for n in range(len(rows[0]) + 1))
    grid = Grid(number, xs, tuple(50.0 * n for n in range(len(rows) + 1)), cells, "test")
    return PageTables(number, 400, 50.0 * len(rows), (grid,), (), 0.0, "test")


def texts(tables: Sequence[LogicalTable]) -> list[list[list[str]]]:
    return [[[c.bare for c in table.by_row[row]] for row in range(table.rows)] for table in tables]


CHARACTERS = "资助标准发放额度人数户次月完成率按期支付建设保障"
full_line = st.text(CHARACTERS, min_size=9, max_size=9)
last_line = st.text(CHARACTERS, min_size=1, max_size=9)
cells = st.tuples(st.lists(full_line, max_size=3), last_line).map(lambda parts: (*parts[0], parts[1]))
rows = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4)


@given(rows, st.data())
def test_a_row_cut_with_its_cells_left_open_comes_back_whole(table: list[Row], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(table) - 1))
    lines = [data.draw(st.integers(0, len(lines))) for lines in table[at]]
    above = [*table[:at], tuple(each[:n] for each, n in zip(table[at], lines, strict=True))]
    below = [tuple(each[n:] for each, n in zip(table[at], lines, strict=True)), *table[at + 1 :]]
    first: Row = (("甲",), ("乙",), ("丙",))
    pages = [page(1, [first, *above], open_bottom=True), page(2, below, open_top=True)]
    assert texts(list(stitch(pages, RULES))) == texts(list(stitch([page(1, [first, *table])], RULES)))


@given(rows, rows)
def test_rows_whose_last_lines_had_room_are_never_joined(first: list[Row], second: list[Row]) -> None:
    short: Row = (("完成",), ("按期",), ("≥5%",))
    head: Row = (("一级指标",), ("三级指标",), ("指标值",))
    pages = [page(1, [head, *first, short]), page(2, second)]
    (joined,) = stitch(pages, RULES)
    assert joined.rows == 1 + len(first) + 1 + len(second)


@given(rows, rows)
def test_a_header_repeated_on_the_next_page_is_dropped_and_an_equal_data_row_is_not(
    first: list[Row], second: list[Row]
) -> None:
    short: Row = (("完成",), ("按期",), ("≥5%",))
    head: Row = (("一级指标",), ("三级指标",), ("指标值",))
    pages = [page(1, [head, *first, short]), page(2, [head, *first, *second])]
    (joined,) = stitch(pages, RULES)
    assert joined.rows == 1 + len(first) + 1 + len(first) + len(second)


def printed(*lines: str) -> TableCell:
    shown = tuple(Printed(line, len(line) * SIZE, WIDTH, SIZE) for line in lines)
    return TableCell(0, 0, 1, 1, shown, ())


@pytest.mark.parametrize(
    ("above", "below", "name"),
    [
        ("非寄宿生（城乡低保困难", "家庭）资助标准", "bracket_open"),
        ("组织开展贫困地区调研活", "，完成报告", "starts_with_closing"),
        ("统筹组织、协调、指导、", "督促和监测", "ends_with_opening"),
        ("城市居民最低生活30", "00元", "number_cut"),
        ("全年各项活动覆盖人次12", "个月", "number_cut"),
        ("≥95%，且其中优秀率高", "≥90%", "two_comparators"),
        ("完成", "按期支付", "room_left"),
    ],
)
def test_each_sign_of_a_cut_is_named(above: str, below: str, name: str) -> None:
    found = evidence([Pair(printed(above), printed(below), always_filled=True)], 0.0, lambda left, right: False)
    assert name in dict(found)


def test_a_blank_in_a_column_that_is_never_blank_speaks_for_a_cut() -> None:
    blank = [Pair(printed("参加工伤保险人数统计"), printed(), always_filled=True)]
    assert is_cut(evidence(blank, 0.0, lambda left, right: False))
    assert not is_cut(evidence([Pair(printed("产出"), printed(), always_filled=False)], 0.0, lambda left, right: False))


def test_the_word_segmenter_decides_where_a_line_is_full_and_nothing_else_speaks() -> None:
    pair = [Pair(printed("人社局推进参加工伤保险"), printed("人数"), always_filled=True)]
    plain = evidence(pair, 0.0, lambda left, right: False)
    word = evidence(pair, 0.0, lambda left, right: True)
    assert is_doubtful(plain)
    assert sum(dict(word).values()) > sum(dict(plain).values())


def test_a_line_has_room_when_the_next_unbreakable_piece_would_fit() -> None:
    line = Printed("覆盖人数", 4 * SIZE, WIDTH, SIZE)
    assert has_room(line, "人", 2.0)
    assert not has_room(line, "1234567890123", 2.0)


def test_rejoining_can_be_switched_off() -> None:
    rules = replace(RULES, weigh=never_cut)
    table: list[Row] = [(("完成",), ("按期",)), (("资助标准发放额度人数",), ("支付",))]
    pages = [page(1, table, open_bottom=True), page(2, [(("户次",), ()), (("完成",), ("按期",))], open_top=True)]
    (joined,) = stitch(pages, rules)
    assert joined.rows == 4
