"""Where a Dask cluster converts files: its workers do what this machine's own processes do, and by the same functions.

A Dask worker does not convert in itself. It has processes of its own for that, as this machine has
(``jixiao.workers``): a file that crashes, hangs or blows up ends one of those and is told in the same words, and Dask
never hears of it. So no file can end a Dask worker. Where one ends all the same (its machine is taken away, a person
kills it), Dask gives its jobs to another, and what they come to is the same.
"""

import hashlib
import logging
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryDirectory
from threading import Lock
from time import monotonic, perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from jixiao.batch import Lost
from jixiao.errors import ClusterUnusable, FileNotReadable, PackageMissing
from jixiao.limits import Limits
from jixiao.normalize.forms.templates import known_forms
from jixiao.process import processes
from jixiao.urls import Url
from jixiao.version import __version__
from jixiao.work import Job, Outcome, content_hash
from jixiao.workers import WAITING, result_of, schedule

if TYPE_CHECKING:
    from distributed import Client, Future
    from pebble import ProcessPool

LOCAL = "local"
"""Address of a cluster that is started on this machine for the run, and ended with it."""

CONNECTED = 30.0
"""Seconds in which a scheduler must answer."""

LOOKED = 10.0
"""Seconds without a result after which we look whether there are workers at all."""

WITHOUT_WORKERS = 300.0
"""Seconds that a cluster may be without a worker: those of a cloud take minutes to start."""

DEATHS = 10
"""Workers that may die under a file before Dask gives it up, on a local cluster: no file ends a worker, so it was not
the file's doing."""

_LIBRARIES = ("pypdfium2", "pdfplumber", "pdfminer.six", "pikepdf", "camelot-py", "opencv-python-headless", "jieba")
"""Packages of which another version may read another text, or other borders."""


@dataclass(frozen=True, slots=True)
class DaskWorkers:
    """A Dask cluster: the one at an address, or one of ``count`` workers on this machine."""

    address: str
    count: int
    limits: Limits

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        """Do the jobs; give outcomes as they come. Raises PackageMissing or ClusterUnusable."""
        forms = _forms_of(jobs)
        with _connected(self.address, max(1, min(self.count, len(jobs)))) as client:
            yield from _Run(client, self, forms).do_all(jobs)


@dataclass(frozen=True, slots=True)
class Parcel:
    """A job as it is sent.

    ``forms`` are the user's own, by name, for a worker has not this machine's folders; ``program`` is what the worker
    must convert with, too.
    """

    job: Job
    limits: Limits
    forms: tuple[tuple[str, bytes], ...]
    program: str


class _Run:
    """Jobs that are sent to a cluster, a few for each of its threads at a time, and what comes back."""

    def __init__(self, client: "Client", cluster: DaskWorkers, forms: tuple[tuple[str, bytes], ...]) -> None:
        self._client, self._cluster, self._forms = client, cluster, forms
        self._name = f"jixiao-{uuid4().hex[:8]}"
        self._running: dict[str, tuple[Future, Job, float]] = {}
        self._done: SimpleQueue[Future] = SimpleQueue()

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        waiting = iter(enumerate(jobs))
        room, looked = self._room(), monotonic()
        try:
            while True:
                while len(self._running) < room and (numbered := next(waiting, None)) is not None:
                    self._send(*numbered)
                if not self._running:
                    return
                future = self._next()
                _, job, started = self._running.pop(future.key)
                yield self._result(future, job, started)
                if monotonic() - looked > LOOKED:
                    room, looked = self._room(), monotonic()
        finally:
            self._client.cancel([future for future, *_ in self._running.values()])

    def _room(self) -> int:
        """Give how many jobs may be under way: enough that no thread stands idle, and few outcomes are in memory."""
        return WAITING * max(self._cluster.count, sum(self._threads().values()))

    def _threads(self) -> dict[str, int]:
        with _told(self._cluster.address):
            return dict(self._client.nthreads())

    def _send(self, number: int, job: Job) -> None:
        sent = replace(job, path=job.path.absolute()) if isinstance(job.path, Path) else job
        parcel = Parcel(sent, self._cluster.limits, self._forms, program())
        key = f"{self._name}-{number}"
        future = self._client.submit(do_parcel, parcel, key=key, pure=False)
        self._running[key] = future, job, perf_counter()
        future.add_done_callback(self._done.put)

    def _next(self) -> "Future":
        """Wait for a job that is done."""
        alone = 0.0
        while True:
            try:
                return self._done.get(timeout=LOOKED)
            except Empty:
                alone = 0.0 if self._threads() else alone + LOOKED
            if alone >= WITHOUT_WORKERS:
                raise ClusterUnusable(Url(self._cluster.address), "it has no workers", "start some, and run again")

    def _result(self, future: "Future", job: Job, started: float) -> Outcome | Lost:
        from distributed import KilledWorker

        address = Url(self._cluster.address)
        with _told(address):
            error = future.exception() if future.status == "error" else None
            if isinstance(error, KilledWorker):
                return Lost(job, *_WORKERS_DIED, perf_counter() - started, from_outside=True)
            if isinstance(error, ClusterUnusable):
                raise error.about(address)
            if error is not None:  # the conversion's own mistakes are outcomes: this one is the worker's
                reason = " ".join(f"{type(error).__name__}: {error}".split())
                raise ClusterUnusable(address, f"a worker failed ({reason})", _SAME_PROGRAM)
            result: Outcome | Lost = future.result()
        if isinstance(result, Lost):
            return result._replace(job=job)
        if isinstance(result.error, FileNotReadable) and _is_readable(job):
            raise ClusterUnusable(address, f"a worker does not see what is here ({result.error})", _SHARED)
        return replace(result, job=job, error=result.error and result.error.about(job.path))


