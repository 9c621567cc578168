"""≥ or >, ≤ or <: small type loses the bar; what the recogniser saw of it and the shape of the ink tell."""

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.extract.ocr.marks import WITH_THEIR_BAR, Mark
from jixiao.extract.ocr.symmetry import Other, likeness, own_columns

_UNLIKE, _HARDLY_ALIKE = 0.6, 0.7
"""Likeness of a sign and of the same with top and bottom exchanged, under which it has a bar, and rather has one. Of
six fonts, 16 pixels high and more, 楷体 loses it to the recogniser, for it joins the stroke above: its ≥ had 0.43 to 0.69
where they were read as >. Of printed >, in which the recogniser saw something of a bar, all but eight of 8,700 had more
than the second, and those 0.65 and more."""

_SEEN, _CLEARLY_SEEN = 0.125, 0.25
"""Share of ≥ in what > was read of, of both, from which it is ≥ whatever its ink, and surely. In six fonts, 9
to 12 pt at 130 to 300 dpi, 8,700 printed > and < had 0.065 at most (in smaller type, of which none is read for sure,
three of 2,700 had 0.137 to 0.41); of 41 printed ≥ and ≤ that were read as > and <, 30 had more than the first."""

_SUSPECTED = 0.03
"""Such a share from which a sign that has a bar by its ink surely has one: of those 41, 36 had it."""


def with_bars(marks: Sequence[Mark], grey: Any) -> Iterator[Mark]:
    """Give the marks of a line with the bars that the recogniser hardly saw; ``grey`` is the line's picture."""
    for index, mark in enumerate(marks):
        is_plain = bool(mark.may_be) and WITH_THEIR_BAR.get(mark.text) == mark.may_be
        yield _settled(mark, _likeness(marks, index, grey)) if is_plain else mark


def _likeness(marks: Sequence[Mark], index: int, grey: Any) -> float:
    start, end = own_columns(marks, index, grey)
    return likeness(grey[:, start:end], Other.MIRRORED)


def _settled(mark: Mark, alike: float) -> Mark:
    """Give > or ≥, and that it may be the other; > is in doubt in any case, for it is printed seldom."""
    if mark.likely < _SEEN and alike >= _HARDLY_ALIKE:
        return mark
    is_sure = mark.likely >= (_SUSPECTED if alike < _UNLIKE else _CLEARLY_SEEN)
    return mark._replace(text=mark.may_be, may_be="" if is_sure else mark.text)
