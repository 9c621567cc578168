"""Small pale texts tiled over a page: a watermark that is set upright. It lies over the page and is no text of a cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from jixiao.extract.content import Char
from jixiao.extract.visibility import Colour

PALE = 140
"""Mean of red, green and blue, of 255, from which type is pale: print programs set watermarks at 160 to 230, text at 100
and darker."""

FEWEST_TILES = 6
"""Times that a text comes on one page to be a tile of a watermark: two rows of three. Pale captions come once or twice."""

FEWEST_LETTERS = 2
"""Characters of a tile that are no digits or signs: pale dashes and page numbers are none."""


def without_tiles(chars: Sequence[Char], colours: Mapping[int, Colour | None]) -> tuple[Char, ...]:
    """Mark the tiles of a watermark as apart. ``colours`` are those of text objects by number; without one it is black."""
    pale = {run for run, colour in colours.items() if colour is not None and sum(colour) >= 3 * PALE}
    tiles = _tiles(chars, pale) if pale else set()
    return (
        tuple([char._replace(apart=True) if char.run in tiles else char for char in chars]) if tiles else tuple(chars)
    )


def _tiles(chars: Sequence[Char], pale: set[int]) -> set[int]:
    """Give the numbers of the pale text objects whose text and size come often enough."""
    texts: dict[int, list[str]] = defaultdict(list)
    sizes: dict[int, float] = {}
    for char in chars:
        if char.run in pale:
            texts[char.run].append(char.text)
            sizes[char.run] = round(char.size, 1)
    alike: dict[tuple[str, float], list[int]] = defaultdict(list)
    for run, parts in texts.items():
        alike["".join(parts).strip(), sizes[run]].append(run)
    tiled = (runs for (text, _), runs in alike.items() if len(runs) >= FEWEST_TILES and _is_worded(text))
    return {run for runs in tiled for run in runs}


def _is_worded(text: str) -> bool:
    return sum(each.isalpha() for each in text) >= FEWEST_LETTERS
