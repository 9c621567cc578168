"""Characters -> lines of text. Blanks that are printed inside a line stay; typesetting's blanks go later (cleaning)."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.raised import SMALL, text_with_raised

_LEFT = attrgetter("x0")

SAME_LINE = 0.5
"""Part of the type size by which two characters' middles may differ on one line (Latin fonts sit 0.2 lower)."""

SAME_GLYPH = 0.35
"""Part of the width by which a second drawing of a character (fake bold) is moved at most."""


_DASHES = "—―─–-"

BOXES = "□☐☑☒■▢◻✓✔√"
"""Boxes to tick, empty and ticked."""

_BOX = re.compile(f"[{BOXES}]")

BOX_GAP = 0.5
"""Type sizes before a box from which it begins the next choice; inside a choice it touches its text (0 to 0.35)."""


DOWNWARDS = 1
"""``way`` of a line whose characters stand one below the other."""


class TextLine(NamedTuple):
    """One printed line: its text, box and type size. ``text`` has no blank at either end.

    ``way`` says where the line runs, in quarter turns clockwise: 0 from left to right, 1 downwards (its characters
    turned with it or upright one below the other), 2 upside down, 3 upwards. The box is where the line stands on the
    page, so of a line that runs up or down x1 - x0 is the height of its type; ``length`` is what it takes of the
    room that its cell has along it (Cell.room).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    way: int = 0

    @property
    def length(self) -> float:
        """Points from the line's first character to its last, whichever way it runs."""
        return self.bottom - self.top if self.way % 2 else self.x1 - self.x0


def lines_across(chars: Iterable[Char], column_gap: float = float("inf")) -> tuple[TextLine, ...]:
    """Group characters into lines, from the top down, each read from left to right.

    A line is parted where a gap wider than ``column_gap`` type sizes stands in it: two texts side by side.
    """
    chars = list(chars)
    if not chars:
        return ()
    only = _only_line(chars) if column_gap == float("inf") and chars[0].top == chars[-1].top else None
    if only is not None:  # most cells
        return (only,)
    rows = [chars] if _have_one_height(chars) else by_height(chars)
    return tuple([line for row in rows for line in _lines_of(row, column_gap)])


def _have_one_height(chars: Sequence[Char]) -> bool:
    return _middle(chars[0]) == _middle(chars[-1]) and len(set(map(_middle, chars))) == 1


def by_height(chars: Sequence[Char]) -> list[list[Char]]:
    """Group characters by height, from the top down."""
    rows: list[list[Char]] = []
    middle = size = 0.0
    for char in sorted(chars, key=_middle):
        position, own = char.top + char.bottom, char.size
        if rows and position - middle <= 2 * SAME_LINE * (own if own < size else size):
            rows[-1].append(char)
        else:
            rows.append([char])
            middle, size = position, own
    return rows


def _middle(char: Char) -> float:
    """Twice the height of the character's middle."""
    return char.top + char.bottom


def _without_doubles(chars: list[Char]) -> list[Char]:
    """Sort from left to right and drop each character that lies over one just like it: fake bold draws it twice.

    Two dashes of one text object that share a box are two. Other characters over one another (a font without metrics
    for vertical type) stand in the order in which they were painted.
    """
    kept: list[Char] = []
    last: Char | None = None
    for char in sorted(chars, key=_LEFT):
        if last is None or char.x0 - last.x0 > SAME_GLYPH * (last.x1 - last.x0):
            kept.append(char)
        elif char.text != last.text:
            kept.insert(_painted_place(kept, char, chars), char)
        elif char.run == last.run > 0 and char.text in _DASHES:
            kept.append(char)
        else:
            continue
        last = kept[-1]
    return kept


def _painted_place(kept: Sequence[Char], char: Char, chars: Sequence[Char]) -> int:
    """Give the place of a character among those that it lies over: behind all that were painted before it."""
    place = len(kept)
    while place and _lies_over(char, kept[place - 1]) and _painted(char, chars) < _painted(kept[place - 1], chars):
        place -= 1
    return place


