"""What the cells of a document's tables print, page by page: each text, how often, and where it stands first."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from jixiao.extract.grid import Cell, PageTables
from jixiao.normalize.records import Place
from jixiao.normalize.text import NOTE_MARK, clean


@dataclass(slots=True)
class Seen:
    """How often a text is printed in a cell of its own, and where: first, and the heights of all its cells."""

    count: int
    place: Place
    _pages: "array[int]" = field(default_factory=lambda: array("i"))
    """Page of each cell, rising, for pages go by in order."""
    _heights: "array[float]" = field(default_factory=lambda: array("f"))
    """Top and bottom of each cell, flat: with its page 12 bytes a cell, for a long document has a million."""

    def note(self, page: int, top: float, bottom: float) -> None:
        """Take in a cell that prints it, behind those of the pages before."""
        self._pages.append(page)
        self._heights.extend((top, bottom))

    def heights(self, page: int) -> Iterator[tuple[float, float]]:
        """Give the top and bottom of each cell of a page that prints it."""
        first = bisect_left(self._pages, page)
        flat = self._heights[2 * first : 2 * bisect_right(self._pages, page, first)]
        return zip(flat[::2], flat[1::2], strict=True)


class PrintedTexts:
    """The texts of a document's cells, gathered as its pages go by.

    ``seen`` has each without blanks and wraps; ``outside`` the lines beside tables, of which some belong to a cell: the
    text that a page's end parts from it.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self.seen: dict[str, Seen] = {}
        self.outside: set[str] = set()

    def note(self, page: PageTables) -> None:
        """Take in the cells of a page."""
        for cell in (cell for grid in page.grids for cell in grid.cells if cell.lines):
            text = _bare(cell)
            if not text:
                continue
            seen = self.seen.get(text)
            x0, top, x1, bottom = cell[4:8]
            if seen is None:
                seen = self.seen[text] = Seen(0, Place(page.page, x0, top, x1, bottom))
            seen.count += 1
            seen.note(page.page, top, bottom)
        self.outside |= {bare(clean(line.text)) for line in page.lines}


@lru_cache(maxsize=16_384)  # asked of each text where it is printed, where tables are joined and where records state it
def bare(text: str) -> str:
    """Give a text without blanks and wraps, and without a label's colons and stars, to compare with."""
    return text.replace(" ", "").replace("\n", "").strip(":：*")


def _bare(cell: Cell) -> str:
    lines = cell.lines
    text = bare(clean(lines[0].text) if len(lines) == 1 else "".join([clean(line.text) for line in lines]))
    return NOTE_MARK.sub("", text) if "^" in text else text
