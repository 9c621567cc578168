"""Regression: convert every PDF that has known tables beside it, and compare row by row."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.conversion import convert
from jixiao.extract.engines import READERS
from jixiao.normalize.text import clean_lines
from jixiao.output.compare import Comparison, compare_rows
from jixiao.output.known import COLUMNS, KnownRow, known_path, known_rows, read_known, write_known


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """The comparison of one known table with the conversion, and the converted rows (for an update)."""

    pdf: Path
    table: str
    comparison: Comparison
    rows: tuple[KnownRow, ...]


def with_known_tables(pdfs: Sequence[Path]) -> list[Path]:
    """Give the PDFs that have a known table beside them."""
    return [pdf for pdf in pdfs if any(known_path(pdf, table).exists() for table in COLUMNS)]


def check_pdf(pdf: Path, engine: str = READERS[0], forms: Sequence[Path] = ()) -> tuple[CheckedTable, ...]:
    """Convert the PDF and compare it with each known table. Raises the errors of a bad PDF."""
    converted = convert(pdf, engine=engine, forms=forms).converted
    return tuple(
        CheckedTable(pdf, table, compare_rows(contract_text(read_known(path, table)), rows), tuple(rows))
        for table in COLUMNS
        if (path := known_path(pdf, table)).exists()
        for rows in [known_rows(converted, table)]
    )


def update(checked: CheckedTable) -> None:
    """Rewrite the known table with the converted rows."""
    write_known(known_path(checked.pdf, checked.table), checked.table, checked.rows)


def contract_text(rows: Sequence[KnownRow]) -> list[KnownRow]:
    """Known tables may print full-width operators; the contract's text has ASCII ones."""
    return [tuple(map(clean_lines, row)) for row in rows]
