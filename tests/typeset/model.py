"""What is set (a table of blocks) and how (a style)."""

from dataclasses import dataclass
from typing import Literal

Rules = Literal["stroked", "filled", "double", "dashed", "dotted", "dashes", "dots", "grey", "boxes"]


@dataclass(frozen=True, slots=True)
class Block:
    """A cell: its text (paragraphs by line ends), its first row and column, how many of each it spans."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    left: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table to print: lines above it, its columns' shares of the width, and blocks that tile it."""

    title: str
    caption: str
    shares: tuple[float, ...]
    blocks: tuple[Block, ...]
    header_rows: tuple[int, ...]
    """Rows of column headers: the last one before a page break is the one that may be repeated behind it."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a producer prints. The plain one is a word processor's, portrait A4, ruled by strokes."""

    rules: Rules = "stroked"
    sides: bool = True
    zebra: bool = False
    page: tuple[float, float] = (595.0, 842.0)
    margin: float = 72.0
    rotate: Literal[0, 90, 180, 270] = 0
    crop: bool = False
    locked: bool = False
    size: float = 10.5
    padding: float = 3.0
    spelling: Literal["plain", "full_width", "spaced"] = "plain"
    to_unicode: Literal["none", "plain", "radicals"] = "none"
    drawn_twice: Literal["", "labels", "characters"] = ""
    foot: str = "{page}"
    head: str = ""
    repeat_header: bool = False
    columns: int = 1
    watermark: Literal["", "behind", "front"] = ""
    seal: Literal["", "ring", "upright"] = ""
    middle: bool = True
    centred: bool = True
    cut_rows: bool = True
    """Whether a page break may fall between the lines of a row."""
    cut_align: Literal["top", "middle"] = "top"
    """Where the lines of a cut cell stand: from the row's top (Word), or where they would in the whole row
    (browsers)."""
    breaks: Literal["closed", "spans", "below", "open"] = "closed"
    """Rules at a page break: all drawn; none in cells that go on; moreover none at the top of the later page
    (Chromium); none on either page."""
    spans: Literal["flow", "middle", "repeat", "halves"] = "flow"
    """A merged label over a break: flows from the top; in the middle of the whole; on both pages; half on each."""
    merge_level2: bool = False
    stop: tuple[int, int] | None = None
    """A page break before line ``stop[1]`` of row ``stop[0]``, wherever the page would end."""

    @property
    def leading(self) -> float:
        """From line to line, in points."""
        return self.size * 1.4
