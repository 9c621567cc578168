"""Pages -> Document: stitching, recognising and checking in one pass over the pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from jixiao.extract.content import HiddenChar
from jixiao.extract.grid import PageTables
from jixiao.extract.ocr.installed import INSTALL
from jixiao.extract.ocr.routing import OCR, OCR_MISSING
from jixiao.extract.words import word_runs_over
from jixiao.normalize.catalogue import found
from jixiao.normalize.checks.document import document_checks
from jixiao.normalize.corrections.applying import correct
from jixiao.normalize.corrections.model import Correction
from jixiao.normalize.dating import with_days
from jixiao.normalize.form_findings import check_findings, flagged, form_findings, open_sums, with_open_sums
from jixiao.normalize.forms.listed import listed_forms
from jixiao.normalize.forms.matching import UNNAMED_GROUP, Match, match_template, nearly_matched, unplaced
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.forms.rows import places_of
from jixiao.normalize.forms.sums import Sums
from jixiao.normalize.forms.templates import LEVEL_LABELS, Forms, known_forms
from jixiao.normalize.page_numbers import printed_number
from jixiao.normalize.proof.printed import bare
from jixiao.normalize.proof.reading import Proving, ReadingProof, verdict
from jixiao.normalize.proof.sequence import sequence_findings
from jixiao.normalize.provenance import find_provenance
from jixiao.normalize.recognised import Beside, with_low_confidence, with_mended_labels, without_rows
from jixiao.normalize.records import Document, Finding, Form, GenericTable, Place, Severity
from jixiao.normalize.seam_findings import form_seams, seam_findings, table_seams
from jixiao.normalize.tables.foot_in_cell import without_page_numbers
from jixiao.normalize.tables.generic import generic_table, why_no_table
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.settle import settle_all
from jixiao.normalize.tables.stitch import stitch
from jixiao.normalize.tables.weights import ROW_CUT
from jixiao.normalize.text import number_ranges


def normalise(
    pages: Iterable[PageTables],
    file_name: str = "",
    known: Forms | None = None,
    row_cut: Mapping[str, float] = ROW_CUT,
    asked: Set[int] = frozenset(),
    proving: Proving | None = None,
    corrections: Sequence[Correction] = (),
) -> Document:
    """Read the document that the pages make. ``file_name`` may tell a year that no page prints.

    ``known`` replaces the forms of this package; ``row_cut`` what the signs of a cut row are worth; ``asked`` are the
    numbers of the pages that were asked for, none for all; ``proving`` proves the reading, ``ReadingProof`` where it is
    left out; ``corrections`` are those of this very file. The proof of reading is of what is printed; sums, numbers and
    flags are of the corrected rows.
    """
    proving = proving or ReadingProof()
    read = _Read(known or known_forms())
    counted = _Counted(with_mended_labels(without_page_numbers(pages), read.known), proving)
    for table in settle_all(stitch(counted, stitch_rules(read.known, row_cut))):
        read.take(table)
    from_front = find_provenance(read.front, read.forms, file_name, read.known.titles)
    dated = [replace(form, year=form.year or from_front.year) for form in read.forms]
    corrected = correct(dated, corrections)
    checks = tuple(document_checks(corrected.forms, read.sums, read.front, counted.printed_numbers, read.tables))
    document = Document(
        from_front.title,
        from_front.publisher,
        from_front.year,
        counted.count,
        tuple(map(with_days, _marked(corrected.forms, counted, read))),
        (
            *from_front.findings,
            *counted.findings,
            *counted.blank_pages(),
            *counted.pages_for_ocr(),
            *(() if asked else counted.ends_open()),
            *read.findings,
            *counted.scans_without_rows(read),
        ),
        tuple(read.tables),
        checks,
    )
    printed = replace(document, forms=tuple(_marked(dated, counted, read)))
    findings = (
        *document.findings,
        *sequence_findings(counted.numbers, counted.of, asked),
        *corrected.renumbered(proving.conclude(printed, read.joined, read.named)),
        *check_findings(checks, document.forms),
        *(finding for form in document.forms for finding in form_findings(form)),
        *open_sums(checks),
        *corrected.findings,
    )
    return replace(
        document,
        forms=with_open_sums(document.forms, checks),
        findings=findings,
        proof=verdict(findings, checks, is_open=proving.is_open or bool(asked)),
    )


class _Read:
    """What was read from the tables as they go by."""

    def __init__(self, known: Forms) -> None:
        self.known = known
        self.forms: list[Form] = []
        self.tables: list[GenericTable] = []
        self.findings: list[Finding] = []
        self.front: list[str] = []
        """Lines before the first form."""
        self.headings: dict[int, tuple[str, ...]] = {}
        """Number of a form -> the lines over its table."""
        self.sums: dict[str, Sums] = {}
        """What adds up in each type of form that was met."""
        self.joined = Counter[str]()
        """Each cell's text, and how many hold it once the tables are joined."""
        self.named: list[str] = []
        """Texts that a finding names and no record holds."""
        self._before: LogicalTable | None = None

    def take(self, table: LogicalTable) -> None:
        """Take in a table: as a form, as a box that is none, or as a table of no known form."""
        self.front += [] if self.forms else table.heading
        match = match_template(table, self.known)
        if match is not None:
            for part, part_match in listed_forms(table, match):
                self._take_form(part, part_match)
        elif reason := why_no_table(table):
            self._count(table)
            self.findings += [_no_table(table, reason), *seam_findings(table, self._before)]
            self.named += [cell.text for cell in table.cells]
        else:
            self._count(table)
            self.tables.append(generic_table(table, len(self.tables) + 1))
            nearly = nearly_matched(table, self.known)
            self.findings += [_unknown(self.tables[-1], nearly), *table_seams(table, self._before)]
        self._before = table

    def _count(self, table: LogicalTable) -> None:
        self.joined.update(bare(cell.text) for cell in table.cells)

    def _take_form(self, table: LogicalTable, match: Match) -> None:
        self._count(table)
        form = read_form(table, match, len(self.forms) + 1)
        self.forms.append(form)
        self.headings[form.form_no] = table.heading
        self.sums[form.form_type] = match.template.sums
        self.findings += [*_matched(match, form), *form_seams(table, self._before, form)]


