"""What a reader takes from a page: characters and drawings, in one coordinate contract.

Coordinates are PDF points, the origin is the top left of the page as displayed (rotation and crop applied; a page that
is displayed sideways is turned to be read), x0 <= x1 and top <= bottom. Every engine gives these values; nothing behind
this module knows a PDF library.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jixiao.extract.geometry import Box

UNREADABLE = "\ufffd"
"""Stands for a character whose font does not say which one it is."""

_UNKNOWN = re.compile(rf"[{UNREADABLE}\ue000-\uf8ff]|\(cid:")
"""An unknown character, as readers write it; pdfminer: ``(cid:12)``. Fonts of old converters put characters into
Unicode's private use area (U+E000 to U+F8FF) that mean nothing elsewhere."""


_ACCENTED = "\u00c0-\u00c4\u00c6-\u00d6\u00d9-\u00e4\u00e6-\u00f6\u00f9-\u024f"
_MAY_BE_MISREAD = re.compile(f"[\u0080-\u009f{_ACCENTED}]")
_LIES = f"(?<![A-Za-z{_ACCENTED}])[\u0080-\u009f{_ACCENTED}]+(?![A-Za-z{_ACCENTED}])"
_BESIDE = "[0-9\u2e80-\u2fdf\u4e00-\u9fff/]"
_MISREAD = f"(?<={_BESIDE}){_LIES}|{_LIES}(?={_BESIDE})"
"""Accented letters beside a Chinese character or a digit, with no plain letter at them, and control codes: no text that
these files hold is written so. A font whose map is wrong gives the code's own Latin letter for a Chinese character
(人均补û标准, ÿ2023年度Ā). Ø and Å are signs of measures (Ø300)."""


_MAY_BE_UNREADABLE = re.compile(f"[{UNREADABLE}\ue000-\uf8ff(\u0080-\u009f{_ACCENTED}]")
"""One of the characters with which those two begin."""


def is_readable(text: str) -> bool:
    """Whether every character of the text is known, and none is a Latin letter that its font cannot mean."""
    if _MAY_BE_UNREADABLE.search(text) is None:  # nearly every text
        return True
    return _UNKNOWN.search(text) is None and not count_misread(text)


def count_unreadable(text: str) -> int:
    """Count the characters of a text that are not known, or that their font cannot mean."""
    return len(_UNKNOWN.findall(text)) + count_misread(text)


def count_misread(text: str) -> int:
    """Count the Latin letters that a font with a wrong map gives for Chinese characters."""
    if _MAY_BE_MISREAD.search(text) is None:  # nearly every text
        return 0
    return sum(len(found.group()) for found in re.finditer(_MISREAD, text))


ASCENT, DESCENT = 0.88, 0.12
"""Type sizes from the baseline to a line's top and bottom: those of CJK fonts (the em box of 1000 units stands at 880
and -120). Fonts' own figures are often wrong; with one pair for all, the characters of a line have one middle."""


ROUNDING = 0.1
"""Points by which a line's middle may lie outside a clip and the line still show: of a line that a page's end slices in
its very middle, neither page may lose its half. Producers round to 0.05 (twips) or 0.03 (1/100 mm)."""


def is_halved(middle: float, clip: Box) -> bool:
    """Whether a clip's upper or lower side is where a line has its middle, so that it may show on two pages."""
    return min(abs(middle - clip[1]), abs(middle - clip[3])) <= ROUNDING


class Char(NamedTuple):
    """One printed character. ``size`` is the type size in points.

    ``apart`` marks text that lies over the page and does not belong to it: set at an angle (a watermark), or a seal's.
    ``turn`` is the way its type is set, in quarter turns clockwise: 0 from left to right, 1 downwards, 2 upside down, 3
    upwards; characters that stand upright one below the other have 0. ``run`` is the text object that it is part of,
    numbered from 1 in the order of painting; 0 is unknown.
    ``score`` says how sure a recogniser is of it, from 0 to 1; 1 of a character that the file names.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    apart: bool
    turn: int = 0
    run: int = 0
    score: float = 1.0


class Unseen(StrEnum):
    """Why a person cannot see a character that a page holds."""

    UNPAINTED = "painted by nothing"
    """Set as invisible or wholly transparent, or on a layer that is off."""
    BEYOND = "outside the page"
    LOST = "covered, or in the colour of its ground"
    SMALL = "too small to be seen"


class HiddenChar(NamedTuple):
    """A character that the page holds and does not show, where it stands, and why it is not seen."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    reason: Unseen


