"""One file's work in a batch: a job -> an outcome, in this process or another; it never raises on a bad file."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.conversion import check_readable, convert, is_pdf, sha256_of
from jixiao.errors import (
    FileLost,
    FileNotReadable,
    InputNotFound,
    JixiaoError,
    PackageMissing,
    PasswordNeeded,
    error_code,
)
from jixiao.extract.engines import READERS
from jixiao.extract.rule_account import Looks
from jixiao.normalize.catalogue import found
from jixiao.normalize.corrections.model import Correction
from jixiao.normalize.proof.reading import NoProof, Proving, ReadingProof
from jixiao.output.entries import Entry, with_counts
from jixiao.output.rendered import Rendered, render, render_failed
from jixiao.output.rows import ConvertedDocument, FailedDocument
from jixiao.passwords import without_password
from jixiao.remote import copied
from jixiao.urls import Url
from jixiao.version import __version__


@dataclass(frozen=True, slots=True)
class Options:
    """How files are converted. ``pages``: numbers to read, none for all; ``proved`` asks for the proof of reading.

    ``corrections`` may be of other files, too: each file's own are known by its SHA-256. ``processes`` may read the
    pages of one file.
    """

    engine: str = READERS[0]
    forms: tuple[Path, ...] = ()
    verify: bool = False
    password: str = ""
    pages: frozenset[int] = frozenset()
    proved: bool = True
    corrections: tuple[Correction, ...] = ()
    processes: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """A file to convert: ``entry`` says which it is, and under what name it goes.

    ``lost`` says what happened to the first try, where this is another.
    """

    path: Path | Url
    entry: Entry
    options: Options
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its entry filled in, and its share of the output. ``error`` is what a failure raised."""

    job: Job
    entry: Entry
    rendered: Rendered
    error: JixiaoError | None = None


def _not_told(path: Path) -> None:
    """Hear of nothing."""


def do(job: Job, at_hand: Callable[[Path], object] = _not_told) -> Outcome:
    """Convert a file. ``at_hand`` hears of it when it is on this machine, before it is opened."""
    started = time.perf_counter()
    known = job
    try:
        with _at_hand(job) as (path, entry):
            known = replace(job, entry=entry)
            at_hand(path)
            converted = _converted(known, path)
    except JixiaoError as error:
        own, settled = error.about(job.path), not isinstance(error, _PASSING)
        return failed(known, error_code(error), own, _since(started), settled=settled)
    except (MemoryError, RecursionError) as error:
        words = next(words for kind, words in _LOST.items() if isinstance(error, kind))
        lost = FileLost(job.path, *words)
        return failed(known, "out_of_memory", lost, _since(started), settled=False)
    return Outcome(known, with_counts(known.entry, converted, _since(started)), render(converted))


_PASSING = (FileNotReadable, InputNotFound, PackageMissing, PasswordNeeded)
"""Errors that the next run may not meet, though the file is the same."""

_LOST = {
    MemoryError: ("the file needs more memory than it may take", "raise --memory, or leave the file out"),
    RecursionError: ("the file is nested too deeply", "leave the file out: it may be made to harm"),
}


def failed(job: Job, code: str, error: JixiaoError, seconds: float, *, settled: bool = True) -> Outcome:
    """Give the outcome of a job that failed, with the row that says so.

    ``settled`` is False where the same file may fare better another time.
    """
    own, problem = job.entry, f"{error.problem}; {error.next_step}"
    document = FailedDocument(own.doc_id, own.shown, own.sha256, __version__, code, problem)
    entry = replace(own, status=document.status, problem=problem, seconds=seconds, settled=settled)
    return Outcome(job, entry, render_failed(document), error)


def content_hash(path: Path | Url) -> str:
    """Give the SHA-256 of a file's content; nothing where it cannot be read: its conversion says why.

    A file behind a URL is not fetched for it: what it holds is known once it is converted.
    """
    if isinstance(path, Url):
        return ""
    try:
        check_readable(path)
        return sha256_of(path)
    except (JixiaoError, OSError):
        return ""


def _since(started: float) -> float:
    return time.perf_counter() - started


@contextmanager
def _at_hand(job: Job) -> Iterator[tuple[Path, Entry]]:
    """Give a path of the job's file on this machine, and its entry with the hash of what is read there."""
    if isinstance(job.path, Url):
        with copied(job.path) as (path, stamp):
            yield path, replace(job.entry, sha256=sha256_of(path), stamp=stamp)
        return
    check_readable(job.path)
    sha256 = sha256_of(job.path)
    if job.entry.sha256 not in ("", sha256):
        raise FileNotReadable(job.path, "it is not what it was when the run began")
    yield job.path, replace(job.entry, sha256=sha256)


def _converted(job: Job, path: Path) -> ConvertedDocument:
    options, own = job.options, job.entry
    conversion = convert(
        path,
        engine=options.engine,
        forms=options.forms,
        password=options.password,
        pages=options.pages,
        proving=_proving(options),
        corrections=options.corrections,
        processes=options.processes,
    )
    if options.verify and is_pdf(path):
        from jixiao.verification import verify

        with without_password(path, options.password) as readable:
            conversion = verify(conversion, readable, engine=options.engine, pages=options.pages)
    told = [found("engine_lost", job.lost)] if job.lost else []
    return replace(conversion.converted.told(told), doc_id=own.doc_id, source_file=own.shown, sha256=own.sha256)


def _proving(options: Options) -> Proving:
    if not options.proved:
        return NoProof()
    return ReadingProof(Looks.EVERYWHERE if options.verify else Looks.WHERE_DOUBTFUL)


def on_another_engine(job: Job, lost: str) -> Job | None:
    """Give the job with the next reader asked first; None where it was the last. ``lost``: what happened to this."""
    after: Sequence[str] = READERS[READERS.index(job.options.engine) + 1 :]
    return replace(job, options=replace(job.options, engine=after[0]), lost=lost) if after else None
