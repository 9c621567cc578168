"""Files that outlast a power cut, and what the system says where they cannot be written."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.errors import OutputNotWritable


@contextmanager
def told(out: Path) -> Iterator[None]:
    """Turn the system's errors into ours: raises OutputNotWritable of the folder."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        raise OutputNotWritable(out, getattr(error, "strerror", None) or str(error)) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file and see it to the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def see_to_disk(path: Path) -> None:
    """See a file that was written and closed to the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
