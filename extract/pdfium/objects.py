"""A page's objects: what they draw, and the order and colours of its texts."""

from bisect import bisect_left
from collections.abc import Iterable
from ctypes import c_void_p, cast
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from jixiao.extract.bounds import MOST_OBJECTS, MOST_SEGMENTS, check
from jixiao.extract.content import Char, Drawing, Ring, WholeText
from jixiao.extract.geometry import IDENTITY, Box, Matrix, box_in, product
from jixiao.extract.pdfium.calls import (
    FORM,
    IMAGE,
    PATH,
    TEXT,
    form_count,
    form_object,
    is_transparent,
    mark,
    mark_name,
    mark_value,
    marks,
    object_type,
    set_active,
    written,
)
from jixiao.extract.pdfium.chosen import fetching
from jixiao.extract.pdfium.clip import clip_box
from jixiao.extract.pdfium.fetch import Fetch, Found, Rgba
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.pdfium.paths import PaintedPath, read_path
from jixiao.extract.pdfium.picture import picture_of
from jixiao.extract.visibility import FILLED, INVISIBLE, Colour, Patch, is_patch, shown

_OPAQUE_BLACK = 0, 0, 0, 255

SAME_LINE = 0.1
"""Part of the type size by which middles on one line differ: all have one pair of sides, so by rounding only, or where
the type changes its size within the line (from 9 to 10.5 points the middles are 0.06 apart)."""


class HiddenLine(NamedTuple):
    """A line of type of which less than half shows: twice the height of its middle, and its clip box, as displayed."""

    middle: float
    clip: Box

    def holds(self, char: Char) -> bool:
        """Whether the character stands on the line and in the clip box."""
        on_line = abs(char.top + char.bottom - self.middle) <= 2 * SAME_LINE * char.size
        return on_line and self.clip[0] <= (char.x0 + char.x1) / 2 <= self.clip[2]


class Objects:
    """What the page's objects give: drawings, the area under pictures, the texts' order and form matrices."""

    def __init__(self, page: Any, frame: Frame, layers: frozenset[bytes]) -> None:
        self.page = page
        self.frame = frame
        self.across, self.down = frame.across, frame.down
        self.fetch: Fetch = fetching()
        self.layers = layers
        self.invisible: list[int] = []
        self.patches: list[Patch] = []
        self.colours: dict[int, Colour | None] = {}
        self.drawings: list[Drawing] = []
        self.rings: list[Ring] = []
        self.figures: list[Box] = []
        self.pictures: list[Box] = []
        self.image_area = 0.0
        self.form_texts: dict[int, Matrix] = {}
        self.text_order: dict[int, int] = {}
        self.read: set[int] = set()
        self.hidden_lines: list[HiddenLine] = []
        self.clipped_runs: set[int] = set()
        self.halved: set[float] = set()
        self.whole: WholeText | None = None
        self.count = 0
        self.segments = 0

    def weigh(self, objects: int, segments: int = 0) -> None:
        """Count objects, and segments of paths. Raises TooLarge where a page has too many."""
        self.count += objects
        self.segments += segments
        if self.count > MOST_OBJECTS or self.segments > MOST_SEGMENTS:
            check(self.count, MOST_OBJECTS, "objects on the page")
            check(self.segments, MOST_SEGMENTS, "segments of paths on the page")

    def show_invisible(self) -> None:
        """Take the text that paints nothing for text as any other: on a scan it is what a program recognised."""
        for holder in self.invisible:
            self.text_order[holder] = len(self.text_order)
        self.invisible = []

    def drop_texts(self, runs: set[int]) -> None:
        """Take text objects, by their numbers, off the page, and number the others anew."""
        kept = [(holder, order) for holder, order in self.text_order.items() if order + 1 not in runs]
        for holder in self.text_order.keys() - dict(kept).keys():
            set_active(holder, 0)
        orders = [order for _, order in kept]
        self.text_order = {holder: number for number, (holder, _) in enumerate(kept)}
        self.patches = [each._replace(order=bisect_left(orders, each.order)) for each in self.patches]
        colours = self.colours
        self.colours = {at: colours[order + 1] for at, order in enumerate(orders, 1) if order + 1 in colours}
        self.hidden_lines, self.clipped_runs = [], set()


