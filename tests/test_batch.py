"""Many files: each costs itself alone, whatever it does; what is new is done, and what is not is left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pikepdf
import pytest

from jixiao.batch import Lost, run
from jixiao.errors import FileLost, OutputBusy
from jixiao.limits import Limits, bytes_held, memory_bound
from jixiao.output.archive import open_archive
from jixiao.output.entries import begun
from jixiao.progress import ERRORS, WARNINGS, Nothing
from jixiao.update import Request, Summary, update
from jixiao.work import Job, Options, Outcome, do
from jixiao.workers import Workers
from tests.folders import content_of
from tests.hostile import large_fonts, slow_for_each_reader
from tests.test_bad_input import pdf_without_table
from tests.test_bad_input import run as command

SMALL = "shili-project-2024.pdf"
PROGRAM = (sys.executable, "-c", "from jixiao.cli import main; main()")


@pytest.fixture
def archive(samples: Path, tmp_path: Path) -> Path:
    """A user's folder with two years and a file of the same name in each."""
    folder = tmp_path / "archive"
    for year, name in (("2023", "shili-selfeval-2023.pdf"), ("2024", SMALL)):
        (folder / year).mkdir(parents=True)
        shutil.copy(samples / name, folder / year / "budget.pdf")
    return folder


def updated(folder: Path, out: Path, **wanted: object) -> Summary:
    return update(replace(Request((str(folder),), out, jobs=2), **wanted), Nothing())  # type: ignore[arg-type]


def documents(out: Path) -> pd.DataFrame:
    return pd.read_csv(out / "documents.csv", dtype=str, keep_default_na=False).set_index("doc_id")


# One file costs itself alone.


def test_a_bad_file_among_good_ones_is_a_failed_row(archive: Path, tmp_path: Path) -> None:
    (archive / "empty.pdf").write_bytes(b"")
    (archive / "prose.pdf").write_bytes(pdf_without_table())
    done = command("convert", archive, "-o", tmp_path / "out")
    assert done.returncode == ERRORS, done.stderr
    table = documents(tmp_path / "out")
    assert list(table.status) == ["ok", "ok", "failed", "failed"]
    assert table.error_code["empty"] == "empty_file"
    assert "download it again" in table.error["empty"]
    assert "failed: empty.pdf" in done.stdout
    forms = pd.read_csv(tmp_path / "out" / "forms.csv")
    assert set(forms.doc_id) == {"2023-budget", "2024-budget"}


def test_a_file_that_takes_too_long_is_a_failed_row(archive: Path, tmp_path: Path) -> None:
    slow_for_each_reader(archive / "slow.pdf")
    summary = updated(archive, tmp_path / "out", limits=Limits(seconds=0.5))
    table = documents(tmp_path / "out")
    assert table.error_code["slow"] == "out_of_time"
    assert list(table.status) == ["ok", "ok", "failed"]
    assert [entry.settled for entry in summary.entries] == [True, True, False]


