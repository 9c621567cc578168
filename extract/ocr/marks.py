"""What a line's recogniser gave, as marks with places; how far apart they stand; and where the line is inked."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Any, NamedTuple
from unicodedata import east_asian_width

UNSURE = 0.9
"""Score of a blank, of a character behind a place, and of a mark's width, of which nobody is sure."""

_NOUGHTS = frozenset("0oO〇○°")
"""What the last ring of ‰ is read as."""

WITH_THEIR_BAR = {">": "≥", "＞": "≥", "<": "≤", "＜": "≤"}
"""What a sign that loses ink is read as -> the sign. Nothing else is read as they are, for small type wins no ink: of
4,032 > and <, 16 to 18 pixels high, none was, and 32 of 1,008 ≥ were read as >. So the share of > in what ≥ was read of
is no doubt: 楷体 of 10.5 pt at 150 dpi has 0.06 to 0.4 of it. ``bars`` gives back those that were lost."""

_SHORTEST_ROW = 4
"""Chinese characters in a row that tell how far apart they stand, and in a line that its height gives their size."""

_SAME = 0.2
"""Part by which the height of a line's ink says another type size than most lines have: ink is 0.75 (楷体) to 0.95 type
sizes high."""


class Mark(NamedTuple):
    """A recognised character and the middle of it, in pixels from the left of the line's ink; a score from 0 to 1."""

    text: str
    middle: float
    score: float
    may_be: str = ""
    """Another sign that it may be, where the picture does not tell."""
    likely: float = 0.0
    """How likely the recogniser finds that other one, of the two: from 0 to 1."""


class Run(NamedTuple):
    """Columns of pixels with ink, all side by side: the first, and the one behind the last."""

    start: int
    end: int

    @property
    def middle(self) -> float:
        """The middle of the run, in pixels."""
        return (self.start + self.end) / 2


def is_wide(text: str) -> bool:
    """Whether a character takes a whole type size."""
    return bool(text) and east_asian_width(text) in "WF"


def is_of_either_width(text: str) -> bool:
    """Whether a character takes a type size in some fonts, less in others: ≥, ‰, — (ambiguous, Unicode's annex 11)."""
    return bool(text) and east_asian_width(text) == "A"


def is_han(text: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= text <= "\u9fff"


def half_room(text: str) -> float:
    """Give half the room of a character, in type sizes."""
    return 0.5 if is_wide(text) else 0.25


def doubted(mark: Mark) -> Mark:
    """Give a mark of which nobody is sure."""
    return mark._replace(score=min(mark.score, UNSURE))


def ink_runs(inked: Any) -> list[Run]:
    """Give the runs of inked columns, from left to right. ``inked`` says of each column of pixels if ink is in it."""
    import numpy as np

    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False]))))
    return [Run(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def ink_between(marks: Sequence[Mark], index: int, runs: Sequence[Run]) -> Run | None:
    """Give the columns between the ink of a mark's neighbours; nothing where it touches theirs."""
    before = _nearest(runs, marks[index - 1].middle) if index else -1
    behind = _nearest(runs, marks[index + 1].middle) if index + 1 < len(marks) else len(runs)
    own = runs[before + 1 : behind]
    return Run(own[0].start, own[-1].end) if own else None


def _nearest(runs: Sequence[Run], place: float) -> int:
    return min(range(len(runs)), key=lambda at: max(runs[at].start - place, place - runs[at].end), default=-1)


def owned_ink(marks: Sequence[Mark], runs: Sequence[Run]) -> list[Run | None]:
    """Give the ink that is nearest to each mark, from start to end; nothing where a run goes through two marks."""
    owned: list[list[Run]] = [[] for _ in marks]
    touching: set[int] = set()
    for run in runs if marks else ():
        inside = [index for index, mark in enumerate(marks) if run.start <= mark.middle < run.end]
        touching |= set(inside) if len(inside) > 1 else set()
        owned[min(range(len(marks)), key=lambda index: abs(run.middle - marks[index].middle))].append(run)
    return [
        Run(own[0].start, own[-1].end) if own and index not in touching else None for index, own in enumerate(owned)
    ]


def bare(marks: Sequence[Mark]) -> list[Mark]:
    """Give the characters of a line without the recogniser's blanks between Chinese ones, and ‰ as one."""
    return _with_per_mille(_without_blanks(marks))


def _without_blanks(marks: Sequence[Mark]) -> list[Mark]:
    """Leave out the recogniser's blanks, but those between two letters or digits."""
    printed = [mark for mark in marks if not mark.text.isspace()]
    latin = {
        id(one) for one, other in pairwise(marks) if other.text.isspace() and one.text.isalnum() and one.text.isascii()
    }
    kept: list[Mark] = []
    for index, mark in enumerate(printed):
        before = printed[index - 1] if index else None
        if before is not None and id(before) in latin and mark.text.isascii() and mark.text.isalnum():
            kept.append(Mark(" ", (before.middle + mark.middle) / 2, 1.0))
        kept.append(mark)
    return kept


def _with_per_mille(marks: Sequence[Mark]) -> list[Mark]:
    """Give ‰ for a per cent sign with a nought or a letter o behind it; nothing else is printed so."""
    kept: list[Mark] = []
    for mark in marks:
        if kept and kept[-1].text == "%" and mark.text in _NOUGHTS:
            before = kept.pop()
            kept.append(Mark("‰", (before.middle + mark.middle) / 2, min(before.score, mark.score)))
        else:
            kept.append(mark)
    return kept


class Pitch(NamedTuple):
    """How far apart a page's Chinese characters are: in pixels in lines of ``usual`` height, else in type sizes."""

    pixels: float
    sizes: float
    usual: float


def page_pitch(lines: Iterable[tuple[Sequence[Mark], float]], usual: float) -> Pitch:
    """Give the pitch of a page, of its lines, each with its type size by its ink's height; ``usual`` is most lines'.

    It is taken from one end of several characters in a row to the other, for the recogniser's places are a fifth of a
    type size apart. Most rows have no blank in them, so the median is theirs.
    """
    pitches = [(pitch, size) for marks, size in lines for pitch in _pitches(marks)]
    sizes = median([pitch / size for pitch, size in pitches]) if pitches else 1.0
    of_usual = [pitch for pitch, size in pitches if _is_near(size, usual)]
    return Pitch(median(of_usual) if of_usual else sizes * usual, sizes, usual)


def _pitches(marks: Sequence[Mark]) -> Iterator[float]:
    """Give how far apart the characters stand in each row of Chinese ones that is long enough to tell."""
    for is_row, row in groupby(marks, key=lambda mark: is_han(mark.text)):
        middles = [mark.middle for mark in row]
        if is_row and len(middles) >= _SHORTEST_ROW:
            yield (middles[-1] - middles[0]) / (len(middles) - 1)


def line_pitch(marks: Sequence[Mark], size: float, page: Pitch) -> float:
    """Give how far apart the middles of a line's Chinese characters are, in pixels; ``size``: its type size by height.

    A line of few characters is as high as those are: 一 says nothing.
    """
    is_usual = _is_near(size, page.usual) or sum(is_han(mark.text) for mark in marks) < _SHORTEST_ROW
    return page.pixels if is_usual else page.sizes * size


def _is_near(size: float, usual: float) -> bool:
    return abs(size - usual) <= _SAME * usual
