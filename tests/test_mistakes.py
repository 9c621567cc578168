"""A mistake of this program, or of a library, is one line that says where; it costs one file, not the others."""

import subprocess
import sys
from pathlib import Path

import pytest

from jixiao import cli, seams, workers
from jixiao.errors import MISTAKE, FileLost
from jixiao.work import Job, Outcome, do


def mistaken(*_: object) -> None:
    raise KeyError("a label")


def outcome_of(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int | str | None:
    monkeypatch.setattr(sys, "argv", ["jixiao", *arguments])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return ended.value.code


def test_a_mistake_in_a_command_is_one_line(
    samples: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(seams, "seam_lines", mistaken)
    assert outcome_of(["seams", str(samples / "zhoucun-2022.pdf")], monkeypatch) == MISTAKE
    (line,) = capsys.readouterr().err.splitlines()
    assert "KeyError: 'a label'" in line
    assert "in seams.py, line" in line


def test_a_file_that_meets_a_mistake_is_tried_with_another_engine_and_then_is_lost(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(workers, "do", mistaken)
    path = samples / "zhoucun-2022.pdf"
    assert outcome_of(["convert", str(path), "-o", str(tmp_path / "out")], monkeypatch) == FileLost.exit_code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"jixiao: {path}: the file could not be read to its end (KeyError: 'a label'")
    assert not (tmp_path / "out").exists()


def test_the_other_engine_may_read_what_one_could_not(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half_mistaken(job: Job, at_hand: object) -> Outcome:
        if job.options.engine == "pdfium":
            raise KeyError
        return do(job)

    monkeypatch.setattr(workers, "do", half_mistaken)
    path = samples / "shili-department-2024.pdf"
    outcome_of(["convert", str(path), "-o", str(tmp_path)], monkeypatch)
    assert "engine_lost" in (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")


def test_development_mode_shows_the_traceback(samples: Path) -> None:
    program = "from jixiao import cli, seams\nseams.seam_lines = None\ncli.main()"
    command = [sys.executable, "-X", "dev", "-c", program, "seams", str(samples / "zhoucun-2022.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" in done.stderr
