"""How a run is shown while it goes on, and what it came to: a bar on a terminal, else a line for each file."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from jixiao.errors import OutputNotWritable
from jixiao.output.entries import Entry, line_of
from jixiao.update import Listener, Summary
from jixiao.work import Outcome

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

WARNINGS, ERRORS = 20, 21
"""Exit codes of a run that went through: with open warnings; with errors or files that failed."""

NAMED = 20
"""Files that the summary names of each kind; the others are counted, and stand in documents.csv."""


class Lines:
    """Prints a line for each file."""

    def begin(self, jobs: int, unchanged: int) -> None:
        """Say nothing: the summary does."""

    def done(self, outcome: Outcome) -> None:
        """Print the file's line."""
        click.echo(line_of(outcome.entry))


class Nothing:
    """Prints nothing."""

    def begin(self, jobs: int, unchanged: int) -> None:
        """Say nothing."""

    def done(self, outcome: Outcome) -> None:
        """Say nothing."""


class Bar:
    """Shows a bar with files, pages a second, failures and the time left."""

    def __init__(self, progress: "Progress") -> None:
        """Take the bar that is shown."""
        self._progress = progress
        self._task: TaskID | None = None
        self._pages = self._failed = 0
        self._started = time.monotonic()

    def begin(self, jobs: int, unchanged: int) -> None:
        """Show how many files there are."""
        self._task = self._progress.add_task("converting", total=jobs, rate="", failed="")

    def done(self, outcome: Outcome) -> None:
        """Move on by a file."""
        self._pages += outcome.entry.pages
        self._failed += outcome.entry.status == "failed"
        rate = self._pages / max(0.1, time.monotonic() - self._started)
        failed = f"{self._failed} failed" if self._failed else ""
        assert self._task is not None
        self._progress.update(self._task, advance=1, rate=f"{rate:.0f} pages/s", failed=failed)


class Log:
    """Writes a line of JSON for each file, and tells another listener."""

    def __init__(self, file: IO[str], listener: Listener) -> None:
        """Take an open file."""
        self._file, self._listener = file, listener

    def begin(self, jobs: int, unchanged: int) -> None:
        """Write how many files there are."""
        self._write({"event": "begin", "files": jobs, "unchanged": unchanged})
        self._listener.begin(jobs, unchanged)

    def done(self, outcome: Outcome) -> None:
        """Write what became of a file."""
        entry = outcome.entry
        names = ("doc_id", "source", "status", "problem", "pages", "forms", "indicators", "warnings", "errors")
        self._write(
            {"event": "file", **{name: getattr(entry, name) for name in names}, "seconds": round(entry.seconds, 3)}
        )
        self._listener.done(outcome)

    def _write(self, event: dict[str, object]) -> None:
        self._file.write(json.dumps({"at": time.strftime("%Y-%m-%dT%H:%M:%S%z"), **event}, ensure_ascii=False) + "\n")
        self._file.flush()


@contextmanager
def listening(*, quiet: bool, verbose: bool, log: Path | None) -> Iterator[Listener]:
    """Give what is told of a run: by what the user wants to see, and whether that is a terminal.

    Raises OutputNotWritable where the log cannot be written.
    """
    with ExitStack() as stack:
        listener: Listener = Lines()
        if quiet:
            listener = Nothing()
        elif sys.stdout.isatty() and not verbose:
            listener = Bar(stack.enter_context(_bar()))
        if log is not None:
            listener = Log(stack.enter_context(_opened(log)), listener)
        yield listener


def _opened(log: Path) -> IO[str]:
    try:
        return log.open("a", encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(log, error.strerror or str(error)) from error


def _bar() -> "Progress":
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("[red]{task.fields[failed]}"),
        TimeRemainingColumn(),
        transient=True,
    )


def summary_lines(summary: Summary, out: str) -> Iterator[str]:
    """Give what a run came to, for a person: what is sound, what is open, what failed, by name."""
    open_, failed = _open(summary.entries), [entry for entry in summary.entries if entry.status == "failed"]
    if len(summary.entries) != 1 or summary.dropped:
        sound = len(summary.entries) - len(open_) - len(failed)
        parts = [f"{sound} sound", f"{len(open_)} with open findings", f"{len(failed)} failed"]
        parts += [f"{summary.unchanged} unchanged"] if summary.unchanged else []
        parts += [f"{len(summary.dropped)} dropped"] if summary.dropped else []
        yield f"{len(summary.entries)} files: {', '.join(parts)}"
        yield from _named("open", [f"{each.shown}: {each.errors} errors, {each.warnings} warnings" for each in open_])
        yield from _named("failed", [f"{each.shown}: {each.problem}" for each in failed])
    elif summary.unchanged:
        yield f"{line_of(summary.entries[0])} (unchanged)"
    yield from _named("no input", [f"{each.described()} (sha256 {each.sha256[:8]}…)" for each in summary.unplaced])
    yield f"{len(summary.written)} files in {out}"


def _open(entries: Sequence[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.status not in ("ok", "failed")]


def _named(kind: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {kind}: {line}" for line in lines[:NAMED])
    if len(lines) > NAMED:
        yield f"  {kind}: and {len(lines) - NAMED} more, see documents.csv"


def exit_code(summary: Summary) -> int:
    """Give what the command line ends with: 0 where nothing is left open."""
    if any(entry.errors or entry.status == "failed" for entry in summary.entries):
        return ERRORS
    return WARNINGS if summary.unplaced or any(entry.warnings for entry in summary.entries) else 0
