"""The tables of an output folder, read back from their CSV files, which are exact."""

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

csv.field_size_limit(sys.maxsize)  # a goal or a table's title may be longer than the 131,072 characters that csv reads


def read_rows(path: Path) -> Iterator[list[str]]:
    """Give the lines of a CSV file as cells, the header first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.reader(file)


def read_records(tables: Path, table: str) -> Iterator[Mapping[str, str]]:
    """Give a table's rows by column name; what is not there is an empty text."""
    rows = read_rows(tables / f"{table}.csv")
    names = next(rows)
    return (dict(zip(names, row, strict=True)) for row in rows)
