"""How fast, and how right: a whole jixiao conversion against the bare table extraction of its peers, in one run.

    pip install --group bench
    python benchmarks/peers.py [--rounds 5]

jixiao opens the PDF, reads, stitches, parses, checks and writes all files; the peers only give tables page by page.
Tools take turns within each round, so a slow moment of the machine meets all of them. Prints a Markdown table; times
are medians. What was written is cleared away behind the last round: that is no part of a conversion.
"""

import argparse
import logging
import platform
import shutil
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from ctypes import byref, c_double, c_float
from datetime import date
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import jixiao
from jixiao.normalize.text import clean
from jixiao.output.known import COLUMNS as KNOWN_COLUMNS
from jixiao.output.known import known_path, read_known

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = ("zhoucun-2024", "zhoucun-2023", "zhoucun-2022")
OURS = "jixiao, whole conversion"
LABELS = (
    "duty_no",
    "duty",
    "duty_item",
    "duty_target",
    "level1",
    "level2",
    "indicator_no",
    "indicator",
    "explanation",
    "value_text",
)

Rows = list[list[str | None]]
Tool = Callable[[Path], Rows]


def convert_whole(out: Path, pdf: Path) -> Rows:
    """Convert into a new folder in ``out``."""
    conversion = jixiao.convert(pdf)
    conversion.write(tempfile.mkdtemp(dir=out))
    rows = (row for form in conversion.converted.document.forms for row in form.indicators)
    return [[getattr(row, name) for name in LABELS] for row in rows]


def read_by_pdfplumber(pdf: Path) -> Rows:
    import pdfplumber

    rows: Rows = []
    with pdfplumber.open(pdf) as document:
        for page in document.pages:
            rows += [row for table in page.extract_tables() for row in table]
            page.close()
    return rows


def read_by_camelot(engine: Mapping[str, str], pdf: Path) -> Rows:
    import camelot

    tables = camelot.read_pdf(str(pdf), pages="all", flavor="lattice", suppress_stdout=True, **engine)
    return [list(row) for table in tables for row in table.df.itertuples(index=False)]


def read_by_tablers(pdf: Path) -> Rows:
    import tablers

    with tablers.Document(pdf) as document:
        tables = [table for page in document.pages() for table in tablers.find_tables(page, extract_text=True)]
        return [[cell.text if cell else None for cell in row.cells] for table in tables for row in table.rows]


def read_by_pymupdf(pdf: Path) -> Rows:
    import pymupdf

    with pymupdf.open(pdf) as document:
        return [row for page in document for table in page.find_tables().tables for row in table.extract()]


def read_by_tabula(pdf: Path) -> Rows:
    import tabula

    tables = tabula.read_pdf(pdf, pages="all", lattice=True, silent=True, pandas_options={"header": None, "dtype": str})
    return [
        [None if cell != cell else cell for cell in row] for table in tables for row in table.itertuples(index=False)
    ]


def read_floor(pdf: Path) -> Rows:
    """Give no rows: PDFium reads each page's text in one call, and the box of each character and each path."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    document = pypdfium2.PdfDocument(pdf.read_bytes())
    sides = [c_double() for _ in range(4)]
    bounds = [c_float() for _ in range(4)]
    box, limits = [byref(side) for side in sides], [byref(side) for side in bounds]
    for index in range(len(document)):
        page = pdfium.FPDF_LoadPage(document.raw, index)
        text = pdfium.FPDFText_LoadPage(page)
        for char in range(pdfium.FPDFText_CountChars(text)):
            pdfium.FPDFText_GetCharBox(text, char, *box)
        for number in range(pdfium.FPDFPage_CountObjects(page)):
            holder = pdfium.FPDFPage_GetObject(page, number)
            if pdfium.FPDFPageObj_GetType(holder) == pdfium.FPDF_PAGEOBJ_PATH:
                pdfium.FPDFPageObj_GetBounds(holder, *limits)
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    document.close()
    return []


def tools(out: Path) -> dict[str, Tool]:
    """Give the tools that this machine has, ours first, which writes into ``out``."""
    found: dict[str, Tool] = {
        OURS: partial(convert_whole, out),
        "pdfplumber extract_tables": read_by_pdfplumber,
        "camelot lattice, vector": lambda pdf: read_by_camelot({"engine": "vector"}, pdf),
        "camelot lattice, default": lambda pdf: read_by_camelot({}, pdf),
    }
    if find_spec("tablers"):
        found["tablers find_tables"] = read_by_tablers
    if find_spec("pymupdf"):
        found["PyMuPDF find_tables"] = read_by_pymupdf
    if find_spec("tabula") and shutil.which("java"):
        found["tabula lattice (JVM start included)"] = read_by_tabula
    return found | {"floor: PDFium, characters and paths": read_floor}


def rows_right(pdf: Path, rows: Rows) -> int:
    """Count the known rows that stand among ``rows``: all their texts, in order, in the cells of one row.

    Blank cells are filled from above, and text is compared without blanks and line ends: what a careful user of a table
    extractor would do next. Cells that hold something else are forgiven.
    """
    found = [[_bare(cell) for cell in row] for row in _filled(rows)]
    left = list(range(len(found)))
    right = 0
    names = KNOWN_COLUMNS["indicators"]
    for known in read_known(known_path(pdf, "indicators"), "indicators"):
        texts = [_bare(text) for name, text in zip(names, known, strict=True) if name in LABELS and text]
        match = next((index for index in left if _in_order(texts, found[index])), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def _bare(text: str | None) -> str:
    return "".join(clean(text or "").split())


def _filled(rows: Iterable[Sequence[str | None]]) -> Iterator[list[str | None]]:
    above: list[str | None] = []
    for row in rows:
        above = [cell or (above[index] if index < len(above) else None) for index, cell in enumerate(row)]
        yield above


def _in_order(texts: Sequence[str], cells: Sequence[str]) -> bool:
    remaining = iter(cells)
    return all(text in remaining for text in texts)


def measure(pdf: Path, rounds: int, out: Path) -> tuple[dict[str, float], dict[str, int]]:
    """Give the median seconds and the rows right of each tool. The first, uncounted round loads and warms up."""
    chosen = tools(out)
    right = {name: rows_right(pdf, tool(pdf)) for name, tool in chosen.items()}
    times: dict[str, list[float]] = {name: [] for name in chosen}
    for _ in range(rounds):
        for name, tool in chosen.items():
            start = time.perf_counter()
            tool(pdf)
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(each) for name, each in times.items()}, right


def show(pdf: Path, seconds: Mapping[str, float], right: Mapping[str, int]) -> None:
    import pypdfium2

    pages = len(pypdfium2.PdfDocument(pdf))
    known = len(read_known(known_path(pdf, "indicators"), "indicators"))
    print(f"\n| {pdf.name}, {pages} pages | seconds | pages/s | time, jixiao = 1 | rows right of {known} |")
    print("|---|---:|---:|---:|---:|")
    for name, each in seconds.items():
        counted = "" if name.startswith("floor") else str(right[name])
        print(f"| {name} | {each:.2f} | {pages / each:.0f} | {each / seconds[OURS]:.2f} | {counted} |")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    warnings.simplefilter("ignore")
    logging.disable(logging.ERROR)
    print(
        f"{date.today()}, {platform.machine()}, Python {platform.python_version()}, "
        f"medians of {rounds} interleaved rounds"
    )
    with tempfile.TemporaryDirectory() as out:
        for name in FILES:
            pdf = SAMPLES / f"{name}.pdf"
            show(pdf, *measure(pdf, rounds, Path(out)))


if __name__ == "__main__":
    main()
