"""What the pages of docs/ tell a person to run, runs."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import openpyxl
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
from tests import markdown
from tests.conftest import ROOT

PAGES = sorted((ROOT / "docs").glob("*.md"))
CHINESE = [page.name for page in PAGES if page.name.endswith(".zh.md")]
TEXTS = {
    page.name: page.read_text(encoding="utf-8")
    for page in (*PAGES, *(ROOT / name for name in ("README.md", "README.zh-CN.md", "CONTRIBUTING.md")))
}
WITH_COMMANDS = [page.name for page in PAGES if page.name not in CHINESE and markdown.commands(TEXTS[page.name])]
"""The Chinese pages have the same commands as the English ones; a test asks."""

FAR_AWAY = re.compile(r"tcp://|s3://|--dask|jixiao serve")
"""Needs machines of one's own, or runs until a person stops it; tests/test_cluster.py, test_s3.py and test_serve.py do
the same here."""


ENDS = (0, WARNINGS, ERRORS)


def commands(page: str) -> list[str]:
    return [command for command in markdown.commands(TEXTS[page]) if not FAR_AWAY.search(command)]


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


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_the_commands_of_a_page_run(folder: Path, page: str) -> None:
    for command in commands(page):
        assert run(command, folder) in (*ENDS, *([1] if command.startswith("jixiao diff") else [])), command


@pytest.mark.parametrize("page", ["index.md", "recipes.md"])
def test_the_code_of_a_page_runs_behind_its_commands(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    pytest.importorskip("polars", reason="no polars: pip install 'jixiao[dev]'")
    for command in commands(page):
        assert run(command, folder) == 0, command
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for language, text in markdown.code(TEXTS[page]):
        if language == "python":
            exec(text, names)
        elif language == "sql":
            assert duckdb.sql(text).fetchall()


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R")
def test_the_recipe_in_r_gives_the_rows_as_printed(folder: Path) -> None:
    assert run("jixiao convert samples/zhoucun-2024.pdf -o with-r", folder) == 0
    (text,) = blocks("r", "recipes.md")
    asked = f"{text}\ncat(nrow(indicators), nrow(money), money$value[1])".replace("out/", "with-r/")
    program = ["Rscript", "--vanilla", "-e", asked]
    done = subprocess.run(
        program, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, check=False
    )
    rows = jixiao.convert(folder / "samples/zhoucun-2024.pdf").indicators
    money = rows[rows["unit"] == "万元"]
    assert done.stdout.splitlines()[-1] == f"{len(rows)} {len(money)} {money['value'].iloc[0]}", done.stderr


def test_the_recipe_for_spreadsheets_names_sheets_and_a_column_that_are_there(folder: Path) -> None:
    assert run("jixiao convert samples/zhoucun-2024.pdf -o book --xlsx", folder) == 0
    book = openpyxl.load_workbook(folder / "book" / "jixiao.xlsx", read_only=True)
    (section,) = re.findall(r"^## Excel.*?(?=^## )", TEXTS["recipes.md"], re.MULTILINE | re.DOTALL)
    named = set(re.findall(r"[\u4e00-\u9fff]+", section))
    assert {"概览", "指标"} <= named & set(book.sheetnames)
    titles = next(book["指标"].iter_rows(max_row=1, values_only=True))
    assert "标记" in named & {*titles}


def test_the_quick_start_shows_what_the_command_says(folder: Path) -> None:
    program = [sys.executable, "-m", "jixiao", "convert", "samples/zhoucun-2024.pdf", "-o", "out"]
    shutil.rmtree(folder / "out", ignore_errors=True)
    done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=True)
    shown = [line.strip() for line in markdown.marked(TEXTS["index.md"])["converted"].splitlines()]
    assert [line for line in (done.stdout + done.stderr).splitlines() if line] == shown


def test_each_page_is_there_in_chinese() -> None:
    assert {page.name for page in PAGES} - {*CHINESE} == {english_page(name) for name in CHINESE}


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_page_says_the_same(name: str) -> None:
    english, chinese = TEXTS[english_page(name)], TEXTS[name]
    assert markdown.commands(chinese) == markdown.commands(english)
    assert markdown.code(chinese) == markdown.code(english)
    for theirs, ours in zip(markdown.sections(english), markdown.sections(chinese), strict=True):
        if english_page(name) not in pages_of_links(ours):
            says_the_same(theirs, ours)


def says_the_same(theirs: str, ours: str) -> None:
    """Of a section, by its marks, figures and links; one that leads to the English page leaves the figures to that."""
    for mark in ("\n### ", "\n|", "\n- ", "\n!["):
        assert ours.count(mark) == theirs.count(mark), mark
    assert markdown.figures(ours) == markdown.figures(theirs)
    assert [page.replace(".zh.md", ".md") for page in pages_of_links(ours)] == pages_of_links(theirs)


def english_page(name: str) -> str:
    return name.replace(".zh.md", ".md")


def pages_of_links(text: str) -> list[str]:
    return [link.partition("#")[0] for link in markdown.links(text)]


@pytest.mark.parametrize("name", [*CHINESE, "README.zh-CN.md"])
def test_no_line_of_a_chinese_paragraph_is_broken(name: str) -> None:
    """A browser shows a blank where a line breaks, between two Chinese characters too."""
    assert re.findall(r".*[\u3000-\uffef]\n[\u4e00-\u9fff].*", TEXTS[name]) == []


@pytest.mark.parametrize("name", CHINESE)
def test_a_chinese_page_leads_to_chinese_pages_where_there_are_some(name: str) -> None:
    leads = {*pages_of_links(TEXTS[name])} - {english_page(name)}
    assert [link for link in leads if link.replace(".md", ".zh.md") in CHINESE] == []


def test_the_page_on_batches_tells_the_folders_and_the_query_as_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = re.findall(r"^`(--[^`]+)`(?: \(.*\))? writes", TEXTS["batches.md"], re.MULTILINE)
    assert options == ["--partition year", "--csv-for-spreadsheets", "--xlsx", "--duckdb", "--headers zh"]
    assert run(f"jixiao convert archive -o data {' '.join(options)}", folder) in (0, WARNINGS)
    assert run("jixiao report data", folder) == 0
    monkeypatch.chdir(folder)
    for place in re.findall(r"`?(data/[^\s`…*]+)", TEXTS["batches.md"]):
        assert Path(place.replace("<version>/", "")).exists(), place
    (query,) = blocks("sql", "batches.md")
    assert len(duckdb.sql(query).fetchall()) == 391


def test_the_page_on_samples_has_those_that_stand_there() -> None:
    lines = re.compile(r"^\| `?(\S+\.pdf)`? \|.*\| (\d+) \| (\d+) \|$", re.MULTILINE)
    told = lines.findall(TEXTS["samples.md"])
    assert told == lines.findall((ROOT / "samples" / "README.md").read_text(encoding="utf-8"))
    assert {name for name, *_ in told} == {path.name for path in (ROOT / "samples").glob("*.pdf")}


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
