"""A document of a file without drawn pages -> the same without boxes, and with the pages that its file marks."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jixiao.normalize.records import NO_PAGE, Document, Finding, Form, GenericTable, Indicator, Place

Pages = Mapping[int, Sequence[tuple[float, int]]]
"""Each sheet on which the file was laid, and where on it (points from its top) each page begins; ``NO_PAGE``: the file
does not say."""


def without_places(document: Document, pages: Pages) -> Document:
    """Give the document with each place as the file has it: its page at most, and no box."""
    return replace(
        document,
        pages=len({page for own in pages.values() for _, page in own} - {NO_PAGE}),
        forms=tuple(_form(form, pages) for form in document.forms),
        tables=tuple(_table(table, pages) for table in document.tables),
        checks=tuple(replace(check, places=_all(check.places, pages)) for check in document.checks),
        findings=tuple(_finding(finding, pages) for finding in document.findings),
    )


def _place(place: Place, pages: Pages) -> Place:
    own = pages[place.page]
    at = bisect_right(own, place.top, key=lambda each: each[0])
    return Place(own[max(0, at - 1)][1], 0.0, 0.0, 0.0, 0.0)


def _all(places: Iterable[Place], pages: Pages) -> tuple[Place, ...]:
    """Give the pages of places, each once; none where the file has none."""
    told = dict.fromkeys(_place(place, pages) for place in places)
    return tuple(place for place in told if place.page != NO_PAGE)


def _form(form: Form, pages: Pages) -> Form:
    return replace(
        form,
        page_start=pages[form.page_start][0][1],
        page_end=_last_page(form, pages),
        place=_place(form.place, pages),
        indicators=tuple(_row(row, pages) for row in form.indicators),
        fields=tuple(replace(field, place=_place(field.place, pages)) for field in form.fields),
    )


def _last_page(form: Form, pages: Pages) -> int:
    places = [place for row in form.indicators for place in row.places]
    return max((_place(place, pages).page for place in places), default=pages[form.page_end][0][1])


def _row(row: Indicator, pages: Pages) -> Indicator:
    return replace(row, places=_all(row.places, pages))


def _table(table: GenericTable, pages: Pages) -> GenericTable:
    return replace(
        table,
        page_start=pages[table.page_start][0][1],
        page_end=pages[table.page_end][-1][1],
        place=_place(table.place, pages),
    )


def _finding(finding: Finding, pages: Pages) -> Finding:
    if finding.place is None:
        return finding
    place = _place(finding.place, pages)
    return replace(finding, place=None if place.page == NO_PAGE else place)
