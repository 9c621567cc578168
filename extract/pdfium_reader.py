"""The PDFium engine: reads characters and drawings of each page by PDFium's plain calls. Imported only when used.

PDFium gives boxes in the page's user space, y upward, before rotation; ``_Frame`` turns them into those of the page as
displayed. A page has thousands of characters and a call from Python costs half a microsecond, so calls are counted:
three a character and five a text object, handles passed as plain integers.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from ctypes import (
    CFUNCTYPE,
    addressof,
    byref,
    c_char_p,
    c_double,
    c_float,
    c_int,
    c_ubyte,
    c_uint,
    c_ulong,
    c_ushort,
    c_void_p,
    cast,
)
from dataclasses import dataclass
from itertools import pairwise
from math import dist, inf
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from jixiao.errors import DamagedPdf, PasswordNeeded
from jixiao.extract.content import ASCENT, DESCENT, ROUNDING, UNREADABLE, Char, Drawing, PageContent, Ring, ring
from jixiao.extract.layers import off_names
from jixiao.extract.visibility import (
    BLACK,
    FILLED,
    INVISIBLE,
    NEARLY,
    Colour,
    Patch,
    counted,
    doubtful,
    is_patch,
    lost_in,
    on_page,
    outside,
    with_blanks,
    without,
)

ENGINE = "pdfium"

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in user space, or x0, top, x1, bottom as displayed."""
Matrix = tuple[float, float, float, float, float, float]

_NOTHING: Box = (inf, inf, -inf, -inf)
_PARTS = (c_uint * 4)()
"""Where PDFium writes a colour: red, green, blue and alpha."""
_PARTS_AT = tuple(addressof(_PARTS) + 4 * index for index in range(4))
_OPAQUE_BLACK = bytes((c_uint * 4)(0, 0, 0, 255))
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BLANKS = frozenset(" \r\n\t\u00a0\u3000")
_LINE_ENDS = frozenset("\r\n")
_HYPHENS = str.maketrans(dict.fromkeys("\x02\ufffe\u00ad", "-"))
"""What PDFium puts in place of a hyphen at a line's end."""

_TILT = 0.05
"""Sine from which text counts as set at an angle: watermarks are at 30 to 60 degrees, crooked type below 2."""

_HANGING = 0.25
"""Type sizes. Of a character of a font for vertical writing half of its size lies before the origin: it hangs there
with the middle of its upper side. Other fonts' characters begin at the origin. This is half-way."""

_CLIP_SLACK = 1.0
"""Points by which a character's middle may lie outside its clip path: cells are clipped at the rule's middle."""

_SAME_LINE = 0.1
"""Part of the type size by which middles on one line differ: all have one pair of sides, so by rounding only, or where
the type changes its size within the line (from 9 to 10.5 points the middles are 0.06 apart)."""

_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
_LINE, _CURVE, _MOVE = pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_BEZIERTO, pdfium.FPDF_SEGMENT_MOVETO

_PAGES_AT_ONCE = 256
"""Pages after which the file is opened anew: PDFium keeps what it parsed, 45 kB a page of the samples, until the file is
closed; opening a file of 54 MB takes 50 ms."""

_END = re.compile(rb"startxref|%%EOF")


