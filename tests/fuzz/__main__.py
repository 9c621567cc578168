"""python -m tests.fuzz --count 5000 --jobs 2 --seed 1: alter, convert, judge; print what came of it."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import ROOT
from tests.fuzz.run import Report, cases, run, timed
from tests.fuzz.seeds import seeds


def main() -> int:
    """Run, and end with 1 where there is what must not be."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=5000, help="files to make")
    parser.add_argument("--jobs", type=int, default=2, help="files converted at once")
    parser.add_argument("--seed", type=int, default=1, help="number from which all chance follows")
    parser.add_argument("--first", type=int, default=0, help="number of the first file")
    parser.add_argument("--keep", type=Path, help="folder for the files that must not be so")
    asked = parser.parse_args()
    files, report, seconds = seeds(ROOT / "samples"), Report(), 0.0
    wanted = list(cases(asked.count, list(files), asked.first))
    with TemporaryDirectory(prefix="jixiao-fuzz-") as folder:
        reports = run(wanted, files, Path(folder), chance=asked.seed, jobs=asked.jobs, keep=asked.keep)
        for report, seconds in timed(reports):
            print(
                f"{len(report.results)} files, {seconds:.0f} s, bad: {len(report.bad())}", file=sys.stderr, flush=True
            )
    print(*report.lines(), sep="\n")
    print(f"\n{len(report.results)} files in {seconds:.0f} s; batches with torn tables: {report.torn}")
    for each in report.bad():
        print(f"  {each.verdict}: {each.case.mutation} {each.case.name}")
    return 1 if report.bad() or report.torn else 0


if __name__ == "__main__":
    sys.exit(main())
