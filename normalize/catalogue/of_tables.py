"""Findings about tables, page breaks and forms."""

from collections.abc import Mapping

from jixiao.normalize.catalogue.kind import (
    INFO,
    LOOK,
    LOOK_ZH,
    NOTHING,
    NOTHING_ZH,
    PAGE,
    PAGE_ZH,
    WARNING,
    Kind,
)

OF_TABLES: Mapping[str, Kind] = {
    # Tables and page breaks.
    "table_unknown": Kind(INFO, "no known form; delivered as printed", "不是已知表式，按原样输出", NOTHING, NOTHING_ZH),
    "box_no_table": Kind(INFO, "a ruled box is not delivered as a table", "线框不是表格，未输出", NOTHING, NOTHING_ZH),
    "table_not_joined": Kind(
        WARNING,
        "not joined to the table before it, whose columns it has",
        "与前表同列而未相接",
        "look at the page break: jixiao inspect FILE --page N --seam",
        "查看换页处：jixiao inspect FILE --page N --seam",
    ),
    "join_doubtful": Kind(
        WARNING,
        "the signs at the page break are weak",
        "换页处迹象不足",
        "look at the page break: jixiao inspect FILE --page N --seam",
        "查看换页处：jixiao inspect FILE --page N --seam",
    ),
    "several_numbers": Kind(
        WARNING,
        "a cell holds several numbers, one a line: rows may stand in it without a rule between",
        "一格内多行数字，可能是无线分隔的多行",
        LOOK,
        LOOK_ZH,
    ),
    "drawn_in_cell": Kind(
        WARNING,
        "a picture, an outline or a pen's stroke stands in a cell of this row, and is not read",
        "该行单元格内有图片、描边或笔画，未读入",
        LOOK,
        LOOK_ZH,
    ),
    "line_through_text": Kind(
        WARNING,
        "a line runs through a text of this row: whether it strikes it out is a guess",
        "有线条穿过该行文字，是否划去存疑",
        LOOK,
        LOOK_ZH,
    ),
    "line_halved": Kind(
        WARNING,
        "the page's end cuts a line of this row in its middle: the next page may show it once more",
        "页末将该行一行文字从中切开，下页可能重复",
        LOOK,
        LOOK_ZH,
    ),
    "text_cut_off": Kind(
        WARNING,
        "a text of this row runs into the lower border, its line full and its sentence open: "
        "the printer may have left out the rest",
        "该行某格文字顶到下边框，行满而句未完，其余可能未印出",
        LOOK,
        LOOK_ZH,
    ),
    "text_painted_apart": Kind(
        WARNING,
        "a part of a text of this row was painted apart from the rest of its cell: "
        "it may belong to the row over or under it",
        "该行某格文字有一部分与同格其余文字分开绘制，可能属于上一行或下一行",
        LOOK,
        LOOK_ZH,
    ),
    "struck_out": Kind(
        WARNING,
        "a text of this row is struck out and was left out",
        "该行有划去的文字，未读入",
        LOOK,
        LOOK_ZH,
    ),
    "form_not_recognised": Kind(
        WARNING,
        "the title or labels of a known form, and the form was not recognised",
        "有已知表式的标题或标签，但未能识别",
        "see why with: jixiao forms explain FILE; a template of your own may name its columns",
        "用 jixiao forms explain FILE 查看原因；可自建表式模板",
    ),
    "several_values": Kind(
        WARNING,
        "a cell holds several values, one a line: rows may stand in it without a rule between",
        "一格内多行指标值，可能是无线分隔的多行",
        LOOK,
        LOOK_ZH,
    ),
    "footnote_mark": Kind(
        INFO,
        "a raised mark of a footnote stands in this row; it is no part of the text",
        "该行有脚注上标，未计入文字",
        NOTHING,
        NOTHING_ZH,
    ),
    # Forms.
    "match_weak": Kind(
        WARNING,
        "the form was recognised by few of its labels",
        "表式匹配度低",
        "see why with: jixiao forms explain FILE",
        "用 jixiao forms explain FILE 查看原因",
    ),
    "column_sets_unnamed": Kind(
        WARNING,
        "the columns come more than once side by side and no label says what sets them apart; "
        "each set gives rows of its own",
        "指标列并排出现多组而无组名，各组分别成行",
        PAGE,
        PAGE_ZH,
    ),
    "columns_unplaced": Kind(
        WARNING,
        "columns with no place in the output; they are kept in fields",
        "有列无对应输出，保留在 fields",
        "name them in a template: jixiao forms explain FILE",
        "在模板中为其命名：jixiao forms explain FILE",
    ),
    "form_matched": Kind(INFO, "", "", NOTHING, NOTHING_ZH),
    "year_inferred": Kind(INFO, "no year is printed on the first pages", "首页未印年度", NOTHING, NOTHING_ZH),
    "publisher_inferred": Kind(
        INFO, "no publisher is printed on the first pages", "首页未印发布单位", NOTHING, NOTHING_ZH
    ),
    "text_without_label": Kind(
        INFO, "kept in fields without a label", "无标签文字，保留在 fields", NOTHING, NOTHING_ZH
    ),
    "text_misplaced": Kind(
        WARNING,
        "text among the indicators or beside a label of the head that no row or field took; "
        "kept in fields without a label",
        "指标行间或表头标签旁的文字未归入任何行，保留在 fields",
        LOOK,
        LOOK_ZH,
    ),
    "text_parted": Kind(
        WARNING,
        "a rule parts this text of the head from the one above, where no sentence ends: one text, or two",
        "表头该段文字与上一格之间有线而句未完：或本为一段",
        LOOK,
        LOOK_ZH,
    ),
    "row_joined": Kind(
        INFO, "the row was cut by a page break and rejoined", "该行被换页切断，已接合", NOTHING, NOTHING_ZH
    ),
    "label_carried": Kind(
        INFO, "a label of this row is printed on another page or row", "该行标签印在他页或他行", NOTHING, NOTHING_ZH
    ),
    "label_missing": Kind(
        WARNING,
        "the outermost label of this row is blank, and no label above goes on",
        "该行最外层标签为空，上方亦无可承接",
        LOOK,
        LOOK_ZH,
    ),
    "label_split": Kind(
        WARNING,
        "a label of this row stands in two halves, one over the rows beside it",
        "该行标签被分成两半，分列相邻各行",
        LOOK,
        LOOK_ZH,
    ),
    "indicator_missing": Kind(
        WARNING, "a value without the name of an indicator (三级指标)", "有指标值而无三级指标", LOOK, LOOK_ZH
    ),
    "value_missing": Kind(WARNING, "an indicator without a value (指标值)", "有三级指标而无指标值", LOOK, LOOK_ZH),
    "figure_shared": Kind(
        INFO,
        "a figure of this row stands in a cell that spans rows: it is theirs together",
        "该行数字为数行合用",
        NOTHING,
        NOTHING_ZH,
    ),
    "value_unread": Kind(WARNING, "part of the value was not understood", "指标值有部分未能识别", LOOK, LOOK_ZH),
}