_GO_ON = "see to it, and run again: what is converted is kept"
_SAME_PROGRAM = "install the same version of jixiao and its libraries on all machines"
_SHARED = "put the files where all workers see them under one path, or give their URL"
_WORKERS_DIED = "worker_lost", "the workers that converted the file died, one after the other", "run again"


def _is_readable(job: Job) -> bool:
    """Whether a file can be read here, and is what it was when the run began."""
    return isinstance(job.path, Path) and bool(job.entry.sha256) and content_hash(job.path) == job.entry.sha256


@contextmanager
def _connected(address: str, count: int) -> Iterator["Client"]:
    """Give a client of the cluster at an address, or of one that is begun here."""
    try:
        import distributed
    except ModuleNotFoundError as error:
        raise PackageMissing(Url(f"--dask {address}"), str(error), "'jixiao[dask]'") from error
    with ExitStack() as stack:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it tells of each worker's end in its own words
        if address == LOCAL:
            cluster: object = stack.enter_context(_local_cluster(count))
        else:
            cluster = address
        with _told(address):
            client = stack.enter_context(distributed.Client(cluster, timeout=CONNECTED, set_as_default=False))
        yield client


@contextmanager
def _local_cluster(count: int) -> Iterator[object]:
    import dask
    from distributed import LocalCluster

    with (
        TemporaryDirectory(prefix="jixiao-dask-", ignore_cleanup_errors=True) as folder,
        dask.config.set({"distributed.scheduler.allowed-failures": DEATHS}),
        LocalCluster(
            n_workers=count,
            threads_per_worker=1,
            processes=True,
            memory_limit=None,  # the processes that convert have their own
            dashboard_address="127.0.0.1:0",
            local_directory=folder,
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        yield cluster


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Turn the network's errors into ours."""
    try:
        yield
    except CancelledError as error:
        raise ClusterUnusable(Url(address), "its scheduler is gone", _GO_ON) from error
    except (OSError, ValueError) as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise ClusterUnusable(Url(address), f"the cluster cannot be reached ({reason})", _GO_ON) from error


def _forms_of(jobs: Sequence[Job]) -> tuple[tuple[str, bytes], ...]:
    """Give the user's forms that the jobs use, all the same, in the order in which they count. Raises BadTemplate."""
    folders = jobs[0].options.forms if jobs else ()
    known_forms(*folders)
    paths = [path for folder in folders for path in sorted(folder.glob("*.toml"))]
    return tuple((f"{number:04d}-{path.name}", path.read_bytes()) for number, path in enumerate(paths))


@cache
def program() -> str:
    """Give what says by which program a machine converts: two that differ may give other rows of one file."""
    package, digest = Path(__file__).parent, hashlib.sha256()
    found = (Path(parent, name) for parent, _, names in os.walk(package, followlinks=True) for name in names)
    for path in sorted(each for each in found if each.suffix in (".py", ".toml")):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"jixiao {__version__} ({digest.hexdigest()[:8]}), {libraries}"


# On a worker.


def do_parcel(parcel: Parcel) -> Outcome | Lost:
    """Do a job on the worker that this runs on, in one of its processes. Raises ClusterUnusable."""
    from distributed import get_worker

    worker = get_worker()
    if program() != parcel.program:
        differing = sorted(set(program().split(", ")) ^ set(parcel.program.split(", ")))
        raise ClusterUnusable(
            Url(worker.address), f"{worker.address} has another program ({'; '.join(differing)})", _SAME_PROGRAM
        )
    with _BEGINNING:
        pool = _processes(worker.state.nthreads, worker.local_directory)
        folders = (_unpacked(parcel.forms, worker.local_directory),) if parcel.forms else ()
    job = replace(parcel.job, options=replace(parcel.job.options, forms=folders))
    started = perf_counter()
    future = schedule(job, parcel.limits, pool)
    wait([future])
    return result_of(future, job, started)


_BEGINNING = Lock()
"""Held by the thread of a worker that begins what the worker keeps."""


@cache
def _processes(count: int, folder: str) -> "ProcessPool":
    """Give the processes of this worker, one for each of its threads. They end with it, and so does its own folder."""
    multiprocessing.current_process().daemon = False  # Dask's nanny makes it one, and a daemon may have no processes
    return processes(count, folder)


@cache
def _unpacked(forms: tuple[tuple[str, bytes], ...], folder: str) -> Path:
    """Write forms into the worker's own folder, which ends with it."""
    unpacked = Path(folder) / f"jixiao-forms-{uuid4().hex[:8]}"
    unpacked.mkdir(parents=True)
    for name, content in forms:
        (unpacked / name).write_bytes(content)
    return unpacked
