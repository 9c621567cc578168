"""Rules, crossings and cells of a page drawn over its picture, to see what was found and why."""

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import NoSuchPage, OutputNotWritable
from jixiao.extract.content import PageContent
from jixiao.extract.engines import READERS, page_count, read_page, read_pages
from jixiao.extract.geometry import Box
from jixiao.extract.grid import Grid
from jixiao.extract.integrity import find_damage
from jixiao.extract.turning import as_displayed

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 120
"""Dots per inch: a 7 pt character is 12 pixels high, enough to read."""

_SPANNING = (255, 170, 0, 70)
_SINGLE = (0, 140, 255, 40)
_DOUBTFUL = (160, 0, 200, 90)
_HIDDEN = (90, 90, 90, 120)
_RULE = (220, 0, 0)
_CROSSING = (0, 120, 0)
_PNG = b"\x89PNG\r\n\x1a\n"


def draw_page(path: Path, number: int, out: Path) -> tuple[Grid, ...]:
    """Draw page ``number`` (1 is the first), as it is converted, into a PNG and give its grids.

    Spanning cells are orange, single ones blue, cells with a doubt purple; rules red, the lattice's crossings green;
    grey are characters that a person cannot see. A page that was turned to be read is shown so. Raises NoSuchPage or
    OutputNotWritable.
    """
    import pdfplumber

    reading = read_page(path, _page(path, number))
    content, rules, grids = reading.content, reading.rules, reading.tables.grids
    with pdfplumber.open(path) as pdf:
        image = pdf.pages[number - 1].to_image(resolution=RESOLUTION)
        for cell in (cell for grid in grids for cell in grid.cells):
            spans = cell.row_span > 1 or cell.column_span > 1
            box = (cell.x0 + 1, cell.top + 1, cell.x1 - 1, cell.bottom - 1)
            fill = _DOUBTFUL if cell.doubts else _SPANNING if spans else _SINGLE
            image.draw_rect(as_displayed(box, content), fill=fill, stroke=_RULE)
        lines = [(r.start, r.position, r.end, r.position) for r in rules.horizontal]
        lines += [(r.position, r.start, r.position, r.end) for r in rules.vertical]
        image.draw_lines([_points(as_displayed(line, content)) for line in lines], stroke=_RULE)
        crossings = [(x, y, x, y) for lattice in reading.lattices for x in lattice.xs for y in lattice.ys]
        places = [as_displayed(each, content)[:2] for each in crossings]
        image.draw_circles(places, radius=2, fill=_CROSSING, stroke=_CROSSING)
        for char in content.hidden:
            image.draw_rect(as_displayed(char[1:5], content), fill=_HIDDEN, stroke=_HIDDEN)
        image.annotated = _turned(image.annotated, content.turned)
        save_picture(image.annotated, out)
    return grids


def save_picture(image: "Image", out: Path) -> None:
    """Write a picture as PNG, over nothing but another. Raises OutputNotWritable."""
    try:
        if out.is_file() and not _begins_as_png(out):
            raise OutputNotWritable(out, "a file that is no PNG picture stands there")
        image.save(out, format="PNG")
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error


def _begins_as_png(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_PNG)) in (_PNG, b"")


def _points(line: Box) -> tuple[tuple[float, float], tuple[float, float]]:
    return line[:2], line[2:]


def _turned(image: "Image", turns: int) -> "Image":
    """Turn a picture clockwise by quarter turns."""
    return image.rotate(-90 * turns, expand=True) if turns else image


def _page(path: Path, number: int) -> PageContent:
    asked = read_pages(path, READERS[0], number, dict(find_damage(path).heavy)) if number > 0 else iter(())
    content = next(asked, None)
    if content is None:
        raise NoSuchPage(path, str(number), page_count(path))
    return content


def page_image(path: Path, number: int) -> "Image":
    """Give the picture of page ``number`` (1 is the first) at RESOLUTION, turned as it is read.

    Raises NoSuchPage.
    """
    import pypdfium2

    turned = _page(path, number).turned
    document = pypdfium2.PdfDocument(path)
    try:
        image: Image = document[number - 1].render(scale=RESOLUTION / 72).to_pil().convert("RGB")
        return _turned(image, turned)
    finally:
        document.close()
