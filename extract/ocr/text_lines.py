"""The ink in a cell, or beside the tables -> the boxes of its lines of type, by projection."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any, NamedTuple

_LIGHTEST = 190
"""Grey up to which a pixel is ink of type on clean paper: at 150 dpi the stroke of 一 has 150 to 180, and a threshold of
150 made 级指标 of 一级指标."""

_GRAINS = 4.5
"""Deviations of the paper's grain by which ink is darker than it, at least: one pixel in 300,000 of a coarse paper
is."""

_COARSE = 4.0
"""Grey levels of the grain from which it is smoothed before lines are looked for: JPEG at quality 25 has up to 2, noise
of 12 levels 6 and of 25 levels 12, of which 60 lines of type were seen on a page of 80, and none once smoothed."""

_SMOOTHING = 0.8
"""Pixels of a Gauss filter's deviation: a grain of single pixels is a third of itself then, a stroke of two is left."""

_PAPER = 200
"""Grey from which a pixel is surely paper."""

_SMALLEST, _LARGEST = 3.0, 40.0
"""Points of the height of a line of type."""

_PART = 0.6
"""Part of a line's usual height up to which a run of inked rows may be a part of a line: the strokes of 二, a dash."""

_WHOLE = 1.35
"""Times the usual height up to which two such runs are one line together."""

_TWO = 1.75
"""Times the usual height from which a run holds two lines that touch."""

_SPECK = 2
"""Pixels of ink in a row or column that are dust."""

_APART = 3.0
"""Line heights of a gap that parts two texts on one height, outside tables (grid.COLUMN_GAP)."""


class Crop(NamedTuple):
    """A box of whole pixels that holds a line's ink: ``bottom``, ``right`` are the row and column behind the last."""

    left: int
    top: int
    right: int
    bottom: int


def find_ink(grey: Any) -> Any:
    """Give where an evened picture is inked. Grain is smoothed away to tell; what is read is the picture as it is."""
    import cv2

    smooth = cv2.GaussianBlur(grey, (0, 0), _SMOOTHING) if _paper_and_grain(grey)[1] > _COARSE else grey
    return smooth < ink_level(smooth)


def ink_level(grey: Any) -> float:
    """Give the grey up to which a pixel of an evened picture is ink: less where the paper has a coarse grain."""
    paper, grain = _paper_and_grain(grey)
    return min(_LIGHTEST, paper - _GRAINS * grain)


def _paper_and_grain(grey: Any) -> tuple[float, float]:
    """Give the grey of most paper, and the deviation of its grain.

    A sixth of the paper is darker than one deviation; how much is lighter says nothing, for white is cut off.
    """
    import numpy as np

    paper = grey[grey > _PAPER][::16].astype(np.float32)
    if not len(paper):
        return 255.0, 0.0
    lower, middle = np.percentile(paper, (16, 50))
    return float(middle), float(middle - lower)


def usual_height(cells: Sequence[Crop], ink: Any, scale: float) -> float:
    """Give the height of most lines of type, in pixels: the median of the runs of inked rows in all cells."""
    heights = [
        bottom - top
        for cell in cells
        for top, bottom in _runs(ink[cell.top : cell.bottom, cell.left : cell.right].sum(axis=1))
        if 1.5 * _SMALLEST * scale < bottom - top < 0.6 * _LARGEST * scale
    ]
    return float(median(heights)) if heights else 10.0 * scale


def find_lines(region: Crop, ink: Any, usual: float, scale: float) -> Iterator[Crop]:
    """Give the lines of type in a region of the picture, from the top. ``usual`` is their usual height in pixels."""
    part = ink[region.top : region.bottom, region.left : region.right]
    for top, bottom in _split(_merged(_runs(part.sum(axis=1)), usual), part, usual):
        columns = part[top:bottom].sum(axis=0).nonzero()[0]
        if bottom - top >= _SMALLEST * scale or (len(columns) and columns[-1] - columns[0] >= _SMALLEST * scale):
            yield Crop(
                region.left + int(columns[0]),
                region.top + top,
                region.left + int(columns[-1]) + 1,
                region.top + bottom,
            )


def parted(line: Crop, ink: Any, usual: float) -> Iterator[Crop]:
    """Give the texts that stand side by side on a line outside tables."""
    gap = _APART * usual
    start, last = line.left, line.left
    for left, right in _runs(ink[line.top : line.bottom, line.left : line.right].sum(axis=0)):
        if line.left + left - last > gap:
            yield line._replace(left=start, right=last)
            start = line.left + left
        last = line.left + right
    yield line._replace(left=start, right=last)


def _runs(counts: Any) -> list[tuple[int, int]]:
    """Give the runs of rows, or columns, that hold more ink than dust has."""
    import numpy as np

    inked = np.concatenate(([False], counts >= _SPECK, [False]))
    edges = np.flatnonzero(inked[1:] != inked[:-1])
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _merged(runs: Sequence[tuple[int, int]], usual: float) -> list[tuple[int, int]]:
    """Join runs that are parts of one line: 二, 三, a letter's dot."""
    merged: list[tuple[int, int]] = []
    for top, bottom in runs:
        if merged and bottom - merged[-1][0] <= _WHOLE * usual:
            before_top, before_bottom = merged[-1]
            is_part = min(bottom - top, before_bottom - before_top) <= _PART * usual
            if is_part:
                merged[-1] = (before_top, bottom)
                continue
        merged.append((top, bottom))
    return merged


def _split(runs: Sequence[tuple[int, int]], part: Any, usual: float) -> Iterator[tuple[int, int]]:
    """Part runs that hold several lines where they hold least ink."""
    for top, bottom in runs:
        count = round((bottom - top) / usual) if bottom - top > _TWO * usual else 1
        yield from _cut(top, bottom, count, part, usual)


def _cut(top: int, bottom: int, count: int, part: Any, usual: float) -> Iterator[tuple[int, int]]:
    counts = part[top:bottom].sum(axis=1)
    start = top
    for number in range(1, count):
        near = round((bottom - top) * number / count)
        reach = max(1, round(usual / 4))
        low, high = max(1, near - reach), min(bottom - top, near + reach + 1)
        cut = top + low + int(counts[low:high].argmin())
        yield start, cut
        start = cut
    yield start, bottom
