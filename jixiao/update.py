"""A run: inputs -> an output folder brought up to date. What did not change is left as it is."""

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from jixiao.batch import Executor, run
from jixiao.corrections import by_file, digest, without_file
from jixiao.inputs import Source, find_sources, name_sources, source_key
from jixiao.limits import Limits
from jixiao.normalize.corrections.model import Correction
from jixiao.output.archive import Archive
from jixiao.output.entries import Entry, begun
from jixiao.output.remote_archive import RemoteArchive
from jixiao.urls import Url
from jixiao.version import __version__
from jixiao.work import Job, Options, Outcome, content_hash
from jixiao.workers import InThisProcess, Workers
from jixiao.writing import opened


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do.

    ``prune`` drops documents whose file is not among the inputs; ``force`` converts what did not change, too;
    ``fail_fast`` stops at the first file that fails; ``wait`` is how many seconds another run may hold the folder;
    ``extras`` are names of ``jixiao.output.extras.EXTRAS``, what the folder is to have beside the tables; ``cluster``
    is the address of a Dask cluster that converts the files, empty where this machine does.
    """

    inputs: tuple[str, ...]
    out: Path | Url
    options: Options = field(default_factory=Options)
    jobs: int = 1
    limits: Limits = field(default_factory=Limits)
    prune: bool = False
    force: bool = False
    fail_fast: bool = False
    wait: float = 0.0
    extras: tuple[str, ...] = ()
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run came to: the entries of all inputs, how many of them did not change, what was dropped, what is there.

    ``unplaced`` are the corrections of PDFs that are not among the inputs.
    """

    entries: tuple[Entry, ...]
    unchanged: int
    dropped: tuple[str, ...]
    written: tuple[Path | Url, ...]
    unplaced: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Recipe:
    """By which program and how files are converted: another recipe may give other rows.

    ``corrections`` are those of each file, by its SHA-256: no other file's recipe speaks of them.
    """

    of_all: str
    corrections: Mapping[str, tuple[Correction, ...]]

    def of(self, sha256: str) -> str:
        """Give the recipe of a file, by its hash; empty where that is not known."""
        own = self.corrections.get(sha256, ())
        return f"{self.of_all} corrections={digest(own)}" if own else self.of_all


class Listener(Protocol):
    """Is told how a run goes on."""

    def begin(self, jobs: int, unchanged: int) -> None:
        """Hear how many files are to convert, and how many did not change."""

    def done(self, outcome: Outcome) -> None:
        """Hear of a file."""


def update(request: Request, listener: Listener) -> Summary:
    """Bring an output folder up to date. Every outcome is kept as it comes; people see all of them at the end, at once.

    Of a single file that was named, a failure is raised, and the folder stays as it was. Raises the errors of inputs
    and of the folder too.
    """
    sources = find_sources(request.inputs)
    with opened(request.out, request.wait, request.extras) as archive:
        held = archive.entries()
        recipe = recipe_of(request.options)
        single = len(sources) == 1 and sources[0].named
        options = (
            replace(request.options, processes=request.jobs) if single and not request.cluster else request.options
        )
        jobs = list(_jobs(sources, held, options, recipe))
        due = [job for job in jobs if request.force or not _is_unchanged(job.entry, held)]
        listener.begin(len(due), len(jobs) - len(due))
        for outcome in run(due, _executor(due, single, request)):
            if outcome.error is not None and (single or request.fail_fast):
                raise outcome.error
            known = recipe.of(outcome.entry.sha256)  # the hash of a file behind a URL is known only now
            archive.put(replace(outcome.entry, recipe=known), outcome.rendered)
            listener.done(outcome)
        dropped = tuple(held.keys() - {job.entry.doc_id for job in jobs}) if request.prune else ()
        archive.drop(dropped)
        written = archive.publish(__version__)
        entries = _entries_of(jobs, archive)
        unplaced = without_file(request.options.corrections, [entry.sha256 for entry in entries])
        return Summary(entries, len(jobs) - len(due), dropped, written, unplaced)


def _entries_of(jobs: Sequence[Job], archive: Archive | RemoteArchive) -> tuple[Entry, ...]:
    held = archive.entries()
    return tuple(held[job.entry.doc_id] for job in jobs)


def _executor(jobs: Sequence[Job], single: bool, request: Request) -> Executor:
    """Give what does the jobs: a single file is done here, for a process of its own takes longer to start.

    So are files that no other process sees.
    """
    if any(isinstance(job.path, Url) and job.path.is_in_this_process for job in jobs):
        return InThisProcess(request.limits)
    if request.cluster:
        from jixiao.cluster import DaskWorkers

        return DaskWorkers(request.cluster, request.jobs, request.limits)
    return InThisProcess(request.limits) if single else Workers(request.jobs, request.limits)


def _jobs(sources: Sequence[Source], held: Mapping[str, Entry], options: Options, recipe: Recipe) -> Iterator[Job]:
    for doc_id, source in name_sources(sources, {name: entry.source for name, entry in held.items()}).items():
        sha256 = content_hash(source.path)
        entry = begun(doc_id, source_key(source), source.shown, sha256, "", source.stamp)
        known = sha256 or _hash_by_stamp(entry, held)
        own = replace(options, corrections=recipe.corrections.get(sha256, ())) if sha256 else options
        yield Job(source.path, replace(entry, recipe=recipe.of(known)), own)


def _hash_by_stamp(entry: Entry, held: Mapping[str, Entry]) -> str:
    """Give the hash of a file behind a URL that did not change since it was converted; nothing of another."""
    before = held.get(entry.doc_id)
    return before.sha256 if before is not None and entry.stamp and entry.stamp == before.stamp else ""


def _is_unchanged(entry: Entry, held: Mapping[str, Entry]) -> bool:
    before = held.get(entry.doc_id)
    if before is None or not before.settled or (before.source, before.recipe) != (entry.source, entry.recipe):
        return False
    known = entry.sha256 or entry.stamp
    return bool(known) and known == (before.sha256 if entry.sha256 else before.stamp)


def recipe_of(options: Options) -> Recipe:
    """Give what says by which program and how files are converted."""
    files = sorted(path for folder in options.forms for path in folder.glob("*.toml"))
    forms = hashlib.sha256(b"\0".join(os.fsencode(path.name) + b"\0" + path.read_bytes() for path in files)).hexdigest()
    pages = ",".join(map(str, sorted(options.pages)))
    of_all = (
        f"{__version__} engine={options.engine} verify={options.verify} proved={options.proved} "
        f"pages={pages} forms={forms[:16]}"
    )
    return Recipe(of_all, by_file(options.corrections))
