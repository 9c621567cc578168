"""Ink in a line that no mark stands for: a sign that the recogniser passed over (—— between two words, ～ at a line's start)."""

from collections.abc import Iterator, Sequence

from jixiao.extract.ocr.marks import Mark, Run, doubted, is_of_either_width, is_wide

_REACH_OF_WIDE, _REACH_OF_BROAD, _REACH_OF_NARROW = 0.65, 0.6, 0.4
"""Type sizes from a mark's place to the end of its ink, at most: half its room, and the step between two places of the
recogniser."""

_BROAD = frozenset("%mwMWGOQ@")
"""Narrow characters that are nearly as broad as wide ones."""

_INKED = 0.12
"""Type sizes of inked columns from which a sign was passed over: a full stop, the smallest, has 0.1 to 0.2; a speck has
less."""


def with_unread_ink(marks: Sequence[Mark], pitch: float, runs: Sequence[Run]) -> Iterator[Mark]:
    """Give the marks of a line; beside ink that none of them stands for, they are not sure."""
    reached = [
        Run(round(mark.middle - _reach(mark) * pitch), round(mark.middle + _reach(mark) * pitch)) for mark in marks
    ]
    for index, mark in enumerate(marks):
        start = reached[index - 1].end if index else 0
        end = reached[index + 1].start if index + 1 < len(marks) else max((run.end for run in runs), default=0)
        around = (Run(start, reached[index].start), Run(reached[index].end, end))
        yield doubted(mark) if any(_inked(gap, runs) > _INKED * pitch for gap in around) else mark


def _reach(mark: Mark) -> float:
    if is_wide(mark.text):
        return _REACH_OF_WIDE
    return _REACH_OF_BROAD if mark.text in _BROAD or is_of_either_width(mark.text) else _REACH_OF_NARROW


def _inked(gap: Run, runs: Sequence[Run]) -> int:
    """Give how many of the columns between two marks are inked."""
    return sum(max(0, min(gap.end, run.end) - max(gap.start, run.start)) for run in runs)
