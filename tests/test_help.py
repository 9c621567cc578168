"""Each command's --help has an example, and it runs; the shell completes what a person begins to type."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from jixiao.cli import commands
from tests.conftest import ROOT


def every(command: click.Command, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield names, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from every(inner, *names, name)


COMMANDS = dict(every(commands))


def unknown_table(path: Path) -> None:
    canvas = Canvas(str(path))
    canvas.grid([100, 200, 300, 400], [600, 650, 700, 750])
    for row, texts in enumerate(["Item Paid Owed", "Roads 100 20", "Trees 50 10"]):
        for column, text in enumerate(texts.split()):
            canvas.drawString(110 + 100 * column, 720 - 50 * row, text)
    canvas.save()


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("user")
    (folder / "samples").mkdir()
    for path in samples.glob("zhoucun-2024*"):
        shutil.copy(path, folder / "samples")
    unknown_table(folder / "budget.pdf")
    return folder


ENDLESS = {("serve",)}
"""Commands that run until a person stops them; tests of their own start and stop them."""


@pytest.mark.parametrize("names", [names for names in COMMANDS if names not in ENDLESS], ids=" ".join)
def test_the_example_of_a_command_runs(folder: Path, names: tuple[str, ...]) -> None:
    told = CliRunner().invoke(commands, [*names, "-h"])
    assert told.exit_code == 0
    examples = [line.strip() for line in told.output.splitlines() if line.strip().startswith("jixiao ")]
    assert examples
    for example in examples:
        program = [sys.executable, "-m", "jixiao", *shlex.split(example)[1:]]
        done = subprocess.run(program, cwd=folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (example, done.stderr)


def test_the_list_of_commands_says_of_each_a_whole_sentence() -> None:
    usage, *told = CliRunner().invoke(commands, ["-h"]).output.splitlines()
    assert [line for line in told if line.endswith("...")] == [], usage


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_each_option_says_what_it_does(names: tuple[str, ...]) -> None:
    options = [each for each in COMMANDS[names].params if isinstance(each, click.Option)]
    assert [each.name for each in options if not each.help] == []


@pytest.mark.parametrize("before", [True, False])
def test_options_may_stand_after_the_subcommand(samples: Path, tmp_path: Path, before: bool) -> None:
    (tmp_path / "bad.toml").write_text("form_type = 1")
    folders, explain = ["--forms", str(tmp_path)], ["explain", str(samples / "shili-project-2024.pdf")]
    done = CliRunner().invoke(commands, ["forms", *([*folders, *explain] if before else [*explain, *folders])])
    assert "bad.toml" in str(done.exception), "the folder was not looked at"


def test_a_template_that_a_person_edited_is_not_written_over(tmp_path: Path) -> None:
    unknown_table(tmp_path / "budget.pdf")
    arguments = ["forms", "new", str(tmp_path / "budget.pdf"), "--table", "1", "-o", str(tmp_path / "own.toml")]
    assert CliRunner().invoke(commands, arguments).exit_code == 0
    (tmp_path / "own.toml").write_text("edited")
    assert "File exists" in str(CliRunner().invoke(commands, arguments).exception)
    assert (tmp_path / "own.toml").read_text() == "edited"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_and_options(shell: str) -> None:
    assert f"_JIXIAO_COMPLETE={shell}_source" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    environment = os.environ | {
        "_JIXIAO_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "jixiao convert --eng",
        "COMP_CWORD": "2" if shell != "fish" else "--eng",
    }
    program = [sys.executable, "-m", "jixiao"]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    assert "--engine" in done.stdout, done.stderr
