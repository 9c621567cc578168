"""Known tables as converted text, damaged by chance: what comes back is right, or a finding says that it may not be."""

from pathlib import Path

import pytest

import jixiao
from benchmarks.damages import NAMES, run
from tests.conftest import ROOT
from tests.damaging.damages import DAMAGES, EACH
from tests.damaging.judging import judge
from tests.damaging.plain import known_lines, text_of

CONVERTED = ROOT.parent / "shared" / "zhoucun-2024-ocr.txt"
"""The sample of 2024 as a converter made text of it, with all its damage; no part of the repository."""


@pytest.mark.parametrize("name", NAMES)
def test_without_damage_all_rows_come_back(samples: Path, tmp_path: Path, name: str) -> None:
    text = tmp_path / f"{name}.txt"
    text.write_text(text_of(known_lines(samples / f"{name}.indicators.csv")), encoding="utf-8")
    judged = judge(text, samples / f"{name}.pdf")
    assert (judged.flagged, judged.silent) == (0, ())


@pytest.mark.parametrize("seed", range(EACH * len(DAMAGES) // (EACH - 1)))
def test_no_damage_is_silent(seed: int) -> None:
    kind, judged = run(seed)
    assert judged.silent == (), kind
    assert judged.right > judged.flagged, kind


@pytest.mark.skipif(not CONVERTED.exists(), reason=f"no {CONVERTED}")
def test_a_converters_own_text_of_the_sample(samples: Path) -> None:
    judged = judge(CONVERTED, samples / "zhoucun-2024.pdf")
    assert judged.right >= 390
    assert judged.right + judged.flagged == 391
    assert judged.silent == ()
    of_pdf, of_text = (jixiao.convert(path).converted.document for path in (samples / "zhoucun-2024.pdf", CONVERTED))
    sums = {"fund_budget", "task_total"}
    held = [
        {(check.subject, check.expected, check.found) for check in each.checks if check.code in sums and check.held}
        for each in (of_pdf, of_text)
    ]
    assert held[0] == held[1]
    assert all(check.held for check in of_text.checks)
