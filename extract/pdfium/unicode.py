"""The text of each of a page's characters."""

import re
from collections.abc import Sequence
from ctypes import c_ushort
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.bounds import MOST_CHARACTERS, check
from jixiao.extract.content import UNREADABLE

_HYPHENS = str.maketrans(dict.fromkeys("\x02\ufffe\u00ad", "-"))
"""What PDFium puts in place of a hyphen at a line's end."""
_HYPHEN = re.compile("[\x02\ufffe\u00ad]")

_HIGH_SURROGATES = range(0xD800, 0xDC00)
_LOW_SURROGATES = range(0xDC00, 0xE000)


def texts_of(text_page: Any) -> Sequence[str]:
    """Give the text of each of the page's characters: in one call, or one by one where that one leaves any out."""
    count = pdfium.FPDFText_CountChars(text_page)
    check(count, MOST_CHARACTERS, "characters on the page")
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text if _HYPHEN.search(text) is None else text.translate(_HYPHENS)
    return _in_pairs([pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)])


def _in_pairs(codes: Sequence[int]) -> list[str]:
    """Give the character of each code; one beyond U+FFFF comes as two surrogates, and nothing is at the second."""
    texts = [_character(code).translate(_HYPHENS) for code in codes]
    for at, (high, low) in enumerate(pairwise(codes)):
        if high in _HIGH_SURROGATES and low in _LOW_SURROGATES:
            texts[at : at + 2] = [chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), ""]
    return texts


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNREADABLE
