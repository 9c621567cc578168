"""README's commands run, and its demo is what the program really prints."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import jixiao
from tests.conftest import ROOT
from tests.markdown import code, commands, links, marked

TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
README = TEXTS["README.md"]


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder, with the samples that README names."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "samples").mkdir()
    for path in samples.glob("zhoucun-2024*"):
        shutil.copy(path, folder / "samples")
    return folder


def test_the_demo_in_the_readme_is_real(samples: Path, tmp_path: Path) -> None:
    conversion = jixiao.convert(samples / "zhoucun-2024.pdf")
    conversion.write(tmp_path)
    demo = marked(README)["demo"]
    sums = [line.strip() for line in demo.splitlines() if line.strip().endswith((",true", ",false"))]
    assert len(sums) == 9
    checks = (tmp_path / "checks.csv").read_text(encoding="utf-8-sig")
    assert all(f",{line}," in checks for line in sums)
    assert f"{repr(conversion).removeprefix('<Conversion of ').removesuffix('>')}\n" in demo
    rows = (tmp_path / "indicators.csv").read_text(encoding="utf-8-sig").splitlines()
    for line in demo.splitlines():
        if line.strip().startswith("1,成本指标"):
            assert any(line.strip().split(",")[3] in row for row in rows)


def test_the_readme_is_two_screens() -> None:
    assert {name: len(text.splitlines()) for name, text in TEXTS.items() if len(text.splitlines()) > 100} == {}


def test_the_chinese_readme_says_the_same() -> None:
    english, chinese = TEXTS.values()
    told = "translate README.md's change in README.zh-CN.md, too"
    assert commands(chinese) == commands(english), told
    assert code(chinese) == code(english), told
    assert marked(chinese) == marked(english), told
    assert chinese.count("\n## ") == english.count("\n## "), told
    assert [in_chinese(link) for link in links(english)] == links(chinese), told


def in_chinese(link: str) -> str:
    """Give the Chinese page of a page, where there is one."""
    if link.startswith("README"):
        return "README.md"
    page = link.replace(".md", ".zh.md")
    return page if (ROOT / page).exists() else link


@pytest.mark.parametrize("name", TEXTS)
def test_what_the_readme_leads_to_is_there(name: str) -> None:
    assert [link for link in links(TEXTS[name]) if not (ROOT / link).exists()] == []


def test_the_readme_leads_to_each_page() -> None:
    pages = {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md") if not page.name.endswith(".zh.md")}
    assert pages - set(links(README)) == set()


def test_the_commands_and_the_code_of_the_readme_run_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Chinese one has the same."""
    assert len(commands(README)) == 5
    for command in commands(README):
        program = [sys.executable, "-c", "from jixiao.cli import main; main()", *shlex.split(command)[1:]]
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (command, done.stderr)
    monkeypatch.chdir(folder)
    for language, text in code(README):
        assert language == "python"
        exec(text, {})
