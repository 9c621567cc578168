"""What PDFium is asked of a page's objects and characters, and who can answer: fast.c, or by_calls.py without it.

Both give the same; the rules that say what becomes of it stand above them, in Python, once.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol

from jixiao.extract.content import Char
from jixiao.extract.geometry import Box, Matrix

EDITION = 3
"""Of what is asked here. It is raised with each change: a compiled part of another edition, left by an earlier build in
a folder that one works in, is as good as none."""

Point = tuple[float, float]
Rgba = tuple[int, int, int, int]

Found = tuple[int, int, int, Rgba | None]
"""An object of a page: its handle (0: none) and kind; of a text, how it is painted (0: filled) and the colour of its
fill."""

PathPaint = tuple[bool, bool, Rgba | None, Rgba | None, int]
"""Of a path: whether it is filled, whether stroked, the colours of stroke and fill where it is so, and its segments."""

Step = tuple[Point, int, bool]
"""One segment of a path: its end point, PDFium's kind, and whether it closes its subpath."""


Clip = list[list[Point]]
"""The points of each clip path of an object."""


class Plain(NamedTuple):
    """How the characters of a text object are placed that nothing hides, moves or renames.

    ``sides`` are those of a character's own box (Frame.across or Frame.down); ``near`` and ``far`` those that its line
    gives, top and bottom where it is ``upright``. Only what has its middle from ``low`` to ``high`` along the line is
    placed so, which ``is_clipped`` says. Text objects of one matrix, but for the place along the line, of one type size
    and clip are all placed so, where their first character's box begins no more than ``reach`` before its origin. Where
    ``anywhere``, so are those on another line that nothing clips: their base line is ``base`` less the matrix's own
    height, and their sides are ``up`` over it and ``down`` under it.
    """

    sides: tuple[int, int, float, float]
    upright: bool
    near: float
    far: float
    low: float
    high: float
    is_clipped: bool
    size: float
    apart: bool
    turn: int
    reach: float
    anywhere: bool
    base: float
    up: float
    down: float


class Asked(NamedTuple):
    """What reading a page's characters asks for; ``box`` and ``matrix`` are filled for each, as PDFium gives them.

    ``kinds`` holds one byte a character (kinds.py). ``begin`` takes a text object's first character, by its place, the
    object, the type size before its matrix and its clip paths, and says how its characters are placed, if plainly;
    ``odd`` takes any other character of the object last begun, and its number, and gives what is read, if anything.
    ``letter_fonts`` are fonts without signs: what begins with a code of one is begun as what begins with a letter.
    """

    text_page: int
    texts: Sequence[str]
    kinds: bytes
    box: Any
    matrix: Any
    order: dict[int, int]
    read: set[int]
    clipped_runs: set[int]
    letter_fonts: set[int]
    begin: Callable[[int, int, float, Clip | None], Plain | None]
    odd: Callable[[int, int], Char | None]
    char: type[Char]


class Fetch(Protocol):
    """What is asked of PDFium. Handles are integers; those of a page that is closed may not be given."""

    def page_objects(self, page: int, count: int, /) -> list[Found]:
        """Give the page's first objects, so many."""

    def form_objects(self, form: int, count: int, /) -> list[Found]:
        """Give a form XObject's first objects, so many."""

    def path(self, holder: int, /) -> PathPaint:
        """Give how a path is painted."""

    def steps(self, holder: int, /) -> list[Step]:
        """Give a path's segments."""

    def bounds(self, holder: int, /) -> Box:
        """Give the box around an object, in the space of what it is part of."""

    def matrix(self, holder: int, /) -> Matrix:
        """Give an object's matrix."""

    def stroke_width(self, holder: int, /) -> float:
        """Give the width of a path's line, before its matrix."""

    def clip(self, holder: int, /) -> Clip | None:
        """Give the clip paths of an object that is clipped."""

    def characters(self, asked: Asked, /) -> tuple[list[Char], list[int]]:
        """Give a page's characters without blanks that PDFium generated, and before which of them it generated one."""
