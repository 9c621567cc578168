"""Files that outlast a power cut."""

import os
from pathlib import Path


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
