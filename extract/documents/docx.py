"""Word (.docx) -> its paragraphs and tables with real spans, by python-docx."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from jixiao.extract.documents.model import (
    PICTURE,
    Block,
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceTable,
    Unreadable,
    lines_of,
    tiled,
)
from jixiao.extract.parser_errors import PARSER_ERRORS

_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
"""Elements that stand for a picture: of today's Word, and of VML before it."""

_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def read_docx(path: Path) -> SourceDocument:
    """Read a Word file. Raises Unreadable, or ImportError without python-docx."""
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(str(path))
    except (OpcError, BadZipFile, SyntaxError, *PARSER_ERRORS) as error:  # lxml's errors are SyntaxErrors
        raise Unreadable(f"{type(error).__name__}: {error}") from error
    body = document.element.body
    printed = "".join(node.text or "" for node in body.iter(_TEXT))
    blocks = tuple(block for each in document.iter_inner_content() for block in _blocks(each))
    pictures = (PICTURE,) if any(next(body.iter(kind), None) is not None for kind in _PICTURES) else ()
    return SourceDocument(blocks, printed, "docx", converted=False, doubts=pictures)


def _blocks(item: Any) -> Iterator[Block]:
    if hasattr(item, "rows"):
        yield from _tables(item)
        return
    yield from (Paragraph(line) for line in lines_of(item.text))


def _tables(table: Any) -> Iterator[SourceTable]:
    """Give the table, and behind it those that stand in its cells."""
    cells = list(_cells(table))
    yield tiled([cell for cell, _ in cells])
    for _, source in cells:
        for inner in source.tables:
            yield from _tables(inner)


def _cells(table: Any) -> Iterator[tuple[SourceCell, Any]]:
    """Give each cell once. One that others are merged into is met at each of their places, as the same element."""
    places: dict[Any, list[tuple[int, int]]] = {}
    first: dict[Any, Any] = {}
    for number, row in enumerate(table.rows):
        column = row.grid_cols_before
        for cell in row.cells:
            places.setdefault(cell._tc, []).append((number, column))
            first.setdefault(cell._tc, cell)
            column += 1
    for element, own in places.items():
        rows, columns = zip(*own, strict=True)
        text = "\n".join(paragraph.text for paragraph in first[element].paragraphs)
        spans = max(rows) - min(rows) + 1, max(columns) - min(columns) + 1
        yield SourceCell(min(rows), min(columns), *spans, lines_of(text)), first[element]
