"""HTML -> its paragraphs and tables, with the file's own spans. By Python's parser: it takes any text for HTML."""

import re
from html.parser import HTMLParser

from jixiao.extract.documents.model import (
    Block,
    Paragraph,
    SourceCell,
    SourceDocument,
    SourceTable,
    Unreadable,
    incomplete,
    lines_of,
    picture,
    tiled,
)

_BREAKING = frozenset(
    "address article aside blockquote br center dd div dl dt figcaption footer form h1 h2 h3 h4 h5 h6 header hr li "
    "main "
    "nav ol p pre section title ul".split()
)
"""Elements that begin a new line."""

_UNSEEN = frozenset({"script", "style", "template", "noscript"})
"""Elements of which a browser shows nothing."""

LARGEST_SPAN = 1000
"""Rows or columns that a cell may span: what the HTML standard allows for columns (4.9.11)."""

MOST_PLACES = 1_000_000
"""Places of a table, rows times columns, that are read: a hundred thousand rows of ten columns. More is asked for by
spans alone."""

_PAGE = re.compile(r"(?:^|[^a-z])page(?:[-_ ]?(?:no|number|idx))?[-_ =\"':]*(\d{1,5})", re.IGNORECASE)
"""How comments mark a page: <!-- page 3 -->."""

_PAGE_ID = re.compile(r"page[-_]?(\d{1,5})(?:-div)?$", re.IGNORECASE)
"""How elements do: id="page3", and page3-div as poppler's pdftohtml writes."""


def read_html(text: str, *, converted: bool = False) -> SourceDocument:
    """Read a whole HTML file. ``converted`` says that it came of another file."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.end_paragraph()
    parser.end_tables()
    return SourceDocument(tuple(parser.blocks), "".join(parser.printed), "html", converted)


def read_table(text: str, page: int | None = None) -> list[Block]:
    """Give the tables, and what stands beside them, of a piece of HTML that another file holds."""
    return [
        block._replace(page=page) if isinstance(block, Paragraph) else _on_page(block, page)
        for block in read_html(text).blocks
    ]


def _on_page(table: SourceTable, page: int | None) -> SourceTable:
    return SourceTable(table.cells, table.rows, table.columns, table.has_spans, page, table.breaks)


class _Table:
    """A table that is being read: its cells, and which places rows before have taken."""

    def __init__(self) -> None:
        self.cells: list[SourceCell] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = -1
        self.spans = (1, 1)
        self.text: list[str] | None = None

    def begin_row(self) -> None:
        self.end_cell()
        self.row += 1

    def begin_cell(self, spans: tuple[int, int]) -> None:
        self.end_cell()
        self.row = max(self.row, 0)
        self.spans, self.text = spans, []

    def end_cell(self) -> None:
        if self.text is None:
            return
        column = next(at for at in range(len(self.taken) + 1) if (self.row, at) not in self.taken)
        rows, columns = self.spans
        self.cells.append(SourceCell(self.row, column, rows, columns, lines_of("".join(self.text))))
        places = ((row, at) for row in range(self.row, self.row + rows) for at in range(column, column + columns))
        self.taken.update(places)
        if len(self.taken) > MOST_PLACES:
            raise Unreadable(f"a table of more than {MOST_PLACES} places")
        self.text = None

    def finished(self, page: int | None) -> SourceTable:
        self.end_cell()
        last = self.row + 1
        cells = [cell._replace(row_span=min(cell.row_span, last - cell.row)) for cell in self.cells]
        return tiled(cells, page)


class _Parser(HTMLParser):
    """Gathers blocks as the file goes by. A table in a cell of another is a block of its own, behind it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.printed: list[str] = []
        self.page: int | None = None
        self._open: list[_Table] = []
        self._text: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in the beginning of an element."""
        self._note_page(attrs)
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "img":
            self.blocks.append(picture(self.page))
        elif tag == "table":
            self.end_paragraph()
            self._open.append(_Table())
        elif self._open and tag == "tr":
            self._open[-1].begin_row()
        elif self._open and tag in ("td", "th"):
            self._open[-1].begin_cell(_spans(dict(attrs)))
        elif tag in _BREAKING:
            self._line_ends()

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element."""
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag == "table" and self._open:
            table = self._open.pop().finished(self.page)
            self.blocks += [table] if table.rows else []
        elif self._open and tag in ("td", "th", "tr"):
            self._open[-1].end_cell()
        elif tag in _BREAKING:
            self._line_ends()

    def handle_data(self, data: str) -> None:
        """Take in text: a cell's, or a paragraph's."""
        if self._unseen:
            return
        self.printed.append(data)
        plain = " ".join(re.split(r"[ \t\r\n\f]+", data))
        cell = self._open[-1].text if self._open else None
        (self._text if cell is None else cell).append(plain)

    def handle_comment(self, data: str) -> None:
        """Take in a mark of a page."""
        if found := _PAGE.search(data):
            self.end_paragraph()
            self.page = int(found.group(1))

    def end_paragraph(self) -> None:
        """Close the line of text that is open."""
        self.blocks += [Paragraph(line, self.page) for line in lines_of("".join(self._text))]
        self._text.clear()

    def end_tables(self) -> None:
        """Give the tables whose end is missing: what was read of them, and that it is not all."""
        while self._open:
            table = self._open.pop().finished(self.page)
            self.blocks += [table, incomplete(self.page)] if table.rows else [incomplete(self.page)]

    def _line_ends(self) -> None:
        cell = self._open[-1].text if self._open else None
        if cell is None:
            self.end_paragraph()
        else:
            cell.append("\n")

    def _note_page(self, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if (page := _marked_page(name, value or "")) is not None:
                self.end_paragraph()
                self.page = page


def _marked_page(name: str, value: str) -> int | None:
    """Give the page that an attribute marks: data-page="3", id="page3"; None where it marks none."""
    if name in ("data-page", "data-page-number"):
        return int(value) if value.isdecimal() else None
    found = _PAGE_ID.match(value) if name == "id" else None
    return int(found.group(1)) if found else None


def _spans(attrs: dict[str, str | None]) -> tuple[int, int]:
    rows, columns = (_span(attrs.get(name)) for name in ("rowspan", "colspan"))
    return rows, columns


def _span(text: str | None) -> int:
    found = re.match(r"\s*(\d{1,6})", text or "")
    return min(max(1, int(found.group(1))), LARGEST_SPAN) if found else 1
