"""A wrong name, number or place is one clear line, with an exit code of its own; a function of Python raises it."""

import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest

import jixiao
from jixiao.errors import FileNotReadable, InputNotFound, JixiaoError, NoSuchPage, WrongArgument
from tests.test_bad_input import locked

SMALL = "shili-project-2024.pdf"


def run(*arguments: str | Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "jixiao", *map(str, arguments)]
    environment = {"PYTHONIOENCODING": encoding, "PYTHONPATH": ":".join(sys.path)}
    return subprocess.run(command, capture_output=True, check=False, env=environment, timeout=60)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["inspect", SMALL, "--page", "999", "-o", "page.png"], 23, "there is no page 999; it has 6"),
        (["inspect", SMALL, "--page", "999", "--seam", "-o", "page.png"], 23, "there is no page 999; it has 6"),
        (["inspect", SMALL, "-o", SMALL], 10, "a file that is no PNG picture stands there"),
        (["inspect", SMALL, "-o", "folder"], 10, "folder: the output cannot be written (Is a directory)"),
        (["inspect", SMALL, "-o", "nowhere/page.png"], 10, "nowhere/page.png: the output cannot be written"),
        (["inspect", "locked.pdf", "-o", "page.png"], 8, "locked.pdf: the PDF asks for a password"),
        (["inspect", "locked.pdf", "--seam", "-o", "page.png"], 8, "locked.pdf: the PDF asks for a password"),
        (["inspect", "folder", "-o", "page.png"], 15, "folder: the file cannot be read (it is a folder)"),
        (["seams", "nowhere.pdf"], 3, "nowhere.pdf: no such file or folder"),
        (["convert", SMALL, "-o", "out", "--pages", "999"], 23, "there is no page 999; it has 6"),
        (["convert", SMALL, "-o", "out", "--pages", "99999999999-99999999999999"], 23, "there is no page 99999999999"),
        (["convert", SMALL, "-o", "text.txt"], 10, "text.txt: the output cannot be written"),
        (["convert", SMALL, "-o", "out", "--log-json", "nowhere/log"], 10, "nowhere/log: the output cannot be written"),
        (["check", "fold*"], 4, "fold*: no PDF, Word or Excel file in this folder"),
        (["check", SMALL], 24, f"{SMALL}: no known table stands beside it; write one with --create"),
    ],
)
def test_a_wrong_place_or_number_is_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, told: str
) -> None:
    monkeypatch.chdir(folder)
    done = run(*arguments)
    assert done.returncode == code, done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1
    assert told in done.stderr.decode()
    assert not (folder / "out").exists()


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    (tmp_path / "text.txt").write_text("in the way")
    (tmp_path / SMALL).write_bytes((samples / SMALL).read_bytes())
    locked(tmp_path / "locked.pdf", user="secret")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["convert", SMALL, "-o", ""], "'-o' / '--out': it is empty"),
        (["convert", "", "-o", "out"], "it is empty"),
        (["convert", SMALL, "-o", "out", "--pages", "0"], "'0' is no page and no range of pages; write 1-5,8"),
        (["convert", SMALL, "-o", "out", "--engine", "x"], "'x' is not one of 'pdfium', 'pdfplumber'"),
        (["check", ""], "it is empty"),
    ],
)
def test_wrong_use_of_the_command_line_says_what_to_give(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(folder)
    done = run(*arguments)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    "arguments", [["inspect", "-o", "page.png"], ["seams"], ["forms", "explain"], ["check", "--create"]]
)
def test_every_command_that_opens_a_pdf_takes_its_password(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pikepdf.open(samples / SMALL) as pdf:
        pdf.save(tmp_path / "own.pdf", encryption=pikepdf.Encryption(user="open", owner="own"))
    wrong = run(*arguments, "own.pdf", "--password", "wrong")
    assert "own.pdf: the PDF asks for a password; give the right one" in (wrong.stderr + wrong.stdout).decode()
    assert run(*arguments, "own.pdf", "--password", "open").returncode == 0


def test_pages_up_to_a_number_that_no_file_has_are_all_pages(samples: Path, tmp_path: Path) -> None:
    assert run("convert", samples / SMALL, "-o", tmp_path, "--pages", "2-99999999999999").returncode in (0, 20)


@pytest.mark.parametrize(
    ("given", "kind", "told"),
    [
        ({"engine": "x"}, WrongArgument, "the engine 'x' is not known; give one of: pdfium, pdfplumber"),
        ({"pages": {0}}, WrongArgument, "the page 0 is not known; give one of: numbers from 1"),
        ({"pages": "1"}, WrongArgument, "the argument pages '1' is not known"),
        ({"pages": 1}, WrongArgument, "the argument pages 1 is not known"),
        ({"pages": [999]}, NoSuchPage, "there is no page 999; it has 6"),
        ({"forms": "nowhere"}, InputNotFound, "nowhere: no such file or folder"),
    ],
)
def test_a_wrong_argument_is_named(samples: Path, given: dict[str, object], kind: type[JixiaoError], told: str) -> None:
    with pytest.raises(kind) as raised:
        jixiao.convert(samples / SMALL, **given)  # type: ignore[arg-type]
    assert told in str(raised.value)


def test_a_wrong_argument_is_a_value_error(samples: Path) -> None:
    with pytest.raises(ValueError, match="the table 'x' is not known; give one of: documents, forms, indicators"):
        jixiao.convert(samples / SMALL).frame("x")


def test_a_folder_is_no_file(samples: Path) -> None:
    with pytest.raises(FileNotReadable, match="it is a folder"):
        jixiao.convert(samples)


def test_pages_may_be_a_list(samples: Path) -> None:
    assert jixiao.convert(samples / SMALL, pages=[2, 3]).converted.document.pages == 2


@pytest.mark.parametrize("encoding", ["cp1252", "gbk", "ascii:strict", "cp437"])
@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["forms"], ["seams", "zhoucun-2024.pdf"], ["forms", "explain", SMALL], ["check", "zhoucun-2024.pdf"]],
)
def test_a_terminal_of_another_code_page_ends_no_command(
    samples: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, arguments: list[str]
) -> None:
    monkeypatch.chdir(samples)
    done = run(*arguments, encoding=encoding)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("encoding", ["cp1252", "gbk"])
def test_nor_does_a_name_that_its_code_page_lacks(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "𠮷预算é.pdf").write_bytes((samples / SMALL).read_bytes())
    for arguments in (["convert", ".", "-o", "out", "-v"], ["report", "out"], ["review", "out"]):
        done = run(*arguments, encoding=encoding)
        assert done.returncode == 0, done.stderr
    assert run("convert", "缺é.pdf", "-o", "out", encoding=encoding).returncode == 3


def test_what_a_terminal_has_no_sign_for_is_written_as_its_code(samples: Path) -> None:
    assert rb"\u9879\u76ee" in run("forms", encoding="cp1252").stdout
    assert "项目".encode("gbk") in run("forms", encoding="gbk").stdout
