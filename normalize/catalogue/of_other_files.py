"""Findings about what files that are no PDF do to tables."""

from collections.abc import Mapping

from jixiao.normalize.catalogue.kind import (
    ERROR,
    INFO,
    LOOK,
    LOOK_ZH,
    NOTHING,
    NOTHING_ZH,
    WARNING,
    Kind,
)

OF_OTHER_FILES: Mapping[str, Kind] = {
    "table_incomplete": Kind(
        ERROR,
        "the file has a table of which nothing stands in it, or not the end: rows are missing",
        "文件中有未转换出内容或内容不完整的表格，存在缺失的行",
        "convert the original file again, or read its page there",
        "重新转换原文件，或查看原文件的该页",
    ),
    "picture_left_out": Kind(
        WARNING,
        "a picture stands here, and nothing in it was read: a form may be one",
        "此处为图片，其中内容未读取，可能有表",
        "look at the original page; convert a PDF or a scan of it",
        "查看原页；可转换其 PDF 或扫描件",
    ),
    "rows_without_headers": Kind(
        ERROR,
        "rows of indicators stand under no headers that are known: they are missing, or among the fields",
        "有指标行上方无可识别的表头，缺失或仅列于 fields",
        "look at the file: headers may be lost or misread",
        "查看原文件，表头可能丢失或有误",
    ),
    "markup_unread": Kind(
        WARNING,
        "a text of this row holds marks of LaTeX that are not known, as they are written",
        "该行文字含未识别的 LaTeX 标记，按原样保留",
        LOOK,
        LOOK_ZH,
    ),
    "texts_repeated": Kind(
        INFO,
        "the file writes the text of a cell that spans places in each of them; beside rows of data it was taken once",
        "文件在合并单元格所占各格重复文字，数据行以外只取一次",
        NOTHING,
        NOTHING_ZH,
    ),
    "formula_unread": Kind(
        WARNING,
        "a cell holds a formula, and the file does not keep what it comes to; the formula stands as text",
        "单元格为公式且文件未保存其结果，按公式文字输出",
        LOOK,
        LOOK_ZH,
    ),
    "markup_read": Kind(
        INFO,
        "a text of this row was written in LaTeX and reads as the signs that it prints",
        "该行文字含 LaTeX 标记，按其所印符号读取",
        NOTHING,
        NOTHING_ZH,
    ),
    "row_realigned": Kind(
        INFO,
        "the cells of this row stood in other columns in the file; what they hold fits in no other way",
        "文件中该行各格错列，已按内容归位，别无他解",
        LOOK,
        LOOK_ZH,
    ),
    "columns_doubtful": Kind(
        WARNING,
        "the cells of this row fit into its columns in more than one way, or in none",
        "该行各格归列不唯一，或无法归列",
        LOOK,
        LOOK_ZH,
    ),
    "cut_rejoined": Kind(
        INFO,
        "the file parts this row at a page's end; its halves were put together",
        "文件在换页处将该行断开，已接合",
        LOOK,
        LOOK_ZH,
    ),
    "cut_doubtful": Kind(
        WARNING,
        "the file has a gap here: whether this row goes on behind it is a guess",
        "文件此处中断，该行是否跨页延续存疑",
        LOOK,
        LOOK_ZH,
    ),
    "chars_doubled": Kind(
        WARNING,
        "characters stood twice where a page ended; they were kept once",
        "换页处文字重复，只保留一次",
        LOOK,
        LOOK_ZH,
    ),
    "blanks_removed": Kind(
        INFO,
        "a blank inside a word, or inside a known label, was taken for a wrap of the printed line",
        "词内或已知标签内的空格按换行处理",
        LOOK,
        LOOK_ZH,
    ),
    "blank_doubtful": Kind(
        WARNING,
        "a blank stands between Chinese characters: whether it is printed, or a wrap of the line, is a guess",
        "汉字之间有空格，是原文所有还是换行所致存疑",
        LOOK,
        LOOK_ZH,
    ),
    "label_moved": Kind(
        INFO, "a label stood on a later row of those that it is over", "标签所在行并非其所辖首行", NOTHING, NOTHING_ZH
    ),
    "label_by_position": Kind(
        WARNING,
        "a label of this row is taken from a row above, and the file does not say how far that reaches",
        "该行标签取自上方，而文件未说明其范围",
        LOOK,
        LOOK_ZH,
    ),
}
