"""What scans cost: known pages as scanners give them, and how many of their rows come back.

    python -m benchmarks.scans [--only NAME ...] [--rapidocr] [--details]

The pages are those of the samples whose text is exactly known. A row is right where every text column of it is right, wrong and
flagged where it carries ``low_confidence`` or another warning of its own, and else wrong and silent: that must be none. Rows that
are missing are silent where nothing in the document tells of an error. ``--rapidocr`` reads the same pages by RapidOCR's own way,
its detector and all, to compare the seconds a page: those of the processor, on all cores together.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import jixiao
from jixiao.normalize.records import Indicator, Severity
from jixiao.output.compare import compare_rows
from jixiao.output.known import known_rows
from jixiao.output.rows import ConvertedDocument
from tests.scanning import Scan, scanned

SAMPLES = Path(__file__).parent.parent / "samples"

PAGES = {
    "shili-project-2024": (2, 3),
    "shili-selfeval-2023": (2, 3),
    "shili-department-2024": (2, 3),
    "zhoucun-2023": (4, 5),
}
"""Documents, and the numbers of the pages that are scanned. Most thresholds were set on zhoucun-2021-scan,
the level of ink and the rules of ‰ and of marks in two widths on these too."""

FAIR = {
    "300 dpi": Scan(300, jpeg=85),
    "200 dpi, skew 1, JPEG 60": Scan(200, skew=1.0, jpeg=60),
    "200 dpi, skew -3, shade": Scan(200, skew=-3.0, shade=0.3),
    "150 dpi, skew 2, shade, JPEG 40": Scan(150, skew=2.0, shade=0.25, jpeg=40),
    "150 dpi, skew -0.6, JPEG 25": Scan(150, skew=-0.6, jpeg=25),
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


def judge(source: Path, numbers: Sequence[int], scan: Scan, folder: Path) -> Result:
    known = known_rows(jixiao.convert(source, pages=numbers).converted, "indicators")
    picture = scanned(source, numbers, folder / f"{source.stem}.pdf", scan)
    started = time.process_time()
    try:
        converted = jixiao.convert(picture).converted
    except jixiao.JixiaoError as error:
        return Result(wrong_flagged=len(known), pages=len(numbers), details=(f"{source.stem}: {error}",))
    seconds = time.process_time() - started
    return _compared(known, converted, len(numbers), seconds)


def _compared(known: Sequence[tuple[str, ...]], converted: ConvertedDocument, pages: int, seconds: float) -> Result:
    rows = [row for form in converted.document.forms for row in form.indicators]
    has_error = any(finding.severity is Severity.ERROR for finding in converted.document.findings)
    compared = compare_rows(known, known_rows(converted, "indicators"))
    right = flagged = silent = right_flagged = 0
    details = []
    for pair in compared.pairs:
        one = compared.known[pair.known] if pair.known is not None else None
        other = compared.converted[pair.converted] if pair.converted is not None else None
        is_flagged = has_error if pair.converted is None else _is_flagged(rows[pair.converted])
        if one == other:
            right += 1
            right_flagged += is_flagged
            continue
        flagged += is_flagged
        silent += not is_flagged
        cells = list(zip(one, other, strict=True)) if one and other else [(one, other)]
        told = "; ".join(f"{was} -> {now}" for was, now in cells if was != now)
        details.append(f"{'flagged' if is_flagged else 'SILENT'}: {told}")
    return Result(right, flagged, silent, right_flagged, pages, seconds, tuple(details))


def _is_flagged(row: Indicator) -> bool:
    return "low_confidence" in row.flags


def judged(names: Sequence[str]) -> Iterator[tuple[str, Result]]:
    for name in names:
        result = Result()
        for stem, numbers in PAGES.items():
            with TemporaryDirectory() as folder:
                result += judge(SAMPLES / f"{stem}.pdf", numbers, QUALITIES[name], Path(folder))
        yield name, result


def rapidocr_seconds(folder: Path) -> float:
    """Give the seconds a page that RapidOCR's own way takes, detector and all, with a trial before."""
    from rapidocr import RapidOCR

    stem, numbers = next(iter(PAGES.items()))
    from jixiao.extract.engines import read_pages
    from jixiao.extract.page_picture import coloured, opened

    path = scanned(SAMPLES / f"{stem}.pdf", numbers, folder / "scan.pdf", Scan(200))
    engine = RapidOCR()
    with opened(path) as document:
        pictures = [coloured(document, content, 200 / 72) for content in read_pages(path, "pdfium")]
    engine(pictures[0])
    started = time.process_time()
    for picture in pictures:
        engine(picture)
    return (time.process_time() - started) / len(pictures)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--only", nargs="*", choices=QUALITIES, default=list(QUALITIES))
    parser.add_argument("--rapidocr", action="store_true")
    parser.add_argument("--details", action="store_true")
    options = parser.parse_args()
    print("| scan | rows | right | wrong, flagged | wrong, silent | right, but flagged | seconds a page |")
    print("|---|---|---|---|---|---|---|")
    for name, each in judged(options.only):
        seconds = f"{each.seconds / each.pages:.1f}"
        figures = (each.rows, each.right, each.wrong_flagged, each.silent, each.right_flagged, seconds)
        print(f"| {name} | {' | '.join(map(str, figures))} |", flush=True)
        for line in each.details if options.details else ():
            print(f"    {line}")
    if options.rapidocr:
        with TemporaryDirectory() as folder:
            print(f"RapidOCR, detector and all: {rapidocr_seconds(Path(folder)):.1f} seconds a page")


if __name__ == "__main__":
    sys.exit(main())
