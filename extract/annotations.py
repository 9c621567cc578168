"""Text that lies on a page as a form field's value or a typed remark, laid out as a viewer would where none draws it.

A field or a remark should bring its own drawing (an appearance, PDF 32000-1, 12.5.5), which the readers draw into the
page. Programs that fill in forms leave it to the viewer (NeedAppearances). What is laid out here stands in the field's
box; its characters' places are ours, their text is the file's.
"""

import re
from collections.abc import Iterator

from jixiao.extract.content import Char
from jixiao.extract.geometry import Box

_SIZE = re.compile(r"([\d.]+)\s+Tf")
"""The type size in a field's default appearance (DA), 12.7.3.3; 0 leaves it to the viewer."""

LARGEST_AUTOMATIC = 12.0
"""Points: viewers set a field without a type size as large as its box is high, up to this."""

LINE = 1.2
"""Type sizes from line to line."""

INSET = 2.0
"""Points from a field's side to its text (12.7.4.3)."""

SHOWN_BY_THEMSELVES = frozenset({"Link", "Popup"})
"""Annotations that add nothing to what a page shows."""


def laid_out(text: str, box: Box, appearance: str) -> Iterator[Char]:
    """Give the characters of a field or a remark without a drawing of its own; ``box`` is its place as displayed."""
    x0, top, _, bottom = box
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    size = _size(appearance) or min(LARGEST_AUTOMATIC, (bottom - top) / (LINE * len(lines)))
    first = (top + bottom) / 2 - size / 2 if len(lines) == 1 else top + INSET
    for number, line in enumerate(lines):
        y, x = first + LINE * size * number, x0 + INSET
        for char in line:
            width = size / 2 if char.isascii() else size
            yield Char(char, x, y, x + width, y + size, size, apart=False)
            x += width


def _size(appearance: str) -> float:
    found = _SIZE.search(appearance)
    return float(found.group(1)) if found else 0.0


MARKS = frozenset(
    {"FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "StrikeOut", "Ink", "Stamp", "Redact"}
)
"""Annotations that viewers draw by themselves where they bring no drawing: what they cover or strike out is not seen
here."""
