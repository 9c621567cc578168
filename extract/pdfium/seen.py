"""Of the characters that a page paints, those that a person can see."""

from collections import Counter
from collections.abc import Sequence
from ctypes import byref, c_float
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.content import ROUNDING, Char, HiddenChar, Unseen, WholeText
from jixiao.extract.geometry import Box
from jixiao.extract.pdfium.calls import char_box, char_object, set_active
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.pdfium.objects import Objects
from jixiao.extract.pdfium.picture import picture_of, scale_of
from jixiao.extract.pdfium.text import read_chars
from jixiao.extract.pdfium.text_page import TextPage, text_page_of
from jixiao.extract.pdfium.unicode import texts_of
from jixiao.extract.visibility import (
    BLACK,
    NEARLY,
    Colour,
    doubtful,
    hidden_chars,
    lost_in,
    outside,
    reasons,
    too_small,
    with_blanks,
    without,
)


def take_away(page: Any, objects: Objects) -> tuple[HiddenChar, ...]:
    """Take the text objects that paint nothing off the page, and give their characters.

    They would stand between others as if printed.
    """
    with text_page_of(page) as text_page:
        opened, invisible = TextPage(text_page, objects), set(objects.invisible)
        texts = enumerate(texts_of(text_page))
        hidden = tuple(
            HiddenChar(text, *_box_of(opened, index), Unseen.UNPAINTED)
            for index, text in texts
            if text.strip() and char_object(opened.handle, index) in invisible
        )
    for holder in objects.invisible:
        set_active(holder, 0)
    return hidden


def _box_of(page: TextPage, index: int) -> Box:
    char_box(page.handle, index, page.box_pointer)
    return page.displayed_box()


def read_seen(page: Any, objects: Objects) -> tuple[tuple[Char, ...], tuple[HiddenChar, ...]]:
    """Give the characters that show, of those that the page paints, and those that do not.

    Of two that lie nearly on each other PDFium gives one only, be it the hidden one: so what is hidden is taken away,
    and the rest read again.
    """
    chars = read_chars(page, objects)
    hidden = _hidden(page, chars, objects)
    if not hidden:
        return chars, ()
    away = {char.run for char in chars} - {char.run for char in without(chars, with_blanks(chars, set(hidden)))}
    objects.drop_texts(away)
    objects.whole = None
    again = read_chars(page, objects)
    rest = with_blanks(again, set(_hidden(page, again, objects)))
    objects.whole = _leaving_out(objects.whole, [again[index].text for index in rest])
    return without(again, rest), hidden_chars(chars, hidden)


def _leaving_out(whole: WholeText | None, texts: Sequence[str]) -> WholeText | None:
    return whole and whole._replace(left_out=whole.left_out + "".join("".join(texts).split()))


def _hidden(page: Any, chars: Sequence[Char], objects: Objects) -> dict[int, Unseen]:
    """Give the characters outside the page, or that it paints and does not show, by their places in ``chars``."""
    suspects = doubtful(chars, objects.patches, _faint(objects))
    frame = objects.frame
    beyond = outside(chars, frame.width, frame.height) if _is_cropped(page, frame) else set()
    lost = _proven(page, chars, suspects - beyond, objects) if suspects else set()
    return reasons(beyond, too_small(chars), lost)


def _faint(objects: Objects) -> dict[int, Colour]:
    """Give the text objects, by number, whose colour could be lost on the page. Those without a colour are black."""
    lost = {each for each in {BLACK, *objects.colours.values()} if each and lost_in(each, objects.patches)}
    if not lost:
        return {}
    runs = range(1, len(objects.text_order) + 1) if BLACK in lost else objects.colours
    colours = ((run, objects.colours.get(run, BLACK)) for run in runs)
    return {run: colour for run, colour in colours if colour in lost and colour is not None}


def _is_cropped(page: Any, frame: Frame) -> bool:
    """Whether the visible part of the page is not all of its sheet."""
    sides = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPage_GetMediaBox(page, *map(byref, sides)):
        return True
    visible = frame.left, frame.bottom, frame.right, frame.top
    return any(abs(one.value - other) > ROUNDING for one, other in zip(sides, visible, strict=True))


_PROOF_INSET = 0.1
"""Part of a character's box, from each side, in which its neighbours may stand."""


def _proven(page: Any, chars: Sequence[Char], suspects: set[int], objects: Objects) -> set[int]:
    """Give those without which the page looks the same: two pictures of it are compared, with and without them.

    What lets a part through (masks, blending, patterns, round shapes) needs no rule of its own so.
    """
    runs = {chars[index].run for index in suspects if not chars[index].text.isspace()}
    holders = [holder for holder, order in objects.text_order.items() if order + 1 in runs]
    before = picture_of(page, objects.frame)
    for holder in holders:
        set_active(holder, 0)
    changed = abs(before - picture_of(page, objects.frame)).max(axis=2) > NEARLY
    for holder in holders:
        set_active(holder, 1)
    scale = scale_of(objects.frame)
    hidden = {index for index in suspects if not changed[_pixels(chars[index], scale)].any()}
    return _with_neighbours(chars, hidden, suspects)


def _with_neighbours(chars: Sequence[Char], hidden: set[int], suspects: set[int]) -> set[int]:
    """Give the hidden characters, and the suspects of text objects of whose suspects most are.

    White type that runs over a rule leaves a mark on it.
    """
    balance = Counter([chars[index].run for index in hidden])
    balance.subtract([chars[index].run for index in suspects - hidden])
    return hidden | {index for index in suspects if balance[chars[index].run] > 0}


def _pixels(char: Char, scale: float) -> tuple[slice, slice]:
    """Give the rows and columns of a picture, so many pixels a point, that show the inner part of a character's box."""
    across, down = _PROOF_INSET * (char.x1 - char.x0), _PROOF_INSET * (char.bottom - char.top)
    ends = char.top + down, char.bottom - down, char.x0 + across, char.x1 - across
    top, bottom, left, right = (max(0, int(scale * each)) for each in ends)
    return slice(top, bottom + 1), slice(left, right + 1)
