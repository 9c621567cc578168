"""What converters of PDFs write: MinerU's two JSON files, docling's DoclingDocument, PaddleOCR's PP-Structure.

Only what their documentation and their own examples say of the formats stands here:
opendatalab.github.io/MinerU/reference/output_files, docling-project.github.io/docling/concepts/docling_document,
paddleocr.ai (PP-StructureV3, save_to_json and the service's answer).
"""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from tests.clothing.markup import html_table
from tests.clothing.model import Clothed, Part
from tests.typeset.model import Block

Json = dict[str, Any]
_BOX = [60, 80, 540, 760]
_SIZE = [595, 842]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


def as_content_list(document: Clothed) -> str:
    """Give MinerU's ``content_list.json``: blocks in reading order, tables as HTML, pages from 0, boxes per mille."""
    blocks = [block for page in document.by_page() for block in _content(*page)]
    return _dumped(blocks)


def _content(page: int, lines: Sequence[str], parts: Sequence[Part]) -> Iterator[Json]:
    placed = {"bbox": _BOX, "page_idx": page - 1}
    for line in lines:
        yield {"type": "text", "text": line, "text_level": 1, **placed}
    for part in parts:
        title, captions = part.above[:1], list(part.above[1:])
        for line in title:
            yield {"type": "text", "text": line, "text_level": 1, **placed}
        body = f"<html><body>{html_table(part)}</body></html>"
        table = {"type": "table", "img_path": f"images/{page}.jpg", "table_caption": captions, "table_footnote": []}
        yield {**table, "table_body": body, **placed}
    yield {"type": "page_number", "text": str(page), **placed}


def as_middle(document: Clothed) -> str:
    """Give MinerU's ``middle.json``: pages of blocks of lines of spans; a table's HTML stands in a span of its body."""
    pages = [_middle_page(*page) for page in document.by_page()]
    return _dumped({"pdf_info": pages, "_backend": "pipeline", "_version_name": "2.5.4"})


def _middle_page(page: int, lines: Sequence[str], parts: Sequence[Part]) -> Json:
    blocks = [_text_block("title", line) for line in lines]
    for part in parts:
        blocks += [_text_block("title", line) for line in part.above[:1]]
        blocks.append(_table_block(part, page))
    discarded = [_text_block("page_number", str(page))]
    own = {"page_idx": page - 1, "page_size": _SIZE, "images": [], "tables": [], "interline_equations": []}
    return {"preproc_blocks": blocks, **own, "discarded_blocks": discarded, "para_blocks": blocks}


def _text_block(kind: str, text: str) -> Json:
    return {"type": kind, "bbox": _BOX, "lines": [_line({"type": "text", "content": text, "score": 1.0})]}


def _line(span: Json) -> Json:
    return {"bbox": _BOX, "spans": [{"bbox": _BOX, **span}]}


def _table_block(part: Part, page: int) -> Json:
    html = f"<html><body>{html_table(part)}</body></html>"
    span = {"type": "table", "html": html, "image_path": f"{page}.jpg", "score": 0.9}
    body = {"type": "table_body", "bbox": _BOX, "lines": [_line(span)]}
    captions = [_text_block("table_caption", line) for line in part.above[1:]]
    return {"type": "table", "bbox": _BOX, "blocks": [*captions, body]}


def as_docling(document: Clothed) -> str:
    """Give docling's JSON: texts and tables in lists of their own that the body refers to; a caption is its table's."""
    texts, tables, children = list[Json](), list[Json](), list[Json]()
    for page, lines, parts in document.by_page():
        texts.append(_text(len(texts), "page_footer", str(page), page, "#/body", layer="furniture"))
        children.append(_reference(texts[-1]))
        for part, above in [(None, lines), *((part, part.above) for part in parts)]:
            for line in above if part is None else above[:1]:
                texts.append(_text(len(texts), "section_header", line, page, "#/body"))
                children.append(_reference(texts[-1]))
            if part is not None:
                own = f"#/tables/{len(tables)}"
                captions = [
                    _text(number, "caption", line, page, own) for number, line in zip(count(len(texts)), above[1:])
                ]
                texts += captions
                tables.append(_docling_table(own, part, page, captions))
                children.append(_reference(tables[-1]))
    return _dumped(_docling(document, children, texts, tables))


