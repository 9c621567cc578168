"""A colour for every row, merged label and title: near black to the eye, and its number to whoever reads the PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tests.producers.model import Document
from tests.typeset.model import Block

_STEPS = 47
"""Values of each channel, 1..47 of 255; pure black is for all else, such as page numbers."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a colour stands for: a grid row's own cells, a label merged over rows, or the lines above a table."""

    kind: Literal["row", "label", "above"]
    table: int
    row: int


def marks(document: Document) -> Mapping[Mark, str]:
    """Give each thing of a document its colour as RRGGBB."""
    found: dict[Mark, str] = {}
    for number, table in enumerate(document.tables):
        for mark in [Mark("above", number, 0), *(block_mark(number, block) for block in table.printed.blocks)]:
            found.setdefault(mark, _colour(len(found)))
    return found


def block_mark(table: int, block: Block) -> Mark:
    """Give what the block's colour stands for. Labels are told apart by row and column."""
    return (
        Mark("row", table, block.row) if block.row_span == 1 else Mark("label", table, 1000 * block.row + block.column)
    )


def _colour(number: int) -> str:
    red, green, blue = number // _STEPS**2, number // _STEPS % _STEPS, number % _STEPS
    return f"{red + 1:02X}{green + 1:02X}{blue + 1:02X}"
