"""An output folder: a store of what each document adds, and the tables made of it, which change all at once.

    OUT/indicators.csv …              links to .jixiao/current/indicators.csv …
    OUT/.jixiao/current               a link to one version
    OUT/.jixiao/versions/<version>/   the tables of that version, never changed
    OUT/.jixiao/store.sqlite          what the versions are made of
    OUT/.jixiao/lock                  held by the run that writes

A new version becomes visible by one rename, of the link ``current``. Where a system has no links (Windows without the
right to make them), the names at the top are files, put in one by one once the version is whole.
"""

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.errors import NoOutput, OutputBusy, OutputNotWritable
from jixiao.output.disk import told
from jixiao.output.entries import Entry
from jixiao.output.extras import EXTRAS, check_packages
from jixiao.output.made_from import MadeFrom
from jixiao.output.rendered import Rendered
from jixiao.output.store import Store
from jixiao.output.write import NAMES, write_tables

if TYPE_CHECKING:
    from filelock import BaseFileLock

STATE = ".jixiao"
REVIEW = "review"
"""The folder of review pages in an output folder."""

_CURRENT = "current"
_PART = ".part"


class Archive:
    """An output folder that this process holds alone."""

    def __init__(self, out: Path, store: Store, extras: Sequence[str]) -> None:
        """Take a folder whose lock is held. ``extras`` are the names of EXTRAS that it is to have."""
        self.out = out
        self._extras = extras
        self._state = out / STATE
        self._store = store

    def entries(self) -> Mapping[str, Entry]:
        """Give the documents that the folder holds, by doc_id."""
        return self._store.entries()

    def put(self, entry: Entry, rendered: Rendered) -> None:
        """Put a document into the store; people see it with the next version. Raises OutputNotWritable."""
        with told(self.out):
            self._store.put(entry, rendered)

    def drop(self, doc_ids: Iterable[str]) -> None:
        """Drop documents from the store. Raises OutputNotWritable."""
        with told(self.out):
            self._store.drop(doc_ids)

    def publish(self, tool_version: str) -> tuple[Path, ...]:
        """Make what the store holds the tables that people see, and give their paths. Raises OutputNotWritable."""
        with told(self.out):
            folder = self.folder(tool_version)
            if not folder.exists():
                self._write(folder, tool_version)
            self._make_current(folder)
            return self._names()

    def version(self, tool_version: str) -> str:
        """Give a name for the tables of what the store holds now."""
        review = ["review"] if any(EXTRAS[name].leads_to_review for name in self._extras) and self._has_review() else []
        return self._store.version(" ".join((tool_version, *self._extras, *review)))

    def folder(self, tool_version: str) -> Path:
        """Give the folder that holds those tables, once they are published."""
        return self._state / "versions" / self.version(tool_version)

    def copy_store(self, path: Path) -> None:
        """Write a copy of the store, whole, to a path where nothing stands. Raises OutputNotWritable."""
        with told(self.out):
            self._store.copy(path)

    def _write(self, folder: Path, tool_version: str) -> None:
        part = folder.with_name(folder.name + _PART)
        (part / "tables").mkdir(parents=True)
        try:
            write_tables(self._store.rows, self._store.files(), part, tool_version)
            for name in self._extras:
                EXTRAS[name].write(MadeFrom(part, tool_version, self._has_review()), part / name)
            part.rename(folder)
        finally:
            shutil.rmtree(part, ignore_errors=True)  # nothing is left of it but where the writing stopped

    def _has_review(self) -> bool:
        return (self.out / REVIEW).is_dir()

    def _make_current(self, folder: Path) -> None:
        names = (*NAMES, *self._extras)
        if _can_link(self._state):
            _set_link(self._state / _CURRENT, Path("versions") / folder.name)
            for name in names:
                _set_link(self.out / name, _target(name))
            for name in EXTRAS.keys() - names:
                _remove_link(self.out / name, _target(name))
        else:
            _copy_to_top(folder, self.out, names)
        for old in folder.parent.iterdir():
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _names(self) -> tuple[Path, ...]:
        """Give the files that people see, those of extras last."""
        names = (*(name for name in NAMES if name != "tables"), "tables", *self._extras)
        return tuple(path for name in names for path in _files_at(self.out / name))


