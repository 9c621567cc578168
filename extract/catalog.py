"""What a file's catalog says of how its pages are shown. pdfminer reads it, for PDFium has no call for that.

PDFium leaves layers that are off away in pictures of a page, and not in its text.
"""

import re
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from jixiao.extract.bounds import MOST_STREAM
from jixiao.extract.layers import off_names
from jixiao.extract.parser_errors import PARSER_ERRORS

_KEYS = (b"/OCProperties", b"/NeedAppearances")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n", re.DOTALL)


class Showing(NamedTuple):
    """How a file asks to be shown.

    ``layers_off`` are the names of the layers that are off. ``fields_redrawn``: a form field shows its value as the
    viewer sets it, whatever drawing it brings (NeedAppearances, 12.7.2).
    """

    layers_off: frozenset[bytes]
    fields_redrawn: bool


AS_DRAWN = Showing(frozenset(), fields_redrawn=False)


def showing_of(path: Path, data: bytes) -> Showing:
    """Read how a file, given whole, asks to be shown."""
    if not may_ask(data):
        return AS_DRAWN
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFException
    from pdfminer.psexceptions import PSException

    try:
        with path.open("rb") as file:
            catalog = PDFDocument(PDFParser(file)).catalog
            return Showing(off_names(catalog), fields_are_redrawn(catalog))
    except (PSException, PDFException, *PARSER_ERRORS):
        return AS_DRAWN  # pdfminer cannot read the file; PDFium goes on by itself


def fields_are_redrawn(catalog: Any) -> bool:
    """Whether a viewer sets the form fields' values anew."""
    from pdfminer.pdftypes import resolve1

    form = resolve1(catalog.get("AcroForm"))
    return isinstance(form, dict) and resolve1(form.get("NeedAppearances")) is True


def may_ask(data: bytes) -> bool:
    """Whether a file may ask for anything; a catalog that cannot be seen without reading the file may."""
    if b"/Encrypt" in data or _asks(data):
        return True
    return any(_asks(_inflated(data, found.end())) for found in _OBJECT_STREAM.finditer(data))


def _asks(text: bytes) -> bool:
    return any(key in text for key in _KEYS)


def _inflated(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start : data.find(b"endstream", start)], MOST_STREAM)
    except zlib.error:
        return _KEYS[0]  # packed another way: not seen
