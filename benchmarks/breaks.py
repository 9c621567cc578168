"""What jixiao makes of every page break in documents that real producers printed.

    pip install python-docx weasyprint openpyxl     # and the programs soffice, chromium, wkhtmltopdf
    python -m benchmarks.breaks [--half learn|report|all] [--small] [--list] [--folder FOLDER] [--producer NAME]

Known forms and budget tables are set in many looks (tests/producers); where the pages break is read from the colours
of the characters, not by jixiao. Each break is right when the known rows beside it (the last before, the cut one, the
first behind) came out exactly and in the right table. A wrong break is flagged when one of its two pages carries a
warning or an error. Prints a Markdown table. PDFs are kept in the folder (the user's cache by default): a second run
is quick. "Rows away" are known rows that are wrong though not beside a break: in tables whose breaks are all right +
in tables with a wrong break.
"""

import argparse
import logging
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import jixiao
from jixiao.errors import JixiaoError
from tests.producers.bench import PRODUCERS, Printed, missing_programs, printed
from tests.producers.judging import Got, Judged, Kind, Verdict, got_of, judge

COUNT = 80
"""Documents of each producer."""
SMALL = 5
"""Documents of each producer in the small part: under two minutes together."""
WRONG = tuple(kind for kind in Kind if kind is not Kind.RIGHT)


@dataclass(frozen=True)
class Result:
    """A printed document and what became of its breaks; ``error`` says why it could not be converted."""

    printed: Printed
    judged: Judged
    error: str = ""


def convert_and_judge(document: Printed) -> Result:
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    try:
        got, error = got_of(jixiao.convert(document.pdf)), ""
    except JixiaoError as problem:
        got, error = Got((), (), {}, frozenset()), str(problem)
    return Result(document, judge(document.document, document.breaks, got), error)


def results(documents: Sequence[Printed], workers: int) -> list[Result]:
    with ProcessPoolExecutor(workers) as pool:
        return list(pool.map(convert_and_judge, documents, chunksize=2))


def cell(verdicts: Iterable[Verdict]) -> str:
    found = list(verdicts)
    flagged = sum(verdict.flagged for verdict in found)
    return f"{len(found)} (flagged {flagged})" if found else "0"


def row(name: str, of: Sequence[Result]) -> list[str]:
    verdicts = [verdict for result in of for verdict in result.judged.verdicts]
    cuts = [verdict for verdict in verdicts if verdict.at.cut]
    right = [verdict for verdict in verdicts if verdict.kind is Kind.RIGHT]
    wrong = [verdict for verdict in verdicts if verdict.kind is not Kind.RIGHT]
    ends = sum(not verdict.at.goes_on for verdict in verdicts)
    return [
        name, str(len(of)), str(len(verdicts)), str(len(cuts)), str(ends),
        cell(verdict for verdict in cuts if verdict.kind is Kind.RIGHT),
        *(cell(verdict for verdict in verdicts if verdict.kind is kind) for kind in WRONG),
        f"{100 * len(right) / max(1, len(verdicts)):.1f}",
        str(sum(not verdict.flagged for verdict in wrong)),
        str(sum(verdict.flagged for verdict in right)),
        f"{sum(len(result.judged.away) for result in of)} + {sum(result.judged.dragged for result in of)}",
    ]  # fmt: skip


HEADS = (
    "producer", "documents", "breaks", "cuts", "table ends", "cuts joined", *map(str, WRONG), "right %",
    "wrong, unflagged", "right, flagged", "rows away",
)  # fmt: skip


def report(of: Sequence[Result]) -> Iterator[str]:
    yield f"| {' | '.join(HEADS)} |"
    yield f"|{'---|' * len(HEADS)}"
    for producer in PRODUCERS:
        own = [result for result in of if result.printed.producer == producer.NAME]
        if own:
            yield f"| {' | '.join(row(producer.NAME, own))} |"
    for kind in ("form", "budget"):
        yield f"| {' | '.join(row(f'breaks of {kind}s', [only(result, kind) for result in of]))} |"
    yield f"| {' | '.join(row('all', of))} |"


def only(result: Result, kind: str) -> Result:
    """Keep the breaks whose earlier page ends in a form or a budget table."""
    tables = result.printed.document.tables
    judged = result.judged
    verdicts = tuple(verdict for verdict in judged.verdicts if tables[verdict.at.before[0]].kind == kind)
    return Result(result.printed, Judged(verdicts, judged.rows, (), 0), result.error)


def listing(of: Sequence[Result]) -> Iterator[str]:
    """Give every wrong break, and the rows that are wrong elsewhere."""
    for result in of:
        path = result.printed.pdf
        if result.error:
            yield f"{path} not converted: {result.error}"
        for verdict in result.judged.verdicts:
            if verdict.kind is not Kind.RIGHT:
                at = verdict.at
                flag = "flagged" if verdict.flagged else "unflagged"
                what = "cut" if at.cut else "goes on" if at.goes_on else "table ends"
                yield f"{path} page {at.page}: {verdict.kind}, {flag} ({what}, rows {at.before} and {at.behind})"
                yield from (f"    expected {compact(texts)}" for texts in verdict.expected)
                yield from (f"    got      {compact(texts)}" for texts in verdict.got)
        yield from (f"{path} away from breaks: {compact(texts)}" for texts in result.judged.away)


def compact(texts: Sequence[str]) -> str:
    return " | ".join(texts)


def summary_of_wrong(of: Sequence[Result]) -> Iterator[str]:
    """Count the wrong breaks of each kind by kind of document."""
    counts = Counter(
        (result.printed.document.name, str(verdict.kind))
        for result in of
        for verdict in result.judged.verdicts
        if verdict.kind is not Kind.RIGHT
    )
    for (name, kind), count in counts.most_common():
        yield f"- {name}: {kind} {count}"


def cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jixiao-breaks"


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("learn", "report", "all"), default="all", help="which half of the documents")
    parser.add_argument("--small", action="store_true", help=f"only {SMALL} documents of each producer")
    parser.add_argument("--count", type=int, default=COUNT, help="documents of each producer")
    parser.add_argument("--skip", type=int, default=0, help="documents of each producer to leave out, the first ones")
    parser.add_argument("--list", action="store_true", help="print every wrong break")
    parser.add_argument("--folder", type=Path, default=cache_folder(), help="where the PDFs are kept")
    parser.add_argument("--producer", action="append", help="only this producer; may be given again")
    parser.add_argument("--workers", type=int, default=2, help="processes that convert")
    return parser.parse_args()


def main() -> None:
    wanted = arguments()
    count = SMALL if wanted.small else wanted.count
    chosen = [producer for producer in PRODUCERS if not wanted.producer or producer.NAME in wanted.producer]
    for name in missing_programs(chosen):
        print(f"left out: {name} is not installed", file=sys.stderr)
    documents = [
        document
        for producer in chosen
        if not producer.missing()
        for document in printed(producer, count, wanted.folder, wanted.half, wanted.skip)
    ]
    found = results(documents, wanted.workers)
    if wanted.list:
        print("\n".join(listing(found)), end="\n\n")
    print("\n".join(report(found)), end="\n\n")
    print("\n".join(summary_of_wrong(found)))


if __name__ == "__main__":
    main()
