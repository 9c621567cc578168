"""Pages -> Document: stitching, recognising and checking in one pass over the pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jixiao.extract.grid import PageTables
from jixiao.normalize.checks import check_document
from jixiao.normalize.growing import RowRule, StitchRules
from jixiao.normalize.provenance import find_provenance
from jixiao.normalize.recognise import match_template, read_form
from jixiao.normalize.records import Document, Finding, Form, Place, Severity
from jixiao.normalize.stitch import stitch, weigh_cut
from jixiao.normalize.table import LogicalTable
from jixiao.normalize.templates import FORM_LABELS, HEADER_LABELS, LABEL_HEADERS, LEVEL_LABELS
from jixiao.normalize.text import PrintedBlanks, printed_blanks
from jixiao.normalize.words import word_runs_over


def normalise(pages: Iterable[PageTables], file_name: str = "", weigh: RowRule | None = None) -> Document:
    """Read the document that the pages make. ``file_name`` may tell a year that no page prints.

    ``weigh`` replaces the rule that decides which rows a break cut.
    """
    counted = _Counted(pages)
    rules = StitchRules(FORM_LABELS, HEADER_LABELS, LABEL_HEADERS, LEVEL_LABELS, weigh or weigh_cut(word_runs_over))
    forms: list[Form] = []
    findings: list[Finding] = []
    front: list[str] = []
    blanks: PrintedBlanks = frozenset()
    for table in stitch(counted, rules):
        front += [] if forms else table.heading
        blanks |= _blanks_in(table)
        match = match_template(table)
        if match is None:
            findings.append(_unknown(table))
        else:
            forms.append(read_form(table, match, len(forms) + 1, blanks))
    known = find_provenance(front, forms, file_name)
    dated = tuple(replace(form, year=form.year or known.year) for form in forms)
    found = (*known.findings, *counted.findings, *findings)
    document = Document(known.title, known.publisher, known.year, counted.count, dated, found)
    return replace(document, findings=(*document.findings, *check_document(document, front)))


class _Counted:
    """The pages, counted as they go by, with what was found on each."""

    def __init__(self, pages: Iterable[PageTables]) -> None:
        self.pages = pages
        self.count = 0
        self.findings: list[Finding] = []

    def __iter__(self) -> Iterator[PageTables]:
        for page in self.pages:
            self.count += 1
            self.findings += _page_findings(page)
            yield page


_DOUBTS = {
    "text_dropped": "some text could not be turned into characters",
    "text_unreadable": "a font does not say which characters it draws",
    "grid_not_closed": "there are rules or a picture, and no table was found in them",
    "text_beside_grid": "text stands on a table's rows, outside its borders",
    "text_over_border": "a border cuts through text",
}


def _page_findings(page: PageTables) -> Iterator[Finding]:
    """Say which engine read a page that the first could not explain, and what none of them explains."""
    place = Place(page.page, 0.0, 0.0, page.width, page.height)
    if page.tried:
        tried = ", ".join(page.tried)
        yield Finding("page_engine", Severity.INFO, f"read by {page.engine}, which explains more of it than {tried}", place=place)
    for doubt in page.doubts:
        yield Finding(doubt, Severity.WARNING, f"{_DOUBTS[doubt]}: compare with the page", place=place)


def _blanks_in(table: LogicalTable) -> PrintedBlanks:
    return frozenset().union(*(printed_blanks(line.text) for cell in table.cells for line in cell.lines))


def _unknown(table: LogicalTable) -> Finding:
    return Finding(
        "table_unknown",
        Severity.INFO,
        f"a table of {table.rows} rows and {len(table.xs) - 1} columns matches no known form",
        place=Place(table.page_start, table.xs[0], 0.0, table.xs[-1], 0.0),
    )
