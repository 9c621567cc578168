"""A quick look at a file's bytes: whether anything speaks for damage.

Nearly every whole file shows that it is: its cross-reference leads to objects, these are well-formed, and the streams
that may be pages unpack to their ends, with the right checksums.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.extract.bounds import MOST_CONTENT, MOST_STREAM
from jixiao.extract.cross_references import leads_to_objects, number_before, objects_follow_each_other
from jixiao.extract.syntax import content_is_well_formed, objects_are_well_formed
from jixiao.extract.unpacking import PICTURES, Unpacked, inflated

_HEADER = re.compile(rb"%PDF-\d\.\d")
_ENDS = rb"(?=[\0\t\n\f\r ()<>\[\]{}/%]|$)"
_PAGE = re.compile(rb"/Type\s*/Page" + _ENDS)
_PAGES = re.compile(rb"/Type\s*/Pages" + _ENDS)
_CATALOG = re.compile(rb"/Type\s*/Catalog" + _ENDS)
_TREE = re.compile(rb"/Pages\s+\d+\s+\d+\s+R")
_BOX = re.compile(rb"/MediaBox\s*(?:\[\s*(?:[-+.\d]+\s+){3}[-+.\d]+\s*\]|\d+\s+\d+\s+R)")
_RESOURCES = re.compile(rb"/Resources\s*(?:<<|\d+\s+\d+\s+R)")
_STRUCTURE = b"/StructElem"
"""Names what a screen reader is told of the page: no reader of tables looks at it, and a browser's file is half of
it."""

_STREAM = re.compile(rb"stream\r?\n")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\[\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_LENGTH = re.compile(rb"/Length\s+(\d{1,18})\b(?!\s+\d+\s+R)")

_NO_PAGE = re.compile(rb"/(?:Length[123]|Image|ObjStm|XRef|XML|ICCBased|FontFile\d?|CIDToGIDMap)\b")
"""What the dictionary of a stream says that is no page's content: fonts, pictures, packed objects, metadata,
profiles."""

_FILTER = re.compile(rb"/Filter\s*\[?((?:\s*/[A-Za-z0-9]+)+)\s*(?:\]|/|>>|$)")
_IMAGE = re.compile(rb"/Image\b")
_PACKS = re.compile(rb"/(?:ObjStm|XRef)\b")
_DRAWS = b"Do"
"""The operator that draws a form XObject or a picture."""

ENDING = 16
"""Bytes behind a stream in which the word for its end begins: a line's end, and a blank or two."""

DICTIONARY = 600
"""Bytes before a stream in which its dictionary is looked for; those of page contents have 30 to 80."""


class FileStream(NamedTuple):
    """A stream: its object's number, its dictionary, and where its packed bytes stand (``end`` None: to the file's)."""

    number: bytes
    dictionary: bytes
    start: int
    end: int | None

    @property
    def packs_objects(self) -> bool:
        """Whether it holds objects, or the cross-reference."""
        return _PACKS.search(self.dictionary) is not None

    def packed(self, data: bytes) -> bytes:
        """Give the stream's bytes as they stand in the file."""
        return data[self.start : self.end]

    def ends(self, data: bytes) -> bool:
        """Whether the stream ends where its length says."""
        return self.end is not None and data[self.end : self.end + ENDING].lstrip().startswith(b"endstream")


def file_streams(data: bytes) -> Iterator[FileStream]:
    """Give the streams of a file, from its start to its end."""
    ending = 0  # of the next stream; -1 where none ends any more
    for found in _STREAM.finditer(data):
        if data.endswith(b"end", 0, found.start()):
            continue
        begun = data.rfind(b"obj", max(0, found.start() - DICTIONARY), found.start())
        dictionary = data[begun : found.start()] if begun >= 0 else b""
        length = _LENGTH.search(dictionary)
        if 0 <= ending < found.end():
            ending = data.find(b"endstream", found.end())
        end = found.end() + int(length.group(1)) if length else ending
        yield FileStream(number_before(data, begun), dictionary, found.end(), end if end > 0 else None)


