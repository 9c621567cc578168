"""The visible part of a page: from user space to the page as displayed."""

from ctypes import byref
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.bounds import LONGEST_SIDE, check
from jixiao.extract.geometry import Box

LEFT, BOTTOM, RIGHT, TOP = range(4)

Sides = tuple[int, int, float, float]
"""Which two sides of a box in user space give two of it as displayed, by their places in it, times what, plus what."""


@dataclass(frozen=True, slots=True)
class Frame:
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

    @property
    def across(self) -> Sides:
        """What gives a box's left and right as displayed."""
        return (
            (LEFT, RIGHT, 1.0, -self.left),
            (BOTTOM, TOP, 1.0, -self.bottom),
            (RIGHT, LEFT, -1.0, self.right),
            (TOP, BOTTOM, -1.0, self.top),
        )[self.turns]

    @property
    def down(self) -> Sides:
        """What gives a box's top and bottom as displayed."""
        return (
            (TOP, BOTTOM, -1.0, self.top),
            (LEFT, RIGHT, 1.0, -self.left),
            (BOTTOM, TOP, 1.0, -self.bottom),
            (RIGHT, LEFT, -1.0, self.right),
        )[self.turns]

    def displayed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Give x0, top, x1, bottom of a box as displayed; as ``across`` and ``down`` have it, and faster."""
        if self.turns == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turns == 1:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turns == 2:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left


def frame_of(page: Any) -> Frame:
    """Give the frame of a page that is loaded. Raises TooLarge."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, byref(box))
    check(max(box.right - box.left, box.top - box.bottom), LONGEST_SIDE, "points of the page's longer side")
    return Frame(box.left, box.bottom, box.right, box.top, pdfium.FPDFPage_GetRotation(page))
