"""A PDF that a page brings becomes a file inside the output folder, whatever its name, and no larger than it may be."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from jixiao.errors import FileTooLarge, NotAPdf
from jixiao.serving.uploads import clear, pdf_name, receive_pdf

PDF = b"%PDF-1.7\n"


async def pieces(*chunks: bytes) -> AsyncIterator[bytes]:
    for chunk in chunks:
        yield chunk


def receive(out: Path, name: str, *chunks: bytes, most: int = 1000) -> Path:
    return asyncio.run(receive_pdf(out, name, pieces(*chunks), most))


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.pdf", "/etc/passwd", "C:\\windows\\x.pdf", "..", ".", "", "a\x00b.pdf", "-o.pdf", "x" * 5000,
        "\u202efdp.exe", "a\nb.pdf", "con", "~/x", "预算（2024）.pdf", "\ud800", ".jixiao",
    ],
)  # fmt: skip
def test_a_name_is_never_a_path(tmp_path: Path, name: str) -> None:
    path = receive(tmp_path / "out", name, PDF)
    assert path.parent.parent == tmp_path / "out/uploads"
    assert path.resolve().parent.parent == (tmp_path / "out/uploads").resolve()
    assert path.name == pdf_name(name).name
    assert path.suffix == ".pdf"
    assert len(path.name.encode()) < 200
    assert not set(path.name) & set("/\\\x00\n\u202e")
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]


def test_the_name_that_a_person_knows_stays(tmp_path: Path) -> None:
    assert receive(tmp_path, "2024年 预算.pdf", PDF).name == "2024年 预算.pdf"


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    first = receive(tmp_path, "a.pdf", PDF)
    assert receive(tmp_path, "b.pdf", PDF[:4], PDF[4:]) == first
    assert receive(tmp_path, "a.pdf", PDF, b"other") != first


def test_what_is_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    read = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            read.append(1)
            yield PDF * 10

    with pytest.raises(FileTooLarge, match=r"x\.pdf: it has more than"):
        asyncio.run(receive_pdf(tmp_path, "x.pdf", endless(), most=1000))
    assert len(read) == 12
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_is_no_pdf_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotAPdf, match=r"^x\.pdf: not a PDF"):
        receive(tmp_path, "x.pdf", b"MZ")
    assert list((tmp_path / "uploads").iterdir()) == []


def test_what_a_killed_server_left_is_cleared(tmp_path: Path) -> None:
    path = receive(tmp_path, "x.pdf", PDF)
    (tmp_path / "uploads/part-1").mkdir()
    (tmp_path / "uploads/part-1/file.pdf").write_bytes(PDF)
    clear(tmp_path)
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == [path]
