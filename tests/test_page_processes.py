"""The pages of one long file, read in several processes: the same tables in the same order, and no process is left."""

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import islice
from pathlib import Path

import pytest
from pebble import ProcessExpired

from jixiao import page_processes
from jixiao.errors import FileLost, FileTooLarge
from jixiao.extract.engines import READERS, read_document
from jixiao.extract.grid import PageTables
from jixiao.extract.rule_account import Looks
from jixiao.page_processes import read_with_processes

LOOKS = Looks.WHERE_DOUBTFUL


@pytest.fixture
def started_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let processes start behind the first page, and take few pages each."""
    monkeypatch.setattr(page_processes, "FIRST", 1)
    monkeypatch.setattr(page_processes, "WORTH_STARTING", 0.0)
    monkeypatch.setattr(page_processes, "A_RANGE", 0.01)


def read(path: Path, *numbers: int) -> Iterator[PageTables]:
    return read_with_processes(path, READERS[0], frozenset(numbers), LOOKS, 2)


@pytest.mark.usefixtures("started_at_once")
@pytest.mark.parametrize("numbers", [(), (2, 3, 7, 20)], ids=["all", "some"])
def test_pages_are_those_that_one_process_reads(samples: Path, numbers: tuple[int, ...]) -> None:
    path = samples / "zhoucun-2022.pdf"
    assert list(read(path, *numbers)) == list(read_document(path, READERS[0], frozenset(numbers), LOOKS))
    assert not multiprocessing.active_children()


def test_a_short_file_starts_no_process(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def start(count: int, folder: str) -> None:
        raise AssertionError(count, folder)

    monkeypatch.setattr(page_processes, "processes", start)
    monkeypatch.setattr(page_processes, "WORTH_STARTING", 600.0)
    assert len(list(read(samples / "zhoucun-2022.pdf"))) > 1


@pytest.mark.usefixtures("started_at_once")
def test_pages_that_nobody_takes_leave_no_process(samples: Path) -> None:
    pages = read(samples / "zhoucun-2022.pdf")
    assert [page.page for page in islice(pages, 3)] == [1, 2, 3]
    assert multiprocessing.active_children()
    pages.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("error", "raised"),
    [(ProcessExpired("died"), FileLost), (FileTooLarge(Path("a.pdf"), "much", "less"), FileTooLarge)],
    ids=["its process died", "it raised an error"],
)
def test_what_stops_a_range_stops_the_file(error: Exception, raised: type[Exception]) -> None:
    future = Future[list[PageTables]]()
    future.set_exception(error)
    with pytest.raises(raised, match=r"a\.pdf"):
        page_processes._pages_of(Path("a.pdf"), [4, 5], future)
