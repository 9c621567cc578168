"""Kinds of characters, as reading a page's text tells them apart: one byte each."""

from collections.abc import Sequence
from itertools import repeat

from jixiao.extract.symbol_fonts import CODES_READ

LETTER, SIGN, BLANK, LINE_END, NOTHING = range(5)
"""SIGN may be what a reader makes of the code of a font of signs; NOTHING is the second half of a character beyond
U+FFFF. A blank that PDFium did not generate is read as a letter."""

BLANKS = frozenset(" \r\n\t\u00a0\u3000")
LINE_ENDS = frozenset("\r\n")

_KINDS = (
    dict.fromkeys(CODES_READ, SIGN) | dict.fromkeys(BLANKS, BLANK) | dict.fromkeys(LINE_ENDS, LINE_END) | {"": NOTHING}
)


def kinds_of(texts: Sequence[str]) -> bytes:
    """Give the kind of each character."""
    return bytes(map(_KINDS.get, texts, repeat(LETTER)))
