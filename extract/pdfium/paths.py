"""Painted paths -> lines and boxes, rings of seals, and fills that may cover text."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.content import Drawing, Ring, ring
from jixiao.extract.geometry import Box, Matrix, around, box_in, product, transformed
from jixiao.extract.outlines import Subpath, draw_signs
from jixiao.extract.pdfium.calls import (
    CURVE,
    LINE,
    MOVE,
)
from jixiao.extract.pdfium.fetch import Fetch, PathPaint, Step
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.visibility import Colour

_RECTANGLE = 5
"""Segments of a rectangle at most: move, three lines, and the one that closes it. Of a fill with no more, the bounds
are all that is asked for, in one call; a stroked path's bounds would have its line width around them."""

_ONE_LINE = 2
"""Segments of one line: the move to where it begins, and the line. So most rules are drawn, and nothing else is asked
of one."""


class PaintedPath(NamedTuple):
    """What a path paints, as displayed: lines and boxes, the ring of a seal, the boxes that it fills, in which colour.

    ``figures`` are the parts of letters and signs drawn as outlines; such a path has no lines.
    """

    drawings: list[Drawing]
    ring: Ring | None
    fills: list[Box]
    paint: Colour | None
    figures: list[Box]


def read_path(holder: int, painted: PathPaint, form: Matrix, frame: Frame, fetch: Fetch) -> PaintedPath | None:
    """Read a path; None of one that paints nothing. ``form`` is the matrix of the form XObject it is part of."""
    filled, stroked, stroke, fill, count = painted
    if not (filled or stroked):
        return None
    colour = (stroke if stroked else fill) or (0, 0, 0, 255)
    if not colour[3]:
        return None  # wholly transparent
    inner = (colour if not stroked else fill) if filled else None
    paint, grey = inner and inner[:3], (colour[0] + colour[1] + colour[2]) / 765
    if not stroked and count <= _RECTANGLE:
        box = frame.displayed(*box_in(form, fetch.bounds(holder)))
        return PaintedPath([Drawing(*box, stroked, filled, 0.0, grey)], None, [box], paint, [])
    matrix = product(fetch.matrix(holder), form)
    steps = _steps(holder, matrix, fetch)
    width = _stroke_width(holder, matrix, fetch) if stroked else 0.0
    if count == _ONE_LINE and steps[1][1] == LINE:
        box = frame.displayed(*around([steps[0][0], steps[1][0]]))
        return PaintedPath([Drawing(*box, stroked, filled, width, grey)], None, [box] if filled else [], paint, [])
    parts = _parts(steps)
    if draw_signs(part.outline for part in parts):
        figures = [frame.displayed(*part.outline.box) for part in parts]
        return PaintedPath([], None, figures if filled else [], paint, figures)
    is_round = stroked and any(part.outline.curved and not part.outline.is_flat for part in parts)
    boxes = [frame.displayed(*each) for each in _lines_and_boxes(parts, stroked, is_round)]
    drawings = [Drawing(*each, stroked, filled, width, grey) for each in boxes]
    whole = frame.displayed(*around(p for part in parts for p in part.outline.points)) if is_round else None
    fills = ([whole] if whole else boxes) if filled else []
    return PaintedPath(drawings, ring(*whole, colour) if whole else None, fills, paint, [])


class _Part(NamedTuple):
    """A subpath: its outline, its segments, and whether it is closed."""

    outline: Subpath
    steps: Sequence[Step]
    closed: bool


def _parts(steps: Sequence[Step]) -> list[_Part]:
    """Part a path where it moves to a new place."""
    starts = [index for index, (_, kind, _) in enumerate(steps) if kind == MOVE or not index]
    return [_part(steps[start:behind]) for start, behind in pairwise([*starts, len(steps)])]


def _part(steps: Sequence[Step]) -> _Part:
    points = [point for point, _, _ in steps]
    closed = any(closes for _, _, closes in steps) or (len(points) > 1 and points[0] == points[-1])
    return _Part(Subpath(points, curved=any(kind == CURVE for _, kind, _ in steps)), steps, closed)


def _lines_and_boxes(parts: Sequence[_Part], stroked: bool, is_round: bool) -> Iterator[Box]:
    """Give the boxes that a path draws, in user space: of each closed or filled subpath, of each line of others.

    Of a curved line only the straight parts count.
    """
    for part in parts:
        if is_round or not (part.closed or not stroked):
            pairs = pairwise(part.steps)
            yield from (
                around([here, there]) for (here, _, _), (there, kind, _) in pairs if not is_round or kind == LINE
            )
        elif len(part.steps) > 1:
            yield part.outline.box


def _stroke_width(holder: int, matrix: Matrix, fetch: Fetch) -> float:
    a, b, c, d, *_ = matrix
    return fetch.stroke_width(holder) * float(abs(a * d - b * c) ** 0.5)


def _steps(holder: int, matrix: Matrix, fetch: Fetch) -> list[Step]:
    return [(transformed(*point, matrix), kind, closes) for point, kind, closes in fetch.steps(holder)]
