"""A document's share of the output: its rows of each table as CSV, and its files, ready to be laid beside others'."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from jixiao.output.rows import ConvertedDocument, FailedDocument, Row, Value, failed_rows, rows_as_made, table_file
from jixiao.output.schema import TABLES

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Makes Excel and WPS read a CSV file as UTF-8."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a document adds to the output.

    ``rows`` are the lines of each table by the table's name, in UTF-8 without a header; ``files`` the whole content of
    the document's own files by their path in the output folder.
    """

    doc_id: str
    rows: Mapping[str, bytes]
    files: Mapping[str, bytes]


def render(document: ConvertedDocument) -> Rendered:
    """Give what a converted document adds."""
    rows = {table.name: csv_lines(rows_as_made(document, table)) for table in TABLES}
    files = {
        table_file(document.doc_id, table): BYTE_ORDER_MARK + csv_lines(table.rows)
        for table in document.document.tables
    }
    return Rendered(document.doc_id, rows, files)


def render_failed(document: FailedDocument) -> Rendered:
    """Give what a document adds that could not be converted: a row that says so."""
    return Rendered(document.doc_id, {table.name: csv_lines(failed_rows(document, table)) for table in TABLES}, {})


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Write rows as CSV in UTF-8."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([_plain(value) if value.__class__ in _OWN else value for value in row] for row in rows)
    return text.getvalue().encode("utf-8", errors="replace")


_OWN = frozenset({bool, Decimal})
"""Values that CSV has in another way than Python; None is written as nothing by itself."""


def _plain(value: Value) -> str:
    """Numbers as printed, never with an exponent; true and false."""
    return format(value, "f") if isinstance(value, Decimal) else str(value).lower()
