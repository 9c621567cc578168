"""What is drawn in a cell and is no text of it: signs that nobody typed, lines through a text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from jixiao.extract.content import Char
from jixiao.extract.geometry import Box
from jixiao.extract.rules import Rule

DRAWN = "drawn_in_cell"
"""Doubt: a picture, an outline or a pen's stroke stands in the cell, free of its text."""

STRUCK = "struck_out"
"""Doubt: a text of the cell is struck out, and was left out."""

SLACK = 1.0
"""Points by which what is drawn in a cell may run over its side: a rule's thickness."""

STRIKE = 0.22
"""Part of the type size from a character's middle to the line that strikes it out, at most. Word draws it 0.12 below the
middle of CJK type, browsers 0.08 to 0.17, LibreOffice 0.1; an underline is 0.45 below."""

OVERHANG = 0.6
"""Type sizes by which a strike may be longer than its text at either end. A border that runs through a text is longer."""


SHORT = 0.1
"""Type sizes by which a strike may be shorter than its text at either end."""

EXACT = 0.02
"""The same of a single character: the strokes of 一 and 责, where letters are drawn over typed ones to make them bold, end
0.04 to 0.15 before the character's sides."""


def stands_free(figure: Box, cell: Box, chars: Iterable[Char]) -> bool:
    """Whether what is drawn lies in the cell and neither under nor over its text, as a mark or a ground would."""
    x0, top, x1, bottom = figure
    if x0 < cell[0] - SLACK or x1 > cell[2] + SLACK or top < cell[1] - SLACK or bottom > cell[3] + SLACK:
        return False
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    return not any(
        (x0 <= (char.x0 + char.x1) / 2 <= x1 and top <= (char.top + char.bottom) / 2 <= bottom)
        or (char.x0 <= x <= char.x1 and char.top <= y <= char.bottom)
        for char in chars
    )


def struck_out(chars: Sequence[Char], rules: Iterable[Rule]) -> set[int]:
    """Give the places of the characters that a line strikes out. ``rules`` are horizontal ones that are no borders."""
    order = sorted(range(len(chars)), key=lambda index: chars[index].top + chars[index].bottom)
    middles = [(chars[index].top + chars[index].bottom) / 2 for index in order]
    largest = max((char.size for char in chars), default=0.0)
    struck: set[int] = set()
    for rule in rules:
        first, behind = (bisect(middles, rule.position + way * STRIKE * largest) for bisect, way in _ENDS)
        struck.update(_under(rule, [order[at] for at in range(first, behind)], chars))
    return struck


_ENDS = ((bisect_left, -1), (bisect_right, 1))


def _under(rule: Rule, near: Sequence[int], chars: Sequence[Char]) -> Iterator[int]:
    """Give those of the characters that the rule strikes out, if it is as long as they are together."""
    found = [
        index
        for index in near
        if abs((chars[index].top + chars[index].bottom) / 2 - rule.position) <= STRIKE * chars[index].size
        and rule.start <= (chars[index].x0 + chars[index].x1) / 2 <= rule.end
        and not chars[index].turn
    ]
    if found:
        size = max(chars[index].size for index in found)
        left, right = min(chars[index].x0 for index in found), max(chars[index].x1 for index in found)
        inside = max(rule.start - left, right - rule.end)  # by how much the line is shorter than the text
        outside = max(left - rule.start, rule.end - right)
        if outside <= OVERHANG * size and inside <= (SHORT if len(found) > 1 else EXACT) * size:
            yield from found
