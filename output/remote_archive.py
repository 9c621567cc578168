"""An output folder behind a URL: a store and tables that change by one file, put once, where nothing can be renamed.

    URL/indicators.csv …                  copies of the newest run's tables
    URL/.jixiao/top.json                  whose copies stand at the top, which they are, and whether all of them do
    URL/.jixiao/runs/000007.json          which folders hold what run 7 came to; put once, and the highest counts
    URL/.jixiao/runs/000007-1a2b3c4d/     tables and store of a run, never changed

A run works on this machine, in the user's cache folder, from the store of the newest run. At its end it puts its
folder, then ``000008.json``: only if there is none (a store that can do that lets one of two runs win, the other is
told that the folder is busy). A program that reads the folder which the highest number names reads one run whole. The
copies at the top follow, one by one. A run that was killed goes on from what it left in the cache folder.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar
from uuid import uuid4

from jixiao.errors import OutputBusy, OutputNotWritable
from jixiao.output.archive import STATE, Archive, open_archive
from jixiao.output.entries import Entry
from jixiao.output.extras import check_packages
from jixiao.output.rendered import Rendered
from jixiao.output.write import NAMES, PACKAGE
from jixiao.remote import file_system, network_errors
from jixiao.urls import Url

_STORE = "store.sqlite"

_FLAT = frozenset(("s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "memory"))
"""Stores that know names and no folders: to make one there might make a bucket of a name that was mistyped."""

_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to: the folders of its tables (an earlier run's, where they are the same) and its store."""

    number: int
    tables: str
    store: str
    version: str
    made: str


@dataclass(frozen=True, slots=True)
class Top:
    """What stands at the top: the copies of which folder, under which names, and whether all of them do."""

    tables: str
    names: Sequence[str]
    whole: bool


class RemoteArchive:
    """An output folder behind a URL, as this run found it, and the folder of this machine in which it works."""

    def __init__(self, place: "_Place", archive: Archive, head: Run | None, *, resumed: bool) -> None:
        """Take what the newest run came to; ``resumed``: the folder here holds more, of a run that was killed."""
        self._place, self._archive, self._head, self._changed = place, archive, head, resumed

    def entries(self) -> Mapping[str, Entry]:
        """Give the documents that the folder holds, by doc_id."""
        return self._archive.entries()

    def put(self, entry: Entry, rendered: Rendered) -> None:
        """Put a document; others see it when it is published. Raises OutputNotWritable."""
        self._changed = True
        self._archive.put(entry, rendered)

    def drop(self, doc_ids: Iterable[str]) -> None:
        """Drop documents. Raises OutputNotWritable."""
        dropped = tuple(doc_ids)
        self._changed = self._changed or bool(dropped)
        self._archive.drop(dropped)

    def publish(self, tool_version: str) -> tuple[Url, ...]:
        """Put the tables behind the URL, and give where they stand. Raises OutputBusy or OutputNotWritable."""
        version = self._archive.version(tool_version)
        with self._place.told():
            top, head = self._place.top(), self._head
            if head is None or self._changed or head.version != version:
                head = self._commit(version, tool_version)
            if not (top and top.whole and top.tables == head.tables):
                self._archive.publish(tool_version)
                top = self._place.show(head, self._archive.folder(tool_version), top)
            self._place.clear(head, self._head)
        return tuple(self._place.at(name) for name in top.names)

    def _commit(self, version: str, tool_version: str) -> Run:
        before = self._head
        number = before.number + 1 if before else 1
        own = f"{number:06d}-{uuid4().hex[:8]}"
        tables = before.tables if before and before.version == version else own
        if tables == own:
            self._archive.publish(tool_version)
            self._place.put_folder(self._archive.folder(tool_version), own)
        copy = self._archive.out / "copy.sqlite"
        copy.unlink(missing_ok=True)
        self._archive.copy_store(copy)
        self._place.put(copy, f"{STATE}/runs/{own}/{_STORE}")
        return self._place.commit(Run(number, tables, own, version, uuid4().hex))


@contextmanager
def open_remote_archive(url: Url, wait: float = 0.0, extras: Sequence[str] = ()) -> Iterator[RemoteArchive]:
    """Open an output folder behind a URL, or begin one. The parameters and errors are those of ``open_archive``."""
    from filelock import FileLock, Timeout

    check_packages(extras)
    place = _Place(Url(url.rstrip("/")))
    here = cache_folder() / hashlib.sha256(place.url.encode()).hexdigest()[:16]
    try:
        here.mkdir(parents=True, exist_ok=True)
        with FileLock(here / "lock").acquire(timeout=wait):
            with place.told():
                place.check_names((*NAMES, *extras))
                place.try_writing()
                head = place.head()
                folder = here / (f"{head.number:06d}-{head.made}" if head else "new")
                resumed = folder.exists()
                if head and not resumed:
                    place.fetch_store(head, folder)
            for old in here.iterdir():
                if old.is_dir() and old != folder:
                    shutil.rmtree(old, ignore_errors=True)
            with open_archive(folder, extras=extras) as archive:
                yield RemoteArchive(place, archive, head, resumed=resumed)
            shutil.rmtree(folder, ignore_errors=True)
    except Timeout as error:
        raise OutputBusy(url) from error


