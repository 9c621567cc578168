"""Characters -> lines of text. Blanks that are printed inside a line stay; typesetting's blanks go later (cleaning)."""

from collections.abc import Iterable
from typing import NamedTuple

from jixiao.extract.content import Char

SAME_LINE = 0.5
"""Part of the type size by which two characters' middles may differ on one line (Latin fonts sit 0.2 lower)."""

SAME_GLYPH = 0.35
"""Part of the width by which a second drawing of a character (fake bold) is moved at most."""


class TextLine(NamedTuple):
    """One printed line: its text, box and type size. ``text`` has no blank at either end."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float


def text_lines(chars: Iterable[Char]) -> tuple[TextLine, ...]:
    """Group characters into lines, from the top down, each read from left to right."""
    ordered = sorted(chars, key=lambda char: char.top + char.bottom)
    lines: list[list[Char]] = []
    middle = 0.0
    for char in ordered:
        position = (char.top + char.bottom) / 2
        if lines and position - middle <= SAME_LINE * min(char.size, lines[-1][0].size):
            lines[-1].append(char)
        else:
            lines.append([char])
            middle = position
    made = (_line(line) for line in lines)
    return tuple(line for line in made if line is not None)


def _line(chars: list[Char]) -> TextLine | None:
    kept: list[Char] = []
    for char in sorted(chars, key=lambda char: char.x0):
        if not _drawn_again(char, kept):
            kept.append(char)
    printed = [char for char in kept if not char.text.isspace()]
    if not printed:
        return None
    return TextLine(
        "".join(char.text for char in kept).strip(),
        printed[0].x0,
        min(char.top for char in printed),
        max(char.x1 for char in printed),
        max(char.bottom for char in printed),
        max(char.size for char in printed),
    )


def _drawn_again(char: Char, kept: list[Char]) -> bool:
    """Whether the character lies over one just like it: fake bold draws each one twice."""
    return any(
        other.text == char.text and char.x0 - other.x0 <= SAME_GLYPH * (other.x1 - other.x0) for other in kept[-2:]
    )
