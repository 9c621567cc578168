"""A damaged text, converted, against what is known: rows right, wrong and flagged, wrong in silence."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jixiao.check import contract_text
from jixiao.conversion import convert
from jixiao.normalize.records import Document, Severity
from jixiao.output.compare import Comparison, compare_rows
from jixiao.output.known import known_path, known_rows, open_known


class Judged(NamedTuple):
    """How many rows are right, how many of those in doubt, how many others are flagged, and each that is not."""

    right: int
    doubted: int
    flagged: int
    silent: tuple[str, ...]


def judge(text: Path, sample: Path) -> Judged:
    """Convert a text and compare it with the known table beside a sample.

    A row is flagged by a finding of its own, or of its form, of severity warning or error. A row that is missing is
    flagged by one on the row that stands in its place or before it.
    """
    known = open_known(known_path(sample, "indicators"))
    document = convert(text).converted
    columns = known.compared("indicators")
    rows = known_rows(document, "indicators", columns)
    comparison = compare_rows(contract_text(known.of(columns)), rows)
    doubted = list(_doubted(document.document))
    silent, flagged, before, differing = list[str](), 0, False, set(comparison.differing)
    for pair in comparison.pairs:
        before = doubted[pair.converted] if pair.converted is not None else before
        if pair not in differing:
            continue
        if before:
            flagged += 1
        else:
            silent.append(_told(comparison, pair.known, pair.converted))
    right = [pair for pair in comparison.pairs if pair not in differing]
    in_doubt = sum(doubted[pair.converted] for pair in right if pair.converted is not None)
    return Judged(len(right), in_doubt, flagged, tuple(silent))


def _doubted(document: Document) -> Iterator[bool]:
    """Give for each row whether a finding puts it in doubt."""
    told = {(each.form_no, each.row_no) for each in document.findings if each.severity is not Severity.INFO}
    for form in document.forms:
        yield from ((form.form_no, row.row_no) in told for row in form.indicators)


def _told(comparison: Comparison, known: int | None, converted: int | None) -> str:
    one = "" if known is None else "|".join(comparison.known[known])
    other = "" if converted is None else "|".join(comparison.converted[converted])
    return f"{one} -> {other}"
