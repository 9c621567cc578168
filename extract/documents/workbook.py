"""Excel (.xlsx by openpyxl, .xls by xlrd) -> a table a sheet, its cells merged as there, numbers as it shows them."""

import datetime
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from jixiao.extract.documents.model import (
    PICTURE,
    Block,
    Paragraph,
    SourceCell,
    SourceDocument,
    Unreadable,
    lines_of,
    tiled,
)
from jixiao.extract.parser_errors import PARSER_ERRORS

Texts = Mapping[tuple[int, int], str]
"""Row and column of a cell, as the file counts them -> its text."""

Merged = Mapping[tuple[int, int], tuple[int, int]]
"""First place of a merged cell -> how many rows and columns it spans."""


def read_xlsx(path: Path) -> SourceDocument:
    """Read a workbook. Raises Unreadable, or ImportError without openpyxl. Formulas give what was last worked out.

    One of which nothing is kept, as where a program wrote the file, gives itself, in doubt.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        workbook, formulas = (load_workbook(path, data_only=worked_out) for worked_out in (True, False))
    except (InvalidFileException, BadZipFile, SyntaxError, *PARSER_ERRORS) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    blocks, printed = list[Block](), list[str]()
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        texts = {
            (cell.row, cell.column): shown(cell.value, cell.number_format)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        unread = {
            (cell.row, cell.column): str(cell.value)
            for row in formulas[sheet.title].iter_rows()
            for cell in row
            if cell.data_type == "f" and (cell.row, cell.column) not in texts
        }
        texts |= unread
        merged = {
            (each.min_row, each.min_col): (each.max_row - each.min_row + 1, each.max_col - each.min_col + 1)
            for each in sheet.merged_cells.ranges
        }
        texts = {place: text for place, text in texts.items() if place not in _covered(merged)}
        ruled = {cell.row for row in sheet.iter_rows() for cell in row if _has_border(cell)}
        blocks += _blocks(texts, merged, ruled, unread)
        printed += texts.values()
    return SourceDocument(tuple(blocks), "".join(printed), "xlsx", converted=False, doubts=_pictures(path))


def _pictures(path: Path) -> tuple[str, ...]:
    """Give the doubt of a workbook that holds pictures (ECMA-376, part 2: its parts are files of a zip)."""
    with ZipFile(path) as parts:
        return (PICTURE,) if any(name.startswith("xl/media/") for name in parts.namelist()) else ()


def _has_border(cell: Any) -> bool:
    sides = (cell.border.left, cell.border.right, cell.border.top, cell.border.bottom)
    return any(side is not None and side.style for side in sides)


def read_xls(path: Path) -> SourceDocument:
    """Read a workbook of Excel 97 to 2003. Raises Unreadable, or ImportError without xlrd."""
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *PARSER_ERRORS) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    blocks, printed = list[Block](), list[str]()
    for sheet in book.sheets():
        if sheet.visibility:
            continue
        texts = {
            (row, column): text
            for row in range(sheet.nrows)
            for column in range(sheet.ncols)
            if (text := _xls_text(book, sheet.cell(row, column)))
        }
        merged = {(top, left): (bottom - top, right - left) for top, bottom, left, right in sheet.merged_cells}
        texts = {place: text for place, text in texts.items() if place not in _covered(merged)}
        ruled = {
            row for row in range(sheet.nrows) for column in range(sheet.ncols) if _is_ruled(book, sheet, row, column)
        }
        blocks += _blocks(texts, merged, ruled)
        printed += texts.values()
    return SourceDocument(tuple(blocks), "".join(printed), "xls", converted=False)


def _is_ruled(book: Any, sheet: Any, row: int, column: int) -> bool:
    border = book.xf_list[sheet.cell_xf_index(row, column)].border
    sides = (border.left_line_style, border.right_line_style, border.top_line_style, border.bottom_line_style)
    return any(sides)


def _xls_text(book: Any, cell: Any) -> str:
    import xlrd

    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown(xlrd.xldate_as_datetime(cell.value, book.datemode), code)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown(bool(cell.value), code)
    return "" if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else shown(cell.value, code)


_PLACES = re.compile(r"[0#][0#,]*(?:\.([0#]+))?")


def shown(value: object, code: str) -> str:
    """Give what a cell shows: its value by its format's code, as far as that tells of percent, places and thousands."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(Decimal(repr(value)), code)
    if isinstance(value, datetime.datetime):
        day = f"{value.year}-{value.month}-{value.day}" if "d" in code.lower() else f"{value.year}-{value.month}"
        return f"{day} {value:%H:%M}" if "h" in code.lower() else day
    return str(value)


