"""Where a table ends and the next begins: over page breaks, under one another, in one frame, beside each other."""

from dataclasses import replace

import pytest

from jixiao.normalize.document import normalise
from tests.pages import PAGE_HEIGHT, Sheet, grid_of, page, text_page
from tests.stitching import BODY, BUDGET, BUDGET_ROWS, FORM, HEAD, HEADER, REST, SHEET, WHOLE, one_table, stitched

# 3. The rest of a table.


@pytest.mark.parametrize(
    "between", ["续表", "（续上表）", "续表1", "（接上页）", "项目支出绩效目标表（续）", "表1-3（续表）"]
)
def test_a_mark_of_continuation_joins(between: str) -> None:
    assert (
        len(one_table(page(1, BODY, SHEET, above=["项目支出绩效目标表"]), page(2, REST, SHEET, above=[between])))
        == WHOLE
    )


def test_the_head_of_a_form_may_end_where_its_amounts_begin() -> None:
    """Rows of money kept together go to a page of their own: they look like a budget's, but the form has a title."""
    head = "部门名称 | 某局 | < | < | <"
    money = "主要任务 | 任务名称 | 总额 | 财政拨款 | 其他资金"
    rows = [f"^ | 修路{number} | 1,200.00 | 1,000.00 | 200.00" for number in range(9)]
    columns = (8, 8, 8, 8, 8)
    first = page(1, head, Sheet(columns), above=["部门整体支出绩效目标表"])
    second = page(2, "\n".join([money, *rows]), Sheet(columns, left=70.0))
    assert len(one_table(first, second)) == 11
    budget = page(1, "单位名称 | 某局 | < | < | <", Sheet(columns), above=["收支预算总表"])
    assert [table.rows for table in stitched(budget, second)] == [1, 10]


def test_a_note_under_the_first_part_does_not_end_the_table() -> None:
    assert len(one_table(page(1, BODY, SHEET, below=["注：指标值含上年结转项目。"]), page(2, REST, SHEET))) == WHOLE


def test_mirrored_margins_move_the_second_part() -> None:
    assert len(one_table(page(1, BODY, SHEET), page(2, REST, replace(SHEET, left=70.0)))) == WHOLE


def test_a_page_without_tables_between_the_parts() -> None:
    assert len(one_table(page(1, BODY, SHEET), text_page(2), page(3, REST, SHEET))) == WHOLE


def test_a_landscape_second_part_has_other_widths() -> None:
    turned = Sheet((9, 9, 20, 11), page_width=PAGE_HEIGHT)
    assert len(one_table(page(1, BODY, SHEET), page(2, REST, turned))) == WHOLE
    assert len(one_table(page(1, BODY, SHEET), page(2, f"{HEAD}\n{REST}", turned))) == WHOLE


def test_another_table_with_as_many_columns_is_another_table() -> None:
    turned = Sheet((9, 9, 20, 11), page_width=PAGE_HEIGHT)
    assert len(stitched(page(1, BODY, SHEET), page(2, "序号 | 单位 | 内容 | 金额\n1 | 甲 | 乙 | 5", turned))) == 2


def test_the_right_half_of_the_sheet_goes_on_with_the_left() -> None:
    left, right = page(1, BODY, SHEET), grid_of(1, f"{HEAD}\n{REST}", replace(SHEET, left=350.0))
    assert len(one_table(replace(left, page=1, width=PAGE_HEIGHT, grids=(left.grids[0], right)))) == WHOLE


def test_a_title_of_its_own_begins_a_new_table() -> None:
    tables = stitched(page(1, BODY, SHEET), page(2, f"{HEAD}\n{REST}", SHEET, above=["部门整体支出绩效目标表"]))
    assert [table.rows for table in tables] == [4, 3]


def test_a_title_of_the_next_year_is_no_running_head_and_a_page_number_in_one_is() -> None:
    this, following = ([f"{year}年收入预算总表", "单位：元"] for year in (2024, 2025))
    assert [t.rows for t in stitched(page(1, BUDGET_ROWS, BUDGET, this), page(2, BUDGET_ROWS, BUDGET, following))] == [
        4,
        4,
    ]
    heads = ([f"2024年预算公开 第{number}页"] for number in (1, 2))
    assert len(stitched(*(page(n, BUDGET_ROWS, BUDGET, above) for n, above in enumerate(heads, 1)))) == 1


