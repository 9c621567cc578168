"""What a file may take of time and memory, and how a process is held to it, whatever library it hangs in."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jixiao.work import Job

SECONDS_A_PAGE = 2.0
"""Seconds that a page may take beyond the file's own; the slowest page of the samples takes 0.1 with the first engine,
and
0.8 with the raster engine."""

OUT_OF_TIME = "out_of_time", "the file took longer than it may", "raise --timeout, or leave the file out"
OUT_OF_MEMORY = "out_of_memory", "the file needs more memory than it may take", "raise --memory, or leave the file out"
"""Code of a failure, what happened, and what may help."""

CAN_ALARM = hasattr(signal, "setitimer")
"""Whether the system can end a process when its time is up (Windows cannot)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may take: ``seconds`` and SECONDS_A_PAGE for each page; ``megabytes`` of memory."""

    seconds: float = 120.0
    megabytes: int = 1500


@contextmanager
def memory_bound(limits: Limits, held: int = 0) -> Iterator[None]:
    """Bound what this process may write to, in the body. Where a system cannot (Windows), it stays unbounded.

    ``held`` are the bytes that it held before any file came: no file's share. Of a worker that is nothing.

    Of its address space a program maps much that it never uses; RLIMIT_DATA counts what it writes to (Linux since 4.7).
    """
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = held + (limits.megabytes << 20)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def bytes_held() -> int:
    """Give the bytes that this process holds, as RLIMIT_DATA counts them; 0 where the system does not say.

    By the field ``data`` of statm: proc(5).
    """
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    import resource

    return int(statm.read_text("ascii").split()[5]) * resource.getpagesize()


@contextmanager
def killed_at_limit(job: Job, limits: Limits) -> Iterator[Callable[[Path], object]]:
    """Let the system end this process when the file's time is up: for a worker, whose end its parent tells.

    What is given adds the share of a file's pages, once the file is at hand: fetching and opening it may hang, too.
    """
    if not CAN_ALARM:
        yield lambda path: None
        return
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    try:
        yield lambda path: signal.setitimer(signal.ITIMER_REAL, _seconds(path, job, limits))
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@contextmanager
def told_at_limit(job: Job, limits: Limits, tell: Callable[[Job], int]) -> Iterator[Callable[[Path], object]]:
    """End this process when the file's time is up, with the exit code of ``tell``, which says so: for the main process.

    What is given adds the share of a file's pages, once the file is at hand.
    """
    watches = [_begun(limits.seconds, job, tell)]

    def add_pages(path: Path) -> None:
        watches.append(_begun(_seconds(path, job, limits), job, tell))
        watches[0].cancel()

    try:
        yield add_pages
    finally:
        for watch in watches:
            watch.cancel()


def _begun(seconds: float, job: Job, tell: Callable[[Job], int]) -> threading.Timer:
    watch = threading.Timer(seconds, lambda: os._exit(tell(job)))
    watch.daemon = True
    watch.start()
    return watch


def _seconds(path: Path, job: Job, limits: Limits) -> float:
    return limits.seconds + SECONDS_A_PAGE * _count_pages(path, job.options.password)


def _count_pages(path: Path, password: str) -> int:
    """Count the pages of a file, 0 where that fails: what is wrong with it, its conversion says."""
    import pypdfium2

    try:
        document: Any = pypdfium2.PdfDocument(path, password=password or None)
    except (pypdfium2.PdfiumError, OSError):
        return 0
    try:
        return len(document)
    finally:
        document.close()
