"""% or ‰: the recogniser finds that one may be the other, and the shape of the ink says which."""

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.extract.ocr.marks import Mark, Run
from jixiao.extract.ocr.symmetry import Other, likeness, own_columns

PER_MILLE = "‰"

_LEAST_ALIKE = 0.65
"""Likeness of a sign and of the same turned upside down from which it is %: that has a ring on either side of its
stroke, ‰ two on one. In eight cuts of six fonts, 9 to 12 pt at 150 to 300 dpi, 187 ‰ that were read as % had 0.53 at
most, and 1,198 of 1,200 % had more than 0.7; how wide they are tells less: ‰ of 思源黑体 has 1.3 times its height,
its % 1.2."""


def with_per_mille_told(marks: Sequence[Mark], grey: Any, runs: Sequence[Run]) -> Iterator[Mark]:
    """Give the marks of a line without the doubt that a % is ‰ where its ink is that of %.

    ``grey`` is the line's picture, ``runs`` its inked columns.
    """
    for index, mark in enumerate(marks):
        is_doubted = mark.may_be == PER_MILLE
        yield mark._replace(may_be="") if is_doubted and _is_per_cent(marks, index, grey, runs) else mark


def _is_per_cent(marks: Sequence[Mark], index: int, grey: Any, runs: Sequence[Run]) -> bool:
    """Whether the ink of a sign is %, wherever it may end."""
    start, _ = own_columns(marks, index, grey)
    ends = _ends(marks, index, runs)
    return bool(ends) and all(likeness(grey[:, start:end], Other.TURNED) >= _LEAST_ALIKE for end in ends)


def _ends(marks: Sequence[Mark], index: int, runs: Sequence[Run]) -> set[int]:
    """Give where the ink of a sign may end: the last ring of ‰ may stand apart. None where it touches the next sign.

    That ring is its own where it is nearer to it than to the next, or lies before the ink of that: the recogniser's
    places tell no better.
    """
    middle, rest = marks[index].middle, [run for run in runs if run.end > marks[index].middle]
    if not rest or index + 1 == len(marks):
        return {run.end for run in rest[-1:]}
    behind = marks[index + 1].middle
    nearest = min(rest, key=lambda run: max(run.start - behind, behind - run.end))
    if nearest.start <= middle:
        return set()
    nearer = [run.end for run in rest if run.middle - middle < behind - run.middle]
    between = [run.end for run in rest if run.end <= nearest.start]
    return {*nearer[-1:], *between[-1:]}
