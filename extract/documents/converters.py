"""The JSON that converters of PDFs write -> paragraphs and tables: MinerU, docling, PaddleOCR.

MinerU: ``content_list.json``, a list of blocks with ``type``, ``page_idx`` (from 0) and, of a table, ``table_body`` in
HTML; ``middle.json``, ``pdf_info`` a page each, ``para_blocks`` with ``lines`` of ``spans``
(opendatalab.github.io/MinerU/reference/output_files). docling: a DoclingDocument; ``body`` refers to its parts by
``$ref``, a table's ``table_cells`` have offsets and spans, ``prov`` the page
(docling-project.github.io/docling/concepts/docling_document). PaddleOCR: a page each, ``parsing_res_list`` with
``block_label`` and ``block_content``, a table's in HTML (PP-StructureV3); before it a list of regions with ``type`` and
``res``.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jixiao.extract.documents.html import read_table
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
    text_of,
    tiled,
)

_LEFT_OUT = frozenset({"page_number", "header", "footer", "number", "seal", "header_image", "footer_image"})
"""Blocks that are no part of the text: running heads and feet, page numbers, seals."""

_PICTURES = frozenset({"image", "figure", "chart"})
"""Blocks of which the converter gives a picture: it may have taken a form for one."""


def read_json(data: object) -> SourceDocument:
    """Read what a converter wrote. Raises Unreadable for other JSON."""
    try:
        reader, blocks = _read(data)
        document = tuple(blocks)
    except (KeyError, IndexError, TypeError, AttributeError, ValueError) as error:
        raise Unreadable(f"no JSON of MinerU, docling or PaddleOCR: {error!r}") from error
    return SourceDocument(document, "".join(map(text_of, document)), reader, converted=True)


def _read(data: Any) -> tuple[str, Iterable[Block]]:
    if isinstance(data, Mapping):
        if data.get("schema_name") == "DoclingDocument" or {"body", "texts", "tables"} <= data.keys():
            return "docling", _docling(data)
        if "pdf_info" in data:
            return "mineru", _middle(data)
        pages = _paddle_pages(data)
        return "paddleocr", (block for page in pages for block in _paddle(page))
    if isinstance(data, list) and data and all(isinstance(each, Mapping) for each in data):
        if any("page_idx" in each or "table_body" in each for each in data):
            return "mineru", _content_list(data)
        if all("type" in each and "res" in each for each in data):
            return "paddleocr", _regions(data)
        return "paddleocr", (block for each in data for page in _paddle_pages(each) for block in _paddle(page))
    raise ValueError("nothing that is known stands in it")


# MinerU


def _content_list(blocks: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    for block in blocks:
        kind, page = block.get("type"), int(block["page_idx"]) + 1 if "page_idx" in block else None
        if kind == "table":
            yield from _lines(block.get("table_caption"), page)
            yield from _table(block.get("table_body"), page)
            yield from _lines(block.get("table_footnote"), page)
        elif kind == "list":
            yield from _lines(block.get("list_items"), page)
        elif kind in _PICTURES:
            yield picture(page)
            yield from _lines(block.get("image_caption"), page)
        elif kind not in _LEFT_OUT:
            yield from _lines(block.get("text") or block.get("content"), page)


def _table(html: object, page: int | None) -> list[Block]:
    """Give a table, and what stands beside it in its HTML; of one that was seen and not read, that it is missing."""
    blocks = read_table(html, page) if isinstance(html, str) else []
    return blocks if any(isinstance(block, SourceTable) for block in blocks) else [*blocks, incomplete(page)]


def _lines(text: object, page: int | None) -> Iterator[Paragraph]:
    texts = text if isinstance(text, list) else [text]
    return (Paragraph(line, page) for each in texts if isinstance(each, str) for line in lines_of(each))


def _middle(data: Mapping[str, Any]) -> Iterator[Block]:
    for number, page in enumerate(data["pdf_info"], 1):
        own = int(page["page_idx"]) + 1 if "page_idx" in page else number
        for block in page.get("para_blocks") or ():
            yield from _middle_block(block, own)


def _middle_block(block: Mapping[str, Any], page: int) -> Iterator[Block]:
    if block.get("type") in _PICTURES:
        yield picture(page)
    for inner in block.get("blocks") or ():
        yield from _middle_block(inner, page)
    spans = [span for line in block.get("lines") or () for span in line.get("spans") or ()]
    if block.get("type") == "table_body" or any("html" in span for span in spans):
        yield from _table("".join(span.get("html") or "" for span in spans), page)
    text = "".join(_span_text(span) for span in spans if not span.get("html"))
    if block.get("type") not in _LEFT_OUT:  # a picture's captions are blocks in it
        yield from _lines(text, page)


def _span_text(span: Mapping[str, Any]) -> str:
    text = str(span.get("content") or "")
    return f"${text}$" if span.get("type") in ("inline_equation", "interline_equation") else text


# docling


def _docling(data: Mapping[str, Any]) -> Iterator[Block]:
    yield from _children(data, data["body"])


def _children(data: Mapping[str, Any], parent: Mapping[str, Any]) -> Iterator[Block]:
    for reference in parent.get("children") or ():
        _, name, number = reference["$ref"].split("/")
        item = data[name][int(number)]
        if item.get("content_layer") == "furniture":
            continue
        page = item["prov"][0]["page_no"] if item.get("prov") else None
        if name == "tables":
            yield from _captions(data, item, page)
            yield _docling_table(item["data"], page) if item["data"]["table_cells"] else incomplete(page)
        elif name == "pictures":
            yield picture(page)
        elif name == "texts":
            yield from _lines(item.get("text"), page)
        if name != "tables":  # a table's children are its captions and notes
            yield from _children(data, item)


def _captions(data: Mapping[str, Any], table: Mapping[str, Any], page: int | None) -> Iterator[Block]:
    """Give the lines over a table, and its notes: they stand nowhere else in the document's order."""
    for reference in (*(table.get("captions") or ()), *(table.get("footnotes") or ())):
        _, name, number = reference["$ref"].split("/")
        yield from _lines(data[name][int(number)].get("text"), page)