@pytest.mark.parametrize(("title", "tables"), [("2024年支出预算总表", 2), ("2024年收入预算总表", 1)])
def test_a_title_that_pages_repeat_from_here_on_is_the_next_table_s(title: str, tables: int) -> None:
    """A workbook repeats each table's title on its pages, in one place: none is a running head of all the document."""
    titles = ["2024年收入预算总表"] * 2 + [title] * 2
    pages = (page(n, BUDGET_ROWS, BUDGET, [over, "单位：元"]) for n, over in enumerate(titles, 1))
    assert len(stitched(*pages)) == tables


def test_the_same_title_over_another_department_begins_a_new_table() -> None:
    over = ["年度整体绩效目标表"]
    tables = stitched(
        page(1, BODY, SHEET, above=[*over, "部门名称：甲局"]),
        page(2, f"{HEAD}\n{REST}", SHEET, above=[*over, "部门名称：乙局"]),
    )
    assert len(tables) == 2


def test_a_part_that_is_not_joined_is_told_with_both_tables() -> None:
    document = normalise(
        [
            page(1, f"项目名称 | 甲 | 主管部门 | 乙\n{BODY}", SHEET, above=["项目支出绩效目标表"]),
            page(2, REST, SHEET, above=["其他有关说明文字"]),
        ]
    )
    told = [finding for finding in document.findings if finding.code in ("table_not_joined", "join_doubtful")]
    assert told
    assert all(finding.severity == "warning" for finding in told)


# 4. A header of several rows.


def test_a_repeated_header_of_several_rows_leaves_no_row_behind() -> None:
    first = f"{HEADER}\n208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200\n208 | 08 | 01 | 死亡抚恤 | 1,200,000 | "
    found = one_table(
        page(1, first, BUDGET), page(2, f"{HEADER}\n210 |  |  | 卫生健康支出 | 4,668,000 | 4,668,000", BUDGET)
    )
    assert found[3:] == [
        "208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200",
        "208 | 08 | 01 | 死亡抚恤 | 1,200,000 | ",
        "210 |  |  | 卫生健康支出 | 4,668,000 | 4,668,000",
    ]


# 7. Forms that stand in their own frames.


def test_forms_of_a_page_each_with_the_title_in_the_frame_are_parted() -> None:
    tables = stitched(page(1, FORM.format(name="修路"), SHEET), page(2, FORM.format(name="架桥"), SHEET))
    assert [(table.rows, table.by_row[1][1].text) for table in tables] == [(4, "修路"), (4, "架桥")]


def test_forms_under_one_another_in_one_frame_are_parted() -> None:
    both = FORM.format(name="修路") + FORM.format(name="架桥")
    assert [table.by_row[1][1].text for table in stitched(page(1, both, SHEET))] == ["修路", "架桥"]
    tail = "^ | 质量指标 | 合格率 | ≥98%" + FORM.format(name="架桥")
    tables = stitched(page(1, FORM.format(name="修路"), SHEET), page(2, tail, SHEET))
    assert [table.rows for table in tables] == [5, 4]


def test_print_titles_that_hold_the_form_head_are_repeated_and_no_new_form() -> None:
    form = FORM.format(name="修路")
    head = "\n".join(form.splitlines()[:4])
    assert len(one_table(page(1, form, SHEET), page(2, f"{head}\n效益指标 | 社会效益 | 受益居民 | ≥100户", SHEET))) == 5


# Tables under one another, and what begins again.


def test_budget_tables_under_one_another_are_parted_by_their_titles() -> None:
    title = "2024年政府性基金预算支出表 | < | < | < | < | <"
    first = f"2024年收入预算总表 | < | < | < | < | <\n{HEADER}\n208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200"
    second = f"{title}\n项目 | < | < | < | 金额 | <\n1 | < | < | < | 300 | <"
    tables = stitched(page(1, f"{first}\n{second}", BUDGET))
    assert [(table.rows, len(table.xs) - 1) for table in tables] == [(5, 6), (3, 2)]
    assert len(stitched(page(1, first, BUDGET), page(2, second, BUDGET))) == 2


