"""Small pale texts tiled over a page: an upright watermark. It lies over the page and is no text of a cell."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from jixiao.extract.content import Char
from jixiao.extract.visibility import Colour

PALE = 140
"""Mean of red, green and blue, of 255, from which type is pale. Judged, not measured: office programs' own watermarks
are silver (192), and grey text that is meant to be read is darker than the middle (128)."""

FEWEST_TILES = 6
"""Times that a text comes on one page to be a tile of a watermark: two rows of three. Pale captions come once or
twice."""

FEWEST_LETTERS = 2
"""Characters of a tile that are no digits or signs: pale dashes and page numbers are none."""


def without_tiles(chars: Sequence[Char], colours: Mapping[int, Colour | None]) -> tuple[Char, ...]:
    """Mark a watermark's tiles as apart. ``colours`` are those of text objects by number; without one it is black."""
    pale = {run for run, colour in colours.items() if colour is not None and sum(colour) >= 3 * PALE}
    tiles = _tiles(chars, pale) if pale else set()
    return (
        tuple([char._replace(apart=True) if char.run in tiles else char for char in chars]) if tiles else tuple(chars)
    )


def _tiles(chars: Sequence[Char], pale: set[int]) -> set[int]:
    """Give the numbers of the pale text objects whose text and size come often enough."""
    texts: dict[int, list[Char]] = defaultdict(list)
    for char in chars:
        if char.run in pale:
            texts[char.run].append(char)
    alike: dict[tuple[str, float], list[Char]] = defaultdict(list)
    for own in texts.values():
        alike["".join(char.text for char in own).strip(), round(own[0].size, 1)].append(own[0])
    tiled = (firsts for (text, _), firsts in alike.items() if _are_tiles(firsts) and _is_worded(text))
    return {first.run for firsts in tiled for first in firsts}


def _are_tiles(firsts: Sequence[Char]) -> bool:
    """Whether texts, given by their first characters, stand in several columns and rows; labels stand in one column."""
    across, down = Counter(round(char.x0) for char in firsts), Counter(round(char.top) for char in firsts)
    in_rows = len(across) > 1 and len(down) > 1 and min(max(across.values()), max(down.values())) > 1
    return len(firsts) >= FEWEST_TILES and in_rows


def _is_worded(text: str) -> bool:
    return sum(each.isalpha() for each in text) >= FEWEST_LETTERS
