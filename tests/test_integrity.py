"""A file that is not whole is told, also where every reader opens it; a whole one is not."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab import rl_config
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao.extract import integrity
from jixiao.extract.integrity import WHOLE, Damage, find_damage
from jixiao.extract.quick_look import looks_whole

PAGES = 3


def write(path: Path, **options: object) -> bytes:
    """Set three pages of a ruled table, each packed to more than a page that may be passed over."""
    canvas = Canvas(str(path), pagesize=(400, 400), pageCompression=1, **options)
    for page in range(PAGES):
        canvas.grid([50, 150, 250, 350], range(50, 350, 10))
        for row in range(29):
            for column in range(3):
                canvas.drawString(55 + 100 * column, 52 + 10 * row, f"{page} {row * 7919 % 1000} {column * row}")
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


@pytest.fixture(autouse=True)
def _packed_as_offices_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rl_config, "useA85", 0)


def content(data: bytes, path: Path, page: int) -> tuple[int, int]:
    """Give where a page's packed content begins and ends."""
    with pikepdf.open(path) as pdf:
        packed = pdf.pages[page - 1].Contents.read_raw_bytes()
    return data.index(packed), data.index(packed) + len(packed)


def cut(data: bytes, start: int, end: int) -> bytes:
    half = (start + end) // 2
    return data[:half] + b"\0" * (end - half) + data[end:]


def flipped(data: bytes, start: int, end: int) -> bytes:
    half = (start + end) // 2
    return data[:half] + bytes([data[half] ^ 0xFF]) + data[half + 1 :]


def lost_start(data: bytes, start: int, end: int) -> bytes:
    return data[: data.rindex(b"startxref")] + b"startxref\n77\n%%EOF\n"


def with_map(path: Path, mode: pikepdf.ObjectStreamMode) -> tuple[bytes, bytes]:
    """Write the file with a font's map of characters, which hangs on no page's content; give it and the map's number.

    By ``mode`` its cross-references are a table, or packed in a stream.
    """
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        font.ToUnicode = pdf.make_stream(b"1 begincodespacerange <00> <FF> endcodespacerange " * 20)
        pdf.save(path, object_stream_mode=mode)
    with pikepdf.open(path) as pdf:
        (font,) = pdf.pages[0].Resources.Font.values()
        return path.read_bytes(), b"%d" % font.ToUnicode.objgen[0]


def renamed(data: bytes, number: bytes) -> bytes:
    """Give an object the number of another."""
    return data.replace(b"\n%b 0 obj" % number, b"\n1 0 obj")


def blanked(data: bytes, number: bytes) -> bytes:
    """Blank a stream's dictionary out, and the word behind it."""
    start = data.index(b"\n%b 0 obj" % number) + len(number) + 7
    end = data.index(b"stream", start) + len(b"stream")
    return data[:start] + b"\0" * (end - start) + data[end:]


def misled(data: bytes, number: bytes) -> bytes:
    """Let a table's entry lead to where another object is."""
    here, there = (b"%010d 00000 n" % (data.index(b"\n%b 0 obj" % each) + 1) for each in (number, b"1"))
    return data.replace(here, there)


TABLE, PACKED = pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate


@pytest.mark.parametrize(
    ("spoil", "mode"),
    [(renamed, TABLE), (renamed, PACKED), (blanked, TABLE), (blanked, PACKED), (misled, TABLE)],
)
def test_an_object_that_is_not_what_is_said_of_it_is_told(
    tmp_path: Path, spoil: Callable[[bytes, bytes], bytes], mode: pikepdf.ObjectStreamMode
) -> None:
    data, number = with_map(tmp_path / "whole.pdf", mode)
    assert find_damage(tmp_path / "whole.pdf") is WHOLE
    (tmp_path / "spoilt.pdf").write_bytes(spoil(data, number))
    assert find_damage(tmp_path / "spoilt.pdf") not in (WHOLE, Damage(repaired=False, pages=frozenset()))


@pytest.mark.parametrize(
    ("spoil", "damage"),
    [
        (cut, Damage(repaired=False, pages=frozenset({2}))),
        (flipped, Damage(repaired=False, pages=frozenset({2}))),
        (lost_start, Damage(repaired=True, pages=frozenset())),
    ],
)
def test_what_is_broken_is_told(tmp_path: Path, spoil: Callable[[bytes, int, int], bytes], damage: Damage) -> None:
    path = tmp_path / "file.pdf"
    data = write(path)
    path.write_bytes(spoil(data, *content(data, path, 2)))
    assert find_damage(path) == damage
    document = jixiao.convert(path).converted.document
    told = {(each.code, str(each.severity), each.place and each.place.page) for each in document.findings}
    expected = {("page_damaged", "error", page) for page in damage.pages}
    expected |= {("file_repaired", "warning", 1)} if damage.repaired else set()
    assert expected <= told