def test_budget_tables_of_the_same_columns_are_parted_by_a_title_over_headers() -> None:
    """Printed without a gap, the next table shares a border with the one above; a title amid words does not part."""
    first = f"2024年收入预算总表 | < | < | < | < | <\n{HEADER}\n208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200"
    second = first.replace("收入", "支出")
    assert [table.rows for table in stitched(page(1, f"{first}\n{second}", BUDGET))] == [5, 5]
    remark = f"{first}\n见附表 | < | < | < | < | <\n208 | 05 | 02 | 事业单位离退休 | 900 | 900"
    assert [table.rows for table in stitched(page(1, remark, BUDGET))] == [7]


def test_codes_that_begin_again_begin_a_table_or_are_a_doubt() -> None:
    rows = "\n".join(f"{code} | 05 | 01 | 科目{code}支出 | 1,200 | 1,200" for code in (205, 208, 210, 213))
    again = page(2, f"{HEADER}\n201 | 01 | 01 | 行政运行支出 | 300 | 300", BUDGET)
    tables = stitched(page(1, f"{HEADER}\n{rows}", BUDGET), again)
    assert len(tables) == 2 or any(seam.doubtful for seam in tables[0].seams)


def test_the_first_task_after_others_begins_a_form_although_its_head_is_the_same() -> None:
    head = "专项资金名称 | 科技资金 | < | <\n主要政策任务1：业务费 | < | < | <"
    first = f"{head}\n{HEAD}\n产出指标 | 数量指标 | 修路 | ≥5公里\n主要政策任务2：补助 | < | < | <\n{HEAD}\n产出指标 | 数量指标 | 架桥 | ≥2座"
    second = f"{head}\n{HEAD}\n产出指标 | 数量指标 | 植树 | ≥9株"
    assert [table.rows for table in stitched(page(1, first, SHEET), page(2, second, SHEET))] == [7, 4]


def test_a_row_of_totals_that_a_budget_begins_with_stands_under_no_label() -> None:
    sheet = replace(BUDGET, widths=(10, *BUDGET.widths[1:]))
    head = "单位名称 | 类 | 款 | 科目名称 | 合计 | 金额"
    rest = "区委办公室 | 201 |  | 一般公共服务 | 700 | 700\n^ | 201 | 01 | 行政运行 | 700 | 700"
    found = one_table(page(1, f"{head}\n |  |  | 合计 | 1,900 | 1,900", sheet), page(2, f"{head}\n{rest}", sheet))
    assert found[1].startswith(" |  |  | 合计")


def test_totals_behind_totals_begin_a_table_and_a_closing_row_alone_does_not() -> None:
    first = f"{HEADER}\n208 | 05 | 01 | 行政单位离退休 | 1,200 | 1,200\n合计 | < | < | < | 1,200 | 1,200"
    second = f"{HEADER}\n |  |  | 合计 | 300 | 300\n201 | 01 | 01 | 行政运行 | 300 | 300"
    assert len(stitched(page(1, first, BUDGET), page(2, second, BUDGET))) == 2
    rows_only = first.rsplit("\n", 1)[0]
    assert (
        len(stitched(page(1, rows_only, BUDGET), page(2, f"{HEADER}\n合计 | < | < | < | 1,200 | 1,200", BUDGET))) == 1
    )


STRATEGY = "战略目标 | 事业发展，社会进步 | < | <\n指标 | 序号 | 指标 | 年度指标值\n^ "


@pytest.mark.parametrize(("above", "count"), [(STRATEGY, 2), ("服务指标", 1)])
def test_numbers_that_begin_again_behind_labels_that_come_again_begin_a_table(above: str, count: int) -> None:
    """Behind another label they count that label's rows."""
    sheet = Sheet((4, 4, 10, 6))
    first = f"{STRATEGY} | 1 | 美在家庭创建 | ≥88户\n^ | 2 | 法律明白人 | ≥70%"
    second = f"{above} | 1 | 示范社区创建 | ≥2个\n^ | 2 | 家庭教育 | ≥9场"
    assert len(stitched(page(1, first, sheet), page(2, second, sheet))) == count


