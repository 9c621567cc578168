"""The ruling lines of a page's picture, held against its grids: an account of rules by a path of its own.

Grids come from the file's drawing operators. The picture is drawn of all that the page holds: a rule that no reader
knows as one, of a pattern, a font of line pieces or a part of a photograph, is in it. Where one runs through a cell
from side to side, between two of its texts, two cells were read as one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from typing import Any, NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.geometry import Box
from jixiao.extract.grid import Cell, Grid, PageTables

RULE_MISSED = "rule_missed"
"""Doubt: the page's picture shows a rule between two texts of the cell."""

SCALE = 2.0
"""Pixels a point of the picture: a hairline is a pixel or two wide then, and a stroke of type 6 points high no longer
than 12."""

_THICKEST = 9
"""Pixels of the thickest rule that is looked for, 4.5 points; a darker area is shading."""

_CONTRAST = 24
"""Grey levels, of 255, by which a rule is darker than what lies beside it: a hairline in grey, smoothed, has 40."""

_SOLID = 0.97
"""Part of a solid rule's pixels that are dark, between the cell's sides."""

_DOTTED = 0.4
"""Part of a dotted rule's pixels that are dark: of the bench's, 0.5 and more."""

_LONGEST_GAP = 9
"""Pixels between two dots or dashes at most: the bench's have up to 6."""

_QUIET = 0.25
"""Part of a rule's own pixels that may be dark beside it: a row of type has dark rows beside each."""

_BESIDE = (4, 5)
"""Pixels from a rule's middle at which it must be quiet."""

_MARGIN = 6
"""Pixels beside a cell's borders in which no rule is looked for: double borders, and the borders themselves."""

_SHORTEST_DOTTED = 60
"""Pixels of the shortest dotted rule: the ends of a few strokes of type above each other look like a shorter one."""

_FEWEST_FREE = 6
"""Pixels of the way from side to side on which no type stands: only there a rule and strokes of type surely differ."""

_FREE_SOLID, _FREE_DOTTED = 0.9, 0.35
"""Part of those pixels that a rule makes dark."""

_LONGER = 1.3
"""Widths of the widest character from which a solid line is longer than any stroke."""

_EDGE = 0.2
"""Part of a character, from each side, that a rule may touch: boxes are larger than the type in them."""


class Looks(Enum):
    """Of which pages the picture is looked at. All would cost a quarter of the conversion (samples, 2026-11-30)."""

    NOWHERE = "nowhere"
    WHERE_DOUBTFUL = "where_doubtful"
    EVERYWHERE = "everywhere"


class Strokes(NamedTuple):
    """The thin dark lines of a picture, true where one may be: ``across`` by rows of pixels, ``down`` by columns."""

    across: Any
    down: Any


def are_looked_at(tables: PageTables, looks: Looks) -> bool:
    """Whether the page's picture is to be looked at."""
    if looks is Looks.WHERE_DOUBTFUL:
        return bool(tables.doubts) or any(cell.doubts for grid in tables.grids for cell in grid.cells)
    return looks is Looks.EVERYWHERE and bool(tables.grids)


def strokes_of(picture: Any) -> Strokes:
    """Find the thin dark lines of a grey picture, ``SCALE`` pixels a point."""
    import numpy as np

    return Strokes(_thin(picture), _thin(np.ascontiguousarray(picture.T)))


def _thin(picture: Any) -> Any:
    """Give where a picture is darker than closely above and below."""
    import cv2
    import numpy as np

    return cv2.morphologyEx(picture, cv2.MORPH_BLACKHAT, np.ones((_THICKEST, 1), np.uint8)) > _CONTRAST


def with_missed_rules(tables: PageTables, chars: Sequence[Char], strokes: Strokes) -> PageTables:
    """Give the page with a doubt on each cell in which the picture shows a rule between two texts, and on the page."""
    grids = tuple(_marked(grid, tables.grids, chars, strokes) for grid in tables.grids)
    if not any(RULE_MISSED in cell.doubts for grid in grids for cell in grid.cells):
        return tables
    return replace(tables, grids=grids, doubts=(*tables.doubts, RULE_MISSED))


def _marked(grid: Grid, grids: Sequence[Grid], chars: Sequence[Char], strokes: Strokes) -> Grid:
    inner = [_box_of(other) for other in grids if other is not grid]
    cells = tuple(
        cell._replace(doubts=(*cell.doubts, RULE_MISSED)) if _hides_a_rule(cell, inner, chars, strokes) else cell
        for cell in grid.cells
    )
    return replace(grid, cells=cells)


