"""Known rows against converted rows: right, missing, extra, and the cells in which a wrong row differs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from jixiao.output.known import KnownRow


class Pair(NamedTuple):
    """A known row and a converted row that answer each other, by their indices; None where there is none."""

    known: int | None
    converted: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two tables row by row. ``pairs`` has every row of both once, in order."""

    known: tuple[KnownRow, ...]
    converted: tuple[KnownRow, ...]
    pairs: tuple[Pair, ...]

    @property
    def differing(self) -> tuple[Pair, ...]:
        """The pairs that do not agree in every column."""
        return tuple(pair for pair in self.pairs if self._of(pair)[0] != self._of(pair)[1])

    @property
    def right(self) -> int:
        """How many rows agree in every column."""
        return len(self.pairs) - len(self.differing)

    @property
    def wrong(self) -> tuple[tuple[KnownRow, KnownRow], ...]:
        """The rows that differ, each as it is known and as it was converted."""
        both = map(self._of, self.differing)
        return tuple((one, other) for one, other in both if one is not None and other is not None)

    @property
    def missing(self) -> tuple[KnownRow, ...]:
        """The known rows that were not converted."""
        return tuple(self.known[at] for at, other in self.pairs if at is not None and other is None)

    @property
    def extra(self) -> tuple[KnownRow, ...]:
        """The converted rows that nobody knows."""
        return tuple(self.converted[at] for other, at in self.pairs if at is not None and other is None)

    @property
    def exact(self) -> bool:
        """Whether nothing differs."""
        return not self.differing

    def _of(self, pair: Pair) -> tuple[KnownRow | None, KnownRow | None]:
        known = None if pair.known is None else self.known[pair.known]
        return known, None if pair.converted is None else self.converted[pair.converted]


def compare_rows(known: Sequence[KnownRow], converted: Sequence[KnownRow]) -> Comparison:
    """Align the rows in order; rows between two agreeing ones are paired one by one as wrong rows."""
    return Comparison(tuple(known), tuple(converted), tuple(_pairs(known, converted)))


def _pairs(known: Sequence[KnownRow], converted: Sequence[KnownRow]) -> Iterator[Pair]:
    for _, i0, i1, j0, j1 in SequenceMatcher(None, known, converted, autojunk=False).get_opcodes():
        yield from (Pair(one, other) for one, other in zip_longest(range(i0, i1), range(j0, j1)))
