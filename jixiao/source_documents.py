"""A file that is no PDF -> Document: its reader, its rows put back into columns, then the code that PDFs go through."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.errors import NoSuchPage, NoTable
from jixiao.extract.documents.layout import sheets_of
from jixiao.extract.documents.model import SourceDocument, text_of
from jixiao.extract.documents.opening import read_source
from jixiao.normalize.corrections.model import Correction
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.proof.reading import Proving
from jixiao.normalize.records import NO_PAGE, Document
from jixiao.normalize.restoring.restore import restored
from jixiao.normalize.text import number_ranges
from jixiao.normalize.without_places import without_places


@dataclass(frozen=True, slots=True)
class ReadSource:
    """What came of a file, and the name of its reader."""

    document: Document
    reader: str


def document_of_source(
    path: Path, known: Forms, asked: Set[int], proving: Proving, corrections: Sequence[Correction]
) -> ReadSource:
    """Read a file that is no PDF. Raises its reader's errors, NoSuchPage, or NoTable where it has none."""
    source = restored(_asked(path, read_source(path), asked), known)
    sheets = sheets_of(*source)
    if not any(sheet.tables.grids for sheet in sheets):
        raise NoTable(path, "text only", "check that it holds the tables themselves and no pictures of them")
    document = normalise((sheet.tables for sheet in sheets), path.stem, known, proving=proving, corrections=corrections)
    pages = {sheet.tables.page: [(top, page or NO_PAGE) for top, page in sheet.pages] for sheet in sheets}
    return ReadSource(without_places(document, pages), source.document.reader)


def _asked(path: Path, source: SourceDocument, asked: Set[int]) -> SourceDocument:
    """Give what the file has on the pages that were asked for; all of it where none was. Raises NoSuchPage."""
    if not asked:
        return source
    own = tuple(block for block in source.blocks if block.page in asked)
    if not own:
        raise NoSuchPage(path, number_ranges(asked), len({block.page for block in source.blocks} - {None}))
    return replace(source, blocks=own, printed="".join(map(text_of, own)))
