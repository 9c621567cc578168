"""Is the file whole? Readers rebuild what is broken and leave out what they cannot unpack, without a word.

A quick look at the bytes tells nearly every whole file: its cross-reference leads to objects, and the streams that may be
pages unpack to their ends. Only where it does not, qpdf reads the file and says what it had to repair; loading qpdf takes
a tenth of the time that a document takes.
"""

import logging
import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.errors import FileTooLarge
from jixiao.extract.bounds import MOST_CONTENT, MOST_STREAM, over
from jixiao.extract.cross_references import leads_to_objects, number_before, objects_follow_each_other
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.unpacking import PICTURES, Unpacked, inflated
from jixiao.extract.weight import heavy_pages, unpacked_stream

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

# What qpdf repairs is told by the findings, not on stderr.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)

_STREAM = re.compile(rb"stream\r?\n")
_CONTENTS = re.compile(rb"/Contents\s*(\[[^\]]*\]|\d+\s+\d+\s+R)")
_REFERENCE = re.compile(rb"(\d+)\s+\d+\s+R")
_LENGTH = re.compile(rb"/Length\s+(\d{1,18})\b(?!\s+\d+\s+R)")

_NO_PAGE = re.compile(rb"/(?:Length[123]|Image|ObjStm|XRef|XML|ICCBased|FontFile\d?|CIDToGIDMap)\b")
"""What the dictionary of a stream says that is no page's content: fonts, pictures, packed objects, metadata, profiles."""

_FILTER = re.compile(rb"/Filter\s*\[?((?:\s*/[A-Za-z0-9]+)+)\s*(?:\]|/|>>|$)")
_IMAGE = re.compile(rb"/Image\b")
_DRAWS = b"Do"
"""The operator that draws a form XObject or a picture."""

ENDING = 16
"""Bytes behind a stream in which the word for its end begins: a line's end, and a blank or two."""

DICTIONARY = 600
"""Bytes before a stream in which its dictionary is looked for; those of page contents have 30 to 80."""


class Damage(NamedTuple):
    """What is broken: whether the file had to be repaired to be read, and pages whose content is not whole (from 1).

    ``heavy`` are pages whose content goes over a bound, each with the words that say so: no reader may unpack them.
    """

    repaired: bool
    pages: frozenset[int]
    heavy: tuple[tuple[int, str], ...] = ()


WHOLE = Damage(repaired=False, pages=frozenset())


def find_damage(path: Path) -> Damage:
    """Give what is broken or too large in a file that readers open all the same.

    Raises FileTooLarge where opening the file would unpack too much.
    """
    data = path.read_bytes()
    if _looks_whole(data):
        return WHOLE
    _check_packs(path, data)
    from pikepdf import PasswordError, PdfError
    from pikepdf import open as open_pdf

    try:
        with open_pdf(path) as pdf:
            repaired = bool(pdf.get_warnings())  # asked, qpdf forgets them: each is asked for once
            lacking = set(_lacking_pages(pdf))
            heavy = tuple(heavy_pages(pdf))
            late = bool(pdf.get_warnings())
            pages = frozenset(lacking.union(_damaged_pages(pdf, {number for number, _ in heavy})))
            is_told = bool(pages or heavy)
            return Damage(
                repaired or not (is_told or (not late and (pdf.is_encrypted or _all_check(pdf)))), pages, heavy
            )
    except (PdfError, PasswordError, *PARSER_ERRORS):  # too broken to be looked at: that much is known
        return Damage(repaired=True, pages=frozenset())


def _check_packs(path: Path, data: bytes) -> None:
    """Look at the streams that hold objects or the cross-reference: every reader unpacks them to open the file."""
    for stream in _streams(data):
        if re.search(rb"/(?:ObjStm|XRef)\b", stream.dictionary) and inflated(stream.packed(data), MOST_STREAM).more:
            raise FileTooLarge(path, over("more", MOST_STREAM, "bytes of packed objects"), "leave the file out")


