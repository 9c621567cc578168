"""PDFs that are to be converted, one after the other, each by the command line in a process of its own.

What a PDF does to that process is no matter of the server's.
"""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.progress import ERRORS, WARNINGS
from jixiao.serving.saving import FILE

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"

_WRITTEN = frozenset({0, WARNINGS, ERRORS})
"""Exit codes of ``convert`` with which the tables are written."""


@dataclass(frozen=True, slots=True)
class Run:
    """A PDF, its name as a person knows it, and what became of it; ``problem`` is the line on what went wrong."""

    number: int
    path: Path
    state: str = WAITING
    problem: str = ""


class Runs:
    """All asked for since the server began, in order. One is converted at a time: the folder has one writer."""

    def __init__(self, out: Path) -> None:
        """Take the output folder."""
        self._out = out
        self._runs: list[Run] = []
        self._queue: asyncio.Queue[int] = asyncio.Queue()

    @property
    def all(self) -> Sequence[Run]:
        """What was asked for, in order."""
        return tuple(self._runs)

    def add(self, path: Path) -> Run:
        """Ask for a PDF to be converted."""
        run = Run(len(self._runs), path)
        self._runs.append(run)
        self._queue.put_nowait(run.number)
        return run

    async def work(self) -> None:
        """Convert what is asked for, until this is cancelled."""
        while True:
            number = await self._queue.get()
            run = self._runs[number] = replace(self._runs[number], state=RUNNING)
            try:
                problem = await self._converted(run.path)
            except OSError as error:  # the system has no room for another process; the next may find some
                problem = error.strerror or str(error)
            self._runs[number] = replace(run, state=FAILED if problem else DONE, problem=problem)

    async def _converted(self, path: Path) -> str:
        """Convert a PDF and write the pages anew; give the line that says what went wrong, empty where nothing did."""
        corrections = self._out / FILE
        corrected = ("--corrections", str(corrections)) if corrections.exists() else ()
        code, said = await _command("convert", str(path), "-o", str(self._out), "--quiet", "--wait", "60", *corrected)
        if code in _WRITTEN:
            code, said = await _command("review", str(self._out))
        return "" if code in _WRITTEN else said or f"exit code {code}"


async def _command(*arguments: str) -> tuple[int, str]:
    """Run a command of this program; give its exit code and the last line that it said of a problem."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "jixiao", *arguments, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        raise
    lines = said.decode(errors="replace").strip().splitlines()
    return process.returncode or 0, lines[-1].removeprefix("jixiao: ") if lines else ""
