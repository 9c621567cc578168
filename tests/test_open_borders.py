"""Tables whose outer rules are missing, stand alone or cut a text: what belongs to the table, and what does not."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.extract.content import Char, Drawing, PageContent
from jixiao.extract.doubts import page_doubts
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.placing import read_tables
from tests.conftest import ROOT
from tests.typeset.forms import known_form, set_form
from tests.typeset.model import Rules, Style
from tests.typeset.paint import write_pdf

ROWS = (100, 130, 160, 190)
"""Borders of three rows, in points. Text of 10 points in their middle stands 10 points from either."""

COLUMNS = (200, 300, 400)


def across(y: float, x0: float, x1: float) -> Drawing:
    return Drawing(x0, y, x1, y, stroked=True, filled=False, line_width=0.5, grey=0.0)


def down(x: float, top: float, bottom: float) -> Drawing:
    return Drawing(x, top, x, bottom, stroked=True, filled=False, line_width=0.5, grey=0.0)


def ruled(xs: Iterable[float] = COLUMNS, ys: Iterable[float] = ROWS) -> list[Drawing]:
    """A table with all its rules."""
    xs, ys = list(xs), list(ys)
    return [*(across(y, xs[0], xs[-1]) for y in ys), *(down(x, ys[0], ys[-1]) for x in xs)]


def box(x0: float, top: float, x1: float, bottom: float) -> Drawing:
    return Drawing(x0, top, x1, bottom, stroked=True, filled=False, line_width=1, grey=0)


def text(words: str, x: float, top: float, size: float = 10) -> list[Char]:
    return [
        Char(word, x + n * size, top, x + (n + 1) * size, top + size, size, apart=False) for n, word in enumerate(words)
    ]


def read(drawings: Iterable[Drawing], chars: Iterable[Char]) -> PageTables:
    return read_tables(page(drawings, chars))


def page(drawings: Iterable[Drawing], chars: Iterable[Char]) -> PageContent:
    return PageContent(1, 600, 800, tuple(chars), tuple(drawings), 0.0, "test")


def cell_with(grid: Grid, words: str) -> Cell:
    (cell,) = (cell for cell in grid.cells if words in cell.text)
    return cell


def shape(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


# Upright rules beside a table: a merged label over the whole page.

FILLED = text("甲", 210, 110)


@pytest.mark.parametrize(("rules", "x", "column"), [((100,), 110, 0), ((500,), 410, 2)], ids=["left", "right"])
def test_a_label_over_the_whole_page_is_one_cell_open_at_both_ends(
    rules: tuple[float, ...], x: float, column: int
) -> None:
    tables = read([*ruled(), *(down(rule, 100.3, 189.7) for rule in rules)], [*FILLED, *text("产出指标", x, 140)])
    (grid,) = tables.grids
    cell = cell_with(grid, "产出指标")
    assert shape(cell) == (0, column, 3, 1)
    assert (cell.open_top, cell.open_bottom) == (True, True)
    assert not tables.lines


def test_two_labels_side_by_side_over_the_whole_page_are_two_cells() -> None:
    rules = [*ruled(), down(50, 100, 190), down(120, 100, 190)]
    (grid,) = read(rules, [*FILLED, *text("年度目标", 60, 140), *text("产出指标", 130, 140)]).grids
    assert [shape(cell_with(grid, words)) for words in ("年度目标", "产出指标")] == [(0, 0, 3, 1), (0, 1, 3, 1)]


def test_a_frame_around_the_page_changes_nothing() -> None:
    rules = [*ruled(), down(100, 100, 190), box(20, 20, 580, 780)]
    (grid,) = read(rules, [*FILLED, *text("产出指标", 110, 140)]).grids
    assert grid.xs == (100, 200, 300, 400)


@pytest.mark.parametrize(
    ("beside", "why"),
    [
        ([down(100, 100, 220)], "longer than the table"),
        ([down(100, 130, 190)], "not over its first row"),
        ([down(195, 100, 190)], "a double side: no character has room between"),
        ([box(60, 100, 150, 190)], "a box of its own, as high as the table"),
        ([down(40, 100, 190), *ruled((60, 120, 180), (110, 140))], "another table stands between"),
        ([down(250, 240, 330)], "below the table"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_upright_rules_are_not_the_tables(beside: list[Drawing], why: str) -> None:
    grids = read([*ruled(), *beside], [*FILLED, *text("产出指标", 110, 140)]).grids
    assert [grid.xs for grid in grids if cell_texts(grid) == ["甲"]] == [COLUMNS], why


def cell_texts(grid: Grid) -> list[str]:
    return [cell.text for cell in grid.cells if cell.text]


def test_a_rule_between_two_tables_of_one_height_is_neithers() -> None:
    rules = [*ruled((50, 100, 150)), down(200, 100, 190), *ruled((250, 300, 350))]
    grids = read(rules, [*text("甲", 60, 110), *text("乙", 260, 110)]).grids
    assert [grid.xs for grid in grids] == [(50, 100, 150), (250, 300, 350)]


def test_a_rule_between_tables_is_of_the_one_that_is_as_high() -> None:
    rules = [*ruled((50, 100, 150), (100, 130)), down(200, 100, 190), *ruled((250, 300, 350))]
    grids = read(rules, [*text("甲", 60, 110), *text("乙", 260, 110)]).grids
    assert [grid.xs for grid in grids] == [(50, 100, 150), (200, 250, 300, 350)]


def test_a_table_that_goes_on_to_the_left_has_its_side_there() -> None:
    open_left = [*(across(y, 150, 400) for y in ROWS), *(down(x, 100, 190) for x in (200, 300, 400))]
    (grid,) = read([*open_left, down(100, 100, 190)], FILLED).grids
    assert grid.xs == (150, 200, 300, 400)


# Texts over a table's first or last border.

OPEN_BELOW = [*(across(y, 200, 400) for y in ROWS[:-1]), across(190, 300, 400), *(down(x, 100, 190) for x in COLUMNS)]
OPEN_ABOVE = [*(across(y, 200, 400) for y in ROWS[1:]), across(100, 300, 400), *(down(x, 100, 190) for x in COLUMNS)]


@pytest.mark.parametrize(
    ("rules", "top", "row"), [(OPEN_BELOW, 186, 2), (OPEN_ABOVE, 94, 0)], ids=["last border", "first border"]
)
def test_a_text_that_the_page_break_clips_is_in_the_open_cell(rules: list[Drawing], top: float, row: int) -> None:
    tables = read(rules, [*FILLED, *text("质量指标", 210, top)])
    assert shape(cell_with(tables.grids[0], "质量指标")) == (row, 0, 1, 1)
    assert not tables.lines


@pytest.mark.parametrize(
    ("rules", "x", "top", "why"),
    [
        (OPEN_BELOW, 310, 186, "the cell over it is closed"),
        (OPEN_ABOVE, 310, 94, "the cell under it is closed"),
        (ruled(), 210, 186, "the table is closed"),
        (OPEN_BELOW, 210, 188.5, "only the blank over its glyphs reaches in"),
        (OPEN_ABOVE, 210, 91.5, "only the blank under its glyphs reaches in"),
        (OPEN_BELOW, 210, 191, "it stands below"),
        (OPEN_BELOW, 410, 186, "it stands beside"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_text_by_the_border_stays_outside(rules: list[Drawing], x: float, top: float, why: str) -> None:
    tables = read(rules, [*FILLED, *text("注：略", x, top)])
    assert [line.text for line in tables.lines] == ["注：略"], why


OPEN = [*(across(y, 200, 500) for y in ROWS[:-1]), across(190, 400, 500), *(down(x, 100, 190) for x in (*COLUMNS, 500))]
"""Two cells that no rule closes below, and a third that one does."""

LAST = [*text("火源管", 210, 176), *text("有害生物", 310, 176)]


@pytest.mark.parametrize(
    ("chars", "lines", "why"),
    [
        ([*text("理森林火灾", 240, 192), *text("防控", 310, 192)], ["理森林火灾", "防控"], "a line of each cell"),
        (
            [*text("理、", 275, 192), *text("防控工作以", 310, 192), *text("及森林", 310, 204)],
            ["理、", "防控工作以", "及森林"],
            "two lines of one",
        ),
        (text("注：本表数字为预算数。", 210, 192), ["注：本表数字为预算数。"], "a note over the border"),
        (
            [*text("合计理理理理", 320, 192), *text("防控", 402, 192)],
            ["合计理理理理防控"],
            "one stands under a closed cell",
        ),
        ([*text("填表人填表人", 230, 215), *text("电话", 302, 215)], ["填表人填表人电话"], "they stand too low"),
    ],
)
def test_lines_under_open_cells_keep_to_their_columns(chars: list[Char], lines: list[str], why: str) -> None:
    tables = read(OPEN, [*FILLED, *LAST, *chars])
    assert [line.text for line in tables.lines] == lines, why


# Rows over the whole width at the ends of a table without outer sides.

HEAD_RULE = across(70, 100, 500)


def open_sided(top: float = 100) -> list[Drawing]:
    """A table over 100 .. 500 without outer side rules."""
    ys = [top + y - 100 for y in ROWS]
    return [*(across(y, 100, 500) for y in ys), *(down(x, ys[0], ys[-1]) for x in COLUMNS)]


BODY = [*text("甲", 110, 110), *text("乙", 210, 140), *text("丙", 310, 170)]
TASK = "主要政策任务1"


def is_a_row(drawings: Iterable[Drawing], chars: Iterable[Char], words: str = TASK) -> bool:
    """Whether the words are in a cell over the grid's whole width; else they must be outside."""
    tables = read(drawings, [*BODY, *chars])
    (grid,) = tables.grids
    if any(words in line.text for line in tables.lines):
        return False
    cell = cell_with(grid, words)
    assert (cell.column, cell.column_span, cell.row_span) == (0, len(grid.xs) - 1, 1)
    return True