def _plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Give a PDFium function with handles as integers, which spares an object a call."""
    return CFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


_char_box = _plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
_char_origin = _plain(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
_char_matrix = _plain(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
_char_unmapped = _plain(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
_char_object = _plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
_char_generated = _plain(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
_char_colour = _plain(pdfium.FPDFText_GetFillColor, c_int, c_void_p, c_int, *[c_void_p] * 4)
_font_size = _plain(pdfium.FPDFText_GetFontSize, c_double, c_void_p, c_int)
_page_object = _plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
_form_object = _plain(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
_form_count = _plain(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
_object_type = _plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
_object_matrix = _plain(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
_object_bounds = _plain(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
_object_clip = _plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
_clip_paths = _plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
_clip_segments = _plain(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
_clip_segment = _plain(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
_path_mode = _plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
_path_count = _plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
_path_segment = _plain(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
_segment_type = _plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
_segment_close = _plain(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)
_segment_point = _plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
_stroke_colour = _plain(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *[c_void_p] * 4)
_fill_colour = _plain(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
_is_transparent = _plain(pdfium.FPDFPageObj_HasTransparency, c_int, c_void_p)
_render_mode = _plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
_set_active = _plain(pdfium.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
_marks = _plain(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
_mark = _plain(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
_mark_name = _plain(pdfium.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)
_mark_value = _plain(pdfium.FPDFPageObjMark_GetParamBlobValue, c_int, c_void_p, c_char_p, c_void_p, c_ulong, c_void_p)
_line_width = _plain(pdfium.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)


def read_pages(path: Path, first: int = 1) -> Iterator[PageContent]:
    """Give the pages from ``first`` on; each is dropped from memory before the next. Raises the errors of a bad PDF."""
    _check_end(path)
    data = path.read_bytes()
    with closing(_open(path, data)) as document:
        count = len(document)
    if not count:
        raise DamagedPdf(path, "it has no pages")
    layers = off_names(path, data)
    for start in range(first, count + 1, _PAGES_AT_ONCE):
        with closing(_open(path, data)) as document:
            for number in range(start, min(start + _PAGES_AT_ONCE, count + 1)):
                yield _read_page(path, document, number, layers)


def _check_end(path: Path) -> None:
    """PDFium rebuilds a file that is cut short, and the pages that were cut off are blank then, without a word."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if not _END.search(data, max(0, data.rfind(b"endobj"))):
            raise DamagedPdf(path, "its end is missing")


