"""Page breaks: each kind with its right rows."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jixiao.extract.doubts import HALVED
from jixiao.extract.grid import PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.document import normalise
from jixiao.normalize.tables.evidence import Pair, row_signs
from jixiao.normalize.tables.growing import begin, without_blank_end
from jixiao.normalize.tables.habits import Habit
from jixiao.normalize.tables.overflow import with_overflow
from jixiao.normalize.tables.printed import printed_cells
from jixiao.normalize.tables.stitch import stitch
from jixiao.normalize.tables.weights import NEVER_CUT
from tests.pages import SIZE, Sheet, grid_of, page
from tests.stitching import (
    BODY,
    BUDGET,
    BUDGET_ROWS,
    HEAD,
    HEADER,
    REST,
    RULES,
    SHEET,
    WHOLE,
    one_table,
    stitched,
)

# 1. A row that the break cut.


@pytest.mark.parametrize(
    ("above", "below", "row"),
    [
        ("社会效益 | 人均补助标准 | ≥810", " |  | 元/人/月", "效益指标 | 社会效益 | 人均补助标准 | ≥810元/人/月"),
        ("经济成本指 | 项目总成本 | ≤50万元", "标 |  | ", "效益指标 | 经济成本指标 | 项目总成本 | ≤50万元"),
        (
            "社会效益 | 城乡低保资金（区级资金部 | ≥50万元",
            " | 分） | ",
            "效益指标 | 社会效益 | 城乡低保资金（区级资金部分） | ≥50万元",
        ),
        ("社会效益 | 发放标准 | ≤3000", " |  | 0元", "效益指标 | 社会效益 | 发放标准 | ≤30000元"),
        (
            "社会效益 | 家庭经济困难学生助学金资 | ≥12个",
            " | 助标准 | 月",
            "效益指标 | 社会效益 | 家庭经济困难学生助学金资助标准 | ≥12个月",
        ),
    ],
)
def test_a_cut_row_is_joined(above: str, below: str, row: str) -> None:
    sheet = replace(SHEET, widths=(6, 5, 12, 6))
    found = one_table(
        page(1, f"{BODY}\n 效益指标 | {above}", sheet),
        page(2, f"^ | {below}\n 满意度指标 | 服务对象 | 群众满意度 | ≥90%", sheet),
    )
    assert row in found
    assert len(found) == 6


def test_a_row_that_both_pages_draw_whole_is_one_row() -> None:
    """wkhtmltopdf clips it to the part of each page: its label has a line on each, and so has its text."""
    sheet = Sheet((5, 12, 6, 6))
    first = "项目名称 | 修路 | 主管部门 | 某局\n年度¶ | 1.管好道路。¶ | < | <"
    rest = f"¶目标 | ¶2.修好道路。 | < | <\n{HEAD}\n产出指标 | 数量指标 | 修建公路 | ≥5公里"
    assert one_table(page(1, first, sheet), page(2, rest, sheet))[1] == "年度目标 | 1.管好道路。2.修好道路。"


@pytest.mark.parametrize(
    ("above", "below", "is_one"),
    [
        ("1.管好道路。¶", "¶2.修好道路。", True),
        ("1.管好道路。¶ | 甲¶", "¶2.修好道路。 | ", True),
        ("1.管好道路。¶", "2.修好道路。¶", False),  # set from the upper side
        ("¶1.管好道路。¶", "¶2.修好道路。¶", False),  # set in the middle
        ("1.管好道路。¶", "¶2.修好道路。¶3.修好桥梁。", False),  # another height
        ("1.管好道路。¶ | ≥5公里¶", "¶2.修好道路。 | ≥8公里¶", False),
        ("1.管好道路。¶ | ", " | ¶2.修好道路。", False),
    ],
)
def test_a_text_goes_on_lower_in_the_box_of_its_row(above: str, below: str, *, is_one: bool) -> None:
    sheet = Sheet((12,) * (above.count("|") + 1))
    cells = (printed_cells(grid_of(number, drawing, sheet)) for number, drawing in ((1, above), (2, below)))
    pairs = [Pair(*both, Habit()) for both in zip(*cells, strict=True)]
    assert ("goes_on_lower" in row_signs(pairs, 999, 0.0, frozenset())) == is_one


@pytest.mark.parametrize("closed", [0, 1], ids=["on the page before", "on the page behind"])
def test_a_row_that_a_rule_closes_is_not_cut_though_its_label_is_left_open_and_cut(closed: int) -> None:
    """The label spans both rows: what stands beside it are names, and under them their texts."""
    bare = Sheet((5, 10, 10), open_bottom=True)
    ruled = replace(bare, closed=frozenset({1, 2}))
    upper, lower = (bare, ruled) if closed else (ruled, bare)
    first = "项目名称 | 修路 | <\n年度总体目 | 预期目标 | 实际完成情况"
    rest = "标 | 按计划完成任务 | 按时序推进"
    found = one_table(page(1, first, upper), page(2, rest, replace(lower, open_top=True, open_bottom=False)))
    assert found[1:] == ["年度总体目标 | 预期目标 | 实际完成情况", "年度总体目标 | 按计划完成任务 | 按时序推进"]


@pytest.mark.parametrize("head", ["", f"{HEAD}\n"])
def test_a_label_that_a_rule_closes_beside_open_ones_ends_there(head: str) -> None:
    """Both fill their cells to the last line, and the label beside them goes on: only the rule tells."""
    upper = Sheet((4, 4, 10, 6), open_bottom=True, closed=frozenset({1, 2, 3}))
    lower = replace(upper, open_top=not head, open_bottom=False)
    first = f"{HEAD}\n文化¶工程 | 开展文化¶惠民演出 | 公益演出¶场次 | ≥180场"
    rest = f"{head} | 满足基层¶群众需求 | 农村公益电影¶放映场次 | ≥1680场"
    found = one_table(page(1, first, upper), page(2, rest, lower))
    assert [row.split(" | ")[:2] for row in found[1:]] == [
        ["文化工程", "开展文化惠民演出"],
        ["文化工程", "满足基层群众需求"],
    ]


@pytest.mark.parametrize(("rest", "label"), [("", "指导监管区苗木种植"), ("≥8次", "区苗木种植")])
def test_a_label_that_begins_beside_the_rest_of_the_row_above_is_that_rows(rest: str, label: str) -> None:
    """The row is drawn once more, blank but for the label's second half; beside a row of its own a label is another."""
    sheet = Sheet((6, 10, 6))
    first = "职责目标 | 绩效指标 | 指标值\n保护林木 | 巡护次数 | ≥9次\n指导监管 | 管护数量 | ≥72万株"
    second = f"区苗木种植 | {rest and '巡查次数'} | {rest}\n^ | 花卉种植面积 | ≥5000亩\n植树造林 | 植树数量 | ≥9株"
    assert one_table(page(1, first, sheet), page(2, second, sheet))[-2] == f"{label} | 花卉种植面积 | ≥5000亩"


