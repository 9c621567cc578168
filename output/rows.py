"""Records -> rows of the eight tables, in the contract's column order."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import cast

from jixiao.extract.ocr.routing import OCR_MISSING
from jixiao.normalize.attainment import actual_number, points, target_met
from jixiao.normalize.lasting_keys import indicator_key, task_key
from jixiao.normalize.records import NO_PAGE, Document, Finding, GenericTable, Indicator, Place, Severity
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
    names = [column.name for column in table.columns]
    return (
        tuple([None if value.__class__ is str and not value else value for value in map(row.get, names)])
        for row in _MAKERS[table.name](converted)
    )


def _year(text: str) -> int | None:
    """Give a record's year as the number that tables hold."""
    return int(text) if text else None


def _attributes(record: object, table: str) -> dict[str, Value]:
    """Give the attributes of a record that are columns of the table."""
    names, values_of = _shared(cast(Hashable, type(record)), table)
    return dict(zip(names, values_of(record), strict=True))


@cache
def _shared(kind: Hashable, table: str) -> tuple[tuple[str, ...], Callable[[object], tuple[Value, ...]]]:
    """Give the names of a record's attributes that are columns, two or more each, and what takes them all at once."""
    columns = next(each.columns for each in TABLES if each.name == table)
    names = tuple(column.name for column in columns if hasattr(kind, column.name))
    return names, attrgetter(*names)


def _documents(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    yield {
        **_attributes(converted.document, "documents"),
        **_attributes(converted, "documents"),
        "year": _year(converted.document.year),
    }


def _forms(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    for form in converted.document.forms:
        yield {
            **_attributes(form, "forms"),
            "year": _year(form.year),
            "doc_id": converted.doc_id,
            "indicator_count": len(form.indicators),
            "page_start": _page(form.page_start),
            "page_end": _page(form.page_end),
        }


def _indicators(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    publisher = converted.document.publisher
    for form in converted.document.forms:
        of_form = {
            **_attributes(form, "indicators"),
            "year": _year(form.year),
            "doc_id": converted.doc_id,
            "publisher": publisher,
        }
        for row in form.indicators:
            yield {
                **of_form,
                **_attributes(row.reading, "indicators"),
                **_attributes(row, "indicators"),
                **_figures(row),
                **_stands(row),
                "flags": " ".join(row.flags),
                "task_key": task_key(publisher, form, row),
                "indicator_key": indicator_key(publisher, form, row),
            }


def _stands(row: Indicator) -> dict[str, Value]:
    """Give where a row stands: its pages, its box on the first one, and on each."""
    boxes = [(place.page, box_text(place)) for place in row.places]
    return {
        "page_start": boxes[0][0] if boxes else None,
        "page_end": boxes[-1][0] if boxes else None,
        "bbox": boxes[0][1] if boxes else "",
        "boxes": " ".join([f"{page}:{box}" for page, box in boxes if box]),
    }


def _figures(row: Indicator) -> dict[str, Value]:
    """Give what a row's printed figures come to, and its first target in its base unit, or its days."""
    actual = actual_number(row)
    first = row.reading.targets[0] if row.reading.targets else None
    return {
        "weight_value": points(row, row.weight),
        "score_value": points(row, row.score),
        "actual_value": actual.value if actual else None,
        "actual_unit": actual.unit if actual else None,
        "target_met": target_met(row),
        "base_value": first.base_value if first else None,
        "base_unit": first.base_unit if first else None,
        "date_start": first.date_start if first else None,
        "date_end": first.date_end if first else None,
    }


def _targets(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    for form in converted.document.forms:
        for row in form.indicators:
            of_row: dict[str, Value] = {"doc_id": converted.doc_id, "form_no": form.form_no, "row_no": row.row_no}
            for target in row.reading.targets:
                yield _attributes(target, "targets") | of_row


def _fields(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    """Names and phone numbers of persons stay out."""
    for form in converted.document.forms:
        for field in form.fields:
            if not field.personal:
                yield {
                    **_attributes(field, "fields"),
                    "doc_id": converted.doc_id,
                    "form_no": form.form_no,
                    "page": _page(field.place.page),
                    "bbox": box_text(field.place),
                }


def table_file(doc_id: str, table: GenericTable) -> str:
    """Give the place of a generic table's own file in the output folder."""
    return f"tables/{doc_id}-t{table.table_no}.csv"


def _tables(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    for table in converted.document.tables:
        yield {
            **_attributes(table, "tables"),
            "doc_id": converted.doc_id,
            "file": table_file(converted.doc_id, table),
            "row_count": len(table.rows),
            "column_count": table.columns,
            "page_start": _page(table.page_start),
            "page_end": _page(table.page_end),
            "bbox": box_text(table.place),
        }


def _checks(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    for number, check in enumerate(converted.document.checks, 1):
        yield {
            **_attributes(check, "checks"),
            "doc_id": converted.doc_id,
            "check_no": number,
            "rows": number_ranges(set(check.rows)),
            "pages": number_ranges({place.page for place in check.places}),
        }


def _findings(converted: ConvertedDocument) -> Iterator[Mapping[str, Value]]:
    for finding in converted.document.findings:
        yield {
            **_attributes(finding, "findings"),
            "doc_id": converted.doc_id,
            "page": _page(finding.place.page) if finding.place else None,
            "bbox": box_text(finding.place),
        }


_MAKERS: Mapping[str, Callable[[ConvertedDocument], Iterator[Mapping[str, Value]]]] = {
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
