"""What the recogniser read of a line -> characters with boxes in points, as any reader gives them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width

from jixiao.extract.content import Char
from jixiao.extract.ocr.punctuation import Mark, settled
from jixiao.extract.ocr.recogniser import Sign
from jixiao.extract.ocr.text_lines import Crop

_INK_OF_WIDE = 0.92
"""Type sizes that the ink of a line with Chinese characters is high (宋体, 黑体, 仿宋: 0.90 to 0.95)."""

_INK_OF_NARROW = 0.72
"""The same of a line of digits and capitals."""


def line_marks(line: Crop, signs: Sequence[Sign], margin: float, inked: Any) -> list[Mark]:
    """Give the characters of a line with their places in it.

    ``margin`` is the paper, in pixels, left and right of the line in its picture; ``inked`` says of each column of the
    line's pixels whether ink is in it.
    """
    width = line.right - line.left
    marks = [
        Mark(sign.text, min(width - 1.0, max(1.0, sign.at * (width + 2 * margin) - margin)), sign.score)
        for sign in signs
    ]
    return settled(marks, type_size(line, signs), inked)


def line_chars(line: Crop, marks: Sequence[Mark], scale: float, run: int) -> Iterator[Char]:
    """Give the characters of a line in points; each reaches half way to its neighbours, the line's ink ends the outer ones."""
    if not marks:
        return
    middles = [mark.middle for mark in marks]
    borders = [0.0, *((one + other) / 2 for one, other in pairwise(middles)), float(line.right - line.left)]
    size = type_size(line, marks) / scale
    top = (line.top + line.bottom) / 2 / scale - size / 2
    for mark, (left, right) in zip(marks, pairwise(borders), strict=True):
        x0, x1 = (line.left + left) / scale, (line.left + right) / scale
        yield Char(mark.text, x0, top, x1, top + size, size, False, 0, run, mark.score)


def type_size(line: Crop, signs: Sequence[Sign | Mark]) -> float:
    """Give the type size of a line in pixels, by the height of its ink."""
    has_wide = any(east_asian_width(sign.text) == "W" for sign in signs)
    return (line.bottom - line.top) / (_INK_OF_WIDE if has_wide else _INK_OF_NARROW)
