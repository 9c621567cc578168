"""A page's characters as PDFium counts them, and the structures that it fills for each."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_double, c_void_p, cast
from math import dist, hypot
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.geometry import Box, Matrix, box_in, transformed
from jixiao.extract.pdfium.calls import char_origin
from jixiao.extract.pdfium.objects import Objects

OFF_LINE = 0.5
"""Points by which a character's origin may stand off its text's line: by rounding only."""


@contextmanager
def text_page_of(page: Any) -> Iterator[Any]:
    """Open the text of a page that is loaded, and close it."""
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        yield text_page
    finally:
        pdfium.FPDFText_ClosePage(text_page)


class TextPage:
    """A text page, what its page's objects gave, and the two structures that PDFium fills for each character."""

    __slots__ = ("box", "box_pointer", "expected", "handle", "matrix", "matrix_pointer", "objects", "start")

    def __init__(self, text_page: Any, objects: Objects) -> None:
        self.handle = cast(text_page, c_void_p).value or 0
        self.objects = objects
        self.box = pdfium.FS_RECTF()
        self.box_pointer = byref(self.box)
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_pointer = byref(self.matrix)
        self.expected = self.start = (0.0, 0.0)

    def displayed_box(self) -> Box:
        """Give the box just read as displayed."""
        return self.objects.frame.displayed(self.box.left, self.box.bottom, self.box.right, self.box.top)

    def first_in_form(self, index: int, holder: int) -> Matrix | None:
        """Give the matrix of the form XObject that a text object is part of, if any; put its first box in its place."""
        form = self.objects.form_texts.get(holder)
        if form is not None:
            self.expected = self.start = self.matrix.e, self.matrix.f
            self.put_box_in_page(index, form)
        return form

    def put_box_in_page(self, index: int, form: Matrix) -> None:
        """Bring the box just read, of a character in a form XObject, into the page's space where PDFium left that out.

        It does so with characters that it writes another way (radicals): they keep their place in the form's space, and
        their origin with it. Of the two places the right one stands on the text's line; where both do, or neither, it
        is the nearer one to the end of the character before.
        """
        x, y = c_double(), c_double()
        char_origin(self.handle, index, byref(x), byref(y))
        here = x.value, y.value
        moved = transformed(*here, form)
        on_line, moved_on_line = self._is_on_line(here), self._is_on_line(moved)
        nearer = dist(moved, self.expected) < dist(here, self.expected)
        if moved_on_line if on_line != moved_on_line else nearer:
            box = self.box
            box.left, box.bottom, box.right, box.top = box_in(form, (box.left, box.bottom, box.right, box.top))
            here = moved
        self.expected = self._behind(here)

    def _is_on_line(self, point: tuple[float, float]) -> bool:
        """Whether a point stands on the line of type that begins at ``start`` and runs as the text's matrix says."""
        a, b = self.matrix.a, self.matrix.b
        across = float((point[0] - self.start[0]) * b - (point[1] - self.start[1]) * a)
        return abs(across) <= OFF_LINE * hypot(a, b)

    def _behind(self, origin: tuple[float, float]) -> tuple[float, float]:
        """Give where the next character is expected: behind the box just read, along the line."""
        a, b = self.matrix.a, self.matrix.b
        length = hypot(a, b) or 1.0
        box = self.box
        advance = abs(a) / length * (box.right - box.left) + abs(b) / length * (box.top - box.bottom)
        return origin[0] + advance * a / length, origin[1] + advance * b / length
