"""Small files made after public reports on other tools, with their right answers. They stand beside the project, in
``shared/cases``; where that folder is missing, these tests say so and skip."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

import jixiao
from jixiao.errors import JixiaoError
from tests.conftest import ROOT

CASES = ROOT.parent / "shared" / "cases"
LISTED: list[dict[str, Any]] = json.loads((CASES / "cases.json").read_text("utf-8")) if CASES.is_dir() else []

pytestmark = pytest.mark.skipif(not LISTED, reason=f"no cases in {CASES}")

NO_FILE_OF_TABLES = {"b39_portfolio.pdf", "b40_xfa.pdf"}
"""Those whose tables another file holds, or another program draws: they are refused, with what to do next."""


def verdict(case: dict[str, Any]) -> str:
    """Give ``right``, ``flagged``, ``refused``, or ``silent``: wrong without a word on it."""
    try:
        found = jixiao.convert(CASES / case["file"])
    except JixiaoError:
        return "refused"
    labels = found.indicators[["level1", "level2", "indicator", "value_text"]].fillna("")
    rows = [tuple(row) for row in labels.values.tolist()]
    fields = {(path, text) for path, text in found.fields[["label_path", "value_text"]].fillna("").values.tolist()}
    right = rows == [tuple(row[:4]) for row in case["rows"]]
    right &= all(
        any(name in path and text == value for path, text in fields) for name, value in (case["fields"] or {}).items()
    )
    right &= all(value in set(found.forms[name].astype(str)) for name, value in (case["forms"] or {}).items())
    return "right" if right else "flagged" if found.converted.status != "ok" else "silent"


@pytest.mark.parametrize("case", LISTED, ids=[case["file"] for case in LISTED])
def test_each_case_is_right_or_says_that_it_is_not(case: dict[str, Any]) -> None:
    assert verdict(case) in ({"refused"} if case["file"] in NO_FILE_OF_TABLES else {"right", "flagged"})


def test_the_count_of_each(record_property: Callable[[str, object], None]) -> None:
    counts = Counter(verdict(case) for case in LISTED)
    record_property("shown", f"cases: {', '.join(f'{count} {name}' for name, count in sorted(counts.items()))}")
    assert not counts["silent"]
    assert counts["right"] >= 33
