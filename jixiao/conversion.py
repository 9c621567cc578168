"""One file's conversion: PDF -> Conversion, with the tables as rows or data frames."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.arguments import Folders, check_engine, folders, local_path, page_numbers, table_named
from jixiao.corrections import Given, given_corrections, of_file
from jixiao.errors import (
    EmptyFile,
    FileNotReadable,
    FileTooLarge,
    InputNotFound,
    NoSuchPage,
    NoTable,
    NotAPdf,
    PackageMissing,
)
from jixiao.extract.documents.opening import ENDINGS
from jixiao.extract.engines import READERS, page_count
from jixiao.extract.grid import PageTables
from jixiao.extract.ocr.installed import INSTALL
from jixiao.extract.ocr.routing import OCR_MISSING
from jixiao.frames import Frames, entry_of, html_of
from jixiao.inputs import named_source
from jixiao.names import safe_name, shown_name
from jixiao.normalize.catalogue import found
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.proof.reading import Proving, ReadingProof
from jixiao.normalize.records import Document
from jixiao.normalize.tables.weights import ROW_CUT
from jixiao.normalize.text import number_ranges
from jixiao.output.entries import line_of
from jixiao.output.frames import data_frame
from jixiao.output.rows import ConvertedDocument, table_rows
from jixiao.page_processes import read_with_processes
from jixiao.passwords import without_password
from jixiao.source_documents import document_of_source
from jixiao.urls import Url
from jixiao.version import __version__
from jixiao.writing import write_all

if TYPE_CHECKING:
    import pandas as pd

_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PK\x03\x04": "a zip, docx or xlsx file",
    b"<": "a web page",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
}


@dataclass(frozen=True, slots=True, repr=False)
class Conversion(Frames):
    """A converted PDF. The tables are pandas data frames, made when asked for."""

    path: Path
    converted: ConvertedDocument

    def __repr__(self) -> str:
        return f"<Conversion of {line_of(entry_of(self.converted))}>"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: the counts, and the findings by their code."""
        return html_of([self.converted])

    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """Give one table of the output contract by its name (``Frames.frame``). Raises WrongArgument."""
        described = table_named(self.path, table)
        return data_frame(described, table_rows(self.converted, described), exact=exact)

    def write(self, out: str | Path) -> tuple[Path | Url, ...]:
        """Put the document into an output folder, beside those that it holds, and give the paths of all tables.

        ``out`` is a path, or a URL as the command line takes it. Raises OutputNotWritable or OutputBusy.
        """
        return write_all([(named_source(self.path), self.converted)], out)


def convert(
    path: str | Path,
    *,
    engine: str = READERS[0],
    forms: Folders = (),
    password: str = "",
    pages: Iterable[int] = (),
    row_cut: Mapping[str, float] = ROW_CUT,
    proving: Proving | None = None,
    corrections: Given = (),
    processes: int = 1,
) -> Conversion:
    """Convert one PDF, or a file of another kind that is read (docs/other-files.md).

    Raises a JixiaoError that names the file and the next step.

    ``engine`` is the reader asked first; for pages it cannot explain the others are asked in turn.

    ``forms`` are folders with templates of a user's own forms, or one, beside those of this package.

    ``password`` opens a file that asks for one. ``pages`` are the numbers of those to read, from 1; none for all.

    ``proving`` proves the reading; leave it out, or give ``NoProof()``, and the document says that nothing is proved.

    ``corrections`` is a file of corrections (docs/corrections.md), or what ``read_corrections`` gave of one; those of
    other PDFs are left alone. What does not fit is a finding.

    ``processes`` may read the pages of a long file, the first of them here. They are spawned: a script that asks for
    more than one does its work under ``if __name__ == "__main__"``.

    ``row_cut`` replaces what the signs of a row that a page break cut are worth; leave it out but in tests.
    """
    source = local_path(path)
    check_engine(source, engine)
    asked, known = page_numbers(source, pages), known_forms(*folders(forms))
    given = given_corrections(corrections)
    check_is_read(source)
    proving = proving or ReadingProof()
    sha256 = sha256_of(source)
    if not is_pdf(source):
        read = document_of_source(source, known, asked, proving, of_file(given, sha256))
        return Conversion(source, _converted(source, sha256, read.reader, read.document, asked))
    with without_password(source, password) as readable:
        watched = _Watched(readable, engine, asked, proving, processes)
        document = normalise(watched, source.stem, known, row_cut, asked, proving, of_file(given, sha256))
        if asked and not watched.engines:
            raise NoSuchPage(source, number_ranges(asked), page_count(readable))
        if not watched.grids and watched.excess:
            raise FileTooLarge(source, f"{watched.excess}; no other page has a table", "look at the page")
        if not watched.grids and OCR_MISSING in watched.doubts:
            raise PackageMissing(source, "OCR: the text of its pages is pictures or cannot be read", INSTALL)
        if not watched.grids:
            raise NoTable(source, *why_no_table(readable, watched.doubts))
    return Conversion(source, _converted(source, sha256, " ".join(watched.engines), document, asked))


