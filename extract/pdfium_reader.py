"""The PDFium engine: reads characters and drawings of each page by PDFium's plain calls. Imported only when used.

PDFium gives boxes in the page's user space, y upward, before rotation; ``_Frame`` turns them into those of the page as
displayed. Every call costs about a microsecond from Python, so the calls are counted here: three a character.
"""

import re
from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint, create_string_buffer
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from jixiao.errors import DamagedPdf, PasswordNeeded
from jixiao.extract.content import UNREADABLE, Char, Drawing, PageContent

ENGINE = "pdfium"

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in user space."""
Matrix = tuple[float, float, float, float, float, float]

_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BLANKS = frozenset(" \r\n\t\u00a0\u3000")
_LINE_ENDS = frozenset("\r\n")
_HYPHENS = frozenset("\x02\ufffe\u00ad")
"""What PDFium puts in place of a hyphen at a line's end."""

_TILT = 0.05
"""Sine from which text counts as set at an angle: watermarks are at 30 to 60 degrees, crooked type below 2."""

_CLIP_SLACK = 1.0
"""Points by which a character's middle may lie outside its clip path: cells are clipped at the rule's middle."""

_END = re.compile(rb"startxref|%%EOF")


def read_pages(path: Path, first: int = 1) -> Iterator[PageContent]:
    """Give the pages from ``first`` on; each is dropped from memory before the next. Raises the errors of a bad PDF."""
    document = _open(path)
    try:
        count = len(document)
        if not count:
            raise DamagedPdf(path, "it has no pages")
        for number in range(first, count + 1):
            yield _read_page(path, document, number)
    finally:
        document.close()


def _open(path: Path) -> Any:
    data = path.read_bytes()
    # PDFium rebuilds a file that is cut short, and the pages that were cut off are blank then, without a word.
    if not _END.search(data, max(0, data.rfind(b"endobj"))):
        raise DamagedPdf(path, "its end is missing")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise PasswordNeeded(path) from error
        raise DamagedPdf(path, str(error)) from error


def _read_page(path: Path, document: Any, number: int) -> PageContent:
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise DamagedPdf(path, f"page {number} cannot be read")
    try:
        frame = _frame(page)
        objects = _read_objects(page, frame)
        chars = _read_chars(page, frame, objects.form_texts)
        share = min(1.0, objects.image_area / (frame.width * frame.height))
        return PageContent(number, frame.width, frame.height, chars, tuple(objects.drawings), share, ENGINE)
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
    """What all characters of one text object share. ``clip`` is None where nothing of it can be hidden."""

    size: float
    tilted: bool
    clip: Box | None


def _read_chars(page: Any, frame: _Frame, form_texts: dict[int, Matrix]) -> tuple[Char, ...]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        return tuple(_chars(text_page, frame, form_texts))
    finally:
        pdfium.FPDFText_ClosePage(text_page)


def _chars(text_page: Any, frame: _Frame, form_texts: dict[int, Matrix]) -> Iterator[Char]:
    box = pdfium.FS_RECTF()
    box_pointer = byref(box)
    styles: dict[int, _TextStyle] = {}
    displayed, loose_box = frame.displayed, pdfium.FPDFText_GetLooseCharBox
    object_of, unmapped = pdfium.FPDFText_GetTextObject, pdfium.FPDFText_HasUnicodeMapError
    for index, text in enumerate(_texts(text_page)):
        if text in _BLANKS and (text in _LINE_ENDS or pdfium.FPDFText_IsGenerated(text_page, index) == 1):
            continue
        loose_box(text_page, index, box_pointer)
        holder = object_of(text_page, index)
        address = _address(holder)
        style = styles.get(address)
        if style is None:
            style = styles[address] = _style(text_page, index, holder, form_texts.get(address, _IDENTITY))
        if style.clip is not None and _hidden(box, style.clip):
            continue
        if unmapped(text_page, index) == 1:
            text = UNREADABLE
        x0, top, x1, bottom = displayed(box.left, box.bottom, box.right, box.top)
        yield Char(text, x0, top, x1, bottom, style.size, style.tilted)


def _address(pointer: Any) -> int:
    from ctypes import addressof

    return addressof(pointer.contents) if pointer else 0


def _texts(text_page: Any) -> list[str]:
    """Give the text of each of the page's characters: in one call, or one by one where that one leaves any out."""
    count = pdfium.FPDFText_CountChars(text_page)
    buffer = create_string_buffer(2 * count + 2)
    units = (pdfium.c_ushort * (count + 1)).from_buffer(buffer) if hasattr(pdfium, "c_ushort") else None
    written = pdfium.FPDFText_GetText(text_page, 0, count, units) if units is not None else 0
    text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", errors="replace")
    if len(text) != count:
        text = "".join(_character(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count))
    return ["-" if char in _HYPHENS else char for char in text]


def _character(code: int) -> str:
    return chr(code) if 0 < code < 0x110000 else UNREADABLE


def _style(text_page: Any, index: int, holder: Any, form: Matrix) -> _TextStyle:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, byref(matrix))
    across, along = abs(matrix.a), abs(matrix.b)
    tilted = min(across, along) > _TILT * max(across, along)
    size = pdfium.FPDFText_GetFontSize(text_page, index) * (matrix.c**2 + matrix.d**2) ** 0.5
    return _TextStyle(size, tilted, _clip(holder, form) if holder else None)


