"""A page's characters, each in its place as displayed."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from ctypes import cast
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.content import UNREADABLE, Char, WholeText
from jixiao.extract.geometry import Box
from jixiao.extract.pdfium.calls import base_font, char_unmapped, has_ink, text_font
from jixiao.extract.pdfium.fetch import Asked, Clip, Plain
from jixiao.extract.pdfium.kinds import BLANKS, kinds_of
from jixiao.extract.pdfium.objects import Objects
from jixiao.extract.pdfium.style import TextStyle, plainly, style_of
from jixiao.extract.pdfium.text_page import TextPage, text_page_of
from jixiao.extract.pdfium.unicode import texts_of
from jixiao.extract.symbol_fonts import CODES_READ, signs_of

_CONTROLS = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - BLANKS
_CONTROL = re.compile(f"[{re.escape(''.join(sorted(_CONTROLS)))}]")


_NO_SIGNS: Mapping[str, str] = {}


def read_chars(page: Any, objects: Objects) -> tuple[Char, ...]:
    """Give the characters that no clip hides, in PDFium's order."""
    with text_page_of(page) as text_page:
        opened = TextPage(text_page, objects)
        texts = _with_drawn_controls(opened.handle, texts_of(text_page))
        reading = _Reading(opened, texts)
        chars = reading.chars()
    kept = _without_rests(chars, objects) if objects.hidden_lines else chars
    if objects.whole is None:  # the first time, before what is hidden is taken away to look at the rest
        rests = Counter(_texts(chars)) - Counter(_texts(kept)) if kept is not chars else Counter[str]()
        objects.whole = WholeText(_whole(texts, reading.renamed), "".join((*reading.clipped, *rests.elements())))
    return kept


def _texts(chars: Sequence[Char]) -> list[str]:
    return [char.text for char in chars]


def _whole(texts: Sequence[str], renamed: Sequence[tuple[str, str]]) -> str:
    """Give the page's text without blanks; of ``renamed`` characters their new text."""
    whole = "".join((texts if isinstance(texts, str) else "".join(texts)).split())
    if not renamed:
        return whole
    counted = Counter(whole)
    counted.subtract(text for text, _ in renamed)
    counted.update(known for _, known in renamed)
    return "".join((+counted).elements())


def _with_drawn_controls(handle: int, texts: Sequence[str]) -> Sequence[str]:
    """Mark control codes that draw something as unreadable: a wrong map gives them for characters of type."""
    if _CONTROL.search(texts if isinstance(texts, str) else "".join(texts)) is None:
        return texts
    return [UNREADABLE if text in _CONTROLS and has_ink(handle, index) else text for index, text in enumerate(texts)]


def _without_rests(chars: Sequence[Char], objects: Objects) -> tuple[Char, ...]:
    """Drop the rests of hidden lines: PDFium forgets the clip of text that lies wholly in it, as a comma of one may."""
    lines, clipped = objects.hidden_lines, objects.clipped_runs
    return tuple([char for char in chars if char.run in clipped or not any(line.holds(char) for line in lines)])


