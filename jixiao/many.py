"""Many files from Python: a list, a folder or a pattern -> a Batch, with the tables of all its documents."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.arguments import Folders, folders, local_path, page_numbers, table_named
from jixiao.conversion import Conversion, convert
from jixiao.corrections import Given, given_corrections, without_file
from jixiao.errors import JixiaoError, WrongArgument, error_code
from jixiao.extract.engines import READERS
from jixiao.frames import Frames, html_of
from jixiao.inputs import Source, find_local, name_sources
from jixiao.normalize.corrections.model import Correction
from jixiao.normalize.forms.templates import known_forms
from jixiao.output.frames import data_frame
from jixiao.output.rows import FailedDocument, failed_rows, table_rows
from jixiao.urls import Url
from jixiao.version import __version__
from jixiao.writing import write_all

if TYPE_CHECKING:
    import pandas as pd

Inputs = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A file, a folder or a pattern, or several of them."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be converted, and why. ``doc_id`` is what it would be called in the tables."""

    doc_id: str
    source: Source
    error: JixiaoError


@dataclass(frozen=True, slots=True, repr=False)
class Batch(Frames):
    """Converted PDFs, in the order of their names. The tables hold all of them; ``doc_id`` tells them apart.

    Iterating gives the conversions. ``failures`` are the files that could not be converted: rows of ``documents`` too,
    with status ``failed``. ``unplaced`` are corrections of PDFs that are none of these.
    """

    sources: tuple[Source, ...]
    conversions: tuple[Conversion, ...]
    failures: tuple[Failure, ...]
    unplaced: tuple[Correction, ...] = ()

    def __iter__(self) -> Iterator[Conversion]:
        return iter(self.conversions)

    def __len__(self) -> int:
        return len(self.conversions)

    def __repr__(self) -> str:
        rows = sum(len(form.indicators) for each in self for form in each.converted.document.forms)
        return f"<Batch of {len(self)} documents, {rows} indicators; {len(self.failures)} files failed>"

    def _repr_html_(self) -> str:
        """Give what a notebook shows: a line on each document, and the findings of all by their code."""
        return html_of([each.converted for each in self])

    def frame(self, table: str, *, exact: bool = False) -> "pd.DataFrame":
        """Give one table of the output contract by its name (``Frames.frame``). Raises WrongArgument."""
        described = table_named(Path("batch"), table)
        rows = (table_rows(each.converted, described) for each in self)
        failed = (failed_rows(_document(each), described) for each in self.failures)
        return data_frame(described, chain.from_iterable((*rows, *failed)), exact=exact)

    def write(self, out: str | Path) -> tuple[Path | Url, ...]:
        """Put the documents into an output folder, beside those that it holds, and give the paths of all tables.

        Files that failed are not put there: what the folder holds of them stays. Raises OutputNotWritable or
        OutputBusy.
        """
        return write_all([(source, each.converted) for source, each in zip(self.sources, self, strict=True)], out)


def convert_all(
    inputs: Inputs,
    *,
    engine: str = READERS[0],
    forms: Folders = (),
    password: str = "",
    pages: Iterable[int] = (),
    corrections: Given = (),
) -> Batch:
    """Convert PDFs one after the other, in this process: files, folders or patterns, as the command line takes them.

    A file that fails stops nothing: ``Batch.failures`` names it. Raises the errors of ``inputs``, of ``forms`` and of
    ``corrections``, and WrongArgument. The other arguments are those of ``convert``. For thousands of files the command
    line is faster and holds none in memory: it uses all processors, and skips what did not change.
    """
    several = inputs if isinstance(inputs, Iterable) and not isinstance(inputs, str) else [inputs]
    named = name_sources(find_local(map(local_path, several)), {})
    numbers, given = page_numbers(Path("pages"), pages), given_corrections(corrections)
    templates = folders(forms)
    known_forms(*templates)  # a template that cannot be used is no failure of each file
    sources: list[Source] = []
    conversions: list[Conversion] = []
    failures: list[Failure] = []
    for doc_id, source in named.items():
        try:
            conversion = convert(
                source.path, engine=engine, forms=templates, password=password, pages=numbers, corrections=given
            )
        except WrongArgument:
            raise
        except JixiaoError as error:
            failures.append(Failure(doc_id, source, error))
            continue
        sources.append(source)
        conversions.append(replace(conversion, converted=replace(conversion.converted, doc_id=doc_id)))
    unplaced = without_file(given, [each.converted.sha256 for each in conversions])
    return Batch(tuple(sources), tuple(conversions), tuple(failures), unplaced)


def _document(failure: Failure) -> FailedDocument:
    error, source = failure.error, failure.source
    told = f"{error.problem}; {error.next_step}"
    return FailedDocument(failure.doc_id, source.shown, "", __version__, error_code(error), told)
