"""Whether bytes follow the grammar of objects, or of a page's content (ISO 32000-1, 7.2, 7.3, 7.8.2), told by patterns.

Packed bytes have a checksum; what stands in a file as it is has none, and there a garbled byte shows in the grammar if
at all. A text is made simpler step by step: strings and comments go first, then the innermost arrays and dictionaries,
until nothing but plain values is left. No pattern looks at a byte more often than a few times, whatever the bytes are.
"""

import re
from collections.abc import Iterable

_BLANKS = b"\0\t\n\f\r "
_BLANK = rb"[\0\t\n\f\r ]"
_ENDS = rb"(?![^\0\t\n\f\r ()<>\[\]{}/%])"
_NAME = rb"/(?:[^\0\t\n\f\r ()<>\[\]{}/%#]++|#[0-9A-Fa-f]{2})*+" + _ENDS
_NUMBER = rb"[+-]?(?:\d++\.?\d*+|\.\d++)" + _ENDS
_REFERENCE = rb"[1-9]\d*+" + _BLANK + rb"++\d++" + _BLANK + rb"++R" + _ENDS
_VALUE = rb"(?:" + rb"|".join((_NAME, _REFERENCE, _NUMBER, rb"(?:null|true|false)" + _ENDS)) + rb")"

_STRINGS = re.compile(
    rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"  # brackets inside one, two deep
    # One that does not end takes all that follows: else each bracket in it would be tried to the end.
    rb"|\((?P<open>.*+)"
    rb"|<(?<!<<)(?:[0-9A-Fa-f]|" + _BLANK + rb")*+>"
    rb"|%[^\r\n]*+",
    re.DOTALL,
)
_INNERMOST = re.compile(
    # Nearly all bytes are of widths and names of glyphs.
    rb"\[(?:[0-9\0\t\n\f\r ]++|/[A-Za-z0-9]++(?=[\0\t\n\f\r \]]))*+\]"
    rb"|\[(?:" + _BLANK + rb"++|" + _VALUE + rb")*+\]"
    rb"|<<(?:" + _BLANK + rb"*+" + _NAME + _BLANK + rb"*+" + _VALUE + rb")*+" + _BLANK + rb"*+>>"
)  # fmt: skip
_PICTURE_BEGINS, _PICTURE_DATA = re.compile(rb"\bBI\b"), re.compile(rb"\bID\b")
"""Operators of a picture in the midst of a content, before its bytes."""

_OBJECT = re.compile(
    rb"(?<!\d)\d++\s++\d++\s++obj" + _BLANK + rb"*+" + _VALUE + _BLANK + rb"*+(?:stream\s*+endstream\s*+)?(?:endobj|$)"
    rb"|trailer" + _BLANK + rb"*+" + _VALUE + rb"\s*+startxref\s*+\d++"
)  # fmt: skip
"""An object made simple, of a stream without its bytes, or the end of a file that has a cross-reference table."""

_CONTENT = re.compile(
    rb"(?:" + _BLANK + rb"|" + _VALUE + rb"|"
    rb"(?:[bBfFsS]\*?|[cdghijklmnqvwyGJKMQW]|W\*|BDC|BI|BMC|BT|BX|CS|DP|Do|EI|EMC|ET|EX|ID|MP|SC|SCN|T[*DJLTcdfjmrswz]|"
    rb"c[ms]|d[01]|gs|r[eiG]|rg|RG|sc|scn|sh|'|\")" + _ENDS + rb")*+"
)  # fmt: skip
"""Plain values, and the operators (ISO 32000-1, annex A)."""

DEEPEST = 24
"""Arrays and dictionaries in each other that are followed; those of the samples go to five."""


def objects_are_well_formed(objects: Iterable[bytes], end: bytes) -> bool:
    """Whether each object, without its stream's bytes and the word that ends it, is one well-formed value.

    ``end`` is what comes behind the last: a cross-reference, and the trailer where that is a table.
    """
    trailer = end[max(0, end.rfind(b"trailer")) :] if b"trailer" in end else b""
    return _OBJECT.sub(b"", _simplified(b"endobj".join([*objects, trailer]))).strip(_BLANKS) == b""


def content_is_well_formed(content: bytes) -> bool:
    """Whether a page's content holds nothing but values and the operators that there are.

    One with a picture in its midst passes: the picture's bytes may be any.
    """
    return _CONTENT.fullmatch(_simplified(content)) is not None or _has_picture(content)


def _has_picture(content: bytes) -> bool:
    begun = _PICTURE_BEGINS.search(content)
    return begun is not None and _PICTURE_DATA.search(content, begun.end()) is not None


def _simplified(text: bytes) -> bytes:
    """Give the text with a plain value in place of each string, array and dictionary, and without comments."""
    text = _STRINGS.sub(_plain, text)
    for _ in range(DEEPEST):
        text, count = _INNERMOST.subn(b" null ", text)
        if not count:
            break
    return text


def _plain(found: "re.Match[bytes]") -> bytes:
    if found.lastgroup == "open":
        return b"("
    return b"" if found.group().startswith(b"%") else b" null "
