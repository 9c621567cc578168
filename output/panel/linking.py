"""Nodes of two years that stand in the same place -> which of the one is which of the other, and what is in doubt.

A link is made by one rule after the other, each between what the earlier ones left:

0. ``person``: a person said so (``decisions.py``);
1. ``name``: the same name, that one node of each year has. Of several of one name, by what is explained of them and by
  their unit;
2. ``words``: names that differ in nothing but words that say nothing of their own (``names.py``), and units that do not
  differ;
3. ``place``: an office's name with and without the places it belongs to;
4. ``rows``: of bureaus, departments, forms and tasks: the one name only adds to the other (``adds_only``), and at least
  half of the
indicators under them, three or more, are called the same; no third node shares a quarter of them. Indicators that stand
under several nodes of a year count for none: 资金支付及时率 says nothing of a project.

No rule takes a node twice, and each asks for one partner only, in both years. So links are one to one by how they are
made, and no order of the nodes changes them. What could be a link, and is none, is a doubt.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from itertools import product
from types import MappingProxyType
from typing import NamedTuple

from jixiao.output.panel.decisions import Pair, identity
from jixiao.output.panel.doubting import Doubt, find_doubts
from jixiao.output.panel.names import adds_only, is_same_office, joined, likeness
from jixiao.output.panel.node import Level, Node
from jixiao.output.panel.sides import (
    FEWEST,
    HALF,
    QUARTER,
    Pairs,
    Sides,
    among,
    places_by_key,
    shared_indicators,
    units_agree,
)


class Link(NamedTuple):
    """Two nodes that are one, by their indices; the rule that says so, and how alike they are, 0 to 1."""

    old: int
    new: int
    rule: str
    score: float


class Linked(NamedTuple):
    """What came of two years."""

    links: tuple[Link, ...]
    doubts: tuple[Doubt, ...]


def link(olds: Sequence[Node], news: Sequence[Node], decided: Mapping[Pair, bool] = MappingProxyType({})) -> Linked:
    """Link the nodes of two years that stand in the same place. All are of one level.

    ``decided`` says of pairs of nodes, by their identities, whether they are one: one that is none is no doubt either.
    """
    sides = Sides(olds, news, shared_indicators(olds, news), decided)
    links: list[Link] = []
    for rule, pairs in _RULES:
        left_olds, left_news = _left(sides, links)
        links += [
            Link(old, new, rule, _score(sides, rule, old, new)) for old, new in pairs(sides, left_olds, left_news)
        ]
    doubts = find_doubts(sides, *_left(sides, links))
    return Linked(tuple(sorted(links)), tuple(sorted(doubts)))


def _left(sides: Sides, links: Sequence[Link]) -> tuple[list[int], list[int]]:
    taken_olds, taken_news = {each.old for each in links}, {each.new for each in links}
    return (
        [old for old in range(len(sides.olds)) if old not in taken_olds],
        [new for new in range(len(sides.news)) if new not in taken_news],
    )


def _score(sides: Sides, rule: str, old: int, new: int) -> float:
    if rule in ("name", "person"):
        return 1.0
    if rule == "rows":
        return round(sides.shared[old, new].share, 2)
    return round(likeness(sides.olds[old].name, sides.news[new].name), 2)


def _by_person(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """Give the pairs that a person says are one, where no other of them is said to be one of the two."""
    yield from _without_rivals(list(_said_to_be_one(sides, olds, news)))


def _said_to_be_one(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    """Give them, of one type each.

    A fund's target and its self-evaluation have one name: an answer is about both, and not about one and the other.
    """
    ours = places_by_key({old: identity(sides.olds[old]) for old in olds})
    theirs = places_by_key({new: identity(sides.news[new]) for new in news})
    for (old_name, new_name), is_same in sides.decided.items():
        for old, new in product(ours.get(old_name, ()), theirs.get(new_name, ())):
            may_be_one = sides.olds[old].row or sides.olds[old].kind == sides.news[new].kind
            if is_same and may_be_one:
                yield old, new


def _by_name(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    yield from _only_ones(sides, olds, news, lambda node: node.key)


def _by_detail(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    yield from _only_ones(sides, olds, news, lambda node: (node.key, node.detail))


def _by_words(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    for old, new in _only_ones(sides, olds, news, lambda node: (node.kind, joined(node.name) or node.key)):
        if units_agree(sides.olds[old], sides.news[new]):
            yield old, new


def _by_place(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    pairs = [
        (old, new)
        for old in olds
        for new in news
        if sides.olds[old].level in _OFFICES and is_same_office(sides.olds[old].name, sides.news[new].name)
    ]
    yield from _without_rivals(pairs)


_OFFICES = (Level.BUREAU, Level.DEPARTMENT)


def _by_rows(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> Pairs:
    near = [pair for pair in among(sides.shared, olds, news) if sides.shared[pair].share >= QUARTER]
    for old, new in _without_rivals(near):
        is_enough = sides.shared[old, new].share >= HALF and sides.shared[old, new].labels >= FEWEST
        if is_enough and adds_only(sides.olds[old].name, sides.news[new].name):
            yield old, new


_RULES: Sequence[tuple[str, Callable[[Sides, Sequence[int], Sequence[int]], Pairs]]] = (
    ("person", _by_person),
    ("name", _by_name),
    ("name", _by_detail),
    ("words", _by_words),
    ("place", _by_place),
    ("rows", _by_rows),
)

RULES = frozenset(rule for rule, _ in _RULES)
"""Their names."""


def _only_ones(
    sides: Sides, olds: Sequence[int], news: Sequence[int], key: Callable[[Node], Hashable]
) -> Iterator[tuple[int, int]]:
    """Give the pairs of the same key, where one node of each year has it."""
    ours = places_by_key({old: key(sides.olds[old]) for old in olds})
    theirs = places_by_key({new: key(sides.news[new]) for new in news})
    for known, places in ours.items():
        others = theirs.get(known, [])
        if len(places) == len(others) == 1:
            yield places[0], others[0]


def _without_rivals(pairs: Sequence[tuple[int, int]]) -> Pairs:
    """Give the pairs of which neither stands in another."""
    olds, news = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    yield from ((old, new) for old, new in pairs if olds[old] == news[new] == 1)
