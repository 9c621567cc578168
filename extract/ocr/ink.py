"""A page's picture -> its printed ink: coloured ink lifted, shade evened out, white paper at 255."""

from typing import Any, NamedTuple

COLOURED = 60
"""Grey levels between a pixel's strongest and weakest colour from which it is coloured ink: JPEG's fringes at black
type have up to 40, a faded seal 80."""

_GROUND = 36.0
"""Points: what is darker than the paper over more than this is shade, and no type or rule."""

_SHRINK = 4
"""Times by which the picture is made smaller to find its ground."""


_PALE, _DARK = 200, 110
"""Greys between which a seal's ink is that was scanned without colour. Type has such greys at its edges, and where it
is thin."""

_STAMPED = 1.6
"""Points that strokes of a seal are thick at least: its rim has 3, rules and strokes of type in tables up to 1."""

_WIDEST_TYPE, _THICKEST_RULE = 18.0, 4.0
"""Points that such ink reaches in one direction, and in the other, so that it is neither type nor a rule."""


_MOST_STAMPED, _MOST_PARTS = 0.3, 8
"""Part of a page's ink that seals are at most, and connected parts that they have: one of 42 mm is a twentieth of it,
in 3. Where more of both is as pale and thick as theirs, the type is blurred (by 1.6 pixels at 200 dpi: half of it, in
19 to 115 parts), and none is lifted."""


class Ink(NamedTuple):
    """Rows of pixels: ``grey`` is 0 for black ink and 255 on paper; ``coloured`` is true at a seal's or a pen's ink."""

    grey: Any
    coloured: Any


def printed_ink(pixels: Any, scale: float) -> Ink:
    """Give the printed ink of a picture whose pixels are blue, green and red, ``scale`` of them a point."""
    import numpy as np

    strongest, weakest = pixels.max(axis=2), pixels.min(axis=2)
    colour = strongest - weakest
    lifted = np.where(colour > COLOURED // 2, np.minimum(255, strongest.astype(np.int16) + colour), strongest)
    even = _evened(lifted.astype(np.uint8), scale)
    stamped = find_stamped(even, scale)
    return Ink(np.where(stamped, 255, even), (colour > COLOURED) | stamped)


def find_stamped(grey: Any, scale: float) -> Any:
    """Give where the ink of a seal scanned in grey is: paler than type, thicker than its strokes, wide and no rule."""
    import cv2
    import numpy as np

    pale = ((grey > _DARK) & (grey < _PALE)).astype(np.uint8)
    side = max(3, round(_STAMPED * scale))
    thick = cv2.morphologyEx(pale, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    over_rules = cv2.dilate(thick, np.ones((side, side), np.uint8))  # black rules cut a seal into pieces
    _, parts, boxes, _ = cv2.connectedComponentsWithStats(over_rules, connectivity=8)
    sides = boxes[:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]] / scale - _STAMPED
    kept = (sides.max(axis=1) >= _WIDEST_TYPE) & (sides.min(axis=1) > _THICKEST_RULE)
    kept[0] = False  # the first is all that is in no part
    stamped = kept[parts] & (grey > _DARK)
    is_type = kept.sum() > _MOST_PARTS and (stamped & (grey < _PALE)).sum() > _MOST_STAMPED * (grey < _PALE).sum()
    return np.zeros_like(stamped) if is_type else stamped


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
