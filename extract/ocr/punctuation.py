"""Marks that exist in two widths, and blanks: settled by the room that they take in the line, which the recogniser does not look at."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import fmean, median
from typing import Any, NamedTuple
from unicodedata import east_asian_width

NARROW = "():;,!?~"
WIDE = "（）：；，！？～"
"""Marks that exist in two widths, in the same order."""
_TO_WIDE = dict(zip(NARROW, WIDE, strict=True))
_TO_NARROW = dict(zip(WIDE, NARROW, strict=True))
_NOUGHTS = frozenset("0oO〇○°")
"""What the last ring of ‰ is read as."""

_PAIRS = {"(": ")", "（": "）"}

_WIDE_FROM = 0.65
"""Room of a mark, in type sizes, from which it is the wide one: those have 1.0 and narrow ones 0.25 to 0.4."""

_SURELY_NARROW, _SURELY_WIDE = 0.45, 0.75
"""The same between which neither is sure: narrow ones had up to 0.37, and few wide ones, all brackets, less than 0.75."""

_BLANK_SHIFT = 0.07
"""Type sizes by which Chinese characters stand further right than those before lead to expect where a blank is between: the blank
of 思源宋体 has 0.22, that of 宋体 0.5, and a place found from two characters is 0.1 wrong."""

_BLANK_GAP = 0.25
"""Type sizes without ink between the two then."""

_BLANK, _MAY_BE_BLANK = 0.41, 0.36
"""Shift and gap together from which a blank stands there, and may: no blank is sure, for some fonts (楷体) leave as
much room beside 目 and 口. Of 45 printed blanks at 120 to 300 dpi, all had 0.41;
of 8,000 places without one at 150 dpi, shaded and askew, in six fonts, none had."""

_LONE = 0.2
"""Type sizes by which the places of two characters are wrong together that have no Chinese character beside them."""

_UNSURE = 0.9
"""Score of a blank, of a character behind a place, and of a mark's width, of which nobody is sure."""

_AROUND = 5
"""Chinese characters on either side of a blank that say where it is, at most: the recogniser's places are a sixth of a type
size apart, so only many together are exact."""

_PITCHES = 3
"""Pairs of Chinese characters from which a line tells how far apart they stand."""


class Mark(NamedTuple):
    """A recognised character and the middle of it, in pixels from the left of the line's ink; a score from 0 to 1."""

    text: str
    middle: float
    score: float


def settled(marks: Sequence[Mark], size: float, inked: Any) -> list[Mark]:
    """Give the characters of a line with marks as wide as printed, and blanks where room is left.

    ``size`` is the type size in pixels; ``inked`` says of each column of pixels whether ink is in it.
    """
    bare = _with_per_mille(_without_blanks(marks))
    pitch = _pitch(bare, size)
    wide = [_settled_width(bare, index, pitch) for index in range(len(bare))]
    return list(_with_blanks(_paired(wide, bare), pitch, inked))


def _is_wide(text: str) -> bool:
    return east_asian_width(text) in "WF"


def _is_han(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


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


def _pitch(marks: Sequence[Mark], size: float) -> float:
    """Give how far apart the middles of neighbouring Chinese characters stand, in pixels; the type size where few do."""
    apart = [other.middle - one.middle for one, other in pairwise(marks) if _is_han(one.text) and _is_han(other.text)]
    if len(apart) < _PITCHES:
        return size
    usual = median(apart)
    return fmean(each for each in apart if each < 1.5 * usual)


def _settled_width(marks: Sequence[Mark], index: int, pitch: float) -> Mark:
    """Give a mark that exists in two widths as the one whose room it takes between its neighbours.

    At either end of a line nothing says how much that is: beside a Chinese character it is the wide one, and not sure.
    """
    mark = marks[index]
    if mark.text not in _TO_WIDE and mark.text not in _TO_NARROW:
        return mark
    before, behind = (marks[at] if 0 <= at < len(marks) else None for at in (index - 1, index + 1))
    if before is None or behind is None:
        beside = before or behind
        is_wide = beside is not None and _is_wide(beside.text)
        mark = mark._replace(score=min(mark.score, _UNSURE)) if is_wide else mark
    else:
        room = (behind.middle - before.middle) / pitch - _half(before.text) - _half(behind.text)
        is_wide = room >= _WIDE_FROM
        mark = mark._replace(score=min(mark.score, _UNSURE)) if _SURELY_NARROW < room < _SURELY_WIDE else mark
    table = _TO_WIDE if is_wide else _TO_NARROW
    return mark._replace(text=table.get(mark.text, mark.text))


def _half(text: str) -> float:
    """Give half the room of a character, in type sizes."""
    return 0.5 if _is_wide(text) else 0.25


def _paired(marks: Sequence[Mark], read: Sequence[Mark]) -> list[Mark]:
    """Give a bracket at a line's end the width of the one that it closes, or that closes it: it is as sure as it was ``read``."""
    paired = list(marks)
    opened: list[int] = []
    for index, mark in enumerate(paired):
        if mark.text in "(（":
            opened.append(index)
        elif mark.text in ")）" and opened:
            first = opened.pop()
            if index == len(paired) - 1:
                paired[index] = mark._replace(text=_PAIRS[paired[first].text], score=read[index].score)
            elif first == 0:
                paired[0] = paired[0]._replace(text="（" if mark.text == "）" else "(", score=read[0].score)
    return paired


def _with_blanks(marks: Sequence[Mark], pitch: float, inked: Any) -> Iterator[Mark]:
    """Put a blank between two Chinese characters where those behind stand further right than those before lead to expect.

    Where there may be one, the character behind is no surer than that.
    """
    for index, mark in enumerate(marks):
        room = _room_before(marks, index, pitch, inked) if index else 0.0
        if room >= _BLANK:
            yield Mark(" ", (marks[index - 1].middle + mark.middle) / 2, _UNSURE)
        may_be = _MAY_BE_BLANK <= room < _BLANK
        yield mark._replace(score=min(mark.score, _UNSURE)) if may_be else mark


def _room_before(marks: Sequence[Mark], index: int, pitch: float, inked: Any) -> float:
    """Give the room before a character, shift and gap in type sizes; 0 where a blank has more."""
    before = list(takewhile(_is_han_mark, reversed(marks[max(0, index - _AROUND) : index])))
    behind = list(takewhile(_is_han_mark, marks[index : index + _AROUND]))
    if not before or not behind:
        return 0.0
    ends = fmean(mark.middle + at * pitch for at, mark in enumerate(before))
    starts = fmean(mark.middle - at * pitch for at, mark in enumerate(behind))
    lone = _LONE if len(before) == len(behind) == 1 else 0.0
    shift = (starts - ends) / pitch - 1 - lone
    gap = _longest_gap(inked[round(before[0].middle) : round(behind[0].middle) + 1]) / pitch
    return shift + gap if shift >= _BLANK_SHIFT and gap >= _BLANK_GAP else 0.0


def _is_han_mark(mark: Mark) -> bool:
    return _is_han(mark.text)


def _longest_gap(inked: Any) -> int:
    import numpy as np

    edges = np.flatnonzero(np.concatenate(([True], inked, [True])))
    return int(np.diff(edges).max()) - 1