@pytest.mark.parametrize(("is_open", "rows"), [(True, 7), (False, 8)])
def test_a_row_without_a_rule_at_the_break_goes_on_though_its_paragraph_ends(*, is_open: bool, rows: int) -> None:
    """Its label stands behind the break; nothing but the rules that are not there says that the row was cut."""
    sheet = Sheet((6, 8, 8, 6, 6))
    head = "项目名称 | 修路 | < | < | <\n主管部门 | 某局 | < | 实施单位 | 某中心\n项目资金 | 年度资金总额 | < | 8.5 | <"
    head += "\n^ | 其中：财政拨款 | < | 8.5 | <\n | 目标1：管好道路。 | < | < | <"
    first = page(1, head, replace(sheet, open_bottom=is_open), above=TITLE)
    rest = f"年度总体目标 | 目标2：修好桥梁。 | < | < | <\n绩效指标 | {HEAD}\n^ | 产出指标 | 数量指标 | 修路 | ≥5公里"
    assert len(one_table(first, page(2, rest, replace(sheet, open_top=is_open)))) == rows


def with_halved_lines(tables: PageTables, row: int, columns: Sequence[int]) -> PageTables:
    """Mark cells of a row as the reader does where the page's end slices their lines in the middle."""
    (grid,) = tables.grids
    cells = (c._replace(doubts=(HALVED,)) if c.row == row and c.column in columns else c for c in grid.cells)
    return replace(tables, grids=(replace(grid, cells=tuple(cells)),))


