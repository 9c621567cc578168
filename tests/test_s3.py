"""Inputs and outputs behind s3:// against moto's server here: what an object store does and memory does not."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao.errors import InputNotFound, OutputNotWritable
from jixiao.progress import ERRORS
from tests.folders import content_of

s3fs = pytest.importorskip("s3fs", reason="s3fs is not installed: pip install s3fs")
server = pytest.importorskip("moto.server", reason="moto is not installed: pip install 'moto[s3]' flask flask-cors")
pytest.importorskip("distributed", reason="Dask is not installed: pip install 'jixiao[dask]'")

SMALL = ("shili-project-2024.pdf", "shili-selfeval-2023.pdf", "shili-department-2024.pdf")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """A server of S3's protocol, on a port of this machine."""
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    yield "http://{}:{}".format(*running.get_host_and_port())
    running.stop()


@pytest.fixture
def s3(endpoint: str, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A bucket with files of two years; the environment says where it is, as a user's would."""
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }.items():
        monkeypatch.setenv(name, value)
    files = s3fs.S3FileSystem(skip_instance_cache=True)
    if files.exists("data"):
        files.rm("data", recursive=True)
    files.mkdir("data")
    for year, name in (("2023", SMALL[1]), ("2024", SMALL[0]), ("2024", SMALL[2])):
        files.put_file(str(samples / name), f"data/archive/{year}/预算 {name}")
        target = tmp_path / "archive" / year / f"预算 {name}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes((samples / name).read_bytes())
    return files


def command(*arguments: object) -> "subprocess.CompletedProcess[str]":
    """Run the program in a process of its own, as users do."""
    program = (sys.executable, "-c", "from jixiao.cli import main; main()")
    return subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True, check=False, env=os.environ)


def content_behind(files: Any, folder: str) -> dict[str, bytes]:
    files.invalidate_cache()
    content = {path.removeprefix(f"{folder}/"): files.cat_file(path) for path in files.find(folder)}
    return {name: value for name, value in content.items() if not name.startswith(".jixiao/")}


def test_from_a_bucket_into_a_bucket_on_a_cluster(s3: Any, tmp_path: Path) -> None:
    """The same bytes as from disk to disk, and the second run has nothing to do."""
    s3.pipe_file("data/archive/empty.pdf", b"")
    (tmp_path / "archive" / "empty.pdf").write_bytes(b"")
    assert command("convert", tmp_path / "archive", "-o", tmp_path / "here").returncode == ERRORS
    done = command("convert", "s3://data/archive", "-o", "s3://data/out", "--dask", "local", "--jobs", 2)
    assert done.returncode == ERRORS, done.stderr
    assert done.stderr == ""
    assert content_behind(s3, "data/out") == content_of(tmp_path / "here")
    before = s3.find("data/out", detail=True, refresh=True)
    again = command("convert", "s3://data/archive", "-o", "s3://data/out")
    assert "4 unchanged" in again.stdout, again.stdout + again.stderr
    assert {name: each["LastModified"] for name, each in s3.find("data/out", detail=True, refresh=True).items()} == {
        name: each["LastModified"] for name, each in before.items()
    }


def test_a_changed_object_is_converted_and_a_gone_one_pruned(s3: Any, samples: Path, tmp_path: Path) -> None:
    command("convert", "s3://data/archive", "-o", "s3://data/out")
    s3.put_file(str(samples / SMALL[2]), f"data/archive/2024/预算 {SMALL[0]}")
    s3.rm_file(f"data/archive/2023/预算 {SMALL[1]}")
    done = command("convert", "s3://data/archive", "-o", "s3://data/out", "--prune")
    assert "1 unchanged, 1 dropped" in done.stdout, done.stdout + done.stderr
    command("convert", "s3://data/archive", "-o", tmp_path / "fresh")
    assert content_behind(s3, "data/out") == content_of(tmp_path / "fresh")


def test_a_single_object_and_a_pattern(s3: Any, tmp_path: Path) -> None:
    assert command("convert", f"s3://data/archive/2024/预算 {SMALL[0]}", "-o", tmp_path / "one").returncode == 0
    assert command("convert", "s3://data/archive/*/*department*.pdf", "-o", tmp_path / "one").returncode == 0
    documents = (tmp_path / "one" / "documents.csv").read_text("utf-8-sig").splitlines()
    assert [line.partition(",")[0] for line in documents[1:]] == [
        "2024-预算 shili-department-2024",
        "预算 shili-project-2024",
    ]


def test_what_is_missing_or_forbidden_is_one_line(
    s3: Any, samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bucket of a mistyped name is not made."""
    done = command("convert", "s3://data/nowhere", "-o", tmp_path / "out")
    assert (done.returncode, len(done.stderr.splitlines())) == (InputNotFound.exit_code, 1), done.stderr
    done = command("convert", samples / SMALL[0], "-o", "s3://mistyped/out")
    assert (done.returncode, len(done.stderr.splitlines())) == (OutputNotWritable.exit_code, 1), done.stderr
    assert not s3.exists("mistyped")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    done = command("convert", "s3://data/archive", "-o", tmp_path / "out")
    assert (done.returncode, len(done.stderr.splitlines())) == (15, 1), done.stderr


def test_the_number_of_a_run_is_put_once(s3: Any) -> None:
    """What holds two writers apart: the store itself refuses the second, in one step."""
    s3.pipe_file("data/once", b"1", mode="create")
    with pytest.raises(OSError, match="pre-conditions"):
        s3.pipe_file("data/once", b"2", mode="create")
    assert s3.cat_file("data/once") == b"1"