class _Reading:
    """Reading a page's characters: what is asked about those that cannot be placed plainly.

    ``clipped`` are the texts of those that a clip hides; ``renamed`` those whose font says another character than it
    draws, or none, with what each is read as.
    """

    def __init__(self, page: TextPage, texts: Sequence[str]) -> None:
        self.page = page
        self.texts = texts
        self.kinds = kinds_of(texts)
        self.clipped: list[str] = []
        self.renamed: list[tuple[str, str]] = []
        self.style = TextStyle(0.0, False, 0, 0, None, 0.0, None)
        self.signs = _NO_SIGNS
        self.signs_by_font: dict[int, Mapping[str, str]] = {}
        self.is_first = False
        self.letter_fonts: set[int] = set()

    def chars(self) -> tuple[Char, ...]:
        """Give the characters that no clip hides."""
        page, objects = self.page, self.page.objects
        asked = Asked(
            page.handle, self.texts, self.kinds, page.box, page.matrix, objects.text_order, objects.read,
            objects.clipped_runs, self.letter_fonts, self._begin, self._odd, Char,
        )  # fmt: skip
        return _with_printed_blanks(*objects.fetch.characters(asked))

    def _begin(self, index: int, holder: int, points: float, paths: Clip | None) -> Plain | None:
        """Say how the characters of a text object are placed, if plainly, from its first one."""
        self.signs = (
            self._signs_in(text_font(holder) if holder else 0) if self.texts[index] in CODES_READ else _NO_SIGNS
        )
        self.is_first = True
        self.style = style_of(self.page, index, holder, points, paths)
        return None if self.signs else plainly(self.style, self.page)

    def _signs_in(self, font: int) -> Mapping[str, str]:
        """Give what a font's characters draw that readers take for letters; its name is asked for once a page."""
        if font not in self.signs_by_font:
            self.signs_by_font[font] = signs_of(base_font(font))
            if font and not self.signs_by_font[font]:
                self.letter_fonts.add(font)
        return self.signs_by_font[font]

    def _odd(self, index: int, run: int) -> Char | None:
        """Give a character that is not placed plainly, of a text object of the last style, if no clip hides it."""
        page, text = self.page, self.texts[index]
        size, apart, turn, _, near, far, clip, form = self.style
        if form is not None and not self.is_first:  # the first one's box was put in its place with its style
            page.put_box_in_page(index, form)
        self.is_first = False
        x0, top, x1, bottom = page.displayed_box()
        if near is not None:
            x0, top, x1, bottom = (near, top, far, bottom) if turn & 1 else (x0, near, x1, far)
        if clip is not None and not _shows(x0, top, x1, bottom, clip):
            self.clipped.append(text)
            return None
        known = UNREADABLE if char_unmapped(page.handle, index) == 1 else self.signs.get(text, text)
        if known is not text:
            self.renamed.append((text, known))
        return Char(known, x0, top, x1, bottom, size, apart, turn, run)


def _with_printed_blanks(chars: Sequence[Char], gaps: Sequence[int]) -> tuple[Char, ...]:
    """Put in the blanks that were printed, of those that PDFium generated before the characters at these places."""
    whole, start = list[Char](), 0
    for gap in gaps:
        before, char = chars[gap - 1], chars[gap]
        if _blank_between(before.run, char.run, char.turn):
            whole += chars[start:gap]
            whole.append(_blank(before, char))
            start = gap
    return (*whole, *chars[start:])


def _shows(x0: float, top: float, x1: float, bottom: float, clip: Box) -> bool:
    return clip[0] <= (x0 + x1) / 2 <= clip[2] and clip[1] <= (top + bottom) / 2 <= clip[3]


def _blank(before: Char, char: Char) -> Char:
    """Give the blank between two characters, in the line of the second."""
    x0, top, x1, bottom = char[1:5]
    if char.turn % 2:
        top, bottom = min(before.bottom, bottom), max(before.top, top)
    else:
        x0, x1 = min(before.x1, x1), max(before.x0, x0)
    return Char(" ", x0, top, x1, bottom, char.size, char.apart, char.turn, char.run)


def _blank_between(one: int, other: int, turn: int) -> bool:
    """Whether the blank that PDFium generated between two text objects, given by their numbers, was printed.

    PDFium leaves out a text object that holds a blank only, and generates blanks of its own where it sees a gap: the
    blank was printed when the page draws a text object between the two. A line set upside down it gives from the end.
    """
    return 1 < (abs(other - one) if turn == 2 else other - one) < 4


def count_dropped(objects: Objects) -> int:
    """Count the text objects in a font that is not embedded of which PDFium gave no character.

    PDFium passes over objects without width: printed blanks, and also single characters of fonts that neither the file
    nor this machine has (SimSun and the like).
    """
    return sum(
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(cast(holder, pdfium.FPDF_PAGEOBJECT))) == 0
        for holder in objects.text_order.keys() - objects.read
    )
