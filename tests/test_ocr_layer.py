"""A scan under which a program laid the text it recognised: used as what it is, with a flag on every row."""

from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao.errors import NoTable
from jixiao.extract.content import DESCENT
from jixiao.extract.engines import READERS, read_pages

NAME, PAGE = "shili-project-2024.pdf", 2


def scanned(source: Path, out: Path, *, text_first: bool = False, with_text: bool = True) -> None:
    """Set a page as its picture, and its characters unseen: before the picture or behind it, as OCR programs do."""
    content = next(read_pages(source, READERS[0], PAGE))
    picture = pypdfium2.PdfDocument(source)[PAGE - 1].render(scale=2).to_pil()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(out), pagesize=(content.width, content.height))

    def write() -> None:
        for char in content.chars if with_text else ():
            line = canvas.beginText(char.x0, content.height - char.bottom + DESCENT * char.size)
            line.setFont("STSong-Light", char.size)
            line.setTextRenderMode(3)
            line.textOut(char.text)
            canvas.drawText(line)

    if text_first:
        write()
    canvas.drawImage(ImageReader(picture), 0, 0, content.width, content.height)
    if not text_first:
        write()
    canvas.save()


@pytest.mark.parametrize("text_first", [False, True], ids=["over the picture", "under it"])
def test_the_layer_is_read_and_every_row_says_so(samples: Path, tmp_path: Path, text_first: bool) -> None:
    scanned(samples / NAME, tmp_path / "scan.pdf", text_first=text_first)
    converted = jixiao.convert(tmp_path / "scan.pdf").converted
    rows = [row for form in converted.document.forms for row in form.indicators]
    known = [
        row
        for form in jixiao.convert(samples / NAME).converted.document.forms
        for row in form.indicators
        if {place.page for place in row.places} == {PAGE}
    ]
    assert [(row.indicator, row.value_text) for row in rows] == [(row.indicator, row.value_text) for row in known]
    assert all("text_from_ocr" in row.flags for row in rows)
    assert converted.status != "ok"


def test_a_scan_without_a_layer_is_refused(samples: Path, tmp_path: Path) -> None:
    scanned(samples / NAME, tmp_path / "scan.pdf", with_text=False)
    with pytest.raises(NoTable, match="a scan"):
        jixiao.convert(tmp_path / "scan.pdf")