def _open(path: Path, data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise PasswordNeeded(path) from error
        raise DamagedPdf(path, str(error)) from error


def _read_page(path: Path, document: Any, number: int, layers: frozenset[bytes]) -> PageContent:
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise DamagedPdf(path, f"page {number} cannot be read")
    try:
        frame = _frame(page)
        width, height = frame.width, frame.height
        objects = _read_objects(page, frame, layers)
        hidden = _take_away(page, objects) if objects.invisible else 0
        chars, more = _read_seen(page, objects)
        drawings = on_page(objects.drawings, width, height)
        share = min(1.0, objects.image_area / (width * height))
        return PageContent(
            number, width, height, chars, drawings, share, ENGINE, _dropped(objects), hidden=hidden + more
        )
    finally:
        pdfium.FPDF_ClosePage(page)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The visible part of the page in user space, and its rotation in quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """Width of the page as displayed."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height of the page as displayed."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def displayed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Give x0, top, x1, bottom of a box as displayed."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def _frame(page: Any) -> _Frame:
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    return _Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))


class _TextStyle(NamedTuple):
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


def _read_chars(page: Any, objects: "_Objects") -> tuple[Char, ...]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        chars = tuple(_chars(_TextPage(cast(text_page, c_void_p).value or 0, objects), _texts(text_page)))
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    return _without_rests(chars, objects) if objects.hidden_lines else chars


class _HiddenLine(NamedTuple):
    """A line of type of which less than half shows: twice the height of its middle, and its clip box, as displayed."""

    middle: float
    clip: Box

    def holds(self, char: Char) -> bool:
        """Whether the character stands on the line and in the clip box."""
        on_line = abs(char.top + char.bottom - self.middle) <= 2 * _SAME_LINE * char.size
        return on_line and self.clip[0] <= (char.x0 + char.x1) / 2 <= self.clip[2]


def _without_rests(chars: Sequence[Char], objects: "_Objects") -> tuple[Char, ...]:
    """Drop the rests of hidden lines: PDFium forgets the clip of text that lies wholly in it, as a comma of one may."""
    lines, clipped = objects.hidden_lines, objects.clipped_runs
    return tuple([char for char in chars if char.run in clipped or not any(line.holds(char) for line in lines)])


class _TextPage:
    """A text page, what its page's objects gave, and the two structures that PDFium fills for each character."""

    __slots__ = ("box", "box_pointer", "handle", "matrix", "matrix_pointer", "objects", "origin")

    def __init__(self, handle: int, objects: "_Objects") -> None:
        self.handle = handle
        self.objects = objects
        self.box = pdfium.FS_RECTF()
        self.box_pointer = byref(self.box)
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_pointer = byref(self.matrix)
        self.origin = (0.0, 0.0)

    def displayed_box(self) -> Box:
        """Give the box just read as displayed."""
        return self.objects.frame.displayed(self.box.left, self.box.bottom, self.box.right, self.box.top)

    def first_in_form(self, index: int, holder: int) -> Matrix | None:
        """Give the matrix of the form XObject that a text object is part of, if any; put its first box in its place."""
        form = self.objects.form_texts.get(holder)
        if form is not None:
            self.origin = self.matrix.e, self.matrix.f
            self.put_box_in_page(index, form)
        return form

    def put_box_in_page(self, index: int, form: Matrix) -> None:
        """Bring the box just read, of a character in a form XObject, into the page's space where PDFium left that out.

        It does so with characters that it writes another way (radicals): they keep their place in the form's space, and
        their origin with it. Of the two places the right one is nearer to the origin of the character before.
        """
        x, y = c_double(), c_double()
        _char_origin(self.handle, index, byref(x), byref(y))
        origin = x.value, y.value
        moved = _transformed(*origin, form)
        if dist(moved, self.origin) < dist(origin, self.origin):
            box = self.box
            box.left, box.bottom, box.right, box.top = _box_in(form, (box.left, box.bottom, box.right, box.top))
            origin = moved
        self.origin = origin


def _chars(page: _TextPage, texts: Sequence[str]) -> Iterator[Char]:
    handle, box, box_pointer = page.handle, page.box, page.box_pointer
    displayed, read = page.objects.frame.displayed, page.objects.read
    make = tuple.__new__  # what Char() comes to, with a call less
    holder = -1
    size, apart, turn, run, near, far, clip, form = _TextStyle(0.0, False, 0, 0, None, 0.0, None)
    before: Char | None = None
    blank = False
    for index, text in enumerate(texts):
        if not text:
            continue  # the second half of a character beyond U+FFFF
        if text in _BLANKS and (text in _LINE_ENDS or _char_generated(handle, index) == 1):
            blank = text not in _LINE_ENDS
            continue
        _char_box(handle, index, box_pointer)
        if holder != (holder := _char_object(handle, index)):
            size, apart, turn, run, near, far, clip, form = _style(page, index, holder)
            read.add(holder)
        elif form is not None:
            page.put_box_in_page(index, form)
        x0, top, x1, bottom = displayed(box.left, box.bottom, box.right, box.top)
        if near is not None:
            if turn & 1:
                x0, x1 = near, far
            else:
                top, bottom = near, far
        if clip is not None and not _shows(x0, top, x1, bottom, clip):
            continue
        known = UNREADABLE if _char_unmapped(handle, index) == 1 else text
        char = make(Char, (known, x0, top, x1, bottom, size, apart, turn, run))
        if blank and before is not None and _blank_between(before.run, run, turn):
            yield _blank(before, char)
        before, blank = char, False
        yield char


def _blank(before: Char, char: Char) -> Char:
    """Give the blank between two characters, in the line of the second."""
    x0, top, x1, bottom = char[1:5]
    if char.turn % 2:
        top, bottom = min(before.bottom, bottom), max(before.top, top)
    else:
        x0, x1 = min(before.x1, x1), max(before.x0, x0)
    return Char(" ", x0, top, x1, bottom, char.size, char.apart, char.turn, char.run)


def _dropped(objects: "_Objects") -> int:
    """Count the text objects in a font that is not embedded of which PDFium gave no character.

    PDFium passes over objects without width: printed blanks, and also single characters of fonts that neither the file
    nor this machine has (SimSun and the like).
    """
    return sum(
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(cast(holder, pdfium.FPDF_PAGEOBJECT))) == 0
        for holder in objects.text_order.keys() - objects.read
    )


