"""What is drawn in a cell and is no text of it: signs that nobody typed, lines through a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from jixiao.extract.content import Char, Drawing
from jixiao.extract.geometry import Box
from jixiao.extract.rules import Rule

DRAWN = "drawn_in_cell"
"""Doubt: a picture, an outline or a pen's stroke stands in the cell, free of its text."""

STRUCK = "struck_out"
"""Doubt: a text of the cell is struck out, and was left out."""

CROSSED = "line_through_text"
"""Doubt: a line runs through a text of the cell, and it is not as long as the text: whether it strikes it out is a
guess."""

SLACK = 1.0
"""Points by which the sides of a square may differ."""

COVERS = 0.3
"""Part of a figure, or of a cell, that they share where the figure stands in the cell."""

HIGHER = 2.5
"""Times a cell's height from which what is drawn is a seal or a ground over several rows."""

THIN = 0.5
"""Points: what a line without width takes of the paper."""

SMALLEST_SIGN, LARGEST_SIGN = 2.0, 14.0
"""Points from which and up to which a single drawing may be a sign in a line of type: a full stop is no sign, and the
largest type of a table is 14."""

NEAR = 1.5
"""Points from a border within which a drawing is part of it: a dash, an arrow's end, a double line."""

STRIKE = 0.22
"""Part of the type size from a character's middle to the line that strikes it out, at most. Writer, Chromium,
WeasyPrint and wkhtmltopdf draw it 0.03 above to 0.13 below the middle in three Chinese fonts; an underline is 0.45
below."""

OVERHANG = 0.6
"""Type sizes by which a strike may be longer than its text at either end: those four end it with the text, wkhtmltopdf
up to
0.5 behind. A border that runs through a text is longer."""

SHORT = 0.1
"""Type sizes by which a strike may be shorter than its text at either end."""

EXACT = 0.02
"""The same of a single character: the strokes of 一 and 责, where letters are drawn over typed ones to make them bold,
end
0.04 to 0.15 before the character's sides."""


def stands_free(figure: Box, cell: Box, chars: Iterable[Char]) -> bool:
    """Whether what is drawn covers a part of the cell and lies neither under its text nor over it, as a mark would.

    What is much higher than the cell (a seal, a watermark) is none of its signs.
    """
    x0, top, x1, bottom = figure
    width, height = x1 - x0, bottom - top
    shared = max(0.0, min(x1, cell[2]) - max(x0, cell[0])) * max(0.0, min(bottom, cell[3]) - max(top, cell[1]))
    smaller = min(max(width, THIN) * max(height, THIN), (cell[2] - cell[0]) * (cell[3] - cell[1]))
    if shared < COVERS * smaller and not _lies_in(figure, cell):
        return False
    if height > HIGHER * (cell[3] - cell[1]):
        return False
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return not any(
        (x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= (char.top + char.bottom) / 2 <= bottom)
        or (char.x0 <= x <= char.x1 and char.top <= y <= char.bottom)
        for char in chars
        if not char.text.isspace()
    )


def _lies_in(figure: Box, cell: Box) -> bool:
    x, y = (figure[0] + figure[2]) / 2, (figure[1] + figure[3]) / 2
    return cell[0] <= x <= cell[2] and cell[1] <= y <= cell[3]


def small_drawings(drawings: Iterable[Drawing], xs: Sequence[float], ys: Sequence[float]) -> list[Box]:
    """Give drawings no larger than a letter that touch none of a table's borders: a minus, a one, a 7 of two strokes.

    ``xs`` and ``ys`` are the table's borders. An empty square is a box to tick.
    """
    found = []
    for x0, top, x1, bottom, stroked, filled, *_ in drawings:
        width, height = x1 - x0, bottom - top
        if not SMALLEST_SIGN <= max(width, height) <= LARGEST_SIGN or not (
            xs[0] < x0 < xs[-1] and ys[0] < top < ys[-1]
        ):
            continue
        is_box = stroked and not filled and abs(width - height) <= SLACK
        touches = _is_near(xs, x0, x1) or _is_near(ys, top, bottom)
        if not is_box and not touches:
            found.append((x0, top, x1, bottom))
    return found


def _is_near(borders: Sequence[float], start: float, end: float) -> bool:
    """Whether one of the borders, in order, lies between start and end or next to either."""
    at = bisect_left(borders, start - NEAR)
    return at < len(borders) and borders[at] <= end + NEAR


class Strikes(NamedTuple):
    """The places of characters that a line strikes out, and of those that one runs through otherwise."""

    struck: frozenset[int] = frozenset()
    crossed: frozenset[int] = frozenset()


def struck_out(chars: Sequence[Char], rules: Iterable[Rule]) -> Strikes:
    """Say which characters a line strikes out. ``rules`` are horizontal ones that are no borders."""
    order = sorted(range(len(chars)), key=lambda index: chars[index].top + chars[index].bottom)
    middles = [(chars[index].top + chars[index].bottom) / 2 for index in order]
    largest = max((char.size for char in chars), default=0.0)
    struck: set[int] = set()
    crossed: set[int] = set()
    for rule in rules:
        first, behind = (bisect(middles, rule.position + way * STRIKE * largest) for bisect, way in _ENDS)
        found = _under(rule, [order[at] for at in range(first, behind)], chars)
        (struck if found and _is_as_long(rule, [chars[index] for index in found]) else crossed).update(found)
    crossed -= struck
    return Strikes(frozenset(struck), frozenset(crossed if len(crossed) > 1 else ()))


_ENDS = ((bisect_left, -1), (bisect_right, 1))


def _under(rule: Rule, near: Sequence[int], chars: Sequence[Char]) -> list[int]:
    """Give those of the characters through whose middle the rule runs."""
    return [
        index
        for index in near
        if abs((chars[index].top + chars[index].bottom) / 2 - rule.position) <= STRIKE * chars[index].size
        and rule.start <= (chars[index].x0 + chars[index].x1) / 2 <= rule.end
        and not (chars[index].turn or chars[index].text.isspace())
    ]


def _is_as_long(rule: Rule, chars: Sequence[Char]) -> bool:
    """Whether the rule is as long as the characters are together."""
    size = max(char.size for char in chars)
    left, right = min(char.x0 for char in chars), max(char.x1 for char in chars)
    inside = max(rule.start - left, right - rule.end)  # by how much the line is shorter than the text
    outside = max(left - rule.start, rule.end - right)
    return outside <= OVERHANG * size and inside <= (SHORT if len(chars) > 1 else EXACT) * size
