"""Tables without a line on white paper: cells told by their fill colours alone, or parted by white lines on shading.

Presentation programs and WPS's table styles set them so. The borders of the filled boxes, and the white lines that lie
on them, are the table's rules.
"""

from collections.abc import Iterable, Sequence

from jixiao.extract.content import Drawing
from jixiao.extract.rules import INVISIBLE_GREY, MAX_THICKNESS, Rules, find_rules

SHEET = 0.6
"""Share of the page from which a filled box is the page's ground, not a cell."""

FEWEST_BOXES = 6
"""Filled boxes of a table that has no other borders: two columns of three rows."""


def shaded_boxes(drawings: Iterable[Drawing], width: float, height: float) -> list[Drawing]:
    """Give the filled boxes that show on white paper and are no ground of the page."""
    return [
        each
        for each in drawings
        if each.filled
        and each.grey < INVISIBLE_GREY
        and min(each.x1 - each.x0, each.bottom - each.top) > MAX_THICKNESS
        and (each.x1 - each.x0) * (each.bottom - each.top) < SHEET * width * height
    ]


def may_be_a_table(boxes: Sequence[Drawing]) -> bool:
    """Whether filled boxes stand in two columns and rows or more, as those of a table's cells do."""
    lefts, tops = {round(each.x0) for each in boxes}, {round(each.top) for each in boxes}
    return len(boxes) >= FEWEST_BOXES and len(lefts) > 1 and len(tops) > 1


def rules_of_shading(drawings: Sequence[Drawing], width: float, height: float) -> Rules:
    """Give the rules that filled boxes make by their sides, and lines in any colour that lie on one of them."""
    boxes = shaded_boxes(drawings, width, height)
    sides = [each._replace(stroked=True, filled=False, grey=0.0) for each in boxes]
    lines = [
        each._replace(grey=0.0) for each in drawings if _is_line(each) and any(_lies_on(each, box) for box in boxes)
    ]
    return find_rules([*sides, *lines])


def _is_line(drawing: Drawing) -> bool:
    return min(drawing.x1 - drawing.x0, drawing.bottom - drawing.top) <= MAX_THICKNESS


def _lies_on(line: Drawing, box: Drawing) -> bool:
    x, y = (line.x0 + line.x1) / 2, (line.top + line.bottom) / 2
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1
