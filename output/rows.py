"""Records -> rows of the eight tables, in the contract's column order."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter, itemgetter
from typing import NamedTuple

from jixiao.extract.ocr.routing import OCR_MISSING
from jixiao.normalize.attainment import actual_number, points, target_met
from jixiao.normalize.lasting_keys import key_behind_task, task_key
from jixiao.normalize.records import (
    NO_PAGE,
    Check,
    Document,
    Field,
    Finding,
    Form,
    GenericTable,
    Indicator,
    Place,
    Reading,
    Severity,
    Target,
)
from jixiao.normalize.text import number_ranges
from jixiao.output.schema import TABLES, Table

Value = str | int | Decimal | date | None
Row = tuple[Value, ...]


PARTIAL = "partial"
"""Status of a document of which pages could not be read for want of OCR."""


@dataclass(frozen=True, slots=True)
class ConvertedDocument:
    """A document and how it was converted."""

    doc_id: str
    source_file: str
    sha256: str
    engine: str
    tool_version: str
    document: Document

    @property
    def status(self) -> str:
        """``partial`` where pages want OCR and were not read, ``findings`` where a person should look, else ``ok``."""
        if any(finding.code == OCR_MISSING for finding in self.document.findings):
            return PARTIAL
        found = {finding.severity for finding in self.document.findings}
        return "findings" if found & {Severity.ERROR, Severity.WARNING} else "ok"

    def told(self, findings: Iterable[Finding]) -> "ConvertedDocument":
        """Give the same with further findings."""
        return replace(self, document=replace(self.document, findings=(*self.document.findings, *findings)))


@dataclass(frozen=True, slots=True)
class FailedDocument:
    """A file that could not be converted: the error's code, as an exit code's name, and what it says."""

    doc_id: str
    source_file: str
    sha256: str
    tool_version: str
    error_code: str
    error: str
    status: str = "failed"


def failed_rows(failed: FailedDocument, table: Table) -> Iterator[Row]:
    """Give the rows of a table for a file that could not be converted: it is in ``documents`` only."""
    if table.name == "documents":
        yield tuple(getattr(failed, column.name, None) or None for column in table.columns)


def table_rows(converted: ConvertedDocument, table: Table) -> Iterator[Row]:
    """Give the rows of a table, made one by one: a long document's rows are never all in memory.

    What is not printed is None, never an empty text; a year is a number.
    """
    return (
        tuple([None if value.__class__ is str and not value else value for value in row])
        for row in rows_as_made(converted, table)
    )


def rows_as_made(converted: ConvertedDocument, table: Table) -> Iterator[Row]:
    """Give the same rows, of which what is not printed may be an empty text too: CSV writes both alike."""
    names, rows = _MAKERS[table.name](converted)
    at = {name: place for place, name in enumerate(names)}
    in_order = itemgetter(*(at.get(column.name, len(names)) for column in table.columns))
    return (in_order((*row, None)) for row in rows)


class _Made(NamedTuple):
    """The rows of a table as they are made, and what each of their values is; of a name that comes twice, the last."""

    names: tuple[str, ...]
    rows: Iterator[Row]


def _year(text: str) -> int | None:
    """Give a record's year as the number that tables hold."""
    return int(text) if text else None


@cache
def _attributes(kind: Hashable, table: str) -> tuple[tuple[str, ...], Callable[[object], Row]]:
    """Give the names of a record's attributes that are columns, two or more each, and what takes them all at once."""
    columns = next(each.columns for each in TABLES if each.name == table)
    names = tuple(column.name for column in columns if hasattr(kind, column.name))
    return names, attrgetter(*names)


def _documents(converted: ConvertedDocument) -> _Made:
    read, of_document = _attributes(Document, "documents")
    own, of_conversion = _attributes(ConvertedDocument, "documents")
    document = converted.document
    row = (*of_document(document), *of_conversion(converted), _year(document.year))
    return _Made((*read, *own, "year"), iter([row]))


def _forms(converted: ConvertedDocument) -> _Made:
    own, values_of = _attributes(Form, "forms")
    rows = (
        (
            *values_of(form),
            _year(form.year),
            converted.doc_id,
            len(form.indicators),
            _page(form.page_start),
            _page(form.page_end),
        )
        for form in converted.document.forms
    )
    return _Made((*own, "year", "doc_id", "indicator_count", "page_start", "page_end"), rows)


_FIGURES = (
    "weight_value", "score_value", "actual_value", "actual_unit", "target_met", "base_value", "base_unit", "date_start",
    "date_end",
)  # fmt: skip
_STANDS = "page_start", "page_end", "bbox", "boxes"


