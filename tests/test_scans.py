"""Scans, whole files: known pages as scanners give them come back, and what is not sure says so."""

import subprocess
from pathlib import Path
from shutil import which

import pikepdf
import pypdfium2
import pytest

import jixiao
from jixiao.conversion import Conversion
from jixiao.errors import PackageMissing
from jixiao.normalize.records import Indicator, Severity
from jixiao.output.known import known_rows
from tests.scanning import Scan, needs_ocr, scanned

PDF, PAGES = "shili-project-2024.pdf", (2,)


def rows_of(conversion: Conversion) -> list[Indicator]:
    return [row for form in conversion.converted.document.forms for row in form.indicators]


def texts(conversion: Conversion) -> list[tuple[str, ...]]:
    return list(known_rows(conversion.converted, "indicators"))


@pytest.fixture(scope="module")
def known(samples: Path) -> list[tuple[str, ...]]:
    return texts(jixiao.convert(samples / PDF, pages=PAGES))


@needs_ocr
@pytest.mark.parametrize(
    "scan",
    [
        Scan(150, skew=-2.0, shade=0.25, jpeg=40),
        Scan(300, skew=3.0, jpeg=80),
        Scan(200, turned=1),
        Scan(200, turned=2),
        Scan(200, turned=3, skew=1.0),
    ],
    ids=["coarse and shaded", "fine and askew", "turned by 90", "turned by 180", "turned by 270 and askew"],
)
def test_a_scan_gives_the_known_rows_and_each_says_that_it_was_recognised(
    samples: Path, tmp_path: Path, known: list[tuple[str, ...]], scan: Scan
) -> None:
    conversion = jixiao.convert(scanned(samples / PDF, PAGES, tmp_path / "scan.pdf", scan))
    assert texts(conversion) == known
    rows = rows_of(conversion)
    assert all("text_from_ocr" in row.flags for row in rows)
    assert sum("low_confidence" in row.flags for row in rows) <= len(rows) / 4
    assert conversion.converted.engine == "ocr"


@needs_ocr
def test_under_a_red_seal_rows_are_in_doubt(samples: Path, tmp_path: Path, known: list[tuple[str, ...]]) -> None:
    conversion = jixiao.convert(scanned(samples / PDF, PAGES, tmp_path / "scan.pdf", Scan(200, seal="red")))
    stamped = [row for row in rows_of(conversion) if "under_coloured_ink" in row.flags]
    assert stamped
    assert all("low_confidence" in row.flags for row in stamped)
    assert len(stamped) < len(rows_of(conversion))
    wrong = set(texts(conversion)) - set(known)
    doubted = {row.value_text for row in rows_of(conversion) if "low_confidence" in row.flags}
    assert {row[15] for row in wrong} <= doubted


@needs_ocr
def test_a_document_of_typed_and_scanned_pages_is_read_whole(samples: Path, tmp_path: Path) -> None:
    known = texts(jixiao.convert(samples / PDF, pages=(2, 3)))
    conversion = jixiao.convert(mixed(samples, tmp_path))
    assert texts(conversion) == known
    recognised = {place.page for row in rows_of(conversion) if "text_from_ocr" in row.flags for place in row.places}
    assert recognised == {2}


def mixed(samples: Path, folder: Path) -> Path:
    """Give a PDF whose first page is typed and whose second is a scan."""
    scan = scanned(samples / PDF, (3,), folder / "scan.pdf", Scan(200, skew=0.4))
    with pikepdf.open(samples / PDF) as typed, pikepdf.open(scan) as pictures:
        made = pikepdf.new()
        made.pages.append(typed.pages[1])
        made.pages.append(pictures.pages[0])
        made.save(folder / "mixed.pdf")
    return folder / "mixed.pdf"


def test_without_ocr_typed_pages_are_converted_and_one_line_names_the_others(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = mixed(samples, tmp_path)
    monkeypatch.setattr("jixiao.extract.engines.is_installed", lambda: False)
    conversion = jixiao.convert(path)
    assert conversion.converted.status == "partial"
    (finding,) = [each for each in conversion.converted.document.findings if each.code == "ocr_missing"]
    assert finding.severity is Severity.ERROR
    assert 'pages 2; pip install "jixiao[ocr]"' in finding.message
    assert rows_of(conversion)


def test_without_ocr_a_file_of_scans_alone_names_the_extra(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = scanned(samples / PDF, PAGES, tmp_path / "scan.pdf", Scan(100))
    monkeypatch.setattr("jixiao.extract.engines.is_installed", lambda: False)
    with pytest.raises(PackageMissing, match=r'pip install "jixiao\[ocr\]"'):
        jixiao.convert(path)


@needs_ocr
@pytest.mark.skipif(which("gs") is None, reason="needs Ghostscript (Debian: ghostscript)")
def test_text_without_unicode_is_read_by_ocr(samples: Path, tmp_path: Path, known: list[tuple[str, ...]]) -> None:
    for device, source, out in (
        ("ps2write", samples / PDF, tmp_path / "page.ps"),
        ("pdfwrite", tmp_path / "page.ps", tmp_path / "again.pdf"),
    ):
        pages = ["-dFirstPage=2", "-dLastPage=2"] if device == "ps2write" else []
        command = ["gs", "-q", "-dNOPAUSE", "-dBATCH", f"-sDEVICE={device}", *pages, f"-sOutputFile={out}", source]
        subprocess.run(command, check=True, capture_output=True)
    conversion = jixiao.convert(tmp_path / "again.pdf")
    assert texts(conversion) == known
    assert all("text_from_ocr" in row.flags for row in rows_of(conversion))


SHARP = ["标准，组织实施劳动人事争议调解仲裁和劳动保障监察，协调劳动者维权工作", "部门名称：淄博市周村区妇女联合会"]


@needs_ocr
def test_sharp_thin_strokes_are_read_for_sure(tmp_path: Path) -> None:
    """The recogniser was trained on softer pictures: as they were, eleven of these were in doubt."""
    from weasyprint import HTML

    from jixiao.extract.ocr.sheet import read_sheet, sheet_lines, sheet_text

    lines = "".join(f"<p lang='zh-CN' style=\"font: 12pt 'AR PL UKai CN'\">{text}</p>" for text in SHARP)
    HTML(string=lines).write_pdf(tmp_path / "lines.pdf")
    with pypdfium2.PdfDocument(tmp_path / "lines.pdf") as document:
        sheet = read_sheet(document[0].render(scale=300 / 72).to_numpy()[:, :, :3], 300 / 72)
    read = sheet_text(sheet, sheet_lines(sheet), {})
    assert "".join(char.text for char in read.chars) == "".join(SHARP)
    assert not read.doubted
