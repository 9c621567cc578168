"""Files behind URLs, through fsspec: what is there, a copy for as long as it is read, what tells that one changed.

Who may read and write there is a matter of fsspec's own configuration and of the environment (of S3: ``AWS_PROFILE``,
``AWS_ENDPOINT_URL`` …); nothing of it passes through this program.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from jixiao.errors import FileNotReadable, InputNotFound, JixiaoError, NoPdfInFolder, PackageMissing
from jixiao.names import safe_name
from jixiao.urls import Url

_MARKS = ("ETag", "etag", "md5Hash", "content_md5", "Content-MD5")
"""What file systems say of a file's content: another mark, another content."""

_TIMES = ("LastModified", "last_modified", "Last-Modified", "mtime", "modified", "updated", "created")
"""What they say of when it was written, where they say nothing of its content."""

_ERRORS = (
    ("aiohttp", "ClientError"),
    ("azure.core.exceptions", "AzureError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("gcsfs.retry", "HttpError"),
)
"""Errors that are no OSError, of the libraries under fsspec's file systems."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file that is there. ``place`` is where it stands below the URL that was given.

    ``stamp`` changes when the file does; it is empty where the file system says nothing that would.
    """

    url: Url
    place: PurePosixPath
    stamp: str
    named: bool


def file_system(url: Url) -> tuple[Any, str]:
    """Give the file system of a URL, and the URL's path in it. Raises PackageMissing or FileNotReadable."""
    scheme = url.partition("://")[0]
    if "::" in url:
        raise FileNotReadable(url, "a URL within another is not read")
    try:
        import fsspec

        found, path = fsspec.url_to_fs(str(url))
    except ModuleNotFoundError as error:
        raise PackageMissing(url, str(error), "fsspec") from error
    except ImportError as error:  # fsspec says which: Install s3fs to access S3
        raise PackageMissing(url, str(error), f"'fsspec[{scheme}]'") from error
    except ValueError as error:
        raise FileNotReadable(url, str(error)) from error
    found.invalidate_cache()  # what it heard before may no longer be so
    return found, path


def network_errors() -> tuple[type[Exception], ...]:
    """Give the errors that a file system may raise, of the libraries that are loaded."""
    loaded = ((sys.modules.get(module), name) for module, name in _ERRORS)
    return (OSError, *(getattr(module, name) for module, name in loaded if module is not None))


def find_remote(url: Url) -> list[RemoteFile]:
    """Give the PDFs that a URL names: a file, all below a folder, or what a pattern (with ``*``) fits, in order.

    Raises InputNotFound, NoPdfInFolder, FileNotReadable or PackageMissing.
    """
    files, path = file_system(url)
    with told(url):
        if "*" in path:
            found = _files(files.glob(path, detail=True))
            base = path[: path.index("*")].rpartition("/")[0]
            missing: JixiaoError = InputNotFound(url)
        else:
            about = files.info(path)
            if about["type"] != "directory":
                whole = Url(files.unstrip_protocol(path))
                return [RemoteFile(whole, PurePosixPath(whole.name), stamp_of(about), named=True)]
            found = {name: about for name, about in _files(files.find(path, detail=True)).items() if _is_pdf(name)}
            base, missing = path, NoPdfInFolder(url)
    if not found:
        raise missing
    return [
        RemoteFile(Url(files.unstrip_protocol(name)), _place(name, base), stamp_of(found[name]), named=False)
        for name in sorted(found)
    ]


def _files(found: Mapping[str, Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    return {name: about for name, about in found.items() if about["type"] != "directory"}


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


def _place(name: str, base: str) -> PurePosixPath:
    return PurePosixPath(name.strip("/").removeprefix(base.strip("/")).lstrip("/"))


def stamp_of(about: Mapping[str, Any]) -> str:
    """Give what tells a file from what it was, by what its file system says of it; nothing where it says too little."""
    marks = [f"{key}={about[key]}" for key in _MARKS if about.get(key) and not str(about[key]).startswith("W/")]
    times = [f"{key}={_instant(about[key])}" for key in _TIMES if about.get(key)]
    size = about.get("size")
    return f"{size} {(marks or times)[0]}" if (marks or times) and size is not None else ""


def _instant(value: object) -> object:
    """Give a time as seconds since 1970, where it is one: a file system may write it one way in lists, else another."""
    if isinstance(value, datetime):
        return f"{value.timestamp():.6f}"
    return f"{value:.6f}" if isinstance(value, float) else value


@contextmanager
def copied(url: Url) -> Iterator[tuple[Path, str]]:
    """Give a copy on this machine for as long as it is read, and the file's stamp. Raises FileNotReadable.

    A file that was written while it was copied is none: the copy may be half of one and half of the other.
    """
    files, path = file_system(url)
    with TemporaryDirectory(prefix="jixiao-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / f"{safe_name(Path(url.name))}{Path(url.name).suffix.lower() or '.pdf'}"
        with told(url):
            before = files.info(path)
            files.get_file(path, str(copy))
            files.invalidate_cache()
            after = files.info(path)
        if stamp_of(before) != stamp_of(after) or copy.stat().st_size != after.get("size", copy.stat().st_size):
            raise FileNotReadable(url, "it changed while it was read")
        yield copy, stamp_of(after)


@contextmanager
def told(url: Url) -> Iterator[None]:
    """Turn the errors of reading into ours."""
    try:
        yield
    except FileNotFoundError as error:
        raise InputNotFound(url) from error
    except network_errors() as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FileNotReadable(url, reason) from error
