"""A thousand PDFs: one job, two jobs, and again with nothing new.

    python -m benchmarks.batch [--count 1000]

Prints a Markdown table: seconds, how many times faster than one job, and the largest resident set of the processes: of
the one that keeps the outcomes, and of the largest that converts. Memory is read in /proc, so this runs on Linux. The
outputs of both runs must be the same to the byte.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.copies import make_copies
from benchmarks.processes import environment, watched_memory
from jixiao.progress import WARNINGS
from tests.folders import content_of


@dataclass(frozen=True, slots=True)
class Measured:
    """A run: seconds, and the largest resident sets in MB of the main process and of any other."""

    seconds: float
    main: int
    worker: int


def measured(archive: Path, out: Path, *options: str) -> Measured:
    """Run the program."""
    program: Sequence[str] = [sys.executable, "-c", "from jixiao.cli import main; main()"]
    started = time.monotonic()
    with watched_memory(out) as peaks:
        command = [*program, "convert", str(archive), "-o", str(out), "--quiet", *options]
        running = subprocess.Popen(command, env=environment(out))
        code = running.wait()
    if code not in (0, WARNINGS):
        raise SystemExit(f"the run ended with {code}")
    main = peaks.pop(str(running.pid), 0)
    return Measured(time.monotonic() - started, main, max(peaks.values(), default=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=1000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_copies(count, folder / "archive")
        one = measured(folder / "archive", folder / "one", "--jobs", "1")
        two = measured(folder / "archive", folder / "two", "--jobs", "2")
        again = measured(folder / "archive", folder / "two", "--jobs", "2")
        same = content_of(folder / "one") == content_of(folder / "two")
    print(
        f"| {count} PDFs | seconds | times faster | main process, MB | largest worker, MB |\n|---|---:|---:|---:|---:|"
    )
    for title, run in (("--jobs 1", one), ("--jobs 2", two), ("again, nothing new", again)):
        faster = one.seconds / run.seconds
        print(f"| {title} | {run.seconds:.1f} | {faster:.2f} | {run.main} | {run.worker or '–'} |")
    print("the outputs are the same" if same else "THE OUTPUTS DIFFER")
    sys.exit(0 if same else 1)


if __name__ == "__main__":
    main()
