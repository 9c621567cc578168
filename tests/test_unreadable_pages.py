"""Pages whose text is wrong or not there: fonts with a wrong map, letters as outlines, pictures, blank pages."""

from dataclasses import replace

import pytest

from jixiao.extract.content import Char, PageContent, count_misread, is_readable
from jixiao.extract.doubts import BORDERS, MANY_FIGURES, TEXT, page_doubts
from jixiao.extract.engines import ENGINES
from jixiao.extract.grid import PageTables
from jixiao.extract.placing import read_tables
from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.document import FEWEST_MISREAD, normalise
from tests.pages import Sheet, page

SHEET = Sheet((6, 6, 10, 6))
FORM = """
    项目名称 | 甲 | < | <
    一级指标 | 二级指标 | 三级指标 | 指标值
    产出指标 | 数量指标 | 修建公路 | ≥5公里
    ^ | 质量指标 | 验收合格率 | ≥98%"""
TITLE = ["项目支出绩效目标表"]


@pytest.mark.parametrize(
    ("text", "misread"),
    [
        ("人均补û标准", 1),
        ("ÿ2023年度Ā", 2),
        ("=683元/人/\x80", 1),
        ("José Müller", 0),  # an author's own accents stand among letters
        ("≥5公里，±3℃，×2", 0),
        ("5G全覆盖", 0),
        ("更换Ø300管道，波长10Å", 0),
        ("拼音（ā á）", 0),
        ("PM2.5浓度下降至40μg/m³", 0),
    ],
)
def test_latin_letters_that_no_font_can_mean(text: str, misread: int) -> None:
    assert count_misread(text) == misread
    assert is_readable(text) == (not misread)


def codes(*pages: PageTables) -> set[str]:
    return {finding.code for finding in normalise(pages).findings}


def test_where_a_font_misleads_every_row_is_unreadable() -> None:
    read = page(1, FORM.replace("修建公路", "修建公路û"), SHEET, above=TITLE)
    (form,) = normalise([replace(read, misread=FEWEST_MISREAD)]).forms
    assert [row.flags for row in form.indicators] == [("text_unreadable",)] * 2
    (form,) = normalise([replace(read, misread=1)]).forms
    assert [row.flags for row in form.indicators] == [("text_unreadable",), ()]


def content(**values: object) -> PageContent:
    return replace(PageContent(1, 400, 400, (), (), 0.0, "test"), **values)


BOX = (10.0, 10.0, 16.0, 18.0)


@pytest.mark.parametrize(
    ("values", "doubts"),
    [
        ({"figures": (BOX,) * MANY_FIGURES}, ("text_as_outlines",)),
        ({"figures": (BOX,) * (MANY_FIGURES - 1)}, ()),  # a logo
        ({"image_share": 0.9}, ("page_is_picture",)),
        ({"image_share": 0.3}, ()),
        ({"figures": (BOX,) * MANY_FIGURES, "chars": (Char("甲", 5, 5, 15, 15, 10, apart=False),)}, ()),
    ],
)
def test_a_page_of_drawn_letters_or_a_picture_is_told(values: dict[str, object], doubts: tuple[str, ...]) -> None:
    read = content(**values)
    assert page_doubts(read, read_tables(read)) == doubts
    assert all(CATALOGUE[doubt].severity == "error" for doubt in doubts)


def test_a_blank_page_between_tables_is_told_and_one_behind_them_is_not() -> None:
    first, blank = page(1, FORM, SHEET, above=TITLE), PageTables(2, 595, 842, (), (), 0.0, "test")
    third = page(3, FORM, SHEET, above=TITLE)
    assert "page_blank" in codes(first, blank, third)
    assert "page_blank" not in codes(first, blank)
    assert "page_blank" not in codes(first, page(2, FORM, SHEET, above=TITLE), third)


def test_only_engines_with_characters_of_their_own_are_asked_about_text() -> None:
    for engine in ENGINES:
        assert engine.answers == ((TEXT | BORDERS) if engine.characters else BORDERS)
