"""Files altered by chance, converted as users convert a folder, and judged."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from jixiao.limits import Limits
from jixiao.progress import Nothing
from jixiao.update import Request, update
from tests.fuzz.judge import Seen, Verdict, is_whole, judge, read_output
from tests.fuzz.mutations import DAMAGE, OTHER, is_sound

IN_A_BATCH = 250
"""Files of one run: few enough that it is soon seen what the first ones gave."""

UNSEEN = "no fault left to see"
"""The kind of what was to be damaged and came out as a file without fault."""


class Case(NamedTuple):
    """An altered file: of which seed, by which mutation, and its number, from which both follow."""

    number: int
    seed: str
    mutation: str

    @property
    def name(self) -> str:
        """Give a name of letters only: digits could be taken for a year."""
        return f"{self.seed}-" + "".join(chr(ord("a") + int(digit)) for digit in str(self.number))


class Result(NamedTuple):
    """What became of a case. ``kind``: damage, other or UNSEEN."""

    case: Case
    kind: str
    verdict: Verdict


@dataclass
class Report:
    """What a run came to."""

    results: list[Result] = field(default_factory=list)
    torn: int = 0
    """Batches whose tables were not whole."""

    def lines(self) -> Iterator[str]:
        """Give a table in Markdown: a row for each mutation, and one for each kind."""
        yield "| kind | mutation | files | " + " | ".join(Verdict) + " |"
        yield "|---|---|" + "---:|" * (len(Verdict) + 1)
        groups = sorted({(each.kind, each.case.mutation) for each in self.results})
        for kind, mutation in groups:
            yield self._line(kind, mutation, [x for x in self.results if (x.kind, x.case.mutation) == (kind, mutation)])
        for kind in sorted({each.kind for each in self.results}):
            yield self._line(kind, "all", [each for each in self.results if each.kind == kind])

    def _line(self, kind: str, mutation: str, results: Sequence[Result]) -> str:
        counts = Counter(each.verdict for each in results)
        cells = (kind, mutation.replace("_", " "), len(results), *(counts[verdict] for verdict in Verdict))
        return "| " + " | ".join(map(str, cells)) + " |"

    def bad(self) -> list[Result]:
        """Give what must not be: files that crash, go over a limit, are lost, or are damaged and silent."""
        never = {Verdict.CRASHED, Verdict.OVER, Verdict.LOST}
        return [
            each
            for each in self.results
            if each.verdict in never or (each.kind == "damage" and each.verdict is Verdict.SILENT)
        ]


def cases(count: int, seeds: Sequence[str], start: int = 0) -> Iterator[Case]:
    """Give cases: each seed with each mutation in turn."""
    mutations = [*DAMAGE, *OTHER]
    for number in range(start, start + count):
        yield Case(number, seeds[number % len(seeds)], mutations[number // len(seeds) % len(mutations)])


def altered(case: Case, seeds: Mapping[str, bytes], chance: int) -> bytes:
    """Make the altered file of a case; ``chance`` is the run's own number."""
    mutation = {**DAMAGE, **OTHER}[case.mutation]
    return mutation(seeds[case.seed], Random(f"{chance}-{case.number}"))


def run(
    wanted: Sequence[Case],
    seeds: Mapping[str, bytes],
    folder: Path,
    *,
    chance: int,
    jobs: int,
    keep: Path | None = None,
) -> Iterator[Report]:
    """Convert cases, a batch at a time; give the report as it grows. ``keep`` is where bad files are put."""
    originals = _originals(seeds, folder, jobs)
    report = Report()
    for start in range(0, len(wanted), IN_A_BATCH):
        part = wanted[start : start + IN_A_BATCH]
        source = folder / "altered"
        _write({case.name: altered(case, seeds, chance) for case in part}, source)
        seen = _converted(source, folder / "out", jobs)
        report.torn += not is_whole(folder / "out")
        for case in part:
            path = source / f"{case.name}.pdf"
            data = path.read_bytes()
            kind = "other" if case.mutation in OTHER else "damage"
            verdict = judge(seen.get(case.name), originals[case.seed])
            if kind == "damage" and verdict is Verdict.SILENT and is_sound(data):
                kind = UNSEEN
            report.results.append(Result(case, kind, verdict))
            if keep is not None and (report.results[-1] in report.bad() or kind == UNSEEN):
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{kind}-{case.mutation}-{path.name}".replace(" ", "-")).write_bytes(data)
        yield report


def _originals(seeds: Mapping[str, bytes], folder: Path, jobs: int) -> Mapping[str, Seen]:
    _write(seeds, folder / "seeds")
    return _converted(folder / "seeds", folder / "out-seeds", jobs)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)


def _converted(source: Path, out: Path, jobs: int) -> Mapping[str, Seen]:
    shutil.rmtree(out, ignore_errors=True)
    update(Request((str(source),), out, jobs=jobs, limits=Limits()), Nothing())
    return read_output(out)


def timed(reports: Iterator[Report]) -> Iterator[tuple[Report, float]]:
    """Give each report with the seconds since the start."""
    started = time.monotonic()
    for report in reports:
        yield report, time.monotonic() - started