@pytest.mark.parametrize(("repeated", "count"), [(3, 1), (2, 2)])
def test_other_headers_than_were_repeated_before_begin_a_table(repeated: int, count: int) -> None:
    """A printer repeats the same rows on every page; the next budget of the same columns has fewer over it."""
    head = HEADER.strip().splitlines()
    row = "20{} | 01 | {} | 科目{}支出 | 1,200 | 1,200"
    bodies = [[row.format(n, 10 + each, each) for each in range(count)] for n, count in ((1, 6), (3, 3), (5, 9))]
    bodies[1].append(" |  |  | 合计 | 3,600 | 3,600")
    heads = (head, head, head[-repeated:])
    pages = [
        page(n, "\n".join([*over, *body]), BUDGET) for n, (over, body) in enumerate(zip(heads, bodies, strict=True), 1)
    ]
    assert len(stitched(*pages)) == count


@pytest.mark.parametrize(
    ("repeats", "first", "tables"),
    [(False, "合计", 2), (False, "01", 1), (True, "小计", 1)],
    ids=["a total again, under headers", "neither", "headers on every page"],
)
def test_a_total_that_comes_again_under_headers_that_did_not_begins_a_table(
    repeats: bool, first: str, tables: int
) -> None:
    """Two budgets of one title and the same columns: only what the first pages showed tells them apart."""
    head, *rows = BUDGET_ROWS.strip().splitlines()
    total = f"{first} |  |  | 支出 | 3,069,422.00 | 3,069,422.00"
    over = ([head, total.replace(first, "合计")], [head] if repeats else [], [head, total])
    bodies = (rows, rows, rows * 2)
    pages = [page(n, "\n".join([*a, *b]), BUDGET) for n, (a, b) in enumerate(zip(over, bodies, strict=True), 1)]
    assert len(stitched(*pages)) == tables


def test_numbers_that_begin_again_begin_a_table() -> None:
    sheet = Sheet((4, 6, 9, 9, 6))
    head = "职责序号 | 部门职责 | 职责目标 | 绩效指标 | 年度指标值"
    rows = "\n".join(f"{n} | 职责{n} | 目标{n} | 指标{n} | ≥{n}次" for n in range(1, 5))
    assert [table.rows for table in stitched(page(1, f"{head}\n{rows}", sheet), page(2, f"{head}\n{rows}", sheet))] == [
        5,
        5,
    ]


@pytest.mark.parametrize(
    ("first_row", "tables", "why"),
    [
        ("功能分类科目 | < | < | < | 本年支出 | <", 2, "headers merged over columns of numbers"),
        ("二、其他各项 | < | < | < | < | <", 1, "a heading within the table"),
        ("小计 | < | < | < | 1,204.00 | 806.00", 1, "a row of amounts under a merged name"),
        ("208 | 05 | 06 | 职业年金缴费 | 705,443.00 | 705,443.00", 1, "a row"),
    ],
)
def test_headers_merged_over_numbers_begin_a_table_without_a_title(first_row: str, tables: int, why: str) -> None:
    """As wide as the one before, which ended in its total: only the words where numbers stood tell."""
    below = (
        f"{first_row}\n类 | 款 | 项 | 科目名称 | 合计 | 其中：拨款\n201 | 01 | 01 | 行政运行 | 88,410.00 | 88,410.00"
    )
    below += "".join(f"\n201 | 01 | 0{number} | 机关服务 | 1,204.00 | 806.00" for number in range(2, 6))
    above = f"{BUDGET_ROWS}\n合计 | < | < | < | 3,069,422.00 | 3,069,422.00"
    if tables == 1:
        above, below = BUDGET_ROWS, f"{first_row}\n208 | 99 | 01 | 行政运行 | 88,410.00 | 88,410.00"
    found = stitched(page(1, above, BUDGET), page(2, below, BUDGET))
    assert len(found) == tables, why


def test_headers_merged_over_a_form_s_own_rows_of_money_begin_no_table() -> None:
    """A self-evaluation goes on with its goals and indicators."""
    above = f"{BUDGET_ROWS}\n小计 | < | < | < | 3,069,422.00 | 3,069,422.00"
    below = "年度总体目标 | < | < | 预期目标 | 实际完成情况 | <\n^ | < | < | 按计划完成 | 按时序推进 | <"
    below += "\n产出指标 | < | < | 修建公路 | ≥5公里 | 5公里\n效益指标 | < | < | 受益居民 | ≥100户 | 98户"
    assert len(stitched(page(1, above, BUDGET), page(2, below, BUDGET))) == 1
