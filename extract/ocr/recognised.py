"""What the recogniser read of a line -> characters with boxes in points, as any reader gives them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from jixiao.extract.content import Char
from jixiao.extract.ocr.blanks import with_blanks
from jixiao.extract.ocr.dashes import Strokes, with_dashes
from jixiao.extract.ocr.marks import Mark, Pitch, bare, ink_runs, line_pitch
from jixiao.extract.ocr.per_mille import with_per_mille_told
from jixiao.extract.ocr.punctuation import with_widths
from jixiao.extract.ocr.recogniser import Sign
from jixiao.extract.ocr.text_lines import Crop
from jixiao.extract.ocr.unread_ink import with_unread_ink

INK_OF_WIDE = 0.92
"""Type sizes that the ink of a line with Chinese characters is high (宋体, 黑体, 仿宋: 0.90 to 0.95)."""

_INK_OF_NARROW = 0.72
"""The same of a line of digits and capitals."""


class LinePicture(NamedTuple):
    """A line's pixels: their greys, and of each column of them whether ink is in it; how its page's type is set.

    ``strokes`` is how thick that is, ``pitch`` how far apart its Chinese characters stand.
    """

    grey: Any
    inked: Any
    strokes: Strokes
    pitch: Pitch


def line_marks(line: Crop, signs: Sequence[Sign], margin: float) -> list[Mark]:
    """Give the characters that were recognised in a line with their places in it.

    ``margin`` is the paper, in pixels, left and right of the line in the picture that was read.
    """
    width = line.right - line.left
    return bare(
        [
            Mark(sign.text, min(width - 1.0, max(1.0, sign.at * (width + 2 * margin) - margin)), sign.score, sign.rival)
            for sign in signs
        ]
    )


def settled_marks(line: Crop, marks: Sequence[Mark], picture: LinePicture) -> list[Mark]:
    """Give a line's marks as printed: dashes, widths, blanks. Where its picture does not tell, they are not sure."""
    runs = ink_runs(picture.inked)
    pitch = line_pitch(marks, type_size(line, marks), picture.pitch)
    dashed = list(with_dashes(marks, picture.grey, pitch, picture.strokes))
    told = list(with_per_mille_told(dashed, picture.grey, runs))
    read = list(with_unread_ink(told, pitch, runs))
    return list(with_blanks(with_widths(read, pitch, runs), pitch, picture.inked))


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
    return (line.bottom - line.top) / (INK_OF_WIDE if has_wide else _INK_OF_NARROW)
