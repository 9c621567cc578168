"""What an output folder holds of each document, in SQLite: one's share is put, or is not, whatever stops the run.

    documents   a file that was or was not converted: its place, its content's hash, how it was converted, its tally
    shares      what it adds to each table (``rows``) and its own files (``file``), packed

A write-ahead log keeps the store whole through a kill at any moment (sqlite.org/wal.html); ``synchronous=NORMAL`` may
lose the last documents at a power cut, never more: the next run converts them again.
"""

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from jixiao.output.entries import Entry
from jixiao.output.rendered import Rendered

LAYOUT = 4
"""Version of this store's layout and of the columns that shares hold; a store of another is begun anew."""

_SCHEMA = """
CREATE TABLE documents (
    doc_id TEXT PRIMARY KEY, source TEXT NOT NULL, sha256 TEXT NOT NULL, recipe TEXT NOT NULL, settled INTEGER NOT NULL,
    shown TEXT NOT NULL, status TEXT NOT NULL, problem TEXT NOT NULL, pages INTEGER NOT NULL, forms INTEGER NOT NULL,
    indicators INTEGER NOT NULL, checks_held INTEGER NOT NULL, checks_failed INTEGER NOT NULL,
    infos INTEGER NOT NULL, warnings INTEGER NOT NULL, errors INTEGER NOT NULL,
    seconds REAL NOT NULL, stamp TEXT NOT NULL, digest TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE shares (
    kind TEXT NOT NULL, doc_id TEXT NOT NULL, name TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (kind, name, doc_id)
) WITHOUT ROWID;
CREATE INDEX shares_of_document ON shares (doc_id);
"""


_COLUMNS = tuple(field.name for field in fields(Entry))


class Store:
    """The state of an output folder. All errors of the disk are sqlite3.Error."""

    def __init__(self, path: Path) -> None:
        """Open the store, or begin one."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode=WAL")
        self._connection.execute("PRAGMA synchronous=NORMAL")
        (layout,) = self._connection.execute("PRAGMA user_version").fetchone()
        if layout != LAYOUT:
            self._begin_anew()

    def close(self) -> None:
        """Close the store, its log written back into it."""
        self._connection.close()

    def copy(self, path: Path) -> None:
        """Write a copy to a path where nothing stands."""
        self._connection.execute("VACUUM INTO ?", (str(path),))

    def entries(self) -> Mapping[str, Entry]:
        """Give all documents by doc_id, in order."""
        rows = self._connection.execute(f"SELECT {', '.join(_COLUMNS)} FROM documents ORDER BY doc_id")
        found = (dict(zip(_COLUMNS, row, strict=True)) for row in rows)
        return {
            entry.doc_id: entry for entry in (Entry(**(each | {"settled": bool(each["settled"])})) for each in found)
        }

    def put(self, entry: Entry, rendered: Rendered) -> None:
        """Put a document, in place of what the store held of it."""
        values = asdict(entry) | {"digest": _digest(rendered)}
        marks = ", ".join(f":{name}" for name in values)
        shares = [("rows", name, content) for name, content in rendered.rows.items() if content]
        shares += [("file", name, content) for name, content in rendered.files.items()]
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._forget([entry.doc_id])
            self._connection.execute(f"INSERT INTO documents ({', '.join(values)}) VALUES ({marks})", values)
            self._connection.executemany(
                "INSERT INTO shares (kind, doc_id, name, content) VALUES (?, ?, ?, ?)",
                [(kind, entry.doc_id, name, zlib.compress(content, 1)) for kind, name, content in shares],
            )

    def drop(self, doc_ids: Iterable[str]) -> None:
        """Drop documents, all of them or none."""
        with self._connection:
            self._connection.execute("BEGIN IMMEDIATE")
            self._forget(doc_ids)

    def rows(self, table: str) -> Iterator[bytes]:
        """Give the documents' shares in a table, in the order of doc_id."""
        return (zlib.decompress(content) for _, content in self._shares("rows", "AND name = ?", table))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give the documents' own files, by name."""
        return ((name, zlib.decompress(content)) for name, content in self._shares("file"))

    def version(self, made_by: str) -> str:
        """Give a name for what the store holds now: the same for the same shares, written by the same program."""
        digest = hashlib.sha256(made_by.encode())
        for pair in self._connection.execute("SELECT doc_id, digest FROM documents ORDER BY doc_id"):
            digest.update("\0".join(pair).encode() + b"\0")
        return digest.hexdigest()[:16]

    def _shares(self, kind: str, condition: str = "", *values: str) -> Iterator[tuple[str, bytes]]:
        query = f"SELECT name, content FROM shares WHERE kind = ? {condition} ORDER BY name, doc_id"
        return iter(self._connection.execute(query, (kind, *values)))

    def _forget(self, doc_ids: Iterable[str]) -> None:
        names = [(doc_id,) for doc_id in doc_ids]
        self._connection.executemany("DELETE FROM shares WHERE doc_id = ?", names)
        self._connection.executemany("DELETE FROM documents WHERE doc_id = ?", names)

    def _begin_anew(self) -> None:
        for name in ("shares", "documents"):
            self._connection.execute(f"DROP TABLE IF EXISTS {name}")
        self._connection.executescript(f"BEGIN; {_SCHEMA} PRAGMA user_version={LAYOUT}; COMMIT;")


def _digest(rendered: Rendered) -> str:
    digest = hashlib.sha256()
    for kind in (rendered.rows, rendered.files):
        for name, content in kind.items():
            digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