def test_a_file_that_takes_too_long_leaves_no_copy_of_itself(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy without password was made to be read, and its process was killed."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)  # it is found anew
    slow_for_each_reader(archive / "slow.pdf")
    updated(archive, tmp_path / "out", limits=Limits(seconds=0.5), options=Options(password="open"))
    assert documents(tmp_path / "out").error_code["slow"] == "out_of_time"
    assert list((tmp_path / "tmp").iterdir()) == []


def test_a_file_that_takes_too_much_memory_is_a_failed_row(archive: Path, tmp_path: Path) -> None:
    large_fonts(archive / "large.pdf", count=1)
    updated(archive, tmp_path / "out", limits=Limits(megabytes=250))
    table = documents(tmp_path / "out")
    assert list(table.status) == ["ok", "ok", "failed"]
    assert table.error_code["large"] in {"out_of_memory", "crashed"}


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process holds")
def test_what_a_process_holds_already_is_no_share_of_a_file() -> None:
    held = bytearray(300 << 20)
    with memory_bound(Limits(megabytes=200), bytes_held()):
        assert bytearray(100 << 20)
        with pytest.raises(MemoryError):
            bytearray(300 << 20)
    assert held


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the system does not say what a process holds")
def test_what_libraries_reserve_leaves_a_file_its_memory(samples: Path) -> None:
    """A page's second opinion, camelot's, makes data frames; pyarrow may reserve a gigabyte for those, and use none."""
    code = (
        "import sys; from pathlib import Path; from jixiao.process import set_up_process; set_up_process();"
        "from jixiao.extract.camelot_reader import read_camelot_grids; from jixiao.limits import bytes_held;"
        "assert read_camelot_grids(Path(sys.argv[1]), 'vector'); print(bytes_held() >> 20)"
    )
    path = samples / SMALL
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert int(done.stdout) < Limits().megabytes // 2


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="the system does not list processes in /proc")
def test_a_killed_worker_costs_no_file(archive: Path, samples: Path, tmp_path: Path) -> None:
    """When the small files are done, the large one is being read: its worker dies, and it is read again as it was."""

    class Killer(Nothing):
        left = 2

        def done(self, outcome: Outcome) -> None:
            self.left -= 1
            if self.left == 0:
                for worker in workers_of(os.getpid()):
                    os.kill(worker, signal.SIGKILL)

    with pikepdf.open(samples / "zhoucun-2024.pdf") as pdf:
        pages = list(pdf.pages)
        for _ in range(3):
            pdf.pages.extend(pages)
        pdf.save(archive / "large.pdf")
    killer = Killer()
    update(Request((str(archive),), tmp_path / "out", jobs=2), killer)
    assert killer.left < 0
    updated(archive, tmp_path / "whole")
    assert content_of(tmp_path / "out") == content_of(tmp_path / "whole")


def workers_of(parent: int) -> list[int]:
    """Give the processes that a process spawned to work for it."""
    tasks = Path(f"/proc/{parent}/task").iterdir()
    children = [child for task in tasks for child in (task / "children").read_text().split()]
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def test_a_mistake_in_the_program_costs_one_file(samples: Path) -> None:
    """A folder of forms that is a number raises TypeError within the worker, whatever engine is asked."""
    paths = [samples / SMALL, samples / "shili-department-2024.pdf"]
    jobs = [Job(path, begun(path.stem, str(path), path.name, "", ""), Options()) for path in paths]
    wrong = replace(jobs[0], options=Options(forms=(1,)))  # type: ignore[arg-type]
    outcomes = {each.entry.doc_id: each for each in run([wrong, jobs[1]], Workers(2, Limits()))}
    assert outcomes[paths[1].stem].error is None
    failure = outcomes[paths[0].stem]
    assert isinstance(failure.error, FileLost)
    assert "TypeError" in failure.entry.problem


def test_what_another_engine_read_in_place_of_a_lost_one_is_told(samples: Path) -> None:
    path = samples / SMALL
    job = Job(path, begun(path.stem, str(path), path.name, "", ""), Options(engine="pdfplumber"), lost="it died")
    findings = do(job).rendered.rows["findings"].decode()
    assert "engine_lost" in findings
    assert "it died" in findings


def test_a_lost_job_is_tried_once_more_on_another_engine() -> None:
    """One that was killed from outside is done again as it was, before."""

    class Losing:
        def __init__(self, times: int, *, from_outside: bool = False) -> None:
            self.times, self.engines, self.from_outside = times, list[str](), from_outside

        def do_all(self, jobs: Sequence[Job]) -> Iterator[Outcome | Lost]:
            for job in jobs:
                self.engines.append(job.options.engine)
                self.times -= 1
                yield Lost(job, "crashed", "it died", "try", 1.0, self.from_outside) if self.times >= 0 else do(job)

    job = Job(Path("none.pdf"), begun("none", "none.pdf", "none.pdf", "", ""), Options())
    once, ever = Losing(1), Losing(9)
    (outcome,) = run([job], once)
    assert (once.engines, outcome.entry.problem.split(" (")[0]) == (["pdfium", "pdfplumber"], "the file cannot be read")
    (outcome,) = run([job], ever)
    assert isinstance(outcome.error, FileLost)
    assert (outcome.entry.status, outcome.entry.problem) == ("failed", "it died; try")
    once, ever = Losing(1, from_outside=True), Losing(9, from_outside=True)
    (outcome,) = run([job], once)
    assert (once.engines, outcome.entry.status) == (["pdfium", "pdfium"], "failed")
    (outcome,) = run([job], ever)
    assert (ever.engines, outcome.entry.problem) == (["pdfium", "pdfium", "pdfplumber"], "it died; try")