def _hidden(box: Any, clip: Box) -> bool:
    x, y = (box.left + box.right) / 2, (box.bottom + box.top) / 2
    return not (
        clip[0] - _CLIP_SLACK <= x <= clip[2] + _CLIP_SLACK and clip[1] - _CLIP_SLACK <= y <= clip[3] + _CLIP_SLACK
    )


def _clip(holder: Any, form: Matrix) -> Box | None:
    """Give the box that the object's clip paths have in common, in user space."""
    clip = pdfium.FPDFPageObj_GetClipPath(holder)
    common: Box | None = None
    for number in range(pdfium.FPDFClipPath_CountPaths(clip) if clip else 0):
        points = [
            pdfium.FPDFClipPath_GetPathSegment(clip, number, each)
            for each in range(pdfium.FPDFClipPath_CountPathSegments(clip, number))
        ]
        if points:
            box = _around([_point(point, form) for point in points])
            common = box if common is None else _common(common, box)
    return common


def _point(segment: Any, matrix: Matrix) -> tuple[float, float]:
    x, y = c_float(), c_float()
    pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
    return _transformed(x.value, y.value, matrix)


def _transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _around(points: list[tuple[float, float]]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def _common(one: Box, other: Box) -> Box:
    return max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])


class _Objects:
    """What the page's objects give: drawings, the area under pictures, and the matrix of each text in a form XObject."""

    def __init__(self, frame: _Frame) -> None:
        self.frame = frame
        self.drawings: list[Drawing] = []
        self.image_area = 0.0
        self.form_texts: dict[int, Matrix] = {}


def _read_objects(page: Any, frame: _Frame) -> _Objects:
    objects = _Objects(frame)
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        _read_object(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, objects)
    return objects


def _read_object(holder: Any, form: Matrix, objects: _Objects) -> None:
    kind = pdfium.FPDFPageObj_GetType(holder)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _read_path(holder, form, objects)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        if form is not _IDENTITY:
            objects.form_texts[_address(holder)] = form
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        x0, top, x1, bottom = objects.frame.displayed(*_bounds(holder, form))
        objects.image_area += (x1 - x0) * (bottom - top)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM:
        inner = _product(_matrix(holder), form)
        for index in range(pdfium.FPDFFormObj_CountObjects(holder)):
            _read_object(pdfium.FPDFFormObj_GetObject(holder, index), inner, objects)


def _matrix(holder: Any) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(holder, byref(matrix))
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


def _bounds(holder: Any, form: Matrix) -> Box:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    pdfium.FPDFPageObj_GetBounds(holder, byref(left), byref(bottom), byref(right), byref(top))
    box = (left.value, bottom.value, right.value, top.value)
    if form is _IDENTITY:
        return box
    corners = [(box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])]
    return _around([_transformed(x, y, form) for x, y in corners])


def _read_path(holder: Any, form: Matrix, objects: _Objects) -> None:
    fill_mode, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(holder, byref(fill_mode), byref(stroke))
    filled, stroked = bool(fill_mode.value), bool(stroke.value)
    if not (filled or stroked):
        return
    grey = _grey(holder, stroked)
    if grey is None:
        return
    width = _stroke_width(holder, form) if stroked else 0.0
    for box in _boxes(holder, form, stroked):
        objects.drawings.append(Drawing(*objects.frame.displayed(*box), stroked, filled, width, grey))


def _grey(holder: Any, stroked: bool) -> float | None:
    """Lightness of the colour that draws the rules, 0 black to 1 white; None when it is wholly transparent."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    colour = pdfium.FPDFPageObj_GetStrokeColor if stroked else pdfium.FPDFPageObj_GetFillColor
    if not colour(holder, byref(red), byref(green), byref(blue), byref(alpha)):
        return 0.0
    return (red.value + green.value + blue.value) / 765 if alpha.value else None


def _stroke_width(holder: Any, form: Matrix) -> float:
    width = c_float()
    pdfium.FPDFPageObj_GetStrokeWidth(holder, byref(width))
    a, b, c, d, *_ = _product(_matrix(holder), form)
    return width.value * float(abs(a * d - b * c) ** 0.5)


_RECTANGLE = 5
"""Segments of a rectangle at most: move, three lines, and the one that closes it."""


def _boxes(holder: Any, form: Matrix, stroked: bool) -> Iterator[Box]:
    """Give the box of each line of an open path, or of each subpath that is closed or filled, in user space."""
    count = pdfium.FPDFPath_CountSegments(holder)
    if not stroked and count <= _RECTANGLE:
        yield _bounds(holder, form)  # one call; a stroked path's bounds would have its line width around them
        return
    matrix = _product(_matrix(holder), form)
    points: list[tuple[float, float]] = []
    closed = not stroked
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(holder, index)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _subpath(points, closed)
            points, closed = [], not stroked
        points.append(_point(segment, matrix))
        closed = closed or bool(pdfium.FPDFPathSegment_GetClose(segment))
    yield from _subpath(points, closed)


def _subpath(points: list[tuple[float, float]], closed: bool) -> Iterator[Box]:
    if len(points) < 2:
        return
    if closed or points[0] == points[-1]:
        yield _around(points)
    else:
        yield from (_around([one, other]) for one, other in zip(points, points[1:], strict=False))
