"""PDFium's functions as plain calls, and what a call fills.

A page has thousands of characters and a call from Python costs half a microsecond: handles are passed as integers.
"""

from collections.abc import Callable
from ctypes import (
    PYFUNCTYPE,
    addressof,
    byref,
    c_char_p,
    c_double,
    c_int,
    c_ubyte,
    c_uint,
    c_ulong,
    c_void_p,
    cast,
)
from typing import Any

import pypdfium2.raw as pdfium

PARTS = (c_uint * 4)()
"""Where PDFium writes a colour: red, green, blue and alpha."""

PARTS_AT = tuple(addressof(PARTS) + 4 * index for index in range(4))
TEXT, PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
IMAGE, FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM
LINE, CURVE, MOVE = pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_BEZIERTO, pdfium.FPDF_SEGMENT_MOVETO


def plain(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """Give a PDFium function with handles as integers, which spares an object a call.

    The interpreter's lock is kept: PDFium may not be called from two threads, and giving it up takes a tenth of a call.
    """
    return PYFUNCTYPE(result, *arguments)(cast(function, c_void_p).value or 0)


char_box = plain(pdfium.FPDFText_GetLooseCharBox, c_int, c_void_p, c_int, c_void_p)
char_ink = plain(pdfium.FPDFText_GetCharBox, c_int, c_void_p, c_int, *[c_void_p] * 4)
char_origin = plain(pdfium.FPDFText_GetCharOrigin, c_int, c_void_p, c_int, c_void_p, c_void_p)
char_matrix = plain(pdfium.FPDFText_GetMatrix, c_int, c_void_p, c_int, c_void_p)
char_unmapped = plain(pdfium.FPDFText_HasUnicodeMapError, c_int, c_void_p, c_int)
char_object = plain(pdfium.FPDFText_GetTextObject, c_void_p, c_void_p, c_int)
char_generated = plain(pdfium.FPDFText_IsGenerated, c_int, c_void_p, c_int)
char_colour = plain(pdfium.FPDFText_GetFillColor, c_int, c_void_p, c_int, *[c_void_p] * 4)
font_size = plain(pdfium.FPDFText_GetFontSize, c_double, c_void_p, c_int)
page_object = plain(pdfium.FPDFPage_GetObject, c_void_p, c_void_p, c_int)
form_object = plain(pdfium.FPDFFormObj_GetObject, c_void_p, c_void_p, c_int)
form_count = plain(pdfium.FPDFFormObj_CountObjects, c_int, c_void_p)
object_type = plain(pdfium.FPDFPageObj_GetType, c_int, c_void_p)
object_matrix = plain(pdfium.FPDFPageObj_GetMatrix, c_int, c_void_p, c_void_p)
object_bounds = plain(pdfium.FPDFPageObj_GetBounds, c_int, c_void_p, *[c_void_p] * 4)
object_clip = plain(pdfium.FPDFPageObj_GetClipPath, c_void_p, c_void_p)
clip_paths = plain(pdfium.FPDFClipPath_CountPaths, c_int, c_void_p)
clip_segments = plain(pdfium.FPDFClipPath_CountPathSegments, c_int, c_void_p, c_int)
clip_segment = plain(pdfium.FPDFClipPath_GetPathSegment, c_void_p, c_void_p, c_int, c_int)
path_mode = plain(pdfium.FPDFPath_GetDrawMode, c_int, c_void_p, c_void_p, c_void_p)
path_count = plain(pdfium.FPDFPath_CountSegments, c_int, c_void_p)
path_segment = plain(pdfium.FPDFPath_GetPathSegment, c_void_p, c_void_p, c_int)
segment_type = plain(pdfium.FPDFPathSegment_GetType, c_int, c_void_p)
segment_close = plain(pdfium.FPDFPathSegment_GetClose, c_int, c_void_p)
segment_point = plain(pdfium.FPDFPathSegment_GetPoint, c_int, c_void_p, c_void_p, c_void_p)
stroke_colour = plain(pdfium.FPDFPageObj_GetStrokeColor, c_int, c_void_p, *[c_void_p] * 4)
fill_colour = plain(pdfium.FPDFPageObj_GetFillColor, c_int, c_void_p, *[c_void_p] * 4)
is_transparent = plain(pdfium.FPDFPageObj_HasTransparency, c_int, c_void_p)
text_font = plain(pdfium.FPDFTextObj_GetFont, c_void_p, c_void_p)
font_name = plain(pdfium.FPDFFont_GetBaseFontName, c_ulong, c_void_p, c_void_p, c_ulong)
render_mode = plain(pdfium.FPDFTextObj_GetTextRenderMode, c_int, c_void_p)
set_active = plain(pdfium.FPDFPageObj_SetIsActive, c_int, c_void_p, c_int)
marks = plain(pdfium.FPDFPageObj_CountMarks, c_int, c_void_p)
mark = plain(pdfium.FPDFPageObj_GetMark, c_void_p, c_void_p, c_ulong)
mark_name = plain(pdfium.FPDFPageObjMark_GetName, c_int, c_void_p, c_void_p, c_ulong, c_void_p)
mark_value = plain(pdfium.FPDFPageObjMark_GetParamBlobValue, c_int, c_void_p, c_char_p, c_void_p, c_ulong, c_void_p)
line_width = plain(pdfium.FPDFPageObj_GetStrokeWidth, c_int, c_void_p, c_void_p)


def colour_of(function: Any, *of: int) -> tuple[int, int, int, int] | None:
    """Give red, green, blue and alpha, 0 to 255 each."""
    if not function(*of, *PARTS_AT):
        return None
    red, green, blue, alpha = PARTS
    return red, green, blue, alpha


def written(function: Any, *of: Any) -> bytes:
    """Give the bytes that a PDFium function writes; of more than 1024, none."""
    buffer, length = (c_ubyte * 1024)(), c_ulong()
    return bytes(buffer)[: length.value] if function(*of, buffer, len(buffer), byref(length)) else b""


def base_font(font: int) -> str:
    """Give a font's name, as the file has it; of one longer than 127 bytes, nothing."""
    name = (c_ubyte * 128)()
    length = font_name(font, name, len(name)) if font else 0
    return bytes(name)[: max(0, length - 1)].decode("latin-1") if length <= len(name) else ""


def has_ink(text_page: int, index: int) -> bool:
    """Whether a character draws anything, by the box of its shape."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    char_ink(text_page, index, byref(left), byref(right), byref(bottom), byref(top))
    return right.value > left.value and top.value > bottom.value


def address_of(name: str) -> int:
    """Give where a function of PDFium stands."""
    return cast(getattr(pdfium, name), c_void_p).value or 0
