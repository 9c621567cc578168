"""Chromium prints the HTML page."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.producers.html import page_html
from tests.producers.job import Job, run
from tests.producers.look import Abilities

NAME = "Chromium"
ABILITIES = Abilities()
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-pdf-header-footer",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
)


def _program() -> str | None:
    return next(filter(None, map(shutil.which, _PROGRAMS)), None)


def missing() -> str:
    """Name the program that is not there, or give nothing."""
    return "" if _program() else "chromium"


def produce(jobs: Sequence[Job]) -> None:
    """Make the PDFs, one start of the program each."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for job in jobs:
            page.write_text(page_html(job.document, job.look), encoding="utf-8")
            profile = f"--user-data-dir={folder}/profile"
            run([_program() or "", *_FLAGS, profile, f"--print-to-pdf={job.pdf}", page.as_uri()])
