"""Is the file whole? Readers rebuild what is broken and leave out what they cannot unpack, without a word.

A quick look at the bytes tells nearly every whole file (quick_look.py). Only where it does not, qpdf reads the file and
says what it had to repair; loading qpdf takes a tenth of the time that a document takes.
"""

import logging
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jixiao.errors import FileTooLarge
from jixiao.extract.bounds import MOST_STREAM, over
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.quick_look import file_streams, looks_whole
from jixiao.extract.syntax import content_is_well_formed
from jixiao.extract.unpacking import inflated
from jixiao.extract.weight import filters_of, heavy_pages, inherited, unpacked_stream

if TYPE_CHECKING:
    from pikepdf import Object, Page, Pdf

# What qpdf repairs is told by the findings, not on stderr.
logging.getLogger("pikepdf").setLevel(logging.CRITICAL)


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
    if looks_whole(data):
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
    for stream in file_streams(data):
        if stream.packs_objects and inflated(stream.packed(data), MOST_STREAM).more:
            raise FileTooLarge(path, over("more", MOST_STREAM, "bytes of packed objects"), "leave the file out")


def _lacking_pages(pdf: "Pdf") -> Iterator[int]:
    """Give the pages that lack a content which they name, or what a page must have (ISO 32000-1, table 30).

    To be asked before anything else is: qpdf warns once of an entry that leads nowhere, and forgets it.
    """
    from pikepdf import PdfError

    for number, page in enumerate(pdf.pages, 1):
        try:
            lacks = _lacks_content(page) or any(inherited(page.obj, key) is None for key in _REQUIRED)
        except (PdfError, *PARSER_ERRORS):
            lacks = True
        if pdf.get_warnings() or lacks:
            yield number


_REQUIRED = ("/MediaBox", "/Resources")
"""Entries that a page has itself or from those above it."""


def _damaged_pages(pdf: "Pdf", heavy: Set[int]) -> Iterator[int]:
    from pikepdf import PdfError

    for number, page in enumerate(pdf.pages, 1):
        if number in heavy:
            continue
        try:
            whole = all(all(map(_checks, streams)) and _reads_well(streams) for streams in _contents(page))
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


def _reads_well(streams: Sequence["Object"]) -> bool:
    """Whether a content is well-formed, whose streams follow each other; a packed one is, if its checksum is right."""
    is_packed = all(map(filters_of, streams))
    return is_packed or content_is_well_formed(b"\n".join(unpacked_stream(each, MOST_STREAM).data for each in streams))


def _contents(page: "Page") -> Iterator[list[Any]]:
    """Give what draws the page, each as the streams that it is parted into: its own content, and form XObjects.

    Those that others call up are among them.
    """
    from pikepdf import Array, Stream

    contents = page.obj.get("/Contents")
    yield [each for each in (contents if isinstance(contents, Array) else [contents]) if isinstance(each, Stream)]
    for form in _forms(page.obj.get("/Resources"), set()):
        yield [form]


def _forms(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    drawn = resources.get("/XObject") if resources is not None else None
    for each in drawn.values() if drawn is not None else ():
        if each.get("/Subtype") == "/Form" and each.objgen not in seen:
            seen.add(each.objgen)
            yield each
            yield from _forms(each.get("/Resources"), seen)
