"""How like a sign's ink is to the same turned or mirrored: what some signs are, and those that they are taken for not.

Greys are compared, so that it tells in small type, too.
"""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from jixiao.extract.ocr.marks import Mark

_INK = 155
"""Grey up to which a pixel is the sign's."""

_SHIFT = 2
"""Pixels by which the other picture may be shifted either way: a digit that touches the sign leaves some of its ink."""

_FEWEST_PIXELS = 4
"""Of a sign, down and across, that have a shape."""


class Other(Enum):
    """A sign's other picture: upside down as the page is turned by 180 degrees, or with top and bottom exchanged."""

    TURNED = -1
    MIRRORED = 0


def likeness(grey: Any, other: Other) -> float:
    """Give how like a picture's ink is to its other picture, from -1 to 1; 0 where there is next to none.

    ``grey`` holds rows of grey pixels.
    """
    import cv2

    rows, columns = ((grey < _INK).any(axis=axis).nonzero()[0] for axis in (1, 0))
    if min(len(rows), len(columns)) < _FEWEST_PIXELS:
        return 0.0
    sign = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    on_paper = cv2.copyMakeBorder(sign, _SHIFT, _SHIFT, _SHIFT, _SHIFT, cv2.BORDER_CONSTANT, value=255)
    return float(cv2.matchTemplate(on_paper, cv2.flip(sign, other.value), cv2.TM_CCOEFF_NORMED).max())


def own_columns(marks: Sequence[Mark], index: int, grey: Any) -> tuple[int, int]:
    """Give a sign's first column of pixels in its line, and the one behind its last.

    Where it touches a neighbour, it ends in the column between them that has the least ink.
    """
    start = _between(marks[index - 1], marks[index], grey) if index else 0
    end = _between(marks[index], marks[index + 1], grey) + 1 if index + 1 < len(marks) else grey.shape[1]
    return start, end


def _between(mark: Mark, behind: Mark, grey: Any) -> int:
    """Give the lightest column between two signs, of the middle half: round their middles are the holes of 0 and %."""
    margin = (behind.middle - mark.middle) / 4
    start, end = int(mark.middle + margin), int(behind.middle - margin)
    return start + int(grey[:, start : end + 1].sum(axis=0).argmax())
