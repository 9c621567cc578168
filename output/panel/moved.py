"""Indicators of a form that end under a task and begin, later, under another: they may have moved, or be two."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.output.panel.names import joined, likeness
from jixiao.output.panel.track import DoubtfulLink, Track

MOVED = "task"
"""The reason of such a doubt."""


class _Placed(NamedTuple):
    """An indicator's track, and the index of its task."""

    task: int
    track: Track


def moved(tasks: Sequence[Track], above: tuple[str, ...]) -> Iterator[DoubtfulLink]:
    """Give them. A name that more than two tracks of the form have, as 发放及时率 may be, says nothing of where one went."""
    named: dict[tuple[str, str], list[_Placed]] = {}
    for number, task in enumerate(tasks):
        for track in task.tracks:
            said = track.latest.kind, joined(track.latest.name)
            named.setdefault(said, []).append(_Placed(number, track))
    for placed in named.values():
        if len(placed) == 2 and placed[0].task != placed[1].task:
            first, second = sorted((each.track for each in placed), key=lambda track: min(track.seen))
            yield from _moved(first, second, above)


def _moved(first: Track, second: Track, above: tuple[str, ...]) -> Iterator[DoubtfulLink]:
    """Give the doubt where the one ends before the other begins."""
    last, begin = max(first.seen), min(second.seen)
    if last < begin:
        old, new = first.seen[last], second.seen[begin]
        yield DoubtfulLink(above, last, old, begin, new, MOVED, round(likeness(old.name, new.name), 2))
