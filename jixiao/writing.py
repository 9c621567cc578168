"""Converted documents -> an output folder, or one behind a URL."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

from jixiao.inputs import Source, name_sources, source_key
from jixiao.output.archive import Archive, open_archive
from jixiao.output.entries import begun, with_counts
from jixiao.output.remote_archive import RemoteArchive, open_remote_archive
from jixiao.output.rendered import render
from jixiao.output.rows import ConvertedDocument
from jixiao.urls import Url, located
from jixiao.version import __version__


def opened(
    out: Path | Url, wait: float = 0.0, extras: Sequence[str] = ()
) -> AbstractContextManager[Archive | RemoteArchive]:
    """Open an output folder, or begin one, and hold it until the end. Raises OutputNotWritable or OutputBusy.

    ``wait`` is how many seconds another run may take to let go of it; ``extras`` are the names of EXTRAS that it is to
    have.
    """
    return open_remote_archive(out, wait, extras) if isinstance(out, Url) else open_archive(out, wait, extras)


def write_all(documents: Sequence[tuple[Source, ConvertedDocument]], out: str | Path) -> tuple[Path | Url, ...]:
    """Put documents, each with its file, into an output folder, beside those it holds; give the paths of all tables.

    Raises OutputNotWritable or OutputBusy.
    """
    sources = [source for source, _ in documents]
    with opened(located(str(out))) as archive:
        named = name_sources(sources, {name: entry.source for name, entry in archive.entries().items()})
        for (doc_id, source), (_, converted) in zip(named.items(), documents, strict=True):
            own = replace(converted, doc_id=doc_id)
            entry = begun(doc_id, source_key(source), own.source_file, own.sha256, own.tool_version, source.stamp)
            archive.put(with_counts(entry, own, 0.0), render(own))
        return tuple(archive.publish(__version__))
