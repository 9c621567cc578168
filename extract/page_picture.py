"""A page as a picture, turned as it is read: to be looked at, or held against what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import Any

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.content import LARGE_PICTURE, PageContent
from jixiao.extract.ocr.straightening import straightened

RESOLUTION = 120
"""Dots per inch of a picture to look at: a 7 pt character is 12 pixels high, enough to read, on paper too."""


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """Open a PDF to draw its pages: ``[0]`` is the first. What is typed into a form's fields is drawn, too."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        document.init_forms()
        yield document
    finally:
        document.close()


def scale_to_look_at(content: PageContent) -> float:
    """Give the pixels a point of a page's picture; a very large page has fewer."""
    return min(RESOLUTION / 72, sqrt(MOST_PIXELS / max(1.0, content.width * content.height)))


_FINEST, _COARSEST, _DRAWN = 300 / 72, 100 / 72, 200 / 72
"""Pixels a point: a finer picture says no more to the recogniser, a coarser one is drawn smoother; text that is drawn
and is no picture is drawn as a good scan."""


def picture_scale(document: Any, content: PageContent) -> float:
    """Give the pixels a point of a page's largest picture, within what OCR can use."""
    import pypdfium2.raw as pdfium

    pictures = document[content.number - 1].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])
    found = [(_pixels_a_point(each), _area(each)) for each in pictures]
    large = [scale for scale, area in found if area > LARGE_PICTURE / 4 * content.width * content.height]
    return min(_FINEST, max(_COARSEST, *large)) if large else _DRAWN


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))


def _pixels_a_point(picture: Any) -> float:
    """Give a picture's pixels a point, the mean of both sides: a fax has twice as many across."""
    left, bottom, right, top = picture.get_bounds()
    across, down = picture.get_px_size()
    return float(sqrt(across * down / max(1.0, (right - left) * (top - bottom))))


def coloured(document: Any, content: PageContent, scale: float) -> Any:
    """Draw a page, ``scale`` pixels a point: rows of pixels, each blue, green, red."""
    return _turned(document[content.number - 1].render(scale=scale).to_numpy(), content)


def grey(document: Any, content: PageContent, scale: float) -> Any:
    """Draw a page in grey, ``scale`` pixels a point: rows of pixels, 0 is black."""
    pixels = document[content.number - 1].render(scale=scale, grayscale=True).to_numpy()
    return _turned(pixels.reshape(pixels.shape[:2]), content)


def _turned(pixels: Any, content: PageContent) -> Any:
    import numpy as np

    upright = np.ascontiguousarray(np.rot90(pixels, -content.turned))
    return straightened(upright, content.skew) if content.skew else upright


def webp(pixels: Any, quality: int) -> bytes:
    """Write a picture as WebP; ``quality`` is from 0 to 100."""
    import cv2

    _, encoded = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, quality])
    return bytes(encoded)