def _painted(char: Char, chars: Sequence[Char]) -> tuple[int, int]:
    """Give what says when a character was painted: its text object, then its place as read."""
    return char.run, chars.index(char)


def _lies_over(char: Char, other: Char) -> bool:
    return char.x0 - other.x0 <= SAME_GLYPH * (char.x1 - char.x0)


def _parted(chars: list[Char], column_gap: float) -> list[list[Char]]:
    if column_gap == float("inf"):
        return [chars]
    printed = [char for char in chars if not char.text.isspace()]
    parts: list[list[Char]] = []
    for char, before in zip(printed, [None, *printed], strict=False):
        if before is None or char.x0 - before.x1 > column_gap * char.size:
            parts.append([])
        parts[-1].append(char)
    if len(parts) < 2:
        return [chars]
    return [[char for char in chars if part[0].x0 <= char.x0 <= part[-1].x0] for part in parts]


def _with_blanks_at_boxes(chars: list[Char]) -> list[Char]:
    """Put a blank before a box to tick that stands off the text before it: ☑新增项目 □延续项目, set without blanks."""
    spaced = chars[:1]
    for before, char in pairwise(chars):
        if _BOX.fullmatch(char.text) and not before.text.isspace() and char.x0 - before.x1 > BOX_GAP * char.size:
            spaced.append(char._replace(text=" ", x0=before.x1, x1=char.x0))
        spaced.append(char)
    return spaced


def _lines_of(row: list[Char], column_gap: float) -> list[TextLine]:
    """Give the lines that characters of one height make: one, or texts side by side."""
    plain = _plain_line(*zip(*row, strict=True)) if column_gap == float("inf") else None
    if plain is not None:
        return [plain]
    lines = [_line(part) for part in _parted(_without_doubles(row), column_gap)]
    return [line for line in lines if line is not None]


def _only_line(chars: Sequence[Char]) -> TextLine | None:
    """Give the one plain line that characters make which all have one top and one bottom; or None."""
    columns = tuple(zip(*chars, strict=True))
    tops, bottoms = columns[2], columns[4]
    is_one = tops.count(tops[0]) == len(tops) and bottoms.count(bottoms[0]) == len(bottoms)
    return _plain_line(*columns) if is_one else None


def _plain_line(
    texts: Sequence[str],
    lefts: Sequence[float],
    tops: Sequence[float],
    rights: Sequence[float],
    bottoms: Sequence[float],
    sizes: Sequence[float],
    *_: object,
) -> TextLine | None:
    """Give the line of characters of one size, in order and clear of one another, without blanks or boxes; or None.

    So are 997 lines of a thousand, and need none of what the others do. The characters are given by their fields.
    """
    text = "".join(texts)
    if " " in text or text.strip() != text or _BOX.search(text) is not None:
        return None
    if sizes.count(sizes[0]) < len(sizes) or not _stand_clear(lefts, rights):
        return None
    return TextLine(text, lefts[0], min(tops), max(rights), max(bottoms), sizes[0])


def _stand_clear(lefts: Sequence[float], rights: Sequence[float]) -> bool:
    """Whether each character stands right of the one before and does not lie over it, as a double would."""
    last, reach = lefts[0], -1.0
    for left, right in zip(lefts, rights, strict=True):
        if left - last <= reach:
            return False
        last, reach = left, SAME_GLYPH * (right - left)
    return True


def _line(chars: list[Char]) -> TextLine | None:
    text = "".join([char.text for char in chars])
    if _BOX.search(text) is not None:
        chars = _with_blanks_at_boxes(chars)
        text = "".join([char.text for char in chars])
    bare = text.strip()
    if not bare:
        return None
    printed = [char for char in chars if not char.text.isspace()] if " " in text or bare != text else chars
    _, _, tops, x1s, bottoms, sizes, *_ = zip(*printed, strict=True)
    size = max(sizes)
    if min(sizes) <= SMALL * size:
        bare = text_with_raised(chars).strip()
    return TextLine(bare, printed[0].x0, min(tops), max(x1s), max(bottoms), size)
