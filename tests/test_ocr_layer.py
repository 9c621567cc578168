"""A scan under which a program laid the text it recognised: a second opinion; the text where OCR is not installed."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pypdfium2
import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao.conversion import Conversion
from jixiao.errors import PackageMissing
from jixiao.extract.content import DESCENT
from jixiao.extract.engines import READERS, read_pages
from jixiao.normalize.records import Indicator
from tests.scanning import needs_ocr

NAME, PAGE = "shili-project-2024.pdf", 2


def scanned(
    source: Path,
    out: Path,
    *,
    text_first: bool = False,
    with_text: bool = True,
    change: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Set a page as its picture, and its characters unseen: before the picture or behind it, as OCR programs do.

    ``change`` are characters that the program misread.
    """
    content = next(read_pages(source, READERS[0], PAGE))
    picture = pypdfium2.PdfDocument(source)[PAGE - 1].render(scale=2).to_pil()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(out), pagesize=(content.width, content.height))

    def write() -> None:
        for char in content.chars if with_text else ():
            line = canvas.beginText(char.x0, content.height - char.bottom + DESCENT * char.size)
            line.setFont("STSong-Light", char.size)
            line.setTextRenderMode(3)
            line.textOut(change.get(char.text, char.text))
            canvas.drawText(line)

    if text_first:
        write()
    canvas.drawImage(ImageReader(picture), 0, 0, content.width, content.height)
    if not text_first:
        write()
    canvas.save()


def rows_of(converted: Conversion) -> list[Indicator]:
    return [row for form in converted.converted.document.forms for row in form.indicators]


def known_rows(samples: Path) -> list[tuple[str, str]]:
    rows = rows_of(jixiao.convert(samples / NAME))
    return [(row.indicator, row.value_text) for row in rows if {place.page for place in row.places} == {PAGE}]


def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.extract.engines.is_installed", lambda: False)


@pytest.mark.parametrize("text_first", [False, True], ids=["over the picture", "under it"])
def test_without_ocr_the_layer_is_read_and_every_row_says_so(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text_first: bool
) -> None:
    without_ocr(monkeypatch)
    scanned(samples / NAME, tmp_path / "scan.pdf", text_first=text_first)
    conversion = jixiao.convert(tmp_path / "scan.pdf")
    rows = rows_of(conversion)
    assert [(row.indicator, row.value_text) for row in rows] == known_rows(samples)
    assert all("text_from_ocr" in row.flags for row in rows)
    assert conversion.converted.status == "findings"


def test_a_scan_without_a_layer_asks_for_the_extra(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_ocr(monkeypatch)
    scanned(samples / NAME, tmp_path / "scan.pdf", with_text=False)
    with pytest.raises(PackageMissing, match=r'pip install "jixiao\[ocr\]"'):
        jixiao.convert(tmp_path / "scan.pdf")


@needs_ocr
def test_the_layer_is_a_second_opinion_and_never_the_text(samples: Path, tmp_path: Path) -> None:
    scanned(samples / NAME, tmp_path / "scan.pdf", change={"≥": "2"})
    rows = rows_of(jixiao.convert(tmp_path / "scan.pdf"))
    wrong = [row for row in rows if (row.indicator, row.value_text) not in known_rows(samples)]
    assert len(rows) == len(known_rows(samples))
    assert all("low_confidence" in row.flags for row in wrong)
    differing = [row for row in rows if "layer_differs" in row.flags]
    assert {row.value_text[:1] for row in differing} == {"≥"}
    assert all("low_confidence" in row.flags for row in differing)
    assert [row for row in rows if row.value_text.startswith("≥") and row not in differing] == []


@needs_ocr
def test_a_layer_that_agrees_leaves_no_doubt(samples: Path, tmp_path: Path) -> None:
    scanned(samples / NAME, tmp_path / "scan.pdf")
    rows = rows_of(jixiao.convert(tmp_path / "scan.pdf"))
    assert not any("layer_differs" in row.flags for row in rows)
    assert all("text_from_ocr" in row.flags for row in rows)