def read_objects(page: Any, frame: Frame, layers: frozenset[bytes]) -> Objects:
    """Read all objects of a page. ``layers`` are the names of the layers that are off."""
    objects = Objects(page, frame, layers)
    handle = cast(page, c_void_p).value or 0
    count = pdfium.FPDFPage_CountObjects(page)
    objects.weigh(count)
    _read_each(objects.fetch.page_objects(handle, count), IDENTITY, objects)
    return objects


def _read_each(found: Iterable[Found], form: Matrix, objects: Objects) -> None:
    layers, fetch = objects.layers, objects.fetch
    for holder, kind, mode, fill in found:
        if layers and _is_off(holder, layers):
            objects.invisible += [holder] if kind == TEXT else texts_in(holder) if kind == FORM else []
        elif kind == TEXT:
            if mode or fill != _OPAQUE_BLACK or form is not IDENTITY:
                _read_text(holder, mode, fill or _OPAQUE_BLACK, form, objects)
            else:  # nearly all text: spared a call
                objects.text_order[holder] = len(objects.text_order)
        elif layers and kind in (FORM, IMAGE) and not _changes_page(holder, objects):
            objects.invisible += texts_in(holder) if kind == FORM else []
        elif kind == PATH:
            paint = fetch.path(holder)
            objects.weigh(0, paint[-1])
            if (path := read_path(holder, paint, form, objects.frame, fetch)) is not None:
                _add_path(holder, path, form, objects)
        elif kind == IMAGE:
            x0, top, x1, bottom = objects.frame.displayed(*box_in(form, fetch.bounds(holder)))
            objects.image_area += (x1 - x0) * (bottom - top)
            _add_patch(holder, (x0, top, x1, bottom), None, objects)
            objects.pictures.append((x0, top, x1, bottom))
        elif kind == FORM:
            count = form_count(holder)
            objects.weigh(count)
            _read_each(fetch.form_objects(holder, count), product(fetch.matrix(holder), form), objects)


def _read_text(holder: int, mode: int, fill: Rgba, form: Matrix, objects: Objects) -> None:
    """Number a text object that paints something, and note its colour; keep apart one that does not."""
    order = objects.text_order
    if mode or fill != _OPAQUE_BLACK:
        filled = mode in FILLED
        if mode in INVISIBLE or (filled and not fill[3]):
            objects.invisible.append(holder)
            return
        objects.colours[len(order) + 1] = fill[:3] if filled else None
    order[holder] = len(order)
    if form != IDENTITY:
        objects.form_texts[holder] = form


_OC = "OC\0".encode("utf-16-le")
"""The tag of content that belongs to a layer, as PDFium gives it."""


def _is_off(holder: int, layers: frozenset[bytes]) -> bool:
    """Whether the object is marked as content of one of these layers, given by their names."""
    own = [mark(holder, index) for index in range(marks(holder))]
    return any(written(mark_name, each) == _OC and written(mark_value, each, b"Name") in layers for each in own)


def _changes_page(holder: int, objects: Objects) -> bool:
    """Whether the page looks another without a form XObject or picture: whose layer is off PDFium does not say."""
    before = picture_of(objects.page, objects.frame)
    set_active(holder, 0)
    after = picture_of(objects.page, objects.frame)
    set_active(holder, 1)
    return bool((before != after).any())


def texts_in(form: int) -> list[int]:
    """Give the text objects in a form XObject and in those in it."""
    inner = [form_object(form, index) for index in range(form_count(form))]
    nested = [text for each in inner if object_type(each) == FORM for text in texts_in(each)]
    return [each for each in inner if object_type(each) == TEXT] + nested


def _add_path(holder: int, path: PaintedPath, form: Matrix, objects: Objects) -> None:
    clip = clip_box(objects.fetch.clip(holder), form, objects.frame) if path.drawings else None
    objects.drawings += path.drawings if clip is None else shown(path.drawings, clip)
    objects.figures += path.figures
    if path.ring is not None:
        objects.rings.append(path.ring)
    for box in path.fills:
        _add_patch(holder, box, path.paint, objects)


def _add_patch(holder: int, box: Box, colour: Colour | None, objects: Objects) -> None:
    """Note a shape or picture, its box as displayed, that lets nothing through as far as its own settings say."""
    if is_patch(*box) and not is_transparent(holder):
        objects.patches.append(Patch(*box, len(objects.text_order), colour))
