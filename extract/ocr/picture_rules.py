"""A straightened picture -> its ruling lines, and the picture without them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from jixiao.extract.content import Drawing
from jixiao.extract.rules import Rule, Rules

_DARK = 200
"""Grey up to which a pixel may be of a rule: hairlines of 0.5 points at 150 dpi have 150 to 190."""

_KERNEL, _TYPE_SIZES = 14.0, 1.35
"""Points, and type sizes, that are dark in a row in any rule: strokes of type are up to one size long (trial on the
sample scan, whose type is up to 14 points; on a sheet of A3 that is A4 enlarged, type of 12 points has 17, and the
strokes of a line of it, one height and a fifth of their length apart, made a rule)."""

_TYPE, _LARGEST_PARTS = (4.0, 40.0), 90
"""Points of the height of connected ink that is of type; the percentage of it that is lower than whole characters."""

_LONG = 60.0
"""Points from which such a line is a rule by itself: the strokes of a heading of 40 points are shorter."""

_MEETS = 3.0
"""Points between a shorter rule's end and the rule that it runs to, at most."""

_FEWEST_TO_EDGE = 3
"""Rules that end on one height from which a table is open there."""

_THICKEST = 4.0
"""Points: what is higher is a bar or a dark picture."""

_BRIDGED = 8.0
"""Points of a gap in a rule that is closed: noise, a pen's stroke."""

_OF_LONGER = 0.2
"""Part of the longer piece that such a gap is at most: strokes of a heading on one height stand as far apart as they
are long."""

_UNDER_INK = 130.0
"""Points of a gap that is closed where coloured ink lies over it: a seal is as wide, and lifting it lifts thin rules
too."""

_SAME = 1.5
"""Points between the middles of two pieces of one rule, at most: a sheet is a little bent."""


class PictureRules(NamedTuple):
    """The ruling lines of a picture in points, and where its pixels are theirs."""

    rules: Rules
    mask: Any


def find_picture_rules(grey: Any, coloured: Any, scale: float) -> PictureRules:
    """Find the ruling lines of a straightened picture, ``scale`` pixels a point, and which pixels they are."""
    import cv2
    import numpy as np

    dark = (grey < _DARK).astype(np.uint8)
    least = _shortest_rule(dark, scale)
    across, down = _opened(dark, least), _opened(dark.T.copy(), least)
    found = Rules(
        tuple(_bridged(_pieces(across, scale), coloured, scale)),
        tuple(_bridged(_pieces(down, scale), coloured.T, scale)),
    )
    kept = _kept(found)
    mask = np.zeros(grey.shape, np.uint8)
    _paint(mask, kept.horizontal, across, scale)
    upright = np.zeros(grey.shape[::-1], np.uint8)
    _paint(upright, kept.vertical, down, scale)
    mask |= upright.T
    return PictureRules(kept, cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0)


def _shortest_rule(dark: Any, scale: float) -> int:
    """Give the pixels that are dark in a row in any rule, longer than the strokes of the page's type."""
    import cv2
    import numpy as np

    _, _, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    sides = boxes[1:, [cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT]] / scale
    of_type = sides[((sides >= _TYPE[0]) & (sides <= _TYPE[1])).all(axis=1), 1]  # characters touch side by side
    size = float(np.percentile(of_type, _LARGEST_PARTS)) if len(of_type) else 0.0
    return max(3, round(max(_KERNEL, _TYPE_SIZES * size) * scale))


def _opened(dark: Any, least: int) -> Any:
    """Give where a picture is dark over ``least`` pixels from left to right, thickened by a pixel up and down."""
    import cv2
    import numpy as np

    thick = cv2.dilate(dark, np.ones((3, 1), np.uint8))
    return cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, least), np.uint8))


def _pieces(opened: Any, scale: float) -> list[Rule]:
    """Give each piece of a rule, in points, sorted by height."""
    import cv2

    _, _, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    highest = _THICKEST * scale + 2
    return sorted(
        Rule((top + height / 2) / scale, left / scale, (left + width) / scale)
        for left, top, width, height, _ in boxes[1:].tolist()
        if height <= max(highest, width / 40)  # a long rule of a bent sheet rises a little
    )


