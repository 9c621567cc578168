"""Small type set above the line: the 2 of m², and marks of footnotes, no digits of the number before them."""

from collections.abc import Sequence

from jixiao.extract.content import DESCENT, Char

SMALL = 0.8
"""Part of the line's type size that raised type takes at most (Word sets 0.65, browsers 0.83 of a smaller font)."""

RISE = 0.2
"""Part of the line's type size by which its baseline stands higher at least (Word 0.33, browsers 0.3)."""

NOTE_MARK = "^"
"""Stands before the mark of a footnote: ≥12^1."""

_POWERS = str.maketrans("23", "²³")


def text_with_raised(chars: Sequence[Char]) -> str:
    """Give the line's text: raised digits behind a Latin letter as powers (m²), behind all else as a note's mark."""
    size = max(char.size for char in chars)
    if size <= 0:  # a damaged page's: no type is smaller than the line's
        return "".join(char.text for char in chars)
    from statistics import median  # few lines hold raised type

    baseline = median(_baseline(char) for char in chars if char.size > SMALL * size)
    text = ""
    for char in chars:
        if not (char.text.isdigit() and char.size <= SMALL * size and baseline - _baseline(char) >= RISE * size):
            text += char.text
        elif text[-1:].isascii() and text[-1:].isalpha():
            text += char.text.translate(_POWERS)
        else:
            text += char.text if NOTE_MARK in text[-3:] else NOTE_MARK + char.text
    return text


def _baseline(char: Char) -> float:
    return char.bottom - DESCENT * char.size