@pytest.mark.parametrize(
    ("last", "first", "row", "columns"),
    [
        ("修建公路¶长度 | ≥5公里", "长度 | ", "修建公路长度 | ≥5公里", [2]),
        ("修建公路¶的长度 | ≥5公里", "的长度¶和宽度 | ", "修建公路的长度和宽度 | ≥5公里", [2]),
        ("修建公路 | ≥5公里", "修建公路 | ≥5公里", "修建公路 | ≥5公里", [2, 3]),
    ],
)
def test_a_line_that_both_pages_show_half_is_read_once(last: str, first: str, row: str, columns: list[int]) -> None:
    above, below = f"{BODY}\n效益指标 | 社会效益 | {last}", f"^ | ^ | {first}\n{REST}"
    halves = with_halved_lines(page(1, above, SHEET), 4, columns), with_halved_lines(page(2, below, SHEET), 0, columns)
    (table,) = stitched(*halves)
    assert [" | ".join(cell.text for cell in cells) for cells in table.by_row][4:6] == [
        f"效益指标 | 社会效益 | {row}",
        "效益指标 | 社会效益 | 受益居民 | ≥100户",
    ]
    assert not any(cell.doubts for cell in table.cells)


@pytest.mark.parametrize(("over", "label"), [(-3.0, "经济成本指标"), (2.0, "经济成本指标标")])
def test_the_last_character_of_a_label_set_downwards_is_read_once(over: float, label: str) -> None:
    """Calc shows half of it on both pages, and only one page's clip is near enough to its middle to tell."""
    upper = Sheet((6, 10, 6), open_bottom=True, closed=frozenset({1, 2}))
    first = page(1, "二级指标 | 三级指标 | 指标值\n经济成本指标 | 修路 | ≥5公里", upper)
    second = page(2, "标 | 架桥 | ≥2座\n^ | 植树 | ≥9株", replace(upper, open_bottom=False, open_top=True))
    (above,), (below,) = first.grids, second.grids
    end, start = above.ys[-1], below.ys[0]
    down = TextLine("经济成本指标", 52.0, end - 57, 62.0, end + 3, SIZE, way=1)
    half = TextLine("标", 52.0, start + over, 62.0, start + over + SIZE, SIZE)
    cells = tuple(c._replace(lines=(down,), doubts=(HALVED,)) if c.text == down.text else c for c in above.cells)
    rest = tuple(c._replace(lines=(half,)) if c.text == half.text else c for c in below.cells)
    found = one_table(
        replace(first, grids=(replace(above, cells=cells),)), replace(second, grids=(replace(below, cells=rest),))
    )
    assert [row.split(" | ")[0] for row in found[1:]] == [label] * 3


def test_a_half_shown_line_that_does_not_come_again_is_a_doubt_of_its_row() -> None:
    first = with_halved_lines(page(1, BODY, SHEET, above=TITLE), 3, [2])
    document = normalise([first, page(2, REST, SHEET)])
    assert [row.flags for form in document.forms for row in form.indicators][2] == ("line_halved",)


def test_a_unit_alone_is_no_value_though_the_line_above_had_room() -> None:
    found = one_table(
        page(1, f"{BODY}\n 效益指标 | 社会效益 | 护理补贴¶标准 | ≥810", SHEET),
        page(2, "^ | ^ |  | 元/人/月\n 满意度指标 | 服务对象 | 群众满意度 | ≥90%", SHEET),
    )
    assert found[4] == "效益指标 | 社会效益 | 护理补贴标准 | ≥810元/人/月"


