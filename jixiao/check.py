"""Regression: convert every PDF that has known tables beside it, and compare row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from jixiao.conversion import convert
from jixiao.errors import JixiaoError
from jixiao.extract.engines import READERS
from jixiao.normalize.text import clean_lines
from jixiao.output.compare import Comparison, Pair, compare_rows
from jixiao.output.known import (
    COLUMNS,
    VALUES,
    KnownRow,
    KnownTable,
    known_path,
    known_places,
    known_rows,
    open_known,
    write_known,
)
from jixiao.output.rows import ConvertedDocument


class Difference(NamedTuple):
    """A row that is not as it is known: wrong, missing, extra, or new in a table that was empty; where, what differs.

    ``cells`` are the columns that differ, each as known and as converted; of a missing or an extra row, those with a
    text.
    """

    kind: str
    where: str
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A known table compared with the conversion. ``columns``: those compared; ``places``: of converted rows."""

    pdf: Path
    table: str
    known: KnownTable
    columns: tuple[str, ...]
    comparison: Comparison
    rows: tuple[KnownRow, ...]
    places: tuple[str, ...]

    def differences(self) -> Iterator[Difference]:
        """Give each row that differs, in order."""
        before = "the beginning"
        differing = set(self.comparison.differing)
        for pair in self.comparison.pairs:
            if pair in differing:
                yield self._difference(pair, before)
            if pair.converted is not None:
                before = self.places[pair.converted]

    def _difference(self, pair: Pair, before: str) -> Difference:
        known = self.comparison.known[pair.known] if pair.known is not None else ()
        rows = self.rows[pair.converted] if pair.converted is not None else ()
        if pair.converted is None:
            return Difference("missing", f"after {before}, {self._name(known)}", tuple(_with_text(self.columns, known)))
        where = f"{self.places[pair.converted]}, {self._name(rows)}"
        if pair.known is None:
            kind = "extra" if self.known.rows else "new"
            return Difference(kind, where, tuple((name, "", text) for name, text, _ in _with_text(self.columns, rows)))
        both = zip(self.columns, known, self.comparison.converted[pair.converted], rows, strict=True)
        cells = tuple((name, was, shown) for name, was, now, shown in both if was != now)
        return Difference("wrong", where, cells)

    def _name(self, row: KnownRow) -> str:
        named = dict(zip(self.columns, row, strict=True))
        return named.get("indicator") or named["subject"] or named["department"]


def _with_text(columns: Sequence[str], row: KnownRow) -> Iterator[tuple[str, str, str]]:
    return ((name, text, "") for name, text in zip(columns, row, strict=True) if text)


@dataclass(frozen=True, slots=True)
class CheckedPdf:
    """A PDF that was checked: the comparison of each known table, or the error that stopped it."""

    pdf: Path
    tables: tuple[CheckedTable, ...] = ()
    error: JixiaoError | None = None

    @property
    def is_right(self) -> bool:
        """Whether all known tables came back exactly."""
        return self.error is None and all(each.comparison.exact for each in self.tables)


def checked_pdf(pdf: Path, compare: "Compare", engine: str, forms: Sequence[Path], password: str = "") -> CheckedPdf:
    """Compare a PDF by ``check_pdf`` or ``new_tables``; an error that stops it is kept."""
    try:
        return CheckedPdf(pdf, compare(pdf, engine, forms, password))
    except JixiaoError as error:
        return CheckedPdf(pdf, error=error)


Compare = Callable[[Path, str, Sequence[Path], str], tuple[CheckedTable, ...]]


def with_known_tables(pdfs: Sequence[Path]) -> list[Path]:
    """Give the PDFs that have a known table beside them."""
    return [pdf for pdf in pdfs if any(known_path(pdf, table).exists() for table in COLUMNS)]


def check_pdf(
    pdf: Path, engine: str = READERS[0], forms: Sequence[Path] = (), password: str = ""
) -> tuple[CheckedTable, ...]:
    """Convert the PDF and compare it with each known table. Raises the errors of a bad PDF, and FileNotReadable."""
    tables = [(table, path) for table in COLUMNS if (path := known_path(pdf, table)).exists()]
    opened = [(table, open_known(path)) for table, path in tables]
    converted = convert(pdf, engine=engine, forms=forms, password=password).converted
    return tuple(_checked(pdf, table, known, converted) for table, known in opened)


def new_tables(
    pdf: Path, engine: str = READERS[0], forms: Sequence[Path] = (), password: str = ""
) -> tuple[CheckedTable, ...]:
    """Convert a PDF without known tables, and give what they would hold: all is new. Raises the errors of a bad PDF."""
    converted = convert(pdf, engine=engine, forms=forms, password=password).converted
    empty = {table: KnownTable((*COLUMNS[table], *VALUES[table]), ()) for table in COLUMNS}
    return tuple(_checked(pdf, table, known, converted) for table, known in empty.items())


def _checked(pdf: Path, table: str, known: KnownTable, converted: ConvertedDocument) -> CheckedTable:
    columns = known.compared(table)
    rows = tuple(known_rows(converted, table, columns))
    numbers = [at for at, name in enumerate(columns) if name in ("value", "value_upper")]
    ours, theirs = (_alike(each, numbers) for each in (contract_text(known.of(columns)), rows))
    places = tuple(known_places(converted, table))
    return CheckedTable(pdf, table, known, columns, compare_rows(ours, theirs), rows, places)


def _alike(rows: Sequence[KnownRow], numbers: Sequence[int]) -> list[KnownRow]:
    """Give the rows with their numbers written alike: 8.0 and 8 are one."""
    return [tuple(_number(cell) if at in numbers else cell for at, cell in enumerate(row)) for row in rows]


def _number(text: str) -> str:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text
    return format(number.normalize(), "f") if number.is_finite() else text


def update(checked: CheckedTable) -> Path:
    """Rewrite the known table with the converted rows, and give its path. Raises OutputNotWritable.

    Rows that agree stay as they are; so do line ends, a byte order mark, the order of the columns, and what columns of
    its own say of rows that are still there.
    """
    path, known = known_path(checked.pdf, checked.table), checked.known
    differing = set(checked.comparison.differing)
    rows = [
        _rewritten(checked, pair) if pair in differing else known.rows[pair.known or 0]
        for pair in checked.comparison.pairs
        if pair.converted is not None
    ]
    filled = [name for name in checked.columns if name not in known.header and any(row.get(name) for row in rows)]
    header = (*known.header, *filled)
    kept = tuple({name: row.get(name, "") for name in header} for row in rows)
    write_known(path, KnownTable(header, kept, known.line_end, known.has_byte_order_mark))
    return path


def _rewritten(checked: CheckedTable, pair: Pair) -> Mapping[str, str]:
    before = checked.known.rows[pair.known] if pair.known is not None else {}
    return {**before, **dict(zip(checked.columns, checked.rows[pair.converted or 0], strict=True))}


def contract_text(rows: Sequence[KnownRow]) -> list[KnownRow]:
    """Known tables may print full-width operators; the contract's text has ASCII ones."""
    return [tuple(map(clean_lines, row)) for row in rows]
