"""% or ‰: the recogniser finds that one may be the other, and the width of its ink says whether it can be."""

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.extract.ocr.marks import Mark, Run, ink_between, owned_ink

PER_MILLE = "‰"

_WIDEST, _WIDER, _WIDER_OF_LIKELY = 1.35, 1.17, 1.0
"""Times its height that a per cent sign's ink is wide at most where ‰ is hardly likely, less unlikely, and likely:
% has 0.64 to 1.14 in most fonts, and 1.22 in 思源黑体 and 宋体; ‰ 1.2 to 1.7, and so a ring more than % of its font, but
1.1 to 1.2 in 楷体 and 文鼎宋体, where its last ring stands apart."""

_UNLIKELY, _LIKELY = 1.2e-5, 2e-5
"""Shares of ‰ in what the recogniser finds a sign to be from which the lower limits are asked: ‰ that were read as
% had 2.6e-5 and more in those two fonts, and but for one of 182 the first in all."""

_INK = 150
"""Grey up to which a pixel is surely ink."""


def with_per_mille_told(marks: Sequence[Mark], grey: Any, runs: Sequence[Run]) -> Iterator[Mark]:
    """Give the marks of a line without the doubt that a % is ‰ where its ink is too narrow for that.

    ``grey`` is the line's picture, ``runs`` its inked columns. The last ring of ‰ is taken for its own where that is
    nearer to it than to the next, or lies between its neighbours: the recogniser's places tell no better.
    """
    owned = owned_ink(marks, runs)
    for index, mark in enumerate(marks):
        own = (owned[index], ink_between(marks, index, runs))
        is_narrow = mark.may_be == PER_MILLE and all(_is_narrow(mark, ink, grey, runs) for ink in own)
        yield mark._replace(may_be="") if is_narrow else mark


def _is_narrow(mark: Mark, ink: Run | None, grey: Any, runs: Sequence[Run]) -> bool:
    """Whether a sign's ink is too narrow for ‰."""
    parts = sum(ink.start <= run.start and run.end <= ink.end for run in runs) if ink else 0
    widest = _WIDEST if mark.likely < _UNLIKELY else _WIDER if mark.likely < _LIKELY else _WIDER_OF_LIKELY
    return _shape(grey, ink) < (widest if parts == 1 else _WIDER_OF_LIKELY)


def _shape(grey: Any, own: Run | None) -> float:
    """Give how wide ink is by its height; without an end where nothing tells."""
    if own is None:
        return float("inf")
    rows = (grey[:, own.start : own.end] < _INK).any(axis=1).nonzero()[0]
    return (own.end - own.start) / float(rows[-1] - rows[0] + 1) if len(rows) else float("inf")
