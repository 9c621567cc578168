"""What a document came to: where it is from, by what it was converted, and its counts."""

from collections import Counter
from dataclasses import dataclass, replace

from jixiao.extract.ocr.routing import OCR_MISSING
from jixiao.normalize.records import Severity
from jixiao.output.rows import PARTIAL, ConvertedDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """A document in the store. ``source`` is its file, ``recipe`` says by what and how it was converted.

    ``stamp`` tells of a file behind a URL whether it changed, by what its file system says of it; else it is empty.

    ``settled`` is False of what another run may convert though nothing changed: a process died of it, or ran out of
    time.
    """

    doc_id: str
    source: str
    sha256: str
    recipe: str
    settled: bool
    shown: str
    status: str
    problem: str
    pages: int
    forms: int
    indicators: int
    checks_held: int
    checks_failed: int
    infos: int
    warnings: int
    errors: int
    seconds: float
    stamp: str

    @property
    def is_sound(self) -> bool:
        """Whether nothing of it is left open."""
        return self.status == "ok"


def begun(doc_id: str, source: str, shown: str, sha256: str, recipe: str, stamp: str = "") -> Entry:
    """Give the entry of a document of which nothing is known yet."""
    return Entry(doc_id, source, sha256, recipe, True, shown, "", "", 0, 0, 0, 0, 0, 0, 0, 0, 0.0, stamp)


def with_counts(entry: Entry, converted: ConvertedDocument, seconds: float) -> Entry:
    """Give the entry of a document that was converted."""
    document = converted.document
    found = Counter(finding.severity for finding in document.findings)
    return replace(
        entry,
        status=converted.status,
        problem=next((each.message for each in document.findings if each.code == OCR_MISSING), ""),
        settled=converted.status != PARTIAL,  # the next run may have OCR
        pages=document.pages,
        forms=len(document.forms),
        indicators=sum(len(form.indicators) for form in document.forms),
        checks_held=document.checks_held,
        checks_failed=document.checks_failed,
        infos=found[Severity.INFO],
        warnings=found[Severity.WARNING],
        errors=found[Severity.ERROR],
        seconds=seconds,
    )


def line_of(entry: Entry) -> str:
    """Give a line on a document."""
    if entry.status == "failed":
        return f"{entry.shown}: failed: {entry.problem}"
    checks = ", ".join(
        f"{count} {name}" for name, count in (("hold", entry.checks_held), ("fail", entry.checks_failed)) if count
    )
    counts = {"error": entry.errors, "info": entry.infos, "warning": entry.warnings}
    found = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "none"
    size = f"{entry.pages} pages, {entry.forms} forms, {entry.indicators} indicators"
    partial = f"; {PARTIAL}: {entry.problem}" if entry.problem else ""
    return f"{entry.shown}: {size}; checks: {checks or 'none'}; findings: {found}{partial}"