def looks_whole(data: bytes) -> bool:
    """Whether nothing speaks for damage: what cannot be told from the bytes (an encrypted file) speaks for it."""
    header = _HEADER.search(data, 0, 1024)
    if header is None or b"/Encrypt" in data or not leads_to_objects(data):
        return False
    streams = list(file_streams(data))
    if data.count(b"endstream") != len(streams) or not all(stream.ends(data) for stream in streams):
        return False
    *objects, end = _without_streams(data, header.start(), streams).split(b"endobj")
    read = [each for each in objects if _STRUCTURE not in each]
    return (
        objects_follow_each_other(objects)
        and objects_are_well_formed(read, end)
        and all(map(_has_its_keys, read))
        and _may_be_read(data, streams)
    )


def _has_its_keys(written: bytes) -> bool:
    """Whether an object, if it is a page or above pages, has what it must have (ISO 32000-1, tables 28 to 30).

    What a page has from those above it is not looked for.
    """
    if b"/Catalog" in written:
        return _CATALOG.search(written) is not None and _TREE.search(written) is not None
    if b"/Kids" in written and b"/Count" in written:
        return _PAGES.search(written) is not None
    if b"/MediaBox" in written or (b"/Page" in written and _PAGE.search(written)):
        return all(entry.search(written) for entry in (_PAGE, _BOX, _RESOURCES))
    return True


def _may_be_read(data: bytes, streams: Sequence[FileStream]) -> bool:
    """Whether all streams unpack to their ends, and what pages draw is there, well-formed and within bounds."""
    texts = [data]
    drawn: dict[bytes, _Drawn] = {}
    form = _Drawn(0, 0, is_garbled=False)
    others = 0
    for stream in streams:
        is_page = not _NO_PAGE.search(stream.dictionary)
        result = _unpacked(stream, data, MOST_CONTENT if is_page else MOST_STREAM)
        if result is None or not result.whole or result.more or others > MOST_STREAM:
            return False
        others += 0 if is_page or _IMAGE.search(stream.dictionary) else len(result.data)
        if b"/ObjStm" in stream.dictionary:
            texts.append(result.data)
        elif is_page:
            one = drawn[stream.number] = _drawn(stream, result.data)
            form = form.or_more(one) if b"/Form" in stream.dictionary else form
    return not (form.calls or form.is_garbled) and all(
        _may_be_drawn(named, drawn, form.size) for text in texts for named in _CONTENTS.findall(text)
    )


class _Drawn(NamedTuple):
    """What may be drawn: its bytes, unpacked, how often it draws forms or pictures, and whether it reads wrongly.

    Of what is packed that is not asked: its checksum is right.
    """

    size: int
    calls: int
    is_garbled: bool

    def or_more(self, other: "_Drawn") -> "_Drawn":
        """Give the more of each of the two."""
        return _Drawn(max(self.size, other.size), max(self.calls, other.calls), self.is_garbled or other.is_garbled)


def _drawn(stream: FileStream, content: bytes) -> _Drawn:
    is_plain = b"/Filter" not in stream.dictionary
    return _Drawn(len(content), content.count(_DRAWS), is_plain and not content_is_well_formed(content))


def _may_be_drawn(named: bytes, drawn: Mapping[bytes, _Drawn], largest: int) -> bool:
    """Whether the contents that a page names are all there, well-formed, and with their forms no more than allowed.

    ``largest`` are the bytes of the largest form.
    """
    parts = [drawn.get(number) for number in _REFERENCE.findall(named)]
    whole = [part for part in parts if part is not None and not part.is_garbled]
    return len(whole) == len(parts) and sum(part.size + part.calls * largest for part in whole) <= MOST_CONTENT


def _without_streams(data: bytes, start: int, streams: Sequence[FileStream]) -> bytes:
    """Give the file from its header on, without the bytes of its streams, whose ends are known."""
    starts = [start, *(stream.end for stream in streams)]
    ends = [*(stream.start for stream in streams), len(data)]
    return b"".join(data[start:end] for start, end in zip(starts, ends, strict=True))


def _unpacked(stream: FileStream, data: bytes, most: int) -> Unpacked | None:
    """Unpack a stream, if by its dictionary it is packed by nothing or by Flate first; None where that is not so."""
    packed = stream.packed(data)
    found = _FILTER.search(stream.dictionary)
    if found is None:
        return Unpacked(packed[:most], b"/Filter" not in stream.dictionary, len(packed) > most)
    names = found.group(1).split()
    if names[:1] == [b"/FlateDecode"]:
        return inflated(packed, most)
    return Unpacked(b"", whole=True, more=False) if names[0].decode("latin-1") in PICTURES else None