class Doubted(NamedTuple):
    """A place on a page and the code of what is doubtful about the text that was recognised there."""

    x: float
    y: float
    code: str


class WholeText(NamedTuple):
    """All characters of a page but blanks, as its engine gives them in one call, in any order.

    ``left_out`` are those of them that a person cannot see and the reader leaves out; text objects of which nothing
    shows are taken off the page before.
    """

    text: str
    left_out: str = ""


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
    """A page as its reader saw it. ``number`` starts at 1; ``image_share`` is the part of the page under pictures.

    A page whose text runs sideways or upside down is turned to be read (turning.py), and all coordinates are those of
    the page so turned; ``turned`` says by how many quarter turns clockwise from the page as displayed.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    drawings: tuple[Drawing, ...]
    image_share: float
    engine: str
    dropped: int = 0
    """Pieces of text that the engine saw and could not turn into characters; another engine may."""
    turned: int = 0
    skew: float = 0.0
    """Degrees by which a scanned sheet's lines fall to the right, on the page as displayed and turned; all coordinates
    are those of the sheet laid straight, about the page's middle."""
    hidden: tuple[HiddenChar, ...] = ()
    """Characters that the page holds and does not show (visibility.py), blanks left out. What is clipped away is not
    among them: spreadsheets do so with what stands on another page."""
    unread: int = 0
    """Annotations that a viewer shows and that could not be read: marks and inherited values without a drawing."""
    ocr_layer: bool = False
    """Whether the characters were recognised in the page's picture: here, or by the program that laid them under it,
    unseen."""
    doubted: tuple[Doubted, ...] = ()
    """Where text that was recognised here may be wrong, and why."""
    figures: tuple[Box, ...] = ()
    """Places of what is drawn and is neither type nor a line: pictures, and letters and signs drawn as outlines."""
    of: int = 0
    """How many pages the file says that it has; 0 is not known."""
    whole: WholeText | None = None
    """What the page's characters are held against (account.py); None where the engine gives no text of its own."""
    excess: str = ""
    """What the page has more of than a page may have (bounds.py): it was left out, and there is nothing else here."""
    halved: tuple[float, ...] = ()
    """Heights of the middles of lines that a clip slices there, within ROUNDING: at a page's end, both pages have
    them."""


def left_out(number: int, width: float, height: float, engine: str, excess: str) -> PageContent:
    """Give what stands for a page that is larger than a bound; ``excess`` says which, and by how much."""
    return PageContent(number, width, height, (), (), 0.0, engine, excess=excess)


LARGE_PICTURE = 0.5
"""Share of a page under a picture from which the page is one: a scan. Logos and photographs take less."""

SMALLEST_SEAL = 40.0
"""Points. Official seals (公章) are rings of 38 to 45 mm, 108 to 128 points; a print may be scaled down to a third."""


class Ring(NamedTuple):
    """A circle drawn as a line: the outline of a seal. ``colour`` is what the engine calls it."""

    x0: float
    top: float
    x1: float
    bottom: float
    colour: object

    def holds(self, x: float, y: float, colour: object) -> bool:
        """Whether something at this place and of this colour is part of the seal."""
        return colour == self.colour and self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


def ring(x0: float, top: float, x1: float, bottom: float, colour: object) -> Ring | None:
    """Give the ring that a curved line with this box draws, if it is as wide as high and as large as a seal."""
    width, height = x1 - x0, bottom - top
    round_enough = abs(width - height) <= 0.1 * max(width, height)
    return Ring(x0, top, x1, bottom, colour) if round_enough and width >= SMALLEST_SEAL else None
