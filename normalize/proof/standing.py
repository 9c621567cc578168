"""Where the texts of a row are printed: beside each other, or one of them is another row's.

That each text is printed somewhere, as often as it is stated, does not show a text set in another's row. The heights of
the cells that print it do: one of them must reach into the row's own. Only texts that stand in one row count, not the
labels over several; and only rows on one page, for the text of one that a break cut may stand whole elsewhere.
"""

from collections.abc import Iterator, Mapping
from operator import attrgetter

from jixiao.normalize.catalogue import found
from jixiao.normalize.proof.printed import Seen, bare
from jixiao.normalize.records import Document, Finding, Indicator, Place

OWN = ("indicator_no", "indicator", "explanation", "value_text", "actual_text", "weight", "score", "deviation_reason")
"""Texts that a row does not share with the rows beside it, but in a cell that reaches over them."""

_own_texts = attrgetter(*OWN)

TOUCH = 0.5
"""Points that a cell and a row must share: the rows below and above share a border."""


def standing_findings(document: Document, seen: Mapping[str, Seen]) -> Iterator[Finding]:
    """Give a finding for each text of a row that is printed in cells beside other rows only."""
    for form in document.forms:
        for row in form.indicators:
            if len(row.places) == 1:
                for text in _strangers(row, row.places[0], seen):
                    yield found(
                        "text_of_another_row", text, form_no=form.form_no, row_no=row.row_no, place=row.places[0]
                    )


def _strangers(row: Indicator, place: Place, seen: Mapping[str, Seen]) -> Iterator[str]:
    for text in filter(None, _own_texts(row)):
        printed = seen.get(bare(text))
        if printed is not None and not any(_reaches(place, *height) for height in printed.heights(place.page)):
            yield text


def _reaches(place: Place, top: float, bottom: float) -> bool:
    return min(bottom, place.bottom) - max(top, place.top) > TOUCH
