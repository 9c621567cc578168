"""A document to set: tables of tests/typeset's model, and what must come out of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from tests.typeset.model import SetTable

Spot = tuple[int, int]
"""A row of a document: its table and its row in the table's grid, both from 0."""

Texts = tuple[str, ...]


@dataclass(frozen=True)
class KnownTable:
    """A table and its expected rows: grid row -> texts, of the columns OWN for forms, of all columns for budgets."""

    printed: SetTable
    kind: Literal["form", "budget"]
    rows: tuple[tuple[int, Texts], ...]
    record: Texts = ()
    """The form's own texts (columns RECORD); empty for a budget table."""

    @cached_property
    def leading(self) -> int:
        """How many header rows stand on top of the grid, which a producer can print again on each page."""
        return next(n for n in range(len(self.printed.header_rows) + 1) if n not in self.printed.header_rows)

    @cached_property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.printed.shares)


@dataclass(frozen=True)
class Document:
    """Tables one after the other. ``name`` says what kind of document it is."""

    name: str
    tables: tuple[KnownTable, ...]

    @cached_property
    def expected(self) -> Mapping[Spot, Texts]:
        """Give every known row by its place, in the document's order."""
        return {(t, row): texts for t, table in enumerate(self.tables) for row, texts in table.rows}
