"""Printed lines -> the text of the output contract: ordinary characters, no line wraps, no typesetting blanks."""

import re
import unicodedata
from collections.abc import Sequence, Set
from functools import lru_cache

_RADICALS_SUPPLEMENT = (
    # Unicode's EquivalentUnifiedIdeograph data for the block U+2E80, which NFKC leaves alone.
    "2E81 5382 2E82 4E5B 2E83 4E5A 2E84 4E59 2E85 4EBB 2E86 5182 2E88 5200 2E89 5202 2E8A 535C 2E8C 5C0F 2E8D 5C0F "
    "2E8E 5140 2E8F 5C23 2E90 5C22 2E91 5C22 2E92 5DF3 2E93 5E7A 2E94 5F51 2E96 5FC4 2E98 624C 2E99 6535 2E9B 65E1 "
    "2E9C 65E5 2E9D 6708 2E9E 6B7A 2E9F 6BCD 2EA0 6C11 2EA1 6C35 2EA2 6C3A 2EA3 706C 2EA4 722B 2EA5 722B 2EA6 4E2C "
    "2EA7 725B 2EA8 72AD 2EA9 738B 2EAB 7F52 2EAC 793A 2EAD 793B 2EAF 7CF9 2EB0 7E9F 2EB1 7F53 2EB2 7F52 2EB6 7F8A "
    "2EB8 7F8B 2EB9 8002 2EBA 8080 2EBB 807F 2EBC 8089 2EBE 8279 2EBF 8279 2EC0 8279 2EC1 864E 2EC2 8864 2EC3 8980 "
    "2EC4 897F 2EC5 89C1 2EC6 89D2 2EC8 8BA0 2EC9 8D1D 2ECB 8F66 2ECC 8FB6 2ECD 8FB6 2ED0 9485 2ED1 9577 2ED2 9578 "
    "2ED3 957F 2ED4 95E8 2ED6 961D 2ED7 96E8 2ED8 9752 2ED9 97E6 2EDA 9875 2EDB 98CE 2EDC 98DE 2EDD 98DF 2EDF 98E0 "
    "2EE0 9963 2EE2 9A6C 2EE3 9AA8 2EE4 9B3C 2EE5 9C7C 2EE6 9E1F 2EE7 5364 2EE8 9EA6 2EE9 9EC4 2EEA 9EFE 2EEB 6589 "
    "2EEC 9F50 2EED 6B6F 2EEE 9F7F 2EEF 7ADC 2EF0 9F99 2EF1 9F9C 2EF2 4E80 2EF3 9F9F"
).split()

_KEPT_FULL_WIDTH = "（），：；！？～"
"""Chinese punctuation of the full-width block: it stays; digits, letters and operators of that block become ASCII."""


_VERTICAL_FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︳︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄",
        "，、。：；！？〖〗…：——（）｛｝〔〕【】《》〈〉「」『』",
        strict=True,
    )
)
"""Punctuation as vertical writing sets it (Unicode blocks FE10 and FE30) -> the same mark as it is set across."""

_COMPATIBILITY_IDEOGRAPHS = (range(0xF900, 0xFB00), range(0x2F800, 0x2FA20))
"""CJK compatibility ideographs: second code points of ordinary characters (金 as U+F90A), by Unicode's own
decomposition."""


def _ordinary_ideographs() -> dict[int, str]:
    codes = (code for block in _COMPATIBILITY_IDEOGRAPHS for code in block)
    return {code: single for code in codes if (single := unicodedata.normalize("NFD", chr(code))) != chr(code)}


def _ordinary_characters() -> dict[int, int | str | None]:
    table: dict[int, int | str | None] = {
        int(radical, 16): int(ideograph, 16)
        for radical, ideograph in zip(_RADICALS_SUPPLEMENT[::2], _RADICALS_SUPPLEMENT[1::2], strict=True)
    }
    table |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    table |= _ordinary_ideographs()
    table |= {ord(form): mark for form, mark in _VERTICAL_FORMS.items()}
    table[0x2F3E] = "户"  # NFKC gives the traditional 戶; in a simplified text the radical stands for this one.
    table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_FULL_WIDTH}
    table[0x301C] = "～"  # The wave dash, as some fonts' maps call the full-width tilde of Chinese text.
    table |= dict.fromkeys((0x00A0, 0x3000, 0x2002, 0x2003, 0x2009), " ")
    table |= dict.fromkeys((0x200B, 0xFEFF, 0x00AD), None)
    table |= dict.fromkeys((*range(0x20), 0x7F), None) | {0x09: "\t", 0x0A: "\n"}  # controls set no type
    return table


