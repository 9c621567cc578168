"""A panel's tables -> CSV, Parquet and a workbook in a folder."""

from collections.abc import Sequence
from pathlib import Path

from jixiao.output.csv_file import write_csv
from jixiao.output.disk import see_to_disk
from jixiao.output.panel.tables import PanelTable
from jixiao.output.parquet_file import write_parquet
from jixiao.output.reading import read_rows
from jixiao.output.rendered import csv_lines
from jixiao.output.sheets import EXCEL, Styles, TableSheets, layout_of
from jixiao.output.workbook import workbook

WORKBOOK = "panel.xlsx"

_SAMPLE = 2000
"""Rows by which columns are made as wide as they need."""


def write_panel_tables(tables: Sequence[PanelTable], folder: Path, tool_version: str) -> None:
    """Write each table as CSV and Parquet."""
    for table, rows in tables:
        see_to_disk(write_csv(table, [csv_lines(rows)], folder))
        see_to_disk(write_parquet(table, folder, tool_version))


def write_panel_workbook(tables: Sequence[PanelTable], folder: Path, tool_version: str) -> None:
    """Write the workbook, a sheet a table, from the CSV files just written."""
    path = folder / WORKBOOK
    with workbook(path, tool_version) as book:
        styles = Styles(book)
        for table, _ in tables:
            _, *rows = read_rows(folder / f"{table.name}.csv")
            sheets = TableSheets(book, table, styles, layout_of(table.columns, rows, _SAMPLE), EXCEL)
            for row in rows:
                sheets.add(row)
            sheets.end()
    see_to_disk(path)
