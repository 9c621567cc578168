"""What fast.c does, by calls from Python: where there is no compiled part, and to hold it against (fetch.Fetch)."""

from ctypes import byref, c_float, c_int

import pypdfium2.raw as pdfium

from jixiao.extract.content import Char
from jixiao.extract.geometry import Box, Matrix
from jixiao.extract.pdfium.calls import (
    TEXT,
    char_box,
    char_generated,
    char_matrix,
    char_object,
    char_unmapped,
    clip_paths,
    clip_segment,
    clip_segments,
    colour_of,
    fill_colour,
    font_size,
    form_object,
    line_width,
    object_bounds,
    object_clip,
    object_matrix,
    object_type,
    page_object,
    path_count,
    path_mode,
    path_segment,
    render_mode,
    segment_close,
    segment_point,
    segment_type,
    stroke_colour,
    text_font,
)
from jixiao.extract.pdfium.fetch import Asked, Clip, Found, PathPaint, Plain, Point, Step
from jixiao.extract.pdfium.kinds import BLANK, LETTER, NOTHING, SIGN

_OPAQUE_BLACK = 0, 0, 0, 255


def page_objects(page: int, count: int) -> list[Found]:
    """Give a page's first objects, so many."""
    return [_found(page_object(page, index) or 0) for index in range(count)]


def form_objects(form: int, count: int) -> list[Found]:
    """Give a form XObject's first objects, so many."""
    return [_found(form_object(form, index) or 0) for index in range(count)]


def _found(holder: int) -> Found:
    kind = object_type(holder)
    if kind != TEXT:
        return holder, kind, 0, None
    return holder, kind, render_mode(holder), colour_of(fill_colour, holder) or _OPAQUE_BLACK


def path(holder: int) -> PathPaint:
    """Give how a path is painted."""
    fill_mode, stroke = c_int(), c_int()
    path_mode(holder, byref(fill_mode), byref(stroke))
    filled, stroked = bool(fill_mode.value), bool(stroke.value)
    return (
        filled,
        stroked,
        colour_of(stroke_colour, holder) if stroked else None,
        colour_of(fill_colour, holder) if filled else None,
        path_count(holder),
    )


def steps(holder: int) -> list[Step]:
    """Give a path's segments."""
    segments = [path_segment(holder, index) for index in range(path_count(holder))]
    return [(_point(each), segment_type(each), bool(segment_close(each))) for each in segments]


def bounds(holder: int) -> Box:
    """Give the box around an object, in the space of what it is part of."""
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    object_bounds(holder, byref(left), byref(bottom), byref(right), byref(top))
    return left.value, bottom.value, right.value, top.value


def matrix(holder: int) -> Matrix:
    """Give an object's matrix."""
    filled = pdfium.FS_MATRIX()
    object_matrix(holder, byref(filled))
    return filled.a, filled.b, filled.c, filled.d, filled.e, filled.f


def stroke_width(holder: int) -> float:
    """Give the width of a path's line, before its matrix."""
    width = c_float()
    line_width(holder, byref(width))
    return width.value


def clip(holder: int) -> Clip | None:
    """Give the clip paths of an object that is clipped."""
    found = object_clip(holder)
    paths = clip_paths(found) if found else 0
    if paths <= 0:
        return None
    counts = [clip_segments(found, number) for number in range(paths)]
    return [[_point(clip_segment(found, number, each)) for each in range(count)] for number, count in enumerate(counts)]


def _point(segment: int) -> Point:
    x, y = c_float(), c_float()
    segment_point(segment, byref(x), byref(y))
    return x.value, y.value


def characters(asked: Asked) -> tuple[list[Char], list[int]]:
    """Give a page's characters, and before which of them PDFium generated a blank; as in fast.c, step for step."""
    page, box_at, odd = asked.text_page, byref(asked.box), asked.odd
    chars, gaps = list[Char](), list[int]()
    text_object, blank = _TextObject(asked), False
    for index, kind in enumerate(asked.kinds):
        if kind >= BLANK and (kind != BLANK or char_generated(page, index) == 1):
            blank = blank if kind == NOTHING else kind == BLANK
            continue
        char_box(page, index, box_at)
        if text_object.handle != (handle := char_object(page, index) or 0):
            text_object.begin(index, handle)
        char = text_object.plain_char(index)
        if char is None:
            text_object.tell(index)
            char = odd(index, text_object.run)
        if char is None:
            continue
        if blank and chars:
            gaps.append(len(chars))
        blank = False
        chars.append(char)
    return chars, gaps