def _docling(document: Clothed, children: list[Json], texts: list[Json], tables: list[Json]) -> Json:
    root = {"name": "_root_", "label": "unspecified"}
    pages = {
        str(page): {"size": {"width": _SIZE[0], "height": _SIZE[1]}, "page_no": page} for page, *_ in document.by_page()
    }
    return {
        "schema_name": "DoclingDocument",
        "version": "1.6.0",
        "name": "sample",
        "origin": {"mimetype": "application/pdf", "binary_hash": 1, "filename": "sample.pdf"},
        "furniture": {"self_ref": "#/furniture", "children": [], "content_layer": "furniture", **root},
        "body": {"self_ref": "#/body", "children": children, "content_layer": "body", **root},
        **{name: [] for name in ("groups", "pictures", "key_value_items", "form_items")},
        "texts": texts,
        "tables": tables,
        "pages": pages,
    }


def _reference(item: Json) -> Json:
    return {"$ref": item["self_ref"]}


def _placed(page: int, length: int) -> list[Json]:
    box = dict(zip("ltrb", (60, 760, 540, 80), strict=True))
    return [{"page_no": page, "bbox": {**box, "coord_origin": "BOTTOMLEFT"}, "charspan": [0, length]}]


def _text(number: int, label: str, text: str, page: int, parent: str, layer: str = "body") -> Json:
    own = {"self_ref": f"#/texts/{number}", "parent": {"$ref": parent}, "children": [], "content_layer": layer}
    return {**own, "label": label, "prov": _placed(page, len(text)), "orig": text, "text": text}


def _docling_table(own: str, part: Part, page: int, captions: Sequence[Json]) -> Json:
    references = [_reference(caption) for caption in captions]
    cells = {block: _docling_cell(block) for row in part.by_row() for block in row}
    grid = [
        [next(cell for block, cell in cells.items() if _covers(block, row, column)) for column in range(part.columns)]
        for row in range(part.rows)
    ]
    return {
        "self_ref": own,
        "parent": {"$ref": "#/body"},
        "children": references,
        "content_layer": "body",
        "label": "table",
        "prov": _placed(page, 0),
        "captions": references,
        "references": [],
        "footnotes": [],
        "data": {
            "table_cells": list(cells.values()),
            "num_rows": part.rows,
            "num_cols": part.columns,
            "grid": grid,
        },
        "annotations": [],
    }


def _covers(block: Block, row: int, column: int) -> bool:
    in_rows = block.row <= row < block.row + block.row_span
    return in_rows and block.column <= column < block.column + block.column_span


def _docling_cell(block: Block) -> Json:
    return {
        "row_span": block.row_span,
        "col_span": block.column_span,
        "start_row_offset_idx": block.row,
        "end_row_offset_idx": block.row + block.row_span,
        "start_col_offset_idx": block.column,
        "end_col_offset_idx": block.column + block.column_span,
        "text": block.text,
        "column_header": block.bold,
        "row_header": False,
        "row_section": False,
    }


def as_paddle(document: Clothed) -> str:
    """Give the answer of PaddleOCR's service: a result of PP-StructureV3 a page, tables as HTML in block and list."""
    pages = [{"prunedResult": _paddle_page(*page)} for page in document.by_page()]
    result = {"layoutParsingResults": pages, "dataInfo": {"type": "pdf", "numPages": len(pages)}}
    return _dumped({"logId": "1", "errorCode": 0, "errorMsg": "Success", "result": result})


def as_paddle_pages(document: Clothed) -> str:
    """Give a list of what ``save_to_json`` writes, a page each."""
    return _dumped([_paddle_page(*page) for page in document.by_page()])


def _paddle_page(page: int, lines: Sequence[str], parts: Sequence[Part]) -> Json:
    named = [("doc_title", line) for line in lines]
    for part in parts:
        named += [("paragraph_title" if at == 0 else "text", line) for at, line in enumerate(part.above)]
        named.append(("table", f"<html><body>{html_table(part)}</body></html>"))
    named.append(("number", str(page)))
    blocks = [
        {"block_label": label, "block_content": text, "block_bbox": _BOX, "block_id": number, "block_order": number}
        for number, (label, text) in enumerate(named, 1)
    ]
    tables = [
        {"cell_box_list": [], "pred_html": text, "table_region_id": 1} for label, text in named if label == "table"
    ]
    own = {"input_path": "sample.pdf", "page_index": page - 1, "width": 1654, "height": 2339}
    return {**own, "parsing_res_list": blocks, "layout_det_res": {"boxes": []}, "table_res_list": tables}
