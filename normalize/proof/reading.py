"""The proof of reading as the pages go by: each page's account, then the texts of all cells against the records."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from jixiao.extract.grid import PageTables
from jixiao.extract.rule_account import RULE_MISSED, Looks
from jixiao.normalize.proof.conservation import conservation_findings
from jixiao.normalize.proof.page import account_findings
from jixiao.normalize.proof.printed import PrintedTexts
from jixiao.normalize.proof.standing import standing_findings
from jixiao.normalize.records import Check, Document, Finding, Proof, Severity


class Proving(Protocol):
    """Proves a reading, or leaves it open."""

    @property
    def looks(self) -> Looks:
        """Of which pages the picture is to be looked at."""

    @property
    def is_open(self) -> bool:
        """Whether something could not be proved."""

    def note(self, page: PageTables) -> Iterable[Finding]:
        """Take in a page, and give what is wrong with it."""

    def conclude(self, document: Document, joined: Mapping[str, int], named: Collection[str]) -> Iterable[Finding]:
        """Give what is wrong with the document; the arguments are those of ``conservation_findings``."""


class ReadingProof:
    """Proves what can be proved: all pages of an engine that gives a page's whole text by itself."""

    def __init__(self, looks: Looks = Looks.WHERE_DOUBTFUL) -> None:
        """Begin without a page."""
        self.looks = looks
        self.is_open = False
        self._printed = PrintedTexts()

    def note(self, page: PageTables) -> Iterable[Finding]:
        """Take in a page, and give what is wrong with its account."""
        self.is_open = self.is_open or (page.expected is None and bool(page.grids))
        self._printed.note(page)
        return account_findings(page)

    def conclude(self, document: Document, joined: Mapping[str, int], named: Collection[str]) -> Iterable[Finding]:
        """Give the texts that got lost or came in, and those that stand in another's row."""
        yield from conservation_findings(document, self._printed, joined, named)
        yield from standing_findings(document, self._printed.seen)


class NoProof:
    """Leaves all open."""

    looks = Looks.NOWHERE
    is_open = True

    def note(self, page: PageTables) -> Iterable[Finding]:
        """Prove nothing of the page."""
        return ()

    def conclude(self, document: Document, joined: Mapping[str, int], named: Collection[str]) -> Iterable[Finding]:
        """Prove nothing of the document."""
        return ()


FAILURES = frozenset(
    {"pages_unaccounted", "text_unaccounted", "text_lost", "text_not_printed", "text_of_another_row", RULE_MISSED}
)
"""Findings by which the proof of reading fails."""


def verdict(findings: Sequence[Finding], checks: Sequence[Check], *, is_open: bool) -> Proof:
    """Say what the proofs came to. ``is_open``: something could not be proved, as where pages were not read."""
    if not all(check.held for check in checks) or any(finding.code in FAILURES for finding in findings):
        return Proof.FAILED
    unread = any(finding.severity is Severity.ERROR for finding in findings)
    return Proof.OPEN if is_open or unread else Proof.PROVED
