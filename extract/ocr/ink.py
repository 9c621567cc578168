"""A page's picture -> its printed ink: coloured ink lifted, shade evened out, white paper at 255."""

from typing import Any, NamedTuple

COLOURED = 60
"""Grey levels between a pixel's strongest and weakest colour from which it is coloured ink: JPEG's fringes at black type have up
to 40, a faded seal 80."""

_GROUND = 36.0
"""Points: what is darker than the paper over more than this is shade, and no type or rule."""

_SHRINK = 4
"""Times by which the picture is made smaller to find its ground."""


class Ink(NamedTuple):
    """Rows of pixels: ``grey`` is 0 where printed ink is black and 255 on paper; ``coloured`` is true at coloured ink."""

    grey: Any
    coloured: Any


def printed_ink(pixels: Any, scale: float) -> Ink:
    """Give the printed ink of a picture whose pixels are blue, green and red, ``scale`` of them a point."""
    import numpy as np

    strongest, weakest = pixels.max(axis=2), pixels.min(axis=2)
    colour = strongest - weakest
    lifted = np.where(colour > COLOURED // 2, np.minimum(255, strongest.astype(np.int16) + colour), strongest)
    return Ink(_evened(lifted.astype(np.uint8), scale), colour > COLOURED)


def _evened(grey: Any, scale: float) -> Any:
    """Give the picture with its ground made white: paper that is grey, shaded heads, a fold's shadow."""
    import cv2
    import numpy as np

    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _SHRINK), max(1, height // _SHRINK)), interpolation=cv2.INTER_AREA)
    side = max(3, round(_GROUND * scale / _SHRINK))
    closed = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    ground = cv2.resize(cv2.blur(closed, (5, 5)), (width, height), interpolation=cv2.INTER_LINEAR)
    even = grey.astype(np.float32) * (250.0 / np.maximum(ground, 40).astype(np.float32))
    return np.minimum(even, 255).astype(np.uint8)
