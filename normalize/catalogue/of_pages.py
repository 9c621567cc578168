"""Findings about what was read from the pages."""

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
    WARNING,
    Kind,
)

OF_PAGES: Mapping[str, Kind] = {
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
        "a mark or a form field lies on the page that brings no drawing of its own; "
        "a viewer shows it, and it was not read",
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
        "the page's picture is too poor to be read for sure: any of its rows may be wrong, and some may be missing; "
        "scan it again, at "
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
}
