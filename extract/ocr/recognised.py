"""What the recogniser read of a line -> characters with boxes in points, as any reader gives them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from jixiao.extract.content import Char
from jixiao.extract.ocr.bars import with_bars
from jixiao.extract.ocr.blanks import with_blanks
from jixiao.extract.ocr.dashes import Strokes, with_dashes
from jixiao.extract.ocr.marks import Mark, Run, bare
from jixiao.extract.ocr.per_mille import with_per_mille_told
from jixiao.extract.ocr.punctuation import with_pairs, with_widths
from jixiao.extract.ocr.recogniser import Sign
from jixiao.extract.ocr.text_lines import Crop
from jixiao.extract.ocr.unread_ink import with_unread_ink

INK_OF_WIDE = 0.92
"""Type sizes that the ink of a line with Chinese characters is high (宋体, 黑体, 仿宋: 0.90 to 0.95)."""

_INK_OF_NARROW = 0.72
"""The same of a line of digits and capitals."""


class LinePicture(NamedTuple):
    """A line's pixels, and how its type is set.

    ``grey``: the greys of its pixels; ``runs``: its inked columns; ``strokes``: how thick the strokes of its page are;
    ``pitch``: how far apart its Chinese characters stand, in pixels.
    """

    grey: Any
    runs: Sequence[Run]
    strokes: Strokes
    pitch: float


def line_marks(line: Crop, signs: Sequence[Sign], margin: float) -> list[Mark]:
    """Give the characters that were recognised in a line with their places in it.

    ``margin`` is the paper, in pixels, left and right of the line in the picture that was read.
    """
    width = line.right - line.left
    places = [min(width - 1.0, max(1.0, sign.at * (width + 2 * margin) - margin)) for sign in signs]
    read = zip(signs, places, strict=True)
    return bare([Mark(sign.text, place, sign.score, sign.rival, sign.likely) for sign, place in read])


def settled_text(lines: Sequence[Sequence[Mark]], pictures: Sequence[LinePicture]) -> list[list[Mark]]:
    """Give the marks of a text's lines as printed. Where their pictures do not tell, they are not sure."""
    told = [list(_told_by_ink(marks, picture)) for marks, picture in zip(lines, pictures, strict=True)]
    wide = [with_widths(marks, picture.pitch, picture.runs) for marks, picture in zip(told, pictures, strict=True)]
    paired = with_pairs(wide, told)
    return [
        list(with_blanks(each, picture.pitch, picture.runs)) for each, picture in zip(paired, pictures, strict=True)
    ]


def _told_by_ink(marks: Sequence[Mark], picture: LinePicture) -> Iterator[Mark]:
    dashed = list(with_dashes(marks, picture.grey, picture.pitch, picture.strokes, picture.runs))
    told = with_per_mille_told(dashed, picture.grey, picture.runs)
    barred = list(with_bars(list(told), picture.grey))
    return with_unread_ink(barred, picture.pitch, picture.runs)


def line_chars(line: Crop, marks: Sequence[Mark], scale: float, run: int) -> Iterator[Char]:
    """Give a line's characters in points; each reaches half way to the next, the line's ink ends the outer ones."""
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
    return (line.bottom - line.top) / (INK_OF_WIDE if has_wide else _INK_OF_NARROW)
