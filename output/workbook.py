"""The tables -> one Excel workbook: a first sheet that sums up, a sheet a table, and one that says what each column is.

Printed texts are cells of text, whatever they look like; nothing is a formula. What Excel cannot hold is told on the
first sheet: texts cut at 32,767 characters, links beyond 65,530 of a sheet; a table of more than 1,048,575 rows has
further sheets.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jixiao.output.disk import see_to_disk
from jixiao.output.made_from import MadeFrom
from jixiao.output.overview import SEVERITY_FILLS, write_overview
from jixiao.output.reading import read_records, read_rows
from jixiao.output.schema import TABLES, Table
from jixiao.output.sheets import EXCEL, Limits, Link, Spot, Styles, TableSheets, layout_of, set_up_print
from jixiao.output.tally import tally

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_SAMPLE = 2000
"""Rows by which columns are made as wide as they need."""

_MADE = datetime(2000, 1, 1)
"""Stands in the file as the day it was made: the same tables give the same bytes on any day."""

_Named = tuple[str, str, str]
"""What names an indicator: doc_id, form_no, row_no."""


def write_workbook(source: MadeFrom, path: Path, limits: Limits = EXCEL) -> None:
    """Write the workbook to a path where nothing stands."""
    with workbook(path, source.tool_version) as book:
        styles = Styles(book)
        overview = book.add_worksheet("概览")
        filled = {
            table.name: TableSheets(
                book, table, styles, layout_of(table.columns, _rows(source, table), _SAMPLE), limits
            )
            for table in TABLES
        }
        spots = _fill_indicators(source, filled["indicators"], _named_by_findings(source.tables))
        _fill_findings(source, filled["findings"], spots)
        for name, sheets in filled.items():
            if name not in ("indicators", "findings"):
                for row in _rows(source, sheets.table):
                    sheets.add(row)
            sheets.end()
        _write_columns(book, styles)
        write_overview(overview, book, styles, source, tally(source.tables), tuple(filled.values()), spots)
    see_to_disk(path)


def review_link(doc_id: str, form_no: str, row_no: str) -> str:
    """Give the link from a row to its place among the review pages, beside the workbook."""
    return f"external:review/{quote(doc_id)}.html#f{form_no}-r{row_no}"


@contextmanager
def workbook(path: Path, tool_version: str) -> "Iterator[Workbook]":
    """Make a workbook at a path where nothing stands: texts stay texts, and the same rows give the same bytes."""
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with Workbook(path, options) as book:
        book.set_properties({"title": "预算绩效目标表", "author": f"jixiao {tool_version}", "created": _MADE})
        yield book


def _rows(source: MadeFrom, table: Table) -> Iterator[list[str]]:
    rows = read_rows(source.tables / f"{table.name}.csv")
    next(rows)
    return rows


def _named_by_findings(tables: Path) -> frozenset[_Named]:
    """Give the rows that findings are about: only their places are kept in memory."""
    return frozenset(_name(row) for row in read_records(tables, "findings") if row["row_no"])


def _name(row: Mapping[str, str]) -> _Named:
    return row["doc_id"], row["form_no"], row["row_no"]


def _fill_indicators(source: MadeFrom, sheets: TableSheets, wanted: frozenset[_Named]) -> Mapping[_Named, Spot]:
    """Write the indicators, each with a link to its review page where there is one; say where the wanted ones are."""
    spots = {}
    for record in read_records(source.tables, "indicators"):
        name = _name(record)
        link = Link("row_no", review_link(*name)) if source.has_review else None
        spot = sheets.add(tuple(record.values()), link)
        if name in wanted:
            spots[name] = spot
    return spots


def _fill_findings(source: MadeFrom, sheets: TableSheets, spots: Mapping[_Named, Spot]) -> None:
    """Write the findings, coloured by severity, each with a link to its row."""
    for record in read_records(source.tables, "findings"):
        spot = spots.get(_name(record))
        link = Link("row_no", spot.link) if spot else None
        sheets.add(tuple(record.values()), link, SEVERITY_FILLS[record["severity"]])


def _write_columns(book: "Workbook", styles: Styles) -> None:
    """Write the sheet that says what each column is."""
    sheet = book.add_worksheet("栏目说明")
    set_up_print(sheet)
    for place, (title, width) in enumerate(
        {"工作表": 12, "栏目": 20, "名称（CSV）": 20, "类型": 10, "说明": 90}.items()
    ):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, styles.header)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    lines = [(table, column) for table in TABLES for column in table.columns]
    for number, (table, column) in enumerate(lines, 1):
        texts = (table.title, column.title, column.name, column.type, column.description)
        for place, text in enumerate(texts):
            sheet.write_string(number, place, text, styles.cell("text"))
    sheet.autofilter(0, 0, len(lines), 4)