_IN_BOX = (0, 3, 2, 1)
"""Where the sides of a box, as frame.py counts them, stand in PDFium's own: left, top, right, bottom."""


class _TextObject:
    """The text object that is read, and what it has in common with others: matrix, type size and clip."""

    __slots__ = ("asked", "box_at", "ends", "first", "handle", "is_told", "line", "matrix_at", "plain", "run", "sides")

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.box_at = byref(asked.box)
        self.matrix_at = byref(asked.matrix)
        self.sides = (c_float * 4).from_buffer(asked.box)
        self.handle = -1
        self.run = 0
        self.first = 0
        self.line: tuple[tuple[float, ...], float, Clip | None] = ((), 0.0, None)
        self.plain: Plain | None = None
        self.ends = (0.0, 0.0)
        self.is_told = True

    def begin(self, index: int, handle: int) -> None:
        """Go on to another text object, with its first character, whose box was just read."""
        asked, matrix, before = self.asked, self.asked.matrix, self.line
        self.handle, self.first = handle, index
        self.run = asked.order.get(handle, -1) + 1
        asked.read.add(handle)
        char_matrix(asked.text_page, index, self.matrix_at)
        points, clipped = font_size(asked.text_page, index), clip(handle) if handle else None
        self.line = (matrix.a, matrix.b, matrix.c, matrix.d, points), matrix.f, clipped
        plain = self.plain
        if plain is None or not self._is_like(before, plain):
            self._ask()
        elif matrix.f != before[1]:
            base = plain.base - matrix.f
            self.ends = base - plain.up, base + plain.down
            self.is_told = False
        elif plain.is_clipped:
            asked.clipped_runs.add(self.run)

    def _is_like(self, before: tuple[tuple[float, ...], float, Clip | None], plain: Plain) -> bool:
        """Whether the text object begins with a letter, and is set as the one before was."""
        asked = self.asked
        kind = asked.kinds[self.first]
        if kind != LETTER and not (kind == SIGN and self.handle and text_font(self.handle) in asked.letter_fonts):
            return False
        (type_, y, clipped), (type_before, y_before, clipped_before) = self.line, before
        if type_ != type_before or clipped != clipped_before or not (y == y_before or plain.anywhere):
            return False
        return bool(asked.matrix.e - asked.box.left <= plain.reach)

    def _ask(self) -> None:
        """Ask how the characters are placed."""
        (*_, points), _, clipped = self.line
        self.plain = self.asked.begin(self.first, self.handle, points, clipped)
        self.ends = (self.plain.near, self.plain.far) if self.plain is not None else (0.0, 0.0)
        self.is_told = True

    def tell(self, index: int) -> None:
        """Ask of a text object that is like the one before but for its line, before a character of it is odd."""
        if not self.is_told:
            char_box(self.asked.text_page, self.first, self.box_at)
            self._ask()
            char_box(self.asked.text_page, index, self.box_at)

    def plain_char(self, index: int) -> Char | None:
        """Give a character whose box was just read, if it is placed plainly."""
        if self.plain is None or char_unmapped(self.asked.text_page, index) == 1:
            return None
        (first, second, sign, offset), upright, _, _, low, high, _, size, apart, turn, *_ = self.plain
        near, far = self.ends
        sides = self.sides
        one, other = sign * sides[_IN_BOX[first]] + offset, sign * sides[_IN_BOX[second]] + offset
        if not low <= (one + other) / 2 <= high:
            return None
        x0, top, x1, bottom = (one, near, other, far) if upright else (near, one, far, other)
        fields = self.asked.texts[index], x0, top, x1, bottom, size, apart, turn, self.run, 1.0
        return tuple.__new__(self.asked.char, fields)  # as in fast.c: Char's own call takes twice as long
