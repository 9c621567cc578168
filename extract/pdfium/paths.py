"""Painted paths -> lines and boxes, rings of seals, and fills that may cover text."""

from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.content import Drawing, Ring, ring
from jixiao.extract.geometry import Box, Matrix, around, product
from jixiao.extract.pdfium.calls import (
    CURVE,
    LINE,
    MOVE,
    bounds_of,
    colour_of,
    fill_colour,
    line_width,
    matrix_of,
    path_count,
    path_mode,
    path_segment,
    point_of,
    segment_close,
    segment_type,
    stroke_colour,
)
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.visibility import Colour

_RECTANGLE = 5
"""Segments of a rectangle at most: move, three lines, and the one that closes it. Of a fill with no more, the bounds are
all that is asked for, in one call; a stroked path's bounds would have its line width around them."""


class _Step(NamedTuple):
    """One segment of a path: its end point in user space, PDFium's kind, and whether it closes its subpath."""

    point: tuple[float, float]
    kind: int
    closes: bool


class PaintedPath(NamedTuple):
    """What a path paints, as displayed: lines and boxes, the ring of a seal, the boxes that it fills, in which colour."""

    drawings: list[Drawing]
    ring: Ring | None
    fills: list[Box]
    paint: Colour | None


def read_path(holder: int, form: Matrix, frame: Frame) -> PaintedPath | None:
    """Read a path; None of one that paints nothing. ``form`` is the matrix of the form XObject it is part of."""
    fill_mode, stroke = c_int(), c_int()
    path_mode(holder, byref(fill_mode), byref(stroke))
    filled, stroked = bool(fill_mode.value), bool(stroke.value)
    if not (filled or stroked):
        return None
    colour = colour_of(stroke_colour if stroked else fill_colour, holder) or (0, 0, 0, 255)
    if not colour[3]:
        return None  # wholly transparent
    steps = _steps(holder, form) if stroked or path_count(holder) > _RECTANGLE else None
    round_line = steps is not None and stroked and any(step.kind == CURVE for step in steps)
    whole = frame.displayed(*around([step.point for step in steps])) if steps is not None and round_line else None
    boxes = [frame.displayed(*each) for each in _lines_and_boxes(holder, form, steps, stroked, round_line)]
    grey, width = sum(colour[:3]) / 765, _stroke_width(holder, form) if stroked else 0.0
    drawings = [Drawing(*each, stroked, filled, width, grey) for each in boxes]
    paint = colour if not stroked else colour_of(fill_colour, holder) if filled else None
    fills = ([whole] if whole else boxes) if filled else []
    return PaintedPath(drawings, ring(*whole, colour) if whole else None, fills, paint and paint[:3])


def _lines_and_boxes(
    holder: int, form: Matrix, steps: Sequence[_Step] | None, stroked: bool, round_line: bool
) -> Iterable[Box]:
    """Give the boxes that a path draws, in user space; of a curved line, its straight parts only."""
    if steps is None:
        return [bounds_of(holder, form)]
    if round_line:
        return [around([one.point, other.point]) for one, other in pairwise(steps) if other.kind == LINE]
    return _boxes(steps, stroked)


def _stroke_width(holder: int, form: Matrix) -> float:
    width = c_float()
    line_width(holder, byref(width))
    a, b, c, d, *_ = product(matrix_of(holder), form)
    return width.value * float(abs(a * d - b * c) ** 0.5)


def _steps(holder: int, form: Matrix) -> list[_Step]:
    matrix = product(matrix_of(holder), form)
    segments = [path_segment(holder, index) for index in range(path_count(holder))]
    return [_Step(point_of(each, matrix), segment_type(each), bool(segment_close(each))) for each in segments]


def _boxes(steps: Sequence[_Step], stroked: bool) -> Iterator[Box]:
    """Give the box of each line of an open path, or of each subpath that is closed or filled, in user space."""
    points: list[tuple[float, float]] = []
    closed = not stroked
    for step in steps:
        if step.kind == MOVE:
            yield from _subpath(points, closed)
            points, closed = [], not stroked
        points.append(step.point)
        closed = closed or step.closes
    yield from _subpath(points, closed)


def _subpath(points: list[tuple[float, float]], closed: bool) -> Iterator[Box]:
    if len(points) < 2:
        return
    if closed or points[0] == points[-1]:
        yield around(points)
    else:
        yield from (around([one, other]) for one, other in pairwise(points))
