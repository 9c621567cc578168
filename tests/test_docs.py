"""What the pages of docs/ tell a person to run, runs."""

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

import jixiao
from jixiao.corrections import KEYS
from jixiao.normalize.corrections.model import COLUMNS, Action
from jixiao.output.difference_file import COLUMNS as DIFFERENCE_COLUMNS
from jixiao.output.differences import Part
from jixiao.output.panel.columns import BUDGETS, BUDGETS_BY_YEAR, DOUBTS, PANEL, PANEL_BY_YEAR
from jixiao.output.panel.linking import RULES
from jixiao.output.panel.page import LEVELS_ZH, REASONS_ZH
from jixiao.output.panel.status import Status
from jixiao.progress import ERRORS, WARNINGS
from tests.conftest import ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in (*PAGES, ROOT / "README.md", ROOT / "CONTRIBUTING.md")}
FAR_AWAY = re.compile(r"tcp://|s3://|--dask|jixiao serve")
"""Needs machines of one's own, or runs until a person stops it; tests/test_cluster.py, test_s3.py and test_serve.py do the same here."""


ENDS = (0, WARNINGS, ERRORS)


def commands(page: str) -> list[str]:
    found = re.findall(r"^    (jixiao [^#\n]*)", TEXTS[page], re.MULTILINE)
    return [command for command in found if not FAR_AWAY.search(command)]


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder: a sample that the pages name, with its known tables, and an archive of two years."""
    folder = tmp_path_factory.mktemp("reader")
    for place, name in (
        ("samples", "zhoucun-2024"),
        ("archive/2022", "zhoucun-2022"),
        ("archive/2024", "zhoucun-2024"),
    ):
        (folder / place).mkdir(parents=True, exist_ok=True)
        shutil.copy(samples / f"{name}.pdf", folder / place)
    for known in samples.glob("zhoucun-2024.*.csv"):
        shutil.copy(known, folder / "samples")
    (folder / "corrections.json").write_text(blocks("json", "corrections.md")[0], encoding="utf-8")
    return folder


def blocks(language: str, page: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", TEXTS[page], re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> int:
    program = [sys.executable, "-m", "jixiao", *shlex.split(command)[1:]]
    return subprocess.run(program, cwd=folder, capture_output=True, check=False).returncode


@pytest.mark.parametrize("page", [page.name for page in PAGES if commands(page.name)])
def test_the_commands_of_a_page_run(folder: Path, page: str) -> None:
    for command in commands(page):
        assert run(command, folder) in (*ENDS, *([1] if command.startswith("jixiao diff") else [])), command


def test_the_page_on_batches_tells_the_folders_and_the_query_as_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = re.findall(r"^`(--[^`]+)`(?: \(.*\))? writes", TEXTS["batches.md"], re.MULTILINE)
    assert options == ["--partition year", "--csv-for-spreadsheets", "--xlsx", "--duckdb", "--headers zh"]
    assert run(f"jixiao convert archive -o data {' '.join(options)}", folder) in (0, WARNINGS)
    monkeypatch.chdir(folder)
    for place in re.findall(r"`?(data/[^\s`…*]+)", TEXTS["batches.md"]):
        assert Path(place.replace("<version>/", "")).exists(), place
    (query,) = blocks("sql", "batches.md")
    assert len(duckdb.sql(query).fetchall()) == 391


def test_the_page_on_corrections_has_one_that_fits_and_all_keys(folder: Path) -> None:
    converted = jixiao.convert(folder / "samples/zhoucun-2024.pdf", corrections=folder / "corrections.json")
    rows = converted.indicators
    assert list(rows[rows["flags"].str.contains("corrected", na=False)].level1) == ["成本指标"]
    told = set(re.findall(r"`(\w+)`", TEXTS["corrections.md"]))
    assert {*KEYS, *COLUMNS, *Action, "corrected", "row_deleted", "correction_unfit"} <= told


def test_the_page_on_comparing_has_all_columns_and_its_code_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = set(re.findall(r"`(\w+)`", TEXTS["compare.md"]))
    assert {*DIFFERENCE_COLUMNS} - {"form_no_b", "row_no_b", "page_b"} <= told
    assert {*Part} - {"table row"} <= told
    assert run("jixiao convert samples/zhoucun-2024.pdf -o out", folder) == 0
    monkeypatch.chdir(folder)
    (text,) = blocks("python", "compare.md")
    exec(text, {})
    assert (folder / "differences.csv").exists()


def test_the_programs_that_the_pages_name_are_there() -> None:
    named = {name for text in TEXTS.values() for name in re.findall(r"python -m ([a-z_.]+[a-z_])", text)}
    assert {"benchmarks.breaks", "benchmarks.kills", "tests.fuzz"} <= named
    assert [name for name in sorted(named) if find_spec(name) is None] == []


def test_the_page_on_panels_has_all_columns_and_words_and_its_code_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = set(re.findall(r"`(\w+)`", TEXTS["panels.md"]))
    columns = {column.name for column in (*PANEL, *PANEL_BY_YEAR, *BUDGETS, *BUDGETS_BY_YEAR)}
    sides = {column.name.removeprefix("old_").removeprefix("new_") for column in DOUBTS.columns}
    assert {*columns, *sides, *REASONS_ZH, *LEVELS_ZH, *Status, *RULES} <= told
    assert run("jixiao convert archive -o data", folder) in ENDS
    monkeypatch.chdir(folder)
    (text,) = blocks("python", "panels.md")
    found: dict[str, object] = {}
    exec(text, found)
    assert len(found["panel"].panel) == 391  # type: ignore[attr-defined]
