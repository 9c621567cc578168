"""How like a sign's ink is to the same turned or mirrored: what some signs are, and those that they are taken for not.

Greys are compared, so that it tells in small type, too.
"""

from enum import Enum
from typing import Any

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


def lightest_column(grey: Any, start: float, end: float) -> int:
    """Give the column with the least ink from one to another, both counted: where two signs touch, one may end there."""
    return int(start) + int(grey[:, int(start) : int(end) + 1].sum(axis=0).argmax())
