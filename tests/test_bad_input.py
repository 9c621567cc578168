"""Bad input: one line that names the file and the next step, its own exit code, nothing half-written."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from jixiao.conversion import convert
from jixiao.errors import NoTable


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from jixiao.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def pdf_without_table() -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + table + b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(body)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("missing.pdf", None, 3),
        ("empty.pdf", b"", 5),
        ("picture.pdf", b"\x89PNG\r\n\x1a\n0000", 6),
        ("cut.pdf", b"%PDF-1.4\n1 0 obj\n<< /Type /Cat", 7),
        ("prose.pdf", pdf_without_table(), 9),
    ],
)
def test_a_bad_file_is_one_line_and_its_own_exit_code(
    tmp_path: Path, name: str, content: bytes | None, code: int
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("convert", tmp_path / name, "-o", tmp_path / "out")
    assert done.returncode == code, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert name in done.stderr
    assert not (tmp_path / "out").exists()


def picture_page(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(300, 300))
    canvas.drawImage(ImageReader(Image.new("RGB", (30, 30), "grey")), 10, 10, 280, 280)
    canvas.save()


def outlined_page(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=(300, 300))
    for number in range(60):
        shape = canvas.beginPath()
        shape.moveTo(10 + number, 100)
        shape.curveTo(12 + number, 110, 18 + number, 110, 19 + number, 101)
        canvas.drawPath(shape)
    canvas.save()


def portfolio(path: Path) -> None:
    path.write_bytes(pdf_without_table())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.attachments["form.pdf"] = pikepdf.AttachedFileSpec(pdf, b"%PDF-1.4", filename="form.pdf")
        pdf.save(path)


def dynamic_form(path: Path) -> None:
    path.write_bytes(pdf_without_table())
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        packets = pikepdf.Array([pikepdf.String("template"), pdf.make_stream(b"<template/>")])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=packets)
        pdf.Root.NeedsRendering = True
        pdf.save(path)


@pytest.mark.parametrize(
    ("make", "reason", "next_step"),
    [
        (picture_page, "a scan", "a file with text"),
        (outlined_page, "outlines", "a file with text"),
        (portfolio, "portfolio", "save the attached files"),
        (dynamic_form, "XFA", "Adobe Reader"),
        (lambda path: path.write_bytes(pdf_without_table()), "text only", "check that"),
    ],
)
def test_a_file_without_a_table_says_why_and_what_to_do(
    tmp_path: Path, make: Callable[[Path], object], reason: str, next_step: str
) -> None:
    make(tmp_path / "file.pdf")
    with pytest.raises(NoTable) as raised:
        convert(tmp_path / "file.pdf")
    assert reason in raised.value.problem
    assert next_step in raised.value.next_step


def test_a_real_pdf_cut_short_is_told_as_damaged(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "half.pdf").write_bytes((samples / "zhoucun-2024.pdf").read_bytes()[:100_000])
    done = run("convert", tmp_path / "half.pdf", "-o", tmp_path / "out")
    assert done.returncode == 7, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def locked(path: Path, user: str) -> Path:
    canvas = Canvas(str(path), encrypt=StandardEncryption(user, ownerPassword="owner", canPrint=0))
    canvas.rect(100, 100, 200, 200)
    canvas.line(100, 150, 300, 150)
    canvas.drawString(110, 120, "1")
    canvas.save()
    return path


def test_a_password_is_asked_for(tmp_path: Path) -> None:
    done = run("convert", locked(tmp_path / "locked.pdf", user="secret"), "-o", tmp_path / "out")
    assert done.returncode == 8, done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "password" in done.stderr


def test_an_owners_lock_alone_does_not_count(tmp_path: Path) -> None:
    done = run("convert", locked(tmp_path / "owner.pdf", user=""), "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr


def test_a_folder_without_pdf(tmp_path: Path) -> None:
    done = run("convert", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 4
    assert "no PDF, Word or Excel file in this folder" in done.stderr


def test_an_output_that_is_a_file(tmp_path: Path, samples: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    done = run("convert", samples / "zhoucun-2024.pdf", "-o", tmp_path / "out")
    assert done.returncode == 10
    assert (tmp_path / "out").read_text() == "in the way"
