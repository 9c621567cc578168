"""The characters that a page's tables and lines must hold: what its file holds, less what is named as left out.

The count does not come from the characters as they were read and placed, but from the page's whole text, which the
engine gives in one call. So a character that got lost or came in on the way to a cell shows, whatever step did it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from jixiao.extract.content import Char, PageContent
from jixiao.extract.grid import PageTables
from jixiao.extract.lines import SAME_GLYPH


def expected_text(content: PageContent, tables: PageTables, struck: Iterable[Char]) -> str | None:
    """Give the characters that a page's tables and lines must hold, in any order; None where the engine gives no text.

    ``struck`` are those that a line strikes out.
    """
    if content.whole is None:
        return None
    whole, placed = plain(content.whole.text), placed_text(tables)
    if len(whole) == len(placed) and not content.whole.left_out:
        return whole  # nearly every page: nothing is left out
    expected = Counter(whole)
    expected.subtract(plain(content.whole.left_out))
    expected.subtract(_plain_chars(char for char in content.chars if char.apart))
    held = Counter(placed)
    if +expected == held:
        return placed
    expected.subtract(_plain_chars(char for char in struck if not char.apart))
    if missing := expected - held:
        expected.subtract(missing & Counter(plain("".join(_doubles(content.chars)))))
    return "".join((+expected).elements())


def placed_text(tables: PageTables) -> str:
    """Give all characters of a page's cells and lines, without blanks, as painted: raised digits are digits."""
    cells = [line.text for grid in tables.grids for cell in grid.cells for line in cell.lines]
    return plain("".join([*cells, *(line.text for line in tables.lines)]))


def plain(text: str) -> str:
    """Give a text's characters without blanks, marks of raised type as the digits that are painted.

    Such marks may be printed themselves; both sides of an account are made so.
    """
    bare = "".join(text.split())
    return bare if _MARKS.search(bare) is None else bare.translate(_PAINTED)  # few pages hold any


def _plain_chars(chars: Iterable[Char]) -> str:
    return plain("".join([char.text for char in chars]))


_PAINTED = str.maketrans({"^": None, "²": "2", "³": "3", "\u200b": None, "\ufeff": None})
_MARKS = re.compile(r"[\^²³\u200b\ufeff]")


def _doubles(chars: Sequence[Char]) -> Iterator[str]:
    """Give the characters that lie over one just like them: fake bold draws each twice, or more."""
    alike: dict[str, list[Char]] = defaultdict(list)
    for char in chars:
        alike[char.text].append(char)
    for text, own in alike.items():
        own.sort(key=lambda char: (char.x0, char.top))
        for index, char in enumerate(own):
            if any(_covers(other, char) for other in own[max(0, index - _NEAR) : index]):
                yield text


_NEAR = 40
"""Characters of one text, sorted from the left, among which the one below is looked for: lines of a page above each
other."""


def _covers(one: Char, other: Char) -> bool:
    across = SAME_GLYPH * max(one.x1 - one.x0, other.x1 - other.x0)
    down = SAME_GLYPH * max(one.bottom - one.top, other.bottom - other.top)
    return abs(one.x0 - other.x0) <= across and abs(one.top - other.top) <= down