def _bridged(pieces: Sequence[Rule], coloured: Any, scale: float) -> Iterator[Rule]:
    """Join pieces of one rule over short gaps, and over longer ones that coloured ink covers."""
    for group in _on_one_height(pieces):
        open_piece, *others = sorted(group, key=lambda rule: rule.start)
        for piece in others:
            if _goes_on(open_piece, piece, coloured, scale):
                open_piece = _together(open_piece, piece)
            else:
                yield open_piece
                open_piece = piece
        yield open_piece


def _on_one_height(pieces: Sequence[Rule]) -> Iterator[list[Rule]]:
    group: list[Rule] = []
    for piece in pieces:
        if group and piece.position - group[-1].position > _SAME:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


def _goes_on(one: Rule, other: Rule, coloured: Any, scale: float) -> bool:
    gap = other.start - one.end
    longer = max(one.end - one.start, other.end - other.start)
    if gap <= min(_BRIDGED, _OF_LONGER * longer):
        return True
    row, left, right = (round(each * scale) for each in (one.position, one.end, other.start))
    band = coloured[max(0, row - 3) : row + 4, left:right]
    return gap <= _UNDER_INK and bool(band.size) and float(band.any(axis=0).mean()) > 0.5


def _together(one: Rule, other: Rule) -> Rule:
    lengths = one.end - one.start, other.end - other.start
    position = (one.position * lengths[0] + other.position * lengths[1]) / sum(lengths)
    return Rule(position, min(one.start, other.start), max(one.end, other.end))


def _kept(found: Rules) -> Rules:
    """Give the rules: long ones, and shorter ones that run from one of those to another, or to a table's open edge."""
    horizontal, vertical = (tuple(rule for rule in each if rule.end - rule.start >= _LONG) for each in found)
    for _ in range(2):  # a short rule may end on a short one
        horizontal, vertical = (
            _held(found.horizontal, horizontal, vertical),
            _held(found.vertical, vertical, horizontal),
        )
    return Rules(tuple(sorted(horizontal)), tuple(sorted(vertical)))


def _held(found: Sequence[Rule], kept: Sequence[Rule], crossing: Sequence[Rule]) -> tuple[Rule, ...]:
    """Give the rules that are ``kept``, and short ones that end on a crossing one, and on another or on an open edge.

    A printer leaves a table open where it breaks the page: there, its rules end on nothing, all on one height.
    """
    starting = [rule for rule in found if rule in kept or _meets(rule, rule.end, crossing)]
    ending = [rule for rule in found if rule in kept or _meets(rule, rule.start, crossing)]
    starts, ends = [rule.start for rule in starting], [rule.end for rule in ending]
    return tuple(
        rule
        for rule in found
        if (rule in starting and (_meets(rule, rule.start, crossing) or _is_among(rule.start, starts)))
        or (rule in ending and (_meets(rule, rule.end, crossing) or _is_among(rule.end, ends)))
        or rule in kept
    )


def _meets(rule: Rule, end: float, crossing: Iterable[Rule]) -> bool:
    near = (other.position for other in crossing if other.start - _MEETS <= rule.position <= other.end + _MEETS)
    return any(abs(end - position) <= _MEETS for position in near)


def _is_among(place: float, places: Iterable[float]) -> bool:
    return sum(abs(place - other) <= _MEETS for other in places) >= _FEWEST_TO_EDGE


def _paint(mask: Any, rules: Sequence[Rule], opened: Any, scale: float) -> None:
    """Mark the pixels of a picture's opening that lie along the rules."""
    reach = round((_THICKEST / 2) * scale) + 1
    for position, start, end in rules:
        rows = slice(max(0, round(position * scale) - reach), round(position * scale) + reach + 1)
        columns = slice(max(0, round(start * scale) - 1), round(end * scale) + 2)
        mask[rows, columns] |= opened[rows, columns]


def as_drawings(rules: Rules) -> tuple[Drawing, ...]:
    """Give ruling lines as a reader gives them; rules of one table that nearly meet are drawn until they do."""
    across = (Drawing(start, y, end, y, True, False, 0.5, 0.0) for y, start, end in rules.horizontal)
    down = (Drawing(x, start, x, end, True, False, 0.5, 0.0) for x, start, end in rules.vertical)
    return (*across, *down)
