"""The tables of an output folder, as people see them -> the rows of one document after the other."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby
from pathlib import Path
from typing import TextIO

from jixiao.output.schema import TABLES

TableRow = Mapping[str, str]
"""A row of a table: its texts by the names of its columns."""

csv.field_size_limit(1 << 30)  # the rows' numbers of a check, the texts of a cell: what was written is read


class DocumentRows:
    """What the tables hold of one document."""

    def __init__(self, document: TableRow, rows: Mapping[str, Sequence[TableRow]]) -> None:
        """Take its row of ``documents``, and its rows of each other table by the table's name."""
        self.document = document
        self._rows = rows

    def of(self, table: str) -> Sequence[TableRow]:
        """Give the document's rows of a table, in order."""
        return self._rows[table]


def read_documents(tables: Path) -> Iterator[DocumentRows]:
    """Give the documents one by one, in the order of the tables: all tables have the same, so none is held in memory."""
    with ExitStack() as opened:
        sources = {
            table.name: _Grouped(opened.enter_context(_opened(tables / f"{table.name}.csv"))) for table in TABLES
        }
        documents = sources.pop("documents")
        while (document := documents.next_row()) is not None:
            doc_id = document["doc_id"]
            yield DocumentRows(document, {name: source.take(doc_id) for name, source in sources.items()})


def _opened(path: Path) -> TextIO:
    return path.open(encoding="utf-8-sig", newline="")


class _Grouped:
    """A table whose rows are taken document by document."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._groups = groupby(csv.DictReader(lines), key=lambda row: row["doc_id"])
        self._waiting: tuple[str, list[dict[str, str]]] | None = None

    def next_row(self) -> TableRow | None:
        """Give the first row of the next document; None at the end."""
        group = next(self._groups, None)
        return next(group[1]) if group else None

    def take(self, doc_id: str) -> list[dict[str, str]]:
        """Give the document's rows, none where the next are another's."""
        if self._waiting is None:
            group = next(self._groups, None)
            self._waiting = (group[0], list(group[1])) if group else None
        if self._waiting is None or self._waiting[0] != doc_id:
            return []
        rows, self._waiting = self._waiting[1], None
        return rows
