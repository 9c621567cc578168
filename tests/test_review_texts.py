"""What a document holds stands on its review page as text, whatever it is; its figures as the sums that they are."""

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.output.documents import read_documents
from jixiao.output.markup import element
from jixiao.output.review.page import Files, Links, document_page
from jixiao.output.review.places import PlacedBox, numbers_in, row_boxes
from jixiao.output.review.script import script_text
from jixiao.output.review.sums import addends
from jixiao.output.schema import TABLES
from tests.conftest import ROOT

NASTY = (
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\"'`${1}\\",
    "a\u2028b\u2029c",
    "\u202eABC\u2066\u200f",
    "\x00\x7f\x85",
    "＜img onerror＞&amp;",
    "𠀀\U000e0001",
)


FILES = Files("s.css", "i.svg", ["s.js"])


def payload(script: bytes) -> str:
    return script.decode().removeprefix("take(").removesuffix(");\n")


@pytest.mark.parametrize("text", NASTY)
def test_a_text_comes_back_from_a_script_and_cannot_end_it(text: str) -> None:
    script = script_text("take", [text])
    assert json.loads(payload(script)) == [text]
    assert not set(payload(script)) & set("<>&\u2028\u2029\u202e\u2066\u200f\x00\x7f\x85")


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_comes_back_from_a_script(text: str) -> None:
    assert json.loads(payload(script_text("take", text))) == text


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_a_browsers_language_reads_the_same() -> None:
    program = (
        f"let got; const take = (value) => {{ got = value; }};\n{script_text('take', list(NASTY)).decode()}"
        "process.stdout.write(JSON.stringify(got))"
    )
    done = subprocess.run(["node", "-e", program], capture_output=True, check=True)
    assert tuple(json.loads(done.stdout)) == NASTY


class Seen(HTMLParser):
    """Notes the elements, attributes and texts of a page as a browser would take them."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.texts: list[str] = []
        self.values: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.values += [value or "" for _, value in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("text", [each for each in NASTY if "\x00" not in each])
def test_a_title_and_a_name_stay_what_they_are(text: str) -> None:
    plain, nasty = Seen(), Seen()
    plain.feed(document_page("title", Links("index.html", "a.html"), FILES).decode())
    nasty.feed(document_page(text, Links("index.html", f"{text}.html"), FILES).decode())
    assert nasty.names == plain.names  # no element more
    assert text in nasty.texts
    assert not any("javascript:" in value for value in nasty.values)


def test_a_documents_name_is_a_file_beside_the_page_never_a_scheme() -> None:
    links = Links("index.html", "javascript:alert(1).html", "//host/a#b?c%.html")
    page = document_page("x", links, FILES).decode()
    assert 'href="./javascript%3Aalert%281%29.html"' in page
    assert 'href="./' + "//host/a%23b%3Fc%25.html" in page


def test_the_text_of_a_script_is_refused_for_no_rule_of_html_escapes_it() -> None:
    with pytest.raises(ValueError, match="cannot be escaped"):
        element("script", "alert(1)")


def test_a_page_lets_nothing_run_or_load_that_is_not_beside_it() -> None:
    page = document_page("x", Links("index.html"), FILES).decode()
    assert "default-src &#x27;none&#x27;" in page
    assert "unsafe" not in page
    assert "http:" not in page
    assert "https:" not in page


def test_boxes_of_all_pages_or_of_the_first() -> None:
    row = {"page_start": "9", "bbox": "72.0,100.1,523.0,130.2"}
    first = PlacedBox(9, 72.0, 100.1, 523.0, 130.2)
    assert row_boxes(row) == (first,)
    boxes = "9:72.0,100.1,523.0,130.2 10:72.0,90.0,523.0,101.5"
    assert row_boxes({**row, "boxes": boxes}) == (first, PlacedBox(10, 72.0, 90.0, 523.0, 101.5))
    assert row_boxes({"page_start": "", "bbox": "", "boxes": ""}) == ()


def test_ranges_of_numbers() -> None:
    assert numbers_in("1-3,8") == (1, 2, 3, 8)
    assert numbers_in("") == ()


def rows(*values: str) -> dict[int, dict[str, str]]:
    return {
        number: {"row_no": str(number), "value": value, "weight": "", "score": ""}
        for number, value in enumerate(values, 1)
    }


def summed(found: str, *values: str) -> list[str]:
    check = {"found": found, "rows": f"1-{len(values)}"}
    return [each.text for each in addends(check, rows(*values))]


def test_a_sum_is_shown_only_where_its_figures_come_to_what_was_counted() -> None:
    assert summed("3.5万元", "1.2", "2.3") == ["1.2", "2.3"]
    assert summed("3.5万元", "1.2", "", "2.3") == ["1.2", "2.3"]
    assert summed("3.5万元", "3.5", "1.2", "2.3") == ["1.2", "2.3"]  # the first is the sum itself
    assert summed("3.6万元", "1.2", "2.3") == []
    assert summed("3.5万元", "1.2", "2.3～3") == []
    assert summed("14 forms", "14") == []


def test_documents_are_read_one_by_one_whatever_tables_they_are_in(tmp_path: Path) -> None:
    for table in TABLES:
        heads = [column.name for column in table.columns]
        lines = [",".join(heads)]
        ids = {"documents": ("a", "b", "c"), "forms": ("a", "c", "c"), "findings": ("b",)}.get(table.name, ())
        lines += [",".join([doc_id, *[""] * (len(heads) - 1)]) for doc_id in ids]
        (tmp_path / f"{table.name}.csv").write_text("\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
    found = [
        (each.document["doc_id"], len(each.of("forms")), len(each.of("findings"))) for each in read_documents(tmp_path)
    ]
    assert found == [("a", 1, 0), ("b", 0, 1), ("c", 2, 0)]


def test_dark_by_choice_is_dark_by_the_systems_wish() -> None:
    style = (ROOT / "output" / "review" / "assets" / "review.css").read_text("utf-8")
    chosen, wished = (
        re.search(re.escape(selector) + r" \{([^}]*)\}", style)
        for selector in (':root[data-theme="dark"]', ':root:not([data-theme="light"])')
    )
    assert chosen is not None
    assert wished is not None
    assert chosen[1].split() == wished[1].split()