def _converted(source: Path, sha256: str, engine: str, document: Document, asked: Set[int]) -> ConvertedDocument:
    converted = ConvertedDocument(
        doc_id=safe_name(Path(source.name)),
        source_file=shown_name(source.name),
        sha256=sha256,
        engine=engine,
        tool_version=__version__,
        document=document,
    )
    return converted.told([found("pages_left_out", number_ranges(asked))] if asked else [])


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's content in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Watched:
    """The file's pages, or those of ``numbers``, with a note of what went by."""

    def __init__(self, path: Path, reader: str, numbers: Set[int], proving: Proving, processes: int) -> None:
        self.path = path
        self.processes = processes
        self.looks = proving.looks
        self.reader = reader
        self.numbers = numbers
        self.grids = 0
        self.excess = ""
        self.doubts: set[str] = set()
        self.engines: dict[str, None] = {}

    def __iter__(self) -> Iterator[PageTables]:
        for page in read_with_processes(self.path, self.reader, self.numbers, self.looks, self.processes):
            self.grids += len(page.grids)
            self.doubts |= set(page.doubts)
            self.excess = self.excess or (page.excess and f"page {page.page} was left out: {page.excess}")
            self.engines |= {page.engine: None}
            yield page


def why_no_table(path: Path, doubts: Set[str]) -> tuple[str, str]:
    """Say why a file has no table, and what to do next, by what the file is and what its pages left in doubt."""
    from jixiao.extract.special_files import count_attachments, is_dynamic_form

    if is_dynamic_form(path):
        return "a dynamic form, XFA, which only Adobe's programs draw", "open it in Adobe Reader and print it to PDF"
    if attached := count_attachments(path):
        return f"{attached} files are attached to it: a portfolio", "save the attached files and convert those"
    if "text_as_outlines" in doubts:
        return "letters drawn as outlines, and OCR found no table", "look at its pages, and ask for a file with text"
    if doubts & {"page_is_picture", "text_from_ocr"}:
        return "a scan, and OCR found no table in it", "look at its pages, and ask for a file with text"
    return "text only", "check that it is a budget-performance PDF"


def check_readable(path: Path) -> None:
    """Raise FileNotReadable of what is no plain file, or may not be read: nothing is opened that could wait."""
    try:
        mode = path.stat().st_mode
    except OSError as error:
        raise FileNotReadable(path, error.strerror or str(error)) from error
    if not stat.S_ISREG(mode):
        raise FileNotReadable(path, "it is a folder" if stat.S_ISDIR(mode) else "it is no plain file")
    if not os.access(path, os.R_OK):
        raise FileNotReadable(path, "it may not be read")


def check_is_read(path: Path) -> None:
    """Raise the errors of ``check_is_pdf`` for a file that is neither a PDF nor one of another kind that is read."""
    if path.suffix.lower() not in ENDINGS:
        check_is_pdf(path)
    else:
        _first_bytes(path)


def is_pdf(path: Path) -> bool:
    """Whether the file is a PDF, whatever its name says. Raises as ``check_is_pdf`` does."""
    return b"%PDF-" in _first_bytes(path)


def _first_bytes(path: Path) -> bytes:
    if not os.path.lexists(path):
        raise InputNotFound(path)
    check_readable(path)
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise EmptyFile(path)
    return start


def check_is_pdf(path: Path) -> None:
    """Raise InputNotFound or FileNotReadable by what stands there, EmptyFile or NotAPdf by the file's first bytes."""
    start = _first_bytes(path)
    if b"%PDF-" not in start:
        kinds = (kind for signature, kind in _SIGNATURES.items() if start.lstrip().startswith(signature))
        raise NotAPdf(path, f"it looks like {next(kinds, 'something else')}")
