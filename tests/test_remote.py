"""Inputs and outputs behind URLs, on fsspec's file system in memory: the same rows, and nobody's work is lost."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.conversion import sha256_of
from jixiao.errors import FileNotReadable, InputNotFound, NoPdfInFolder, OutputBusy, OutputNotWritable, PackageMissing
from jixiao.inputs import find_sources
from jixiao.normalize.corrections.model import Action, Correction
from jixiao.output.remote_archive import open_remote_archive
from jixiao.progress import Nothing
from jixiao.remote import stamp_of
from jixiao.update import Request, Summary, update
from jixiao.urls import Url, located
from jixiao.work import Options, Outcome
from tests.folders import content_of

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed: pip install fsspec")

SMALL = ("shili-project-2024.pdf", "shili-selfeval-2023.pdf")


@pytest.fixture
def memory(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The file system in memory, with two years of files."""
    monkeypatch.setattr("jixiao.output.remote_archive.cache_folder", lambda: tmp_path / "cache")
    files = fsspec.filesystem("memory")
    files.pipe_file("/archive/2024/budget.pdf", (samples / SMALL[0]).read_bytes())
    files.pipe_file("/archive/2023/预算.PDF", (samples / SMALL[1]).read_bytes())
    files.pipe_file("/archive/notes.txt", b"no PDF")
    yield files
    files.store.clear()
    files.pseudo_dirs[:] = [""]


@pytest.fixture
def archive(samples: Path, tmp_path: Path) -> Path:
    """The same files on a disk."""
    for name, sample in (("2024/budget.pdf", SMALL[0]), ("2023/预算.PDF", SMALL[1])):
        (tmp_path / "archive" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "archive" / name).write_bytes((samples / sample).read_bytes())
    return tmp_path / "archive"


def updated(given: object, out: Path | Url, listener: Nothing | None = None, **wanted: object) -> Summary:
    request = replace(Request((str(given),), out, jobs=2), **wanted)  # type: ignore[arg-type]
    return update(request, listener or Nothing())


def shown(files: Any, folder: str) -> dict[str, bytes]:
    """Give what stands at the top of a folder in memory."""
    content = {path.removeprefix(f"{folder}/"): files.cat_file(path) for path in files.find(folder)}
    return {name: value for name, value in content.items() if not name.startswith(".jixiao/")}


OUT = Url("memory://out")


# Inputs.


def test_files_behind_urls_give_the_same_bytes(memory: Any, archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "here")
    updated("memory://archive", tmp_path / "there")
    assert content_of(tmp_path / "there") == content_of(tmp_path / "here")