@pytest.mark.parametrize("x", [103, 265], ids=["left", "in the middle"])
def test_a_first_row_without_inner_rules_is_a_row(x: float) -> None:
    assert is_a_row([*open_sided(), HEAD_RULE], text(TASK, x, 80))


def test_a_first_row_of_two_lines_is_one_row() -> None:
    assert is_a_row([*open_sided(), across(58, 100, 500)], [*text(TASK, 103, 67), *text("续", 103, 81)])


def test_a_last_row_without_inner_rules_is_a_row() -> None:
    assert is_a_row([*open_sided(), across(220, 100, 500)], text(TASK, 103, 200))


def test_two_rows_without_inner_rules_at_one_end_are_two_rows() -> None:
    rules = [*open_sided(), HEAD_RULE, across(40, 100, 500)]
    (grid,) = read(rules, [*BODY, *text("专项资金", 103, 50), *text(TASK, 103, 80)]).grids
    assert [cell_with(grid, words).row for words in ("专项资金", TASK, "甲")] == [0, 1, 2]


def test_two_rows_without_inner_rules_between_others_part_no_table() -> None:
    rules = [*open_sided(), across(220, 100, 500), *open_sided(250)]
    chars = [*text(TASK, 103, 200), *text("备注", 103, 230), *text("丁", 110, 260)]
    (grid,) = read(rules, [*BODY, *chars]).grids
    assert [cell_with(grid, words).row for words in ("丙", TASK, "备注", "丁")] == [2, 3, 4, 5]


