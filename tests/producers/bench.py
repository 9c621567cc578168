"""All producers, and their documents: made once, kept in a folder under a hash of what went into them."""

import ast
import hashlib
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Literal

from tests.producers import calc, chromium, weasy, wkhtml, writer
from tests.producers.documents import make_document
from tests.producers.job import Job
from tests.producers.look import Look, looks
from tests.producers.model import Document
from tests.producers.truth import Break, breaks_of

PRODUCERS: tuple[ModuleType, ...] = (writer, calc, chromium, weasy, wkhtml)
"""Each has NAME, ABILITIES, missing() and produce(jobs)."""

Half = Literal["learn", "report", "all"]

_COMMON = ("html.py", "ink.py", "job.py", "office.py")


@dataclass(frozen=True)
class Printed:
    """A document as a producer printed it, with its page breaks."""

    producer: str
    document: Document
    look: Look
    pdf: Path
    breaks: tuple[Break, ...]


def printed(producer: ModuleType, count: int, folder: Path, half: Half = "all", skip: int = 0) -> list[Printed]:
    """Give a producer's documents from ``skip`` to ``count``, or those of one half; make what the folder has not."""
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [job for job in _jobs(producer, count, folder)[skip:] if half in ("all", half_of(job.pdf.stem))]
    producer.produce([job for job in jobs if not job.pdf.exists()])
    return [Printed(producer.NAME, job.document, job.look, job.pdf, _breaks(producer, job)) for job in jobs]


def half_of(name: str) -> Half:
    """Give the half that a document is in: one to learn from, one to report. It hangs on producer and number alone."""
    stable = name.rsplit("-", 1)[0]
    return "report" if hashlib.sha256(stable.encode()).digest()[0] % 2 else "learn"


def missing_programs(producers: Sequence[ModuleType] = PRODUCERS) -> list[str]:
    """Name what the machine lacks."""
    return sorted({name for producer in producers if (name := producer.missing())})


def _jobs(producer: ModuleType, count: int, folder: Path) -> list[Job]:
    makers = _sources(producer)
    jobs = []
    for number, look in enumerate(islice(looks(producer.NAME, producer.ABILITIES), count)):
        document, look = make_document(f"{producer.NAME} {number}", look)
        digest = hashlib.sha256(f"{document!r}{look!r}{makers}".encode()).hexdigest()[:10]
        jobs.append(Job(document, look, folder / f"{producer.NAME}-{number:03}-{digest}.pdf"))
    return jobs


def _sources(producer: ModuleType) -> str:
    """Give a hash of the programs that make a PDF."""
    here = Path(__file__).parent
    return _digest([*(here / name for name in _COMMON), Path(str(producer.__file__))])


def _digest(files: Sequence[Path]) -> str:
    """Give a hash of programs; comments and line ends are no part of it."""
    trees = (ast.dump(ast.parse(file.read_text(encoding="utf-8"))) for file in files)
    return hashlib.sha256("\n".join(trees).encode()).hexdigest()


def _breaks(producer: ModuleType, job: Job) -> tuple[Break, ...]:
    kept = job.pdf.with_suffix(f".{_digest([Path(__file__).parent / 'truth.py'])[:8]}.breaks")
    if not kept.exists():
        kept.write_bytes(pickle.dumps(breaks_of(job.pdf, job.document, rows_break=producer is not calc)))
    breaks: tuple[Break, ...] = pickle.loads(kept.read_bytes())
    return breaks
