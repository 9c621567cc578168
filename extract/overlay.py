"""Rules, crossings and cells of a page drawn over its picture, to see what was found and why."""

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import DamagedPdf
from jixiao.extract.content import PageContent
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.grid import Grid, read_tables
from jixiao.extract.lattice import find_lattices
from jixiao.extract.rules import find_rules

if TYPE_CHECKING:
    from PIL.Image import Image

RESOLUTION = 120
"""Dots per inch: a 7 pt character is 12 pixels high, enough to read."""

_SPANNING = (255, 170, 0, 70)
_SINGLE = (0, 140, 255, 40)
_RULE = (220, 0, 0)
_CROSSING = (0, 120, 0)


def draw_page(path: Path, number: int, out: Path) -> tuple[Grid, ...]:
    """Draw page ``number`` (1 is the first) into a PNG and give its grids.

    Spanning cells are orange, single ones blue, rules red, the lattice's crossings green. Raises DamagedPdf when the
    document has no such page.
    """
    import pdfplumber

    content = _page(path, number)
    rules = find_rules(content.drawings)
    grids = read_tables(content).grids
    with pdfplumber.open(path) as pdf:
        image = pdf.pages[number - 1].to_image(resolution=RESOLUTION)
        for cell in (cell for grid in grids for cell in grid.cells):
            spans = cell.row_span > 1 or cell.column_span > 1
            box = (cell.x0 + 1, cell.top + 1, cell.x1 - 1, cell.bottom - 1)
            image.draw_rect(box, fill=_SPANNING if spans else _SINGLE, stroke=_RULE)
        image.draw_lines([((r.start, r.position), (r.end, r.position)) for r in rules.horizontal], stroke=_RULE)
        image.draw_lines([((r.position, r.start), (r.position, r.end)) for r in rules.vertical], stroke=_RULE)
        crossings = [(x, y) for lattice in find_lattices(rules) for x in lattice.xs for y in lattice.ys]
        image.draw_circles(crossings, radius=2, fill=_CROSSING, stroke=_CROSSING)
        image.save(out, format="PNG")
    return grids


def _page(path: Path, number: int) -> PageContent:
    content = next(read_pages(path, READERS[0], number), None)
    if content is None:
        raise DamagedPdf(path, f"there is no page {number}")
    return content


def page_image(path: Path, number: int) -> "Image":
    """Give the picture of page ``number`` (1 is the first) at RESOLUTION. Raises DamagedPdf without such a page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        if not 0 < number <= len(document):
            raise DamagedPdf(path, f"there is no page {number}")
        image: Image = document[number - 1].render(scale=RESOLUTION / 72).to_pil().convert("RGB")
        return image
    finally:
        document.close()
