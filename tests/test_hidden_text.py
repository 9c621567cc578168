"""A character counts when a person can see it: each way to hide text, and what looks like one and is none."""

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdfminer.pdftypes import PDFObjRef
from pdfminer.psparser import LIT
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.catalog import may_ask
from jixiao.extract.content import PageContent, Unseen
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.layers import is_off

Paint = Callable[[Canvas], None]
SIZE = (300, 200)


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def page_of(tmp_path: Path, reader: str, paint: Paint, **page: Any) -> PageContent:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=SIZE, **page)
    canvas.setFont("Helvetica", 10)
    paint(canvas)
    canvas.save()
    (content,) = read_pages(tmp_path / "page.pdf", reader)
    return content


def hidden_text(page: PageContent) -> dict[Unseen, str]:
    """Give what is hidden, by why it is."""
    return {
        reason: "".join(c.text for c in page.hidden if c.reason is reason) for reason in {c.reason for c in page.hidden}
    }


def seen(page: PageContent) -> str:
    return "".join(char.text for char in page.chars).strip()


def text(canvas: Canvas, words: str, x: float = 50, y: float = 100, mode: int = 0) -> None:
    line = canvas.beginText(x, y)
    line.setFont("Helvetica", 10)
    line.setTextRenderMode(mode)
    line.textOut(words)
    line.setTextRenderMode(0)
    canvas.drawText(line)


def patch(canvas: Canvas, grey: float, **state: Any) -> None:
    canvas.saveState()
    canvas.setFillGray(grey)
    if "alpha" in state:
        canvas.setFillAlpha(state["alpha"])
    if "blend" in state:
        canvas.setBlendMode(state["blend"])
    canvas.rect(40, 90, 120, 30, stroke=0, fill=1)
    canvas.restoreState()


def old_under_new(canvas: Canvas) -> None:
    text(canvas, "1560", y=100)
    patch(canvas, 1)
    text(canvas, "56", y=100.5)


def under_patch_in_form(canvas: Canvas) -> None:
    canvas.beginForm("patch")
    patch(canvas, 1)
    canvas.endForm()
    text(canvas, "old")
    canvas.doForm("patch")
    text(canvas, "56")


def under_picture(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    text(canvas, "old")
    canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "white")), 40, 90, 120, 30)
    text(canvas, "56")


def lost_in_white(canvas: Canvas) -> None:
    text(canvas, "56")
    canvas.setFillGray(1)
    text(canvas, "old", x=200)


def lost_in_black(canvas: Canvas) -> None:
    text(canvas, "56", y=50)
    patch(canvas, 0)
    canvas.setFillGray(0)
    text(canvas, "old")


@pytest.mark.parametrize(("mode", "shows"), [(0, True), (1, True), (2, True), (3, False), (7, False)])
def test_text_that_paints_nothing_is_hidden(tmp_path: Path, reader: str, mode: int, shows: bool) -> None:
    def paint(canvas: Canvas) -> None:
        text(canvas, "56")
        text(canvas, "old", x=150, mode=mode)

    page = page_of(tmp_path, reader, paint)
    assert seen(page).replace(" ", "") == ("56old" if shows else "56")
    assert hidden_text(page) == ({} if shows else {Unseen.UNPAINTED: "old"})


