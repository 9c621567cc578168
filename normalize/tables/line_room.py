"""Was a printed line full? What a typesetter may not break decides how much room it needed."""

import re
from functools import lru_cache

from jixiao.normalize.tables.printed import Printed

_FIRST_UNIT = re.compile(r"[（(“《【]*(?:[0-9A-Za-z][0-9A-Za-z.,%‰]*|.)[，。；：、！？）)”》】%‰/]*")
"""The first unbreakable piece of a text: a word or number, or one character, with the brackets and stops that lines may
not be broken at (UAX #14: no break behind opening, nor before closing punctuation, nor before a slash)."""

_HALF_WIDE = 0.5
"""Type sizes: what a Latin letter or digit takes at least; Chinese characters take 1."""


def has_room(line: Printed, following: str, padding: float) -> bool:
    """Whether the first unbreakable piece of ``following`` would have fitted behind the line."""
    return room_left(line, following, padding) >= 0


def room_left(line: Printed, following: str, padding: float) -> float:
    """Give the room, in type sizes, that the line had left when what follows had been set behind it; below 0: none."""
    return (line.cell_width - 2 * padding - line.width) / line.size - _needed(following) if line.size else 0.0


@lru_cache(maxsize=1024)  # habits of columns ask it of one character, over and over
def _needed(following: str) -> float:
    """Give the type sizes that the first unbreakable piece of a text takes at least."""
    match = _FIRST_UNIT.match(following)
    piece = match.group() if match else ""
    return sum(_HALF_WIDE if char.isascii() else 1.0 for char in piece)