def _looks_whole(data: bytes) -> bool:
    """Whether nothing speaks for damage: what cannot be told from the bytes (an encrypted file) speaks for it."""
    if b"/Encrypt" in data or not (leads_to_objects(data) and objects_follow_each_other(data)):
        return False
    streams = list(_streams(data))
    if data.count(b"endstream") != len(streams) or not all(stream.ends(data) for stream in streams):
        return False
    texts = [data]
    drawn: dict[bytes, _Drawn] = {}
    form = _Drawn(0, 0)
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
            one = drawn[stream.number] = _Drawn(len(result.data), result.data.count(_DRAWS))
            form = _Drawn(*map(max, form, one)) if b"/Form" in stream.dictionary else form
    return not form.calls and all(
        _is_light(named, drawn, form.size) for text in texts for named in _CONTENTS.findall(text)
    )


class _Drawn(NamedTuple):
    """What may be drawn: its bytes, unpacked, and how often it draws form XObjects or pictures."""

    size: int
    calls: int


def _is_light(named: bytes, drawn: Mapping[bytes, _Drawn], largest: int) -> bool:
    """Whether the contents that a page names are all there, and no more than a page may have with the forms it draws.

    ``largest`` are the bytes of the largest form.
    """
    parts = [drawn.get(number) for number in _REFERENCE.findall(named)]
    whole = [part for part in parts if part is not None]
    return len(whole) == len(parts) and sum(part.size + part.calls * largest for part in whole) <= MOST_CONTENT


class _Stream(NamedTuple):
    """A stream: the number of its object, its dictionary, and where its packed bytes stand (``end`` None: to the file's)."""

    number: bytes
    dictionary: bytes
    start: int
    end: int | None

    def packed(self, data: bytes) -> bytes:
        """Give the stream's bytes as they stand in the file."""
        return data[self.start : self.end]

    def ends(self, data: bytes) -> bool:
        """Whether the stream ends where its length says."""
        return self.end is not None and data[self.end : self.end + ENDING].lstrip().startswith(b"endstream")


def _streams(data: bytes) -> Iterator[_Stream]:
    for found in _STREAM.finditer(data):
        if data.endswith(b"end", 0, found.start()):
            continue
        begun = data.rfind(b"obj", max(0, found.start() - DICTIONARY), found.start())
        dictionary = data[begun : found.start()] if begun >= 0 else b""
        length = _LENGTH.search(dictionary)
        end = found.end() + int(length.group(1)) if length else data.find(b"endstream", found.end())
        yield _Stream(number_before(data, begun), dictionary, found.end(), end if end > 0 else None)


def _unpacked(stream: _Stream, data: bytes, most: int) -> Unpacked | None:
    """Unpack a stream, if by its dictionary it is packed by nothing or by Flate first; None where that is not so."""
    packed = stream.packed(data)
    found = _FILTER.search(stream.dictionary)
    if found is None:
        return Unpacked(packed[:most], b"/Filter" not in stream.dictionary, len(packed) > most)
    names = found.group(1).split()
    if names[:1] == [b"/FlateDecode"]:
        return inflated(packed, most)
    return Unpacked(b"", whole=True, more=False) if names[0].decode("latin-1") in PICTURES else None


def _lacking_pages(pdf: "Pdf") -> Iterator[int]:
    """Give the pages that lack a content which they name.

    To be asked before anything else is: qpdf warns once of an entry that leads nowhere, and forgets it.
    """
    from pikepdf import PdfError

    for number, page in enumerate(pdf.pages, 1):
        try:
            lacks = _lacks_content(page)
        except (PdfError, *PARSER_ERRORS):
            lacks = True
        if pdf.get_warnings() or lacks:
            yield number


def _damaged_pages(pdf: "Pdf", heavy: Set[int]) -> Iterator[int]:
    from pikepdf import PdfError

    for number, page in enumerate(pdf.pages, 1):
        if number in heavy:
            continue
        try:
            whole = all(map(_checks, _contents(page)))
        except (PdfError, *PARSER_ERRORS):
            whole = False
        if pdf.get_warnings() or not whole:
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
    """Whether every object can be read, and every stream unpacks and has the right checksum.

    What is broken may hang on no page. qpdf warns of an object when it is looked at, not when the file is opened.
    """
    from pikepdf import PdfError, Stream

    try:
        whole = all(not isinstance(each, Stream) or _checks(each) for each in pdf.objects)
    except (PdfError, *PARSER_ERRORS):
        return False
    return whole and not pdf.get_warnings()


def _checks(stream: "Object") -> bool:
    """Whether a stream unpacks to its end with the right checksum, which qpdf passes over."""
    return unpacked_stream(stream, MOST_STREAM).whole


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
