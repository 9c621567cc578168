"""A form that a converter took for a picture, or that a Word or Excel file holds as one: not read, and that is told."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

import jixiao
from tests.clothing.converters import as_content_list, as_docling, as_middle, as_paddle
from tests.clothing.markup import as_html, as_pipes, html_table
from tests.clothing.model import paged, sample_document
from tests.clothing.office import as_docx, as_xlsx

DOCUMENT = sample_document("shili-project-2024")
PAGE = 4
"""That of the third form."""

CUT = paged(DOCUMENT, 14)


def pixel() -> BytesIO:
    data = BytesIO()
    Image.new("RGB", (40, 40), "grey").save(data, "PNG")
    data.seek(0)
    return data


def content_list() -> str:
    blocks = json.loads(as_content_list(DOCUMENT))
    table = [block for block in blocks if block["type"] == "table"][2]
    blocks[blocks.index(table)] = {"type": "image", "img_path": "a.jpg", "page_idx": table["page_idx"]}
    return json.dumps(blocks)


def middle() -> str:
    data = json.loads(as_middle(DOCUMENT))
    data["pdf_info"][PAGE - 1]["para_blocks"][-1] = {"type": "image", "blocks": [{"type": "image_body", "lines": []}]}
    return json.dumps(data)


def docling() -> str:
    data = json.loads(as_docling(DOCUMENT))
    data["pictures"] = [data["tables"][2]]
    (child,) = (each for each in data["body"]["children"] if each["$ref"] == "#/tables/2")
    child["$ref"] = "#/pictures/0"
    return json.dumps(data)


def paddle() -> str:
    data = json.loads(as_paddle(DOCUMENT))
    page = data["result"]["layoutParsingResults"][PAGE - 1]["prunedResult"]
    (table,) = (block for block in page["parsing_res_list"] if block["block_label"] == "table")
    table |= {"block_label": "image", "block_content": ""}
    return json.dumps(data)


def html() -> str:
    return as_html(DOCUMENT).replace(html_table(DOCUMENT.parts[2]), '<img src="a.png">')


def told(conversion: jixiao.Conversion) -> list[tuple[str, Any]]:
    found = conversion.findings[conversion.findings.code == "picture_left_out"]
    return [(row.severity, row.page) for row in found.itertuples()]


@pytest.mark.parametrize(
    ("name", "write"),
    [("a.json", content_list), ("b.json", middle), ("c.json", docling), ("d.json", paddle), ("e.html", html)],
)
def test_a_form_that_is_a_picture_is_told_on_its_page(tmp_path: Path, name: str, write: Callable[[], str]) -> None:
    (tmp_path / name).write_text(write(), encoding="utf-8")
    conversion = jixiao.convert(tmp_path / name)
    assert len(conversion.forms) == 4
    assert told(conversion) == [("warning", PAGE)]
    assert list(conversion.documents.status) == ["findings"]


def with_picture(path: Path) -> None:
    """Put a picture into a file that holds all forms."""
    if path.suffix == ".docx":
        document = docx.Document(BytesIO(as_docx(DOCUMENT)))
        document.add_picture(pixel())
        document.save(str(path))
    elif path.suffix == ".xlsx":
        book = openpyxl.load_workbook(BytesIO(as_xlsx(DOCUMENT)))
        book.worksheets[0].add_image(SheetImage(pixel()))
        book.save(path)
    else:
        path.write_text(as_pipes(DOCUMENT) + "\n![](a.png)\n", encoding="utf-8")


@pytest.mark.parametrize("ending", ["docx", "xlsx", "md"])
def test_a_picture_in_a_file_is_told(tmp_path: Path, ending: str) -> None:
    with_picture(tmp_path / f"x.{ending}")
    conversion = jixiao.convert(tmp_path / f"x.{ending}")
    assert len(conversion.indicators) == 73
    assert [severity for severity, _ in told(conversion)] == ["warning"]


def test_a_picture_between_the_halves_of_a_table_parts_nothing(tmp_path: Path) -> None:
    blocks = json.loads(as_content_list(CUT))
    between = [each for block in blocks for each in (block, {"type": "image", "page_idx": block["page_idx"]})]
    found = []
    for name, content in (("plain.json", blocks), ("between.json", between)):
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
        found.append(jixiao.convert(tmp_path / name))
    plain, other = found
    columns = ["form_no", "level1", "level2", "indicator", "value_text"]
    assert plain.indicators[columns].equals(other.indicators[columns])
    assert told(other)
    assert not told(plain)