def _box_of(grid: Grid) -> Box:
    return grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1]


def _hides_a_rule(cell: Cell, inner: Sequence[Box], chars: Sequence[Char], strokes: Strokes) -> bool:
    """Whether a rule runs through the cell, across or down. ``inner``: the page's other grids, of known rules."""
    box: Box = (cell.x0, cell.top, cell.x1, cell.bottom)
    if not cell.lines or any(_overlap(box, other) for other in inner):
        return False
    return _has_rule(box, strokes.across, chars, _as_drawn) or _has_rule(_turned(box), strokes.down, chars, _turned)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _as_drawn(box: Box) -> Box:
    return box


def _turned(box: Box) -> Box:
    """Give a box with its axes changed: a rule that runs down runs across then."""
    return box[1], box[0], box[3], box[2]


def _has_rule(box: Box, strokes: Any, chars: Sequence[Char], seen: Any) -> bool:
    """Whether a rule runs across the box, between two texts; ``seen`` turns a character's box as ``box`` is turned."""
    left, right = int(SCALE * box[0]) + 3, int(SCALE * box[2]) - 2
    top, bottom = int(SCALE * box[1]) + 1, int(SCALE * box[3])
    part = strokes[top:bottom, left:right]
    found = list(_rows_like_rules(part)) if right - left > 2 * _MARGIN < bottom - top else []
    if not found:
        return False
    texts = [each for each in map(seen, (char[1:5] for char in chars if char.text.strip())) if _holds(box, each)]
    free = _free_of_type(texts, left, right)
    return any(
        _is_between((top + row) / SCALE, texts) and (_is_solid(band, free, texts) or _is_dotted(band, free))
        for row, band in found
    )


def _holds(box: Box, text: Box) -> bool:
    x, y = (text[0] + text[2]) / 2, (text[1] + text[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]


def _rows_like_rules(part: Any) -> Iterator[tuple[int, Any]]:
    """Give each row of pixels that is dark from side to side and quiet above and below, and its pixels.

    A rule may be half a pixel askew: a pixel counts as dark with the one above or below it.
    """
    band = part.copy()
    band[1:] |= part[:-1]
    band[:-1] |= part[1:]
    cover, own = band.mean(axis=1), part.mean(axis=1)
    for row in range(_MARGIN, len(part) - _MARGIN):
        if cover[row] < _DOTTED:
            continue
        noise = max(own[row + sign * step] for sign in (-1, 1) for step in _BESIDE)
        if noise <= _QUIET * cover[row]:
            yield row, band[row]


def _free_of_type(texts: Sequence[Box], left: int, right: int) -> Any:
    """Give the pixels on the way from side to side over and under which no type stands."""
    import numpy as np

    free = np.ones(right - left, dtype=bool)
    for x0, _, x1, _ in texts:
        free[max(0, int(SCALE * x0) - left - 1) : max(0, int(SCALE * x1) - left + 2)] = False
    return free


def _is_solid(band: Any, free: Any, texts: Sequence[Box]) -> bool:
    """Whether a line is dark throughout, and no stroke of a character: those are shorter, and end where no type is."""
    widest = SCALE * max(x1 - x0 for x0, _, x1, _ in texts)
    is_no_stroke = len(band) > _LONGER * widest or _goes_on_outside_type(band, free, _FREE_SOLID)
    return bool(band.mean() >= _SOLID) and is_no_stroke


def _is_dotted(band: Any, free: Any) -> bool:
    import numpy as np

    dark = np.flatnonzero(band)
    gaps = np.diff(np.concatenate(([-1], dark, [len(band)])))
    return bool(
        len(band) >= _SHORTEST_DOTTED and gaps.max() <= _LONGEST_GAP and _goes_on_outside_type(band, free, _FREE_DOTTED)
    )


def _goes_on_outside_type(band: Any, free: Any, share: float) -> bool:
    return bool(free.sum() >= _FEWEST_FREE and band[free].mean() >= share)


def _is_between(y: float, texts: Sequence[Box]) -> bool:
    """Whether characters stand on both sides of a height, and none on it."""
    sides = {(top + bottom) / 2 < y for _, top, _, bottom in texts}
    edges = ((top, bottom, _EDGE * (bottom - top)) for _, top, _, bottom in texts)
    return len(sides) > 1 and not any(top + edge < y < bottom - edge for top, bottom, edge in edges)
