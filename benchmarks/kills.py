"""Runs killed with -9 at random moments, then resumed: what people see of the folder, and what is left in it.

    python -m benchmarks.kills [--count 100] [--seed 1]

A folder of PDFs has been converted once. Then a file changes, one is new, one is gone. The run that brings the folder
up to date is killed, once to three times in a row, at moments spread over its whole time, and then left to end. Counted
are: mixtures (after a kill, the tables are neither those of before nor those of after), differences (after the end,
they are not those of a run that nobody killed, byte for byte), leftovers (anything else in the folder, or a process
that lives on).
"""

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.processes import environment, living
from jixiao.progress import WARNINGS
from tests.folders import content_of

SAMPLES = Path(__file__).parent.parent / "samples"
SMALL = ("shili-project-2024.pdf", "shili-selfeval-2023.pdf", "shili-department-2024.pdf")
OPTIONS = ("--jobs", "2", "--prune", "--partition", "year", "--csv-for-spreadsheets")
GRACE = 10.0
"""Seconds in which a worker whose main process was killed ends the file that it reads, and then itself."""
STATE = {"current", "lock", "store.sqlite", "versions"}


def command(archive: Path, out: Path) -> Sequence[str]:
    program = "from jixiao.cli import main; main()"
    return [sys.executable, "-c", program, "convert", str(archive), "-o", str(out), *OPTIONS]


def run(archive: Path, out: Path) -> float:
    """Run to the end; give the seconds."""
    started = time.monotonic()
    done = subprocess.run(command(archive, out), stdout=subprocess.DEVNULL, env=environment(out), check=False)
    if done.returncode not in (0, WARNINGS):
        done.check_returncode()
    return time.monotonic() - started


def kill(archive: Path, out: Path, seconds: float) -> bool:
    """Run, and kill the main process after some seconds; give whether it was alive then."""
    running = subprocess.Popen(
        command(archive, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(out)
    )
    time.sleep(seconds)
    alive = running.poll() is None
    running.send_signal(signal.SIGKILL)
    running.wait()
    return alive


def prepare(folder: Path) -> tuple[Path, Path, Path]:
    """Give a folder of PDFs as it is now, its output of before, and its output of a run that nobody killed."""
    archive, before, after = folder / "archive", folder / "before", folder / "after"
    archive.mkdir()
    for number, name in enumerate(SMALL * 2):
        shutil.copy(SAMPLES / name, archive / f"{number}.pdf")
    run(archive, before)
    shutil.copy(SAMPLES / SMALL[0], archive / "1.pdf")
    shutil.copy(SAMPLES / "zhoucun-2022.pdf", archive / "new.pdf")
    (archive / "5.pdf").unlink()
    run(archive, after)
    return archive, before, after


def leftovers(out: Path, after: Path) -> list[str]:
    """Name what stands in a folder and should not, and processes that live on."""
    found = {path.name for path in (out / ".jixiao").iterdir()} - STATE
    found |= {path.name for path in out.iterdir()} - {path.name for path in after.iterdir()}
    versions = list((out / ".jixiao" / "versions").iterdir())
    until = time.monotonic() + GRACE
    while (alive := living(out)) and time.monotonic() < until:
        time.sleep(0.1)
    return [*sorted(found), *(f"version {path.name}" for path in versions[1:]), *(f"process {each}" for each in alive)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance, counts = random.Random(arguments.seed), Counter[str]()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive, before, after = prepare(folder)
        wanted = content_of(before), content_of(after)
        shutil.copytree(before, folder / "timed", symlinks=True)
        longest = run(archive, folder / "timed")
        while counts["kills"] < arguments.count:
            out = folder / f"out-{counts['resumed']}"
            shutil.copytree(before, out, symlinks=True)
            for _ in range(chance.randint(1, 3)):
                counts["kills"] += kill(archive, out, chance.uniform(0, longest))
                counts["mixtures"] += content_of(out) not in wanted
                counts["seen as before"] += content_of(out) == wanted[0]
                counts["seen as after"] += content_of(out) == wanted[1]
            run(archive, out)
            counts["resumed"] += 1
            counts["differences"] += content_of(out) != wanted[1]
            left = leftovers(out, after)
            counts["leftovers"] += len(left)
            print(*(f"left in run {counts['resumed']}: {each}" for each in left), sep="\n", end="", file=sys.stderr)
            shutil.rmtree(out)
    shown = ("kills", "resumed", "seen as before", "seen as after", "mixtures", "differences", "leftovers")
    print("| " + " | ".join(shown) + " |\n|" + "---:|" * len(shown))
    print("| " + " | ".join(str(counts[name]) for name in shown) + " |")
    sys.exit(1 if counts["mixtures"] + counts["differences"] + counts["leftovers"] else 0)


if __name__ == "__main__":
    main()
