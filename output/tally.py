"""What a batch came to: counts and sums of the tables, for the first sheet of the workbook and for the report."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from jixiao.output.reading import read_records, read_rows
from jixiao.output.schema import TABLES

SEVERITIES = ("error", "warning", "info")
"""By weight, the heaviest first."""

OPEN = SEVERITIES[:2]
"""What a person should look at."""


class FoundCode(NamedTuple):
    """How often a finding's code was raised with a severity."""

    severity: str
    code: str
    times: int


class FormKind(NamedTuple):
    """The forms of a type and a year: how many, their rows, and their budgets in 万元 where at least one is known."""

    form_type: str
    title: str
    year: str
    forms: int
    indicators: int
    budget: Decimal | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of a batch. ``rows``: of each table by its name; ``statuses``, ``proofs``: of documents by theirs."""

    rows: Mapping[str, int]
    pages: int
    statuses: Mapping[str, int]
    proofs: Mapping[str, int]
    held: int
    failed: int
    findings: tuple[FoundCode, ...]
    """The heaviest first, then the most frequent."""
    kinds: tuple[FormKind, ...]

    @property
    def open_findings(self) -> int:
        """How many findings a person should look at."""
        return sum(each.times for each in self.findings if each.severity in OPEN)


def tally(tables: Path) -> Tally:
    """Count the tables of an output folder, read one row at a time."""
    documents = [
        (row["status"], row["proof"], row["pages"], row["checks_held"], row["checks_failed"])
        for row in read_records(tables, "documents")
    ]
    return Tally(
        rows={table.name: sum(1 for _ in read_rows(tables / f"{table.name}.csv")) - 1 for table in TABLES},
        pages=sum(int(pages or 0) for _, _, pages, _, _ in documents),
        statuses=Counter(status for status, *_ in documents),
        proofs=Counter(proof for _, proof, *_ in documents if proof),
        held=sum(int(held or 0) for *_, held, _ in documents),
        failed=sum(int(failed or 0) for *_, failed in documents),
        findings=_findings(tables),
        kinds=tuple(_kinds(tables)),
    )


def open_findings(tables: Path) -> Iterator[Mapping[str, str]]:
    """Give the findings that a person should look at: errors first, each kind in the tables' order."""
    for severity in OPEN:
        for row in read_records(tables, "findings"):
            if row["severity"] == severity:
                yield row


def _findings(tables: Path) -> tuple[FoundCode, ...]:
    counts = Counter((row["severity"], row["code"]) for row in read_records(tables, "findings"))
    found = [FoundCode(severity, code, count) for (severity, code), count in counts.items()]
    return tuple(sorted(found, key=lambda each: (SEVERITIES.index(each.severity), -each.times, each.code)))


def _kinds(tables: Path) -> Iterator[FormKind]:
    grouped: dict[tuple[str, str, str], list[tuple[int, Decimal | None]]] = defaultdict(list)
    for row in read_records(tables, "forms"):
        budget = Decimal(row["budget_wan_yuan"]) if row["budget_wan_yuan"] else None
        grouped[row["form_type"], row["title"], row["year"]].append((int(row["indicator_count"]), budget))
    for (form_type, title, year), each in sorted(grouped.items()):
        budgets = [budget for _, budget in each if budget is not None]
        total = sum(budgets, Decimal(0)) if budgets else None
        yield FormKind(form_type, title, year, len(each), sum(rows for rows, _ in each), total)
