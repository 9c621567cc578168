"""Text and Markdown -> paragraphs and tables: rows of cells between tabs or pipes, and HTML tables that stand in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from jixiao.extract.documents.html import read_table
from jixiao.extract.documents.model import PICTURE, Block, Paragraph, SourceDocument, SourceTable, table_of_rows

_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"</?(?:p|br|div|li|ul|ol)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|font|sup|sub|html|body|thead|tbody|center)\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_PAGE = re.compile(r"\bpage\W{0,3}(\d{1,5})", re.IGNORECASE)
_LEADER = re.compile(r"[.…·]{4,}\s*[0-9]*\s*$")
"""Dots that lead from a title to its page: a line of a list of contents, whatever parts its end off."""

_RULE = re.compile(r"\s*\|?(?:\s*:?-{1,}:?\s*\|)+\s*(?::?-+:?)?\s*")
"""The line under a pipe table's head."""

_HEADING = re.compile(r"^#{1,6}\s+")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_PIPE = re.compile(r"(?<!\\)\|")


@dataclass(slots=True)
class _Reading:
    """What was read so far, and the rows of the table that is open."""

    blocks: list[Block] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    page: int | None = None
    """The page that the file's marks say, of which the rows are that come in."""
    table_page: int | None = None
    doubts: list[str] = field(default_factory=list)
    gap: bool = False

    def row(self, cells: Iterable[str]) -> None:
        own = [_lines(cell) for cell in cells]
        if not self.rows:
            self.table_page = self.page
        elif self.gap:
            self.breaks.append(len(self.rows))
        self.rows.append(own)
        self.printed += own
        self.gap = False

    def paragraph(self, text: str) -> None:
        self.end_table()
        self.blocks.append(Paragraph(text, self.page))
        self.printed.append(text)

    def end_table(self) -> None:
        if self.rows:
            self.blocks.append(table_of_rows(self.rows, self.breaks, self.table_page))
        self.rows, self.breaks, self.gap = [], [], False


def read_text(text: str) -> SourceDocument:
    """Read a text. Rows that only blank lines part stay one table, with a break there; any other line ends it."""
    reading = _Reading()
    start = 0
    for found in _TABLE.finditer(text):
        _read_lines(reading, text[start : found.start()])
        if found.start() and text[: found.start()].rstrip(" ")[-1:] == "\t":
            reading.gap = False
        _take_html(reading, found.group())
        start = found.end()
    _read_lines(reading, text[start:])
    reading.end_table()
    return SourceDocument(
        tuple(reading.blocks), "".join(reading.printed), "text", converted=True, doubts=tuple(reading.doubts[:1])
    )


def _take_html(reading: _Reading, text: str) -> None:
    reading.end_table()
    for block in read_table(text, reading.page):
        reading.blocks.append(block)
        if isinstance(block, SourceTable):
            reading.printed += [cell.text for cell in block.cells]
        else:
            reading.printed.append(block.text)


def _read_lines(reading: _Reading, text: str) -> None:
    for line in re.split(r"\r\n|[\r\n\v\u2028\u2029]|(?=\f)", text):
        if line.startswith("\f"):
            reading.gap = True
            reading.page = (reading.page or 1) + 1
        _read_line(reading, _without_marks(reading, line.lstrip("\f").strip("\ufeff")))


def _without_marks(reading: _Reading, line: str) -> str:
    """Give the line without comments; one that counts pages says on which the following lines stand."""
    for found in _COMMENT.finditer(line):
        if number := _PAGE.search(found.group(1)):
            reading.page, reading.gap = int(number.group(1)), True
    without, pictures = _PICTURE.subn("", _COMMENT.sub("", line))
    reading.doubts += [PICTURE] * pictures
    return without


def _read_line(reading: _Reading, line: str) -> None:
    if not line.strip():
        reading.gap = True
    elif _LEADER.search(line):
        reading.paragraph(" ".join(line.split()))
    elif "\t" in line:
        reading.row(line.split("\t"))
    elif _RULE.fullmatch(line) and reading.rows:
        return
    elif line.strip().startswith("|") or (len(_PIPE.findall(line)) > 1 and reading.rows):
        reading.row(_piped(line))
    else:
        reading.paragraph(_lines(_HEADING.sub("", line.strip())).replace("\n", " ").strip())


def _piped(line: str) -> Iterator[str]:
    bare = line.strip()
    bare = bare.removeprefix("|")
    bare = bare[:-1] if bare.endswith("|") and not bare.endswith("\\|") else bare
    return (cell.replace("\\|", "|") for cell in _PIPE.split(bare))


def _lines(cell: str) -> str:
    """Give a cell's or a line's text without the marks that set it."""
    return _STRONG.sub(r"\2", _TAG.sub("", _BREAK.sub("\n", cell))).strip()


def read_separated(text: str) -> SourceDocument:
    """Read a file of tab-separated values: quoted cells may hold tabs and line ends."""
    import csv
    import io

    document = read_text(text)
    if '"' not in text:
        return document
    rows = list(csv.reader(io.StringIO(text), delimiter="\t"))
    table = table_of_rows(rows)
    return replace(document, blocks=(table,), printed="".join(cell for row in rows for cell in row))
