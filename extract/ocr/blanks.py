"""Blanks between Chinese characters: seen by the room and the paper between; the recogniser looks at neither."""

from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import Literal, NamedTuple

from jixiao.extract.ocr.marks import UNSURE, Mark, Run, doubted, is_han

_GAP = 0.19
"""Type sizes without ink between two characters, at least, where a blank is: of 1,991 printed ones, 99.9 % had 0.21."""

_SHIFT, _MAY_BE_SHIFT = 0.17, 0.105
"""Type sizes by which the ink of two characters stands further apart than they are wide, from which a blank is between,
and may be. Blanks: 0.145 in 99 %, 0.28 in most (the blank of 思源宋体 has 0.22, that of 宋体 0.5); places without one: 0.076
in 95 %, 0.134 in 99 %; the rest stood beside characters of loose strokes, 川, 八, 儿."""

_PLACE_SHIFT = 0.1
"""The same by the recogniser's places, which are a fifth of a type size apart: blanks have one such step at least, but
for 0.1 %."""

_LARGE_SHIFT = 0.3
"""The same where the ink of one of the two touches another character, so that only the recogniser's places tell."""

_REACH = 0.62
"""Type sizes from a character's place to the end of its ink, at most."""


_HEART = 0.3
"""Type sizes from a character's place within which all ink is its own."""


class _Apart(NamedTuple):
    """How two characters stand, in type sizes: ink further apart than usual (None where it meets), places, the gap."""

    ink: float | None
    places: float
    gap: float


_ROW = 4
"""Characters before and behind a place, at most, that together tell whether a blank is between, and both together at
least. One of loose strokes stands askew alone, and a blank moves all that are behind it: of the places without one that
seemed to have one by two characters, all ten of 14,862 came out closer, and none of 2,205 blanks."""


def with_blanks(marks: Sequence[Mark], pitch: float, runs: Sequence[Run]) -> Iterator[Mark]:
    """Put a blank between two Chinese characters that stand further apart than others, with paper between.

    No blank is sure; where there may be one, the character behind it is not. ``pitch`` is how far apart Chinese
    characters stand, in pixels; ``runs`` are the line's inked columns.
    """
    gaps = [_gap_before(marks, index, pitch, runs) for index in range(len(marks))]
    for index, (mark, gap) in enumerate(zip(marks, gaps, strict=True)):
        if gap == "blank":
            yield Mark(" ", (marks[index - 1].middle + mark.middle) / 2, UNSURE)
        is_doubtful = gap == "maybe" and not _stand_close(_rows(gaps, index), marks, pitch, runs)
        yield doubted(mark) if is_doubtful else mark


_Gap = Literal["none", "maybe", "blank", "other"]
"""What is before a character: no blank, perhaps one, a blank; ``other``: a line's start, or one that is not Chinese."""


def _gap_before(marks: Sequence[Mark], index: int, pitch: float, runs: Sequence[Run]) -> _Gap:
    if not index or not (is_han(marks[index - 1].text) and is_han(marks[index].text)):
        return "other"
    apart = _measured(marks[index - 1], marks[index], pitch, runs)
    return "blank" if _is_blank(apart) else "maybe" if _may_be_blank(apart) else "none"


def _rows(gaps: Sequence[_Gap], index: int) -> tuple[range, range]:
    """Give the characters before a place, and those behind it, that stand with none but that place between them."""
    start, end = index - 1, index + 1
    while gaps[start] == "none" and start > index - _ROW:
        start -= 1
    while end < len(gaps) and gaps[end] == "none" and end < index + _ROW:
        end += 1
    return range(start, index), range(index, end)


def _stand_close(rows: tuple[range, range], marks: Sequence[Mark], pitch: float, runs: Sequence[Run]) -> bool:
    """Whether the characters of two rows stand, all together, as close as without a blank between the rows."""
    shifts = [[ink.middle / pitch - at for at in row if (ink := _own_ink(marks[at], pitch, runs))] for row in rows]
    before, behind = shifts
    tells = bool(before and behind) and len(before) + len(behind) >= _ROW
    return tells and fmean(behind) - fmean(before) < _MAY_BE_SHIFT


def _is_blank(apart: _Apart) -> bool:
    if apart.gap < _GAP:
        return False
    return (
        apart.places >= _LARGE_SHIFT if apart.ink is None else min(apart.ink - _SHIFT, apart.places - _PLACE_SHIFT) >= 0
    )


def _may_be_blank(apart: _Apart) -> bool:
    if apart.gap < _GAP:
        return False
    if apart.ink is None:
        return apart.places >= _PLACE_SHIFT
    return apart.ink >= _SHIFT or (apart.ink >= _MAY_BE_SHIFT and apart.places >= _PLACE_SHIFT)


def _measured(one: Mark, other: Mark, pitch: float, runs: Sequence[Run]) -> _Apart:
    left, right = _own_ink(one, pitch, runs), _own_ink(other, pitch, runs)
    places = (other.middle - one.middle) / pitch - 1
    ink = (right.middle - left.middle) / pitch - 1 if left and right else None
    return _Apart(ink, places, _longest_gap(one.middle, other.middle, runs) / pitch)


def _own_ink(mark: Mark, pitch: float, runs: Sequence[Run]) -> Run | None:
    """Give where a character's ink begins and ends; nothing where it touches that of another."""
    reach, heart = _REACH * pitch, _HEART * pitch
    inside = [run for run in runs if mark.middle - reach <= run.start and run.end <= mark.middle + reach]
    whole = [run for run in inside if abs(run.middle - mark.middle) <= pitch / 2]
    touching = any(run.end > mark.middle - heart and run.start < mark.middle + heart for run in set(runs) - set(inside))
    return Run(whole[0].start, whole[-1].end) if whole and not touching else None


def _longest_gap(start: float, end: float, runs: Sequence[Run]) -> float:
    """Give the longest stretch of paper between two places, in pixels."""
    edges = [start]
    for run in runs:
        if run.end > start and run.start < end:
            edges += [max(start, run.start), min(end, run.end)]
    edges.append(end)
    return max(behind - before for before, behind in zip(edges[::2], edges[1::2], strict=True))
