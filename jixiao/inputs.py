"""Files, folders and patterns -> the PDFs they name, in a stable order."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from jixiao.errors import InputNotFound, NoPdfInFolder


def find_pdfs(inputs: Iterable[str]) -> list[Path]:
    """Give each PDF once; raises InputNotFound or NoPdfInFolder."""
    return list(dict.fromkeys(path for text in inputs for path in _pdfs(text)))


def _pdfs(text: str) -> Iterator[Path]:
    path = Path(text)
    if path.is_dir():
        found = sorted(each for each in path.rglob("*") if each.suffix.lower() == ".pdf")
        if not found:
            raise NoPdfInFolder(path)
        yield from found
    elif path.exists():
        yield path
    else:
        matches = sorted(glob.glob(text, recursive=True))
        if not matches:
            raise InputNotFound(path)
        yield from map(Path, matches)
