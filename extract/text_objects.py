"""Text over a border: a text that runs through a rule belongs to one cell, not each character to the cell it stands in.

A producer sets a text in one object, or the texts of a row with gaps between; so what stands in one object without a
gap is one text. Where a rule runs through it, the cell was too narrow for it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, count, islice
from operator import ne

from jixiao.extract.content import Char
from jixiao.extract.turning import turned_char

OUTSIDE = -1
"""The owner of a character outside the table."""

TEXTS_APART = 1.0
"""Type sizes between two texts of one object, at a border or not: a blank character's width."""

BLANK = 0.15
"""Type sizes that are a blank at a border. Kerning takes less (0.1); a word space is 0.2 in the narrowest fonts, and
0.75 points on both sides of a border, the least that browsers leave in a cell, are 0.15 of 10 points."""


def changes(owners: Sequence[int]) -> Iterator[int]:
    """Give the places at which another owner begins."""
    return compress(count(1), map(ne, owners, islice(owners, 1, None)))


def settled(chars: Sequence[Char], owners: Sequence[int]) -> Sequence[int]:
    """Give each character's owner, such that a text that a border runs through has one: where most of it lies.

    ``owners`` are those by each character's own place. A text of which less than half lies in any one cell keeps them.
    """
    cut = {chars[index].run for index in changes(owners) if chars[index].run == chars[index - 1].run} - {0}
    return _with_whole_texts(chars, owners, cut) if cut else owners


def _with_whole_texts(chars: Sequence[Char], owners: Sequence[int], cut: set[int]) -> Sequence[int]:
    settled_owners = list(owners)
    for run in cut:
        members = [index for index, char in enumerate(chars) if char.run == run]
        for text in _texts([turned_char(chars[index], -chars[index].turn) for index in members], members, owners):
            owner, times = Counter(owners[index] for index in text).most_common(1)[0]
            if 2 * times >= len(text):
                for index in text:
                    settled_owners[index] = owner
    return settled_owners


def _texts(chars: Sequence[Char], members: Sequence[int], owners: Sequence[int]) -> list[list[int]]:
    """Part a text object, its characters turned upright, into texts, each given by its members.

    Blanks are a text's when they stand inside it.
    """
    texts: list[list[int]] = []
    blanks: list[int] = []
    before: tuple[Char, int] | None = None
    for char, member in sorted(zip(chars, members, strict=True), key=lambda each: each[0].x0):
        if char.text.isspace():
            blanks.append(member)
            continue
        if before is None or _parts(before[0], char, at_border=owners[before[1]] != owners[member]):
            texts.append([])
        else:
            texts[-1] += blanks
        texts[-1].append(member)
        before, blanks = (char, member), []
    return texts


def _parts(one: Char, other: Char, *, at_border: bool) -> bool:
    """Whether what stands between two neighbours of a text object parts them."""
    return other.x0 - one.x1 > (BLANK if at_border else TEXTS_APART) * other.size
