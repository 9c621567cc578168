"""Nodes of two years that stand in the same place -> which of the one is which of the other, and what is in doubt.

A link is made by one rule after the other, each between what the earlier ones left:

0. ``person``: a person said so (``decisions.py``);
1. ``name``: the same name, that one node of each year has. Of several of one name, by what is explained of them and by their unit;
2. ``words``: names that differ in nothing but words that say nothing of their own (``names.py``), and units that do not differ;
3. ``place``: an office's name with and without the places it belongs to;
4. ``rows``: of bureaus, departments, forms and tasks: the one name only adds to the other (``adds_only``), and at least half of the
   indicators under them, three or more, are called the same; no third node shares a quarter of them. Indicators that stand under
   several nodes of a year count for none: 资金支付及时率 says nothing of a project.

No rule takes a node twice, and each asks for one partner only, in both years. So links are one to one by how they are
made, and no order of the nodes changes them. What could be a link, and is none, is a doubt.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import Final, NamedTuple

from jixiao.normalize.lasting_keys import lasting
from jixiao.output.panel.decisions import Pair, identity
from jixiao.output.panel.names import adds_only, is_same_office, joined, likeness, meaning
from jixiao.output.panel.node import Level, Node

HALF: Final = 0.5
"""Share of indicators in common (Dice) from which two nodes may be one: less, and most of them are others."""

QUARTER: Final = 0.25
"""Share from which a third node may be part of it: a task that was parted leaves its indicators to several."""

FEWEST: Final = 3
"""Indicators in common that say something: a single 满意度 may be anyone's."""

ALIKE: Final = 0.5
"""Likeness from which a pair is listed as a doubt. Lower, and names that share a common ending only (…率) fill the list."""


class Link(NamedTuple):
    """Two nodes that are one, by their indices; the rule that says so, and how alike they are, 0 to 1."""

    old: int
    new: int
    rule: str
    score: float


class Doubt(NamedTuple):
    """Two nodes that may be one, by their indices: why that is not certain, and how alike they are, 0 to 1.

    Reasons: ``same_name`` (several have it), ``unit`` (the units differ), ``level`` (it stands under another level), ``rows`` (their
    indicators are alike, their names are not), ``words`` (the names are alike).
    """

    old: int
    new: int
    reason: str
    score: float


class Linked(NamedTuple):
    """What came of two years."""

    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...]


class _Sides(NamedTuple):
    """The nodes of both years, what share of indicators each two have in common, where it is any, and what persons decided."""

    olds: Sequence[Node]
    news: Sequence[Node]
    shared: "Mapping[tuple[int, int], _Shared]"
    decided: Mapping[Pair, bool]


class _Shared(NamedTuple):
    """Indicators that two nodes have in common: how many, and what share of both they are (Dice), 0 to 1."""

    labels: int
    share: float


_Pairs = Iterator[tuple[int, int]]


def link(olds: Sequence[Node], news: Sequence[Node], decided: Mapping[Pair, bool] = MappingProxyType({})) -> Linked:
    """Link the nodes of two years that stand in the same place. All are of one level.

    ``decided`` says of pairs of nodes, by their identities, whether they are one: one that is none is no doubt either.
    """
    sides = _Sides(olds, news, _shared(olds, news), decided)
    links: list[Link] = []
    for rule, pairs in _RULES:
        left_olds, left_news = _left(sides, links)
        links += [
            Link(old, new, rule, _score(sides, rule, old, new)) for old, new in pairs(sides, left_olds, left_news)
        ]
    doubts = _doubts(sides, *_left(sides, links))
    return Linked(tuple(sorted(links)), tuple(sorted(doubts)))


def _left(sides: _Sides, links: Sequence[Link]) -> tuple[list[int], list[int]]:
    taken_olds, taken_news = {each.old for each in links}, {each.new for each in links}
    return (
        [old for old in range(len(sides.olds)) if old not in taken_olds],
        [new for new in range(len(sides.news)) if new not in taken_news],
    )


def _score(sides: _Sides, rule: str, old: int, new: int) -> float:
    if rule in ("name", "person"):
        return 1.0
    if rule == "rows":
        return round(sides.shared[old, new].share, 2)
    return round(likeness(sides.olds[old].name, sides.news[new].name), 2)


