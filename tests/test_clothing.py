"""Forms in other clothes hold each text where it belongs: read back by others' readers, not by ours."""

import io
import json
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.clothing.converters import as_content_list, as_docling, as_middle, as_paddle, as_paddle_pages
from tests.clothing.markup import as_html, as_pipes, as_repeated_pipes
from tests.clothing.model import Clothed, Part, paged, sample_document
from tests.clothing.office import as_docx, as_xlsx

Grid = list[list[str]]
DOCUMENT = sample_document("zhoucun-2022")
PAGED = paged(sample_document("shili-selfeval-2023"), 14)


def filled(part: Part) -> Grid:
    """Give a grid with a spanning cell's text in each of its places."""
    grid = [[""] * part.columns for _ in range(part.rows)]
    for block in part.blocks:
        for row in range(block.row, block.row + block.row_span):
            for column in range(block.column, block.column + block.column_span):
                grid[row][column] = block.text
    return grid


def grids(document: Clothed) -> list[Grid]:
    return [filled(part) for part in document.parts]


@pytest.mark.parametrize("document", [DOCUMENT, PAGED])
def test_blocks_tile_each_grid(document: Clothed) -> None:
    for part in document.parts:
        places = sum(block.row_span * block.column_span for block in part.blocks)
        assert places == part.rows * part.columns


def test_a_page_has_no_more_rows_than_it_may_and_loses_no_text() -> None:
    whole = sample_document("shili-selfeval-2023")
    assert max(part.rows for part in PAGED.parts) == 14
    texts = [[block.text for part in each.parts for block in part.blocks if block.text] for each in (whole, PAGED)]
    assert sorted(texts[0]) == sorted(texts[1])


@pytest.mark.parametrize("document", [DOCUMENT, PAGED])
def test_word(document: Clothed) -> None:
    docx = pytest.importorskip("docx", reason="python-docx is not installed: pip install '.[dev]'")
    word = docx.Document(io.BytesIO(as_docx(document)))
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in word.tables] == grids(document)
    assert [paragraph.text for paragraph in word.paragraphs][: len(document.cover)] == list(document.cover)


@pytest.mark.parametrize("document", [DOCUMENT, PAGED])
def test_excel(document: Clothed) -> None:
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: pip install '.[dev]'")
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(document)))
    for part, sheet in zip(document.parts, book.worksheets[1:], strict=True):
        rows = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows()]
        for each in sheet.merged_cells.ranges:
            for row, column in each.cells:
                rows[row - 1][column - 1] = rows[each.min_row - 1][each.min_col - 1]
        assert rows[len(part.above) :] == filled(part)
        assert [row[-1] for row in rows[: len(part.above)]] == list(part.above)


class Tables(HTMLParser):
    """Lays a table's cells out by the rules of the HTML standard (4.9.12): each in the first place that is free."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[dict[tuple[int, int], str]] = []
        self.row = self.column = 0
        self.places: list[tuple[int, int]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        spans = {name: int(value or 1) for name, value in attrs if name in ("rowspan", "colspan")}
        if tag == "table":
            self.tables.append({})
            self.row = -1
        elif tag == "tr":
            self.row += 1
        elif tag == "td":
            column = next(at for at in range(99) if (self.row, at) not in self.tables[-1])
            rows, columns = range(self.row, self.row + spans.get("rowspan", 1)), range(spans.get("colspan", 1))
            self.places = [(row, column + at) for row in rows for at in columns]
            self.tables[-1].update(dict.fromkeys(self.places, ""))
        elif tag == "br":
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "td":
            self.places = []

    def handle_data(self, data: str) -> None:
        for place in self.places:
            self.tables[-1][place] += data

    def grids(self) -> list[Grid]:
        return [_rows(table) for table in self.tables]


def _rows(places: dict[tuple[int, int], str]) -> Grid:
    rows, columns = (max(each) + 1 for each in zip(*places, strict=True))
    return [[places[row, column] for column in range(columns)] for row in range(rows)]


def in_content_list(text: str) -> str:
    return "".join(block["table_body"] for block in json.loads(text) if block["type"] == "table")


def in_middle(text: str) -> str:
    blocks = [
        block for page in json.loads(text)["pdf_info"] for block in page["para_blocks"] if block["type"] == "table"
    ]
    return "".join(block["blocks"][-1]["lines"][0]["spans"][0]["html"] for block in blocks)


def in_paddle(text: str) -> str:
    return in_pages([each["prunedResult"] for each in json.loads(text)["result"]["layoutParsingResults"]])


def in_pages(pages: Sequence[Any]) -> str:
    blocks = [block for page in pages for block in page["parsing_res_list"]]
    return "".join(block["block_content"] for block in blocks if block["block_label"] == "table")


MADE_OF_HTML: dict[str, tuple[Callable[[Clothed], str], Callable[[str], str]]] = {
    "html": (as_html, str),
    "content_list": (as_content_list, in_content_list),
    "middle": (as_middle, in_middle),
    "paddle": (as_paddle, in_paddle),
    "paddle, a page each": (as_paddle_pages, lambda text: in_pages(json.loads(text))),
}


@pytest.mark.parametrize("name", MADE_OF_HTML)
@pytest.mark.parametrize("document", [DOCUMENT, PAGED])
def test_html_and_what_holds_it(name: str, document: Clothed) -> None:
    dress, tables = MADE_OF_HTML[name]
    assert Tables(tables(dress(document))).grids() == grids(document)


@pytest.mark.parametrize("document", [DOCUMENT, PAGED])
def test_docling(document: Clothed) -> None:
    data = json.loads(as_docling(document))
    texts = [[[cell["text"] for cell in row] for row in table["data"]["grid"]] for table in data["tables"]]
    assert texts == grids(document)
    captions = [
        [data["texts"][int(each["$ref"].split("/")[2])]["text"] for each in table["captions"]]
        for table in data["tables"]
    ]
    assert captions == [list(part.above[1:]) for part in document.parts]


def piped(text: str) -> list[Grid]:
    tables = [part.splitlines() for part in text.split("\n\n") if part.startswith("|")]
    return [
        [[cell.strip().replace("<br>", "\n") for cell in line[1:-1].split("|")] for line in [lines[0], *lines[2:]]]
        for lines in tables
    ]


def test_pipe_tables_with_texts_once_and_in_each_place() -> None:
    assert piped(as_repeated_pipes(DOCUMENT)) == grids(DOCUMENT)
    texts = [[text for row in grid for text in row if text] for grid in piped(as_pipes(DOCUMENT))]
    assert texts == [[block.text for row in part.by_row() for block in row if block.text] for part in DOCUMENT.parts]
