"""Where the pages really break, from the colours of a PDF's characters: nothing of jixiao's reading is used."""

from collections.abc import Iterator, Mapping
from ctypes import byref, c_double, c_float, c_uint, c_void_p, cast
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

from tests.producers.ink import Mark, marks
from tests.producers.model import Document, Spot


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a page. ``page`` is the earlier one, from 1; pages without a table's row are passed over.

    ``before`` and ``behind`` are the last grid row with a character on the earlier and the first on the later page
    (header rows that are printed again do not count); of a cut row, they are the same.
    """

    page: int
    next_page: int
    before: Spot
    behind: Spot
    cut: bool
    labels_cut: tuple[Spot, ...] = ()
    """Merged labels with characters on both pages: their table and first row."""

    @property
    def goes_on(self) -> bool:
        """Whether one table stands on both pages."""
        return self.before[0] == self.behind[0]


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    rows: frozenset[Spot]
    labels: frozenset[Spot]


def breaks_of(pdf: Path, document: Document, *, rows_break: bool = True) -> tuple[Break, ...]:
    """Give the page breaks of a document. ``rows_break`` is false for producers that never cut a row."""
    colours = {colour: mark for mark, colour in marks(document).items()}
    pages = [page for page in _pages(pdf, document, colours) if page.rows]
    return tuple(_break(before, behind, rows_break=rows_break) for before, behind in pairwise(pages))


def rows_of(pdf: Path, document: Document) -> frozenset[Spot]:
    """Give all grid rows with a character in the PDF: a known row that is not among them was never printed."""
    colours = {colour: mark for mark, colour in marks(document).items()}
    return frozenset(spot for page in _pages(pdf, document, colours) for spot in page.rows)


def _break(before: _Page, behind: _Page, *, rows_break: bool) -> Break:
    cut = sorted(before.rows & behind.rows) if rows_break else []
    last, first = (cut[-1], cut[-1]) if cut else (max(before.rows), min(behind.rows))
    return Break(before.number, behind.number, last, first, bool(cut), tuple(sorted(before.labels & behind.labels)))


def _pages(pdf: Path, document: Document, colours: Mapping[str, Mark]) -> Iterator[_Page]:
    seen: set[Spot] = set()
    source = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(source, 1):
        found = {colours[colour] for colour in _page_colours(page) if colour in colours}
        rows = {(mark.table, mark.row) for mark in found if mark.kind == "row"}
        again = {(t, row) for t, row in rows & seen if row < document.tables[t].leading}
        labels = frozenset((mark.table, mark.row // 1000) for mark in found if mark.kind == "label")
        yield _Page(number, frozenset(rows - again), labels)
        seen |= rows
        page.close()
    source.close()


def _page_colours(page: pypdfium2.PdfPage) -> set[str]:
    """Give the colours of the characters that stand on the page as shown."""
    text = page.get_textpage()
    left, bottom, right, top = page.get_cropbox()
    colours: set[str] = set()
    channels = [c_uint() for _ in range(4)]
    clips: dict[int, Box] = {}
    x, y = c_double(), c_double()
    for index in range(raw.FPDFText_CountChars(text)):
        if raw.FPDFText_IsGenerated(text, index) == 1 or raw.FPDFText_GetUnicode(text, index) <= 0x20:
            continue
        raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        clip = _clip(raw.FPDFText_GetTextObject(text, index), clips)
        if (
            max(left, clip[0]) <= x.value <= min(right, clip[2])
            and max(bottom, clip[1]) <= y.value <= min(top, clip[3])
            and raw.FPDFText_GetFillColor(text, index, *map(byref, channels))
        ):
            colours.add("".join(f"{channel.value:02X}" for channel in channels[:3]))
    text.close()
    return colours


Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points of user space."""

EVERYWHERE: Box = (float("-inf"), float("-inf"), float("inf"), float("inf"))


def _clip(holder: Any, known: dict[int, Box]) -> Box:
    """Give the box common to a text object's clip paths: a line that a break slices counts where its baseline is."""
    address = cast(holder, c_void_p).value or 0
    if address not in known:
        known[address] = _clip_box(raw.FPDFPageObj_GetClipPath(holder)) if address else EVERYWHERE
    return known[address]


def _clip_box(clip: Any) -> Box:
    box = EVERYWHERE
    x, y = c_float(), c_float()
    for path in range(max(0, raw.FPDFClipPath_CountPaths(clip)) if clip else 0):
        points = []
        for number in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, number), byref(x), byref(y))
            points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            box = (max(box[0], min(xs)), max(box[1], min(ys)), min(box[2], max(xs)), min(box[3], max(ys)))
    return box
