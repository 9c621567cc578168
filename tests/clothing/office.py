"""Word and Excel files, their cells really merged."""

import io
from collections.abc import Callable, Iterator
from typing import Any
from xml.sax.saxutils import escape

from tests.clothing.model import Clothed, Part
from tests.typeset.model import Block

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def as_docx(document: Clothed) -> bytes:
    """Give a Word file: each line a paragraph, each grid a table with ``gridSpan`` and ``vMerge``.

    Of ECMA-376 part 1: 17.4.17 and 17.4.84.
    """
    import docx
    from docx.oxml import parse_xml

    word = docx.Document()
    end = word.element.body.sectPr
    for _, lines, parts in document.by_page():
        for line in lines:
            end.addprevious(parse_xml(_paragraph(line)))
        for part in parts:
            for line in part.above or ("",):  # two tables without a paragraph between them are one to Word
                end.addprevious(parse_xml(_paragraph(line)))
            end.addprevious(parse_xml(_table(part)))
    return _bytes(word.save)


def _paragraph(text: str) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f'<w:p xmlns:w="{_W}">{run}</w:p>'


def _table(part: Part) -> str:
    grid = '<w:gridCol w:w="1500"/>' * part.columns
    rows = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in _word_rows(part))
    return f'<w:tbl xmlns:w="{_W}"><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _word_rows(part: Part) -> Iterator[list[str]]:
    """Give the cells of each row; a cell that is merged with the one above has a place in it, and no text."""
    for row in range(part.rows):
        covering = (block for block in part.blocks if block.row <= row < block.row + block.row_span)
        yield [_word_cell(block, row) for block in sorted(covering, key=lambda block: block.column)]


def _word_cell(block: Block, row: int) -> str:
    merged = "" if block.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == block.row else "<w:vMerge/>"
    lines = block.text.split("\n") if row == block.row else [""]
    properties = f'<w:tcPr><w:tcW w:w="0" w:type="auto"/><w:gridSpan w:val="{block.column_span}"/>{merged}</w:tcPr>'
    return f"<w:tc>{properties}{''.join(map(_paragraph, lines))}</w:tc>"


def as_xlsx(document: Clothed) -> bytes:
    """Give a workbook: a sheet a page, a form's lines over all columns of its ruled grid, all texts as texts."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for page, lines, parts in document.by_page():
        sheet = book.create_sheet(str(page))
        for row, line in enumerate(lines):
            _set(sheet, Block(row, 0, line), 1)
        first = 1
        for part in parts:
            for line in part.above:
                _set(sheet, Block(0, 0, line, column_span=part.columns), first)
                first += 1
            for block in part.blocks:
                _set(sheet, block, first)
                _rule(sheet, block, first)
            first += part.rows
    return _bytes(book.save)


def _set(sheet: Any, block: Block, first: int) -> None:
    """Set a block's text; ``first`` is the row of the sheet, from 1, in which its grid begins."""
    cell = sheet.cell(first + block.row, block.column + 1, block.text or None)
    if block.text:
        cell.data_type = "s"  # "=100%" is a text, no formula
    if block.row_span > 1 or block.column_span > 1:
        last = first + block.row + block.row_span - 1, block.column + block.column_span
        sheet.merge_cells(None, cell.row, cell.column, *last)


def _rule(sheet: Any, block: Block, first: int) -> None:
    """Rule each place of a block, as forms are."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin")
    for row in range(first + block.row, first + block.row + block.row_span):
        for column in range(block.column + 1, block.column + block.column_span + 1):
            sheet.cell(row, column).border = Border(left=side, right=side, top=side, bottom=side)


def _bytes(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
