"""Tables that are no known form: delivered as printed, with the spans filled; boxes that are no tables told apart."""

import re
from collections.abc import Iterator, Sequence

from jixiao.normalize.records import GenericTable, Place
from jixiao.normalize.tables.model import LogicalTable, TableCell

_LEADER = re.compile(r"(?:…|\.{3,}|·{3,}|-{4,}|_{4,})\s*(?:\d|$)")
_NUMBER = re.compile(r"^[-+]?[\d,，]+(?:\.\d+)?%?$")
_CAPTION = re.compile(
    r"^(?:金额)?单位[:：]|^(?:编制|填报|公开|制表).{0,4}[:：]|^注\d*[:：]|^[第\-－—]?\s*\d+\s*页?[\-－—]?$"
)
"""Lines between a table's title and the table: units, who made it, page numbers, notes to the table before."""

HEADER_ROWS = 4
"""Rows at most that a header guess takes; budget tables have three."""

TITLE_LINES = 4
"""Lines above a table among which its title is looked for."""


def why_no_table(table: LogicalTable) -> str:
    """Give the reason why a ruled box is no table of data, or nothing when it is one."""
    filled = [cell for cell in table.cells if cell.text]
    if len({cell.column for cell in filled}) < 2:
        return (
            "a frame around text: one column" if len(filled) > 1 or table.rows > 1 else "a frame around text: one cell"
        )
    led = {cell.row for cell in filled if _LEADER.search(cell.text)}
    if 2 * len(led) > table.rows:
        return "a table of contents: dot leaders"
    if all(sum(bool(cell.text) for cell in row) < 2 for row in table.by_row):
        return "a layout box: never two texts in a row"
    return ""


def generic_table(table: LogicalTable, number: int) -> GenericTable:
    """Give the table as rows of texts, every place of a spanning cell filled with its text."""
    width = len(table.xs) - 1
    rows = tuple(_row(cells, width) for cells in table.by_row)
    pages = [place for cell in table.cells for place in cell.places if place.page == table.page_start]
    return GenericTable(
        table_no=number,
        title=_title(table),
        header=" | ".join(_headers(table, rows)),
        rows=rows,
        columns=width,
        page_start=table.page_start,
        page_end=table.page_end,
        place=Place(
            table.page_start,
            min(place.x0 for place in pages),
            min(place.top for place in pages),
            max(place.x1 for place in pages),
            max(place.bottom for place in pages),
        ),
        header_rows=header_rows(table),
    )


def _row(cells: Sequence[TableCell], width: int) -> tuple[str, ...]:
    row = [""] * width
    for cell in cells:
        row[cell.column : cell.last_column] = [cell.text] * cell.column_span
    return tuple(row)


def _title(table: LogicalTable) -> str:
    """Give the nearest line above that ends in 表, or the nearest that is no caption; or the table's own first row."""
    if len(table.by_row[0]) == 1 and table.by_row[0][0].text:
        return table.by_row[0][0].bare
    near = [line for line in reversed(table.heading[-TITLE_LINES:]) if not _CAPTION.search(line)]
    return next((line for line in near if line.endswith("表")), near[0] if near else "")


def header_rows(table: LogicalTable) -> int:
    """Guess how many rows of headers stand on top: those before the first row with a number, one at least."""
    top = 1 if table.rows > 1 and len(table.by_row[0]) == 1 else 0
    for row in range(top, min(table.rows, top + HEADER_ROWS)):
        if any(_NUMBER.match(cell.bare) for cell in table.by_row[row]):
            return max(row, top + 1)
    return top + 1


def _headers(table: LogicalTable, rows: Sequence[Sequence[str]]) -> Iterator[str]:
    top = 1 if table.rows > 1 and len(table.by_row[0]) == 1 else 0
    above = rows[top : header_rows(table)]
    for column in range(len(table.xs) - 1):
        yield "/".join(dict.fromkeys(row[column] for row in above if row[column]))
