"""One file's conversion: PDF -> Conversion, with the tables as rows or data frames."""

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.arguments import Folders, check_engine, folders, page_numbers, table_named
from jixiao.errors import EmptyFile, FileNotReadable, FileTooLarge, InputNotFound, NoSuchPage, NoTable, NotAPdf
from jixiao.extract.engines import READERS, page_count, read_document
from jixiao.extract.grid import PageTables
from jixiao.inputs import name_sources, named_source, source_key
from jixiao.names import safe_name, shown_name
from jixiao.normalize.catalogue import found
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.proof.reading import Proving
from jixiao.normalize.tables.weights import ROW_CUT
from jixiao.output.entries import begun, with_counts
from jixiao.output.rendered import render
from jixiao.output.rows import ConvertedDocument, number_ranges, table_rows
from jixiao.passwords import without_password
from jixiao.version import __version__

if TYPE_CHECKING:
    import pandas as pd

_SIGNATURES = {
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"PK\x03\x04": "a zip, docx or xlsx file",
    b"<": "a web page",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
}


@dataclass(frozen=True, slots=True)
class Conversion:
    """A converted PDF. The tables are pandas data frames, made when asked for."""

    path: Path
    converted: ConvertedDocument

    def frame(self, table: str) -> "pd.DataFrame":
        """Give one table of the output contract by its name. Raises WrongArgument where there is none of that name."""
        import pandas as pd

        described = table_named(self.path, table)
        columns = [column.name for column in described.columns]
        return pd.DataFrame(list(table_rows(self.converted, described)), columns=columns)

    @property
    def indicators(self) -> "pd.DataFrame":
        """The lowest-level indicators, one a row."""
        return self.frame("indicators")

    @property
    def forms(self) -> "pd.DataFrame":
        """The forms, one a row."""
        return self.frame("forms")

    @property
    def targets(self) -> "pd.DataFrame":
        """The parsed targets, one a row."""
        return self.frame("targets")

    @property
    def fields(self) -> "pd.DataFrame":
        """The labelled head cells, one a row."""
        return self.frame("fields")

    @property
    def tables(self) -> "pd.DataFrame":
        """The tables that are no known form, one a row; their texts stand in ``converted.document.tables``."""
        return self.frame("tables")

    @property
    def checks(self) -> "pd.DataFrame":
        """The comparisons with printed sums, numbers and lists, one a row."""
        return self.frame("checks")

    @property
    def findings(self) -> "pd.DataFrame":
        """What a person should know, one finding a row."""
        return self.frame("findings")

    def write(self, out: str | Path) -> tuple[Path, ...]:
        """Put the document into an output folder, beside those that it holds, and give the paths of all tables.

        Raises OutputNotWritable or OutputBusy.
        """
        from jixiao.output.archive import open_archive

        source = named_source(self.path)
        with open_archive(Path(out)) as archive:
            (doc_id,) = name_sources([source], {name: entry.source for name, entry in archive.entries().items()})
            own = replace(self.converted, doc_id=doc_id)
            entry = begun(doc_id, source_key(source), own.source_file, own.sha256, own.tool_version)
            archive.put(with_counts(entry, own, 0.0), render(own))
            return archive.publish(__version__)


def convert(
    path: str | Path,
    *,
    engine: str = READERS[0],
    forms: Folders = (),
    password: str = "",
    pages: Iterable[int] = (),
    row_cut: Mapping[str, float] = ROW_CUT,
    proving: Proving | None = None,
) -> Conversion:
    """Convert one PDF. Raises a JixiaoError that names the file and the next step.

    ``engine`` is the reader asked first; for pages it cannot explain the others are asked in turn.

    ``forms`` are folders with templates of a user's own forms, or one, beside those of this package.

    ``password`` opens a file that asks for one. ``pages`` are the numbers of those to read, from 1; none for all.

    ``proving`` proves the reading; leave it out, or give ``NoProof()``, and the document says that nothing is proved.

    ``row_cut`` replaces what the signs of a row that a page break cut are worth; leave it out but in tests.
    """
    source = Path(path)
    check_engine(source, engine)
    asked, known = page_numbers(source, pages), known_forms(*folders(forms))
    check_is_pdf(source)
    with without_password(source, password) as readable:
        watched = _Watched(readable, engine, asked)
        document = normalise(watched, source.stem, known, row_cut, asked, proving)
        if asked and not watched.engines:
            raise NoSuchPage(source, number_ranges(asked), page_count(readable))
        if not watched.grids and watched.excess:
            raise FileTooLarge(source, f"{watched.excess}; no other page has a table", "look at the page")
        if not watched.grids:
            raise NoTable(source, *why_no_table(readable, watched.doubts))
    converted = ConvertedDocument(
        doc_id=safe_name(Path(source.name)),
        source_file=shown_name(source.name),
        sha256=sha256_of(source),
        engine=" ".join(watched.engines),
        tool_version=__version__,
        document=document,
    )
    left_out = [found("pages_left_out", number_ranges(asked))] if asked else []
    return Conversion(source, converted.told(left_out))


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file's content in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _Watched:
    """The file's pages, or those of ``numbers``, with a note of what went by."""

    def __init__(self, path: Path, reader: str, numbers: Set[int]) -> None:
        self.path = path
        self.reader = reader
        self.numbers = numbers
        self.grids = 0
        self.excess = ""
        self.doubts: set[str] = set()
        self.engines: dict[str, None] = {}

    def __iter__(self) -> Iterator[PageTables]:
        for page in read_document(self.path, self.reader, self.numbers):
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
    if "page_is_picture" in doubts:
        return "its pages are pictures: a scan", "read it by OCR first, or ask for a file with text"
    if "text_as_outlines" in doubts:
        return "its letters are drawn as outlines", "read it by OCR first, or ask for a file with text"
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


def check_is_pdf(path: Path) -> None:
    """Raise InputNotFound or FileNotReadable by what stands there, EmptyFile or NotAPdf by the file's first bytes."""
    if not os.path.lexists(path):
        raise InputNotFound(path)
    check_readable(path)
    with path.open("rb") as file:
        start = file.read(1024)
    if not start:
        raise EmptyFile(path)
    if b"%PDF-" not in start:
        kinds = (kind for signature, kind in _SIGNATURES.items() if start.lstrip().startswith(signature))
        raise NotAPdf(path, f"it looks like {next(kinds, 'something else')}")
