"""A page's characters, each in its place as displayed."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from ctypes import cast
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.content import UNREADABLE, Char, WholeText
from jixiao.extract.geometry import Box
from jixiao.extract.pdfium.calls import base_font, char_box, char_generated, char_object, char_unmapped, has_ink
from jixiao.extract.pdfium.objects import Objects
from jixiao.extract.pdfium.style import TextStyle, style_of
from jixiao.extract.pdfium.text_page import TextPage, text_page_of
from jixiao.extract.pdfium.unicode import texts_of
from jixiao.extract.symbol_fonts import may_be_sign, signs_of

_BLANKS = frozenset(" \r\n\t\u00a0\u3000")
_LINE_ENDS = frozenset("\r\n")
_CONTROLS = frozenset(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))) - _BLANKS


_NO_SIGNS: Mapping[str, str] = {}


def read_chars(page: Any, objects: Objects) -> tuple[Char, ...]:
    """Give the characters that no clip hides, in PDFium's order."""
    with text_page_of(page) as text_page:
        opened = TextPage(text_page, objects)
        texts = _with_drawn_controls(opened.handle, texts_of(text_page))
        clipped, renamed = list[str](), list[tuple[str, str]]()
        chars = tuple(_chars(opened, texts, clipped, renamed))
    kept = _without_rests(chars, objects) if objects.hidden_lines else chars
    if objects.whole is None:  # the first time, before what is hidden is taken away to look at the rest
        rests = Counter(char.text for char in chars) - Counter(char.text for char in kept)
        objects.whole = WholeText(_whole(texts, renamed), "".join((*clipped, *rests.elements())))
    return kept


def _whole(texts: Sequence[str], renamed: Sequence[tuple[str, str]]) -> str:
    """Give the page's text without blanks; of ``renamed`` characters their new text."""
    whole = "".join("".join(texts).split())
    if not renamed:
        return whole
    counted = Counter(whole)
    counted.subtract(text for text, _ in renamed)
    counted.update(known for _, known in renamed)
    return "".join((+counted).elements())


def _with_drawn_controls(handle: int, texts: Sequence[str]) -> Sequence[str]:
    """Mark control codes that draw something as unreadable: a wrong map gives them for characters of type."""
    if _CONTROLS.isdisjoint(texts):
        return texts
    return [UNREADABLE if text in _CONTROLS and has_ink(handle, index) else text for index, text in enumerate(texts)]


def _without_rests(chars: Sequence[Char], objects: Objects) -> tuple[Char, ...]:
    """Drop the rests of hidden lines: PDFium forgets the clip of text that lies wholly in it, as a comma of one may."""
    lines, clipped = objects.hidden_lines, objects.clipped_runs
    return tuple([char for char in chars if char.run in clipped or not any(line.holds(char) for line in lines)])


def _chars(page: TextPage, texts: Sequence[str], clipped: list[str], renamed: list[tuple[str, str]]) -> Iterator[Char]:
    """Give the characters that no clip hides; the texts of others go into ``clipped``.

    ``renamed`` takes in those whose font says another character than it draws, or none, with what it is read as.
    """
    handle, box, box_pointer = page.handle, page.box, page.box_pointer
    displayed, read = page.objects.frame.displayed, page.objects.read
    make = tuple.__new__  # what Char() comes to, with a call less
    holder = -1
    size, apart, turn, run, near, far, clip, form = TextStyle(0.0, False, 0, 0, None, 0.0, None)
    before: Char | None = None
    signs: Mapping[str, str] = _NO_SIGNS
    blank = False
    for index, text in enumerate(texts):
        if not text:
            continue  # the second half of a character beyond U+FFFF
        if text in _BLANKS and (text in _LINE_ENDS or char_generated(handle, index) == 1):
            blank = text not in _LINE_ENDS
            continue
        char_box(handle, index, box_pointer)
        if holder != (holder := char_object(handle, index)):
            size, apart, turn, run, near, far, clip, form = style_of(page, index, holder)
            read.add(holder)
            signs = signs_of(base_font(holder)) if may_be_sign(text) else _NO_SIGNS
        elif form is not None:
            page.put_box_in_page(index, form)
        x0, top, x1, bottom = displayed(box.left, box.bottom, box.right, box.top)
        if near is not None:
            x0, top, x1, bottom = (near, top, far, bottom) if turn & 1 else (x0, near, x1, far)
        if clip is not None and not _shows(x0, top, x1, bottom, clip):
            clipped.append(text)
            continue
        known = UNREADABLE if char_unmapped(handle, index) == 1 else signs.get(text, text)
        if known is not text:
            renamed.append((text, known))
        char = make(Char, (known, x0, top, x1, bottom, size, apart, turn, run))
        if blank and before is not None and _blank_between(before.run, run, turn):
            yield _blank(before, char)
        before, blank = char, False
        yield char


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
