"""A page as a picture, to compare with another of itself."""

from math import sqrt
from typing import Any

import pypdfium2.raw as pdfium

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.pdfium.frame import Frame

SCALE = 2.0
"""Pixels a point of the pictures that are compared: type of 5 points is 10 high. Of very large pages there are
fewer."""


def scale_of(frame: Frame) -> float:
    """Give the pixels a point of a page's picture."""
    return min(SCALE, sqrt(MOST_PIXELS / max(1.0, frame.width * frame.height)))


def picture_of(page: Any, frame: Frame) -> Any:
    """Draw the page as displayed, on white: rows of pixels, each blue, green, red and one unused."""
    import numpy as np

    scale = scale_of(frame)
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    pixels = np.full((height, width, 4), 255, dtype=np.uint8)
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, pixels.ctypes.data, 4 * width)
    try:
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, 0)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
    return pixels[:, :, :3].astype(np.int16)
