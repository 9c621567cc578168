"""Known pages to scan: those of the samples, and documents that are printed in the fonts of a machine, half of them kept to judge."""

from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Literal, NamedTuple

from tests.producers import weasy
from tests.producers.documents import make_document
from tests.producers.job import Job
from tests.producers.look import FONTS, Look
from tests.producers.model import Document

SAMPLES = Path(__file__).parent.parent / "samples"

Set = Literal["samples", "learn", "report", "unseen"]
"""Pages of the samples; printed documents that thresholds were set on; those that a first report was made of, and by
which errors were then put right; and those that nobody set anything on."""

SAMPLE_PAGES: Mapping[str, tuple[int, ...]] = {
    "shili-project-2024": (2, 3),
    "shili-selfeval-2023": (2, 3),
    "shili-department-2024": (2, 3),
    "zhoucun-2023": (4, 5),
}

_KINDS = ("zhoucun", "shili")
_SIZES = (10.5, 9.0, 12.0)
_NUMBERS = (1, 2)


class Source(NamedTuple):
    """A PDF with text, and the numbers of its pages that are scanned."""

    path: Path
    numbers: tuple[int, ...]


def sources(chosen: Set, folder: Path) -> list[Source]:
    """Give the documents of a set. What is printed is kept in ``folder``."""
    if chosen == "samples":
        return [Source(SAMPLES / f"{stem}.pdf", numbers) for stem, numbers in SAMPLE_PAGES.items()]
    jobs = list(_jobs(chosen, folder))
    weasy.produce([job for job in jobs if not job.pdf.exists()])
    return [Source(job.pdf, _NUMBERS) for job in jobs]


def _jobs(chosen: Set, folder: Path) -> Iterator[Job]:
    """Give one document for each font, of either kind in turn."""
    for number, font in enumerate(FONTS):
        turn = number + (chosen == "unseen")  # other sizes and kinds to each font
        look = _look(font, _SIZES[turn % len(_SIZES)])
        document, look = _document(f"{chosen} {font}", _KINDS[turn % len(_KINDS)], look)
        yield Job(document, look, folder / f"{chosen}-{number}.pdf")


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
