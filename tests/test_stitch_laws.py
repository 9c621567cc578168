"""Page breaks: what holds of any table that is cut in two."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.pages import Sheet, page
from tests.stitching import (
    one_table,
    rows,
    stitched,
)

CHARACTERS = "资助标准发放额度人数户次月完成率按期支付建设保障"
full_line = st.text(CHARACTERS, min_size=10, max_size=10)
last_line = st.text(CHARACTERS, min_size=1, max_size=10)
cells = st.tuples(st.lists(full_line, max_size=3), last_line).map(lambda parts: (*parts[0], parts[1]))
body_rows = st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4)
LAW = Sheet((10, 10, 10), closed=frozenset({0}))

Row = tuple[tuple[str, ...], ...]
"""A row of cells; each cell is its printed lines."""


def drawn(table: Sequence[Row]) -> str:
    return "\n".join(" | ".join("¶".join(lines) for lines in row) for row in table)


def labelled(table: Sequence[Row]) -> str:
    """Draw the rows beside a column that is blank: rules close it at the break, and the other cells stay open."""
    return drawn([((), *row[1:]) for row in table])


@given(body_rows, st.data())
def test_a_row_cut_with_its_cells_left_open_comes_back_whole(table: list[Row], data: st.DataObject) -> None:
    """A printer fills the page: of each cell it sets as many lines as have room."""
    at = data.draw(st.integers(0, len(table) - 1))
    room = data.draw(st.integers(0, max(map(len, table[at]))))
    lines = [min(room, len(cell)) for cell in table[at]]
    above = [*table[:at], tuple(each[:n] for each, n in zip(table[at], lines, strict=True))]
    below = [tuple(each[n:] for each, n in zip(table[at], lines, strict=True)), *table[at + 1 :]]
    first: Row = (("甲",), ("乙",), ("丙",))
    upper, lower = replace(LAW, open_bottom=True), replace(LAW, open_top=True)
    (cut,) = stitched(page(1, labelled([first, *above]), upper), page(2, labelled(below), lower))
    (whole,) = stitched(page(1, labelled([first, *table]), LAW))
    assert rows(cut) == rows(whole) or any(seam.doubtful for seam in cut.seams)


def test_full_lines_above_a_blank_strip_are_a_doubt() -> None:
    """A strip parts two rows, but wkhtmltopdf draws one through the row that it cuts as well: full lines may go on."""
    full = (("人",), ("人" * 10,), ("人" * 10,))
    above = page(1, labelled([full, full, ((), (), ())]), replace(LAW, open_bottom=True))
    (table,) = stitched(above, page(2, labelled([(("人",), ("人",), ("人",))]), replace(LAW, open_top=True)))
    assert [(seam.doubtful, bool(seam.other_reading)) for seam in table.seams] == [(True, True)]


SHORT: Row = (("产出指标",), ("按期",), ("≥5%",))
HEAD_ROW: Row = (("一级指标",), ("三级指标",), ("指标值",))


@given(body_rows, body_rows)
def test_rows_whose_last_lines_had_room_are_never_joined(first: list[Row], second: list[Row]) -> None:
    joined = one_table(page(1, drawn([HEAD_ROW, *first, SHORT]), LAW), page(2, drawn(second), LAW))
    assert len(joined) == 1 + len(first) + 1 + len(second)


@given(body_rows, body_rows)
def test_a_header_repeated_on_the_next_page_is_dropped_and_an_equal_data_row_is_not(
    first: list[Row], second: list[Row]
) -> None:
    pages = [page(1, drawn([HEAD_ROW, *first, SHORT]), LAW), page(2, drawn([HEAD_ROW, *first, *second]), LAW)]
    assert len(one_table(*pages)) == 1 + len(first) + 1 + len(first) + len(second)


def test_a_label_with_room_under_it_ended_though_a_page_without_text_follows() -> None:
    """A label printed once on the page before last has all its height left: behind the next break is another."""
    sheet = Sheet((6, 10, 10))
    first = (
        "科目名称 | 项目名称 | 合计\n市财政机关 | 道路 | 1,204.00\n国库支付中心 | 桥梁 | 3,311.00\n^ | 涵洞 | 806.00"
    )
    second = "^ | 绿地 | 912.00\n^ | 公园 | 455.00\n^ | 广场 | 377.00"
    third = "社会保险中心 | 管网 | 561.00\n^ | 泵站 | 284.00\n^ | 水库 | 199.00"
    found = one_table(*(page(number, drawing, sheet) for number, drawing in enumerate((first, second, third), 1)))
    assert found[-1].split(" | ")[0] == "社会保险中心"