@pytest.mark.parametrize("spoil", [cut, flipped])
def test_a_page_drawn_by_a_form_is_looked_at_too(tmp_path: Path, spoil: Callable[[bytes, int, int], bytes]) -> None:
    path = tmp_path / "file.pdf"
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[1]
        form = page.as_form_xobject()
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(path, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        packed = pdf.pages[1].Resources.XObject.X.read_raw_bytes()
    path.write_bytes(spoil(data, data.index(packed), data.index(packed) + len(packed)))
    assert find_damage(path).pages == {2}


@pytest.mark.parametrize("packs", [pikepdf.ObjectStreamMode.disable, pikepdf.ObjectStreamMode.generate])
@pytest.mark.parametrize("whole", [True, False], ids=["instead", "beside"])
def test_a_content_that_is_not_in_the_file_is_damage(
    tmp_path: Path, packs: pikepdf.ObjectStreamMode, *, whole: bool
) -> None:
    """Of an object that is not there readers make nothing (ISO 32000-1, 7.3.10), and of the page a blank or a half."""
    path, told = tmp_path / "file.pdf", "told apart by its length"
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        lost = pdf.make_stream(f"% {told}".encode())
        page = pdf.pages[1].obj
        page["/Contents"] = lost if whole else pikepdf.Array([page["/Contents"], lost])
        pdf.save(path, compress_streams=False, object_stream_mode=packs)
    data = path.read_bytes()
    number = data.rindex(b" 0 obj", 0, data.index(told.encode()))
    start = data.rindex(b"\n", 0, number) + 1
    path.write_bytes(data[:start] + b"0" * (number - start) + data[number:])
    assert find_damage(path).pages == {2}


def test_a_broken_drawing_that_no_page_calls_up_is_a_repaired_file(tmp_path: Path) -> None:
    """An annotation's, say."""
    path = tmp_path / "file.pdf"
    write(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.Extra = pdf.make_stream(bytes(range(256)) * 9, Subtype=pikepdf.Name.Form)
        pdf.save(path, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    data = path.read_bytes()
    with pikepdf.open(path) as pdf:
        packed = pdf.Root.Extra.read_raw_bytes()
    path.write_bytes(flipped(data, data.index(packed), data.index(packed) + len(packed)))
    assert find_damage(path) == Damage(repaired=True, pages=frozenset())


def test_a_whole_file_is_told_by_its_bytes_alone(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "whole.pdf")
    led = tmp_path / "led.pdf"
    led.write_bytes(b"HTTP/1.1 200 OK\r\n\r\n" + (tmp_path / "whole.pdf").read_bytes())
    monkeypatch.setattr(integrity, "_damaged_pages", None)
    for path in (tmp_path / "whole.pdf", led, *samples.glob("*.pdf")):
        assert looks_whole(path.read_bytes()), path
        assert find_damage(path) is WHOLE


def test_qpdf_finds_no_damage_in_an_encrypted_file(tmp_path: Path) -> None:
    path = tmp_path / "locked.pdf"
    write(path, encrypt=StandardEncryption("", "owner", canPrint=0))
    assert not looks_whole(path.read_bytes())
    assert find_damage(path) == WHOLE


PIECES = (b"obj", b"stream\n", b"/Contents", b"[", b">>", b"99999999999999999999", b"endobj", b"null", b"")


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.sampled_from(PIECES)), min_size=1, max_size=12))
def test_whatever_is_broken_is_an_answer_and_no_traceback(spoilt: list[tuple[float, int, bytes]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.pdf"
        data = write(path)
        for part, length, piece in spoilt:
            at = int(part * len(data))
            data = data[:at] + piece + data[at + length :]
        path.write_bytes(data)
        assert isinstance(find_damage(path), Damage)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"startxref\n", b"startxref\n99999999999999999999"),
        (b"/Length ", b"/Length 99999999999999999999"),
        (b" 0 obj", b"obj"),
        (b"/Contents ", b"/Contents [null 7 ("),
    ],
)
def test_numbers_and_words_out_of_place_are_no_traceback(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = tmp_path / "file.pdf"
    path.write_bytes(write(path).replace(old, new))
    assert find_damage(path) != WHOLE
