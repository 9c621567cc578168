"""What the steps of restoring share: a cell's text with its doubts, and rows of such."""

from typing import NamedTuple

from jixiao.extract.documents.model import SourceCell
from jixiao.normalize.text import clean, label


class Text(NamedTuple):
    """A cell's lines as the file has them, and codes of what was done to it or is doubtful about it."""

    lines: tuple[str, ...]
    doubts: tuple[str, ...] = ()

    @property
    def bare(self) -> str:
        """Its characters in ordinary form, without blanks and wraps."""
        return "".join(clean(line) for line in self.lines).replace(" ", "")

    @property
    def label(self) -> str:
        """The text in the form in which labels are compared."""
        return label(self.bare)

    def doubted(self, *codes: str) -> "Text":
        """Give the text with further codes."""
        return self._replace(doubts=tuple(dict.fromkeys((*self.doubts, *codes)))) if codes else self


BLANK = Text(())


class RawRow(NamedTuple):
    """A row as the file has it: its cells in order. ``behind_gap``: a page may have ended above it.

    ``page`` is the one that the file says. ``spanned`` are the cells that begin in it, where the file knows their
    spans.
    """

    cells: tuple[Text, ...]
    behind_gap: bool = False
    page: int | None = None
    spanned: tuple[SourceCell, ...] = ()

    @property
    def filled(self) -> tuple[tuple[int, Text], ...]:
        """Its cells that hold text, each with its place in the row."""
        return tuple((at, cell) for at, cell in enumerate(self.cells) if cell.bare)


class PlacedRow(NamedTuple):
    """A row with a text for each column."""

    cells: tuple[Text, ...]
    behind_gap: bool = False
    page: int | None = None

    def at(self, column: int) -> Text:
        """Give the text in a column."""
        return self.cells[column]

    def put(self, column: int, text: Text) -> "PlacedRow":
        """Give the row with another text in a column."""
        return self._replace(cells=(*self.cells[:column], text, *self.cells[column + 1 :]))

    def doubted(self, code: str) -> "PlacedRow":
        """Give the row with a code on its last text: that of its own, which no other row shares."""
        at = max((at for at, cell in enumerate(self.cells) if cell.bare), default=None)
        return self if at is None else self.put(at, self.cells[at].doubted(code))
