"""A page's tables: grids of cells with row and column spans, and the lines of text in each."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from jixiao.extract.content import HiddenChar
from jixiao.extract.lines import TextLine


class Cell(NamedTuple):
    """A cell: its first row and column in the grid, how many it spans, its box, and its lines of text, top down.

    ``open_top`` and ``open_bottom`` say that no rule closes that side: at a page break, a cell that goes on. ``doubts``
    are codes of what stands in it and cannot be read as its text.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    x0: float
    top: float
    x1: float
    bottom: float
    lines: tuple[TextLine, ...]
    open_top: bool
    open_bottom: bool
    doubts: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The printed lines without any joining."""
        return "\n".join([line.text for line in self.lines])

    def room(self, line: TextLine) -> float:
        """Points from side to side of the cell along the line: its height where that runs up or down, or its width."""
        return self.bottom - self.top if line.way % 2 else self.x1 - self.x0


@dataclass(frozen=True, slots=True)
class Grid:
    """One ruled table on one page. The cells tile the grid: every place of it lies in exactly one cell."""

    page: int
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    engine: str


@dataclass(frozen=True, slots=True)
class PageTables:
    """All of a page: its grids, and the lines of text outside them, both from the top down."""

    page: int
    width: float
    height: float
    grids: tuple[Grid, ...]
    lines: tuple[TextLine, ...]
    image_share: float
    engine: str
    doubts: tuple[str, ...] = ()
    """Codes of what the rules do not explain (doubts.py); empty on a page that can be trusted."""
    tried: tuple[str, ...] = ()
    """Engines asked before this one, whose readings held together less well."""
    turned: int = 0
    """Quarter turns clockwise from the page as displayed to the one that all places here are on (turning.py)."""
    hidden: tuple[HiddenChar, ...] = ()
    """Characters that the file holds and a person cannot see: none of them is in a cell or a line."""
    ocr_layer: bool = False
    """Whether the text was recognised in the page's picture by another program, and laid under it."""
    of: int = 0
    """How many pages the file says that it has; 0 is not known."""
    expected: str | None = None
    """All characters that its cells and lines must hold (account.py), in any order and without blanks; None: not
    known."""
    excess: str = ""
    """What the page has more of than a page may have (bounds.py): it was left out."""
    is_laid: bool = False
    """Whether it is a plain sheet on which a file without drawn pages was laid: its number and places say nothing of
    the file."""
    misread: int = 0
    """Latin letters that a font with a wrong map gives for Chinese characters: any of its others may be wrong too."""
    doubted: tuple[str, ...] = ()
    """Texts of those of its lines outside tables that were recognised in a picture and may be wrong."""


def on_each_grid(tables: PageTables, change: Callable[[Grid], Grid]) -> PageTables:
    """Give the page with each of its grids changed; the page itself where no grid is."""
    grids = tuple(map(change, tables.grids))
    changed = any(new is not old for new, old in zip(grids, tables.grids, strict=True))
    return replace(tables, grids=grids) if changed else tables
