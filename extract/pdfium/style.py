"""What the characters of one text object share."""

from math import inf
from typing import Any, NamedTuple

from jixiao.extract.content import ASCENT, DESCENT, ROUNDING, is_halved
from jixiao.extract.geometry import IDENTITY, NOTHING, Box, Matrix
from jixiao.extract.pdfium.calls import (
    char_colour,
    colour_of,
)
from jixiao.extract.pdfium.clip import clip_box
from jixiao.extract.pdfium.fetch import Clip, Plain
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.pdfium.objects import HiddenLine, Objects
from jixiao.extract.pdfium.text_page import TextPage

_TILT = 0.05
"""Sine from which text counts as set at an angle: watermarks are at 30 to 60 degrees, crooked type below 2."""

_HANGING = 0.25
"""Type sizes. Of a character of a font for vertical writing half of its size lies before the origin: it hangs there
with the middle of its upper side. Other fonts' characters begin at the origin. This is half-way."""

_CLIP_SLACK = 1.0
"""Points by which a character's middle may lie outside its clip path: cells are clipped at the rule's middle."""


_EVERYWHERE: Box = (-inf, -inf, inf, inf)


class TextStyle(NamedTuple):
    """What all characters of one text object share. ``clip`` is None where nothing of it can be hidden.

    ``turn`` and ``run`` are as in Char. ``near`` and ``far`` are the sides of its line as displayed: top and bottom, or
    left and right where its type is set upwards or downwards. ``near`` is None where each character has its own.
    ``clip`` holds the middles of the characters that show, as displayed: x0, top, x1, bottom. ``form`` is the matrix of
    the form XObject that the text is part of, None where it moves nothing.
    """

    size: float
    apart: bool
    turn: int
    run: int
    near: float | None
    far: float
    clip: Box | None
    form: Matrix | None = None


def style_of(page: TextPage, index: int, holder: int, points: float, paths: Clip | None) -> TextStyle:
    """Give what the characters of a text object share, from its first one, whose box and matrix were just read.

    ``points`` is its type size before the matrix, ``paths`` are its clip's. Producers make an object of every second
    character, so calls are counted here too.
    """
    objects, matrix = page.objects, page.matrix
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    size = points * (abs(d) if c == 0 else (c * c + d * d) ** 0.5)
    run = objects.text_order.get(holder, -1) + 1
    clip = None  # most text is clipped by nothing
    if paths is not None:
        clip = clip_box(paths, objects.form_texts.get(holder, IDENTITY), objects.frame)
    form = page.first_in_form(index, holder) if objects.form_texts else None
    tilted = b != 0 and min(abs(a), abs(b)) > _TILT * max(abs(a), abs(b))
    if tilted or (objects.rings and _is_seal(page, index)):
        return TextStyle(size, True, 0, run, None, 0.0, clip and _with_slack(clip), form)
    if a > 0 == b and not objects.frame.turns:  # nearly all text: spared a call
        turn, before, base = 0, matrix.e - page.box.left, objects.frame.top - matrix.f
    else:
        turn, before, base = _set_at(matrix, page.box, objects.frame)
    if before > _HANGING * size:
        return TextStyle(size, False, turn, run, None, 0.0, clip and _with_slack(clip), form)
    up, down = (ASCENT, DESCENT) if turn in (0, 3) else (DESCENT, ASCENT)
    near, far = base - up * size, base + down * size
    clip = clip and _line_clip(clip, near, far, turn, run, objects)
    return TextStyle(size, False, turn, run, near, far, clip, form)


def plainly(style: TextStyle, page: TextPage) -> Plain | None:
    """Give how the characters of a text object of this style are placed, where they need no look at each."""
    if style.near is None or style.form is not None:
        return None
    low, top, high, bottom = style.clip or _EVERYWHERE
    if (top, bottom) != (-inf, inf):
        return None
    objects, matrix = page.objects, page.matrix
    upright = not style.turn & 1
    sides = objects.across if upright else objects.down
    alike = not objects.rings and not objects.form_texts and matrix.a > 0 == matrix.b
    return Plain(
        sides, upright, style.near, style.far, low, high, style.clip is not None, style.size, style.apart, style.turn,
        reach=_HANGING * style.size if alike else -inf,
        anywhere=alike and style.clip is None and not objects.frame.turns,
        base=objects.frame.top, up=ASCENT * style.size, down=DESCENT * style.size,
    )  # fmt: skip


def _set_at(matrix: Any, box: Any, frame: Frame) -> tuple[int, float, float]:
    """Give the turn of type whose first character has this matrix and box, what is before its origin, its base line.

    The base line is a height as displayed, or a distance from the left where type runs upwards or downwards.
    """
    way = _quarter_turns(matrix.a, matrix.b)
    turn = (way + frame.turns) % 4
    x, y, _, _ = frame.displayed(matrix.e, matrix.f, matrix.e, matrix.f)
    return turn, _before_origin(matrix, box, way), x if turn & 1 else y


def _line_clip(clip: Box, near: float, far: float, turn: int, run: int, objects: Objects) -> Box:
    """Give the clip box for the characters of a line. Of one from left to right, all show or none.

    Where a page's end slices a line of type, both pages draw it: it is the page's on which more than half of its height
    shows, whatever the height of each character.
    """
    objects.clipped_runs.add(run)
    if turn:
        return _with_slack(clip)
    middle = (near + far) / 2
    if clip[1] - ROUNDING <= middle <= clip[3] + ROUNDING:
        if is_halved(middle, clip):
            objects.halved.add(middle)
        return clip[0] - _CLIP_SLACK, -inf, clip[2] + _CLIP_SLACK, inf
    if near < clip[3] and clip[1] < far:  # a part of it shows
        objects.hidden_lines.append(HiddenLine(near + far, clip))
    return NOTHING


def _with_slack(clip: Box) -> Box:
    return clip[0] - _CLIP_SLACK, clip[1] - _CLIP_SLACK, clip[2] + _CLIP_SLACK, clip[3] + _CLIP_SLACK


def _before_origin(matrix: Any, box: Any, way: int) -> float:
    """Give how much of a character, set at ``way`` in quarter turns clockwise in user space, lies before its origin."""
    if way == 0:
        return float(matrix.e - box.left)
    if way == 1:
        return float(box.top - matrix.f)
    return float(box.right - matrix.e if way == 2 else matrix.f - box.bottom)


def _quarter_turns(a: float, b: float) -> int:
    """Give the quarter turns clockwise at which type is set along (a, b), y upward."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1


def _is_seal(page: TextPage, index: int) -> bool:
    """Whether the text lies in a ring and has its colour: the words on a seal."""
    x0, top, x1, bottom = page.displayed_box()
    colour = colour_of(char_colour, page.handle, index)
    return any(each.holds((x0 + x1) / 2, (top + bottom) / 2, colour) for each in page.objects.rings)