def test_a_scan_with_a_layer_of_recognised_text_has_no_text_to_see(tmp_path: Path, reader: str) -> None:
    """PDFium gives the layer as what it is (test_ocr_layer.py), pdfplumber leaves it away."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    def paint(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("RGB", (8, 8), "grey")), 0, 0, *SIZE)
        text(canvas, "recognised", mode=3)

    page = page_of(tmp_path, reader, paint)
    if reader == "pdfium":
        assert (seen(page), page.ocr_layer, len(page.hidden), page.dropped) == ("recognised", True, 0, 0)
    else:
        assert (page.chars, page.ocr_layer, len(page.hidden), page.dropped) == ((), False, 10, 0)
    assert page.image_share == pytest.approx(1)


@pytest.mark.parametrize("first", ["seen", "invisible"])
def test_of_two_layers_on_each_other_the_one_that_shows_is_read(tmp_path: Path, reader: str, first: str) -> None:
    def paint(canvas: Canvas) -> None:
        for mode in (0, 3) if first == "seen" else (3, 0):
            text(canvas, "98.5", mode=mode)

    assert seen(page_of(tmp_path, reader, paint)) == "98.5"


@pytest.mark.parametrize(
    ("paint", "hidden"),
    [(old_under_new, 4), (under_patch_in_form, 3), (under_picture, 3), (lost_in_white, 3), (lost_in_black, 3)],
)
def test_what_is_painted_and_does_not_show_is_hidden(tmp_path: Path, reader: str, paint: Paint, hidden: int) -> None:
    page = page_of(tmp_path, reader, paint)
    assert seen(page) == "56"
    assert {reason: len(text) for reason, text in hidden_text(page).items()} == {Unseen.LOST: hidden}


def on_shaded_cell(canvas: Canvas) -> None:
    patch(canvas, 0.9)
    text(canvas, "56")


def white_on_shaded_header(canvas: Canvas) -> None:
    patch(canvas, 0.3)
    canvas.setFillGray(1)
    text(canvas, "56")


def white_on_half_transparent_header(canvas: Canvas) -> None:
    patch(canvas, 0, alpha=0.7)
    canvas.setFillGray(1)
    text(canvas, "56")


def under_thin_highlight(canvas: Canvas) -> None:
    text(canvas, "56")
    patch(canvas, 0.8, alpha=0.4)


def under_multiplied_highlight(canvas: Canvas) -> None:
    text(canvas, "56")
    patch(canvas, 0.8, blend="Multiply")


def under_picture_with_mask(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    text(canvas, "56")
    canvas.drawImage(ImageReader(Image.new("RGBA", (8, 8), (255, 0, 0, 0))), 40, 90, 120, 30, mask="auto")


def struck_through(canvas: Canvas) -> None:
    text(canvas, "56")
    canvas.rect(48, 103, 20, 0.7, stroke=0, fill=1)


def framed(canvas: Canvas) -> None:
    text(canvas, "56")
    canvas.rect(40, 90, 120, 30)


def white_on_gradient(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.linearGradient(40, 90, 160, 120, ("#202060", "#404090"))
    canvas.restoreState()
    canvas.setFillGray(1)
    text(canvas, "56")


LIKE_HIDDEN: list[Paint] = [
    on_shaded_cell,
    white_on_shaded_header,
    white_on_half_transparent_header,
    under_thin_highlight,
    under_multiplied_highlight,
    under_picture_with_mask,
    struck_through,
    framed,
]


@pytest.mark.parametrize("paint", LIKE_HIDDEN)
def test_what_only_looks_like_it_is_not_hidden(tmp_path: Path, reader: str, paint: Paint) -> None:
    page = page_of(tmp_path, reader, paint)
    assert seen(page) == "56"
    assert len(page.hidden) == 0


def test_pdfium_looks_at_the_page_where_colours_do_not_say(tmp_path: Path) -> None:
    page = page_of(tmp_path, "pdfium", white_on_gradient)
    assert (seen(page), len(page.hidden)) == ("56", 0)


def pdf_of(path: Path, *objects: bytes) -> Path:
    """Write a PDF with these objects, numbered from 1; the first is the catalog."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    path.write_bytes(data + end % (len(objects) + 1, table, len(objects) + 1, len(data)))
    return path


def stream(body: bytes, keys: bytes = b"") -> bytes:
    return b"<< /Length %d %s>>\nstream\n%s\nendstream" % (len(body), keys, body)


FONT = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
IN_LAYERS = b"""/OC /A BDC BT /F1 10 Tf 50 100 Td (56) Tj ET EMC
/OC /B BDC /P BMC BT /F1 10 Tf 150 100 Td (old) Tj ET EMC 10 10 80 60 re S EMC"""
IN_FORMS = b"/Fa Do /Fb Do"


def layered(path: Path, content: bytes, default: bytes) -> Path:
    """Write a page whose 56 is on the layer of object 5 and whose "old" and box are on that of object 6."""
    form = b"/Type /XObject /Subtype /Form /BBox [0 0 300 200] /Resources << %s >> /OC %%d 0 R " % FONT
    return pdf_of(
        path,
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [5 0 R 6 0 R] /D << %s >> >> >>" % default,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R /Resources << /Properties"
        b" << /A 5 0 R /B 6 0 R >> /XObject << /Fa 7 0 R /Fb 8 0 R >> %s >> >>" % FONT,
        stream(content),
        b"<< /Type /OCG /Name (final) >>",
        b"<< /Type /OCG /Name <FEFF83497A3F> >>",
        stream(b"BT /F1 10 Tf 50 100 Td (56) Tj ET", form % 5),
        stream(b"BT /F1 10 Tf 150 100 Td (old) Tj ET 10 10 80 60 re S", form % 6),
    )


