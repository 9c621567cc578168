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
from jixiao.forms import listed
from jixiao.progress import ERRORS, WARNINGS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^    (jixiao [^#\n]*)", README, re.MULTILINE)
CODE = re.findall(r"^```(python|sql)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


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
    jixiao.convert(samples / "zhoucun-2024.pdf").write(tmp_path)
    demo = re.findall(r"<!-- demo -->\n(.*)<!-- /demo -->", README, re.DOTALL)[0]
    sums = [line.strip() for line in demo.splitlines() if line.strip().endswith((",true", ",false"))]
    assert len(sums) == 9
    checks = (tmp_path / "checks.csv").read_text(encoding="utf-8-sig")
    assert all(f",{line}," in checks for line in sums)
    assert "14 forms, 391 indicators" in demo
    rows = (tmp_path / "indicators.csv").read_text(encoding="utf-8-sig").splitlines()
    for line in demo.splitlines():
        if line.strip().startswith("1,成本指标"):
            assert any(line.strip().split(",")[3] in row for row in rows)


def test_the_list_of_forms_is_real() -> None:
    shown = re.findall(r"<!-- forms -->\n(.*)<!-- /forms -->", README, re.DOTALL)[0]
    assert [line.strip() for line in shown.splitlines()] == list(listed(()))


def test_each_error_has_a_code_of_its_own_that_the_readme_tells() -> None:
    codes = [kind.exit_code for kind in JixiaoError.__subclasses__()]
    assert len(set(codes)) == len(codes) >= 16
    assert {*codes, WARNINGS, ERRORS, MISTAKE} <= {
        int(code) for code in re.findall(r"^\| ([0-9]+) \|", README, re.MULTILINE)
    }


def expected_code(command: str) -> int:
    """One file of the folder is a scan."""
    return ERRORS if "convert samples " in command else 0


def test_the_commands_and_the_code_of_the_readme_run_in_order(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(COMMANDS) >= 4
    assert len(CODE) >= 3
    for command in COMMANDS:
        program = [sys.executable, "-c", "from jixiao.cli import main; main()", *shlex.split(command)[1:]]
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == expected_code(command), (command, done.stderr)
    monkeypatch.chdir(folder)
    names: dict[str, object] = {}
    for language, text in CODE:
        if language == "python":
            exec(text, names)
        else:
            assert duckdb.sql(text).fetchall()
