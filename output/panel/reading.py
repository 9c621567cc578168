"""The tables of documents -> their forms by year, each with its rows and its publisher."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from jixiao.output.documents import TableRow, rendered_rows
from jixiao.output.panel.node import FormRows
from jixiao.output.reading import read_records
from jixiao.output.rendered import Rendered


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of many documents. ``documents`` are rows of that table, those that could not be converted too."""

    documents: tuple[TableRow, ...] = ()
    forms: tuple[FormRows, ...] = ()

    def with_others(self, others: "Forms") -> "Forms":
        """Add the forms of further documents; a file that is here already, by its SHA-256, is left out."""
        known = {document["sha256"] for document in self.documents}
        first = {document["sha256"]: document["doc_id"] for document in reversed(others.documents)}
        fresh = {doc_id for sha256, doc_id in first.items() if sha256 not in known}
        documents = tuple(document for document in others.documents if document["doc_id"] in fresh)
        forms = tuple(each for each in others.forms if each.form["doc_id"] in fresh)
        return replace(self, documents=(*self.documents, *documents), forms=(*self.forms, *forms))

    def by_year(self) -> Mapping[str, Sequence[FormRows]]:
        """Give the forms by their year, in order; those without one are under an empty text."""
        years: dict[str, list[FormRows]] = {}
        for each in self.forms:
            years.setdefault(each.form["year"], []).append(each)
        return dict(sorted(years.items()))


def read_forms(tables: Path) -> Forms:
    """Read the forms from an output folder."""
    return forms_of(
        list(read_records(tables, "documents")), read_records(tables, "forms"), read_records(tables, "indicators")
    )


def forms_of(documents: Sequence[TableRow], forms: Iterable[TableRow], indicators: Iterable[TableRow]) -> Forms:
    """Put the rows of three tables together. A form that prints no year has its document's."""
    of_form = {place: tuple(rows) for place, rows in groupby(indicators, key=_place)}
    about = {document["doc_id"]: document for document in documents}
    return Forms(tuple(documents), tuple(_with_rows(forms, about, of_form)))


def _with_rows(
    forms: Iterable[TableRow],
    documents: Mapping[str, TableRow],
    rows: Mapping[tuple[str, str], tuple[TableRow, ...]],
) -> Iterator[FormRows]:
    for form in forms:
        document = documents[form["doc_id"]]
        known = {**form, "publisher": document["publisher"], "year": form["year"] or document["year"]}
        known["document_status"] = document["status"]
        yield FormRows(known, rows.get(_place(form), ()))


def _place(row: TableRow) -> tuple[str, str]:
    return row["doc_id"], row["form_no"]


def forms_of_rendered(rendered: Rendered) -> Forms:
    """Put the rows of a document together that was just converted."""
    document = rendered_rows(rendered)
    return forms_of([document.document], document.of("forms"), document.of("indicators"))
