"""Files, folders, patterns and URLs -> the files they name, each once, in a stable order, under a name of its own."""

import glob
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from jixiao.errors import InputNotFound, NoPdfInFolder
from jixiao.extract.documents.opening import OFFICE_ENDINGS
from jixiao.names import numbered_name, safe_name, shown_name
from jixiao.remote import find_remote
from jixiao.urls import Url, located


@dataclass(frozen=True, slots=True)
class Source:
    """A file to convert. ``place``: where it stands in the folder or pattern that named it; ``real``: without links.

    ``named`` says whether a person gave this very path; ``stamp`` tells whether a file behind a URL changed.
    """

    path: Path | Url
    place: Path
    real: Path | Url
    named: bool
    stamp: str = ""

    @property
    def shown(self) -> str:
        """The file's name as a person can read it, on one line."""
        return shown_name(self.path.name)


def named_source(path: Path) -> Source:
    """Give the file at a path that a person gave."""
    return _source(path, Path(path.name), named=True)


def find_pdfs(inputs: Iterable[str]) -> list[Path]:
    """Give each PDF of this machine once; raises InputNotFound or NoPdfInFolder."""
    return [source.path for source in find_local(map(Path, inputs)) if isinstance(source.path, Path)]


def find_local(paths: Iterable[Path]) -> list[Source]:
    """Give each file of this machine once; raises InputNotFound or NoPdfInFolder."""
    return _each_once(map(_local, paths))


def find_sources(inputs: Iterable[str]) -> list[Source]:
    """Give each file once, whatever paths lead to it; raises InputNotFound or NoPdfInFolder.

    Folders are searched for PDFs, Word's and Excel's files; links to folders are not followed. Of URLs the errors of
    ``find_remote`` are raised, too.
    """
    return _each_once(_sources(located(text)) for text in inputs)


def _each_once(named: Iterable[Iterable[Source]]) -> list[Source]:
    found: dict[tuple[object, ...], Source] = {}
    for source in (source for sources in named for source in sources):
        found.setdefault(_identity(source), source)
    return list(found.values())


def _identity(source: Source) -> tuple[object, ...]:
    """Give what two paths to one file have in common: by what the system says, for a file may have two names."""
    if isinstance(source.path, Url):
        return (source.path,)
    try:
        status = source.path.stat()
    except OSError:
        return (source.real,)
    return (status.st_dev, status.st_ino) if status.st_ino else (source.real,)


def _sources(given: Path | Url) -> Iterable[Source]:
    if isinstance(given, Path):
        return _local(given)
    return [Source(each.url, Path(each.place), each.url, each.named, each.stamp) for each in find_remote(given)]


def _local(path: Path) -> Iterator[Source]:
    if path.is_dir():
        found = sorted(_files_in(path), key=os.fsencode)
        if not found:
            raise NoPdfInFolder(path)
        yield from (_source(each, each.relative_to(path)) for each in found)
    elif os.path.lexists(path):
        yield named_source(path)
    else:
        matches = sorted(map(Path, glob.glob(os.fspath(path), recursive=True)), key=os.fsencode)
        if not matches:
            raise InputNotFound(path)
        files, base = [each for each in matches if not each.is_dir()], _fixed_part(path)
        if not files:
            raise NoPdfInFolder(path)
        yield from (_source(each, each.relative_to(base)) for each in files)


def _source(path: Path, place: Path, *, named: bool = False) -> Source:
    return Source(path, place, Path(os.path.realpath(path)), named)


IN_FOLDERS = (".pdf", *sorted(OFFICE_ENDINGS))
"""Endings of the files that are looked for in folders. Text, web pages and JSON often have nothing to do with forms:
these are named."""

_OWN = frozenset({"jixiao.xlsx"})
"""What this program itself writes (``--xlsx``)."""


def _files_in(folder: Path) -> Iterator[Path]:
    for parent, _, names in os.walk(folder):
        yield from (Path(parent, name) for name in names if _is_looked_for(name))


def _is_looked_for(name: str) -> bool:
    """Whether a folder's file is to be converted; what begins with ~$ is a lock that Word or Excel left."""
    return name.lower().endswith(IN_FOLDERS) and not name.startswith("~$") and name not in _OWN


def _fixed_part(pattern: Path) -> Path:
    """Give the folder of a pattern in front of its first wildcard."""
    parts = pattern.parts
    wild = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    return Path(*parts[: min(wild, len(parts) - 1)])


def name_sources(sources: Sequence[Source], taken: Mapping[str, str]) -> dict[str, Source]:
    """Give each source its doc_id: its place, made safe, and a short hash of its path where another has that name.

    ``taken`` are the doc_ids that an output folder has given, with the file of each: a file keeps its own.
    """
    own = {key: doc_id for doc_id, key in taken.items() if _may_be_there(key)}
    used = {_folded(doc_id) for doc_id in own.values()}
    named: dict[str, Source] = {}
    for source in sources:
        doc_id = own.get(source_key(source))
        if doc_id is None:
            doc_id = safe_name(source.place)
            if _folded(doc_id) in used:
                doc_id = numbered_name(doc_id, source.real)
        used.add(_folded(doc_id))
        named[doc_id] = source
    return named


def source_key(source: Source) -> str:
    """Give the text that says which file it is: its path, where bytes that are no UTF-8 stand as %XX, and % as %25."""
    return str(source.real) if isinstance(source.real, Url) else "".join(map(_quoted, os.fspath(source.real)))


def _quoted(char: str) -> str:
    if "\udc80" <= char <= "\udcff":  # a byte that Python could not decode (PEP 383)
        return f"%{ord(char) - 0xDC00:02X}"
    return "%25" if char == "%" else char


def _may_be_there(key: str) -> bool:
    """Whether a file is still there, by its key. One behind a URL is not asked for: it keeps its name until pruned."""
    return isinstance(located(key), Url) or os.path.lexists(os.fsdecode(unquote_to_bytes(key)))


def _folded(doc_id: str) -> str:
    """Give what is the same for names that some systems take for one."""
    return doc_id.casefold()