def _blank_between(one: int, other: int, turn: int) -> bool:
    """Whether the blank that PDFium generated between two text objects, given by their numbers, was printed.

    PDFium leaves out a text object that holds a blank only, and generates blanks of its own where it sees a gap: the
    blank was printed when the page draws a text object between the two. A line set upside down it gives from the end.
    """
    return 1 < (abs(other - one) if turn == 2 else other - one) < 4


_HIGH_SURROGATES = range(0xD800, 0xDC00)
_LOW_SURROGATES = range(0xDC00, 0xE000)


def _texts(text_page: Any) -> Sequence[str]:
    """Give the text of each of the page's characters: in one call, or one by one where that one leaves any out."""
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = (c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(text) == count:
        return text.translate(_HYPHENS)
    return _in_pairs([pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)])


def _in_pairs(codes: Sequence[int]) -> list[str]:
    """Give the character of each code. One beyond U+FFFF comes as two surrogates: it stands at the first, nothing at the second."""
    texts = [_character(code).translate(_HYPHENS) for code in codes]
    for at, (high, low) in enumerate(pairwise(codes)):
        if high in _HIGH_SURROGATES and low in _LOW_SURROGATES:
            texts[at : at + 2] = [chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), ""]
    return texts


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNREADABLE


def _style(page: _TextPage, index: int, holder: int) -> _TextStyle:
    """Read what the characters of a text object share, from its first one, whose box was just read.

    Producers make an object of every second character, so calls are counted here too.
    """
    objects, matrix = page.objects, page.matrix
    _char_matrix(page.handle, index, page.matrix_pointer)
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    size = _font_size(page.handle, index) * (abs(d) if c == 0 else (c * c + d * d) ** 0.5)
    run = objects.text_order.get(holder, -1) + 1
    clip = _clip(holder, objects) if holder else None
    form = page.first_in_form(index, holder) if objects.form_texts else None
    tilted = b != 0 and min(abs(a), abs(b)) > _TILT * max(abs(a), abs(b))
    if tilted or (objects.rings and _is_seal(page, index)):
        return _TextStyle(size, True, 0, run, None, 0.0, clip and _with_slack(clip), form)
    way = 0 if a > 0 == b else _quarter_turns(a, b)
    frame = objects.frame
    turn = (way + frame.turns) % 4
    if _before_origin(matrix, page.box, way) > _HANGING * size:
        return _TextStyle(size, False, turn, run, None, 0.0, clip and _with_slack(clip), form)
    x, y, _, _ = frame.displayed(matrix.e, matrix.f, matrix.e, matrix.f)
    near, far = _sides(x, y, size, turn) if turn else (y - ASCENT * size, y + DESCENT * size)
    clip = clip and _line_clip(clip, near, far, turn, run, objects)
    return _TextStyle(size, False, turn, run, near, far, clip, form)


def _sides(x: float, y: float, size: float, turn: int) -> tuple[float, float]:
    """Give the sides of a line of type that begins at (x, y): top and bottom, or left and right."""
    up, down = (ASCENT, DESCENT) if turn in (0, 3) else (DESCENT, ASCENT)
    base = x if turn & 1 else y
    return base - up * size, base + down * size


def _line_clip(clip: Box, near: float, far: float, turn: int, run: int, objects: "_Objects") -> Box:
    """Give the clip box for the characters of a line. Of one from left to right, all show or none.

    Where a page's end slices a line of type, both pages draw it: it is the page's on which more than half of its height
    shows, whatever the height of each character.
    """
    objects.clipped_runs.add(run)
    if turn:
        return _with_slack(clip)
    if clip[1] - ROUNDING <= (near + far) / 2 <= clip[3] + ROUNDING:
        return clip[0] - _CLIP_SLACK, -inf, clip[2] + _CLIP_SLACK, inf
    if near < clip[3] and clip[1] < far:  # a part of it shows
        objects.hidden_lines.append(_HiddenLine(near + far, clip))
    return _NOTHING


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


