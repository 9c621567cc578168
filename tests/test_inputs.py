"""What the world puts into a folder: each file once, under a name that any system takes, or a row that says why not."""

import os
import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.conversion import check_readable
from jixiao.errors import FileNotReadable
from jixiao.inputs import find_sources, name_sources, source_key
from jixiao.names import LONGEST, safe_name, shown_name
from tests.test_bad_input import run

SMALL = "shili-project-2024.pdf"


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    shutil.copy(samples / SMALL, folder / "good.pdf")
    return folder


def converted(folder: Path, out: Path) -> pd.DataFrame:
    done = run("convert", folder, "-o", out)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.returncode in {0, 21}, done.stderr
    return pd.read_csv(out / "documents.csv", dtype=str, keep_default_na=False).set_index("doc_id")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no FIFOs")
def test_what_is_no_file_is_a_failed_row(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "pipe.pdf")
    (folder / "dead.pdf").symlink_to(folder / "nowhere")
    (folder / "folder.pdf").mkdir()
    shutil.copy(folder / "good.pdf", folder / "folder.pdf" / "inner.pdf")
    table = converted(folder, tmp_path / "out")
    assert dict(table.status) == {"good": "ok", "folder.pdf-inner": "ok", "pipe": "failed", "dead": "failed"}
    assert set(table.error_code[table.status == "failed"]) == {"file_not_readable"}


def test_one_file_by_two_paths_is_one_document(folder: Path, tmp_path: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "good.pdf")
    os.link(folder / "good.pdf", folder / "second name.pdf")
    assert len(find_sources([str(folder), str(folder / "good.pdf"), str(folder / "*.pdf")])) == 1


def test_names_of_all_kinds(folder: Path, tmp_path: Path) -> None:
    """GBK bytes, a line break, a mark of direction, 83 Chinese characters, a name that is a suffix."""
    names = [
        "预算".encode("gbk") + b".pdf",
        b"two\nlines.pdf",
        "abc\u202efdp.pdf".encode(),
        ("预" * 83).encode() + b".pdf",
    ]
    for name in [*names, b"..pdf", b"...pdf"]:
        shutil.copy(folder / "good.pdf", folder / os.fsdecode(name))
    table = converted(folder, tmp_path / "out")
    assert set(table.status) == {"ok"}
    assert len(table) == 7
    assert {"预算", "two_000A_lines", "abc_202E_fdp", "good"} <= set(table.index)
    assert all(len(name.encode()) <= LONGEST for name in table.index)
    assert {"预算.pdf", "two_000A_lines.pdf"} <= set(table.source_file)


def test_two_files_of_one_name_have_two_ids_and_keep_them(folder: Path, tmp_path: Path) -> None:
    for year in ("2023", "2024"):
        (tmp_path / year).mkdir()
        shutil.copy(folder / "good.pdf", tmp_path / year / "budget.pdf")
    paths = [str(tmp_path / year / "budget.pdf") for year in ("2023", "2024")]
    first = name_sources(find_sources(paths), {})
    plain, hashed = first
    assert plain == "budget"
    assert hashed.startswith("budget-")
    taken = {name: source_key(source) for name, source in first.items()}
    assert list(name_sources(find_sources(paths[1:]), taken)) == [hashed]
    assert list(name_sources(find_sources(paths[::-1]), taken)) == [hashed, plain]


def test_a_file_whose_name_is_no_text_keeps_its_id(folder: Path, tmp_path: Path) -> None:
    paths = [folder / part / os.fsdecode("预算.pdf".encode("gbk")) for part in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        shutil.copy(folder / "good.pdf", path)
    raw = list(map(str, paths))
    first = name_sources(find_sources(raw), {})
    taken = {name: source_key(source) for name, source in first.items()}
    assert list(name_sources(find_sources(raw[1:]), taken)) == [list(first)[1]]


@given(st.text().filter(lambda text: "/" not in text and "\0" not in text))
def test_a_safe_name_is_one_any_system_takes(text: str) -> None:
    name = safe_name(Path("2024", text + ".pdf"))
    assert 0 < len(name.encode()) <= LONGEST
    assert not set(name) & set('/\\:*?"<>|\n\r\t\0')
    assert name == name.strip(". ")
    assert shown_name(name).isprintable()


def test_a_file_that_may_not_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's answer is given here: root, as whom tests may run, may read anything."""
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(FileNotReadable, match="may not be read"):
        check_readable(folder / "good.pdf")


def test_a_password_opens_a_locked_file_and_the_wrong_one_does_not(samples: Path, tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(samples / SMALL) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(user="open", owner="own"))
    assert run("convert", tmp_path / "locked.pdf", "-o", tmp_path / "out", "--password", "wrong").returncode == 8
    assert run("convert", tmp_path / "locked.pdf", "-o", tmp_path / "out", "--password", "open").returncode == 0
    assert list(pd.read_csv(tmp_path / "out" / "documents.csv").source_file) == ["locked.pdf"]