def _docling_table(data: Mapping[str, Any], page: int | None) -> SourceTable:
    return tiled((_docling_cell(cell) for cell in data["table_cells"]), page)


def _docling_cell(cell: Mapping[str, Any]) -> SourceCell:
    row, column = cell["start_row_offset_idx"], cell["start_col_offset_idx"]
    down, across = cell["end_row_offset_idx"] - row, cell["end_col_offset_idx"] - column
    return SourceCell(row, column, max(1, down), max(1, across), lines_of(cell.get("text") or ""))


# PaddleOCR


def _paddle_pages(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Give the pages of a file: one, or those that the service or a script put together."""
    if "result" in data and isinstance(data["result"], Mapping):
        return _paddle_pages(data["result"])
    if "layoutParsingResults" in data:
        return [each["prunedResult"] for each in data["layoutParsingResults"]]
    if "pages" in data:
        return [page for each in data["pages"] for page in _paddle_pages(each)]
    inner = data.get("res", data)
    if "parsing_res_list" not in inner and "table_res_list" not in inner:
        raise ValueError("nothing that is known stands in it")
    return [inner]


def _paddle(page: Mapping[str, Any]) -> Iterator[Block]:
    number = page.get("page_index")
    own = number + 1 if isinstance(number, int) else None
    if "parsing_res_list" not in page:
        for table in page["table_res_list"]:
            yield from _table(table["pred_html"], own)
        return
    listed = list(page.get("table_res_list") or ())
    for block in page["parsing_res_list"]:
        kind, content = block.get("block_label"), block.get("block_content") or ""
        if kind == "table" and not content and len(listed) == 1:  # of several none says which it is
            content = listed[0].get("pred_html") or ""
        if kind == "table" or "<table" in content:
            yield from _table(content, own)
        elif kind in _PICTURES:
            yield picture(own)
        elif kind not in _LEFT_OUT:
            yield from _lines(content, own)


def _regions(regions: Iterable[Mapping[str, Any]]) -> Iterator[Block]:
    for region in regions:
        page = region["img_idx"] + 1 if isinstance(region.get("img_idx"), int) else None
        result = region["res"]
        if isinstance(result, Mapping):
            yield from _table(result.get("html"), page)
        elif region["type"] in _PICTURES:
            yield picture(page)
        elif region["type"] not in _LEFT_OUT:
            for line in result:
                yield from _lines(line.get("text"), page)
