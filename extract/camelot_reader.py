"""The camelot engine: a second opinion on a page's tables, from another parser of drawings than ours.

Camelot finds borders from the page's vectors, or from its picture by OpenCV. Its borders become a ``Lattice`` like our
own; its own text of each cell is kept only where the two are compared. Imported only when used.
"""

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jixiao.extract.content import PageContent
from jixiao.extract.grid import Cell, Grid
from jixiao.extract.lattice import Lattice
from jixiao.extract.lines import TextLine
from jixiao.extract.regions import Region, find_regions

# Camelot's parser. What is wrong with a damaged page is told by the findings, not on stderr.
logging.getLogger("playa").setLevel(logging.CRITICAL)

SAME_SIZE = 1.0
"""Points. Camelot leaves a crop box or a turned page out of account: where its page size differs, boxes cannot be
brought together and there is no second opinion."""


def engine_name(method: str) -> str:
    """Give the name that the engine has in the outputs."""
    return f"camelot-{method}"


def find_camelot_lattices(path: Path, page: PageContent, method: str) -> tuple[Lattice, ...]:
    """Give the borders that camelot finds on the page, in the page's own coordinates; none where sizes differ."""
    if page.turned:
        return ()  # camelot's places are those of the page as displayed, its text is read that way
    tables = _read(path, str(page.number), method)
    return tuple(_lattice(table) for table in tables if _same_size(table, page.width, page.height))


def read_camelot_grids(path: Path, method: str) -> dict[int, tuple[Grid, ...]]:
    """Give camelot's own reading of the whole file, borders and text, by page number (1 is the first)."""
    pages: dict[int, list[Grid]] = defaultdict(list)
    for table in _read(path, "all", method):
        pages[int(table.page)].append(_grid(table, method))
    return {number: tuple(sorted(grids, key=lambda grid: grid.ys[0])) for number, grids in pages.items()}


def _read(path: Path, pages: str, method: str) -> Sequence[Any]:
    import cv2
    from camelot.io import read_pdf

    with warnings.catch_warnings():
        # Camelot warns of every page without a table; that is an answer here.
        warnings.simplefilter("ignore")
        try:
            return list(read_pdf(str(path), pages=pages, flavor="lattice", engine=method, suppress_stdout=True))
        except cv2.error as error:  # an Exception of its own
            raise RuntimeError(str(error)) from error


def _same_size(table: Any, width: float, height: float) -> bool:
    own_width, own_height = map(float, table.pdf_size)
    return abs(own_width - width) <= SAME_SIZE and abs(own_height - height) <= SAME_SIZE


def _lattice(table: Any) -> Lattice:
    """Turn camelot's cells, whose y runs upward, into borders and ruled sides."""
    height = table.pdf_size[1]
    cells = table.cells
    rows, columns = len(cells), len(cells[0])
    xs = (cells[0][0].x1, *(cell.x2 for cell in cells[0]))
    ys = (height - cells[0][0].y2, *(height - row[0].y1 for row in cells))
    across = tuple(
        tuple(
            (border < rows and cells[border][column].top) or (border > 0 and cells[border - 1][column].bottom)
            for column in range(columns)
        )
        for border in range(rows + 1)
    )
    down = tuple(
        tuple(
            (border < columns and cells[row][border].left) or (border > 0 and cells[row][border - 1].right)
            for row in range(rows)
        )
        for border in range(columns + 1)
    )
    return Lattice(xs, ys, across, down)


def _grid(table: Any, method: str) -> Grid:
    lattice = _lattice(table)
    cells = tuple(_cell(table, lattice, region) for region in find_regions(lattice))
    return Grid(int(table.page), lattice.xs, lattice.ys, cells, engine_name(method))


def _cell(table: Any, lattice: Lattice, region: Region) -> Cell:
    x0, x1 = lattice.xs[region.column], lattice.xs[region.column + region.column_span]
    top, bottom = lattice.ys[region.row], lattice.ys[region.row + region.row_span]
    lines = tuple(TextLine(text, x0, top, x1, bottom, 0.0) for text in _texts(table, region))
    return Cell(*region, x0, top, x1, bottom, lines, open_top=False, open_bottom=False)


def _texts(table: Any, region: Region) -> Iterator[str]:
    for row in table.cells[region.row : region.row + region.row_span]:
        for cell in row[region.column : region.column + region.column_span]:
            yield from (line.strip() for line in cell.text.splitlines() if line.strip())
