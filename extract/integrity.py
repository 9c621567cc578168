"""Is the file whole? Readers rebuild what is broken and leave out what they cannot unpack, without a word.

A quick look at the bytes tells nearly every whole file: its cross-reference leads to objects, and the streams that may be
pages unpack to their ends. Only where it does not, qpdf reads the file and says what it had to repair; loading qpdf takes
a tenth of the time that a document takes.
"""

import logging
import re
import zlib
from base64 import a85decode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.extract.parser_errors import PARSER_ERRORS

if TYPE_CHECKING:
    from pikepdf import Page, Pdf

# What qpdf repairs is told by the findings, not on stderr.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

_STREAM = re.compile(rb"stream\r?\n")
_START = re.compile(rb"startxref\s+(\d{1,18})(?!\d)")
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj")
_BEFORE_KEYWORD = re.compile(rb"(\d+)\s+\d+\s+$")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) n")
_SUBSECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*(?=\d{10} \d{5} [nf])")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_LENGTH = re.compile(rb"/Length\s+(\d{1,18})\b(?!\s+\d+\s+R)")

_NO_PAGE = re.compile(rb"/(?:Length[123]|Image|ObjStm|XRef|XML|ICCBased|FontFile\d?|CIDToGIDMap)\b")
"""What the dictionary of a stream says that is no page's content: fonts, pictures, packed objects, metadata, profiles."""

DICTIONARY = 600
"""Bytes before a stream in which its dictionary is looked for; those of page contents have 30 to 80."""


class Damage(NamedTuple):
    """What is broken: whether the file had to be repaired to be read, and pages whose content is not whole (from 1)."""

    repaired: bool
    pages: frozenset[int]


WHOLE = Damage(repaired=False, pages=frozenset())


def find_damage(path: Path) -> Damage:
    """Give what is broken in a file that readers open all the same."""
    data = path.read_bytes()
    if _looks_whole(data):
        return WHOLE
    from pikepdf import PdfError
    from pikepdf import open as open_pdf

    try:
        with open_pdf(path) as pdf:
            repaired = bool(pdf.get_warnings())
            pages = frozenset(_damaged_pages(pdf))
            return Damage(repaired or not (pages or pdf.is_encrypted or _all_check(pdf)), pages)
    except (PdfError, *PARSER_ERRORS):  # too broken to be looked at: that much is known
        return Damage(repaired=True, pages=frozenset())


def _looks_whole(data: bytes) -> bool:
    """Whether nothing speaks for damage: what cannot be told from the bytes (an encrypted file) speaks for it."""
    if b"/Encrypt" in data or not _cross_reference_leads_to_objects(data):
        return False
    streams = list(_streams(data))
    named = _named_contents(data, streams)
    return (
        named is not None
        and named <= {stream.number for stream in streams}
        and all(_unpacks(stream.packed(data)) for stream in streams if _may_be_drawn(stream, named))
    )


def _cross_reference_leads_to_objects(data: bytes) -> bool:
    """Whether the last cross-reference stands where the file says, and the objects where it says."""
    header = max(0, data.find(b"%PDF-", 0, 1024))
    found = _START.search(data, max(0, data.rfind(b"startxref")))
    start = header + int(found.group(1)) if found else len(data)
    table = data[start : start + 4].strip()
    if table != b"xref"[: len(table)] or not table:
        return _OBJECT.match(data, start) is not None
    end = data.find(b"trailer", start)
    section = _SUBSECTION.search(data, start, end)
    offsets = (int(entry.group(1)) for entry in _ENTRY.finditer(data, start, end)) if section else ()
    return all(_OBJECT.match(data, header + offset) for offset in offsets)


class _Stream(NamedTuple):
    """A stream: the number of its object, its dictionary, and where its packed bytes stand (``end`` None: to the file's)."""

    number: bytes
    dictionary: bytes
    start: int
    end: int | None

    def packed(self, data: bytes) -> bytes:
        """Give the stream's bytes as they stand in the file."""
        return data[self.start : self.end]


def _streams(data: bytes) -> Iterator[_Stream]:
    for found in _STREAM.finditer(data):
        if data.endswith(b"end", 0, found.start()):
            continue
        begun = data.rfind(b"obj", max(0, found.start() - DICTIONARY), found.start())
        dictionary = data[begun : found.start()] if begun >= 0 else b""
        length = _LENGTH.search(dictionary)
        end = found.end() + int(length.group(1)) if length else data.find(b"endstream", found.end())
        yield _Stream(_number(data, begun), dictionary, found.end(), end if end > 0 else None)


