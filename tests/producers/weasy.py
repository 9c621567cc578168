"""WeasyPrint prints the HTML page."""

from collections.abc import Sequence
from importlib.util import find_spec

from tests.producers.html import page_html
from tests.producers.job import Job
from tests.producers.look import Abilities

NAME = "WeasyPrint"
ABILITIES = Abilities(sideways=False)


def missing() -> str:
    """Name the package that is not there, or give nothing."""
    return "" if find_spec("weasyprint") else "weasyprint (PyPI)"


def produce(jobs: Sequence[Job]) -> None:
    """Make the PDFs."""
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    for job in jobs:
        HTML(string=page_html(job.document, job.look)).write_pdf(job.pdf, font_config=fonts)