def test_a_single_file_has_the_same_limits(tmp_path: Path) -> None:
    slow_for_each_reader(tmp_path / "slow.pdf")
    started = time.monotonic()
    done = command("convert", tmp_path / "slow.pdf", "-o", tmp_path / "out", "--timeout", "0.1")
    assert time.monotonic() - started < 30
    assert (done.returncode, len(done.stderr.splitlines())) == (FileLost.exit_code, 1), done.stderr
    assert "slow.pdf: the file took longer than it may; raise --timeout" in done.stderr


def test_fail_fast_stops_and_keeps_what_was_there(archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "out")
    before = content_of(tmp_path / "out")
    (archive / "empty.pdf").write_bytes(b"")
    done = command("convert", archive, "-o", tmp_path / "out", "--fail-fast")
    assert (done.returncode, "empty.pdf" in done.stderr) == (5, True)
    assert content_of(tmp_path / "out") == before


# Only what is new.


def test_an_unchanged_file_is_not_converted_again(archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "out")
    before = content_of(tmp_path / "out")
    assert updated(archive, tmp_path / "out").unchanged == 2
    assert updated(archive, tmp_path / "out", force=True).unchanged == 0
    assert content_of(tmp_path / "out") == before


def test_a_changed_file_takes_its_old_place(archive: Path, samples: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "out")
    shutil.copy(samples / "shili-department-2024.pdf", archive / "2023" / "budget.pdf")
    assert updated(archive, tmp_path / "out").unchanged == 1
    fresh = tmp_path / "fresh"
    updated(archive, fresh)
    assert content_of(tmp_path / "out") == content_of(fresh)


def test_other_options_convert_anew(archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "out")
    assert updated(archive, tmp_path / "out", options=Options(engine="pdfplumber")).unchanged == 0
    assert set(documents(tmp_path / "out").engine) == {"pdfplumber"}


def test_removed_files_stay_until_they_are_pruned(archive: Path, tmp_path: Path) -> None:
    updated(archive, tmp_path / "out")
    (archive / "2023" / "budget.pdf").unlink()
    updated(archive, tmp_path / "out")
    assert list(documents(tmp_path / "out").index) == ["2023-budget", "2024-budget"]
    assert updated(archive, tmp_path / "out", prune=True).dropped == ("2023-budget",)
    assert list(documents(tmp_path / "out").index) == ["2024-budget"]


def test_a_conversion_written_by_hand_and_a_run_are_one_document(samples: Path, tmp_path: Path) -> None:
    import jixiao

    jixiao.convert(samples / SMALL).write(tmp_path / "out")
    updated(samples / SMALL, tmp_path / "out")
    assert len(documents(tmp_path / "out")) == 1


# Readers and writers.


