"""Many files: jobs -> outcomes, as they come. Where the work is done is the executor's matter alone."""

from collections.abc import Generator, Iterator, Sequence
from typing import NamedTuple, Protocol

from jixiao.errors import FileLost
from jixiao.work import Job, Outcome, failed, on_another_engine


class Lost(NamedTuple):
    """A job whose process died or ran out of time: what happened, what may help, and after how long.

    ``from_outside`` says that no file can have done it: its process was killed.
    """

    job: Job
    code: str
    problem: str
    next_step: str
    seconds: float
    from_outside: bool = False


class Executor(Protocol):
    """Does jobs somewhere. ``do_all`` gives an outcome for each, or says that it was lost, in any order."""

    def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
        """Do the jobs."""


def run(jobs: Sequence[Job], executor: Executor) -> Iterator[Outcome]:
    """Give the outcome of each job, once, in any order.

    One that was lost from outside is done again as it was: a run in which someone kills a process gives the same. One
    that was lost by itself, or once more, is tried with another engine first; then it has failed.
    """
    lost = yield from _outcomes(jobs, executor)
    killed = [each.job for each in lost if each.from_outside]
    if killed:
        lost = [each for each in lost if not each.from_outside]
        lost += yield from _outcomes(killed, executor)
    again = {
        each.job.entry.doc_id: (each, other)
        for each in lost
        if (other := on_another_engine(each.job, each.problem)) is not None
    }
    yield from (_failed(each) for each in lost if each.job.entry.doc_id not in again)
    if again:
        still_lost = yield from _outcomes([other for _, other in again.values()], executor)
        yield from (_failed(again[each.job.entry.doc_id][0]) for each in still_lost)


def _outcomes(jobs: Sequence[Job], executor: Executor) -> Generator[Outcome, None, list[Lost]]:
    """Give the outcomes of jobs, and return which were lost."""
    lost: list[Lost] = []
    for result in executor.do_all(jobs):
        if isinstance(result, Outcome):
            yield result
        else:
            lost.append(result)
    return lost


def _failed(lost: Lost) -> Outcome:
    error = FileLost(lost.job.path, lost.problem, lost.next_step)
    return failed(lost.job, lost.code, error, lost.seconds, settled=False)