def _is_seal(page: _TextPage, index: int) -> bool:
    """Whether the text lies in a ring and has its colour: the words on a seal."""
    x0, top, x1, bottom = page.displayed_box()
    colour = _colour(_char_colour, page.handle, index)
    return any(each.holds((x0 + x1) / 2, (top + bottom) / 2, colour) for each in page.objects.rings)


def _colour(function: Any, *of: int) -> tuple[int, int, int, int] | None:
    """Give red, green, blue and alpha, 0 to 255 each."""
    if not function(*of, *_PARTS_AT):
        return None
    red, green, blue, alpha = _PARTS
    return red, green, blue, alpha


def _shows(x0: float, top: float, x1: float, bottom: float, clip: Box) -> bool:
    return clip[0] <= (x0 + x1) / 2 <= clip[2] and clip[1] <= (top + bottom) / 2 <= clip[3]


def _clip(holder: int, objects: "_Objects") -> Box | None:
    """Give the box that the object's clip paths have in common, as displayed."""
    clip, form = _object_clip(holder), objects.form_texts.get(holder, _IDENTITY)
    common: Box | None = None
    for number in range(_clip_paths(clip) if clip else 0):
        count = _clip_segments(clip, number)
        if count > 0:
            box = _around([_point(_clip_segment(clip, number, each), form) for each in range(count)])
            common = box if common is None else _common(common, box)
    return common and objects.frame.displayed(*common)


def _point(segment: int, matrix: Matrix) -> tuple[float, float]:
    x, y = c_float(), c_float()
    _segment_point(segment, byref(x), byref(y))
    return (x.value, y.value) if matrix is _IDENTITY else _transformed(x.value, y.value, matrix)


def _transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


class _Objects:
    """What the page's objects give: drawings, the area under pictures, the texts' order and form matrices."""

    def __init__(self, page: Any, frame: _Frame, layers: frozenset[bytes]) -> None:
        self.page = page
        self.frame = frame
        self.layers = layers
        self.invisible: list[int] = []
        self.patches: list[Patch] = []
        self.colours: dict[int, Colour | None] = {}
        self.drawings: list[Drawing] = []
        self.rings: list[Ring] = []
        self.image_area = 0.0
        self.form_texts: dict[int, Matrix] = {}
        self.text_order: dict[int, int] = {}
        self.read: set[int] = set()
        self.hidden_lines: list[_HiddenLine] = []
        self.clipped_runs: set[int] = set()

    def drop_texts(self, runs: set[int]) -> None:
        """Take text objects, by their numbers, off the page, and number the others anew."""
        kept = [(holder, order) for holder, order in self.text_order.items() if order + 1 not in runs]
        for holder in self.text_order.keys() - dict(kept).keys():
            _set_active(holder, 0)
        orders = [order for _, order in kept]
        self.text_order = {holder: number for number, (holder, _) in enumerate(kept)}
        self.patches = [each._replace(order=bisect_left(orders, each.order)) for each in self.patches]
        colours = self.colours
        self.colours = {at: colours[order + 1] for at, order in enumerate(orders, 1) if order + 1 in colours}
        self.hidden_lines, self.clipped_runs = [], set()


def _read_objects(page: Any, frame: _Frame, layers: frozenset[bytes]) -> _Objects:
    objects = _Objects(page, frame, layers)
    handle = cast(page, c_void_p).value
    count = pdfium.FPDFPage_CountObjects(page)
    _read_each((_page_object(handle, index) for index in range(count)), _IDENTITY, objects)
    return objects


