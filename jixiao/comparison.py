"""Two conversions of one document, files or output folders -> where they differ."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jixiao.arguments import Folders, local_path
from jixiao.conversion import Conversion, convert
from jixiao.errors import NoOutput, WrongArgument
from jixiao.extract.engines import READERS
from jixiao.output.archive import is_output
from jixiao.output.difference_file import COLUMNS, Line, alone_line, difference_lines, write_differences
from jixiao.output.differences import Compared, Side, compare_documents
from jixiao.output.documents import DocumentRows, read_documents, rendered_rows
from jixiao.output.reading import read_records
from jixiao.output.rendered import render

if TYPE_CHECKING:
    import pandas as pd

Given = str | os.PathLike[str] | Conversion
"""A file to convert, the output folder of an earlier conversion, or a conversion."""

NAMED = 20
"""Documents of a folder that an error names."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What came of holding two conversions against each other, document by document.

    ``only_a`` and ``only_b`` are the doc_ids of documents that one folder has and the other lacks.
    """

    documents: tuple[Compared, ...]
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()

    @property
    def is_alike(self) -> bool:
        """Whether nothing differs."""
        return not self.only_a and not self.only_b and all(each.is_alike for each in self.documents)

    def frame(self) -> "pd.DataFrame":
        """Give what differs as a data frame of texts, a line a cell, as ``write`` writes it."""
        import pandas as pd

        return pd.DataFrame(list(self._lines()), columns=list(COLUMNS), dtype="string")

    def write(self, path: str | os.PathLike[str]) -> None:
        """Write what differs as CSV (docs/compare.md). Raises OutputNotWritable."""
        write_differences(Path(path), self._lines())

    def _lines(self) -> Iterator[Line]:
        for compared in self.documents:
            yield from difference_lines(compared)
        for side, doc_ids in ((Side.A, self.only_a), (Side.B, self.only_b)):
            yield from (alone_line(doc_id, side) for doc_id in doc_ids)


def compare(
    a: Given,
    b: Given,
    *,
    engine_a: str = READERS[0],
    engine_b: str = READERS[0],
    forms: Folders = (),
    password: str = "",
) -> Comparison:
    """Hold two conversions of one document against each other, row by row.

    ``a`` and ``b`` are files, which are converted, output folders, or conversions; the engines, ``forms`` and
    ``password`` are for files, as ``convert`` takes them. Of two folders the documents of one doc_id are compared,
    whatever their names where each has one only; of a file and a folder that document alone. Raises the errors of
    ``convert``, NoOutput of a folder without tables, and WrongArgument where a folder lacks the document.
    """
    ours = _documents(a, engine_a, forms, password)
    theirs = _documents(b, engine_b, forms, password)
    only_a, only_b = _left_alone(ours, theirs), _left_alone(theirs, ours)
    pairs = zip(_shared(ours, theirs), _shared(theirs, ours), strict=True)
    return Comparison(tuple(compare_documents(one, other) for one, other in pairs), only_a, only_b)


class _Documents(NamedTuple):
    """One side's documents in the order of their doc_ids, where they are from, and whether that is a folder of many."""

    place: Path
    is_folder: bool
    doc_ids: tuple[str, ...]
    rows: Iterator[DocumentRows]


def _documents(given: Given, engine: str, forms: Folders, password: str) -> _Documents:
    if isinstance(given, Conversion):
        return _one(given)
    path = local_path(given)
    if not path.is_dir():
        return _one(convert(path, engine=engine, forms=forms, password=password))
    if not is_output(path):
        raise NoOutput(path)
    doc_ids = tuple(record["doc_id"] for record in read_records(path, "documents"))
    return _Documents(path, True, doc_ids, read_documents(path))


def _one(conversion: Conversion) -> _Documents:
    rows = rendered_rows(render(conversion.converted))
    return _Documents(conversion.path, False, (conversion.converted.doc_id,), iter((rows,)))


def _left_alone(ours: _Documents, theirs: _Documents) -> tuple[str, ...]:
    """Give the documents that the other side lacks. Of a folder beside a file the others were not asked for."""
    if len(ours.doc_ids) == len(theirs.doc_ids) == 1:
        return ()
    there = frozenset(theirs.doc_ids)
    alone = tuple(doc_id for doc_id in ours.doc_ids if doc_id not in there)
    if alone and not ours.is_folder:
        raise WrongArgument(theirs.place, "the document", alone[0], theirs.doc_ids[:NAMED])
    return alone if theirs.is_folder else ()


def _shared(ours: _Documents, theirs: _Documents) -> Iterator[DocumentRows]:
    """Give the documents that both sides have, one by one."""
    if len(ours.doc_ids) == len(theirs.doc_ids) == 1:
        return ours.rows
    there = frozenset(theirs.doc_ids)
    return (rows for rows in ours.rows if rows.document["doc_id"] in there)
