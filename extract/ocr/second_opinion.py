"""The text that another program recognised and laid under a scan: a second opinion on each cell, never its text."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from jixiao.extract.content import Char, Doubted, PageContent
from jixiao.extract.geometry import Box
from jixiao.extract.lattice import Lattice, find_lattices
from jixiao.extract.ocr.straightening import straightened_place
from jixiao.extract.ocr.uncertain import LOW_CONFIDENCE
from jixiao.extract.regions import find_regions
from jixiao.extract.rules import find_rules
from jixiao.extract.turning import turned_char

LAYER_DIFFERS = "layer_differs"
"""Doubt: the layer of text under a scan says otherwise than what was read in its picture."""


def with_second_opinion(content: PageContent, layered: PageContent) -> PageContent:
    """Give a page that was read by OCR with a doubt on each cell in which its layer says otherwise.

    ``layered`` is the page as its reader gave it, with the layer's characters.
    """
    layer = list(_on_sheet(content, layered))
    boxes = (box for lattice in find_lattices(find_rules(content.drawings)) for box in _cells(lattice))
    doubts = (doubt for box in boxes for doubt in _doubts(box, content.chars, layer))
    return replace(content, doubted=(*content.doubted, *doubts))


def _on_sheet(content: PageContent, layered: PageContent) -> Iterator[tuple[str, float, float]]:
    """Give the layer's characters with their middles, on the page as it was turned and laid straight to be read."""
    turns = content.turned - layered.turned
    for char in layered.chars:
        turned = turned_char(char, turns, layered.width, layered.height)
        x, y = (turned.x0 + turned.x1) / 2, (turned.top + turned.bottom) / 2
        yield char.text, *straightened_place(x, y, content.width, content.height, content.skew)


def _cells(lattice: Lattice) -> Iterator[Box]:
    for row, column, rows, columns in find_regions(lattice):
        yield lattice.xs[column], lattice.ys[row], lattice.xs[column + columns], lattice.ys[row + rows]


def _doubts(box: Box, chars: Iterable[Char], layer: Iterable[tuple[str, float, float]]) -> Iterator[Doubted]:
    read = _signs(char.text for char in chars if _holds(box, (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2))
    other = _signs(text for text, x, y in layer if _holds(box, x, y))
    if other and other != read:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        yield Doubted(x, y, LOW_CONFIDENCE)
        yield Doubted(x, y, LAYER_DIFFERS)


def _holds(box: Box, x: float, y: float) -> bool:
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def _signs(texts: Iterable[str]) -> Counter[str]:
    """Count the characters without regard to their order, their width and blanks: programs set lines in any order."""
    return Counter("".join(unicodedata.normalize("NFKC", "".join(texts)).split()))
