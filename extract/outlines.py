"""Paths that draw letters or signs, not a table's lines: told by how they are made, whichever reader gives them.

Old printers and "convert to curves" turn type into outlines, and a PDF rewritten by another program may draw bold type
as its stroked outline. Such a path is made of curves or of many short segments. A ruling line is straight, whatever
operator draws it; a table's frame with round corners is larger than any letter.
"""

from collections.abc import Iterable, Sequence

from jixiao.extract.content import Drawing
from jixiao.extract.geometry import Box, around
from jixiao.extract.rules import MAX_THICKNESS

LARGEST_GLYPH = 42.0
"""Points: the largest Chinese type size with a name (初号)."""

MOST_CORNERS = 6
"""Points of a straight-lined shape that a table is drawn with: a rectangle has 4, written with its first one again and
a closing one 6. What has more is the outline of a letter without curves (黑体) or a drawn sign."""


class Subpath:
    """A connected part of a path: its points, with those that steer curves, and whether any segment is a curve."""

    __slots__ = ("box", "curved", "points")

    def __init__(self, points: Sequence[tuple[float, float]], *, curved: bool) -> None:
        self.points = points
        self.box: Box = around(points)
        self.curved = curved

    @property
    def is_flat(self) -> bool:
        """Whether it is as thin as a ruling line, be it drawn by the curve operator."""
        return min(self.box[2] - self.box[0], self.box[3] - self.box[1]) <= MAX_THICKNESS

    @property
    def is_shaped(self) -> bool:
        """Whether it is made as a letter's outline is: of curves, or of many corners."""
        return not self.is_flat and (self.curved or len(self.points) > MOST_CORNERS)

    @property
    def is_small(self) -> bool:
        """Whether it is no larger than a letter."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1]) <= LARGEST_GLYPH


def draw_signs(subpaths: Iterable[Subpath]) -> bool:
    """Whether a path, given by its parts, draws letters or signs: none larger than a letter, one made as those are."""
    parts = [part for part in subpaths if len(part.points) > 1]
    return all(part.is_small for part in parts) and any(part.is_shaped for part in parts)


def pictures_as_rules(pictures: Iterable[Box]) -> tuple[list[Drawing], list[Box]]:
    """Part pictures, given as displayed: those as thin as a line, which converters stretch for one, and all others."""
    boxes = list(pictures)
    rules = [Drawing(*box, stroked=False, filled=True, line_width=0.0, grey=0.0) for box in boxes if _is_thin(box)]
    return rules, [box for box in boxes if not _is_thin(box)]


def _is_thin(box: Box) -> bool:
    return min(box[2] - box[0], box[3] - box[1]) <= MAX_THICKNESS
