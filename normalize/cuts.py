"""Was a row cut by the page break? Evidence for and against, each piece with a name, weighed in one place.

A cut row shows in its cells: a column that is never blank is blank on one side; a last line is full; a bracket stays
open; a number has lost its unit. A whole row shows too: a last line that had room for what follows was not wrapped.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from jixiao.normalize.table import Printed, TableCell

Evidence = tuple[str, float]

DOUBTFUL = 1.5
"""A sum of weights nearer to zero than this is a doubt: the join is made or left, and a warning says so."""

WORD_WEIGHT = 1.5

_COMPARATOR = re.compile(r"^(?:[≥≤=<>＜＞]|不低于|不少于|不超过|不高于|至少)")
_UNIT = re.compile(r"^\d*[.\d]*(?:万|亿|元|人|个|户|次|%|‰|月|年|天|家|场|项|篇|处|亩|吨|株|件|份)")
_FIRST_UNIT = re.compile(r"[0-9.%‰A-Za-z]+|.")
_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》"}


@dataclass(frozen=True, slots=True)
class Pair:
    """The two cells of one column at a break. ``always_filled``: no other cell of the column is blank or spans rows.

    ``open``: no rule closes them, while one closes others there; where the break leaves out all rules, it says nothing.
    ``label``: whether the header above says that labels span rows here; None under no known header.
    """

    above: TableCell
    below: TableCell
    always_filled: bool
    open: bool = False
    label: bool | None = None


def evidence(pairs: Iterable[Pair], padding: float, word_runs_over: Callable[[str, str], bool]) -> tuple[Evidence, ...]:
    """Give all evidence on a break, for each pair of cells in turn.

    Words are looked up only where they can decide: the segmenter takes longer to load than a document to read.
    """
    pairs = tuple(pairs)
    found = tuple(piece for pair in pairs for piece in _pair_evidence(pair, padding))
    full = [pair for pair in pairs if pair.above.lines and pair.below.lines and not _room_left(pair, padding)]
    total = sum(weight for _, weight in found)
    if not -WORD_WEIGHT * len(full) < total < DOUBTFUL:
        return found
    words = [pair for pair in full if word_runs_over(pair.above.lines[-1].text, pair.below.lines[0].text)]
    return (*found, *(("word_runs_over", WORD_WEIGHT) for _ in words))


def _pair_evidence(pair: Pair, padding: float) -> list[Evidence]:
    above, below = pair.above, pair.below
    found: list[Evidence] = []
    if pair.open and pair.always_filled:
        found.append(("open_cell", 4.0))
    if not above.lines or not below.lines:
        if pair.always_filled and (above.lines or below.lines):
            found.append(("blank_in_filled_column", 3.0))
        return found
    if _room_left(pair, padding):
        return [*found, ("room_left", -3.0)]
    return [*found, ("line_full", 0.5), *_text_evidence(above.bare, below.bare)]


def _room_left(pair: Pair, padding: float) -> bool:
    return has_room(pair.above.lines[-1], pair.below.lines[0].text, padding)


def has_room(line: Printed, following: str, padding: float) -> bool:
    """Whether the first unbreakable piece of ``following`` would have fitted behind the line."""
    match = _FIRST_UNIT.match(following)
    piece = match.group() if match else ""
    width = sum(0.5 if char.isascii() else 1.0 for char in piece) * line.size
    return line.cell_width - 2 * padding - line.width >= width


def _text_evidence(above: str, below: str) -> list[Evidence]:
    found: list[Evidence] = []
    if any(above.count(left) > above.count(right) and right in below for left, right in _PAIRS.items()):
        found.append(("bracket_open", 3.0))
    if below[0] in "，。；：、）)”》%‰":
        found.append(("starts_with_closing", 2.0))
    if above[-1] in "，、：（(“《":
        found.append(("ends_with_opening", 2.0))
    if above[-1].isdigit() and (below[0].isdigit() or _UNIT.match(below)):
        found.append(("number_cut", 2.0))
    if _COMPARATOR.match(above) and _COMPARATOR.match(below):
        found.append(("two_comparators", -3.0))
    return found


def is_cut(found: Iterable[Evidence]) -> bool:
    """Weigh the evidence."""
    return sum(weight for _, weight in found) > 0


def is_doubtful(found: Iterable[Evidence]) -> bool:
    """Whether the evidence hardly leans to either side."""
    return abs(sum(weight for _, weight in found)) < DOUBTFUL
