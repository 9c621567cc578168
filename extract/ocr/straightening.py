"""How far a scanned sheet lies askew, and its picture laid straight."""

from math import cos, radians, sin
from typing import Any

MOST_ASKEW = 4.5
"""Degrees looked through on either side: a sheet in a feeder lies within 4."""

_COARSE, _FINE = 0.25, 0.02
"""Degrees between two angles tried, first and last. A rule 600 points long that is 0.02 degrees askew rises 0.2
points."""

_LONGEST_SIDE = 1400
"""Pixels of the picture that is looked at; a larger one is made smaller: lines stay lines."""

_DARK = 170
"""Grey of ink in the picture that was made smaller."""

LEAST = 0.03
"""Degrees under which a sheet is straight: turning costs sharpness."""


def find_skew(grey: Any) -> float:
    """Give the degrees by which lines of a picture fall to the right; negative where they rise.

    At the right angle, ink gathers in few rows: rules and lines of type.
    """
    import cv2
    import numpy as np

    shrink = min(1.0, _LONGEST_SIDE / max(grey.shape))
    small = cv2.resize(grey, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA) if shrink < 1 else grey
    edges = (small[:-1] >= _DARK) & (small[1:] < _DARK)  # upper edges: a dark margin or a photograph counts once
    ys, xs = np.nonzero(edges)
    if len(xs) < 2:
        return 0.0
    coarse = _best_of(np.arange(-MOST_ASKEW, MOST_ASKEW + _COARSE, _COARSE), xs, ys)
    middle = _best_of(np.arange(coarse - _COARSE, coarse + _COARSE, 0.05), xs, ys)
    return _best_of(np.arange(middle - 0.05, middle + 0.05 + _FINE, _FINE), xs, ys)


def _best_of(angles: Any, xs: Any, ys: Any) -> float:
    import numpy as np

    def gathered(angle: float) -> float:
        rows = ys - xs * np.tan(np.radians(angle))
        counts = np.bincount((rows - rows.min() + 0.5).astype(np.int64))
        return float((counts.astype(np.float64) ** 2).sum())

    return float(max(angles, key=gathered))


def straightened(pixels: Any, skew: float) -> Any:
    """Turn a picture about its middle so that lines that fall by ``skew`` degrees are level; what comes in is white."""
    import cv2

    if abs(skew) < LEAST:
        return pixels
    height, width = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0)
    white = (255, 255, 255)
    return cv2.warpAffine(pixels, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=white)


def straightened_place(x: float, y: float, width: float, height: float, skew: float) -> tuple[float, float]:
    """Give where a point of a page, ``width`` by ``height`` points, lies once the page is laid straight."""
    across, down = x - width / 2, y - height / 2
    turn = radians(skew) if abs(skew) >= LEAST else 0.0
    return (
        width / 2 + across * cos(turn) + down * sin(turn),
        height / 2 - across * sin(turn) + down * cos(turn),
    )
