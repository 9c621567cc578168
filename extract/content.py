"""What a reader takes from a page: characters and drawings, in one coordinate contract.

Coordinates are PDF points, the origin is the top left of the page as displayed (rotation and crop applied),
x0 <= x1 and top <= bottom. Every engine gives these values; nothing behind this module knows a PDF library.
"""

from dataclasses import dataclass
from typing import NamedTuple

UNREADABLE = "\ufffd"
"""Stands for a character whose font does not say which one it is."""


class Char(NamedTuple):
    """One printed character. ``size`` is the type size in points; ``tilted`` marks text that is not set upright."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    tilted: bool


class Drawing(NamedTuple):
    """One painted line or box; a line is a box without width or height. ``grey`` is its lightness, 0 black, 1 white."""

    x0: float
    top: float
    x1: float
    bottom: float
    stroked: bool
    filled: bool
    line_width: float
    grey: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page as its reader saw it. ``number`` starts at 1; ``image_share`` is the part of the page under pictures."""

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    drawings: tuple[Drawing, ...]
    image_share: float
    engine: str
    dropped: int = 0
    """Pieces of text that the engine saw and could not turn into characters; another engine may."""
