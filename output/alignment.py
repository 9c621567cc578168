"""Two sequences -> which element of the one answers which of the other, in order."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import product
from typing import NamedTuple, TypeVar

Element = TypeVar("Element")

Key = Callable[[Element], Hashable]
"""Gives that by which an element is known; None where nothing of it is there."""

CLOSE = 0.6
"""Likeness from which texts are close to each other: so says the documentation of ``difflib`` of ``ratio()``."""

MOST_TRIED = 10_000
"""Pairs of a gap that are all held against each other, about a second's work; of a larger gap only those at like places
are."""


class Pair(NamedTuple):
    """Two elements that answer each other, by their indices; None where there is none."""

    a: int | None
    b: int | None


class _Gap(NamedTuple):
    """What lies between two pairs: ``a_start`` .. ``a_end - 1`` and ``b_start`` .. ``b_end - 1``."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def aligned(
    a: Sequence[Element], b: Sequence[Element], keys: Sequence[Key[Element]], text: Callable[[Element], str]
) -> tuple[Pair, ...]:
    """Give every element of both once, in order.

    Elements answer each other by the first of ``keys`` that both have in common, a later one only between those that an
    earlier one paired; what is left, by the likeness of what ``text`` gives of them.
    """
    gaps = [_Gap(0, len(a), 0, len(b))]
    pairs: list[tuple[int, int]] = []
    for key in keys:
        found = [pair for gap in gaps for pair in _same(a, b, gap, key)]
        pairs = sorted([*pairs, *found])
        gaps = list(_gaps(pairs, len(a), len(b)))
    close = [pair for gap in gaps for pair in _close(a, b, gap, text)]
    return tuple(_all(sorted([*pairs, *close]), len(a), len(b)))


def _same(a: Sequence[Element], b: Sequence[Element], gap: _Gap, key: Key[Element]) -> Iterator[tuple[int, int]]:
    ours = [_known(key(each)) for each in a[gap.a_start : gap.a_end]]
    theirs = [_known(key(each)) for each in b[gap.b_start : gap.b_end]]
    for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            yield gap.a_start + block.a + step, gap.b_start + block.b + step


def _known(key: Hashable) -> Hashable:
    """Give a key, or what is like nothing else where there is none."""
    return object() if key is None else key


def _close(
    a: Sequence[Element], b: Sequence[Element], gap: _Gap, text: Callable[[Element], str]
) -> Iterator[tuple[int, int]]:
    """Pair the closest, then the closest of those before and behind it, and so on: no two pairs cross."""
    likeness = sorted(_likeness(a, b, gap, text), reverse=True)
    pairs: list[tuple[int, int]] = []
    for _, one, other in likeness:
        one, other = -one, -other
        if all((one < before) == (other < behind) and one != before and other != behind for before, behind in pairs):
            pairs.append((one, other))
    yield from pairs


def _likeness(
    a: Sequence[Element], b: Sequence[Element], gap: _Gap, text: Callable[[Element], str]
) -> Iterator[tuple[float, int, int]]:
    """Give the close pairs of a gap; their indices are negative, so that of equals the first is the greatest."""
    ours, theirs = range(gap.a_start, gap.a_end), range(gap.b_start, gap.b_end)
    tried = product(ours, theirs) if len(ours) * len(theirs) <= MOST_TRIED else zip(ours, theirs, strict=False)
    matcher = SequenceMatcher[str](None, autojunk=False)
    for one, other in tried:
        matcher.set_seqs(text(a[one]), text(b[other]))
        if matcher.real_quick_ratio() >= CLOSE and matcher.quick_ratio() >= CLOSE and matcher.ratio() >= CLOSE:
            yield matcher.ratio(), -one, -other


def _gaps(pairs: Sequence[tuple[int, int]], a_count: int, b_count: int) -> Iterator[_Gap]:
    before = (-1, -1)
    for one, other in [*pairs, (a_count, b_count)]:
        gap = _Gap(before[0] + 1, one, before[1] + 1, other)
        if gap.a_start < gap.a_end or gap.b_start < gap.b_end:
            yield gap
        before = (one, other)


def _all(pairs: Sequence[tuple[int, int]], a_count: int, b_count: int) -> Iterator[Pair]:
    before = (-1, -1)
    for one, other in [*pairs, (a_count, b_count)]:
        yield from (Pair(at, None) for at in range(before[0] + 1, one))
        yield from (Pair(None, at) for at in range(before[1] + 1, other))
        if (one, other) != (a_count, b_count):
            yield Pair(one, other)
        before = (one, other)
