"""The tables of an output folder, as people see them -> the rows of one document after the other."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from jixiao.output.reading import read_records
from jixiao.output.schema import TABLES

TableRow = Mapping[str, str]
"""A row of a table: its texts by the names of its columns."""


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
    others = {table.name: _Grouped(read_records(tables, table.name)) for table in TABLES if table.name != "documents"}
    for document in read_records(tables, "documents"):
        yield DocumentRows(document, {name: rows.take(document["doc_id"]) for name, rows in others.items()})


class _Grouped:
    """A table whose rows are taken document by document."""

    def __init__(self, rows: Iterator[TableRow]) -> None:
        self._groups = groupby(rows, key=lambda row: row["doc_id"])
        self._waiting = self._next()

    def _next(self) -> tuple[str, Sequence[TableRow]]:
        """Give the rows of the next document that has any, with its doc_id; at the end none of nobody."""
        doc_id, rows = next(self._groups, ("", iter(())))
        return doc_id, list(rows)

    def take(self, doc_id: str) -> Sequence[TableRow]:
        """Give the document's rows, none where the next are another's."""
        if self._waiting[0] != doc_id:
            return ()
        rows = self._waiting[1]
        self._waiting = self._next()
        return rows
