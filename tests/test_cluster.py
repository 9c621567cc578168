"""A Dask cluster gives what this machine's own processes give, whatever becomes of its workers."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from jixiao.errors import ClusterUnusable, PackageMissing
from jixiao.limits import Limits
from jixiao.progress import Nothing
from jixiao.update import Request, Summary, update
from jixiao.work import Options, Outcome
from tests.folders import content_of
from tests.hostile import slow_for_each_reader

distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'jixiao[dask]'")

SMALL = ("shili-project-2024.pdf", "shili-selfeval-2023.pdf", "shili-department-2024.pdf")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster as another program may have begun it: of two workers, with Dask's own settings."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs="CRITICAL"
    ) as cluster:
        yield cluster


@pytest.fixture
def archive(samples: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    for year in ("2023", "2024"):
        (folder / year).mkdir(parents=True)
        for name in SMALL:
            shutil.copy(samples / name, folder / year)
    return folder


def updated(folder: Path, out: Path, listener: Nothing | None = None, **wanted: object) -> Summary:
    request = replace(Request((str(folder),), out, jobs=2), **wanted)  # type: ignore[arg-type]
    return update(request, listener or Nothing())


def documents(out: Path) -> pd.DataFrame:
    return pd.read_csv(out / "documents.csv", dtype=str, keep_default_na=False).set_index("doc_id")


def test_a_cluster_gives_the_same_bytes_and_tells_bad_files_in_the_same_words(archive: Path, tmp_path: Path) -> None:
    (archive / "empty.pdf").write_bytes(b"")
    slow_for_each_reader(archive / "slow.pdf")
    for name, address in (("here", ""), ("there", "local")):
        updated(archive, tmp_path / name, cluster=address, limits=Limits(seconds=1.5))
    assert content_of(tmp_path / "there") == content_of(tmp_path / "here")
    table = documents(tmp_path / "there")
    assert (table.error_code["empty"], table.error_code["slow"]) == ("empty_file", "out_of_time")
    assert list(table.status).count("failed") == 2


def test_a_killed_worker_changes_nothing(cluster: Any, archive: Path, tmp_path: Path) -> None:
    class Killer(Nothing):
        left = 3

        def done(self, outcome: Outcome) -> None:
            self.left -= 1
            if self.left == 0:
                os.kill(next(iter(worker_pids(cluster).values())), signal.SIGKILL)

    updated(archive, tmp_path / "here")
    before, killer = set(worker_pids(cluster).values()), Killer()
    updated(archive, tmp_path / "there", killer, cluster=cluster.scheduler_address)
    assert killer.left < 0
    assert before - set(worker_pids(cluster).values())
    assert content_of(tmp_path / "there") == content_of(tmp_path / "here")


def worker_pids(cluster: Any) -> dict[str, int]:
    """Give the process of each worker, by its address."""
    return {nanny.worker_address: nanny.process.process.pid for nanny in cluster.workers.values() if nanny.pid}


def test_a_file_whose_workers_die_each_time_is_a_failed_row(archive: Path, samples: Path, tmp_path: Path) -> None:
    """Here a worker is killed as soon as it reads the file alone, on a cluster that gives up at once."""
    slow_for_each_reader(archive / "poison.pdf")
    import dask

    class Killer(Nothing):
        left = 6

        def done(self, outcome: Outcome) -> None:
            self.left -= 1
            if self.left == 0:
                threading.Thread(target=self.kill, daemon=True).start()

        def kill(self) -> None:
            while self.left == 0:
                busy = [
                    task.processing_on.address for task in list(small.scheduler.tasks.values()) if task.processing_on
                ]
                for address in busy:
                    if pid := worker_pids(small).get(address):
                        os.kill(pid, signal.SIGKILL)
                time.sleep(1)

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs="CRITICAL"
        ) as small,
    ):
        updated(archive, tmp_path / "out", Killer(), cluster=small.scheduler_address)
    table = documents(tmp_path / "out")
    assert table.error_code["poison"] == "worker_lost"
    assert list(table.status) == ["ok"] * 6 + ["failed"]
    assert set(table.engine) == {"pdfium", ""}


def test_a_users_forms_are_sent_to_the_workers(cluster: Any, archive: Path, tmp_path: Path) -> None:
    """A form of the package under another name, in a folder that is read anew by no worker."""
    forms = tmp_path / "forms"
    forms.mkdir()
    own = Path("normalize/forms/known/project_target.toml").read_text("utf-8")
    (forms / "own.toml").write_text(own.replace("项目支出绩效目标表", "自家的表", 1), "utf-8")
    wanted = {"options": Options(forms=(forms,))}
    updated(archive, tmp_path / "here", **wanted)
    updated(archive, tmp_path / "there", cluster=cluster.scheduler_address, **wanted)
    assert content_of(tmp_path / "there") == content_of(tmp_path / "here")


def test_a_worker_with_another_program_is_refused(
    cluster: Any, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.cluster.program", lambda: "jixiao 9.9, pypdfium2 1.0")
    with pytest.raises(ClusterUnusable, match=r"another program .*jixiao 9.9.*pypdfium2 1.0") as raised:
        updated(archive, tmp_path / "out", cluster=cluster.scheduler_address)
    assert len(str(raised.value).splitlines()) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(
    not Path("/proc/self/cwd").is_dir(), reason="the system has no path that each process reads its own way"
)
def test_files_that_workers_do_not_see_stop_the_run(
    cluster: Any, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each file would be a failed row in place of the sound ones of before."""
    monkeypatch.chdir(archive)
    with pytest.raises(ClusterUnusable, match="does not see what is here"):
        updated(Path("/proc/self/cwd"), tmp_path / "out", cluster=cluster.scheduler_address)


def test_a_relative_path_is_the_same_file_for_workers(
    cluster: Any, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive)
    updated(Path("2024"), tmp_path / "out", cluster=cluster.scheduler_address)
    assert list(documents(tmp_path / "out").status) == ["ok", "ok", "ok"]


def test_a_scheduler_that_is_not_there_is_told(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.cluster.CONNECTED", 1.0)
    with pytest.raises(ClusterUnusable, match=r"tcp://127.0.0.1:9: the cluster cannot be reached") as raised:
        updated(archive, tmp_path / "out", cluster="tcp://127.0.0.1:9")
    assert len(str(raised.value).splitlines()) == 1


def test_a_scheduler_that_goes_away_ends_the_run_and_keeps_what_is_done(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.cluster.CONNECTED", 2.0)

    class Stopper(Nothing):
        left = 3

        def done(self, outcome: Outcome) -> None:
            self.left -= 1
            if self.left == 0:
                short.close()

    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs="CRITICAL"
        ) as short,
        pytest.raises(ClusterUnusable),
    ):
        updated(archive, tmp_path / "out", Stopper(), cluster=short.scheduler_address)
    assert updated(archive, tmp_path / "out").unchanged >= 3


def test_without_dask_one_line_says_what_to_install(archive: Path, tmp_path: Path) -> None:
    code = "import sys; sys.modules['distributed'] = None; from jixiao.cli import main; main()"
    command = [sys.executable, "-c", code, "convert", archive, "-o", tmp_path / "out", "--dask", "local"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (PackageMissing.exit_code, 1), done.stderr
    assert "pip install 'jixiao[dask]'" in done.stderr
