"""Tracks: one bureau, department, form, task or indicator followed over years, and the links that were not made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jixiao.output.panel.node import Level, Node


@dataclass(frozen=True, slots=True)
class Joint:
    """How a year's node was linked to the one before: the rule, and how alike they are, 0 to 1."""

    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Track:
    """What is one thing over the years.

    ``seen`` has its node by the year's index, ``joints`` the links into a year, ``tracks`` what stands under it.
    """

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
    """Two nodes of two years that may be one, by the years' indices; ``above``: the names over them, from the top."""

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


def count_joints(tracks: Sequence[Track], rule: str) -> int:
    """Count the links that a rule made, on all levels."""
    own = sum(joint.rule == rule for track in tracks for joint in track.joints.values())
    return own + sum(count_joints(track.tracks, rule) for track in tracks)
