"""What scans cost: known pages as scanners give them, and how many of their rows come back.

    python -m benchmarks.scans [--only NAME ...] [--pages SET ...] [--seed N] [--rapidocr] [--details]

The pages are those of the samples whose text is exactly known, and documents printed in six fonts (``--pages
printed``), others for each ``--seed``: a seed on which nothing was set or put right judges. A row is right where every
text column of it is right. It is flagged where a warning or an error stands on it besides ``text_from_ocr``, which
every row of a scan has, and besides those that the same row has without a scanner; it is silent where it is wrong and
not flagged: that must be none. A row that is missing is silent where no error of the document, and no ``scan_poor`` of
a page, tells of it.
``--rapidocr`` reads the same pages by RapidOCR's own way, its detector and all, to compare the seconds a page: those of
the processor, on all cores together.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, get_args

import jixiao
from benchmarks.scan_sources import Set, Source, sources
from jixiao.normalize.catalogue import CATALOGUE
from jixiao.normalize.recognised import POOR_SCAN
from jixiao.normalize.records import Finding, Indicator, Severity
from jixiao.output.compare import Comparison, Pair, compare_rows
from jixiao.output.known import known_rows
from jixiao.output.rows import ConvertedDocument
from tests.scanning import Scan, scanned

FAIR = {
    "300 dpi": Scan(300, jpeg=85),
    "200 dpi, skew 1, JPEG 60": Scan(200, skew=1.0, jpeg=60),
    "200 dpi, skew -3, shade": Scan(200, skew=-3.0, shade=0.3),
    "150 dpi, skew 2, shade, JPEG 40": Scan(150, skew=2.0, shade=0.25, jpeg=40),
    "150 dpi, skew -0.6, JPEG 25": Scan(150, skew=-0.6, jpeg=25),
    "600 dpi": Scan(600, skew=0.5, jpeg=75),
    "A3": Scan(200, skew=0.5, enlarged=sqrt(2)),
    "turned by 90": Scan(200, turned=1),
    "turned by 180, skew 1": Scan(200, skew=1.0, turned=2),
    "turned by 270": Scan(200, turned=3),
}
HARD = {
    "120 dpi, skew 1": Scan(120, skew=1.0, jpeg=60),
    "100 dpi, skew 1": Scan(100, skew=1.0, jpeg=60),
    "noise": Scan(200, skew=1.0, noise=25.0),
    "blur": Scan(200, skew=1.0, blur=1.6),
    "red seal": Scan(200, skew=1.0, seal="red"),
    "blue seal": Scan(200, skew=1.0, seal="blue"),
    "grey seal": Scan(200, skew=1.0, seal="grey"),
    "fax": Scan(200, skew=0.5, fax=True),
}
QUALITIES = {**FAIR, **HARD}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of scanned pages by what became of them, and the seconds that all pages took."""

    right: int = 0
    wrong_flagged: int = 0
    silent: int = 0
    right_flagged: int = 0
    pages: int = 0
    seconds: float = 0.0
    details: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """All rows, known and converted."""
        return self.right + self.wrong_flagged + self.silent

    def __add__(self, other: "Result") -> "Result":
        names = ("right", "wrong_flagged", "silent", "right_flagged", "pages", "seconds", "details")
        return Result(*(getattr(self, name) + getattr(other, name) for name in names))


def judge(source: Source, scan: Scan, folder: Path) -> Result:
    typed = jixiao.convert(source.path, pages=source.numbers).converted
    picture = scanned(source.path, source.numbers, folder / f"{source.path.stem}.pdf", scan)
    started = time.process_time()
    try:
        converted = jixiao.convert(picture).converted
    except jixiao.JixiaoError as error:
        known = known_rows(typed, "indicators")
        return Result(wrong_flagged=len(known), pages=len(source.numbers), details=(f"{source.path.stem}: {error}",))
    seconds = time.process_time() - started
    return replace(_compared(typed, converted), pages=len(source.numbers), seconds=seconds)


def _compared(typed: ConvertedDocument, converted: ConvertedDocument) -> Result:
    compared = compare_rows(known_rows(typed, "indicators"), known_rows(converted, "indicators"))
    return sum((_judged(pair, compared, _rows(typed), converted) for pair in compared.pairs), Result())


