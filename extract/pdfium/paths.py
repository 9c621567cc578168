"""Painted paths -> lines and boxes, rings of seals, and fills that may cover text."""

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.content import Drawing, Ring, ring
from jixiao.extract.geometry import Box, Matrix, around, product
from jixiao.extract.outlines import Subpath, draw_signs
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
    """What a path paints, as displayed: lines and boxes, the ring of a seal, the boxes that it fills, in which colour.

    ``figures`` are the parts of letters and signs drawn as outlines; such a path has no lines.
    """

    drawings: list[Drawing]
    ring: Ring | None
    fills: list[Box]
    paint: Colour | None
    figures: list[Box]


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
    paint = (colour if not stroked else colour_of(fill_colour, holder)) if filled else None
    parts = _parts(_steps(holder, form)) if stroked or path_count(holder) > _RECTANGLE else None
    if parts is not None and draw_signs(part.outline for part in parts):
        figures = [frame.displayed(*part.outline.box) for part in parts]
        return PaintedPath([], None, figures if filled else [], paint and paint[:3], figures)
    is_round = parts is not None and stroked and any(part.outline.curved and not part.outline.is_flat for part in parts)
    boxes = [frame.displayed(*each) for each in _lines_and_boxes(holder, form, parts, stroked, is_round)]
    grey, width = sum(colour[:3]) / 765, _stroke_width(holder, form) if stroked else 0.0
    drawings = [Drawing(*each, stroked, filled, width, grey) for each in boxes]
    whole = frame.displayed(*around(p for part in parts for p in part.outline.points)) if parts and is_round else None
    fills = ([whole] if whole else boxes) if filled else []
    return PaintedPath(drawings, ring(*whole, colour) if whole else None, fills, paint and paint[:3], [])


class _Part(NamedTuple):
    """A subpath: its outline, its segments, and whether it is closed."""

    outline: Subpath
    steps: Sequence[_Step]
    closed: bool


def _parts(steps: Sequence[_Step]) -> list[_Part]:
    """Part a path where it moves to a new place."""
    starts = [index for index, step in enumerate(steps) if step.kind == MOVE or not index]
    return [_part(steps[start:behind]) for start, behind in pairwise([*starts, len(steps)])]


def _part(steps: Sequence[_Step]) -> _Part:
    points = [step.point for step in steps]
    closed = any(step.closes for step in steps) or (len(points) > 1 and points[0] == points[-1])
    return _Part(Subpath(points, curved=any(step.kind == CURVE for step in steps)), steps, closed)


def _lines_and_boxes(
    holder: int, form: Matrix, parts: Sequence[_Part] | None, stroked: bool, is_round: bool
) -> Iterator[Box]:
    """Give the boxes that a path draws, in user space: of each subpath that is closed or filled, of each line of others.

    Of a curved line only the straight parts count.
    """
    if parts is None:
        yield bounds_of(holder, form)
        return
    for part in parts:
        if is_round or not (part.closed or not stroked):
            pairs = pairwise(part.steps)
            yield from (around([a.point, b.point]) for a, b in pairs if not is_round or b.kind == LINE)
        elif len(part.steps) > 1:
            yield part.outline.box


def _stroke_width(holder: int, form: Matrix) -> float:
    width = c_float()
    line_width(holder, byref(width))
    a, b, c, d, *_ = product(matrix_of(holder), form)
    return width.value * float(abs(a * d - b * c) ** 0.5)


def _steps(holder: int, form: Matrix) -> list[_Step]:
    matrix = product(matrix_of(holder), form)
    segments = [path_segment(holder, index) for index in range(path_count(holder))]
    return [_Step(point_of(each, matrix), segment_type(each), bool(segment_close(each))) for each in segments]
