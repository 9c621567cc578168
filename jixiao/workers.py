"""Where this machine converts files: in this process, or in others, so that a crash or a hang costs one file.

pebble starts a process anew where one dies, and says of which job it died; Python's own pool gives up then.
"""

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from jixiao.batch import Lost
from jixiao.errors import FileLost, mistake
from jixiao.limits import (
    CAN_ALARM,
    OUT_OF_MEMORY,
    OUT_OF_TIME,
    Limits,
    bytes_held,
    killed_at_limit,
    memory_bound,
    told_at_limit,
)
from jixiao.process import processes
from jixiao.work import Job, Outcome, do

if TYPE_CHECKING:
    from pebble import ProcessPool

Result = TypeVar("Result")

WAITING = 4
"""Jobs of each process that wait in line: enough that none stands idle, and few outcomes are in memory."""


@dataclass(frozen=True, slots=True)
class InThisProcess:
    """Does jobs one after the other, here. When a file's time is up, the program says so and ends."""

    limits: Limits

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        """Do the jobs."""
        held = bytes_held()
        for job in jobs:
            started = perf_counter()
            result: Outcome | Lost
            try:
                with memory_bound(self.limits, held), told_at_limit(job, self.limits, _tell) as add_pages:
                    result = do(job, add_pages)
            except Exception as error:  # as pebble does: a mistake of ours costs this file alone
                if sys.flags.dev_mode:
                    raise
                result = Lost(job, *_crashed(mistake(error)), perf_counter() - started)
            yield result


@dataclass(frozen=True, slots=True)
class Workers:
    """Spawned processes, as many as are asked for."""

    count: int
    limits: Limits

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        """Do the jobs; give outcomes as they come."""
        count = max(1, min(self.count, len(jobs)))
        waiting = iter(jobs)
        with (
            TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder,
            processes(count, folder) as pool,
        ):
            running: dict[Future[Outcome], tuple[Job, float]] = {}
            try:
                while True:
                    while len(running) < WAITING * count and (job := next(waiting, None)) is not None:
                        running[schedule(job, self.limits, pool)] = job, perf_counter()
                    if not running:
                        return
                    done, _ = wait(running, return_when=FIRST_COMPLETED)
                    for future in done:
                        result = result_of(future, *running.pop(future))
                        yield result
            finally:
                if running:  # stopped half way: by the user, by --fail-fast, by an error in what keeps the outcomes
                    pool.stop()  # type: ignore[no-untyped-call]


def usable_cores() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def schedule(job: Job, limits: Limits, pool: "ProcessPool") -> "Future[Outcome]":
    """Let one of the processes do a job, within the limits."""
    limit = None if CAN_ALARM else limits.seconds  # there pebble ends the process, without a page's share
    future: Future[Outcome] = pool.schedule(_do_within, args=[job, limits], timeout=limit)
    return future


def result_of(future: "Future[Result]", job: Job, started: float) -> Result | Lost:
    """Give what became of a job that is done, or how it was lost; ``started`` is by ``perf_counter``."""
    from pebble import ProcessExpired

    error, seconds = future.exception(), perf_counter() - started
    if error is None:
        return future.result()
    if isinstance(error, ProcessExpired):
        return Lost(job, *_why(error.exitcode), seconds, from_outside=_was_killed(error.exitcode))
    if isinstance(error, TimeoutError):
        return Lost(job, *OUT_OF_TIME, seconds)
    return Lost(job, *_crashed(mistake(error)), seconds)


def _why(exit_code: int | None) -> tuple[str, str, str]:
    """Give the code and the words for how a process ended."""
    if CAN_ALARM and exit_code == -signal.SIGALRM:
        return OUT_OF_TIME
    if _was_killed(exit_code):  # the system does so for want of memory
        return OUT_OF_MEMORY
    return _crashed(f"the process died, exit code {exit_code}")


def _was_killed(exit_code: int | None) -> bool:
    """Whether a process was killed from outside: of what a file may do, none ends it by this signal."""
    return CAN_ALARM and exit_code == -signal.SIGKILL


def _crashed(how: str) -> tuple[str, str, str]:
    """Give the words for an end that no error of ours describes: a mistake in this program or a library."""
    return "crashed", f"the file could not be read to its end ({how})", "tell us of the file, or leave it out"


def _do_within(job: Job, limits: Limits) -> Outcome:
    with memory_bound(limits), killed_at_limit(job, limits) as add_pages:
        return do(job, add_pages)


def _tell(job: Job) -> int:
    error = FileLost(job.path, *OUT_OF_TIME[1:])
    print(f"jixiao: {error}", file=sys.stderr, flush=True)
    return error.exit_code