def _marked(forms: Iterable[Form], counted: "_Counted", read: "_Read") -> Iterator[Form]:
    """Give the forms with flags on the rows whose text may be wrong wherever it stands."""
    for form in forms:
        if counted.misread >= FEWEST_MISREAD:
            form = flagged(form, "text_unreadable")
        if counted.recognised:
            form = flagged(form, "text_from_ocr", counted.recognised)
            beside = Beside(read.headings[form.form_no], counted.doubted, read.known.head_labels)
            form = with_low_confidence(form, counted.recognised, beside)
        yield form


FEWEST_MISREAD = 3
"""Misread letters from which a document's fonts are taken to mislead: then any character may be wrong (≤ became f), and
a row without a strange letter is no better than its neighbours. One or two may be an author's own accents."""


def stitch_rules(known: Forms, row_cut: Mapping[str, float] = ROW_CUT) -> StitchRules:
    """Give what the stitching is told of the known forms."""
    return StitchRules(
        form_labels=known.form_labels,
        header_labels=known.header_labels,
        label_headers=known.label_headers,
        indicator_headers=known.indicator_headers,
        level_labels=LEVEL_LABELS,
        head_labels=known.head_labels,
        titles=known.titles,
        tasks=known.tasks,
        word_runs_over=word_runs_over,
        row_cut=row_cut,
    )


WEAK = 0.6
"""Score of a match below which a form was known by few of its labels; right matches of the samples have 0.73 and
more."""


def _matched(match: Match, form: Form) -> Iterator[Finding]:
    title = "title" if match.titled else "no title"
    columns = max(len(header.columns) for header in match.headers)
    message = (
        f"form {form.form_no} is {form.form_type}, score {match.score:.2f}: {title}, "
        f"{len(match.fields)} of {len(match.template.head)} head fields, {columns} columns"
    )
    yield found("form_matched", message, form_no=form.form_no, place=form.place)
    if match.score < WEAK:
        named = "、".join(unplaced(match))
        weak = f"{message}; columns without a place: {named}" if named else message
        yield found("match_weak", weak, form_no=form.form_no, place=form.place)
    groups = {header.group for header in match.headers}
    if groups & {UNNAMED_GROUP.format(number) for number in range(1, len(match.headers) + 1)}:
        yield found("column_sets_unnamed", form_no=form.form_no, place=form.place)
    others = unplaced(match)
    if others:
        yield found("columns_unplaced", "、".join(others), form_no=form.form_no, place=form.place)