def _read_each(holders: Iterable[int], form: Matrix, objects: _Objects) -> None:
    layers = objects.layers
    for holder in holders:
        kind = _object_type(holder)
        if layers and _is_off(holder, layers):
            objects.invisible += [holder] if kind == _TEXT else _texts_in(holder) if kind == _FORM else []
        elif kind == _TEXT:
            _read_text(holder, form, objects)
        elif layers and kind in (_FORM, _IMAGE) and not _changes_page(holder, objects):
            objects.invisible += _texts_in(holder) if kind == _FORM else []
        elif kind == _PATH:
            _read_path(holder, form, objects)
        elif kind == _IMAGE:
            x0, top, x1, bottom = objects.frame.displayed(*_bounds(holder, form))
            objects.image_area += (x1 - x0) * (bottom - top)
            _add_patch(holder, (x0, top, x1, bottom), None, objects)
        elif kind == _FORM:
            inner = (_form_object(holder, index) for index in range(_form_count(holder)))
            _read_each(inner, _product(_matrix(holder), form), objects)


def _read_text(holder: int, form: Matrix, objects: _Objects) -> None:
    """Number a text object that paints something, and note its colour; keep apart one that does not."""
    mode = _render_mode(holder)
    _fill_colour(holder, *_PARTS_AT)
    order = objects.text_order
    if mode or bytes(_PARTS) != _OPAQUE_BLACK:
        filled = mode in FILLED
        if mode in INVISIBLE or (filled and not _PARTS[3]):
            objects.invisible.append(holder)
            return
        objects.colours[len(order) + 1] = (_PARTS[0], _PARTS[1], _PARTS[2]) if filled else None
    order[holder] = len(order)
    if form != _IDENTITY:
        objects.form_texts[holder] = form


def _is_off(holder: int, layers: frozenset[bytes]) -> bool:
    """Whether the object is marked as content of one of these layers, given by their names."""
    marks = [_mark(holder, index) for index in range(_marks(holder))]
    return any(_written(_mark_name, each) == _OC and _written(_mark_value, each, b"Name") in layers for each in marks)


_OC = "OC\0".encode("utf-16-le")
"""The tag of content that belongs to a layer, as PDFium gives it."""


def _changes_page(holder: int, objects: _Objects) -> bool:
    """Whether the page looks another without a form XObject or picture: whose layer is off PDFium does not say."""
    before = _picture(objects.page, objects.frame)
    _set_active(holder, 0)
    after = _picture(objects.page, objects.frame)
    _set_active(holder, 1)
    return bool((before != after).any())


def _written(function: Any, *of: Any) -> bytes:
    """Give the bytes that a PDFium function writes; of more than 1024, none."""
    buffer, length = (c_ubyte * 1024)(), c_ulong()
    return bytes(buffer)[: length.value] if function(*of, buffer, len(buffer), byref(length)) else b""


def _texts_in(form: int) -> list[int]:
    """Give the text objects in a form XObject and in those in it."""
    inner = [_form_object(form, index) for index in range(_form_count(form))]
    nested = [text for each in inner if _object_type(each) == _FORM for text in _texts_in(each)]
    return [each for each in inner if _object_type(each) == _TEXT] + nested


def _add_patch(holder: int, box: Box, colour: Colour | None, objects: _Objects) -> None:
    """Note a shape or picture, its box as displayed, that lets nothing through as far as its own settings say."""
    if is_patch(*box) and not _is_transparent(holder):
        objects.patches.append(Patch(*box, len(objects.text_order), colour))


def _take_away(page: Any, objects: _Objects) -> int:
    """Take the text objects that paint nothing off the page, and give how many characters they have.

    They would stand between others as if printed.
    """
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        handle, invisible = cast(text_page, c_void_p).value or 0, set(objects.invisible)
        texts = enumerate(_texts(text_page))
        count = sum(bool(text.strip()) and _char_object(handle, index) in invisible for index, text in texts)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    for holder in objects.invisible:
        _set_active(holder, 0)
    return count


