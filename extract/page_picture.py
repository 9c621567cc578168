"""A page as a picture, turned as it is read: to be looked at, or held against what was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import sqrt
from pathlib import Path
from typing import Any

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.content import PageContent

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


def coloured(document: Any, content: PageContent, scale: float) -> Any:
    """Draw a page, ``scale`` pixels a point: rows of pixels, each blue, green, red."""
    return _turned(document[content.number - 1].render(scale=scale).to_numpy(), content)


def grey(document: Any, content: PageContent, scale: float) -> Any:
    """Draw a page in grey, ``scale`` pixels a point: rows of pixels, 0 is black."""
    pixels = document[content.number - 1].render(scale=scale, grayscale=True).to_numpy()
    return _turned(pixels.reshape(pixels.shape[:2]), content)


def _turned(pixels: Any, content: PageContent) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.rot90(pixels, -content.turned))


def webp(pixels: Any, quality: int) -> bytes:
    """Write a picture as WebP; ``quality`` is from 0 to 100."""
    import cv2

    _, encoded = cv2.imencode(".webp", pixels, [cv2.IMWRITE_WEBP_QUALITY, quality])
    return bytes(encoded)