# 2. Two whole rows.


def test_rows_of_codes_and_amounts_that_fill_their_cells_are_not_glued() -> None:
    sheet = replace(BUDGET, widths=(1.5, 1, 1, 14, 6, 6))
    found = one_table(
        page(1, BUDGET_ROWS, sheet),
        page(
            2,
            "208 | 05 | 06 | 机关事业单位职业年金缴费支出 | 705,443.00 | 705,443.00\n210 | 11 | 01 | 行政单位医疗 | 99.00 | 99.00",
            sheet,
        ),
    )
    assert len(found) == 6
    assert found[4].startswith("208 | 05 | 06 | 机关事业单位职业年金缴费支出 | 705,443.00")


# 5. and 8. Cells over several rows.


def test_a_duty_target_over_two_rows_is_one_text() -> None:
    sheet = Sheet((4, 6, 9, 9, 6))
    head = "职责序号 | 部门职责 | 职责目标 | 绩效指标 | 年度指标值"
    above = (
        f"{head}\n1 | 综合管理 | 完成年度任务 | 会议次数 | ≥5次\n2 | 教育管理 | 落实各项教育惠民政 | 惠民项目 | ≥3项"
    )
    below = "^ | ^ | 策，办好民生实事 | 资助人数 | ≥90人\n3 | 安全管理 | 不出事故 | 检查次数 | ≥4次"
    found = one_table(page(1, above, sheet), page(2, below, sheet))
    assert found[2:4] == [
        "2 | 教育管理 | 落实各项教育惠民政策，办好民生实事 | 惠民项目 | ≥3项",
        "2 | 教育管理 | 落实各项教育惠民政策，办好民生实事 | 资助人数 | ≥90人",
    ]


def test_the_halves_of_a_label_are_one_label_at_any_width() -> None:
    found = one_table(
        page(1, f"{HEAD}\n产出 | 数量指标 | 修建公路 | ≥5公里\n ^ | 数量指标 | 修桥 | ≥5座", SHEET),
        page(2, "指标 | 质量指标 | 验收合格率 | ≥98%\n^ | 时效指标 | 按期完成率 | ≥95%", SHEET),
    )
    assert [row.split(" | ")[0] for row in found[1:]] == ["产出指标"] * 4


def test_a_whole_label_takes_in_no_label_behind_the_break() -> None:
    """It fills its cell, as the first half of a longer one would; but the forms know 总体目标 as it stands."""
    first = "部门名称 | 某局 | 预算 | 50万元\n总体¶目标 | 管好道路。¶修好桥梁。 | < | <"
    rest = "年度¶绩效 | 一级指标 | 二级指标 | 指标值\n^ | 产出指标 | 数量指标 | ≥5公里"
    sheet = Sheet((2, 10, 6, 6))
    found = one_table(page(1, first, sheet, above=TITLE), page(2, rest, sheet))
    assert [row.split(" | ")[0] for row in found] == ["部门名称", "总体目标", "年度绩效", "年度绩效"]


def test_equal_values_on_both_sides_stay_two() -> None:
    sheet = Sheet((6, 10, 6))
    found = one_table(
        page(1, "编号 | 名称 | 数\n甲 | 修路 | 5\n乙 | 架桥 | ", sheet), page(2, "乙 | 植树 | 7\n丙 | 挖井 | 8", sheet)
    )
    assert found[2:4] == ["乙 | 架桥 | ", "乙 | 植树 | 7"]


def test_two_numbers_on_two_lines_stay_two_and_a_cut_number_is_one() -> None:
    table = stitched(
        page(
            1,
            "科目 | 名称 | 金额\n208 | 合计 | 1,410,886.00¶705,443.00\n209 | 其他 | 12345678901234567¶345",
            Sheet((6, 10, 9)),
        )
    )[0]
    assert [table.by_row[row][2].text for row in (1, 2)] == ["1,410,886.00\n705,443.00", "12345678901234567345"]
    assert table.by_row[1][2].doubts == ("several_numbers",)


