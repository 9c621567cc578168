"""Fonts of signs: a tick typed in Wingdings is a tick, not the letter of its code."""

from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.content import UNREADABLE, Char
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.lines import lines_across
from jixiao.extract.pdfium.kinds import LETTER, SIGN, kinds_of
from jixiao.extract.symbol_fonts import signs_of


@pytest.mark.parametrize(
    ("font", "text", "drawn"),
    [
        ("Wingdings", "þ", "☑"),
        ("ABCDEF+Wingdings", "\uf0a8", "□"),
        ("Wingdings-Regular", "ü", "✓"),
        ("Wingdings 2", "R", "☑"),
        ("Wingdings2", "£", "□"),
        ("Webdings", "a", "✓"),
        ("Symbol", "\uf0b3", "≥"),
        ("SymbolMT", "£", "≤"),
        ("Symbol", "≥", "≥"),
        ("Symbol", "9", "9"),
        ("Wingdings", "J", UNREADABLE),  # a smiling face: no letter J
        ("Wingdings", "5", UNREADABLE),  # a filing cabinet
        ("Wingdings2-Regular", "R", "☑"),
        ("ABCDEF+StandardSymbolsPS", "³", "≥"),
    ],
)
def test_a_sign_is_what_the_font_draws(font: str, text: str, drawn: str) -> None:
    assert signs_of(font).get(text, text) == drawn


@pytest.mark.parametrize("font", ["SimSun", "ABCDEF+Helvetica", "SymbolicSans", "Symbola", ""])
def test_other_fonts_draw_letters(font: str) -> None:
    assert not signs_of(font)


def test_only_codes_of_signs_are_asked_for_their_font() -> None:
    assert list(kinds_of("R£þ\uf0b3")) == [SIGN] * 4
    assert list(kinds_of("万（")) == [LETTER] * 2


@pytest.mark.parametrize("reader", READERS)
def test_both_readers_give_signs(tmp_path: Path, reader: str) -> None:
    plain, path = tmp_path / "plain.pdf", tmp_path / "signs.pdf"
    canvas = Canvas(str(plain), pagesize=(300, 200))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 100, "R")
    canvas.setFont("Courier", 10)
    canvas.drawString(70, 100, "R")
    canvas.save()
    with pikepdf.open(plain) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            if font.BaseFont == pikepdf.Name.Courier:
                font.BaseFont = pikepdf.Name("/Wingdings2")
                font.FontDescriptor = pikepdf.Dictionary(
                    Type=pikepdf.Name.FontDescriptor, FontName=font.BaseFont, Flags=4, FontBBox=[0, 0, 1000, 1000]
                )
        pdf.save(path)
    (page,) = read_pages(path, reader)
    assert [char.text for char in page.chars if not char.text.isspace()] == ["R", "☑"]


def test_a_box_to_tick_that_stands_off_begins_the_next_choice() -> None:
    def chars(x: float) -> list[Char]:
        return [Char(each, x + 9 * n, 0, x + 9 * (n + 1), 9, 9, apart=False) for n, each in enumerate("☑新增")]

    assert [line.text for line in lines_across([*chars(0), *chars(50)])] == ["☑新增 ☑新增"]
    assert [line.text for line in lines_across([*chars(0), *chars(29)])] == ["☑新增☑新增"]
