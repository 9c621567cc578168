"""The pages of one long file, read in several processes: the rest of the way takes them in order, as if read here.

A process takes as long to start as a hundred pages take to read, or one page by OCR. So a file's first pages are read
here, and tell by the time they take whether the others are worth a process.
"""

from collections import deque
from collections.abc import Iterator, Sequence, Set
from concurrent.futures import Future
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import TYPE_CHECKING

from jixiao.errors import FileLost
from jixiao.extract.engines import page_count, read_document, read_numbered
from jixiao.extract.grid import PageTables
from jixiao.extract.integrity import Damage, find_damage
from jixiao.extract.rule_account import Looks
from jixiao.process import processes

if TYPE_CHECKING:
    from pebble import ProcessPool

WORTH_STARTING = 3.0
"""Seconds of a processor that the pages left must take for processes to be started: two cores save half of them, and a
process takes
0.4 to start, one with OCR's model 1.5."""

FIRST = 3
"""Pages that are read here before it is decided: on the first, libraries are loaded."""

A_RANGE = 1.0
"""Seconds of reading that a process is given at once: opening a file of 5,000 pages takes 0.03, and none is waited for
long."""

AHEAD = 2
"""Ranges of each process that are read, or wait to be, before the first of them is taken: few pages are in memory."""


def read_with_processes(path: Path, reader: str, numbers: Set[int], looks: Looks, count: int) -> Iterator[PageTables]:
    """Give each page's tables as ``read_document`` does, in order; ``count`` processes read a long file's later pages.

    Raises FileLost where one of them dies.
    """
    if count == 1:
        yield from read_document(path, reader, numbers, looks)
        return
    wanted = sorted(numbers) or range(1, page_count(path) + 1)
    damage = find_damage(path)
    seconds: list[float] = []
    begun = process_time()
    for tables in read_numbered(path, reader, numbers, looks, damage):
        seconds.append(process_time() - begun)
        yield tables
        left = wanted[len(seconds) :]
        if len(seconds) >= FIRST and len(left) * _usual(seconds) > WORTH_STARTING:
            break
        begun = process_time()
    else:
        return
    size = max(1, round(A_RANGE / _usual(seconds)))
    ranges = [left[at : at + size] for at in range(0, len(left), size)]
    yield from _read_ranges(path, reader, ranges, looks, damage, count)


def _usual(seconds: Sequence[float]) -> float:
    """Give what a page took that is neither quick nor slow."""
    return sorted(seconds)[len(seconds) // 2]


def _read_ranges(
    path: Path, reader: str, ranges: Sequence[Sequence[int]], looks: Looks, damage: Damage, count: int
) -> Iterator[PageTables]:
    waiting = iter(ranges)
    running = deque[tuple[Sequence[int], Future[list[PageTables]]]]()
    with (
        TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder,
        processes(min(count, len(ranges)), folder) as pool,
    ):
        try:
            while True:
                while len(running) < AHEAD * count and (pages := next(waiting, None)) is not None:
                    running.append((pages, pool.schedule(_read, args=[path, reader, frozenset(pages), looks, damage])))
                if not running:
                    return
                yield from _pages_of(path, *running.popleft())
        finally:
            _stop(pool, running)


def _stop(pool: "ProcessPool", running: Sequence[object]) -> None:
    if running:  # stopped half way: by an error here or in what takes the pages
        pool.stop()  # type: ignore[no-untyped-call]


def _read(path: Path, reader: str, numbers: Set[int], looks: Looks, damage: Damage) -> list[PageTables]:
    return list(read_numbered(path, reader, numbers, looks, damage))


def _pages_of(path: Path, pages: Sequence[int], future: "Future[list[PageTables]]") -> list[PageTables]:
    """Wait for a range. Raises what reading it raised, and FileLost where its process died."""
    from pebble import ProcessExpired

    try:
        return future.result()
    except ProcessExpired as error:
        where = f"pages {pages[0]} to {pages[-1]}"
        raise FileLost(
            path, f"the process that read {where} died", "convert it with --jobs 1, or leave out the page"
        ) from error