def _judged(pair: Pair, compared: Comparison, typed: Sequence[Indicator], converted: ConvertedDocument) -> Result:
    one = compared.known[pair.known] if pair.known is not None else None
    other = compared.converted[pair.converted] if pair.converted is not None else None
    if pair.converted is None:
        is_flagged = any(map(_says_rows_are_missing, converted.document.findings))
    else:
        before = _warnings(typed[pair.known]) if pair.known is not None else frozenset()
        is_flagged = bool(_warnings(_rows(converted)[pair.converted]) - before)
    if one == other:
        return Result(right=1, right_flagged=is_flagged)
    cells = list(zip(one, other, strict=True)) if one and other else [(one, other)]
    told = "; ".join(f"{was} -> {now}" for was, now in cells if was != now)
    return Result(
        wrong_flagged=is_flagged, silent=not is_flagged, details=(f"{'flagged' if is_flagged else 'SILENT'}: {told}",)
    )


def _rows(converted: ConvertedDocument) -> list[Indicator]:
    return [row for form in converted.document.forms for row in form.indicators]


def _says_rows_are_missing(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR or finding.code == POOR_SCAN


def _warnings(row: Indicator) -> frozenset[str]:
    """Give the row's flags that are warnings or errors, but the one that all rows of a scan have."""
    grave = {code for code in row.flags if CATALOGUE[code].severity is not Severity.INFO}
    return frozenset(grave - {"text_from_ocr"})


def judged(names: Sequence[str], sets: Sequence[Set], seed: int) -> Iterator[tuple[str, Result]]:
    kept = cache_folder()
    kept.mkdir(parents=True, exist_ok=True)
    known = [source for chosen in sets for source in sources(chosen, kept, seed)]
    for name in names:
        with TemporaryDirectory() as folder:
            yield name, sum((judge(source, QUALITIES[name], Path(folder)) for source in known), Result())


def cache_folder() -> Path:
    """Give where printed documents are kept."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jixiao-scans"


class Seconds(NamedTuple):
    """Seconds a page: those of the processor, on all cores together, and those that go by."""

    processor: float
    elapsed: float


def timed(work: Callable[[], object], pages: int) -> Seconds:
    """Give what some work takes a page, after a trial in which models are loaded."""
    work()
    processor, elapsed = time.process_time(), time.perf_counter()
    work()
    return Seconds((time.process_time() - processor) / pages, (time.perf_counter() - elapsed) / pages)


def beside_rapidocr(folder: Path) -> tuple[Seconds, Seconds]:
    """Give what a conversion takes a page, and what RapidOCR's own way does, detector and all, of the same pages."""
    from rapidocr import RapidOCR

    from jixiao.extract.engines import read_pages
    from jixiao.extract.page_picture import coloured, opened

    source = sources("samples", cache_folder(), 0)[0]
    path = scanned(source.path, source.numbers, folder / "scan.pdf", Scan(200, skew=1.0, jpeg=60))
    engine = RapidOCR()
    with opened(path) as document:
        pictures = [coloured(document, content, 200 / 72) for content in read_pages(path, "pdfium")]
    ours = timed(lambda: jixiao.convert(path), len(pictures))
    return ours, timed(lambda: [engine(picture) for picture in pictures], len(pictures))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", nargs="*", choices=QUALITIES, default=list(QUALITIES))
    parser.add_argument("--pages", nargs="*", choices=get_args(Set), default=["samples"])
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--rapidocr", action="store_true")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    print("| scan | rows | right | wrong, flagged | wrong, silent | right, but flagged | seconds a page |")
    print("|---|---|---|---|---|---|---|")
    for name, each in judged(options.only, options.pages, options.seed):
        seconds = f"{each.seconds / each.pages:.1f}"
        figures = (each.rows, each.right, each.wrong_flagged, each.silent, each.right_flagged, seconds)
        print(f"| {name} | {' | '.join(map(str, figures))} |", flush=True)
        for line in each.details if options.details else ():
            print(f"    {line}")
    if options.rapidocr:
        with TemporaryDirectory() as folder:
            for name, each in zip(("jixiao", "RapidOCR, detector and all"), beside_rapidocr(Path(folder)), strict=True):
                print(f"{name}: {each.processor:.1f} seconds of the processor a page, {each.elapsed:.1f} elapsed")


if __name__ == "__main__":
    sys.exit(main())