def test_an_unchanged_file_behind_a_url_is_not_even_fetched(
    memory: Any, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updated("memory://archive", tmp_path / "out")
    memory.pipe_file("/archive/2023/预算.PDF", (samples / "shili-department-2024.pdf").read_bytes())
    fetched: list[str] = []
    get_file = type(memory).get_file
    monkeypatch.setattr(
        type(memory), "get_file", lambda own, path, *rest: (fetched.append(path), get_file(own, path, *rest))[1]
    )
    assert updated("memory://archive", tmp_path / "out").unchanged == 1
    assert fetched == ["/archive/2023/预算.PDF"]
    assert updated("memory://archive", tmp_path / "out").unchanged == 2


def test_a_file_behind_a_url_fails_as_one_on_the_disk(memory: Any, tmp_path: Path) -> None:
    memory.pipe_file("/archive/empty.pdf", b"")
    memory.pipe_file("/archive/page.pdf", b"<html>moved</html>")
    problems = {entry.shown: entry.problem for entry in updated("memory://archive", tmp_path / "out").entries}
    assert problems["empty.pdf"] == "the file is empty (0 bytes); download it again"
    assert problems["page.pdf"].startswith("not a PDF (it looks like a web page)")


def test_a_file_that_changes_while_it_is_copied_is_a_failed_row_and_is_tried_again(
    memory: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_file = type(memory).get_file

    def overtaken(own: Any, path: str, *rest: object) -> None:
        get_file(own, path, *rest)
        memory.pipe_file(path, memory.cat_file(path) + b"\n")

    with monkeypatch.context() as patched:
        patched.setattr(type(memory), "get_file", overtaken)
        entries = updated("memory://archive", tmp_path / "out").entries
    assert {entry.problem.split(";")[0] for entry in entries} == {
        "the file cannot be read (it changed while it was read)"
    }
    assert {entry.status for entry in updated("memory://archive", tmp_path / "out").entries} <= {"ok", "findings"}


def test_what_a_url_names(memory: Any) -> None:
    def places(url: str) -> list[str]:
        return [source.place.as_posix() for source in find_sources([url])]

    assert places("memory://archive/") == ["2023/预算.PDF", "2024/budget.pdf"]
    assert places("memory://archive/*/b*.pdf") == ["2024/budget.pdf"]
    (named,) = find_sources(["memory://archive/2024/budget.pdf", "memory:///archive/2024/budget.pdf"])
    assert (named.named, named.shown) == (True, "budget.pdf")
    with pytest.raises(InputNotFound, match="memory://nowhere"):
        places("memory://nowhere")
    with pytest.raises(InputNotFound):
        places("memory://archive/*/c*.pdf")
    memory.pipe_file("/texts/notes.txt", b"")
    with pytest.raises(NoPdfInFolder):
        places("memory://texts")


def test_a_url_that_nothing_reads_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FileNotReadable, match="nonsense"):
        find_sources(["nonsense://a/b.pdf"])
    with pytest.raises(FileNotReadable, match="within another"):
        find_sources(["zip://a.pdf::memory://archive.zip"])
    monkeypatch.setitem(sys.modules, "sshfs", None)
    with pytest.raises(PackageMissing, match=r"pip install 'fsspec\[ssh\]'"):
        find_sources(["ssh://a/b.pdf"])
    code = "import sys; sys.modules['fsspec'] = None; from jixiao.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "convert", "s3://a/b.pdf", "-o", "out"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, len(done.stderr.splitlines())) == (PackageMissing.exit_code, 1), done.stderr
    assert "pip install fsspec" in done.stderr


@pytest.mark.parametrize(
    ("about", "stamp"),
    [
        ({"size": 5, "ETag": '"ab"', "LastModified": "today"}, '5 ETag="ab"'),
        ({"size": 5, "ETag": 'W/"ab"', "Last-Modified": "today"}, "5 Last-Modified=today"),
        ({"size": 5, "mtime": 12.5}, "5 mtime=12.500000"),
        ({"size": 5, "mtime": datetime.fromtimestamp(12.5, UTC)}, "5 mtime=12.500000"),
        ({"size": 5}, ""),
        ({"ETag": '"ab"'}, ""),
    ],
)
def test_what_tells_that_a_file_changed(about: dict[str, object], stamp: str) -> None:
    """A weak mark is the same for files that mean the same; without a size half a file could pass for the whole."""
    assert stamp_of(about) == stamp


def test_where_a_place_stands(tmp_path: Path) -> None:
    assert located("s3://bucket/a.pdf") == "s3://bucket/a.pdf"
    assert located(tmp_path.as_uri()) == tmp_path
    assert located(r"C:\data") == Path(r"C:\data")
    assert Url("https://a.cn/%E9%A2%84.pdf?id=3").name == "预.pdf"
    assert Url("s3://a/%E9.pdf").name == "%E9.pdf"


# Outputs.


def test_a_folder_behind_a_url_holds_the_same_bytes(memory: Any, archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "here", extras=("by_year",))
    written = updated(archive, OUT, extras=("by_year",)).written
    assert shown(memory, "/out") == content_of(tmp_path / "here")
    assert f"{OUT}/indicators.csv" in written
    assert not any(path.is_dir() for path in (tmp_path / "cache").glob("*/*"))


def test_a_second_run_goes_on_from_the_first(memory: Any, archive: Path, tmp_path: Path) -> None:
    updated(archive, OUT)
    before = memory.find("/out")
    assert updated(archive, OUT).unchanged == 2
    assert memory.find("/out") == before
    (archive / "2024" / "budget.pdf").unlink()
    assert updated(archive, OUT, prune=True).dropped == ("2024-budget",)
    updated(archive, tmp_path / "here")
    assert shown(memory, "/out") == content_of(tmp_path / "here")


def test_what_is_no_longer_asked_for_goes_and_old_runs_too(memory: Any, archive: Path, samples: Path) -> None:
    updated(archive, OUT, extras=("by_year",))
    for sample in ("shili-department-2024.pdf", SMALL[0], SMALL[1]):
        (archive / "2024" / "budget.pdf").write_bytes((samples / sample).read_bytes())
        updated(archive, OUT)
    assert not any(name.startswith("by_year/") for name in shown(memory, "/out"))
    runs = [path.rpartition("/")[2] for path in memory.ls("/out/.jixiao/runs", detail=False)]
    assert [name for name in runs if name.endswith(".json")] == [f"00000{number}.json" for number in (1, 2, 3, 4)]
    assert [name.partition("-")[0] for name in runs if not name.endswith(".json")] == ["000003", "000004"]


def test_of_two_runs_at_once_one_is_told_and_nothing_is_lost(
    memory: Any, archive: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other run is on another machine: it has another cache folder."""

    class Other(Nothing):
        def done(self, outcome: Outcome) -> None:
            if not memory.exists("/out/indicators.csv"):
                with monkeypatch.context() as elsewhere:
                    elsewhere.setattr("jixiao.output.remote_archive.cache_folder", lambda: tmp_path / "elsewhere")
                    updated(samples / "shili-department-2024.pdf", OUT)

    with pytest.raises(OutputBusy, match="memory://out"):
        updated(archive, OUT, Other())
    updated(archive, OUT)
    assert len(shown(memory, "/out")["documents.csv"].splitlines()) == 4


def test_of_two_runs_that_end_at_once_one_wins(memory: Any, archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other run's file is put between our look at the newest and our own put."""
    updated(archive, OUT)
    pipe_file = type(memory).pipe_file

    def overtaken(own: Any, path: str, value: bytes, mode: str = "overwrite") -> None:
        if mode == "create":
            pipe_file(own, path, json.dumps(json.loads(value) | {"made": "by another"}).encode())
        pipe_file(own, path, value, mode)

    monkeypatch.setattr(type(memory), "pipe_file", overtaken)
    with pytest.raises(OutputBusy):
        updated(archive, OUT, force=True)


def test_a_second_run_of_this_machine_is_told(memory: Any, archive: Path) -> None:
    with open_remote_archive(OUT), pytest.raises(OutputBusy):
        updated(archive, OUT)


class Stopped(Exception):
    """A run ends here, as if it was killed."""


@pytest.mark.parametrize("stop", ["put_folder", "commit", "show", "clear"])
def test_a_run_that_ends_while_it_puts_is_made_good_by_the_next(
    memory: Any, archive: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: str
) -> None:
    updated(archive, OUT)
    before = shown(memory, "/out")
    (archive / "2024" / "budget.pdf").write_bytes((samples / "shili-department-2024.pdf").read_bytes())
    updated(archive, tmp_path / "here")

    def stopped(*_: object) -> None:
        raise Stopped

    with monkeypatch.context() as patched:
        patched.setattr(f"jixiao.output.remote_archive._Place.{stop}", stopped)
        with pytest.raises(Stopped):
            updated(archive, OUT)
    assert shown(memory, "/out") == (content_of(tmp_path / "here") if stop == "clear" else before)
    summary = updated(archive, OUT)
    assert summary.unchanged == 2
    assert shown(memory, "/out") == content_of(tmp_path / "here")
    assert len([path for path in memory.ls("/out/.jixiao/runs", detail=False) if "-" in path]) <= 2


def test_a_top_that_was_half_put_says_so_and_is_put_again(
    memory: Any, archive: Path, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    updated(archive, OUT)
    (archive / "2024" / "budget.pdf").write_bytes((samples / "shili-department-2024.pdf").read_bytes())
    copy, left = type(memory).cp_file, iter(range(4))

    def few(own: Any, *paths: str) -> None:
        if next(left, None) is None:
            raise Stopped
        copy(own, *paths)

    with monkeypatch.context() as patched:
        patched.setattr(type(memory), "cp_file", few)
        with pytest.raises(Stopped):
            updated(archive, OUT)
    assert json.loads(memory.cat_file("/out/.jixiao/top.json"))["whole"] is False
    updated(archive, OUT)
    updated(archive, tmp_path / "here")
    assert json.loads(memory.cat_file("/out/.jixiao/top.json"))["whole"] is True
    assert shown(memory, "/out") == content_of(tmp_path / "here")


def test_what_stands_in_the_way_behind_a_url_stays(memory: Any, archive: Path) -> None:
    memory.pipe_file("/out/forms.csv", b"mine")
    with pytest.raises(OutputNotWritable, match=r"forms.csv is in the way"):
        updated(archive, OUT)
    assert memory.find("/out") == ["/out/forms.csv"]


def test_a_url_that_may_not_be_written_is_told_before_anything_is_converted(
    memory: Any, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError("Access Denied")

    monkeypatch.setattr(type(memory), "pipe_file", denied)
    monkeypatch.setattr("jixiao.workers.Workers.do_all", lambda *_: pytest.fail("it began to convert"))
    with pytest.raises(OutputNotWritable, match=r"memory://out: .*Access Denied"):
        updated(archive, OUT)


def test_corrections_of_a_file_behind_a_url_are_known_by_its_hash(memory: Any, samples: Path, tmp_path: Path) -> None:
    """Its hash is known only once it was fetched, and then its recipe is, too."""
    form = jixiao.convert(samples / SMALL[0]).converted.document.forms[0]
    named = (("indicator", form.indicators[0].indicator), ("value_text", form.indicators[0].value_text))
    sha256, page = sha256_of(samples / SMALL[0]), form.indicators[0].places[0].page
    gone = Correction(1, sha256, page, 1, "", Action.DELETE, named)
    before, counts = updated("memory://archive", tmp_path), []
    for corrections in ((gone,), (gone,), ()):
        summary = updated("memory://archive", tmp_path, options=Options(corrections=corrections))
        counts.append((summary.unchanged, sum(entry.indicators for entry in summary.entries)))
    rows = sum(entry.indicators for entry in before.entries)
    assert counts == [(1, rows - 1), (2, rows - 1), (1, rows)]
