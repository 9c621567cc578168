"""Every sample as other programs rewrite it: by cairo (pdftocairo) and Ghostscript, with type kept and as outlines.

Ghostscript merges the fonts of our samples and loses their maps: then no row is right, and every one must say so.
"""

import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import jixiao
from jixiao.check import contract_text
from jixiao.errors import PackageMissing
from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.records import Severity
from jixiao.output.known import known_path, known_rows, read_known
from tests.test_readers import DIGITAL

GHOSTSCRIPT = ("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite")


def through_cairo(pdf: Path, out: Path) -> list[str]:
    return ["pdftocairo", "-pdf", str(pdf), str(out)]


def through_ghostscript(pdf: Path, out: Path) -> list[str]:
    return [*GHOSTSCRIPT, "-o", str(out), str(pdf)]


def as_outlines(pdf: Path, out: Path) -> list[str]:
    return [*GHOSTSCRIPT, "-dNoOutputFonts", "-o", str(out), str(pdf)]


def distilled(program: Callable[[Path, Path], list[str]], pdf: Path, folder: Path) -> Path:
    command = program(pdf, folder / pdf.name)
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed: no distilled prints")
    subprocess.run(command, check=True, capture_output=True)
    return folder / pdf.name


ROWS_MAY_BE_MISSING = {"rule_missed", "table_not_joined", "scan_poor"}
"""Findings that say where rows may stand that no form has."""


@pytest.mark.parametrize("program", [through_cairo, through_ghostscript])
@pytest.mark.parametrize("name", DIGITAL)
def test_a_row_is_right_or_flagged(
    samples: Path,
    tmp_path: Path,
    name: str,
    program: Callable[[Path, Path], list[str]],
    record_property: Callable[[str, object], None],
) -> None:
    pdf = samples / f"{name}.pdf"
    converted = jixiao.convert(distilled(program, pdf, tmp_path)).converted
    known = Counter(contract_text(read_known(known_path(pdf, "indicators"), "indicators")))
    rows = known_rows(converted, "indicators")
    flags = [row.flags for form in converted.document.forms for row in form.indicators]
    wrong = [flagged for row, flagged in zip(rows, flags, strict=True) if row not in known]
    silent = [each for each in wrong if not any(CATALOGUE[flag].severity != "info" for flag in each)]
    counts = f"{len(rows) - len(wrong)} right, {len(wrong) - len(silent)} flagged, {len(silent)} silent"
    record_property("shown", f"{name} {program.__name__.replace('_', ' ')}: {counts}")
    assert not silent
    told = {finding.code for finding in converted.document.findings if finding.severity is not Severity.INFO}
    assert len(rows) == known.total() or told & ROWS_MAY_BE_MISSING
    assert converted.status != "ok" or not wrong
    if program is through_cairo:
        assert not wrong


@pytest.mark.parametrize("name", DIGITAL[:1])
def test_letters_as_outlines_are_refused_where_nothing_recognises_them(
    samples: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.extract.engines.is_installed", lambda: False)  # nothing recognises them here
    pdf = distilled(as_outlines, samples / f"{name}.pdf", tmp_path)
    with pytest.raises(PackageMissing, match="OCR"):
        jixiao.convert(pdf)
