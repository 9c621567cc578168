"""The tables of an output folder, as people see them -> each document's rows in turn; those of one just converted."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from jixiao.output.reading import read_records, read_rows
from jixiao.output.rendered import Rendered
from jixiao.output.schema import TABLES, Table

TableRow = Mapping[str, str]
"""A row of a table: its texts by the names of its columns."""

Texts = Sequence[Sequence[str]]
"""The texts of a table of no known form, row by row."""


class DocumentRows:
    """What the tables hold of one document."""

    def __init__(
        self, document: TableRow, rows: Mapping[str, Sequence[TableRow]], texts: Callable[[str], Texts]
    ) -> None:
        """Take its row of ``documents``, its rows of each other table by its name, and what gives a file's texts."""
        self.document = document
        self._rows = rows
        self._texts = texts

    def of(self, table: str) -> Sequence[TableRow]:
        """Give the document's rows of a table, in order."""
        return self._rows[table]

    def texts_of(self, table: TableRow) -> Texts:
        """Give the texts of a table of no known form, by its row of ``tables``."""
        return self._texts(table["file"])


def read_documents(tables: Path) -> Iterator[DocumentRows]:
    """Give the documents one by one, in the tables' order: it is the same in all, so that none is held in memory."""
    others = {table.name: _Grouped(read_records(tables, table.name)) for table in TABLES if table.name != "documents"}
    for document in read_records(tables, "documents"):
        own = {name: rows.take(document["doc_id"]) for name, rows in others.items()}
        yield DocumentRows(document, own, lambda file: list(read_rows(tables / file)))


def rendered_rows(rendered: Rendered) -> DocumentRows:
    """Give the same of a document that was just converted."""
    rows = {table.name: list(_records(rendered, table)) for table in TABLES}
    (document,) = rows["documents"]
    return DocumentRows(document, rows, lambda file: list(_lines(rendered.files[file].decode("utf-8-sig"))))


def _records(rendered: Rendered, table: Table) -> Iterator[TableRow]:
    names = [column.name for column in table.columns]
    for line in _lines(rendered.rows[table.name].decode()):
        yield dict(zip(names, line, strict=True))


def _lines(text: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""))


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
