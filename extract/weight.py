"""How much a page unpacks to, before any reader unpacks it. qpdf (pikepdf) gives the objects, packed as they are.

A form XObject that draws another ten times, which draws another ten times, makes a page of a thousand million lines out
of three kilobytes, and readers draw them all.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jixiao.extract.bounds import MOST_CONTENT, MOST_STREAM, over
from jixiao.extract.unpacking import Unpacked, unpacked

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_DRAWN = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")

_BOUNDLESS = MOST_CONTENT + 1
"""Bytes of what draws itself."""


def unpacked_stream(stream: "Object", most: int) -> Unpacked:
    """Unpack a stream, but no more than so many bytes."""
    return unpacked(stream.read_raw_bytes(), filters_of(stream), most)


def filters_of(stream: "Object") -> list[str]:
    """Give the names of the filters by which a stream is packed, in the order in which they are undone."""
    from pikepdf import Array

    filters = stream.get("/Filter")
    if filters is None:
        return []
    return [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]


def heavy_pages(pdf: "Pdf") -> Iterator[tuple[int, str]]:
    """Give the pages that unpack to more than a page may, by number, each with the words that say so."""
    weigher = _Weigher()
    for number, page in enumerate(pdf.pages, 1):
        if weigher.content(page.obj) > MOST_CONTENT:
            yield number, over("more", MOST_CONTENT, "bytes of content, with what it draws again and again")
        elif weigher.streams(page.obj) > MOST_STREAM:
            yield number, over("more", MOST_STREAM, "bytes of fonts and other streams")


class _Weigher:
    """Weighs pages. What several share is unpacked once."""

    def __init__(self) -> None:
        self._weights: dict[tuple[int, int], int] = {}
        self._sizes: dict[tuple[int, int], int] = {}

    def content(self, page: Any) -> int:
        """Give the bytes of a page's content, those of forms each time they are drawn; of a boundless one, some."""
        from pikepdf import Array, Stream

        contents = page.get("/Contents")
        parts = contents if isinstance(contents, Array) else [contents]
        streams = [each for each in parts if isinstance(each, Stream)]
        own = Counter(each.objgen for each in streams)
        once = {each.objgen: each for each in streams}
        resources = inherited(page, "/Resources")
        drawn = sum(self._weight(once[name], resources) * times for name, times in own.items())
        return drawn + sum(self._weight(each, None) for each in _appearances(page))

    def _weight(self, stream: Any, resources: Any) -> int:
        """Give the bytes of a stream that draws, and of all it draws; its own resources come before those given."""
        from pikepdf import Dictionary, Stream

        if stream.objgen in self._weights:
            return self._weights[stream.objgen]
        self._weights[stream.objgen] = _BOUNDLESS  # until it is known: what draws itself has no end
        result = unpacked_stream(stream, MOST_CONTENT)
        size = _BOUNDLESS if result.more else len(result.data)
        own = stream.get("/Resources", resources)
        forms: Any = own.get("/XObject") if isinstance(own, Dictionary) else None
        for name, times in Counter(_DRAWN.findall(result.data)).items() if isinstance(forms, Dictionary) else ():
            form = forms.get(f"/{name.decode('latin-1')}")
            if isinstance(form, Stream) and form.get("/Subtype") == "/Form":
                size += times * self._weight(form, own)
        self._weights[stream.objgen] = min(size, _BOUNDLESS)
        return self._weights[stream.objgen]

    def streams(self, page: Any) -> int:
        """Give the bytes of all streams, pictures left out, to which the page's resources lead, each once.

        Of more than MOST_STREAM, some: the rest is not unpacked.
        """
        total = 0
        for stream in _streams_under(inherited(page, "/Resources")):
            total += self._size(stream)
            if total > MOST_STREAM:
                break
        return total

    def _size(self, stream: Any) -> int:
        if stream.get("/Subtype") == "/Image":
            return 0
        if stream.objgen not in self._sizes:
            result = unpacked_stream(stream, MOST_STREAM)
            self._sizes[stream.objgen] = len(result.data) + result.more
        return self._sizes[stream.objgen]


def inherited(page: Any, key: str) -> Any:
    """Give an entry of a page, or that of the tree over it."""
    from pikepdf import Dictionary

    for _ in range(_DEEPEST):
        if not isinstance(page, Dictionary):
            return None
        if key in page:
            return page.get(key)
        page = page.get("/Parent")
    return None


_DEEPEST = 100
"""Steps up or down from one object to another that are followed: files have a dozen."""


def _appearances(page: Any) -> Iterator[Any]:
    """Give the streams that annotations draw on the page."""
    from pikepdf import Array, Dictionary, Stream

    annotations = page.get("/Annots")
    for each in annotations if isinstance(annotations, Array) else ():
        drawn = each.get("/AP") if isinstance(each, Dictionary) else None
        normal = drawn.get("/N") if isinstance(drawn, Dictionary) else None
        if isinstance(normal, Stream):
            yield normal
        elif isinstance(normal, Dictionary):
            yield from (state for state in normal.values() if isinstance(state, Stream))


def _streams_under(start: Any) -> Iterator[Any]:
    """Give the streams to which an object leads, each once."""
    from pikepdf import Array, Dictionary, Stream

    seen: set[tuple[int, int]] = set()
    waiting = [(start, 0)]
    while waiting:
        each, depth = waiting.pop()
        if not isinstance(each, (Array, Dictionary, Stream)) or depth > _DEEPEST:
            continue
        if each.is_indirect:
            if each.objgen in seen:
                continue
            seen.add(each.objgen)
        if isinstance(each, Stream):
            yield each
        values = list(each) if isinstance(each, Array) else [value for key, value in each.items() if key not in _UPWARD]
        waiting += [(value, depth + 1) for value in values]


_UPWARD = frozenset({"/Parent", "/P", "/StructParent"})
"""Keys that lead from what a page uses to other pages."""