def _by_person(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    """Give the pairs that a person says are one, where no other of them is said to be one of the two."""
    yield from _without_rivals(list(_said_to_be_one(sides, olds, news)))


def _said_to_be_one(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    """Give them. A fund's target and its self-evaluation have one name: an answer is about both, and not about one and the other."""
    ours = _places_by_key({old: identity(sides.olds[old]) for old in olds})
    theirs = _places_by_key({new: identity(sides.news[new]) for new in news})
    for (old_name, new_name), is_same in sides.decided.items():
        for old, new in product(ours.get(old_name, ()), theirs.get(new_name, ())):
            may_be_one = sides.olds[old].row or sides.olds[old].kind == sides.news[new].kind
            if is_same and may_be_one:
                yield old, new


def _by_name(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    yield from _only_ones(sides, olds, news, lambda node: node.key)


def _by_detail(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    yield from _only_ones(sides, olds, news, lambda node: (node.key, node.detail))


def _by_words(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    for old, new in _only_ones(sides, olds, news, lambda node: (node.kind, joined(node.name) or node.key)):
        if _units_agree(sides.olds[old], sides.news[new]):
            yield old, new


def _by_place(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    pairs = [
        (old, new)
        for old in olds
        for new in news
        if sides.olds[old].level in _OFFICES and is_same_office(sides.olds[old].name, sides.news[new].name)
    ]
    yield from _without_rivals(pairs)


_OFFICES = (Level.BUREAU, Level.DEPARTMENT)


def _by_rows(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    near = [pair for pair in _among(sides.shared, olds, news) if sides.shared[pair].share >= QUARTER]
    for old, new in _without_rivals(near):
        is_enough = sides.shared[old, new].share >= HALF and sides.shared[old, new].labels >= FEWEST
        if is_enough and adds_only(sides.olds[old].name, sides.news[new].name):
            yield old, new


_RULES: Sequence[tuple[str, Callable[[_Sides, Sequence[int], Sequence[int]], _Pairs]]] = (
    ("person", _by_person),
    ("name", _by_name),
    ("name", _by_detail),
    ("words", _by_words),
    ("place", _by_place),
    ("rows", _by_rows),
)

RULES: Final = frozenset(rule for rule, _ in _RULES)
"""Their names."""


def _only_ones(
    sides: _Sides, olds: Sequence[int], news: Sequence[int], key: Callable[[Node], Hashable]
) -> Iterator[tuple[int, int]]:
    """Give the pairs of the same key, where one node of each year has it."""
    ours = _places_by_key({old: key(sides.olds[old]) for old in olds})
    theirs = _places_by_key({new: key(sides.news[new]) for new in news})
    for known, places in ours.items():
        others = theirs.get(known, [])
        if len(places) == len(others) == 1:
            yield places[0], others[0]


def _places_by_key(keys: Mapping[int, Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for place, key in keys.items():
        places.setdefault(key, []).append(place)
    return places


def _without_rivals(pairs: Sequence[tuple[int, int]]) -> _Pairs:
    """Give the pairs of which neither stands in another."""
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    yield from ((old, new) for old, new in pairs if olds[old] == news[new] == 1)


def _units_agree(old: Node, new: Node) -> bool:
    """Whether both count the same: 万元 and 元 do, 元 and 元/人 do not. One that has no unit may count anything."""
    return not old.unit or not new.unit or old.unit == new.unit


def _shared(olds: Sequence[Node], news: Sequence[Node]) -> dict[tuple[int, int], _Shared]:
    """Give what share of the indicators under them two nodes of one kind have in common, where it is any."""
    ours, theirs = _own_labels(olds), _own_labels(news)
    owners = {label: new for new, labels in enumerate(theirs) for label in labels}
    common = Counter((old, owners[label]) for old, labels in enumerate(ours) for label in labels if label in owners)
    return {
        (old, new): _Shared(count, 2 * count / (len(ours[old]) + len(theirs[new])))
        for (old, new), count in common.items()
    }


def _own_labels(nodes: Sequence[Node]) -> list[frozenset[tuple[str, str]]]:
    """Give the names of each one's indicators, with its kind, that stand under no other node of this kind; of indicators none."""
    labels = [frozenset(() if node.row else ((node.kind, label) for label in node.labels())) for node in nodes]
    times = Counter(label for each in labels for label in each)
    return [frozenset(label for label in each if times[label] == 1) for each in labels]


def _doubts(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> list[Doubt]:
    found = [_doubt(sides, old, new) for old, new in sorted(_candidates(sides, olds, news))]
    return [each for each in _nearest([each for each in found if each]) if not _is_denied(sides, each)]


def _is_denied(sides: _Sides, doubt: Doubt) -> bool:
    """Whether a person said that the two are not one."""
    return sides.decided.get((identity(sides.olds[doubt.old]), identity(sides.news[doubt.new]))) is False


def _nearest(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Give the doubts; of names that are alike those that are the likest of one of the two: a hundred roads are alike."""
    best: dict[tuple[str, int], float] = {}
    for each in doubts:
        for side in (("old", each.old), ("new", each.new)):
            best[side] = max(best.get(side, 0.0), each.score)
    for each in doubts:
        is_best = each.score in (best["old", each.old], best["new", each.new])
        if is_best or each.reason != "words":
            yield each


def _candidates(sides: _Sides, olds: Sequence[int], news: Sequence[int]) -> set[tuple[int, int]]:
    """Give the pairs worth a closer look: half of the characters, or indicators, in common, or the same meaning."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    names = {new: lasting(sides.news[new].name) for new in news}
    meant = _places_by_key({new: joined(sides.news[new].name) for new in news})
    pairs = {(old, new) for (old, new), shared in sides.shared.items() if shared.share >= HALF}
    for old in olds:
        name, scorer = lasting(sides.olds[old].name), Levenshtein.normalized_similarity
        near = process.extract(name, names, scorer=scorer, score_cutoff=ALIKE, limit=None)
        pairs |= {(old, new) for _, _, new in near}
        pairs |= {(old, new) for new in meant.get(joined(sides.olds[old].name), ())}
    return set(_among(pairs, olds, news))


def _among(pairs: Iterable[tuple[int, int]], olds: Sequence[int], news: Sequence[int]) -> _Pairs:
    """Give the pairs of which no rule has linked either."""
    left_olds, left_news = frozenset(olds), frozenset(news)
    yield from ((old, new) for old, new in pairs if old in left_olds and new in left_news)


def _doubt(sides: _Sides, old: int, new: int) -> Doubt | None:
    ours, theirs = sides.olds[old], sides.news[new]
    score = round(likeness(ours.name, theirs.name), 2)
    share = sides.shared.get((old, new), _Shared(0, 0.0))
    is_named_alike = joined(ours.name) == joined(theirs.name)
    if ours.kind != theirs.kind:
        return Doubt(old, new, "level", score) if ours.row and is_named_alike else None
    if is_named_alike:
        return Doubt(old, new, "same_name" if _units_agree(ours, theirs) else "unit", score)
    if share.share >= HALF and share.labels >= FEWEST:
        return Doubt(old, new, "rows", round(share.share, 2))
    return Doubt(old, new, "words", score) if score >= ALIKE and meaning(ours.name) else None
