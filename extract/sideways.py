"""Text that does not run from left to right: labels set sideways, and upright characters one below the other.

Writer, Word (``tbRl``) and browsers (``vertical-rl``) set a label downwards in columns from right to left: Chinese
characters upright, letters and digits turned clockwise. Spreadsheets and ``btLr`` turn the whole label, upwards or
downwards. Turned until its lines run from left to right, each is read as any other text is.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter

from jixiao.extract.compiled import compiled_text
from jixiao.extract.content import Char
from jixiao.extract.lines import BOXES, SAME_GLYPH, SAME_LINE, TextLine, lines_across
from jixiao.extract.turning import main_turn, turned_box, turned_char

_TURN = attrgetter("turn")

FARTHEST = 2.0
"""Type sizes from a character's middle to the next one's in a column of upright characters. In vertical writing they
touch (1.0), spaced out by a quarter or half; at 2.0 a whole character is left out between lines of one character."""


def text_lines(chars: Iterable[Char], column_gap: float = float("inf")) -> tuple[TextLine, ...]:
    """Group characters into lines, from the top down; those set sideways or upside down make lines of their own.

    A line is parted where a gap wider than ``column_gap`` type sizes stands in it: two texts side by side.
    """
    chars = list(chars)
    if _is_set_across(chars):
        return lines_across(chars, column_gap)
    lines = [line for turn in range(4) for line in _lines(_set_at(chars, turn), turn, column_gap)]
    return tuple(sorted(lines, key=lambda line: line.top))


def cell_lines(chars: Sequence[Char]) -> tuple[TextLine, ...]:
    """Group a cell's characters into lines in reading order, whichever way they run."""
    compiled = compiled_text()
    plain = None if compiled is None else compiled.plain_lines(chars, TextLine, SAME_LINE, SAME_GLYPH, BOXES)
    return _cell_lines(chars) if plain is None else plain


def _cell_lines(chars: Sequence[Char]) -> tuple[TextLine, ...]:
    if len(chars) < 2 or (_is_set_across(chars) and _begins_across(*chars[:2])):  # nearly every cell
        return lines_across(chars)
    way = _way(chars)
    if way % 2 and _are_one_text(chars, way):
        return _lines(chars, way)
    parts = [_lines(_set_at(chars, turn), turn) for turn in range(4)]
    return tuple([line for part in sorted(filter(None, parts), key=_top) for line in part])


def _is_set_across(chars: Iterable[Char]) -> bool:
    return not any(map(_TURN, chars))


def _begins_across(one: Char, other: Char) -> bool:
    """Whether of a text's first two characters the one painted later stands right of the other and not below it."""
    if other.run < one.run:
        one, other = other, one
    return other.x0 > one.x0 and other.top + other.bottom < 2 * one.bottom


def _top(lines: Sequence[TextLine]) -> float:
    return min(line.top for line in lines)


def _set_at(chars: Iterable[Char], turn: int) -> list[Char]:
    return [char for char in chars if char.turn == turn]


def _lines(chars: Iterable[Char], way: int, column_gap: float = float("inf")) -> tuple[TextLine, ...]:
    """Read the characters along ``way``, in quarter turns clockwise from left to right."""
    if not way:
        return lines_across(chars, column_gap)
    lines = lines_across([turned_char(char, -way) for char in chars], column_gap)
    return tuple([TextLine(line.text, *turned_box(line[1:5], way), line.size, way) for line in lines])


def _way(chars: Sequence[Char]) -> int:
    """Give the way that the text runs: as its type is set, or a quarter turn on where that stands in columns."""
    turn = main_turn(chars)
    upright = [turned_char(char, -turn) for char in chars]
    return (turn + _runs_down(upright)) % 4


def _are_one_text(chars: Sequence[Char], way: int) -> bool:
    """Whether text along ``way``, upwards or downwards, has in it all the others.

    Those are upright against its lines: Chinese characters beside turned digits. Set across, they are another text.
    """
    upright = [char for char in chars if char.turn != way]
    if any((way - char.turn) % 4 != 1 for char in upright):
        return False
    steps = _steps([turned_char(char, 1 - way) for char in upright])
    return steps[0] <= steps[1]


def _runs_down(chars: Sequence[Char]) -> bool:
    """Whether the text runs down in columns of upright characters: as painted, more go on so than to the right.

    Numbers below each other are lines of their own.
    """
    across, down = _steps(chars)
    return down > across and not all(char.text.isascii() for char in chars)


def _steps(chars: Sequence[Char]) -> tuple[int, int]:
    """Count the characters that stand to the right of the one painted before, and those that go on as columns do."""
    printed = sorted((char for char in chars if not char.text.isspace()), key=lambda char: char.run)
    across = sum(_leads_across(*pair) for pair in pairwise(printed))
    down = sum(_leads_down(*pair) or _leads_back(*pair) for pair in pairwise(printed))
    return across, down


def _leads_across(one: Char, other: Char) -> bool:
    """Whether the second stands to the right of the first, on one line with it."""
    rise = abs(other.top + other.bottom - one.top - one.bottom)
    return rise <= 2 * SAME_LINE * min(one.size, other.size) and other.x0 + other.x1 > one.x0 + one.x1


def _leads_down(one: Char, other: Char) -> bool:
    """Whether the second stands right below the first, as in a column of upright characters."""
    fall = other.top + other.bottom - one.top - one.bottom
    if fall <= 0:
        return False
    size = min(one.size, other.size)
    aside = abs(other.x0 + other.x1 - one.x0 - one.x1)
    return aside <= 2 * SAME_LINE * size < fall <= 2 * FARTHEST * size


def _leads_back(one: Char, other: Char) -> bool:
    """Whether the second stands right before the first: the next column, where a cell is high enough for one character.

    Letters and digits do too where a producer paints one font's characters after the other's.
    """
    size = min(one.size, other.size)
    rise = abs(other.top + other.bottom - one.top - one.bottom)
    back = one.x0 + one.x1 - other.x0 - other.x1
    is_near = rise <= 2 * SAME_LINE * size < back <= 2 * FARTHEST * size
    return is_near and not (one.text.isascii() or other.text.isascii())
