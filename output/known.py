"""Known tables: NAME.indicators.csv and NAME.forms.csv beside a PDF, the text columns that must be exactly right."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from jixiao.output.rows import ConvertedDocument, table_rows
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

KnownRow = tuple[str, ...]


def known_path(pdf: Path, table: str) -> Path:
    """Give the place of a PDF's known table."""
    return pdf.with_name(f"{pdf.stem}.{table}.csv")


def read_known(path: Path, table: str) -> list[KnownRow]:
    """Read a known table; columns it lacks are empty."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [tuple(row.get(name) or "" for name in COLUMNS[table]) for row in csv.DictReader(file)]


def write_known(path: Path, table: str, rows: Sequence[KnownRow]) -> None:
    """Write a known table as UTF-8 with plain line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS[table])
        writer.writerows(rows)


def known_rows(converted: ConvertedDocument, table: str) -> list[KnownRow]:
    """Give the rows a known table would hold for this conversion."""
    described = next(each for each in TABLES if each.name == table)
    names = [column.name for column in described.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table_rows(converted, described)]
    extra: Mapping[str, str] = {"publisher": converted.document.publisher}
    return [
        tuple("" if (value := row.get(name, extra.get(name))) is None else str(value) for name in COLUMNS[table])
        for row in rows
    ]
