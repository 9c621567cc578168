"""Drawings -> ruling lines. The first step of the table geometry.

A ruling line may be a stroked line, a thin filled rectangle, one side of an outlined rectangle, or a row of dashes.
Fills that are not thin (zebra stripes, shaded heads) are no rules.
"""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from jixiao.extract.content import Drawing

MAX_THICKNESS = 3.0
"""Points. Word's thickest table border is 6 pt, browsers' 3 px (2.25 pt); a line of type is never below 5 pt high, so
anything filled and thinner than this is a rule and no stripe behind text."""

THICKEST = 6.0
"""Points: Word's thickest border, as a filled bar. Beyond ``MAX_THICKNESS`` a bar is a rule where it is dark and
long."""

BAR = 3.0
"""Times its thickness that a thick rule is long at least: a row's side of 15 points, 4.5 thick."""

DARK = 0.5
"""Lightness up to which a thick bar is a rule: stripes behind text are lighter."""

DASH_GAP = 5.0
"""Points. The widest gap between two dashes of one line; columns are wider than this."""

INVISIBLE_GREY = 0.97
"""Lightness from which a rule does not show on white paper (hairlines of 0.9 grey do, and are kept)."""

MIN_LENGTH = 4.0
"""Points. What is shorter after joining dashes is a tick, a dot or part of a glyph."""


class Rule(NamedTuple):
    """A ruling line: ``position`` is y of a horizontal and x of a vertical one; it runs from ``start`` to ``end``."""

    position: float
    start: float
    end: float


class Rules(NamedTuple):
    """The ruling lines of one page, sorted by position."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]


NO_RULES = Rules((), ())

_START = attrgetter("start")


def find_rules(drawings: Iterable[Drawing]) -> Rules:
    """Give the ruling lines that the drawings make, dashes joined and doubles of one line made one."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for drawing in drawings:
        if drawing.grey < INVISIBLE_GREY:
            _sort_in(drawing, horizontal, vertical)
    return Rules(_joined(horizontal), _joined(vertical))


def _sort_in(drawing: Drawing, horizontal: list[Rule], vertical: list[Rule]) -> None:
    x0, top, x1, bottom, stroked = drawing[:5]
    width, height = x1 - x0, bottom - top
    if width <= MAX_THICKNESS or height <= MAX_THICKNESS:
        # A dot is thin both ways: it may belong to a dotted line either way, and joining decides.
        if height <= MAX_THICKNESS:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        if width <= MAX_THICKNESS:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    elif _is_thick_rule(drawing):
        if width > height:
            horizontal.append(Rule((top + bottom) / 2, x0, x1))
        else:
            vertical.append(Rule((x0 + x1) / 2, top, bottom))
    elif stroked:
        horizontal += (Rule(top, x0, x1), Rule(bottom, x0, x1))
        vertical += (Rule(x0, top, bottom), Rule(x1, top, bottom))


def _is_thick_rule(drawing: Drawing) -> bool:
    thickness, length = sorted((drawing.x1 - drawing.x0, drawing.bottom - drawing.top))
    is_bar = drawing.filled and not drawing.stroked and thickness <= THICKEST and length >= BAR * thickness
    return is_bar and drawing.grey < DARK


def _joined(rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """Join pieces of one line: same position to a tenth of a point or so, next piece within a dash's gap."""
    joined: list[Rule] = []
    for group in _same_position(sorted(rules)):
        pieces = sorted(group, key=_START)
        position, start, end = pieces[0]
        for _, next_start, next_end in pieces:
            if next_start - end > DASH_GAP:
                joined.append(Rule(position, start, end))
                start, end = next_start, next_end
            elif next_end > end:
                end = next_end
        joined.append(Rule(position, start, end))
    return tuple(rule for rule in joined if rule.end - rule.start >= MIN_LENGTH)


def _same_position(ordered: Sequence[Rule]) -> Iterable[list[Rule]]:
    group: list[Rule] = []
    for rule in ordered:
        if group and rule[0] - group[0][0] > 0.4:  # by place: their positions
            yield group
            group = []
        group.append(rule)
    if group:
        yield group
