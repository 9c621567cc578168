"""What lies on a page shows as much as what is printed on it: form fields, typed remarks, marks."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.content import Char, PageContent
from jixiao.extract.doubts import page_doubts
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.placing import read_tables

SIZE = (300, 200)
BOX = (100, 90, 200, 110)


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def drawing(pdf: pikepdf.Pdf, content: str, box: tuple[int, ...] = (0, 0, 50, 10)) -> pikepdf.Object:
    """Give an appearance with Helvetica as F."""
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    form = pikepdf.Stream(pdf, content.encode())
    form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, pikepdf.Array(box)
    form.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
    return pdf.make_indirect(form)


def says(text: str) -> str:
    return f"BT /F 8 Tf 2 2 Td ({text}) Tj ET"


def page_with(
    tmp_path: Path, reader: str, rotate: int = 0, asks: dict[str, Any] | None = None, **entries: Any
) -> PageContent:
    """Give a page that prints "old" and holds one annotation; an entry that is a function makes its value of the file.

    ``asks`` is what the file's form asks of viewers.
    """
    path, annotated = tmp_path / "page.pdf", tmp_path / "annotated.pdf"
    canvas = Canvas(str(path), pagesize=SIZE)
    canvas.drawString(20, 150, "old")
    canvas.save()
    with pikepdf.open(path) as pdf:
        made = {name: value(pdf) if callable(value) else value for name, value in entries.items()}
        annotation = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Rect=pikepdf.Array(BOX), **made)
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(annotation)])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pdf.pages[0].Annots, **(asks or {}))
        pdf.pages[0].Rotate = rotate
        pdf.save(annotated)
    (content,) = read_pages(annotated, reader)
    return content


def text(page: PageContent) -> str:
    return "".join(char.text for char in page.chars if not char.text.isspace())


def with_drawing(words: str) -> Any:
    return lambda pdf: pikepdf.Dictionary(N=drawing(pdf, says(words)))


WIDGET = {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Tx}


@pytest.mark.parametrize("subtype", ["Widget", "FreeText", "Stamp"])
def test_what_an_annotation_draws_is_read(tmp_path: Path, reader: str, subtype: str) -> None:
    page = page_with(tmp_path, reader, Subtype=pikepdf.Name(f"/{subtype}"), AP=with_drawing("1560"))
    assert text(page) == "old1560"
    new = [char for char in page.chars if char.text.isdigit()]
    assert all(BOX[0] <= char.x0 and char.x1 <= BOX[2] for char in new)
    assert all(200 - BOX[3] <= char.top and char.bottom <= 200 - BOX[1] + 2 for char in new)
    assert new[0].size == pytest.approx(16)  # drawn twice as large as it says: its box is half as wide


@pytest.mark.parametrize("flag", [2, 32])
def test_what_is_hidden_is_not(tmp_path: Path, reader: str, flag: int) -> None:
    assert text(page_with(tmp_path, reader, **WIDGET, F=flag, AP=with_drawing("1560"))) == "old"
    assert text(page_with(tmp_path, reader, **WIDGET, F=flag, V="1560")) == "old"


def test_the_state_of_a_box_is_the_one_that_is_drawn(tmp_path: Path, reader: str) -> None:
    def states(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
        return pikepdf.Dictionary(N=pikepdf.Dictionary(On=drawing(pdf, says("x")), Off=drawing(pdf, says("o"))))

    entries = {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Btn, "AP": states}
    assert text(page_with(tmp_path, reader, **entries, AS=pikepdf.Name.On)) == "oldx"
    assert text(page_with(tmp_path, reader, **entries, AS=pikepdf.Name.Off)) == "oldo"


def test_a_link_draws_nothing(tmp_path: Path, reader: str) -> None:
    assert text(page_with(tmp_path, reader, Subtype=pikepdf.Name.Link, Contents="seen by nobody")) == "old"


@pytest.mark.parametrize(
    ("entries", "sizes"),
    [
        ({**WIDGET, "V": "≥1560户", "DA": "/F 9 Tf 0 g"}, {9.0}),
        ({**WIDGET, "V": "≥1560户", "DA": "/F 0 Tf 0 g"}, {12.0}),
        ({"Subtype": pikepdf.Name.FreeText, "Contents": "≥1560户"}, {12.0}),
    ],
)
def test_a_value_that_nothing_draws_is_laid_out_in_its_box(
    tmp_path: Path, reader: str, entries: dict[str, Any], sizes: set[float]
) -> None:
    page = page_with(tmp_path, reader, **entries)
    assert text(page) == "old≥1560户"
    new = page.chars[-6:]
    assert {char.size for char in new} == sizes
    assert all(BOX[0] <= char.x0 and char.top >= 90 and char.bottom <= 110 for char in new)


@pytest.mark.parametrize(
    ("entries", "unread"),
    [
        ({"Subtype": pikepdf.Name.StrikeOut, "QuadPoints": [100, 110, 200, 110, 100, 90, 200, 90]}, 1),
        ({"Subtype": pikepdf.Name.Ink, "InkList": [[100, 100, 200, 100]]}, 1),
        ({"Subtype": pikepdf.Name.Widget}, 1),  # its kind and its value are its parent's
        ({"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Ch, "V": [pikepdf.String("5")]}, 1),
        (WIDGET, 0),  # not filled in
        ({"Subtype": pikepdf.Name.Highlight}, 0),
        ({"Subtype": pikepdf.Name.Text, "Contents": "a note"}, 0),
        ({"Subtype": pikepdf.Name.StrikeOut, "F": 2}, 0),
    ],
)
def test_what_a_viewer_draws_by_itself_is_a_doubt(
    tmp_path: Path, reader: str, entries: dict[str, Any], unread: int
) -> None:
    page = page_with(tmp_path, reader, **entries)
    assert page.unread == unread
    assert page_doubts(page, read_tables(page)) == (("annotation_unread",) if unread else ())


def test_lines_of_a_value_stand_below_each_other(tmp_path: Path, reader: str) -> None:
    page = page_with(tmp_path, reader, **WIDGET, V="甲\r乙", DA="/F 6 Tf")
    one, other = page.chars[-2:]
    assert (one.text, other.text) == ("甲", "乙")
    assert other.top - one.top == pytest.approx(7.2)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_on_a_turned_page_both_readers_find_it_in_one_place(tmp_path: Path, rotate: int) -> None:
    for entries in ({"AP": with_drawing("1560")}, {"V": "1560", "DA": "/F 9 Tf"}):
        places = []
        for reader in READERS:
            page = page_with(tmp_path, reader, rotate, **WIDGET, **entries)
            places.append([_middle(char) for char in page.chars if char.text.isdigit()])
        assert len(places[0]) == 4
        for one, other in zip(*places, strict=True):
            assert one == pytest.approx(other, abs=1.5)


def _middle(char: Char) -> tuple[float, float]:
    return (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2


def on_a_layer(pdf: pikepdf.Pdf, *, shown: bool) -> pikepdf.Object:
    """Give a layer, one of two of which the other is off; it is off too unless it is shown."""
    layer, other = (
        pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("own", "other")
    )
    off = pikepdf.Array([other] if shown else [layer, other])
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer, other]), D=pikepdf.Dictionary(OFF=off))
    return layer


@pytest.mark.parametrize("shown", [False, True])
def test_what_lies_on_a_layer_is_never_read_where_that_is_off(tmp_path: Path, reader: str, *, shown: bool) -> None:
    """PDFium does not say which layer an annotation is on: where one is off, what may be hidden is told."""
    page = page_with(
        tmp_path,
        reader,
        Subtype=pikepdf.Name.FreeText,
        AP=with_drawing("new"),
        OC=lambda pdf: on_a_layer(pdf, shown=shown),
    )
    expected = "oldnew" if shown and not page.unread else "old"
    assert text(page) == expected


def test_a_field_that_viewers_set_anew_shows_its_value_not_its_drawing(tmp_path: Path, reader: str) -> None:
    field = {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Tx, "V": "1560", "AP": with_drawing("980")}
    assert text(page_with(tmp_path, reader, asks={"NeedAppearances": True}, **field)) == "old1560"
    assert text(page_with(tmp_path, reader, asks={"NeedAppearances": False}, **field)) == "old980"


def test_a_box_that_viewers_set_anew_is_as_drawn(tmp_path: Path, reader: str) -> None:
    field = {"Subtype": pikepdf.Name.Widget, "FT": pikepdf.Name.Btn, "V": pikepdf.Name.Yes, "AP": with_drawing("x")}
    assert text(page_with(tmp_path, reader, asks={"NeedAppearances": True}, **field)) == "oldx"
