"""Layers (optional content, PDF 32000-1, 8.11) that are off when a file is opened. pdfminer reads the catalog.

PDFium leaves them away in pictures of a page and not in its text, and has no call for the catalog.
"""

import re
import zlib
from pathlib import Path
from typing import Any

from jixiao.extract.parser_errors import PARSER_ERRORS

_KEY = b"/OCProperties"
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^\0]{0,400}?stream\r?\n", re.DOTALL)


def may_have_layers(data: bytes) -> bool:
    """Whether a file, given whole, has layers; a catalog that cannot be seen without reading the file may."""
    if _KEY in data or b"/Encrypt" in data:
        return True
    return any(_KEY in _inflated(data, found.end()) for found in _OBJECT_STREAM.finditer(data))


def _inflated(data: bytes, start: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data[start : data.find(b"endstream", start)])
    except zlib.error:
        return _KEY  # packed another way: not seen


def off_names(path: Path, data: bytes) -> frozenset[bytes]:
    """Give the names, as the file has them, of its layers that are off; of several with one name all must be."""
    if not may_have_layers(data):
        return frozenset()
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFException, resolve1
    from pdfminer.psexceptions import PSException

    try:
        with path.open("rb") as file:
            catalog = PDFDocument(PDFParser(file)).catalog
            off = off_groups(catalog)
            groups = _list(_dict(catalog.get("OCProperties")).get("OCGs")) if off else []
            named = [(each, _name(resolve1(each))) for each in groups]
    except (PSException, PDFException, *PARSER_ERRORS):
        return frozenset()  # pdfminer cannot read the file; PDFium goes on without layers
    on = {name for each, name in named if _number(each) not in off}
    return frozenset(name for each, name in named if _number(each) in off and name not in on) - {b""}


def off_groups(catalog: Any) -> frozenset[int]:
    """Give the object numbers of the layers that are off in the default configuration of a catalog."""
    properties = _dict(catalog.get("OCProperties"))
    default = _dict(properties.get("D"))
    off = {_number(each) for each in _list(default.get("OFF"))}
    if getattr(default.get("BaseState"), "name", "ON") == "OFF":
        on = {_number(each) for each in _list(default.get("ON"))}
        off |= {_number(each) for each in _list(properties.get("OCGs"))} - on
    return frozenset(off - {0})


def is_off(content: Any, off: frozenset[int]) -> bool:
    """Whether what belongs to a layer, or to a membership of layers (OCMD), is hidden: by policy, as 8.11.2.2 has it.

    A visibility expression (/VE) is not read.
    """
    if not off or content is None:
        return False
    if _number(content) in off:
        return True
    members = _dict(content).get("OCGs")
    each_off = [_number(each) in off for each in (_list(members) or ([] if members is None else [members]))]
    if not each_off:
        return False
    policy = getattr(_dict(content).get("P"), "name", "AnyOn")
    shown = {"AllOn": not any(each_off), "AnyOff": any(each_off), "AllOff": all(each_off)}
    return not shown.get(policy, not all(each_off))


def _number(reference: Any) -> int:
    """Give the object number of a reference; 0 for what is none."""
    return int(getattr(reference, "objid", 0) or 0)


def _dict(value: Any) -> dict[str, Any]:
    from pdfminer.pdftypes import resolve1

    resolved = resolve1(value)
    return resolved if isinstance(resolved, dict) else {}


def _list(value: Any) -> list[Any]:
    from pdfminer.pdftypes import resolve1

    resolved = resolve1(value)
    return resolved if isinstance(resolved, list) else []


def _name(group: Any) -> bytes:
    name = group.get("Name") if isinstance(group, dict) else None
    return name if isinstance(name, bytes) else b""
