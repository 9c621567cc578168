"""Known pages to scan: those of the samples, and documents printed in a machine's fonts, others for each seed."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from pypdfium2 import PdfDocument

from tests.producers import weasy
from tests.producers.documents import make_document
from tests.producers.job import Job
from tests.producers.look import FONTS, Look
from tests.producers.model import Document

SAMPLES = Path(__file__).parent.parent / "samples"

Set = Literal["samples", "printed"]
"""Pages of the samples; documents that are printed from a seed.

Thresholds were set, and errors put right, on seeds up to 3.
"""

SAMPLE_PAGES: Mapping[str, tuple[int, ...]] = {
    "shili-project-2024": (2, 3),
    "shili-selfeval-2023": (2, 3),
    "shili-department-2024": (2, 3),
    "zhoucun-2023": (4, 5),
}

_KINDS = ("zhoucun", "shili")
_SIZES = (10.5, 9.0, 12.0)
_MOST_PAGES = 2


class Source(NamedTuple):
    """A PDF with text, and the numbers of its pages that are scanned."""

    path: Path
    numbers: tuple[int, ...]


def sources(chosen: Set, folder: Path, seed: int) -> list[Source]:
    """Give the documents of a set. What is printed is drawn from ``seed`` and kept in ``folder``."""
    if chosen == "samples":
        return [Source(SAMPLES / f"{stem}.pdf", numbers) for stem, numbers in SAMPLE_PAGES.items()]
    jobs = list(_jobs(folder, seed))
    weasy.produce([job for job in jobs if not job.pdf.exists()])
    return [Source(job.pdf, _first_pages(job.pdf)) for job in jobs]


def _first_pages(pdf: Path) -> tuple[int, ...]:
    with closing(PdfDocument(pdf)) as document:
        return tuple(range(1, min(_MOST_PAGES, len(document)) + 1))


def _jobs(folder: Path, seed: int) -> Iterator[Job]:
    """Give one document for each font, of either kind in turn; the next seed has other sizes and kinds to each font."""
    for number, font in enumerate(FONTS):
        look = _look(font, _SIZES[(number + seed) % len(_SIZES)])
        document, look = _document(f"{seed} {font}", _KINDS[(number + seed) % len(_KINDS)], look)
        yield Job(document, look, folder / f"{seed}-{number}.pdf")


def _document(seed: str, kind: str, look: Look) -> tuple[Document, Look]:
    made = (make_document(f"{seed} {number}", look) for number in count())
    return next((document, own) for document, own in made if document.name == kind)


def _look(font: str, size: float) -> Look:
    """Give the look of a bureau's document, plain but for its font."""
    return Look(
        size=size, font=font, padding=2.0, margin=42.0, paper="A4", across=False, vertical="middle", centred=True,
        border="thin", merge_level2=True, repeat="none", keep_rows=False, lone_lines=True, running="", mirrored=False,
        sideways=False, flowing=True,
    )  # fmt: skip
