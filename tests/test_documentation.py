"""What the docs say that the program knows is made from it, and of today."""

import re

import pytest

from jixiao.documentation.blocks import BLOCKS
from jixiao.documentation.column_words import _OF_ALL, _OWN, WHAT_A_ROW_IS, in_english
from jixiao.documentation.markdown import refreshed, table
from jixiao.output.schema import TABLES
from tests.conftest import ROOT
from tests.markdown import marked

PAGES = {page.name: page.read_text("utf-8") for page in sorted((ROOT / "docs").glob("*.md"))}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_of_today(name: str) -> None:
    assert PAGES[name] == refreshed(PAGES[name], BLOCKS), "make it anew: python -m jixiao.documentation docs"


def test_each_block_stands_in_a_page() -> None:
    assert BLOCKS.keys() - {name for text in PAGES.values() for name in marked(text)} == set()


def test_a_block_is_replaced_and_others_stay() -> None:
    page = "a\n<!-- one -->\nold\n<!-- /one -->\nb\n<!-- two -->\nkept\n<!-- /two -->\n"
    made = "a\n<!-- one -->\nnew\n<!-- /one -->\nb\n<!-- two -->\nkept\n<!-- /two -->\n"
    assert refreshed(page, {"one": lambda: "new\n"}) == made


def test_a_bar_in_a_cell_parts_no_cell() -> None:
    assert table(["a"], [["x|y"]]) == "| a |\n|---|\n| x\\|y |\n"


def test_each_table_and_column_has_english_words_and_no_words_are_left_over() -> None:
    columns = {(each.name, column.name) for each in TABLES for column in each.columns}
    assert all(in_english(*place) for place in columns)
    assert WHAT_A_ROW_IS.keys() == {each.name for each in TABLES}
    assert {(name, column) for name, words in _OWN.items() for column in words} <= columns
    assert _OF_ALL.keys() <= {column for name, column in columns if column not in _OWN[name]}


@pytest.mark.parametrize("name", ["findings-zh", "exit-codes-zh", "tables-zh", "columns-zh"])
def test_each_line_of_a_chinese_block_has_chinese_words(name: str) -> None:
    rows = [line for line in BLOCKS[name]().splitlines() if line.startswith("| ")]
    assert [line for line in rows if not re.search(r"[\u4e00-\u9fff]", line)] == []