def cache_folder() -> Path:
    """Give the folder for what runs into URLs work on: the user's, by the system's custom."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return base / "jixiao" / "outputs"


class _Place:
    """A folder behind a URL, and what is read and put there."""

    def __init__(self, url: Url) -> None:
        self.url = url
        self._files, self._base = file_system(url)
        self._has_folders = _FLAT.isdisjoint(url.partition("://")[:1])

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn the network's errors into ours."""
        try:
            yield
        except network_errors() as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise OutputNotWritable(self.url, reason) from error

    def at(self, name: str) -> Url:
        """Give the URL of a name."""
        return Url(f"{self.url}/{name}")

    def head(self) -> Run | None:
        """Give what the newest run came to."""
        numbers = [name for name in self._names(f"{STATE}/runs") if name.endswith(".json")]
        return self._read(f"{STATE}/runs/{max(numbers)}", Run) if numbers else None

    def top(self) -> Top | None:
        """Give what stands at the top; nothing where no run has put anything there."""
        if not self._files.exists(self._path(f"{STATE}/top.json")):
            return None
        return self._read(f"{STATE}/top.json", Top)

    def check_names(self, names: Iterable[str]) -> None:
        """Raise OutputNotWritable where something that no run put there has the name of a table."""
        top = self.top()
        ours = {name.partition("/")[0] for name in top.names} if top else set()
        for name in names:
            if name not in ours and self._files.exists(self._path(name)):
                raise OutputNotWritable(self.url, f"{name} is in the way, and jixiao did not put it there")

    def try_writing(self) -> None:
        """Write something small and take it away: what may not be written is told before anything is converted."""
        probe = self._path(f"{STATE}/probe-{uuid4().hex[:8]}")
        self._make_parent(probe)
        self._files.pipe_file(probe, b"jixiao")
        self._files.rm_file(probe)

    def fetch_store(self, run: Run, folder: Path) -> None:
        """Fetch the store of a run into a folder of this machine, whole or not at all."""
        part = folder.with_name(folder.name + ".part")
        shutil.rmtree(part, ignore_errors=True)
        (part / STATE).mkdir(parents=True)
        self._files.get_file(self._path(f"{STATE}/runs/{run.store}/{_STORE}"), str(part / STATE / _STORE))
        part.rename(folder)

    def put(self, path: Path, name: str) -> None:
        """Put a file of this machine."""
        target = self._path(name)
        self._make_parent(target)
        self._files.put_file(str(path), target)

    def put_folder(self, folder: Path, run: str) -> None:
        """Put the tables of a run."""
        for name in _files_in(folder):
            self.put(folder / name, f"{STATE}/runs/{run}/{name}")

    def commit(self, run: Run) -> Run:
        """Make a run the newest, if it is the next. Raises OutputBusy where another was quicker."""
        newest = self.head()
        if (newest.number if newest else 0) != run.number - 1:
            raise OutputBusy(self.url)
        name, content = f"{STATE}/runs/{run.number:06d}.json", json.dumps(asdict(run)).encode()
        try:
            self._files.pipe_file(self._path(name), content, mode="create")
        except network_errors():
            if not self._files.exists(self._path(name)):
                raise
        if self._read(name, Run) != run:
            raise OutputBusy(self.url)
        return run

    def show(self, run: Run, folder: Path, before: Top | None) -> Top:
        """Put copies of a run's tables at the top, the description last, and take away what no longer belongs there."""
        names, old = _files_in(folder), before.names if before else ()
        self._put_top(Top(run.tables, tuple(sorted({*names, *old})), whole=False))
        for name in sorted(names, key=lambda name: (name == PACKAGE, name)):
            self._copy(f"{STATE}/runs/{run.tables}/{name}", name, folder / name)
        for name in set(old) - set(names):
            self._remove(name)
        top = Top(run.tables, names, whole=True)
        self._put_top(top)
        return top

    def clear(self, newest: Run, before: Run | None) -> None:
        """Take away the folders of runs before the last two, and of runs that were killed before they were whole."""
        kept = {folder for run in (newest, before) if run for folder in (run.tables, run.store)}
        for name in self._names(f"{STATE}/runs"):
            number, _, made = name.partition("-")
            if made and int(number) <= newest.number and name not in kept:
                self._files.rm(self._path(f"{STATE}/runs/{name}"), recursive=True)

    def _copy(self, source: str, name: str, own: Path) -> None:
        target = self._path(name)
        self._make_parent(target)
        try:
            self._files.cp_file(self._path(source), target)
        except NotImplementedError:  # a file system that copies nothing within itself
            self._files.put_file(str(own), target)

    def _put_top(self, top: Top) -> None:
        self._files.pipe_file(self._path(f"{STATE}/top.json"), json.dumps(asdict(top), ensure_ascii=False).encode())

    def _remove(self, name: str) -> None:
        if self._files.exists(self._path(name)):
            self._files.rm_file(self._path(name))

    def _names(self, folder: str) -> list[str]:
        self._files.invalidate_cache()
        if not self._files.exists(self._path(folder)):
            return []
        return [path.rstrip("/").rpartition("/")[2] for path in self._files.ls(self._path(folder), detail=False)]

    def _read(self, name: str, kind: Callable[..., _Kind]) -> _Kind:
        try:
            return kind(**json.loads(self._files.cat_file(self._path(name))))
        except (ValueError, TypeError) as error:
            raise OutputNotWritable(self.url, f"{name} was not written by this version of jixiao") from error

    def _make_parent(self, path: str) -> None:
        if self._has_folders:
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)

    def _path(self, name: str) -> str:
        return f"{self._base}/{name}"


def _files_in(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()))
