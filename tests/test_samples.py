"""Whole files against known tables, with quality floors that can only rise."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.check import check_pdf
from jixiao.conversion import Conversion, convert
from jixiao.extract.engines import READERS
from jixiao.normalize.checks.document import form_checks
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.records import Form, Proof, Severity
from jixiao.normalize.tables.weights import NEVER_CUT
from jixiao.output.compare import compare_rows
from jixiao.output.known import known_path, known_rows, read_known

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def year_2024(samples: Path) -> Conversion:
    return convert(samples / "zhoucun-2024.pdf")


@pytest.mark.parametrize("engine", READERS)
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_a_sample_never_falls_below_its_floor(samples: Path, name: str, engine: str) -> None:
    floor = FLOORS[name]
    known = known_path(samples / f"{name}.pdf", "indicators")
    assert hashlib.sha256(known.read_bytes()).hexdigest() == floor["known_sha256"], "the corpus changed: set new floors"
    results = {checked.table: checked.comparison for checked in check_pdf(samples / f"{name}.pdf", engine)}
    assert results["indicators"].right >= floor["rows_right"]
    assert len(results["indicators"].extra) <= floor["rows_extra"]
    assert results["forms"].right >= floor["forms_right"]


def test_the_2024_sums_prove_the_document(year_2024: Conversion) -> None:
    document = year_2024.converted.document
    budgets = [(check.expected, check.found) for check in document.checks if check.code == "fund_budget"]
    assert budgets == [
        (f"{number}万元", f"{number}万元") for number in ("2750.23", "300.1", "2574", "237.81", "4897.56", "78")
    ]
    whole = {check.code: (check.expected, check.found) for check in document.checks if check.form_no is None}
    assert whole["funds_total"] == ("1.08亿元", "1.08377亿元")
    assert whole["task_count"] == ("28", "28")
    assert all(check.held for check in document.checks)
    assert document.proof is Proof.PROVED
    assert [f for f in document.findings if f.severity is not Severity.INFO] == []


def test_without_rejoining_the_check_fails(samples: Path) -> None:
    pdf = samples / "zhoucun-2024.pdf"
    cut = convert(pdf, row_cut=NEVER_CUT)
    known = read_known(known_path(pdf, "indicators"), "indicators")
    assert not compare_rows(known, known_rows(cut.converted, "indicators")).exact


def test_cut_rows_carry_the_flag_and_numbers_cut_in_two_are_whole(year_2024: Conversion) -> None:
    joined = [
        row for form in year_2024.converted.document.forms for row in form.indicators if "row_joined" in row.flags
    ]
    assert "≤30000元" in {row.value_text for row in joined}
    assert all(row.places[-1].page == row.places[0].page + 1 for row in joined)


def test_dropping_any_cost_row_is_noticed(year_2024: Conversion) -> None:
    """By the sums, where the row states money to be spent (by the proof of reading every row is: test_proof.py)."""
    (sums,) = (template.sums for template in known_forms().templates if template.form_type == "fund_target")
    spent = 0
    rows = [(form, row) for form in year_2024.converted.document.forms for row in form.indicators]
    for form, row in rows:
        if row.level1.startswith("成本"):
            failed = {check.code for check in form_checks(_without(form, row.row_no), sums) if not check.held}
            if row.reading.unit == "万元" and not re.search("单个|标准", row.indicator):
                spent += 1
                assert failed & {"fund_budget", "task_total"}, (form.form_no, row.row_no)
    assert spent > 40


def _without(form: Form, row_no: int) -> Form:
    return replace(form, indicators=tuple(row for row in form.indicators if row.row_no != row_no))
