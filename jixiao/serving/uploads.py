"""PDFs that a page brings -> files in ``OUT/uploads``, each in a folder named after its content.

The name that a page gives is never a path: it is made one part of one (``names.safe_name``), inside a folder that is
named after the content.
"""

import hashlib
import re
import shutil
from collections.abc import AsyncIterable
from pathlib import Path
from tempfile import mkdtemp

from jixiao.conversion import check_is_pdf
from jixiao.errors import FileTooLarge, JixiaoError
from jixiao.names import safe_name
from jixiao.output.disk import told

FOLDER = "uploads"

MOST_BYTES = 200 << 20
"""Of a PDF that a page brings. The largest sample has 0.5 MB; a scan of 500 pages may have 150."""


_PARTING = re.compile(r"[/\\]")


async def receive_pdf(out: Path, name: str, chunks: AsyncIterable[bytes], most: int = MOST_BYTES) -> Path:
    """Write a PDF that comes in pieces, and give its path. Raises FileTooLarge, or what is wrong with what is no PDF.

    What is too large is not read to its end, and nothing of a file that is refused stays.
    """
    shown = pdf_name(name)
    with told(out):
        (out / FOLDER).mkdir(parents=True, exist_ok=True)
        part = Path(mkdtemp(prefix="part-", dir=out / FOLDER))
    try:
        with told(out):
            digest = await _write(part / "file.pdf", shown, chunks, most)
        _check(part / "file.pdf", shown)
        with told(out):
            return _kept(part / "file.pdf", out / FOLDER / digest[:32] / shown.name)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def pdf_name(given: str) -> Path:
    """Give a file's name made of what a page calls it: one part of a path, whatever stands in it."""
    whole = given.encode(errors="replace").decode()
    return Path(f"{safe_name(Path(_PARTING.sub('_', whole)))}.pdf")


def clear(out: Path) -> None:
    """Take away what a server that was killed had not received whole."""
    for part in (out / FOLDER).glob("part-*"):
        shutil.rmtree(part, ignore_errors=True)


async def _write(path: Path, shown: Path, chunks: AsyncIterable[bytes], most: int) -> str:
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        async for chunk in chunks:
            size += len(chunk)
            if size > most:
                raise FileTooLarge(shown, f"it has more than {most >> 20} MB", "convert it on the command line")
            digest.update(chunk)
            file.write(chunk)
    return digest.hexdigest()


def _check(path: Path, shown: Path) -> None:
    try:
        check_is_pdf(path)
    except JixiaoError as error:
        raise error.about(shown) from error


def _kept(part: Path, path: Path) -> Path:
    """Move a file to its place; the same content keeps the name that it came with first."""
    path.parent.mkdir(exist_ok=True)
    there = sorted(path.parent.glob("*.pdf"))
    if there:
        return there[0]
    part.replace(path)
    return path
