"""Boxes, points and matrices in one plane."""

from collections.abc import Iterable
from math import inf

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in user space, or x0, top, x1, bottom as displayed."""

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f as PDF writes them: x' = a x + c y + e, y' = b x + d y + f."""

NOTHING: Box = (inf, inf, -inf, -inf)
"""A box that holds no point."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Give the point where the matrix takes (x, y)."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def around(points: Iterable[tuple[float, float]]) -> Box:
    """Give the box around points; there is one at least."""
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def common(one: Box, other: Box) -> Box:
    """Give what two boxes have in common; its sides are crossed where they have nothing."""
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


def product(inner: Matrix, outer: Matrix) -> Matrix:
    """Give the matrix that applies ``inner`` first."""
    if outer is IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def box_in(form: Matrix, box: Box) -> Box:
    """Give the box in the space that ``form`` leads to."""
    if form is IDENTITY:
        return box
    corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
    return around([transformed(x, y, form) for x, y in corners])
