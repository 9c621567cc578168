"""Pages as pictures to be looked at, small enough for a web page, with the cells that were found on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.content import PageContent
from jixiao.extract.engines import READERS, read_page, read_pages
from jixiao.extract.geometry import Box
from jixiao.extract.integrity import find_damage

RESOLUTION = 120
"""Dots per inch: a 7 pt character is 12 pixels high, enough to read."""

QUALITY = 55
"""Of WebP, 0 to 100. Type of 7 points reads as on the page; at 75 a page takes a third more bytes and looks the same."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page to look at. ``number`` starts at 1; ``width`` and ``height`` are points, of the page as it is read (turning.py).

    ``cells`` are the boxes of all cells, in the order of the tables; ``webp`` is the picture, nothing of a page that is
    larger than a bound.
    """

    number: int
    width: float
    height: float
    cells: tuple[Box, ...]
    webp: bytes


def page_pictures(path: Path) -> Iterator[PagePicture]:
    """Draw the pages of a PDF one after the other, turned as they are read. Raises a bad PDF's errors."""
    import pypdfium2

    heavy = dict(find_damage(path).heavy)
    document = pypdfium2.PdfDocument(path)
    try:
        document.init_forms()  # what is typed into a form's fields is drawn, too
        for content in read_pages(path, READERS[0], heavy=heavy):
            yield _pictured(document, path, content)
    finally:
        document.close()


def _pictured(document: Any, path: Path, content: PageContent) -> PagePicture:
    reading = read_page(path, content)
    cells = tuple((cell.x0, cell.top, cell.x1, cell.bottom) for grid in reading.tables.grids for cell in grid.cells)
    webp = b"" if reading.content.excess else _webp(document[content.number - 1], content)
    return PagePicture(content.number, content.width, content.height, cells, webp)


def _webp(page: Any, content: PageContent) -> bytes:
    import cv2
    import numpy as np

    pixels = page.render(scale=_scale(content)).to_numpy()
    turned = np.ascontiguousarray(np.rot90(pixels, -content.turned))
    _, encoded = cv2.imencode(".webp", turned, [cv2.IMWRITE_WEBP_QUALITY, QUALITY])
    return bytes(encoded)


def _scale(content: PageContent) -> float:
    """Give the pixels a point of a page's picture; a very large page has fewer."""
    return min(RESOLUTION / 72, sqrt(MOST_PIXELS / max(1.0, content.width * content.height)))