class _Counted:
    """The pages, counted as they go by, with what was found on each."""

    def __init__(self, pages: Iterable[PageTables], proving: Proving) -> None:
        self.pages = pages
        self.proving = proving
        self.numbers: list[int] = []
        self.of = 0
        self.is_laid = False
        self.misread = 0
        self.recognised: set[int] = set()
        self.doubted: set[str] = set()
        """Texts of lines outside tables that were recognised and may be wrong."""
        self.scans: dict[int, Place] = {}
        """Pages with tables that were read by OCR."""
        self.without_ocr: set[int] = set()
        """Pages that have to be read by OCR, where that is not installed."""
        self.blank: list[Place] = []
        self.with_tables: list[int] = []
        self.findings: list[Finding] = []
        self.printed: dict[int, int] = {}
        """The number that each page prints of itself, of those that do."""
        self.open_end: Place | None = None
        """The last table, where no rule closes its last row."""

    def __iter__(self) -> Iterator[PageTables]:
        for page in self.pages:
            self.numbers.append(page.page)
            self.is_laid = page.is_laid
            self.of = max(self.of, page.of)  # a page that was left out does not say
            self.misread += page.misread
            self.recognised |= {page.page} if page.ocr_layer else set()
            self.doubted |= set(page.doubted)
            if page.engine == OCR and page.grids:
                self.scans[page.page] = _whole(page)
            if page.grids:
                self.with_tables.append(page.page)
            elif not (page.lines or page.doubts or page.excess):
                self.blank.append(_whole(page))
            self.without_ocr |= {page.page} if OCR_MISSING in page.doubts else set()
            self.findings += _page_findings(page)
            self.findings += self.proving.note(page)
            if (number := printed_number(page)) is not None:
                self.printed[page.page] = number
            if page.grids:
                self.open_end = _open_end(page)
            yield page

    @property
    def printed_numbers(self) -> dict[int, int] | None:
        """The numbers that pages print of themselves; None where the file has no drawn pages."""
        return None if self.is_laid else self.printed

    @property
    def count(self) -> int:
        """How many pages went by."""
        return len(self.numbers)

    def ends_open(self) -> Iterator[Finding]:
        """Give a finding where the last table goes on: pages may be missing behind it."""
        if self.open_end is not None:
            yield found("document_ends_open", place=self.open_end)

    def pages_for_ocr(self) -> Iterator[Finding]:
        """Give one finding that names the pages which have to be read by OCR and were not."""
        if self.without_ocr:
            yield found(OCR_MISSING, f"pages {number_ranges(self.without_ocr)}; pip install {INSTALL}")

    def scans_without_rows(self, read: _Read) -> Iterator[Finding]:
        """Give a finding for each page with a table that was read by OCR and of which nothing came."""
        for page in without_rows(self.scans, read.forms, read.tables):
            yield found("scan_without_rows", place=self.scans[page])

    def blank_pages(self) -> Iterator[Finding]:
        """Give a finding for each page with nothing on it between pages with tables."""
        for place in self.blank:
            if self.with_tables and self.with_tables[0] < place.page < self.with_tables[-1]:
                yield found("page_blank", place=place)


def _whole(page: PageTables) -> Place:
    return Place(page.page, 0.0, 0.0, page.width, page.height)


def _open_end(page: PageTables) -> Place | None:
    """Give the place of the page's last grid, if no rule closes any cell of its last row."""
    grid = page.grids[-1]
    rows = len(grid.ys) - 1
    if all(cell.open_bottom for cell in grid.cells if cell.row + cell.row_span == rows):
        return Place(page.page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return None


def _page_findings(page: PageTables) -> Iterator[Finding]:
    """Say which engine read a page that the first could not explain, and what none of them explains."""
    place = _whole(page)
    if page.tried:
        tried = ", ".join(page.tried)
        yield found("page_engine", f"{page.engine} explains more of it than {tried}", place=place)
    if page.turned:
        upside_down = Severity.WARNING if page.turned == 2 else None  # nobody prints so: a sheet was laid in wrongly
        yield found("page_turned", f"by {90 * page.turned} degrees clockwise", severity=upside_down, place=place)
    if page.hidden:
        yield found("text_hidden", _hidden(page.hidden), place=place)
    if page.excess:
        yield found("page_too_large", page.excess, place=place)
    for doubt in page.doubts:
        if doubt != OCR_MISSING:  # one finding for all pages
            yield found(doubt, place=place)


def _hidden(chars: Sequence[HiddenChar]) -> str:
    counts = Counter(char.reason for char in chars)
    return "; ".join(f"{count} characters {reason}" for reason, count in counts.items())


def _unknown(table: GenericTable, nearly: Match | None) -> Finding:
    detail = f"table {table.table_no} ({table.title or 'no title'}), {len(table.rows)} rows, {table.columns} columns"
    if nearly is not None:
        missing = (
            "no row with headers of an indicator and a value" if not nearly.headers else "too few labels of its head"
        )
        return found("form_not_recognised", f"{detail}: {nearly.template.form_type}, {missing}", place=table.place)
    return found("table_unknown", detail, place=table.place)


def _no_table(table: LogicalTable, reason: str) -> Finding:
    return found("box_no_table", reason, place=places_of(table.cells)[0])