def _may_be_drawn(stream: _Stream, named: frozenset[bytes]) -> bool:
    """Whether a stream is a page's content: one that a page names, or a form XObject; any where no page names one."""
    if named and b"/Form" not in stream.dictionary and stream.number not in named:
        return False
    dictionary = stream.dictionary
    return b"/FlateDecode" in dictionary and not _NO_PAGE.search(dictionary) and b"/DecodeParms" not in dictionary


def _named_contents(data: bytes, streams: Sequence[_Stream]) -> frozenset[bytes] | None:
    """Give the numbers of the objects that pages name as their content; None where packed pages do not unpack."""
    packs = [stream.packed(data) for stream in streams if b"/ObjStm" in stream.dictionary]
    if not all(map(_unpacks, packs)):
        return None
    texts = (data, *(zlib.decompressobj().decompress(pack) for pack in packs))
    named = (number for text in texts for each in _CONTENTS.findall(text) for number in _REFERENCE.findall(each))
    return frozenset(named)


def _number(data: bytes, keyword: int) -> bytes:
    """Give the number of the object whose keyword ``obj`` stands at a place; nothing where no number stands before it."""
    found = _BEFORE_KEYWORD.search(data, max(0, keyword - 20), max(0, keyword))
    return found.group(1) if found else b""


def _unpacks(packed: bytes) -> bool:
    """Whether packed bytes unpack to their end."""
    unpacker = zlib.decompressobj()
    try:
        unpacker.decompress(packed)
    except zlib.error:
        return False
    return unpacker.eof


def _damaged_pages(pdf: "Pdf") -> Iterator[int]:
    from pikepdf import PdfError

    for number, page in enumerate(pdf.pages, 1):
        before = len(pdf.get_warnings())
        try:
            whole = not _lacks_content(page) and all(
                stream.read_bytes() is not None and _checks(stream) for stream in _contents(page)
            )
        except (PdfError, *PARSER_ERRORS):
            whole = False
        if not whole or len(pdf.get_warnings()) > before:
            yield number


def _lacks_content(page: "Page") -> bool:
    """Whether the page names a content that is no stream: of an object that is not there readers make a blank."""
    from pikepdf import Array, Stream

    contents = page.obj.get("/Contents")
    if contents is None:  # what leads nowhere counts as absent (ISO 32000-1, 7.3.10), but is written
        return b"/Contents" in page.obj.unparse(resolved=True)
    parts = contents if isinstance(contents, Array) else [contents]
    return not all(isinstance(each, Stream) for each in parts)


def _all_check(pdf: "Pdf") -> bool:
    """Whether every stream of the file unpacks and has the right checksum: what is broken may hang on no page."""
    from pikepdf import PdfError, Stream

    for each in pdf.objects:
        try:
            if isinstance(each, Stream) and not _checks(each):
                return False
        except (PdfError, *PARSER_ERRORS):
            return False
    return True


def _checks(stream: Any) -> bool:
    """Whether the checksum is right, which qpdf passes over; of streams packed another way it is not known."""
    from pikepdf import Array

    filters = stream.get("/Filter")
    names = [str(each) for each in filters] if isinstance(filters, Array) else [str(filters)]
    packed = stream.read_raw_bytes() if names[-1:] == ["/FlateDecode"] else b""
    if names == ["/ASCII85Decode", "/FlateDecode"]:
        return _unpacks(a85decode(packed.strip().removesuffix(b"~>")))
    return names != ["/FlateDecode"] or _unpacks(packed)


def _contents(page: "Page") -> Iterator[Any]:
    """Give the streams that draw the page: its content, and the form XObjects that this calls up, nested ones too."""
    from pikepdf import Array, Stream

    contents = page.obj.get("/Contents")
    for each in contents if isinstance(contents, Array) else [contents]:
        if isinstance(each, Stream):
            yield each
    yield from _forms(page.obj.get("/Resources"), set())


def _forms(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    drawn = resources.get("/XObject") if resources is not None else None
    for each in drawn.values() if drawn is not None else ():
        if each.get("/Subtype") == "/Form" and each.objgen not in seen:
            seen.add(each.objgen)
            yield each
            yield from _forms(each.get("/Resources"), seen)