def test_a_second_writer_is_told_or_waits(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with open_archive(out):
        done = command("convert", archive, "-o", out)
        assert (done.returncode, len(done.stderr.splitlines())) == (OutputBusy.exit_code, 1), done.stderr
        waiting = subprocess.Popen(
            [*PROGRAM, "convert", archive, "-o", out, "--wait", "60"],
            stdout=subprocess.PIPE,
        )
        time.sleep(1)
        assert waiting.poll() is None
    assert waiting.wait(60) == 0
    assert len(documents(out)) == 2


@pytest.mark.parametrize("delay", [0.4, 0.8, 1.2, 1.5, 1.8])
def test_a_run_that_was_killed_goes_on(archive: Path, samples: Path, tmp_path: Path, delay: float) -> None:
    whole, out = tmp_path / "whole", tmp_path / "out"
    updated(archive, whole)
    before = content_of(whole)
    shutil.copytree(whole, out, symlinks=True)
    shutil.copy(samples / "shili-department-2024.pdf", archive / "2023" / "budget.pdf")
    updated(archive, whole)
    killed = subprocess.Popen([*PROGRAM, "convert", archive, "-o", out], stdout=subprocess.DEVNULL)
    time.sleep(delay)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert content_of(out) in (before, content_of(whole))
    updated(archive, out)
    assert content_of(out) == content_of(whole)
    assert {path.name for path in (out / ".jixiao").iterdir()} == {"current", "lock", "store.sqlite", "versions"}
    assert len(list((out / ".jixiao" / "versions").iterdir())) == 1


def test_what_stands_in_the_way_stays(archive: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "indicators.csv").write_text("mine")
    (tmp_path / "elsewhere").write_text("mine too")
    done = command("convert", archive, "-o", out)
    assert (done.returncode, "indicators.csv is in the way" in done.stderr) == (10, True), done.stderr
    assert sorted(path.name for path in out.iterdir()) == ["indicators.csv"]
    (out / "indicators.csv").unlink()
    (out / "forms.csv").symlink_to(tmp_path / "elsewhere")
    assert command("convert", archive, "-o", out).returncode == 10
    assert (tmp_path / "elsewhere").read_text() == "mine too"


def test_a_folder_that_cannot_be_written_is_told_before_converting(archive: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    done = command("convert", archive, "-o", tmp_path / "file" / "out")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (10, "", 1)


@pytest.mark.skipif(sys.platform == "win32", reason="the system bounds no file's size")
def test_a_full_disk_leaves_the_tables_of_before_and_loses_nothing(
    archive: Path, samples: Path, tmp_path: Path
) -> None:
    """A process whose files may not grow stops in the middle of its tables; the next run goes on."""
    out, whole = tmp_path / "out", tmp_path / "whole"
    updated(archive, out)
    before = content_of(out)
    shutil.copy(samples / "zhoucun-2022.pdf", archive / "2023" / "budget.pdf")
    bounded = ["/bin/sh", "-c", 'ulimit -f 80; trap "" XFSZ; exec "$@"', "sh", *PROGRAM]
    done = subprocess.run([*bounded, "convert", archive, "-o", out], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (10, False), done.stderr
    assert content_of(out) == before
    updated(archive, out)
    updated(archive, whole)
    assert content_of(out) == content_of(whole)


def test_a_system_without_links_has_the_files_themselves(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    linked, copied = tmp_path / "linked", tmp_path / "copied"
    updated(archive, linked)
    monkeypatch.setattr("jixiao.output.archive._can_link", lambda folder: False)
    for _ in range(2):
        updated(archive, copied, force=True)
    assert content_of(copied) == content_of(linked)
    assert not any(path.is_symlink() for path in copied.rglob("*"))


# What people see.


def test_the_log_has_a_line_a_file(archive: Path, tmp_path: Path) -> None:
    (archive / "empty.pdf").write_bytes(b"")
    done = command("convert", archive, "-o", tmp_path / "out", "-q", "--log-json", tmp_path / "log.jsonl")
    assert done.stdout == ""
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text("utf-8").splitlines()]
    assert [line["event"] for line in lines] == ["begin", "file", "file", "file"]
    assert {line["doc_id"]: line["status"] for line in lines[1:]}["empty"] == "failed"


def test_open_warnings_have_an_exit_code_of_their_own(samples: Path, tmp_path: Path) -> None:
    assert command("convert", samples / "zhoucun-2023.pdf", "-o", tmp_path / "out").returncode == WARNINGS
    assert command("convert", samples / "zhoucun-2023.pdf", "-o", tmp_path / "out").returncode == WARNINGS


def test_some_pages_are_read_and_the_document_says_so(samples: Path, tmp_path: Path) -> None:
    pdf = samples / "zhoucun-2024.pdf"
    done = command("convert", pdf, "-o", tmp_path / "out", "--pages", "3,5-6")
    assert done.returncode == ERRORS, done.stderr  # the form's sums lack what stands on the other pages
    findings = pd.read_csv(tmp_path / "out" / "findings.csv").set_index("code")
    assert findings.message["pages_left_out"] == "only some of the file's pages were read, as asked: 3,5-6"
    assert set(pd.read_csv(tmp_path / "out" / "indicators.csv").page_start) <= {3, 5, 6}
    none = command("convert", pdf, "-o", tmp_path / "out", "--pages", "99")
    assert (none.returncode, "there is no page 99; it has 36" in none.stderr) == (23, True)
    assert command("convert", pdf, "-o", tmp_path / "out", "--pages", "5-3").returncode == 2
