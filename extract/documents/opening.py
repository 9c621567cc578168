"""A file -> which reader knows it, by the ending of its name, and what that gives. Readers are loaded when used."""

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from jixiao.errors import DamagedSource, FileTooLarge, PackageMissing
from jixiao.extract.documents.converters import read_json
from jixiao.extract.documents.html import read_html
from jixiao.extract.documents.model import SourceDocument, Unreadable
from jixiao.extract.documents.text import read_separated, read_text

MOST_BYTES = 64 << 20
"""Bytes of a file that is no PDF, unpacked. A workbook of ten thousand rows has 3 MB (20 times)."""

OFFICE = "'jixiao[office]'"
"""What to install for Word's and Excel's files."""


def read_source(path: Path) -> SourceDocument:
    """Read a file that is no PDF. Raises DamagedSource, FileTooLarge, PackageMissing, of old Word ProgramMissing."""
    ending = path.suffix.lower()
    _check_size(path)
    if ending in _OLD:
        from jixiao.extract.documents.old_word import as_docx

        with as_docx(path) as copy:
            return _office("docx", copy, path)
    if ending in _OFFICE:
        return _office(ending[1:], path, path)
    return _by_text(path, _TEXT[ending])


def _office(kind: str, path: Path, given: Path) -> SourceDocument:
    try:
        if kind == "docx":
            from jixiao.extract.documents.docx import read_docx

            return read_docx(path)
        from jixiao.extract.documents.workbook import read_xls, read_xlsx

        return read_xls(path) if kind == "xls" else read_xlsx(path)
    except ImportError as error:
        raise PackageMissing(given, str(error), OFFICE) from error
    except Unreadable as error:
        raise DamagedSource(given, str(error)) from error


def _by_text(path: Path, read: Callable[[str], SourceDocument]) -> SourceDocument:
    try:
        return read(decoded(path.read_bytes()))
    except (Unreadable, json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise DamagedSource(path, str(error)) from error


def decoded(content: bytes) -> str:
    """Give a file's text: UTF-8 or UTF-16 by its mark, else UTF-8, else GB 18030. Raises UnicodeDecodeError.

    Chinese systems write GB 18030 without a mark.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            size = max(size, sum(each.file_size for each in archive.infolist()))
    if size > MOST_BYTES:
        raise FileTooLarge(path, f"{size} bytes, {MOST_BYTES} are read", "part it, or leave the file out")


def _converted_html(text: str) -> SourceDocument:
    """Read a page. Whether a person wrote it or a converter does not show; what converters do is looked for."""
    return read_html(text, converted=True)


def _converted_json(text: str) -> SourceDocument:
    return read_json(json.loads(text))


_TEXT: Mapping[str, Callable[[str], SourceDocument]] = {
    ".txt": read_text,
    ".md": read_text,
    ".markdown": read_text,
    ".tsv": read_separated,
    ".html": _converted_html,
    ".htm": _converted_html,
    ".json": _converted_json,
}
_OFFICE = frozenset({".docx", ".xlsx", ".xls"})
_OLD = frozenset({".doc", ".wps"})

OFFICE_ENDINGS = _OFFICE | _OLD
"""Endings of Word's, Excel's and WPS's files."""

ENDINGS = frozenset(_TEXT) | OFFICE_ENDINGS
"""Endings of the files that are read beside PDFs."""
