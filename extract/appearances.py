"""Annotations as pdfminer gives them: which drawings they bring along, and the texts that nothing draws."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

from jixiao.extract.annotations import MARKS, SHOWN_BY_THEMSELVES
from jixiao.extract.catalog import fields_are_redrawn
from jixiao.extract.geometry import IDENTITY, Box, Matrix, around, box_in
from jixiao.extract.layers import is_off, off_groups

_NOT_SHOWN = 0x02 | 0x20
"""The flags Hidden and NoView (PDF 32000-1, table 165)."""

_TEXT_KEY = {"Widget": "V", "FreeText": "Contents"}


class Appearance(NamedTuple):
    """A form XObject that draws an annotation, and the matrix that brings it to its place in user space."""

    stream: PDFStream
    placing: Matrix


class Typed(NamedTuple):
    """A text without a drawing of its own, its box in user space, and how it asks to be set (DA)."""

    text: str
    box: Box
    appearance: str


def shown_annotations(page: Mapping[str, Any], catalog: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """Give the annotations that a page shows, by its dictionary and the file's catalog.

    Those of layers that are off are not shown; a field whose value a viewer sets anew is without its own drawing.
    """
    off, redrawn = off_groups(catalog), fields_are_redrawn(catalog)
    shown = [each for each in _shown(page) if not is_off(each.get("OC"), off)]
    return tuple(_undrawn(each) if redrawn and _is_text_field(each) else each for each in shown)


def _is_text_field(annotation: Mapping[str, Any]) -> bool:
    return _name(annotation.get("Subtype")) == "Widget" and isinstance(resolve1(annotation.get("V")), bytes)


def _undrawn(annotation: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in annotation.items() if key != "AP"}


def appearances(shown: Iterable[Mapping[str, Any]]) -> Iterator[Appearance]:
    """Give the drawings of annotations that are shown."""
    for annotation in shown:
        stream, box = _drawing(annotation), _box(annotation.get("Rect"))
        own = _box(stream.get("BBox")) if stream is not None else None
        if stream is not None and box is not None and own is not None:
            yield Appearance(stream, _placing(box_in(_matrix(stream), own), box))


def typed(shown: Iterable[Mapping[str, Any]]) -> Iterator[Typed]:
    """Give the texts of form fields and remarks that nothing draws."""
    for annotation in shown:
        key = _TEXT_KEY.get(_name(annotation.get("Subtype")))
        text, box = _text(annotation.get(key)) if key else "", _box(annotation.get("Rect"))
        if text.strip() and box is not None and _drawing(annotation) is None:
            yield Typed(text, box, _text(annotation.get("DA")))


def count_unread(shown: Iterable[Mapping[str, Any]]) -> int:
    """Count the marks and fields that a viewer draws by itself and that are not read here."""
    return sum(map(_is_unread, shown))


def _is_unread(annotation: Mapping[str, Any]) -> bool:
    kind = _name(annotation.get("Subtype"))
    key = _TEXT_KEY.get(kind)
    if _drawing(annotation) is not None or (key and _text(annotation.get(key)).strip()):
        return False
    if kind == "Widget":  # of a field that says neither its kind nor its value, the parent does
        return isinstance(resolve1(annotation.get("V")), list) or annotation.get("FT") is None
    return kind in MARKS


def _shown(page: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in _list(page.get("Annots")):
        annotation = resolve1(each)
        if isinstance(annotation, dict) and _name(annotation.get("Subtype")) not in SHOWN_BY_THEMSELVES:
            flags = resolve1(annotation.get("F"))
            if not (isinstance(flags, int) and flags & _NOT_SHOWN):
                yield annotation


def _drawing(annotation: Mapping[str, Any]) -> PDFStream | None:
    """Give the normal appearance; of several, that of the state the annotation is in."""
    kinds = resolve1(annotation.get("AP"))
    found = resolve1(kinds.get("N")) if isinstance(kinds, dict) else None
    if isinstance(found, dict):
        found = resolve1(found.get(_name(annotation.get("AS"))))
    return found if isinstance(found, PDFStream) else None


def _placing(own: Box, box: Box) -> Matrix:
    """Give the matrix that lays the appearance's box, brought through its own matrix, on the annotation's (12.5.5)."""
    across = (box[2] - box[0]) / (own[2] - own[0]) if own[2] > own[0] else 1.0
    up = (box[3] - box[1]) / (own[3] - own[1]) if own[3] > own[1] else 1.0
    return across, 0.0, 0.0, up, box[0] - across * own[0], box[1] - up * own[1]


def _matrix(stream: PDFStream) -> Matrix:
    numbers = _numbers(stream.get("Matrix"))
    return (*numbers,) if len(numbers) == 6 else IDENTITY  # type: ignore[return-value]


def _box(raw: Any) -> Box | None:
    numbers = _numbers(raw)
    return around([(numbers[0], numbers[1]), (numbers[2], numbers[3])]) if len(numbers) == 4 else None


def _numbers(raw: Any) -> list[float]:
    numbers = [resolve1(each) for each in _list(raw)]
    return [float(each) for each in numbers if isinstance(each, (int, float))]


def _list(raw: Any) -> Iterable[Any]:
    found = resolve1(raw)
    return found if isinstance(found, list) else []


def _name(raw: Any) -> str:
    return str(getattr(resolve1(raw), "name", ""))


def _text(raw: Any) -> str:
    found = resolve1(raw)
    return decode_text(found) if isinstance(found, bytes) else ""
