"""README's commands run, and its demo is what the program really prints."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import jixiao
from jixiao.errors import MISTAKE, JixiaoError
from jixiao.extract.ocr.installed import is_installed
from jixiao.forms import listed
from jixiao.progress import ERRORS, WARNINGS

ROOT = Path(__file__).parent.parent
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "README.zh-CN.md")}
README = TEXTS["README.md"]


def commands(text: str) -> list[str]:
    return [command.strip() for command in re.findall(r"^    (jixiao [^#\n]*)", text, re.MULTILINE)]


def code(text: str) -> list[tuple[str, str]]:
    """Give the blocks of code, each with its language, without comments: those are in the reader's tongue."""
    blocks = re.findall(r"^```(\w+)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [(language, re.sub(r"^# .*\n", "", block, flags=re.MULTILINE)) for language, block in blocks]


def blocks(text: str) -> dict[str, str]:
    """Give what stands between marks, by their name."""
    return dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->", text, re.DOTALL))


def exit_codes(text: str) -> list[int]:
    """Give the codes of the table in the last section."""
    return [int(code) for code in re.findall(r"^\| ([0-9]+) \|", text.rpartition("\n## ")[2], re.MULTILINE)]


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's folder, with the samples that README names."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / "samples").mkdir()
    for path in (*samples.glob("zhoucun-2024*"), samples / "zhoucun-2021-scan.pdf"):
        shutil.copy(path, folder / "samples")
    (folder / "corrections.json").write_text('{"corrections": []}')
    return folder


def test_the_demo_in_the_readme_is_real(samples: Path, tmp_path: Path) -> None:
    conversion = jixiao.convert(samples / "zhoucun-2024.pdf")
    conversion.write(tmp_path)
    demo = blocks(README)["demo"]
    sums = [line.strip() for line in demo.splitlines() if line.strip().endswith((",true", ",false"))]
    assert len(sums) == 9
    checks = (tmp_path / "checks.csv").read_text(encoding="utf-8-sig")
    assert all(f",{line}," in checks for line in sums)
    assert f"{repr(conversion).removeprefix('<Conversion of ').removesuffix('>')}\n" in demo
    rows = (tmp_path / "indicators.csv").read_text(encoding="utf-8-sig").splitlines()
    for line in demo.splitlines():
        if line.strip().startswith("1,成本指标"):
            assert any(line.strip().split(",")[3] in row for row in rows)


def test_the_list_of_forms_is_real() -> None:
    shown = blocks(README)["forms"]
    assert [line.strip() for line in shown.splitlines()] == list(listed(()))


def test_each_error_has_a_code_of_its_own_that_the_readme_tells() -> None:
    codes = [kind.exit_code for kind in JixiaoError.__subclasses__()]
    assert len(set(codes)) == len(codes) >= 16
    assert {*codes, WARNINGS, ERRORS, MISTAKE} <= set(exit_codes(README))


def test_the_chinese_readme_says_the_same() -> None:
    english, chinese = TEXTS.values()
    told = "translate README.md's change in README.zh-CN.md, too"
    assert commands(chinese) == commands(english), told
    assert code(chinese) == code(english), told
    assert exit_codes(chinese) == exit_codes(english), told
    assert blocks(chinese) == {name: text for name, text in blocks(english).items() if name in ("demo", "forms")}, told
    assert chinese.count("\n## ") == english.count("\n## "), told
    for page in {*re.findall(r"\]\((docs/[^)#]*)", english)}:
        assert f"]({page}" in chinese, (page, told)


def expected_code(command: str) -> int:
    """One file of the folder is a scan: its rows are in doubt, or it fails where nothing recognises them."""
    if "convert samples " not in command:
        return 0
    return WARNINGS if is_installed() else ERRORS


@pytest.mark.parametrize("name", TEXTS)
def test_the_commands_and_the_code_of_the_readme_run_in_order(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    assert len(commands(TEXTS[name])) >= 4
    assert len(code(TEXTS[name])) >= 3
    for command in commands(TEXTS[name]):
        program = [sys.executable, "-c", "from jixiao.cli import main; main()", *shlex.split(command)[1:]]
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == expected_code(command), (command, done.stderr)
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for language, text in code(TEXTS[name]):
        if language == "python":
            exec(text, names)
        elif language == "sql":
            assert duckdb.sql(text).fetchall()
