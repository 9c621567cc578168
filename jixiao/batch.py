"""Many files: jobs -> outcomes, as they come. Where the work is done is the executor's matter alone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from jixiao.errors import FileLost
from jixiao.work import Job, Outcome, failed, on_another_engine


class Lost(NamedTuple):
    """A job whose process died or ran out of time: what happened, what may help, and after how long."""

    job: Job
    code: str
    problem: str
    next_step: str
    seconds: float


class Executor(Protocol):
    """Does jobs somewhere. ``do_all`` gives an outcome for each, or says that it was lost, in any order."""

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        """Do the jobs."""


def run(jobs: Sequence[Job], executor: Executor) -> Iterator[Outcome]:
    """Give the outcome of each job, once, in any order.

    One that was lost is tried once more, with another engine first; then it has failed.
    """
    lost: list[Lost] = []
    for result in executor.do_all(jobs):
        if isinstance(result, Outcome):
            yield result
        else:
            lost.append(result)
    again = {
        each.job.entry.doc_id: (each, other)
        for each in lost
        if (other := on_another_engine(each.job, each.problem)) is not None
    }
    yield from (_failed(each) for each in lost if each.job.entry.doc_id not in again)
    for result in executor.do_all([other for _, other in again.values()]) if again else ():
        first, _ = again[result.job.entry.doc_id]
        yield result if isinstance(result, Outcome) else _failed(first)


def _failed(lost: Lost) -> Outcome:
    error = FileLost(lost.job.path, lost.problem, lost.next_step)
    return failed(lost.job, lost.code, error, lost.seconds, settled=False)
