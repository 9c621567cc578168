"""A page break inside or between tables, decided once, on all the evidence, and explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jixiao.normalize.records import Place
from jixiao.normalize.tables.weights import DOUBTFUL


class Outcome(StrEnum):
    """What happens to a table at a break."""

    GOES_ON = "goes on uncut"
    ROW_CUT = "row cut"
    NEW_TABLE = "new table"


class Evidence(NamedTuple):
    """One sign, and what it is worth for its hypothesis in log-odds; below 0 it speaks against it."""

    name: str
    weight: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One way to read the break, what bears on it, and its score: the log-odds against the best way to join."""

    outcome: Outcome
    evidence: tuple[Evidence, ...]
    score: float


class Link(NamedTuple):
    """Two cells that a break parted and that were joined again: where they stand."""

    above: Place
    below: Place


@dataclass(frozen=True, slots=True)
class Seam:
    """How a break was read. ``hypotheses``: the best first. ``header_rows``: rows on top that the printer repeats.

    ``above`` and ``below`` are the places of the last row before and the first behind the break; ``row`` is the table's
    row (0-based) that begins behind it, or that was joined; ``links`` the joined cells; ``other_reading`` says in words
    what the next best hypothesis would give.
    """

    above: Place
    below: Place
    hypotheses: tuple[Hypothesis, ...]
    header_rows: int
    row: int = 0
    links: tuple[Link, ...] = ()
    other_reading: str = ""

    @property
    def outcome(self) -> Outcome:
        """What was chosen."""
        return self.hypotheses[0].outcome

    @property
    def margin(self) -> float:
        """Log-odds between the choice and the next best."""
        return self.hypotheses[0].score - self.hypotheses[1].score

    @property
    def doubtful(self) -> bool:
        """Whether the choice is a doubt."""
        return self.margin < DOUBTFUL

    @property
    def reasons(self) -> tuple[str, ...]:
        """Names of what speaks for the choice, the strongest first."""
        chosen = sorted(self.hypotheses[0].evidence, key=lambda each: -each.weight)
        return tuple(each.name for each in chosen if each.weight > 0 and each.name != "prior")


def weighed(names: Iterable[str], weights: Mapping[str, float]) -> tuple[Evidence, ...]:
    """Give each sign with its weight; the prior always counts."""
    return tuple(Evidence(name, weights[name]) for name in ("prior", *sorted(names)) if weights[name])


def total(evidence: Iterable[Evidence]) -> float:
    """Add the weights up."""
    return sum(each.weight for each in evidence)


def against(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Give the same signs as they bear on the opposite."""
    return tuple(Evidence(name, -weight) for name, weight in evidence)
