"""The trees of several years -> tracks: the same bureau, department, form, task or indicator followed over them.

A year is held against the latest of each track, in whatever year that was: a fund without a form in one year is followed on
in the next. What stands under a track is linked among itself only, so equal names under two tasks never meet.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jixiao.output.panel.decisions import NOTHING_DECIDED, Decisions, place_of
from jixiao.output.panel.linking import Linked, link
from jixiao.output.panel.node import Level, Node


@dataclass(frozen=True, slots=True)
class Joint:
    """How a year's node was linked to the one before: the rule, and how alike they are, 0 to 1."""

    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Track:
    """What is one thing over the years. ``seen`` has its node by the year's index, ``joints`` the links into a year, ``tracks`` what stands under it."""

    level: Level
    seen: Mapping[int, Node]
    joints: Mapping[int, Joint]
    tracks: tuple["Track", ...]

    @property
    def latest(self) -> Node:
        """The node of the last year it was seen in."""
        return self.seen[max(self.seen)]


@dataclass(frozen=True, slots=True)
class DoubtfulLink:
    """Two nodes of two years that may be one, by the years' indices; ``above`` are the names they stand under, from the bureau down."""

    above: tuple[str, ...]
    old_year: int
    old: Node
    new_year: int
    new: Node
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class Followed:
    """The tracks of all bureaus, and every link that was not made for a doubt."""

    tracks: tuple[Track, ...]
    doubts: tuple[DoubtfulLink, ...]


@dataclass(slots=True)
class _Open:
    """A track while years are added."""

    seen: dict[int, Node]
    joints: dict[int, Joint] = field(default_factory=dict)

    @property
    def last_year(self) -> int:
        return max(self.seen)


def follow(
    years: Sequence[Sequence[Node]], decisions: Decisions = NOTHING_DECIDED, above: tuple[str, ...] = ()
) -> Followed:
    """Follow the nodes that stand in one place, and what is under them, over the years, given in order.

    ``above`` are the names of what they stand under, from the bureau down; ``decisions`` what persons said of doubts.
    """
    begun: list[_Open] = []
    doubts: list[DoubtfulLink] = []
    for year, nodes in enumerate(years):
        decided = decisions.get(place_of(nodes[0].level, above), {}) if nodes else {}
        linked = link([each.seen[each.last_year] for each in begun], nodes, decided)
        doubts += _doubts(begun, year, nodes, linked, above)
        _add(begun, year, nodes, linked)
    followed = [_with_inner(each, len(years), decisions, above) for each in begun]
    inner = [doubt for _, inner_doubts in followed for doubt in inner_doubts]
    return Followed(tuple(track for track, _ in followed), (*doubts, *inner))


def _doubts(
    begun: Sequence[_Open], year: int, nodes: Sequence[Node], linked: Linked, above: tuple[str, ...]
) -> Iterator[DoubtfulLink]:
    for old, new, reason, score in linked.doubts:
        last = begun[old].last_year
        yield DoubtfulLink(above, last, begun[old].seen[last], year, nodes[new], reason, score)


def _add(begun: list[_Open], year: int, nodes: Sequence[Node], linked: Linked) -> None:
    """Add a year's nodes to the tracks they are linked to; others begin tracks of their own."""
    links = {each.new: each for each in linked.links}
    for new, node in enumerate(nodes):
        if new in links:
            made = links[new]
            begun[made.old].seen[year] = node
            begun[made.old].joints[year] = Joint(made.rule, made.score)
        else:
            begun.append(_Open({year: node}))


def _with_inner(
    one: _Open, years: int, decisions: Decisions, above: tuple[str, ...]
) -> tuple[Track, tuple[DoubtfulLink, ...]]:
    latest = one.seen[one.last_year]
    if latest.level is Level.INDICATOR:
        return Track(latest.level, one.seen, one.joints, ()), ()
    under = [one.seen[year].nodes if year in one.seen else () for year in range(years)]
    inner = follow(under, decisions, (*above, latest.name))
    return Track(latest.level, one.seen, one.joints, inner.tracks), inner.doubts


def count_joints(tracks: Sequence[Track], rule: str) -> int:
    """Count the links that a rule made, on all levels."""
    own = sum(joint.rule == rule for track in tracks for joint in track.joints.values())
    return own + sum(count_joints(track.tracks, rule) for track in tracks)
