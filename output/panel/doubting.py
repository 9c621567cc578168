"""Nodes of two years that no rule linked -> those that may be one, to be listed."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.normalize.lasting_keys import lasting
from jixiao.output.panel.decisions import identity
from jixiao.output.panel.names import joined, likeness, meaning
from jixiao.output.panel.sides import FEWEST, HALF, Shared, Sides, among, places_by_key, units_agree

ALIKE = 0.5
"""Likeness from which a pair is listed as a doubt. Lower, and names that share a common ending only (…率) fill the
list."""


class Doubt(NamedTuple):
    """Two nodes that may be one, by their indices: why that is not certain, and how alike they are, 0 to 1.

    Reasons: ``same_name`` (several have it), ``unit`` (the units differ), ``level`` (it stands under another level),
    ``rows`` (their indicators are alike, their names are not), ``words`` (the names are alike).
    """

    old: int
    new: int
    reason: str
    score: float


def find_doubts(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> list[Doubt]:
    """Give the doubts about nodes that no rule linked, less those that a person denied."""
    found = [_doubt(sides, old, new) for old, new in sorted(_candidates(sides, olds, news))]
    return [each for each in _nearest([each for each in found if each]) if not _is_denied(sides, each)]


def _is_denied(sides: Sides, doubt: Doubt) -> bool:
    """Whether a person said that the two are not one."""
    return sides.decided.get((identity(sides.olds[doubt.old]), identity(sides.news[doubt.new]))) is False


def _nearest(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Give the doubts; of names that are alike the likest of one of the two: a hundred roads are alike."""
    best: dict[tuple[str, int], float] = {}
    for each in doubts:
        for side in (("old", each.old), ("new", each.new)):
            best[side] = max(best.get(side, 0.0), each.score)
    for each in doubts:
        is_best = each.score in (best["old", each.old], best["new", each.new])
        if is_best or each.reason != "words":
            yield each


def _candidates(sides: Sides, olds: Sequence[int], news: Sequence[int]) -> set[tuple[int, int]]:
    """Give the pairs worth a closer look: half of the characters, or indicators, in common, or the same meaning."""
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    names = {new: lasting(sides.news[new].name) for new in news}
    meant = places_by_key({new: joined(sides.news[new].name) for new in news})
    pairs = {(old, new) for (old, new), shared in sides.shared.items() if shared.share >= HALF}
    for old in olds:
        name, scorer = lasting(sides.olds[old].name), Levenshtein.normalized_similarity
        near = process.extract(name, names, scorer=scorer, score_cutoff=ALIKE, limit=None)
        pairs |= {(old, new) for _, _, new in near}
        pairs |= {(old, new) for new in meant.get(joined(sides.olds[old].name), ())}
    return set(among(pairs, olds, news))


def _doubt(sides: Sides, old: int, new: int) -> Doubt | None:
    ours, theirs = sides.olds[old], sides.news[new]
    score = round(likeness(ours.name, theirs.name), 2)
    share = sides.shared.get((old, new), Shared(0, 0.0))
    is_named_alike = joined(ours.name) == joined(theirs.name)
    if ours.kind != theirs.kind:
        return Doubt(old, new, "level", score) if ours.row and is_named_alike else None
    if is_named_alike:
        return Doubt(old, new, "same_name" if units_agree(ours, theirs) else "unit", score)
    if share.share >= HALF and share.labels >= FEWEST:
        return Doubt(old, new, "rows", round(share.share, 2))
    return Doubt(old, new, "words", score) if score >= ALIKE and meaning(ours.name) else None
