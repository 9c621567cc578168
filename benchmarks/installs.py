"""Tries a wheel in empty environments: each Python that is there, without an extra and with each extra alone.

    python -m benchmarks.installs dist/jixiao-0.1.0-cp311-abi3-linux_x86_64.whl

Each line of the table is a new environment: the wheel, what pip finds for it, and a thing that the extra is for. Ends
with 1 where one fails.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

SAMPLES = Path(__file__).parent.parent / "samples"
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ALONE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
"""With the path to a checkout pip would find its jixiao there and install nothing."""

WORD = (
    "import docx, sys; table = docx.Document().add_table(2, 2); table.cell(0, 0).text = 'a'; "
    "table.part.package.save('a.docx')"
)
SERVED = (
    "import subprocess, sys, urllib.request\n"
    "server = subprocess.Popen([sys.executable, '-m', 'jixiao', 'serve', 'out'], stdout=subprocess.PIPE, text=True)\n"
    "address = next(word for line in server.stdout for word in line.split() if word.startswith('http'))\n"
    "shown = urllib.request.urlopen(address).status\n"
    "server.terminate()\n"
    "sys.exit(shown != 200)"
)


class Trial(NamedTuple):
    """An extra, the commands that show that it is there, and what the last of them ends with."""

    extra: str
    commands: tuple[tuple[str, ...], ...]
    end: int = 0


CONVERT = ("jixiao", "convert", "zhoucun-2024.pdf", "-o", "out")
TRIALS = (
    Trial("", (CONVERT, ("jixiao", "review", "out"), ("jixiao", "check", "zhoucun-2024.pdf"))),
    Trial("dask", (("jixiao", "convert", "zhoucun-2024.pdf", "-o", "out", "--dask", "local", "--jobs", "1"),)),
    Trial("duckdb", ((*CONVERT, "--duckdb"),)),
    Trial("ocr", (("jixiao", "convert", "zhoucun-2021-scan.pdf", "-o", "out"),), 20),
    Trial("office", (("python", "-c", WORD), ("jixiao", "convert", "a.docx", "-o", "out"))),
    Trial("panel", (CONVERT, ("jixiao", "panel", "out", "-o", "panel"))),
    Trial("serve", (CONVERT, ("python", "-c", SERVED))),
    Trial("xlsx", ((*CONVERT, "--xlsx"),)),
)


def environment(python: str, wheel: Path, extra: str, folder: Path) -> Path:
    """Make an empty environment, put the wheel in, and give the folder of its programs. Raises CalledProcessError."""
    wanted = f"{wheel}[{extra}]" if extra else str(wheel)
    subprocess.run([python, "-m", "venv", str(folder)], env=ALONE, check=True, capture_output=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", wanted]
    subprocess.run(pip, env=ALONE, check=True, capture_output=True, text=True)
    return folder / "bin"


def tried(trial: Trial, programs: Path, folder: Path) -> Iterator[str]:
    """Run the commands of a trial; give a line for each that does not end as it should."""
    for path in SAMPLES.glob("zhoucun-202[14]*"):
        shutil.copy(path, folder)
    for number, (program, *arguments) in enumerate(trial.commands, 1):
        done = subprocess.run(
            [str(programs / program), *arguments], cwd=folder, env=ALONE, capture_output=True, text=True, check=False
        )
        if done.returncode != (trial.end if number == len(trial.commands) else 0):
            yield f"{program} {arguments[0]} ended with {done.returncode}: {done.stderr.strip()[-300:]}"


def outcome(python: str, wheel: Path, trial: Trial) -> str:
    """Give the last column of a line: what came of one environment."""
    with tempfile.TemporaryDirectory() as place:
        user = Path(place, "user")
        user.mkdir()
        try:
            programs = environment(python, wheel, trial.extra, Path(place, "environment"))
        except subprocess.CalledProcessError as error:
            return f"not installed: {error.stderr[-300:]}"
        return "; ".join(tried(trial, programs, user)) or "works"


def main() -> int:
    """Print the table as it comes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wheel", type=Path)
    parser.add_argument("--python", nargs="*", default=[f"python{version}" for version in PYTHONS])
    given = parser.parse_args()
    print("| Python | extra | seconds | |\n|---|---|---:|---|")
    failed = 0
    for name in given.python:
        python = shutil.which(name)
        if python is None:
            print(f"| {name} | | | not on this machine |")
            continue
        for trial in TRIALS:
            begun = perf_counter()
            came = outcome(python, given.wheel.resolve(), trial)
            failed += came != "works"
            print(f"| {name} | {trial.extra or 'none'} | {perf_counter() - begun:.0f} | {came} |", flush=True)
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
