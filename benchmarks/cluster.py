"""200 PDFs by a Dask cluster against as many by this machine's own processes: the same bytes, also when a worker dies.

    pip install '.[dask]'
    python -m benchmarks.cluster [--count 200] [--jobs 2]

Four runs, each in a process of its own and into a folder of its own: ``--jobs``, ``--dask local``, and ``--dask local``
with one of its workers killed by SIGKILL when a third of the files is done, once a Dask worker with all that it holds,
once the process in it that converts. Then every output file is compared.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from benchmarks.copies import make_copies

CONVERT = (sys.executable, "-c", "from jixiao.cli import main; main()", "convert")


@dataclass(frozen=True, slots=True)
class Measured:
    """A run: its exit code, seconds, the largest resident sets (MB) of its processes by their kind, what was killed."""

    code: int
    seconds: float
    megabytes: dict[str, int]
    killed: str


def kind_of(process: psutil.Process, run: int) -> str:
    """Say what a process of a run is: the command itself, a Dask worker, or one that converts."""
    if process.pid == run:
        return "command"
    if "spawn_main" not in " ".join(process.cmdline()):
        return "helper"
    has_own = any("spawn_main" in " ".join(child.cmdline()) for child in process.children())
    return "Dask worker" if has_own else "converting"


def measured(
    files: Path, out: Path, options: tuple[str, ...], victim: Callable[[str], bool], share: float = 1 / 3
) -> Measured:
    """Convert, and kill the first process whose kind ``victim`` names, once a share of the files is done."""
    count, log = sum(1 for _ in files.rglob("*.pdf")), out.with_suffix(".jsonl")
    started, largest, killed = time.monotonic(), dict[str, int](), ""
    run = subprocess.Popen([*CONVERT, files, "-o", out, "-q", "--log-json", log, *options])
    while run.poll() is None:
        time.sleep(0.25)
        try:
            mine = psutil.Process(run.pid)
            for process in (mine, *mine.children(recursive=True)):
                kind = kind_of(process, run.pid)
                largest[kind] = max(largest.get(kind, 0), process.memory_info().rss >> 20)
                if not killed and victim(kind) and done(log) > count * share:
                    os.kill(process.pid, signal.SIGKILL)
                    killed = f"{kind} {process.pid}, {done(log)} of {count} files done"
        except psutil.Error:
            continue  # it ended while it was looked at
    return Measured(run.returncode, time.monotonic() - started, largest, killed)


def done(log: Path) -> int:
    """Count the files that a log tells of."""
    return log.read_text("utf-8").count('"event": "file"') if log.exists() else 0


def content_of(out: Path) -> dict[str, bytes]:
    """Give every file that a person finds in an output folder."""
    found = (Path(parent, name) for parent, _, names in os.walk(out, followlinks=True) for name in names)
    return {
        str(path.relative_to(out)): path.read_bytes() for path in found if path.relative_to(out).parts[0] != ".jixiao"
    }


def differing(one: Path, other: Path) -> list[str]:
    """Give the names of files that are not the same, byte for byte, in two folders."""
    first, second = content_of(one), content_of(other)
    return sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--jobs", default="2")
    given = parser.parse_args()
    dask = ("--dask", "local", "--jobs", given.jobs)
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder, "archive")
        make_copies(given.count, files)
        runs = {
            "jobs": measured(files, Path(folder, "jobs"), ("--jobs", given.jobs), lambda kind: False),
            "dask": measured(files, Path(folder, "dask"), dask, lambda kind: False),
            "dask-worker-killed": measured(files, Path(folder, "dask-worker-killed"), dask, "Dask worker".__eq__),
            "dask-process-killed": measured(files, Path(folder, "dask-process-killed"), dask, "converting".__eq__),
        }
        print(f"{given.count} PDFs, {given.jobs} at once; {len(content_of(Path(folder, 'jobs')))} output files")
        for name, run in runs.items():
            differ = differing(Path(folder, "jobs"), Path(folder, name))
            memory = ", ".join(f"{kind} {size} MB" for kind, size in sorted(run.megabytes.items()))
            print(f"{name}: exit {run.code}, {run.seconds:.1f} s; {memory}")
            print(f"    killed: {run.killed or 'none'}; files that differ from jobs: {len(differ)} {differ[:5]}")


if __name__ == "__main__":
    main()