def _indicators(converted: ConvertedDocument) -> _Made:
    of_form, of_reading, of_row = (_attributes(kind, "indicators")[0] for kind in (Form, Reading, Indicator))
    names = (
        *of_form, "year", "doc_id", "publisher", *of_reading, *of_row, *_FIGURES, *_STANDS, "flags", "task_key",
        "indicator_key",
    )  # fmt: skip
    return _Made(names, (row for form in converted.document.forms for row in _indicators_of(form, converted)))


def _indicators_of(form: Form, converted: ConvertedDocument) -> Iterator[Row]:
    publisher = converted.document.publisher
    values_of, read, own = (_attributes(kind, "indicators")[1] for kind in (Form, Reading, Indicator))
    of_form = (*values_of(form), _year(form.year), converted.doc_id, publisher)
    for row in form.indicators:
        task = task_key(publisher, form, row)
        yield (
            *of_form, *read(row.reading), *own(row), *_figures(row), *_stands(row), " ".join(row.flags), task,
            key_behind_task(task, row),
        )  # fmt: skip


def _stands(row: Indicator) -> Row:
    """Give where a row stands: its pages, its box on the first one, and on each."""
    boxes = [(place.page, box_text(place)) for place in row.places]
    if not boxes:
        return None, None, "", ""
    return boxes[0][0], boxes[-1][0], boxes[0][1], " ".join([f"{page}:{box}" for page, box in boxes if box])


def _figures(row: Indicator) -> Row:
    """Give what a row's printed figures come to, and its first target in its base unit, or its days."""
    actual = actual_number(row)
    first = row.reading.targets[0] if row.reading.targets else None
    return (
        points(row, row.weight),
        points(row, row.score),
        *((actual.value, actual.unit) if actual else (None, None)),
        target_met(row),
        *((first.base_value, first.base_unit, first.date_start, first.date_end) if first else (None,) * 4),
    )


def _targets(converted: ConvertedDocument) -> _Made:
    own, values_of = _attributes(Target, "targets")
    rows = (
        (*values_of(target), converted.doc_id, form.form_no, row.row_no)
        for form in converted.document.forms
        for row in form.indicators
        for target in row.reading.targets
    )
    return _Made((*own, "doc_id", "form_no", "row_no"), rows)


def _fields(converted: ConvertedDocument) -> _Made:
    """Names and phone numbers of persons stay out."""
    own, values_of = _attributes(Field, "fields")
    rows = (
        (*values_of(field), converted.doc_id, form.form_no, _page(field.place.page), box_text(field.place))
        for form in converted.document.forms
        for field in form.fields
        if not field.personal
    )
    return _Made((*own, "doc_id", "form_no", "page", "bbox"), rows)


def table_file(doc_id: str, table: GenericTable) -> str:
    """Give the place of a generic table's own file in the output folder."""
    return f"tables/{doc_id}-t{table.table_no}.csv"


def _tables(converted: ConvertedDocument) -> _Made:
    own, values_of = _attributes(GenericTable, "tables")
    rows = (
        (
            *values_of(table),
            converted.doc_id,
            table_file(converted.doc_id, table),
            len(table.rows),
            table.columns,
            _page(table.page_start),
            _page(table.page_end),
            box_text(table.place),
        )
        for table in converted.document.tables
    )
    return _Made((*own, "doc_id", "file", "row_count", "column_count", "page_start", "page_end", "bbox"), rows)


def _checks(converted: ConvertedDocument) -> _Made:
    own, values_of = _attributes(Check, "checks")
    rows = (
        (
            *values_of(check),
            converted.doc_id,
            number,
            number_ranges(set(check.rows)),
            number_ranges({place.page for place in check.places}),
        )
        for number, check in enumerate(converted.document.checks, 1)
    )
    return _Made((*own, "doc_id", "check_no", "rows", "pages"), rows)


def _findings(converted: ConvertedDocument) -> _Made:
    own, values_of = _attributes(Finding, "findings")
    rows = (
        (
            *values_of(finding),
            converted.doc_id,
            _page(finding.place.page) if finding.place else None,
            box_text(finding.place),
        )
        for finding in converted.document.findings
    )
    return _Made((*own, "doc_id", "page", "bbox"), rows)


_MAKERS: Mapping[str, Callable[[ConvertedDocument], _Made]] = {
    "documents": _documents,
    "forms": _forms,
    "indicators": _indicators,
    "targets": _targets,
    "fields": _fields,
    "tables": _tables,
    "checks": _checks,
    "findings": _findings,
}


def _page(number: int) -> int | None:
    """Give the number of a page; None of a file that has none."""
    return None if number == NO_PAGE else number


def box_text(place: Place | None) -> str:
    """Give a box as ``x0,top,x1,bottom`` in points, one decimal; empty without one."""
    if place is None or not place.has_box:
        return ""
    return f"{place.x0:.1f},{place.top:.1f},{place.x1:.1f},{place.bottom:.1f}"
