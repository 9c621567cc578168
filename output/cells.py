"""Texts and numbers -> cells of a workbook: what Excel cannot hold is written so that nothing is lost in silence."""

from jixiao.output.spreadsheet import with_codes

LONGEST = 32_767
"""UTF-16 units that a cell of Excel holds (support.microsoft.com, "Excel specifications and limits")."""

_CUT = "…【原文共 {} 字，此处放不下，全文见 CSV】"
_ROOM = 60
"""Units kept for that remark."""

_RAW = ("<r>", "</r>")
"""xlsxwriter takes a text between these for formatted text of its own, and writes it as it is."""


def cell_text(text: str) -> str:
    """Give a text as a cell may hold it: characters without a shape by their codes, the end of a text too long told."""
    shown = with_codes(text)
    if shown.startswith(_RAW[0]) and shown.endswith(_RAW[1]):
        shown = f"_x{ord('<'):04X}_{shown[1:]}"
    return _cut(shown) if is_too_long(shown) else shown


def is_too_long(text: str) -> bool:
    """Whether a cell cannot hold a text."""
    return len(text) > LONGEST // 2 and _units(text) > LONGEST


def shown_width(text: str) -> int:
    """Give how wide the widest line of a text stands, in the width of a digit: a Chinese character takes two."""
    return max(map(_width, text.split("\n")))


def line_count(text: str, width: int) -> int:
    """Give how many lines a text takes in a cell that is so many digits wide."""
    return sum(max(1, -(-_width(line) // width)) for line in text.split("\n"))


def _cut(text: str) -> str:
    kept = text.encode("utf-16-le")[: 2 * (LONGEST - _ROOM)].decode("utf-16-le", errors="ignore")
    return kept + _CUT.format(len(text))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _width(line: str) -> int:
    """GBK has two bytes for what is as wide as two digits, and is a hundred times as fast as to look at each one."""
    return len(line) if line.isascii() else len(line.encode("gbk", errors="replace"))