# What a break leaves on the page, and what stands around it.


def test_a_blank_strip_at_the_end_of_a_page_is_no_row() -> None:
    strip = replace(SHEET, open_bottom=True)
    assert len(one_table(page(1, f"{BODY}\n ^ |  |  | ", strip), page(2, REST, SHEET))) == WHOLE
    headed = f"{BODY}\n主要政策任务2：修路 | < | < | <\n |  |  | "
    found = one_table(page(1, headed, strip), page(2, f"{HEAD}\n产出指标 | 数量指标 | 修路 | ≥5公里", SHEET))
    assert found[4:6] == ["主要政策任务2：修路", HEAD]


def test_the_row_above_a_blank_strip_is_no_habit_of_the_table_and_its_label_has_no_room_left() -> None:
    """Its name is blank because the break cut it off: what other rows have says so. The label runs into the strip."""
    drawing = f"{BODY}\n^ | ^ |  | ≥12公里；不少\n^ | ^ |  | "
    grid = grid_of(1, drawing, replace(SHEET, open_bottom=True))
    table = begin((), grid, printed_cells(grid), RULES)
    shorter = without_blank_end(table)
    assert shorter.rows == table.rows - 1
    assert "≥12公里；不少" not in {cell.bare for cell in shorter.memory.recent}
    label, whole = (next(cell for cell in each.cells if cell.bare == "产出指标") for each in (shorter, table))
    assert whole.under - label.under == table.grid.ys[-1] - table.grid.ys[-2]


def test_text_that_runs_out_of_an_open_cell_belongs_to_it() -> None:
    """Chromium draws the last line of a label under the table's end; a foot note under a closed cell stays outside."""
    first = page(1, f"{HEAD}\n产出指 | 数量指标 | 修建公路 | ≥5公里", replace(SHEET, open_bottom=True))
    end = first.grids[0].ys[-1]
    with_line = replace(first, lines=(TextLine("标", 52.0, end - 2, 62.0, end + 8, SIZE),))
    found = one_table(with_line, page(2, "^ | 质量指标 | 验收合格率 | ≥98%", replace(SHEET, open_top=True)))
    assert [row.split(" | ")[0] for row in found[1:]] == ["产出指标", "产出指标"]
    two_lines = replace(
        first,
        lines=tuple(TextLine(text, 52.0, y, 62.0, y + 10, SIZE) for text, y in (("标", end - 2), ("值", end + 10))),
    )
    assert next(cell.text for cell in with_overflow(two_lines).grids[0].cells if cell.row == 1) == "产出指\n标\n值"
    closed = page(1, f"{HEAD}\n产出指 | 数量指标 | 修建公路 | ≥5公里", SHEET)
    assert with_overflow(replace(closed, lines=with_line.lines)).lines == with_line.lines


@pytest.mark.parametrize(
    ("x", "top", "text"), [(52.0, -2.0, "产出指标"), (64.0, -2.0, "产出指"), (52.0, 12.0, "产出指")]
)
def test_a_label_set_downwards_goes_on_in_its_own_line(x: float, top: float, text: str) -> None:
    """Chromium draws its last character under the table's end; one that stands beside the line or lower is not its."""
    tables = page(1, f"{HEAD}\n产出指 | 数量指标 | 修建公路 | ≥5公里", replace(SHEET, open_bottom=True))
    (grid,), end = tables.grids, tables.grids[0].ys[-1]
    down = TextLine("产出指", 52.0, end - 32, 62.0, end - 2, SIZE, way=1)
    cells = tuple(cell._replace(lines=(down,)) if cell.text == "产出指" else cell for cell in grid.cells)
    under = TextLine("标", x, end + top, x + 10, end + top + 10, SIZE)
    filled = with_overflow(replace(tables, grids=(replace(grid, cells=cells),), lines=(under,)))
    assert next(cell.text for cell in filled.grids[0].cells if cell.row == 1) == text
    assert bool(filled.lines) == (text == "产出指")


