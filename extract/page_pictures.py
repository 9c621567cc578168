"""Pages as pictures to be looked at, small enough for a web page, with the cells that were found on them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.extract.content import PageContent
from jixiao.extract.engines import READERS, read_page, read_pages
from jixiao.extract.geometry import Box
from jixiao.extract.integrity import find_damage
from jixiao.extract.page_picture import coloured, opened, scale_to_look_at, webp
from jixiao.extract.pdfium_reader import page_count

QUALITY = 55
"""Of WebP, 0 to 100. Type of 7 points reads as on the page; at 75 a page takes a third more bytes and looks the
same."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page to look at. ``number`` starts at 1; ``width``, ``height`` are points, of the page as read (turning.py).

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
    page_count(path)  # whoever opens a bad file first says what is wrong with it
    heavy = dict(find_damage(path).heavy)
    with opened(path) as document:
        for content in read_pages(path, READERS[0], heavy=heavy):
            yield _pictured(document, path, content)


def _pictured(document: Any, path: Path, content: PageContent) -> PagePicture:
    reading = read_page(path, content)
    cells = tuple((cell.x0, cell.top, cell.x1, cell.bottom) for grid in reading.tables.grids for cell in grid.cells)
    scale = scale_to_look_at(content)
    picture = b"" if reading.content.excess else webp(coloured(document, content, scale), QUALITY)
    return PagePicture(content.number, content.width, content.height, cells, picture)