def _number(value: Decimal, code: str) -> str:
    positive = code.partition(";")[0]
    percent = "%" in positive
    value = value * 100 if percent else value
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|[_\\*].', "", positive)
    found = _PLACES.search(bare)
    if found is None or bare == "General":
        return f"{_plain(value)}{'%' if percent else ''}"
    comma = "," if "," in bare else ""
    places = len(found.group(1) or "")
    return f"{value:{comma}.{places}f}{'%' if percent else ''}"


def _plain(value: Decimal) -> str:
    whole = value.normalize()
    return f"{whole:f}"


def _blocks(
    texts: Texts, merged: Merged, ruled: Container[int], unread: Container[tuple[int, int]] = ()
) -> Iterable[Block]:
    """Give a sheet's tables and the lines between: rows without any border, where others have one, that read as lines.

    A row of several texts may have lost its borders, and is one of the table: it would be missing without a word. Where
    no row has a border, those on top that hold one text each are lines.
    """
    own_texts = _texts_by_row(texts)
    rows = sorted(own_texts)
    has_rules = any(row in ruled for row in rows)
    first = next((at for at, row in enumerate(rows) if len(own_texts[row]) > 1), len(rows))
    lines = {
        row
        for at, row in enumerate(rows)
        if (row not in ruled and _are_lines(own_texts[row]) if has_rules else at < first)
    }
    for is_line, own in groupby(rows, key=lambda row: row in lines):
        kept = set(own)
        part = {place: text for place, text in texts.items() if place[0] in kept}
        if is_line:
            yield from (Paragraph(line) for row in sorted(kept) for line in lines_of(_row_text(part, row)))
        else:
            own_merged = {place: span for place, span in merged.items() if place[0] in kept}
            yield from _sheet(part, own_merged, unread)


def _texts_by_row(texts: Texts) -> Mapping[int, list[str]]:
    by_row: dict[int, list[str]] = {}
    for (row, _), text in sorted(texts.items()):
        if text.strip():
            by_row.setdefault(row, []).append(text)
    return by_row


def _are_lines(texts: Sequence[str]) -> bool:
    """Whether a row's texts are lines beside a table: one alone, or each with its own label (部门名称：…, 单位：万元)."""
    return len(texts) == 1 or all("：" in text or ":" in text for text in texts)


def _row_text(texts: Texts, row: int) -> str:
    return " ".join(texts[place].strip() for place in sorted(texts) if place[0] == row)


def _sheet(texts: Texts, merged: Merged, unread: Container[tuple[int, int]] = ()) -> Iterable[Block]:
    """Give a sheet as one table; rows and columns in which nothing stands are left out."""
    filled = {place: text for place, text in texts.items() if text.strip()}
    if not filled:
        return
    rows = {at: number for number, at in enumerate(sorted({row for row, _ in filled}))}
    columns = {at: number for number, at in enumerate(sorted({column for _, column in filled}))}
    cells = []
    for row, column in sorted({*filled, *merged}):
        down, across = merged.get((row, column), (1, 1))
        own_rows = [rows[at] for at in range(row, row + down) if at in rows]
        own_columns = [columns[at] for at in range(column, column + across) if at in columns]
        if own_rows and own_columns:
            lines = lines_of(filled.get((row, column), ""))
            doubts = ("formula_unread",) if (row, column) in unread else ()
            cells.append(SourceCell(own_rows[0], own_columns[0], len(own_rows), len(own_columns), lines, doubts))
    yield tiled(cells)


def _covered(merged: Merged) -> set[tuple[int, int]]:
    """Give the places that merged cells lie over: nothing of them is shown."""
    return {
        (row, column)
        for (top, left), (down, across) in merged.items()
        for row in range(top, top + down)
        for column in range(left, left + across)
        if (row, column) != (top, left)
    }
