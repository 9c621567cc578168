"""What a column of a table has shown so far: the measure of what its cells at a break may be."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jixiao.normalize.tables.line_room import has_room
from jixiao.normalize.tables.printed import PrintedCell, Span
from jixiao.normalize.text import label
from jixiao.normalize.values.halves import begins_with_comparator, is_amount, is_whole

RARELY = 40
"""Filled cells of a column to each blank one, from which it counts as always filled: a blank in such a column is as
rare as the weight of that sign says (3.7 in log-odds), and the one may be what an earlier break left of a row."""


@dataclass(frozen=True, slots=True)
class Habit:
    """Counts of a column's cells away from the break.

    ``full``: cells whose last line has no room for another character. ``code_length``: digits of every text, 0 where
    they differ.
    """

    filled: int = 0
    full: int = 0
    blank: int = 0
    spanning: int = 0
    numbers: int = 0
    comparators: int = 0
    wholes: int = 0
    code_length: int = 0
    labels: frozenset[str] = frozenset()

    @property
    def always_filled(self) -> bool:
        """Whether (nearly) no cell of the column is blank, and none spans rows."""
        return self.filled > 0 and self.filled >= RARELY * self.blank and not self.spanning

    @property
    def never_blank(self) -> bool:
        """Whether no cell of the column has been seen without text."""
        return not self.blank

    @property
    def often_full(self) -> bool:
        """Whether last lines are full as a rule: in columns as wide as codes and amounts a full one says nothing."""
        return 3 * self.full > self.filled

    @property
    def always_numbers(self) -> bool:
        """Whether every text is a number, three or more of them."""
        return self.filled > 2 and self.numbers == self.filled

    @property
    def always_compared(self) -> bool:
        """Whether nearly every text begins with a comparator: three in four, of three or more."""
        return self.filled > 2 and 4 * self.comparators >= 3 * self.filled

    @property
    def always_whole(self) -> bool:
        """Whether nearly every text is a value with its unit: three in four, of three or more."""
        return self.filled > 2 and 4 * self.wholes >= 3 * self.filled


def habits_of(cells: Iterable[PrintedCell], columns: Iterable[Span], padding: float) -> dict[Span, Habit]:
    """Give the habit of each of the columns; ``padding`` is the cell padding in points."""
    spans = list(columns)
    wanted: dict[tuple[int, int], list[PrintedCell]] = {span: [] for span in spans}
    for cell in cells:
        found = wanted.get((cell.column, cell.column + cell.column_span))
        if found is not None:
            found.append(cell)
    return {span: _habit(wanted[span], padding) for span in spans}


def _is_full(cell: PrintedCell, padding: float) -> bool:
    return not has_room(cell.lines[-1], "一", padding)


def _habit(cells: Sequence[PrintedCell], padding: float) -> Habit:
    single = [cell for cell in cells if cell.row_span == 1]
    filled = [cell for cell in single if cell.lines]
    texts = [cell.bare for cell in filled]
    spanning = [cell.bare for cell in cells if cell.row_span != 1 and cell.lines]
    return Habit(
        filled=len(texts),
        full=sum(_is_full(cell, padding) for cell in filled),
        blank=len(single) - len(filled),
        spanning=len(cells) - len(single),
        numbers=sum(map(is_amount, texts)),
        comparators=sum(map(begins_with_comparator, texts)),
        wholes=sum(map(is_whole, texts)),
        code_length=_code_length(texts),
        labels=frozenset(map(label, (*texts, *spanning))),
    )


def _code_length(texts: Sequence[str]) -> int:
    lengths = {len(text) if text.isdigit() else 0 for text in texts}
    return lengths.pop() if len(lengths) == 1 else 0


_MONEY = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d{2})")
"""Money as budgets print it, with grouped digits or two places; weights and scores are plain numbers."""


def hold_amounts(cells: Iterable[PrintedCell]) -> bool:
    """Whether most rows hold two or more amounts: a budget table, whose header may say 单位名称 or 项目名称 as a form does."""
    rows: dict[int, list[PrintedCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    amounts = [sum(_MONEY.fullmatch(cell.bare) is not None for cell in row) for row in rows.values() if len(row) > 1]
    return 2 * sum(count > 1 for count in amounts) > len(amounts) > 0
