"""Form fields, remarks and marks that lie on a page: drawn into it, so that they are read as what the page shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_ushort, cast, create_string_buffer
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from jixiao.extract.annotations import MARKS, laid_out
from jixiao.extract.catalog import Showing
from jixiao.extract.content import Char
from jixiao.extract.pdfium.frame import Frame

_ADDS_NOTHING = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_TEXT_KEY = {pdfium.FPDF_ANNOT_WIDGET: b"V", pdfium.FPDF_ANNOT_FREETEXT: b"Contents"}
"""What a form field and a typed remark hold their text in."""

_MARKS = frozenset(getattr(pdfium, f"FPDF_ANNOT_{name.upper()}") for name in MARKS)

_EMPTY = 2
"""Bytes of a text that PDFium gives as UTF-16 when there is none: its end."""


class _Typed(NamedTuple):
    """A text without a drawing of its own, its box in user space, and how it asks to be set."""

    text: str
    box: tuple[float, float, float, float]
    appearance: str


class Loaded(NamedTuple):
    """A page that is open, its annotations drawn into it.

    ``typed`` are the texts that nothing draws; ``unread`` counts what a viewer draws by itself.
    """

    page: Any
    typed: tuple[_Typed, ...]
    unread: int

    def chars(self, frame: Frame) -> tuple[Char, ...]:
        """Give the characters of the texts that nothing draws."""
        return tuple(
            char for each in self.typed for char in laid_out(each.text, frame.displayed(*each.box), each.appearance)
        )


@contextmanager
def loaded(document: Any, number: int, showing: Showing) -> Iterator[Loaded | None]:
    """Open a page (1 is the first), and close it; None if it cannot be opened."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    typed: tuple[_Typed, ...] = ()
    unread = 0
    if page and pdfium.FPDFPage_GetAnnotCount(page):
        shown = [each for each in _annotations(page, showing) if each[0] not in _ADDS_NOTHING]
        typed = tuple(each for _, each in shown if isinstance(each, _Typed))
        unread = sum(each is True for _, each in shown)
        if shown and pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS:
            pdfium.FPDF_ClosePage(page)
            page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    try:
        yield Loaded(page, typed, unread) if page else None
    finally:
        if page:
            pdfium.FPDF_ClosePage(page)


def _annotations(page: Any, showing: Showing) -> Iterator[tuple[int, _Typed | bool]]:
    """Give each annotation's kind, its text where nothing draws that, or else whether a viewer draws it by itself."""
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        try:
            if pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_NOVIEW:
                _hide(annotation)  # it would be drawn into the page all the same
            yield pdfium.FPDFAnnot_GetSubtype(annotation), _typed(annotation, showing)
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)


def _hide(annotation: Any) -> None:
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_HIDDEN)


def _typed(annotation: Any, showing: Showing) -> _Typed | bool:
    if pdfium.FPDFAnnot_GetFlags(annotation) & pdfium.FPDF_ANNOT_FLAG_HIDDEN:
        return False
    if showing.layers_off and pdfium.FPDFAnnot_HasKey(annotation, b"OC"):
        _hide(annotation)  # of a layer, and PDFium does not say of which
        return True
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    drawn = pdfium.FPDFAnnot_GetAP(annotation, pdfium.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0) > _EMPTY
    if drawn and not (showing.fields_redrawn and _is_text_field(annotation, kind)):
        return False
    key, box = _TEXT_KEY.get(kind), pdfium.FS_RECTF()
    text = _string(annotation, key) if key else ""
    if text.strip() and pdfium.FPDFAnnot_GetRect(annotation, byref(box)):
        if drawn:
            _hide(annotation)
        return _Typed(text, (box.left, box.bottom, box.right, box.top), _string(annotation, b"DA"))
    if kind == pdfium.FPDF_ANNOT_WIDGET:  # of a field that says neither its kind nor its value, the parent does
        several = pdfium.FPDFAnnot_GetValueType(annotation, b"V") == pdfium.FPDF_OBJECT_ARRAY
        return several or not pdfium.FPDFAnnot_HasKey(annotation, b"FT")
    return kind in _MARKS


def _is_text_field(annotation: Any, kind: int) -> bool:
    is_text = pdfium.FPDFAnnot_GetValueType(annotation, b"V") == pdfium.FPDF_OBJECT_STRING
    return kind == pdfium.FPDF_ANNOT_WIDGET and bool(is_text)


def _string(annotation: Any, key: bytes) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(annotation, key, cast(buffer, POINTER(c_ushort)), length)
    return buffer.raw.decode("utf-16-le", errors="replace").rstrip("\0")
