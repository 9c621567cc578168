"""LibreOffice, started once for many files, with a profile of its own."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.producers.job import Job, run

FILES_A_CALL = 40


def soffice_missing() -> str:
    """Name the program that is not there, or give nothing."""
    return "" if shutil.which("soffice") else "soffice (LibreOffice)"


def convert_all(jobs: Sequence[Job], suffix: str, write: Callable[[Job, Path], None]) -> None:
    """Write each job's file with ``write`` and have LibreOffice print them all."""
    for first in range(0, len(jobs), FILES_A_CALL):
        _convert(jobs[first : first + FILES_A_CALL], suffix, write)


def _convert(jobs: Sequence[Job], suffix: str, write: Callable[[Job, Path], None]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [folder / f"{number}.{suffix}" for number in range(len(jobs))]
        for job, source in zip(jobs, sources, strict=True):
            write(job, source)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder / "out", *sources])
        for job, source in zip(jobs, sources, strict=True):
            shutil.move(folder / "out" / f"{source.stem}.pdf", job.pdf)
