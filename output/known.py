"""Known tables: NAME.indicators.csv and NAME.forms.csv beside a PDF, the text columns that must be exactly right."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jixiao.errors import FileNotReadable, OutputNotWritable
from jixiao.output.rows import ConvertedDocument, Value, table_rows
from jixiao.output.schema import TABLES

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "indicators": (
        "form_no",
        "form_type",
        "subject",
        "department",
        "task_no",
        "task",
        "duty_no",
        "duty",
        "duty_item",
        "duty_target",
        "level1",
        "level2",
        "indicator_no",
        "indicator",
        "explanation",
        "value_text",
        "actual_text",
        "weight",
        "score",
        "deviation_reason",
    ),
    "forms": (
        "form_no",
        "form_type",
        "year",
        "publisher",
        "subject",
        "department",
        "implementing_unit",
        "budget_text",
        "overall_goal",
        "task_count",
        "indicator_count",
    ),
}

VALUES: Mapping[str, tuple[str, ...]] = {"indicators": ("comparator", "value", "value_upper", "unit"), "forms": ()}
"""Columns of what was read from a text; they are compared where a known table has them."""

KnownRow = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A known table as it stands on the disk: its header, its rows by column, and how its bytes are laid out."""

    header: tuple[str, ...]
    rows: tuple[Mapping[str, str], ...]
    line_end: str = "\n"
    has_byte_order_mark: bool = False

    def compared(self, table: str) -> tuple[str, ...]:
        """Give the columns in which its rows are held against others."""
        return (*COLUMNS[table], *(name for name in VALUES[table] if name in self.header))

    def of(self, columns: Sequence[str]) -> list[KnownRow]:
        """Give the rows with these columns; those that the file lacks are empty."""
        return [tuple(row.get(name) or "" for name in columns) for row in self.rows]


def known_path(pdf: Path, table: str) -> Path:
    """Give the place of a PDF's known table."""
    return pdf.with_name(f"{pdf.stem}.{table}.csv")


def open_known(path: Path) -> KnownTable:
    """Read a known table. Raises FileNotReadable where it is not CSV in UTF-8."""
    try:
        raw = path.read_bytes()
        reader = csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        rows = tuple({name: text or "" for name, text in row.items() if isinstance(name, str)} for row in reader)
    except OSError as error:
        raise FileNotReadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise FileNotReadable(path, "it is not UTF-8; save it as CSV UTF-8") from error
    except csv.Error as error:
        raise FileNotReadable(path, f"it is not CSV: {error}") from error
    line_end = "\r\n" if raw.partition(b"\n")[0].endswith(b"\r") else "\n"
    return KnownTable(tuple(reader.fieldnames or ()), rows, line_end, raw.startswith(BOM_UTF8))


def read_known(path: Path, table: str) -> list[KnownRow]:
    """Read the text columns of a known table; columns it lacks are empty."""
    return open_known(path).of(COLUMNS[table])


def write_known(path: Path, known: KnownTable) -> None:
    """Write a known table as UTF-8. Raises OutputNotWritable."""
    encoding = "utf-8-sig" if known.has_byte_order_mark else "utf-8"
    try:
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, known.header, restval="", lineterminator=known.line_end)
            writer.writeheader()
            writer.writerows(known.rows)
    except OSError as error:
        raise OutputNotWritable(path, error.strerror or str(error)) from error


def known_rows(converted: ConvertedDocument, table: str, columns: Sequence[str] = ()) -> list[KnownRow]:
    """Give the rows a known table would hold for this conversion, with its text columns or with those asked for."""
    names = columns or COLUMNS[table]
    return [tuple(_plain(row[name]) for name in names) for row in _rows(converted, table)]


def known_places(converted: ConvertedDocument, table: str) -> list[str]:
    """Say of each of these rows where it stands."""
    return [
        ", ".join(f"{word} {row[name]}" for word, name in _PLACE if row.get(name) is not None)
        for row in _rows(converted, table)
    ]


_PLACE = (("page", "page_start"), ("form", "form_no"), ("row", "row_no"))


def _rows(converted: ConvertedDocument, table: str) -> Iterator[dict[str, Value]]:
    described = next(each for each in TABLES if each.name == table)
    names = [column.name for column in described.columns]
    for row in table_rows(converted, described):
        yield {"publisher": converted.document.publisher, **dict(zip(names, row, strict=True))}


def _plain(value: Value) -> str:
    """Give a value as tables print it, numbers without an exponent."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)
