"""LibreOffice Calc prints a workbook, one sheet a table, as wide as the page."""

import math
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tests.producers.html import runs_down
from tests.producers.ink import Mark, block_mark, marks
from tests.producers.job import HEAD, Job
from tests.producers.look import Abilities, Look
from tests.producers.model import KnownTable
from tests.producers.office import convert_all, soffice_missing
from tests.typeset.model import Block

NAME = "Calc"
ABILITIES = Abilities(mirrored=False, repeats=("none", "header", "title"))
_PAPER_CODES = {"A3": 8, "A4": 9, "A5": 11, "B5": 13}
_BORDERS = {
    "thin": ("thin", "FF000000"),
    "dotted": ("dotted", "FF000000"),
    "hairline": ("hair", "FF888888"),
    "thick": ("thick", "FF000000"),
}
_CHARACTER = 5.6
"""Points of a column's unit of width, about one digit of the standard type."""
_LEADING = 1.5
"""Line height in ems that is enough for every font."""
_LATIN = 0.58
"""Width of a Latin letter or digit in ems."""


def missing() -> str:
    """Name what is not there, or give nothing."""
    return soffice_missing() or ("" if find_spec("openpyxl") else "openpyxl (PyPI)")


def produce(jobs: Sequence[Job]) -> None:
    """Make the PDFs, many with one start of LibreOffice."""
    convert_all(jobs, "xlsx", _write)


def _write(job: Job, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    inks = marks(job.document)
    for number, table in enumerate(job.document.tables):
        sheet = book.create_sheet(f"{number + 1}")
        _set_page(sheet, job.look)
        for column, width in enumerate(_widths(table, job.look), 1):
            sheet.column_dimensions[_letter(column)].width = width / _CHARACTER
        first = _lines_above(sheet, table, job.look, inks[Mark("above", number, 0)])
        for block in table.printed.blocks:
            _set_block(sheet, block, first, job.look, inks[block_mark(number, block)])
        for row, height in enumerate(_heights(table, job.look), first):
            sheet.row_dimensions[row].height = height
        _repeat(sheet, table, job.look, first)
    book.save(path)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _widths(table: KnownTable, look: Look) -> list[float]:
    """Give the columns' widths in points: together the type area's."""
    return [look.width * share / sum(table.printed.shares) for share in table.printed.shares]


def _set_page(sheet: Any, look: Look) -> None:
    setup, margins = sheet.page_setup, sheet.page_margins
    setup.paperSize = _PAPER_CODES[look.paper]
    setup.orientation = "landscape" if look.across else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins.left = margins.right = margins.top = margins.bottom = look.margin / 72
    margins.header = margins.footer = 14 / 72
    sheet.print_options.horizontalCentered = True
    if look.running:
        sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    if look.running == "head and number":
        sheet.oddHeader.center.text = HEAD


def _lines_above(sheet: Any, table: KnownTable, look: Look, colour: str) -> int:
    """Set the title and captions over all columns, unruled; give the first row of the grid, from 1."""
    row = 1
    lines = [table.printed.title] if table.printed.title else []
    for number, text in enumerate([*lines, *filter(None, table.printed.caption.split("\n"))]):
        titled = bool(lines) and number == 0
        cell = sheet.cell(row, 1, text)
        cell.font = _font(look, colour, size=1.4 * look.size if titled else look.size, bold=titled)
        cell.alignment = _alignment("center" if titled else "left", "center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=table.columns)
        sheet.row_dimensions[row].height = 2.4 * look.size
        row += 1
    return row


def _font(look: Look, colour: str, *, size: float, bold: bool) -> Any:
    from openpyxl.styles import Font

    return Font(name=look.font, size=round(2 * size) / 2, bold=bold, color=f"FF{colour}")


def _alignment(horizontal: str, vertical: str, *, down: bool = False) -> Any:
    from openpyxl.styles import Alignment

    return Alignment(horizontal=horizontal, vertical=vertical, wrap_text=True, textRotation=255 if down else 0)


def _set_block(sheet: Any, block: Block, first: int, look: Look, colour: str) -> None:
    from openpyxl.styles import Border, Side

    cell = sheet.cell(first + block.row, 1 + block.column, block.text or None)
    if block.text:
        cell.data_type = "s"  # "=100%" is a text, no formula
    cell.font = _font(look, colour, size=look.size, bold=block.bold)
    horizontal = "left" if block.left or not look.centred else "center"
    vertical = "top" if look.vertical == "top" else "center"
    cell.alignment = _alignment(horizontal, vertical, down=look.sideways and runs_down(block))
    style, grey = _BORDERS[look.border]
    side = Side(style=style, color=grey)
    cell.border = Border(left=side, right=side, top=side, bottom=side)
    if block.row_span > 1 or block.column_span > 1:
        sheet.merge_cells(
            start_row=first + block.row,
            end_row=first + block.row + block.row_span - 1,
            start_column=1 + block.column,
            end_column=block.column + block.column_span,
        )


def _heights(table: KnownTable, look: Look) -> list[float]:
    """Give rows' heights in points, room enough for every text: spreadsheets do not grow rows for merged cells."""
    widths = _widths(table, look)
    heights = [_LEADING * look.size + 4] * max(block.row + block.row_span for block in table.printed.blocks)
    for block in sorted(table.printed.blocks, key=lambda block: block.row_span):
        rows = slice(block.row, block.row + block.row_span)
        width = sum(widths[block.column : block.column + block.column_span]) - 5
        if look.sideways and runs_down(block):
            width = look.size
        needed = _LEADING * look.size * _line_count(block.text, width / look.size) + 4
        heights[rows.stop - 1] += max(0.0, needed - sum(heights[rows]))
    return heights


def _line_count(text: str, ems: float) -> int:
    """Estimate how many lines a text takes in a cell this wide, in ems; rather one too many."""
    ems = max(1.0, ems)
    return sum(max(1, math.ceil(1.12 * sum(map(_ems, line)) / ems)) for line in text.split("\n"))


def _ems(character: str) -> float:
    return _LATIN if character.isascii() else 1.0


def _repeat(sheet: Any, table: KnownTable, look: Look, first: int) -> None:
    if look.repeat != "none" and table.leading:
        sheet.print_title_rows = f"{1 if look.repeat == 'title' else first}:{first + table.leading - 1}"
