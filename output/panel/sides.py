"""Nodes of two years that stand in the same place, by their indices: what rules and doubts look at."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.output.panel.decisions import Pair
from jixiao.output.panel.node import Node

HALF = 0.5
"""Share of indicators in common (Dice) from which two nodes may be one: less, and most of them are others."""

QUARTER = 0.25
"""Share from which a third node may be part of it: a task that was parted leaves its indicators to several."""

FEWEST = 3
"""Indicators in common that say something: a single 满意度 may be anyone's."""


class Sides(NamedTuple):
    """Both years' nodes, the share of indicators that each two have in common, where any, and what persons decided."""

    olds: Sequence[Node]
    news: Sequence[Node]
    shared: "Mapping[tuple[int, int], Shared]"
    decided: Mapping[Pair, bool]


class Shared(NamedTuple):
    """Indicators that two nodes have in common: how many, and what share of both they are (Dice), 0 to 1."""

    labels: int
    share: float


Pairs = Iterator[tuple[int, int]]
"""Indices of the older and the newer node of each."""


def shared_indicators(olds: Sequence[Node], news: Sequence[Node]) -> dict[tuple[int, int], Shared]:
    """Give what share of the indicators under them two nodes of one kind have in common, where it is any."""
    ours, theirs = _own_labels(olds), _own_labels(news)
    owners = {label: new for new, labels in enumerate(theirs) for label in labels}
    common = Counter((old, owners[label]) for old, labels in enumerate(ours) for label in labels if label in owners)
    return {
        (old, new): Shared(count, 2 * count / (len(ours[old]) + len(theirs[new])))
        for (old, new), count in common.items()
    }


def _own_labels(nodes: Sequence[Node]) -> list[frozenset[tuple[str, str]]]:
    """Give the names of each one's indicators, with its kind, that no other node of the kind has; indicators: none."""
    labels = [frozenset(() if node.row else ((node.kind, label) for label in node.labels())) for node in nodes]
    times = Counter(label for each in labels for label in each)
    return [frozenset(label for label in each if times[label] == 1) for each in labels]


def places_by_key(keys: Mapping[int, Hashable]) -> dict[Hashable, list[int]]:
    """Give the indices of each key."""
    places: dict[Hashable, list[int]] = {}
    for place, key in keys.items():
        places.setdefault(key, []).append(place)
    return places


def among(pairs: Iterable[tuple[int, int]], olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """Give the pairs of which no rule has linked either."""
    left_olds, left_news = frozenset(olds), frozenset(news)
    yield from ((old, new) for old, new in pairs if old in left_olds and new in left_news)


def units_agree(old: Node, new: Node) -> bool:
    """Whether both count the same: 万元 and 元 do, 元 and 元/人 do not. One that has no unit may count anything."""
    return not old.unit or not new.unit or old.unit == new.unit
