"""Known rows against converted rows: right, missing, extra, and the cells in which a wrong row differs."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from jixiao.output.known import KnownRow


@dataclass(frozen=True, slots=True)
class Comparison:
    """``wrong`` pairs (known row, converted row); ``right`` counts the rows that agree in every column."""

    right: int
    wrong: tuple[tuple[KnownRow, KnownRow], ...]
    missing: tuple[KnownRow, ...]
    extra: tuple[KnownRow, ...]

    @property
    def exact(self) -> bool:
        """Whether nothing differs."""
        return not (self.wrong or self.missing or self.extra)


def compare_rows(known: Sequence[KnownRow], converted: Sequence[KnownRow]) -> Comparison:
    """Align the rows in order; rows between two agreeing ones are paired one by one as wrong rows."""
    right = 0
    wrong: list[tuple[KnownRow, KnownRow]] = []
    missing: list[KnownRow] = []
    extra: list[KnownRow] = []
    for tag, i0, i1, j0, j1 in SequenceMatcher(None, known, converted, autojunk=False).get_opcodes():
        if tag == "equal":
            right += i1 - i0
            continue
        for one, other in zip_longest(known[i0:i1], converted[j0:j1]):
            if one is None:
                extra.append(other)
            elif other is None:
                missing.append(one)
            else:
                wrong.append((one, other))
    return Comparison(right, tuple(wrong), tuple(missing), tuple(extra))