def _read_seen(page: Any, objects: _Objects) -> tuple[tuple[Char, ...], int]:
    """Give the characters that show, of those that the page paints, and how many do not.

    Of two that lie nearly on each other PDFium gives one only, be it the hidden one: so what is hidden is taken away,
    and the rest read again.
    """
    chars = _read_chars(page, objects)
    hidden = _hidden(page, chars, objects)
    if not hidden:
        return chars, 0
    away = {char.run for char in chars} - {char.run for char in without(chars, with_blanks(chars, hidden))}
    objects.drop_texts(away)
    again = _read_chars(page, objects)
    seen = without(again, with_blanks(again, _hidden(page, again, objects)))
    return seen, counted(chars) - counted(without(chars, hidden))


def _hidden(page: Any, chars: Sequence[Char], objects: _Objects) -> set[int]:
    """Give the places of the characters that lie outside the page, or that it paints and does not show."""
    suspects = doubtful(chars, objects.patches, _faint(objects))
    frame = objects.frame
    beyond = outside(chars, frame.width, frame.height) if _is_cropped(page, frame) else set()
    return beyond | _proven(page, chars, suspects - beyond, objects) if suspects else beyond


def _faint(objects: _Objects) -> dict[int, Colour]:
    """Give the text objects, by number, whose colour could be lost on the page. Those without a colour are black."""
    lost = {each for each in {BLACK, *objects.colours.values()} if each and lost_in(each, objects.patches)}
    if not lost:
        return {}
    runs = range(1, len(objects.text_order) + 1) if BLACK in lost else objects.colours
    colours = ((run, objects.colours.get(run, BLACK)) for run in runs)
    return {run: colour for run, colour in colours if colour in lost and colour is not None}


def _is_cropped(page: Any, frame: _Frame) -> bool:
    """Whether the visible part of the page is not all of its sheet."""
    sides = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPage_GetMediaBox(page, *map(byref, sides)):
        return True
    visible = frame.left, frame.bottom, frame.right, frame.top
    return any(abs(one.value - other) > ROUNDING for one, other in zip(sides, visible, strict=True))


_PROOF_SCALE = 2.0
"""Pixels a point of the pictures that are compared: type of 5 points is 10 high."""

_PROOF_INSET = 0.1
"""Part of a character's box, from each side, in which its neighbours may stand."""


def _proven(page: Any, chars: Sequence[Char], suspects: set[int], objects: _Objects) -> set[int]:
    """Give those without which the page looks the same: two pictures of it are compared, with and without them.

    What lets a part through (masks, blending, patterns, round shapes) needs no rule of its own so.
    """
    runs = {chars[index].run for index in suspects if not chars[index].text.isspace()}
    holders = [holder for holder, order in objects.text_order.items() if order + 1 in runs]
    before = _picture(page, objects.frame)
    for holder in holders:
        _set_active(holder, 0)
    changed = abs(before - _picture(page, objects.frame)).max(axis=2) > NEARLY
    for holder in holders:
        _set_active(holder, 1)
    hidden = {index for index in suspects if not changed[_pixels(chars[index])].any()}
    return _with_neighbours(chars, hidden, suspects)


def _with_neighbours(chars: Sequence[Char], hidden: set[int], suspects: set[int]) -> set[int]:
    """Give the hidden characters, and the suspects of text objects of whose suspects most are.

    White type that runs over a rule leaves a mark on it.
    """
    balance = Counter([chars[index].run for index in hidden])
    balance.subtract([chars[index].run for index in suspects - hidden])
    return hidden | {index for index in suspects if balance[chars[index].run] > 0}


def _picture(page: Any, frame: _Frame) -> Any:
    """Draw the page as displayed, on white: rows of pixels, each blue, green, red and one unused."""
    import numpy as np

    width, height = max(1, round(frame.width * _PROOF_SCALE)), max(1, round(frame.height * _PROOF_SCALE))
    pixels = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, pixels.ctypes.data, 4 * width)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels[:, :, :3].astype(np.int16)


def _pixels(char: Char) -> tuple[slice, slice]:
    """Give the rows and columns of a picture that show the inner part of a character's box."""
    across, down = _PROOF_INSET * (char.x1 - char.x0), _PROOF_INSET * (char.bottom - char.top)
    ends = char.top + down, char.bottom - down, char.x0 + across, char.x1 - across
    top, bottom, left, right = (max(0, int(_PROOF_SCALE * each)) for each in ends)
    return slice(top, bottom + 1), slice(left, right + 1)


