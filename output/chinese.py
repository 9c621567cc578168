"""The CSV files -> the same with Chinese titles over the columns, for people; programs take the contract's names."""

import csv
from pathlib import Path

from jixiao.output.disk import see_to_disk
from jixiao.output.made_from import MadeFrom
from jixiao.output.reading import read_rows
from jixiao.output.schema import TABLES, Table


def write_with_chinese_titles(source: MadeFrom, folder: Path) -> None:
    """Write the tables' CSV files into ``folder`` with the Chinese titles as first line; other lines are the same."""
    folder.mkdir()
    for table in TABLES:
        _write(table, source.tables / f"{table.name}.csv", folder / f"{table.name}.csv")


def _write(table: Table, source: Path, target: Path) -> None:
    rows = read_rows(source)
    next(rows)
    with target.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(column.title for column in table.columns)
        writer.writerows(rows)
    see_to_disk(target)
