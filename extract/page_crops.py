"""Parts of pages as pictures: strips around outlined boxes, to be looked at beside what was read from them."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jixiao.errors import DamagedPdf
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.geometry import Box
from jixiao.extract.integrity import find_damage
from jixiao.extract.page_picture import coloured, opened, scale_to_look_at, webp

AROUND = 28.0
"""Points shown above and below a box: the rows beside it."""

TALLEST = 420.0
"""Points of a strip at most, half a page: of a taller box its upper part is shown."""

WIDEST = 620.0
"""Points of a strip at most, an upright A4 page and some: of a wider page the part around the box is shown."""

QUALITY = 60
"""Of WebP, 0 to 100."""

_OUTLINE = (60, 60, 220)
"""Blue, green, red: as OpenCV counts."""


def page_crops(path: Path, boxes: Mapping[int, Sequence[Box]]) -> Iterator[tuple[int, Box, bytes]]:
    """Draw a strip of the page around each box, given by page number, 1 is the first.

    Boxes are in points of the page as it is read (turning.py). Gives the page, the box, and the picture as WebP. Pages
    that are larger than a bound give none. Raises a bad PDF's errors.
    """
    heavy = dict(find_damage(path).heavy)
    with opened(path) as document:
        for number in sorted(boxes):
            content = next(read_pages(path, READERS[0], number, heavy), None)
            if content is None:
                raise DamagedPdf(path, f"there is no page {number}")
            if content.excess:
                continue
            scale = scale_to_look_at(content)
            picture = coloured(document, content, scale)
            for box in boxes[number]:
                yield number, box, _crop(picture, box, scale)


def _crop(picture: Any, box: Box, scale: float) -> bytes:
    import cv2

    x0, top, x1, bottom = (round(value * scale) for value in box)
    around = round(AROUND * scale)
    first = max(0, top - around)
    last = min(picture.shape[0], bottom + around, first + round(TALLEST * scale))
    left, right = _window(x0, x1, picture.shape[1], round(WIDEST * scale))
    strip = picture[first : max(last, first + 1), left:right].copy()
    cv2.rectangle(strip, (x0 - left, top - first), (x1 - left, bottom - first), _OUTLINE, 2)
    return webp(strip, QUALITY)


def _window(start: int, end: int, whole: int, most: int) -> tuple[int, int]:
    """Give the part of a length that is shown: around what lies from ``start`` to ``end``, and all of that."""
    wanted = min(whole, max(most, end - start))
    first = min(max(0, (start + end - wanted) // 2), whole - wanted)
    return first, first + wanted
