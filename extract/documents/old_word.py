"""Word before 2007 (.doc) and WPS (.wps) -> a .docx beside it, by LibreOffice, for as long as it is read."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from jixiao.errors import DamagedSource, ProgramMissing

SECONDS = 100.0
"""That LibreOffice may take; its start takes 2 to 10."""


@contextmanager
def as_docx(path: Path) -> Iterator[Path]:
    """Give the path of a copy as .docx.

    Raises ProgramMissing without LibreOffice, DamagedSource where it makes nothing of the file.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ProgramMissing(path, "LibreOffice", "save the file as .docx")
    with TemporaryDirectory(prefix="jixiao-") as folder:
        yield _converted(program, path, Path(folder))


def _converted(program: str, path: Path, folder: Path) -> Path:
    given = folder / f"source{path.suffix.lower()}"
    shutil.copyfile(path, given)
    profile = (folder / "profile").as_uri()  # its own: a window that is open elsewhere must not take the work
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        str(folder),
        str(given),
    ]
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise DamagedSource(path, f"LibreOffice: {error}") from error
    copy = folder / "source.docx"
    if not copy.exists():
        raise DamagedSource(path, "LibreOffice makes nothing of it")
    return copy
