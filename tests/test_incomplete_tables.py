"""Tables that a converter saw and did not read, or that end in the middle: their rows are missing, and that is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jixiao
from tests.clothing.converters import as_content_list, as_docling, as_middle, as_paddle
from tests.clothing.markup import as_html, html_table
from tests.clothing.model import sample_document

DOCUMENT = sample_document("shili-project-2024")
PAGE = 4
"""That of the third form."""


def content_list() -> Any:
    blocks = json.loads(as_content_list(DOCUMENT))
    del [block for block in blocks if block["type"] == "table"][2]["table_body"]
    return blocks


def middle() -> Any:
    data = json.loads(as_middle(DOCUMENT))
    table = data["pdf_info"][PAGE - 1]["para_blocks"][-1]
    table["blocks"][-1]["lines"] = []
    return data


def docling() -> Any:
    data = json.loads(as_docling(DOCUMENT))
    data["tables"][2]["data"]["table_cells"] = []
    return data


def paddle(listed: bool) -> Any:
    data = json.loads(as_paddle(DOCUMENT))
    page = data["result"]["layoutParsingResults"][PAGE - 1]["prunedResult"]
    (table,) = (block for block in page["parsing_res_list"] if block["block_label"] == "table")
    table["block_content"] = ""
    if not listed:
        page["table_res_list"] = []
    return data


def converted(path: Path, data: Any) -> jixiao.Conversion:
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return jixiao.convert(path)


@pytest.mark.parametrize("cut", [content_list, middle, docling, lambda: paddle(listed=False)])
def test_a_table_without_content_is_told_on_its_page(tmp_path: Path, cut: Callable[[], Any]) -> None:
    conversion = converted(tmp_path / "x.json", cut())
    assert len(conversion.forms) == 4
    told = conversion.findings.query("code == 'table_incomplete'")
    assert list(told.severity) == ["error"]
    assert list(told.page) == [PAGE]
    assert list(conversion.documents.status) == ["findings"]


def test_a_table_that_stands_in_the_pages_list_alone_is_read_there(tmp_path: Path) -> None:
    conversion = converted(tmp_path / "x.json", paddle(listed=True))
    assert len(conversion.forms) == 5
    assert "table_incomplete" not in set(conversion.findings.code)


def cut_short(text: str) -> str:
    table = html_table(DOCUMENT.parts[-1])
    return text[: text.rindex(table) + len(table) // 2]


@pytest.mark.parametrize("ending", ["html", "md"])
def test_a_table_that_ends_in_the_middle_is_told(tmp_path: Path, ending: str) -> None:
    conversion = converted(tmp_path / f"x.{ending}", cut_short(as_html(DOCUMENT)))
    assert 55 < len(conversion.indicators) < 73
    assert "table_incomplete" in set(conversion.findings.code)
