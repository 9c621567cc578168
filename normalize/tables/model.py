"""Logical tables: what the bureau's own document had before it was printed on pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from jixiao.normalize.records import Place
from jixiao.normalize.tables.printed import Span
from jixiao.normalize.tables.seam import Seam
from jixiao.normalize.text import label


class TableCell(NamedTuple):
    """A cell of a logical table, with its final text.

    ``text`` is that of the output contract. ``wraps`` are the places in it where a wrap between Chinese words may have
    swallowed a blank, ``paragraphs`` those where a paragraph begins (both 0-based). ``places`` has a box for each page
    it stands on; ``joins`` says why parts were joined; ``other_reading`` how its row reads where a doubt was decided
    the other way; ``doubts`` are codes of what is doubtful about its text; ``halves`` are what of it stands above
    and below a page break that cut its row, empty where none did, or several.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    places: tuple[Place, ...]
    joins: tuple[str, ...] = ()
    other_reading: str = ""
    doubts: tuple[str, ...] = ()
    wraps: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()
    halves: tuple[str, ...] = ()

    @property
    def last_row(self) -> int:
        """The row behind the cell's last one."""
        return self.row + self.row_span

    @property
    def last_column(self) -> int:
        """The column behind the cell's last one."""
        return self.column + self.column_span

    @property
    def columns(self) -> Span:
        """What a cell shares with the ones above and below it."""
        return Span(self.column, self.column + self.column_span)

    @property
    def bare(self) -> str:
        """The text with every blank and wrap removed, to compare with."""
        return self.text.replace(" ", "").replace("\n", "")

    @property
    def label(self) -> str:
        """The text in the form in which labels are compared."""
        return label(self.text)

    @property
    def prose(self) -> str:
        """The text with its paragraphs on lines of their own."""
        starts = (0, *self.paragraphs, len(self.text))
        return "\n".join(self.text[start:end] for start, end in pairwise(starts))


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table without page breaks. ``heading`` holds the clean lines of text above it, the nearest last.

    ``by_row`` gives for each row the cells that cover it, from the left. ``seams`` are the breaks it was joined over;
    ``parted`` is the seam at which it was taken for a new table although one with its columns stands before it.
    """

    heading: tuple[str, ...]
    xs: tuple[float, ...]
    cells: tuple[TableCell, ...]
    by_row: tuple[tuple[TableCell, ...], ...]
    page_start: int
    page_end: int
    engine: str
    seams: tuple[Seam, ...] = ()
    parted: Seam | None = None

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return len(self.by_row)


def rows_of(cells: Iterable[TableCell], rows: int) -> tuple[tuple[TableCell, ...], ...]:
    """Give for each of ``rows`` rows the cells that cover it, from the left."""
    by_row: list[list[TableCell]] = [[] for _ in range(rows)]
    for cell in sorted(cells, key=_column):
        for row in range(cell.row, cell.row + cell.row_span):
            by_row[row].append(cell)
    return tuple(map(tuple, by_row))


def _column(cell: TableCell) -> int:
    return cell.column