_ORDINARY = _ordinary_characters()
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_TYPESETTING_BLANK = re.compile(rf"(?<=[{_HAN}]) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%‰]) +(?=[{_HAN}])")
_BLANKS = re.compile(r"[ \t]+")
_INLINE_BLANK = re.compile(rf"(?<=([{_HAN}]{{3}})) (?=([{_HAN}]{{3}}))")
_SPACED_OPERATOR = re.compile(r" [-+*/=×÷]$")
"""An operator with a blank before it has one behind it too; at a line's end the wrap swallowed that."""
_NOTES = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|[\s*:：]")
_WORDS = re.compile(rf"[{_HAN}]{{3}}")

NOTE_MARK = re.compile(r"\^\d{1,2}(?!\d)")
"""A footnote's mark as the reader gives raised digits; it is no part of a text."""

PrintedBlanks = frozenset[tuple[str, str]]
"""Where the document prints a blank between two runs of Chinese characters: (three before it, three behind it)."""


@lru_cache(maxsize=4096)  # the proof of reading asks for the lines of a page just before they are joined to texts
def clean(text: str) -> str:
    """Give the text of one line in ordinary characters, without the blanks that typesetting puts at digits."""
    ordinary = text.translate(_ORDINARY)
    if " " in ordinary or "\t" in ordinary:
        ordinary = _TYPESETTING_BLANK.sub("", _BLANKS.sub(" ", ordinary))
    return ordinary.strip()


def clean_lines(text: str) -> str:
    """Clean each line of a text that a person wrote: known tables, corrections."""
    return "\n".join(map(clean, text.split("\n")))


def printed_blanks(line: str) -> PrintedBlanks:
    """Give the places in a clean line where a blank stands between two runs of Chinese characters."""
    return frozenset(_INLINE_BLANK.findall(line))


def join_lines(lines: Sequence[str]) -> str:
    """Join clean lines into one text, undoing the wraps."""
    text = ""
    for line in lines:
        text = join_wrap(text, line) if text else line
    return text


def join_wrap(left: str, right: str) -> str:
    """Join two lines at a wrap. Nothing is put in, but for two cases.

    Between two Latin words, and behind an operator set between blanks, stands the blank that the wrap swallowed.
    """
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return f"{left} {right}" if latin or _SPACED_OPERATOR.search(left) else left + right


def may_swallow_blank(left: str, right: str) -> bool:
    """Whether a blank between Chinese words may have stood at this wrap: three Chinese characters on either side."""
    return _WORDS.fullmatch(left[-3:]) is not None and _WORDS.match(right) is not None


def is_blank_between(left: str, right: str, blanks: PrintedBlanks) -> bool:
    """Whether the document prints these very words with a blank within a line: a wrap there swallowed it too."""
    return (left[-3:], right[:3]) in blanks


@lru_cache(maxsize=16_384)
def label(text: str) -> str:
    """Give a label in the form in which labels are compared: no blanks, notes in brackets, stars or colons."""
    return _NOTES.sub("", text)


_SENTENCE_ENDS = "。；;！？."

_ITEM_START = re.compile(
    r"^(?:目标)?(?:\d{1,2}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[、.．:：](?!\d)|^[（(]\d{1,2}[）)]|^[①-⑳]"
)
"""How a numbered item begins: 1、 （一） ① 目标1："""


def ends_sentence(text: str) -> bool:
    """Whether a text ends with a sentence, or a part of one that may stand by itself."""
    return text[-1:] in tuple(_SENTENCE_ENDS)


def begins_item(text: str) -> bool:
    """Whether a text begins with the number of an item."""
    return bool(_ITEM_START.match(text))


def number_ranges(numbers: Set[int]) -> str:
    """Write numbers in short: 1-5,8."""
    ordered = sorted(numbers)
    starts = [each for each in ordered if each - 1 not in numbers]
    ends = [each for each in ordered if each + 1 not in numbers]
    return ",".join(str(start) if start == end else f"{start}-{end}" for start, end in zip(starts, ends, strict=True))
