"""The PDF that a command was given, as its libraries can open it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def readable(file: Path, password: str) -> Iterator[Path]:
    """Give a path where the PDF opens without a password. Raises the errors of what is no PDF, and PasswordNeeded."""
    from jixiao.conversion import check_is_pdf
    from jixiao.passwords import without_password

    check_is_pdf(file)
    with without_password(file, password) as path:
        yield path
