"""Altered files in the suite: each way of altering, on each kind of file. By hand many more: python -m tests.fuzz"""

from collections import Counter
from pathlib import Path

import pytest

from tests.fuzz.judge import Seen, Verdict, judge
from tests.fuzz.mutations import DAMAGE, OTHER, is_sound
from tests.fuzz.run import Case, Report, Result, altered, cases, run
from tests.fuzz.seeds import seeds

CHANCE = 7
"""The number from which all chance follows; any would do, and runs by hand take others."""


def test_no_altered_file_passes_for_sound_or_ends_the_batch(samples: Path, tmp_path: Path) -> None:
    files = seeds(samples)
    wanted = list(cases(len(files) * len({**DAMAGE, **OTHER}), list(files)))
    (report,) = run(wanted, files, tmp_path, chance=CHANCE, jobs=2)
    assert {(each.case.seed, each.case.mutation) for each in report.results} == {
        (seed, mutation) for seed in files for mutation in (*DAMAGE, *OTHER)
    }
    assert (report.bad(), report.torn) == ([], 0), "\n".join(report.lines())


@pytest.mark.parametrize("mutation", [*DAMAGE, *OTHER])
def test_each_way_of_altering_alters(samples: Path, mutation: str) -> None:
    files = seeds(samples)
    changed = [altered(Case(number, "department", mutation), files, CHANCE) for number in range(4)]
    assert any(data != files["department"] for data in changed)
    assert mutation in DAMAGE or all(map(is_sound, changed))


ROW, OTHER_ROW = ("indicators", "a"), ("indicators", "b")
ORIGINAL = Seen("ok", "", Counter([ROW]), Counter(["page_blank"]))


@pytest.mark.parametrize(
    ("seen", "verdict"),
    [
        (None, Verdict.LOST),
        (ORIGINAL, Verdict.SAME),
        (Seen("ok", "", Counter([ROW, ROW]), ORIGINAL.told), Verdict.SILENT),
        (Seen("ok", "", Counter([OTHER_ROW]), Counter(["page_blank", "page_blank"])), Verdict.FLAGGED),
        (Seen("failed", "damaged_pdf", Counter(), Counter()), Verdict.FAILED),
        (Seen("failed", "crashed", Counter(), Counter()), Verdict.CRASHED),
        (Seen("failed", "out_of_memory", Counter(), Counter()), Verdict.OVER),
    ],
)
def test_what_became_of_a_file(seen: Seen | None, verdict: Verdict) -> None:
    assert judge(seen, ORIGINAL) is verdict


def test_what_must_not_be_is_bad() -> None:
    case = Case(1, "open", "flip_a_bit")
    silent, crashed = (Result(case, "damage", verdict) for verdict in (Verdict.SILENT, Verdict.CRASHED))
    others = [Result(case, "other", Verdict.SILENT), Result(case, "damage", Verdict.FLAGGED)]
    assert Report([silent, *others, crashed]).bad() == [silent, crashed]