def test_a_row_under_a_caption_and_a_title_is_a_row() -> None:
    captions = [*text("专项资金绩效目标表", 200, 20, 15), *text("部门名称", 103, 56)]
    assert is_a_row([*open_sided(), HEAD_RULE], [*captions, *text(TASK, 103, 80)])


def test_a_row_under_a_running_head_far_above_is_a_row() -> None:
    assert is_a_row([*open_sided(), HEAD_RULE], [*text("汇编", 280, 30), *text(TASK, 103, 80)])


@pytest.mark.parametrize(
    ("rule", "chars", "why"),
    [
        (across(70, 100, 400), text(TASK, 103, 80), "the rule is narrower than the table"),
        (across(70, 80, 520), text(TASK, 103, 80), "the rule is wider than the table"),
        (HEAD_RULE, [*text("汇编", 280, 58), *text(TASK, 103, 80)], "it underlines a running head"),
        (across(55, 100, 500), text(TASK, 103, 80), "the text is further from the rule than in other rows"),
        (across(55, 100, 500), text(TASK, 103, 65), "the text is further from the table than in other rows"),
        (across(66, 100, 500), text(TASK, 200, 76, 14), "the text is set larger: a title"),
        (HEAD_RULE, [*text("部门名称", 103, 80), *text(TASK, 400, 80)], "two texts, a caption and a unit"),
        (HEAD_RULE, text(TASK, 425, 80), "the text stands at the right end: a unit"),
        (across(-60, 100, 500), text(TASK, 103, 80), "the rule is too far off"),
        (across(230, 100, 500), text(TASK, 103, 200), "the last rule is further from the text than in other rows"),
        (across(220, 100, 500), [*text(TASK, 103, 200), *text("23", 290, 222)], "the last rule is over a foot"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_rule_that_closes_no_row_is_left(rule: Drawing, chars: list[Char], why: str) -> None:
    assert not is_a_row([*open_sided(), rule], chars), why


def test_a_rule_beyond_one_that_closes_no_row_is_left() -> None:
    rules = [*open_sided(), HEAD_RULE, across(40, 100, 500)]
    assert not is_a_row(rules, [*text(TASK, 103, 50), *text("万元", 475, 80)])


def test_a_rule_over_prose_is_left() -> None:
    prose = [char for n in range(8) for char in text("一二三四五六", 103, -18 + 14 * n)]
    assert not is_a_row([*open_sided(), across(-28, 100, 500)], prose, "一二三")


def test_a_rule_that_closes_no_row_parts_tables() -> None:
    rules = [*open_sided(), across(220, 100, 500), *open_sided(250)]
    chars = [*text("万元", 475, 200), *text("万元", 475, 230), *text("丁", 110, 260)]
    assert len(read(rules, [*BODY, *chars]).grids) == 2


def test_a_rule_over_an_empty_place_is_left() -> None:
    assert read([*open_sided(), HEAD_RULE], BODY).grids[0].ys == ROWS


def test_a_rule_over_a_table_with_outer_sides_is_left() -> None:
    assert not is_a_row([*ruled((100, 300, 500)), HEAD_RULE], text(TASK, 103, 80))


# Ledgers: upright rules only.

LEDGER = ruled((100, 200, 300), (100, 400))


def numbers(x: float, *lines: str) -> list[Char]:
    return [char for n, line in enumerate(lines) for char in text(line, x, 110 + 15 * n, 10)]


@pytest.mark.parametrize(
    ("chars", "doubted", "why"),
    [
        ([*numbers(110, "1,200", "18,562"), *numbers(210, "900", "7,945")], True, "a ledger"),
        ([*numbers(110, "1,200", "18,562"), *numbers(210, "900")], False, "one line of numbers"),
        ([*numbers(110, "1,200", "18,562"), *numbers(210, "农业", "林业")], False, "one column of numbers"),
        ([*numbers(110, "1,234,56", "7.00"), *numbers(210, "7,654,32", "1.00")], False, "numbers wrapped at the side"),
        ([*numbers(110, "123456789", "0.00"), *numbers(210, "987654321", "1.00")], False, "likewise, without commas"),
        ([*numbers(110, "2", "0", "2", "5"), *numbers(210, "1", "0", "0", "5")], False, "a text set upright"),
        ([*numbers(110, "95%", "100%"), *numbers(210, "≥90", "≥80")], False, "values of an indicator"),
        ([*numbers(110, "120", "180"), *numbers(210, "年", "度", "90", "79")], False, "numbers not side by side"),
        ([*numbers(110, "120", "180"), *numbers(210, "年", "90", "度", "79")], False, "one number beside another"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_numbers_in_lines_that_no_rule_parts_are_a_doubt(chars: list[Char], doubted: bool, why: str) -> None:
    content = page(LEDGER, chars)
    assert page_doubts(content, read_tables(content)) == (("rows_without_rules",) if doubted else ()), why


def test_the_lines_of_a_ledger_stay_lines() -> None:
    (grid,) = read(LEDGER, numbers(110, "2,906,2", "1,097", "18,56")).grids
    assert [line.text for line in grid.cells[0].lines] == ["2,906,2", "1,097", "18,56"]


# Whole files: set by the typesetter, and small cases that stand beside the project.

FUND = set_form(known_form(1), merge_level2=False)
TASK_ROWS = [block.row for block in FUND.blocks if block.text.startswith("主要政策任务")]
NO_SIDES = Style(sides=False, page=(595.0, 3000.0), head="周村区预算绩效目标汇编")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("rules", ["stroked", "double"])
@pytest.mark.parametrize("end", [0, 1], ids=["first on its page", "last on its page"])
def test_a_task_at_a_pages_end_is_a_row_of_a_table_without_sides(
    tmp_path: Path, end: int, rules: Rules, reader: str
) -> None:
    for row in TASK_ROWS:
        write_pdf(tmp_path / "set.pdf", [FUND], replace(NO_SIDES, rules=rules, stop=(row + end, 0)))
        pages = [read_tables(content) for content in read_pages(tmp_path / "set.pdf", reader)]
        grids = [grid for tables in pages for grid in tables.grids]
        tasks = [(grid, cell) for grid in grids for cell in grid.cells if "主要政策任务" in cell.text]
        assert [cell.column_span == len(grid.xs) - 1 for grid, cell in tasks] == [True, True]


def case(name: str, reader: str) -> list[PageTables]:
    path = next((ROOT.parent / "shared" / "cases").glob(f"{name}*.pdf"), None)
    if path is None:
        pytest.skip(f"no case {name} in ../shared/cases")
    return [read_tables(content) for content in read_pages(path, reader)]


@pytest.mark.parametrize("reader", READERS)
def test_a_workbook_whose_label_covers_the_middle_page(reader: str) -> None:
    pages = case("05", reader)
    assert [len(tables.grids[0].xs) for tables in pages] == [5, 5, 5]
    label = cell_with(pages[1].grids[0], "关键绩效考核指标")
    assert (shape(label), label.open_top, label.open_bottom) == ((0, 0, 16, 1), True, True)


@pytest.mark.parametrize("reader", READERS)
def test_a_workbook_whose_label_is_clipped_at_the_break(reader: str) -> None:
    pages = case("04", reader)
    label = cell_with(pages[2].grids[0], "质量指标")  # more than half of its height shows there
    assert (label.column, label.open_top, label.open_bottom) == (2, True, False)
    before = next(cell for cell in pages[1].grids[0].cells if cell.column == 2 and cell.open_bottom)
    assert before.text == ""
    assert not any("质量指标" in line.text for tables in pages for line in tables.lines)


def test_a_ledger_with_upright_rules_only() -> None:
    (_, second) = case("11", READERS[0])
    (grid,) = second.grids
    assert [line.text for line in grid.cells[-5].lines] == ["7,958", "118,256", "40,491", "16,990"]


@pytest.mark.parametrize(
    ("ys", "shift"),
    [((-120, 60, 100), 0), ((700, 740, 920), 660)],
    ids=["over the page", "under it"],
)
def test_a_row_s_sides_count_where_the_page_shows_them(ys: tuple[float, ...], shift: float) -> None:
    """A row that the break cut is drawn far beyond the page, and its inner sides only near it."""
    near = (-5, 100) if not shift else (700, 805)
    drawings = [*(across(y, 200, 400) for y in ys), *(down(x, ys[0], ys[-1]) for x in (200, 400)), down(300, *near)]
    chars = [*text("指标", 210, 30 + shift * 1.1), *text("≥5", 310, 30 + shift * 1.1)]
    texts = [cell.text for cell in read(drawings, chars).grids[0].cells if cell.text]
    assert texts == ["指标", "≥5"]
