"""The trees of several years -> tracks: the same bureau, department, form, task or indicator followed over them.

A year is held against the latest of each track, in whatever year that was: a fund without a form in one year is
followed on in the next. What stands under a track is linked among itself only, so equal names under two tasks never
meet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from jixiao.output.panel.decisions import NOTHING_DECIDED, Decisions, identity, place_of
from jixiao.output.panel.linking import Linked, link
from jixiao.output.panel.moved import moved
from jixiao.output.panel.node import Level, Node
from jixiao.output.panel.track import DoubtfulLink, Followed, Joint, Track


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
    elsewhere = _moved(inner.tracks, decisions, (*above, latest.name)) if latest.level is Level.FORM else ()
    return Track(latest.level, one.seen, one.joints, inner.tracks), (*inner.doubts, *elsewhere)


def _moved(tasks: Sequence[Track], decisions: Decisions, above: tuple[str, ...]) -> Iterator[DoubtfulLink]:
    """Give the indicators that may have moved to another task, but those of which a person said that they did not."""
    decided = decisions.get(place_of(Level.INDICATOR, above), {})
    for doubt in moved(tasks, above):
        if decided.get((identity(doubt.old), identity(doubt.new))) is not False:
            yield doubt