def test_a_row_of_a_name_alone_is_the_rest_of_a_row() -> None:
    first = f"{HEADER}\n208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200\n208 | 05 |  | 机关事业单位基本养老保险缴费 | 3,200 | 3,200"
    found = one_table(
        page(1, first, BUDGET), page(2, " |  |  | 支出 |  | \n210 |  |  | 卫生健康支出 | 4,668 | 4,668", BUDGET)
    )
    assert found[4] == "208 | 05 |  | 机关事业单位基本养老保险缴费支出 | 3,200 | 3,200"


def test_a_closing_row_is_no_rest_of_the_row_above_the_break() -> None:
    first = f"{HEADER}\n221 |  |  | 住房保障 | 8,247 |"
    found = one_table(page(1, first, BUDGET), page(2, " |  |  | 合计 | 46,644 | 16,528", BUDGET))
    assert [row.split(" | ")[3] for row in found[3:]] == ["住房保障", "合计"]


# Doubts.


FULL = replace(SHEET, widths=(6, 6, 8, 6))
HEADED = f"项目名称 | 甲 | 主管部门 | 乙\n{BODY}"
TITLE = ["项目支出绩效目标表"]


def test_a_doubt_is_on_both_rows_with_the_other_reading() -> None:
    """Both last lines are full by chance or by a cut: nothing else tells."""
    document = normalise([
        page(1, f"{HEADED}\n ^ | ^ | 质量 | 提升\n ^ | ^ | 环境 | 提升\n ^ | ^ | 居民生活环境质量 | 持续稳步提升", FULL, above=TITLE),
        page(2, "^ | ^ | 明显改善 | 较上年好\n满意度指标 | 服务对象 | 群众满意度 | ≥90%", FULL),
    ])  # fmt: skip
    told = [finding for finding in document.findings if finding.code == "join_doubtful"]
    assert told
    assert all("else it reads as" in finding.message for finding in told)
    flagged = [row for form in document.forms for row in form.indicators if "join_doubtful" in row.flags]
    assert flagged
    assert all(row.other_reading for row in flagged)


def test_a_doubt_about_a_label_beside_no_indicator_is_told_too() -> None:
    """No row of an indicator carries it: it stands in a form's head, or in a table of no known form."""
    first = "部门名称 | 某局 | 预算 | 50万元\n重点¶任务 | 管好道路。¶修好桥梁。 | < | <"
    rest = "分类¶目录 | 名称 | 数量 | 单价\n^ | 路灯 | 30 | 12.50"
    sheet = Sheet((2, 10, 6, 6))
    document = normalise([page(1, first, sheet, above=TITLE), page(2, rest, sheet)])
    assert any("else it reads as two labels: [重点任务]" in finding.message for finding in document.findings)


def test_no_text_depends_on_the_order_of_the_tables() -> None:
    """A blank that a wrap swallowed is put back by what the whole document prints, before the table or behind it."""
    sheet = Sheet((10, 10))
    wrapped = "主题 | 内容\n活动 | 巾帼心向党¶奋进新征程"
    inside = "主题 | 活动内容\n名称 | 巾帼心向党 奋进新征程"
    for drawings in ((wrapped, inside), (inside, wrapped)):
        pages = [page(n, drawing, sheet, above=[f"表{n} 活动表"]) for n, drawing in enumerate(drawings, 1)]
        assert {table.by_row[1][1].text for table in stitched(*pages)} == {"巾帼心向党 奋进新征程"}


def test_rejoining_can_be_switched_off() -> None:
    rules = replace(RULES, row_cut=NEVER_CUT)
    pages = [
        page(1, f"{BODY}\n效益指标 | 社会效益 | 家庭经济困难学生资 | ≥12个", SHEET),
        page(2, "^ | ^ | 助标准 | 月", SHEET),
    ]
    (table,) = stitch(pages, rules)
    assert table.rows == 6
