"""A PDF that opens with a password -> a copy without, while it is read. qpdf (pikepdf) takes the password off."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.errors import DamagedPdf, JixiaoError, PasswordNeeded


@contextmanager
def without_password(path: Path, password: str) -> Iterator[Path]:
    """Give a path under which the file opens without a password: its own where none is given.

    Raises PasswordNeeded where the password is wrong, DamagedPdf where the file cannot be read.
    """
    if not password:
        yield path
        return
    import pikepdf

    with TemporaryDirectory(prefix="jixiao-") as folder:
        copy = Path(folder) / path.name  # a year may stand in it
        try:
            with pikepdf.open(path, password=password) as pdf:
                pdf.save(copy)
        except pikepdf.PasswordError as error:
            raise PasswordNeeded(path) from error
        except pikepdf.PdfError as error:
            raise DamagedPdf(path, str(error)) from error
        try:
            yield copy
        except JixiaoError as error:
            raise error.about(path) from error
