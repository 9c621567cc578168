"""Findings of the proofs: of reading, and checks that failed; what persons put right, and second opinions."""

from collections.abc import Mapping

from jixiao.normalize.catalogue.kind import (
    ERROR,
    INFO,
    LOOK,
    LOOK_ZH,
    NOTHING,
    NOTHING_ZH,
    PAGE,
    PAGE_ZH,
    SUM,
    SUM_ZH,
    WARNING,
    Kind,
)

OF_PROOFS: Mapping[str, Kind] = {
    # The proof of reading: pages, characters of each, texts of the cells, in and out.
    "pages_unaccounted": Kind(
        ERROR, "the pages that were read are not those that the file has", "读出的页与文件所含的页不一致", PAGE, PAGE_ZH
    ),
    "text_unaccounted": Kind(
        ERROR,
        "the characters in the page's cells and lines are not those that its file holds",
        "页面各单元格与行中的字符与文件所存不一致",
        PAGE,
        PAGE_ZH,
    ),
    "text_lost": Kind(
        ERROR,
        "a text that a table prints stands in no row, field or table of the output",
        "表格中印有的文字未出现在任何输出中",
        LOOK,
        LOOK_ZH,
    ),
    "text_not_printed": Kind(
        ERROR, "a text of the output is printed in no cell", "输出中的文字未见于任何单元格", LOOK, LOOK_ZH
    ),
    "text_of_another_row": Kind(
        ERROR,
        "a text of this row is printed beside other rows only",
        "该行文字只印在他行",
        LOOK,
        LOOK_ZH,
    ),
    # Checks that failed: the detail says what was printed and what was counted.
    "task_numbers": Kind(ERROR, "", "", SUM, SUM_ZH),
    "duty_numbers": Kind(ERROR, "", "", SUM, SUM_ZH),
    "indicator_numbers": Kind(ERROR, "", "", SUM, SUM_ZH),
    "task_total": Kind(WARNING, "", "", SUM, SUM_ZH),
    "fund_budget": Kind(ERROR, "", "", SUM, SUM_ZH),
    "code_total": Kind(WARNING, "", "", SUM, SUM_ZH),
    "weights": Kind(WARNING, "", "", SUM, SUM_ZH),
    "scores": Kind(ERROR, "", "", SUM, SUM_ZH),
    "execution_rate": Kind(WARNING, "", "", SUM, SUM_ZH),
    "parts": Kind(WARNING, "", "", SUM, SUM_ZH),
    "units": Kind(WARNING, "", "", SUM, SUM_ZH),
    "funds_total": Kind(ERROR, "", "", SUM, SUM_ZH),
    "task_count": Kind(ERROR, "", "", SUM, SUM_ZH),
    "contents": Kind(ERROR, "", "", SUM, SUM_ZH),
    "contents_pages": Kind(WARNING, "", "", SUM, SUM_ZH),
    "page_numbers": Kind(
        WARNING, "pages may be missing, double or out of order", "可能缺页、重页或乱页", PAGE, PAGE_ZH
    ),
    "forms_double": Kind(WARNING, "a page may stand twice in the file", "可能有页重复", PAGE, PAGE_ZH),
    "rows_double": Kind(WARNING, "a page may stand twice in the file", "可能有页重复", PAGE, PAGE_ZH),
    "levels": Kind(WARNING, "rows may be missing", "可能缺行", SUM, SUM_ZH),
    "sum_open": Kind(
        INFO,
        "checks of this form failed, so its rows carry this flag",
        "该表有未通过的核对，其各行带此标记",
        NOTHING,
        NOTHING_ZH,
    ),
    # Corrections: what persons put right.
    "corrected": Kind(INFO, "a person put this row right", "该行已由人工更正", NOTHING, NOTHING_ZH),
    "row_deleted": Kind(INFO, "a person deleted a row", "人工删除了一行", NOTHING, NOTHING_ZH),
    "correction_unfit": Kind(
        WARNING,
        "a correction does not fit and was not carried out",
        "一条更正与原文不符，未执行",
        "compare it with the page; correct it, or take it out of its file",
        "对照页面，修改该条更正或将其删除",
    ),
    # A second opinion.
    "engines_differ": Kind(WARNING, "camelot's own reading differs", "camelot 读法不同", LOOK, LOOK_ZH),
}
