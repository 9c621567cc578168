"""What a reader of a file without drawn pages gives: paragraphs and tables, in the file's order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Unreadable(Exception):
    """The file is not what its name says, or is damaged. The message says what the reader met."""


class SourceCell(NamedTuple):
    """A cell: its first row and column in its table, how many of each it spans, and its lines of text."""

    row: int
    column: int
    row_span: int
    column_span: int
    lines: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    """Codes of what is doubtful about it, or was put right; they become flags of its row."""

    @property
    def text(self) -> str:
        """Its lines, joined by nothing: what is compared."""
        return "".join(self.lines)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table as the file has it. ``page`` is the page that the file says it stands on, from 1; None: it does not say.

    ``has_spans`` tells whether the file says how far a cell reaches; where it does not, a blank cell may belong to the
    one above or beside it. ``breaks`` are the rows above which the file leaves a gap: a page may have ended there.
    """

    cells: tuple[SourceCell, ...]
    rows: int
    columns: int
    has_spans: bool
    page: int | None = None
    breaks: frozenset[int] = frozenset()
    row_pages: tuple[int | None, ...] = ()
    """The page of each row, where they are not all on one."""


class Paragraph(NamedTuple):
    """A line of text between tables, and its page, as above; ``doubts``: codes of its page. Without text: none."""

    text: str
    page: int | None = None
    doubts: tuple[str, ...] = ()


Block = Paragraph | SourceTable


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """All of a file. ``printed`` are all its characters as the file has them, gathered apart from the blocks.

    ``converted`` says that a program made it of another file: what converted text does to a table is looked for there.
    ``doubts`` are codes of the whole file.
    """

    blocks: tuple[Block, ...]
    printed: str
    reader: str
    converted: bool
    doubts: tuple[str, ...] = ()

    @property
    def tables(self) -> Iterator[SourceTable]:
        """The tables alone."""
        return (block for block in self.blocks if isinstance(block, SourceTable))


INCOMPLETE = "table_incomplete"
"""Of a table of which the file has nothing, or no end."""


def incomplete(page: int | None) -> Paragraph:
    """Give what stands where a table, or the rest of one, is missing."""
    return Paragraph("", page, (INCOMPLETE,))


PICTURE = "picture_left_out"
"""Of a picture: a form may stand in it, and none of its text is read."""


def picture(page: int | None) -> Paragraph:
    """Give what stands where a picture is."""
    return Paragraph("", page, (PICTURE,))


def text_of(block: Block) -> str:
    """Give all characters of a block."""
    return block.text if isinstance(block, Paragraph) else "".join(cell.text for cell in block.cells)


def table_of_rows(rows: Iterable[Iterable[str]], breaks: Iterable[int] = (), page: int | None = None) -> SourceTable:
    """Give the table that rows of texts make, each cell in the place at which it stands in its row."""
    texts = [list(row) for row in rows]
    width = max(map(len, texts), default=0)
    cells = tuple(
        SourceCell(row, column, 1, 1, lines_of(text))
        for row, own in enumerate(texts)
        for column, text in enumerate([*own, *[""] * (width - len(own))])
    )
    return SourceTable(cells, len(texts), width, has_spans=False, page=page, breaks=frozenset(breaks))


def lines_of(text: str) -> tuple[str, ...]:
    """Give the lines of a text that hold anything."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def tiled(cells: Iterable[SourceCell], page: int | None = None) -> SourceTable:
    """Give the table of cells with spans; a place that none covers gets a blank cell, one that two cover the first's.

    A cell that reaches over a place which is taken is cut to what is free in its first row and column.
    """
    taken: dict[tuple[int, int], SourceCell] = {}
    kept: list[SourceCell] = []
    for cell in cells:
        own = _within_free(cell, taken)
        kept.append(own)
        taken |= dict.fromkeys(_places(own), own)
    rows = max((row for row, _ in taken), default=-1) + 1
    columns = max((column for _, column in taken), default=-1) + 1
    blank = (
        SourceCell(row, column, 1, 1, ())
        for row in range(rows)
        for column in range(columns)
        if (row, column) not in taken
    )
    ordered = tuple(sorted([*kept, *blank], key=lambda cell: (cell.row, cell.column)))
    return SourceTable(ordered, rows, columns, has_spans=True, page=page)


def _within_free(cell: SourceCell, taken: dict[tuple[int, int], SourceCell]) -> SourceCell:
    while cell.column_span > 1 and any((cell.row, column) in taken for column in _columns(cell)):
        cell = cell._replace(column_span=cell.column_span - 1)
    while cell.row_span > 1 and any(place in taken for place in _places(cell)):
        cell = cell._replace(row_span=cell.row_span - 1)
    return cell


def _columns(cell: SourceCell) -> range:
    return range(cell.column, cell.column + cell.column_span)


def _places(cell: SourceCell) -> Iterator[tuple[int, int]]:
    return ((row, column) for row in range(cell.row, cell.row + cell.row_span) for column in _columns(cell))
