"""Every finding: its code, how much it matters, what it says and what to do next, in English and Chinese.

The docs page and README's table are made from this module; a test holds that every code is raised by a test.
"""

from collections.abc import Mapping
from typing import NamedTuple

from jixiao.normalize.records import Finding, Place, Severity
from jixiao.normalize.values.doubts import DOUBTS

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

LOOK, LOOK_ZH = "compare the row with its place on the page", "对照该行在页面上的位置"
PAGE, PAGE_ZH = "compare the page with what was read from it", "对照页面与读出的内容"
SUM, SUM_ZH = (
    "look at both numbers on the page: a row may be lost, or the source is wrong",
    "对照页面上的两个数：可能缺行，也可能原文有误",
)
NOTHING, NOTHING_ZH = "nothing", "无需处理"


class Kind(NamedTuple):
    """What a finding with one code says. ``says`` stands before the detail; a check's detail says all."""

    severity: Severity
    says: str
    says_zh: str
    next_step: str
    next_step_zh: str


CATALOGUE: Mapping[str, Kind] = {
    # What was read from the pages.
    "page_engine": Kind(INFO, "read by another engine than the first", "该页由备用引擎读取", NOTHING, NOTHING_ZH),
    "page_turned": Kind(INFO, "the page was turned before it was read", "该页旋转后读取", NOTHING, NOTHING_ZH),
    "text_hidden": Kind(
        INFO,
        "characters that a person cannot see were left out",
        "看不见的字符未读入",
        NOTHING,
        NOTHING_ZH,
    ),
    "text_dropped": Kind(
        WARNING, "some text could not be turned into characters", "部分文字无法转成字符", PAGE, PAGE_ZH
    ),
    "text_unreadable": Kind(
        ERROR,
        "a font does not say which characters it draws, or says it wrongly",
        "字体未说明所绘字符，或说明有误",
        "read the page by OCR, or ask for another file",
        "用 OCR 读取该页，或换一份文件",
    ),
    "file_repaired": Kind(
        WARNING,
        "the file is damaged and was repaired to be read",
        "文件损坏，修复后读取",
        "download it again, and compare the page counts",
        "重新下载，并核对页数",
    ),
    "page_damaged": Kind(
        ERROR,
        "the page's content is damaged or cut short: rows may be missing",
        "该页内容损坏或不完整，可能缺行",
        "download the file again",
        "重新下载文件",
    ),
    "page_too_large": Kind(
        ERROR,
        "the page has more of something than is read, and was left out: its rows are missing",
        "该页内容超出读取上限，已跳过，其中各行缺失",
        "look at the page; print it again from its source, or leave the file out",
        "查看该页；从源文件重新打印，或不处理该文件",
    ),
    "engine_too_slow": Kind(
        WARNING,
        "another engine was asked about a doubt on the page, took too long, and was given up",
        "为该页疑点询问的备用引擎耗时过长，已放弃",
        PAGE,
        PAGE_ZH,
    ),
    "engine_lost": Kind(
        WARNING,
        "the engine asked first did not live through the file; another read it",
        "首选引擎读取该文件时中断，改由备用引擎读取",
        PAGE,
        PAGE_ZH,
    ),
    "pages_left_out": Kind(
        INFO,
        "only some of the file's pages were read, as asked",
        "按要求只读取了部分页",
        NOTHING,
        NOTHING_ZH,
    ),
    "annotation_unread": Kind(
        WARNING,
        "a mark or a form field lies on the page that brings no drawing of its own; a viewer shows it, and it was not read",
        "页上有未自带外观的批注或表单域，阅读器会显示，未读入",
        PAGE,
        PAGE_ZH,
    ),
    "text_as_outlines": Kind(
        ERROR,
        "the page's letters are drawn as outlines; none of its text was read",
        "该页文字已转为曲线，未读出任何文字",
        "read the page by OCR, or ask for another file",
        "用 OCR 读取该页，或换一份文件",
    ),
    "page_is_picture": Kind(
        ERROR,
        "the page is a picture without text: a scan; nothing of it was read",
        "该页为图片（扫描件），未读出任何文字",
        "read the page by OCR, or ask for another file",
        "用 OCR 读取该页，或换一份文件",
    ),
    "ocr_missing": Kind(
        ERROR,
        "pages have to be read by OCR, and that is not installed: their rows are missing",
        "有页面须用 OCR 读取而未安装 OCR，其中各行缺失",
        'pip install "jixiao[ocr]", and convert the file again',
        '执行 pip install "jixiao[ocr]" 后重新转换',
    ),
    "scan_without_rows": Kind(
        ERROR,
        "the page was read by OCR, has a ruled table, and gave no row: its rows are missing",
        "该页由 OCR 读取，有表格而未读出任何行",
        PAGE,
        PAGE_ZH,
    ),
    "scan_poor": Kind(
        WARNING,
        "the page's picture is too poor to be read for sure: any of its rows may be wrong, and some may be missing; scan it again, at "
        "200 dpi or finer",
        "该页图像质量过低，识别不可靠：各行都可能有误，也可能缺行；请以 200 dpi 以上重新扫描",
        PAGE,
        PAGE_ZH,
    ),
    "text_from_ocr": Kind(
        WARNING,
        "the text was recognised in the page's picture: it may be wrong",
        "文字由 OCR 从图像识别，可能有误",
        LOOK,
        LOOK_ZH,
    ),
    "low_confidence": Kind(
        WARNING,
        "a text of this row was recognised in a picture and may be misread; a further finding says why",
        "该行有识别所得文字可能读错，原因见另一条提示",
        LOOK,
        LOOK_ZH,
    ),
    "score_low": Kind(
        INFO, "the recogniser is not sure of a character of this row", "识别程序对该行某字把握不足", LOOK, LOOK_ZH
    ),
    "under_coloured_ink": Kind(
        INFO, "coloured ink, a seal or a pen's, lies on a text of this row", "该行文字上有印章等彩色墨迹", LOOK, LOOK_ZH
    ),
    "may_be_another_sign": Kind(
        INFO,
        "a sign of this row looks like another one in a picture: < and ≤, % and ‰",
        "该行有形近符号：< 与 ≤，% 与 ‰",
        LOOK,
        LOOK_ZH,
    ),
    "layer_differs": Kind(
        INFO,
        "the text that another program recognised and laid under the scan differs",
        "扫描件所附 OCR 层的文字与识别结果不同",
        LOOK,
        LOOK_ZH,
    ),
    "label_mended": Kind(
        INFO,
        "a label was recognised with a wrong character and was taken for the one that it is near to",
        "标签识别有误字，按最相近的已知标签理解",
        LOOK,
        LOOK_ZH,
    ),
    "page_blank": Kind(
        WARNING,
        "nothing stands on this page, and tables stand before and behind it",
        "该页空白，而前后页均有表格",
        PAGE,
        PAGE_ZH,
    ),
    "document_ends_open": Kind(
        WARNING,
        "no rule closes the last table: pages may be missing behind it",
        "最后一张表未封底，其后可能缺页",
        PAGE,
        PAGE_ZH,
    ),
    "grid_not_closed": Kind(
        WARNING,
        "there are rules or a picture, and no table was found in them",
        "有线条或图片，但未找到表格",
        PAGE,
        PAGE_ZH,
    ),
    "text_beside_grid": Kind(
        WARNING, "text stands on a table's rows, outside its borders", "文字与表格同行，但在边框之外", PAGE, PAGE_ZH
    ),
    "rule_missed": Kind(
        ERROR,
        "the page's picture shows a rule between two texts of one cell",
        "页面图像显示该单元格两段文字之间有线",
        PAGE,
        PAGE_ZH,
    ),
    "text_over_border": Kind(WARNING, "a border cuts through text", "边框穿过文字", PAGE, PAGE_ZH),
    "rows_without_rules": Kind(
        WARNING,
        "numbers stand line by line side by side in one ruled row; no rule parts their rows",
        "一行表格中并排多行数字，行间无线",
        PAGE,
        PAGE_ZH,
    ),
    # What files that are no PDF do to tables.
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
        "a text of this row runs into the lower border, its line full and its sentence open: the printer may have left out the rest",
        "该行某格文字顶到下边框，行满而句未完，其余可能未印出",
        LOOK,
        LOOK_ZH,
    ),
    "text_painted_apart": Kind(
        WARNING,
        "a part of a text of this row was painted apart from the rest of its cell: it may belong to the row over or under it",
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
        "the columns come more than once side by side and no label says what sets them apart; each set gives rows of its own",
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
        "text among the indicators or beside a label of the head that no row or field took; kept in fields without a label",
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
    # Doubts about a value.
    **{code: Kind(WARNING, says, says_zh, LOOK, LOOK_ZH) for code, (says, says_zh) in DOUBTS.items()},
    "approximate": Kind(INFO, *DOUBTS["approximate"], NOTHING, NOTHING_ZH),
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


def found(
    code: str,
    detail: str = "",
    *,
    detail_zh: str = "",
    severity: Severity | None = None,
    form_no: int | None = None,
    row_no: int | None = None,
    place: Place | None = None,
) -> Finding:
    """Give a finding of the catalogue; ``detail`` says what it is about. A check that holds has a severity of its own."""
    kind = CATALOGUE[code]
    message = ": ".join(filter(None, (kind.says, detail)))
    message_zh = "：".join(filter(None, (kind.says_zh, detail_zh or detail)))
    return Finding(code, severity or kind.severity, message, message_zh, form_no, row_no, place)
