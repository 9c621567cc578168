"""What is garbled in a file as it stands, where no checksum speaks, shows in its grammar, or nobody can know."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao.errors import JixiaoError
from jixiao.extract.quick_look import file_streams, looks_whole
from jixiao.extract.syntax import content_is_well_formed, objects_are_well_formed
from jixiao.extract.time_limit import cpu_limit
from jixiao.normalize.catalogue import Severity
from tests.fuzz.mutations import is_sound


def plain_file() -> bytes:
    """Set a page that is not packed."""
    written = BytesIO()
    canvas = Canvas(written, pagesize=(400, 400), pageCompression=0)
    canvas.grid([50, 150, 250], range(50, 200, 50))
    for x in (55, 155):
        for y in (60, 110):
            canvas.drawString(x, y, f"({x}) of {y}")
    canvas.save()
    return written.getvalue()


PLAIN = plain_file()


@pytest.mark.parametrize(
    "text",
    [
        b"1 0 obj\n<</Type /Page/Kids[2 0 R 3 0 R]/Box [0 -.5 +10. 1.25]>>\nendobj\n",
        b"1 0 obj << /A(a \\) b (c (d)) e)/B<00 fF>/C null/D true /E<<>>/F[]/G[[[<</H 1>>]]] >> endobj",
        b"%PDF-1.7\n%\xe2\xe3 <<\n1 0 obj [ /#20 % a remark >>\n ] endobj 2 0 obj 7 endobj",
        b"1 0 obj <</Length 5>> stream\r\n\nendstream endobj\nxref\n0 1\ntrailer <</Size 2>> startxref 9 %%EOF",
    ],
)
def test_well_formed_objects(text: bytes) -> None:
    *objects, end = text.split(b"endobj")
    assert objects_are_well_formed(objects, end)


@pytest.mark.parametrize(
    "text",
    [
        b"1 0 obj <</Type \xf7Page>> endobj",
        b"1 0 obj <</Type /Page/Parent 2 0 1>> endobj",
        b"1 0 obj <</Kids [2 0 R 3 0 R >> endobj",
        b"1 0 obj <</Kids 2 0 R] >> endobj",
        b"1 0 obj <</A 12x>> endobj",
        b"1 0 obj <</A (a>> endobj",
        b"1 0 obj <</A (a (b)>> endobj",
        b"1 0 obj <</A <0g>>> endobj",
        b"1 0 obj <</A 1>> >> endobj",
        b"1 0 obj <</A 1> endobj",
        b"1 0 obj <<A 1>> endobj",
        b"1 0 obj <</A 1>> \xaa endobj",
        b"1 0 obj 7 endobj\ntrailer <</Size 2\x9a>> startxref 9",
        b"1 0 obj " + b"[" * 100_000 + b"]" * 100_000 + b" endobj",
    ],
)
def test_garbled_objects(text: bytes) -> None:
    *objects, end = text.split(b"endobj")
    assert not objects_are_well_formed(objects, end)


@pytest.mark.parametrize(
    ("content", "well"),
    [
        (b"q 1 0 0 1 .5 -7 cm [(a\\)) -120 (b)] TJ <0041> ' 1 2 (x) \" /F1 9 Tf 0 g/G 1 gs f* BT ET Q", True),
        (b"/Span <</MCID 3 /ActualText <feff>>> BDC EMC", True),
        (b"q BI /W 1 /H 1 /BPC 8 ID \x00)]> EI Q", True),
        (b"(a) Tj] ET", False),
        (b"(a)) Tj", False),
        (b"[(a) Tj", False),
        (b"50 60 l\xf7", False),
        (b"50 60 lm", False),
        (b"", True),
    ],
)
def test_contents(content: bytes, well: bool) -> None:
    assert content_is_well_formed(content) is well


@pytest.mark.parametrize(
    "piece",
    [
        b"1", b"(\\", b"(", b"(a", b"<0", b"[1 ", b"<</A ", b"1 1 ", b"1 0 obj ", b"BI ", b"ID ", b"%", b". ",
        b"trailer ",
    ],
)  # fmt: skip
def test_no_bytes_keep_the_grammar_busy(piece: bytes) -> None:
    """A file may be made so that a pattern tries each byte with each other: of 200,000 that would take minutes."""
    made = piece * 200_000
    with cpu_limit(5):
        objects_are_well_formed([made], made)
        content_is_well_formed(made + b"]")


def test_no_bytes_keep_the_quick_look_busy() -> None:
    with cpu_limit(5):
        assert len(list(file_streams(b"obj stream\n" * 100_000))) == 100_000
        assert looks_whole(PLAIN + b"%" + b"/Contents[" * 100_000)


def test_a_page_that_is_not_packed_is_whole() -> None:
    assert looks_whole(PLAIN)


def texts(path: Path) -> tuple[object, ...]:
    """Give the texts of the file's tables, and what is told of it beside."""
    document = jixiao.convert(path).converted.document
    told = {finding.code for finding in document.findings if finding.severity is not Severity.INFO}
    return [table.rows for table in document.tables], told


@settings(deadline=None)  # the first conversion loads what it needs
@given(st.integers(len("%PDF-1.3"), len(PLAIN) - 1), st.integers(1, 255))
def test_a_garbled_byte_that_changes_a_table_is_told_wherever_a_strict_reader_sees_it(place: int, bits: int) -> None:
    garbled = bytearray(PLAIN)
    garbled[place] ^= bits
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        path.write_bytes(PLAIN)
        rows, told = texts(path)
        path.write_bytes(garbled)
        try:
            garbled_rows, garbled_told = texts(path)
        except JixiaoError:
            return
    assert garbled_rows == rows or garbled_told != told or is_sound(bytes(garbled))