@pytest.mark.parametrize("content", [IN_LAYERS, IN_FORMS])
@pytest.mark.parametrize("default", [b"/OFF [6 0 R]", b"/BaseState /OFF /ON [5 0 R]"])
def test_what_is_on_a_layer_that_is_off_is_hidden(tmp_path: Path, reader: str, content: bytes, default: bytes) -> None:
    (page,) = read_pages(layered(tmp_path / "page.pdf", content, default), reader)
    assert (seen(page), hidden_text(page), page.drawings) == ("56", {Unseen.UNPAINTED: "old"}, ())


@pytest.mark.parametrize("content", [IN_LAYERS, IN_FORMS])
def test_what_is_on_a_layer_that_is_on_shows(tmp_path: Path, reader: str, content: bytes) -> None:
    (page,) = read_pages(layered(tmp_path / "page.pdf", content, b"/ON [5 0 R 6 0 R]"), reader)
    assert (seen(page).replace(" ", ""), len(page.hidden), len(page.drawings) > 0) == ("56old", 0, True)


def test_a_catalog_in_an_object_stream_is_looked_into() -> None:
    packed = stream(zlib.compress(b"<< /Type /Catalog /OCProperties << >> >>"), b"/Type /ObjStm /Filter /FlateDecode ")
    plain = stream(zlib.compress(b"<< /Type /Catalog >>"), b"/Type /ObjStm /Filter /FlateDecode ")
    assert [may_ask(each) for each in (packed, plain, b"/OCProperties", b"")] == [True, False, True, False]


def test_a_membership_of_layers_follows_its_policy() -> None:
    def member(policy: str, *groups: int) -> dict[str, object]:
        return {"OCGs": [PDFObjRef(None, number) for number in groups], "P": LIT(policy)}

    off = frozenset({6})
    assert [is_off(member(each, 5, 6), off) for each in ("AnyOn", "AllOn", "AnyOff", "AllOff")] == [
        False,
        True,
        False,
        True,
    ]
    assert is_off(member("AnyOn", 6), off)


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_what_lies_beyond_the_crop_box_is_hidden(tmp_path: Path, reader: str, turns: int) -> None:
    def paint(canvas: Canvas) -> None:
        text(canvas, "56")
        canvas.rect(45, 90, 60, 30)
        text(canvas, "old", x=220)
        canvas.rect(210, 90, 60, 30)
        canvas.setPageRotation(turns)

    page = page_of(tmp_path, reader, paint, cropBox=(20, 20, 200, 180))
    assert (seen(page), hidden_text(page), len(page.drawings)) == ("56", {Unseen.BEYOND: "old"}, 1)


def test_white_type_over_a_rule_is_hidden_whole(tmp_path: Path, reader: str) -> None:
    def paint(canvas: Canvas) -> None:
        text(canvas, "56")
        canvas.line(209, 90, 209, 120)
        canvas.setFillGray(1)
        text(canvas, "(90%)", x=190)

    page = page_of(tmp_path, reader, paint)
    assert (seen(page), len(page.hidden)) == ("56", 5)


@pytest.mark.parametrize("paint", [lambda canvas: text(canvas, "old", mode=3), lost_in_white])
def test_both_readers_say_where_a_hidden_character_stands(tmp_path: Path, paint: Paint) -> None:
    one, other = (page_of(tmp_path, each, paint, cropBox=(10, 20, 280, 190)) for each in READERS)
    assert len(one.hidden) == len(other.hidden) == 3
    for mine, theirs in zip(one.hidden, other.hidden, strict=True):
        assert (mine.text, mine.reason) == (theirs.text, theirs.reason)
        assert (mine.x0, mine.x1) == pytest.approx((theirs.x0, theirs.x1), abs=2)
        assert max(mine.top, theirs.top) < min(mine.bottom, theirs.bottom)


@pytest.mark.parametrize(("across", "up"), [(0.03, 0.03), (1, 0)], ids=["tiny", "flat"])
def test_type_too_small_to_be_seen_is_hidden(tmp_path: Path, reader: str, across: float, up: float) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.drawString(50, 100, "1560.")
        canvas.transform(across, 0, 0, up, 80, 101)
        canvas.drawString(0, 0, "65")

    page = page_of(tmp_path, reader, paint)
    assert (seen(page), hidden_text(page)) == ("1560.", {Unseen.SMALL: "65"})


def test_the_smallest_type_that_is_printed_shows(tmp_path: Path, reader: str) -> None:
    def paint(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 4)
        canvas.drawString(50, 100, "1.5.")

    assert seen(page_of(tmp_path, reader, paint)) == "1.5."
