"""wkhtmltopdf, an old WebKit, prints the HTML page; margins and paper are given by arguments."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.producers.html import page_html
from tests.producers.job import Job, run
from tests.producers.look import Abilities, Look

NAME = "wkhtmltopdf"
ABILITIES = Abilities(running=False, mirrored=False, sideways=False)
_MM = 25.4 / 72


def missing() -> str:
    """Name the program that is not there, or give nothing."""
    return "" if shutil.which("wkhtmltopdf") else "wkhtmltopdf"


def produce(jobs: Sequence[Job]) -> None:
    """Make the PDFs, one start of the program each."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for job in jobs:
            page.write_text(page_html(job.document, job.look), encoding="utf-8")
            run(["wkhtmltopdf", "--quiet", *_arguments(job.look), page, job.pdf], QT_QPA_PLATFORM="offscreen")


def _arguments(look: Look) -> list[str]:
    width, height = look.page
    margin = f"{look.margin * _MM:.2f}mm"
    return [
        "--page-width", f"{width * _MM:.2f}mm", "--page-height", f"{height * _MM:.2f}mm",
        "-T", margin, "-B", margin, "-L", margin, "-R", margin,
    ]  # fmt: skip