@contextmanager
def open_archive(out: Path, wait: float = 0.0, extras: Sequence[str] = ()) -> Iterator[Archive]:
    """Open an output folder, or begin one, and hold it until the end; what a killed run left is cleared away.

    ``wait`` is how many seconds another run may take to let go of it; ``extras`` are the names of EXTRAS that it is to
    have. Raises OutputBusy, OutputNotWritable or PackageMissing.
    """
    check_packages(extras)
    state, begun = out / STATE, [path for path in (out, out / STATE) if not path.exists()]
    with told(out):
        _check_names(out, extras)
        lock = _locked(out, wait)
    try:
        with told(out):
            for left in (*state.glob(f"versions/*{_PART}"), *state.glob("*.new"), *out.glob("*.jixiao-new")):
                _remove(left)
            store = Store(state / "store.sqlite")
        try:
            yield Archive(out, store, extras)
        finally:
            empty = not store.entries() and not os.path.lexists(state / _CURRENT)
            store.close()
            if empty:
                _remove_begun(state, begun)
    finally:
        lock.release()


def _files_at(path: Path) -> Iterator[Path]:
    """Give a file, or the files in a folder, in order."""
    if path.is_dir():
        yield from (each for each in sorted(path.glob("**/*")) if each.is_file())
    else:
        yield path


def is_output(out: Path) -> bool:
    """Whether a folder holds tables of ours."""
    return (out / STATE).is_dir() and (out / "documents.csv").exists()


def check_is_output(out: Path) -> None:
    """Raise NoOutput where a folder holds no tables of ours."""
    if not is_output(out):
        raise NoOutput(out)


def _locked(out: Path, wait: float) -> "BaseFileLock":
    from filelock import FileLock, Timeout

    state = out / STATE
    lock = FileLock(state / "lock")
    while True:
        (state / "versions").mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=wait)
        except Timeout as error:
            raise OutputBusy(out) from error
        except FileNotFoundError:
            continue  # a run that wrote nothing took its folders away while we waited
        if (state / "lock").exists():
            return lock
        lock.release()


def _check_names(out: Path, extras: Sequence[str]) -> None:
    """Raise OutputNotWritable where something that is not ours has the name of a table: nothing of it is touched."""
    copied = _copied_names(out)
    for name in (STATE, *NAMES, *extras):
        path = out / name
        if name == STATE:
            in_the_way = path.is_symlink() or (path.exists() and not path.is_dir())
        else:
            is_ours = _leads_to(path, _target(name)) or (name in copied and not path.is_symlink())
            in_the_way = not is_ours and os.path.lexists(path)
        if in_the_way:
            raise OutputNotWritable(out, f"{name} is in the way, and jixiao did not put it there")


def _copied_names(out: Path) -> Sequence[str]:
    """Give what stands at the top as files that jixiao put there, where a system has no links."""
    noted = out / STATE / "copies"
    return noted.read_text("utf-8").splitlines() if noted.exists() else ()


def _target(name: str) -> Path:
    """Give where the link of a name at the top leads."""
    return Path(STATE) / _CURRENT / name


def _leads_to(path: Path, target: Path) -> bool:
    return path.is_symlink() and path.readlink() == target


def _can_link(folder: Path) -> bool:
    probe = folder / "probe.new"
    try:
        probe.symlink_to("nothing")
    except (OSError, NotImplementedError):
        return False
    probe.unlink()
    return True


def _set_link(path: Path, target: Path) -> None:
    """Make a link, or change where it leads, in one step."""
    if _leads_to(path, target):
        return
    new = path.with_name(path.name + (".new" if path.name == _CURRENT else ".jixiao-new"))
    new.symlink_to(target, target_is_directory="." not in path.name)
    new.replace(path)


def _remove_link(path: Path, target: Path) -> None:
    if _leads_to(path, target):
        path.unlink()


def _copy_to_top(folder: Path, out: Path, names: Sequence[str]) -> None:
    before = set(_copied_names(out)) - set(names)
    noted = out / STATE / "copies"
    noted.write_text("\n".join((*names, *before)), encoding="utf-8")
    kept = {path.relative_to(folder) for path in folder.rglob("*")}
    for name in sorted(kept):
        if (folder / name).is_dir():
            (out / name).mkdir(exist_ok=True)
            continue
        new = (out / name).with_name(f"{name.name}.jixiao-new")
        shutil.copyfile(folder / name, new)
        new.replace(out / name)
    for path in [path for name in names for path in (out / name).rglob("*")]:
        if path.relative_to(out) not in kept:
            _remove(path)
    for top in before:
        _remove(out / top)
    noted.write_text("\n".join(names), encoding="utf-8")


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with contextlib.suppress(FileNotFoundError):
            path.unlink()


def _remove_begun(state: Path, begun: Iterable[Path]) -> None:
    """Remove the folders that a run made and put nothing into, the inner one first."""
    if state in begun:
        shutil.rmtree(state, ignore_errors=True)
    for path in begun:
        with contextlib.suppress(OSError):
            path.rmdir()