def _matrix(holder: int) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    _object_matrix(holder, byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    """Give the matrix that applies ``inner`` first."""
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s,
        c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


def _bounds(holder: int, form: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    _object_bounds(holder, byref(left), byref(bottom), byref(right), byref(top))
    return _box_in(form, (left.value, bottom.value, right.value, top.value))


def _box_in(form: Matrix, box: Box) -> Box:
    """Give the box in the space that ``form`` leads to."""
    if form is _IDENTITY:
        return box
    corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
    return _around([_transformed(x, y, form) for x, y in corners])


def _read_path(holder: int, form: Matrix, objects: _Objects) -> None:
    fill_mode, stroke = c_int(), c_int()
    _path_mode(holder, byref(fill_mode), byref(stroke))
    filled, stroked = bool(fill_mode.value), bool(stroke.value)
    if not (filled or stroked):
        return
    colour = _colour(_stroke_colour if stroked else _fill_colour, holder) or (0, 0, 0, 255)
    if not colour[3]:
        return  # wholly transparent
    grey = sum(colour[:3]) / 765
    width = _stroke_width(holder, form) if stroked else 0.0
    steps = _steps(holder, form) if stroked or _path_count(holder) > _RECTANGLE else None
    round_line = steps is not None and stroked and any(step.kind == _CURVE for step in steps)
    if steps is not None and round_line:
        box = objects.frame.displayed(*_around([step.point for step in steps]))
        objects.rings += [found for found in [ring(*box, colour)] if found is not None]
        boxes = [_around([one.point, other.point]) for one, other in pairwise(steps) if other.kind == _LINE]
    else:
        boxes = [_bounds(holder, form)] if steps is None else list(_boxes(steps, stroked))
    objects.drawings += [Drawing(*objects.frame.displayed(*each), stroked, filled, width, grey) for each in boxes]
    if filled:
        paint = colour if not stroked else _colour(_fill_colour, holder)
        for each in [_around([step.point for step in steps])] if steps is not None and round_line else boxes:
            _add_patch(holder, objects.frame.displayed(*each), paint and paint[:3], objects)


def _stroke_width(holder: int, form: Matrix) -> float:
    width = c_float()
    _line_width(holder, byref(width))
    a, b, c, d, *_ = _product(_matrix(holder), form)
    return width.value * float(abs(a * d - b * c) ** 0.5)


_RECTANGLE = 5
"""Segments of a rectangle at most: move, three lines, and the one that closes it. Of a fill with no more, the bounds are
all that is asked for, in one call; a stroked path's bounds would have its line width around them."""


class _Step(NamedTuple):
    """One segment of a path: its end point in user space, PDFium's kind, and whether it closes its subpath."""

    point: tuple[float, float]
    kind: int
    closes: bool


def _steps(holder: int, form: Matrix) -> list[_Step]:
    matrix = _product(_matrix(holder), form)
    segments = [_path_segment(holder, index) for index in range(_path_count(holder))]
    return [_Step(_point(each, matrix), _segment_type(each), bool(_segment_close(each))) for each in segments]


def _boxes(steps: Sequence[_Step], stroked: bool) -> Iterator[Box]:
    """Give the box of each line of an open path, or of each subpath that is closed or filled, in user space."""
    points: list[tuple[float, float]] = []
    closed = not stroked
    for step in steps:
        if step.kind == _MOVE:
            yield from _subpath(points, closed)
            points, closed = [], not stroked
        points.append(step.point)
        closed = closed or step.closes
    yield from _subpath(points, closed)


def _subpath(points: list[tuple[float, float]], closed: bool) -> Iterator[Box]:
    if len(points) < 2:
        return
    if closed or points[0] == points[-1]:
        yield _around(points)
    else:
        yield from (_around([one, other]) for one, other in pairwise(points))
