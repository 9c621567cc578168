"""Ruling lines -> groups: which rules make one table, and which stand alone.

Rules that touch are of one table. What stands alone is a table's too where the way tables are drawn leaves no other
reading: the outer side of a column without rows on this page (``lone_sides``), the end of a row without columns in a
table without outer sides (``end_rows``).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.rules import Rule, Rules

TOUCH = 3.0
"""Points. Rules that end this near to each other meet: corners are drawn up to a rule's thickness apart."""

SNAP = 3.0
"""Points. Parallel rules this near are one border (a double line, or two cells' own borders)."""

TALLEST_ROW_BETWEEN = 3.0
"""Times the median row height: a row without inner rules (a task's name over two or three lines) is no higher, and the
title of another table with the space around it is."""


class Group(NamedTuple):
    """Horizontal and vertical rules of one table; at least one of each."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    @property
    def left(self) -> float:
        """Where the leftmost horizontal rule begins."""
        return min(rule.start for rule in self.horizontal)

    @property
    def right(self) -> float:
        """Where the rightmost horizontal rule ends."""
        return max(rule.end for rule in self.horizontal)

    @property
    def top(self) -> float:
        """The uppermost horizontal rule."""
        return min(rule.position for rule in self.horizontal)

    @property
    def bottom(self) -> float:
        """The lowest horizontal rule."""
        return max(rule.position for rule in self.horizontal)

    def is_as_wide_as(self, rule: Rule) -> bool:
        """Whether a horizontal rule begins and ends where the table's do."""
        return abs(rule.start - self.left) <= SNAP and abs(rule.end - self.right) <= SNAP

    @property
    def has_open_sides(self) -> bool:
        """Whether no upright rule stands at either end of the horizontal ones."""
        ends = self.left, self.right
        return all(abs(rule.position - end) > 2 * TOUCH for rule in self.vertical for end in ends)


class Grouped(NamedTuple):
    """A page's rules: those of tables, and those that touch none of the other direction."""

    tables: tuple[Group, ...]
    lone_horizontal: tuple[Rule, ...]
    lone_vertical: tuple[Rule, ...]


def group_rules(rules: Rules) -> Grouped:
    """Part the rules into groups that touch and rules that stand alone. Both directions are sorted by position."""
    horizontal, vertical = rules
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    leaders = _leaders(horizontal, vertical)
    for number, rule in enumerate((*horizontal, *vertical)):
        group = groups.setdefault(leaders[number], ([], []))
        group[number >= len(horizontal)].append(rule)
    tables = [Group(tuple(across), tuple(down)) for across, down in groups.values() if across and down]
    alone = [group for group in groups.values() if not all(group)]
    return Grouped(tuple(tables), *(tuple(rule for group in alone for rule in group[side]) for side in (0, 1)))


def _leaders(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[int]:
    """Give for each rule, the horizontal ones first, the number of one that stands for all that touch it (union-find).

    Only the upright rules that a horizontal one can reach are looked at: numpy would look at all pairs sooner than this
    looks at those, and takes longer to load than a document to read.
    """
    leader = list(range(len(horizontal) + len(vertical)))
    positions = [rule.position for rule in vertical]
    for number, (position, start, end) in enumerate(horizontal):
        own = number
        for other in range(bisect_left(positions, start - TOUCH), bisect_right(positions, end + TOUCH)):
            _, top, bottom = vertical[other]
            if top - TOUCH <= position <= bottom + TOUCH:
                met = _leader(leader, len(horizontal) + other)
                if met < own:
                    leader[own] = own = met
                else:
                    leader[met] = own
    return [_leader(leader, number) for number in range(len(leader))]


def _leader(leader: list[int], number: int) -> int:
    while leader[number] != number:
        leader[number] = number = leader[leader[number]]
    return number


def over_open_sides(tables: Sequence[Group], lone: Sequence[Rule]) -> tuple[Group, ...]:
    """Join groups that are one table without outer side rules: a row without inner rules parts them in two.

    Their rules then run over the same width, no upright rule stands at either end, the gap is a row's height, and no
    ``lone`` horizontal rule of that width stands in it.
    """
    joined: list[Group] = []
    for table in sorted(tables, key=lambda table: table.top):
        before = joined[-1] if joined else None
        if before is not None and _is_row_between(before, table) and not _parts(lone, before, table):
            joined[-1] = Group(before.horizontal + table.horizontal, before.vertical + table.vertical)
        else:
            joined.append(table)
    return tuple(joined)


def _is_row_between(above: Group, below: Group) -> bool:
    same_width = abs(above.left - below.left) <= SNAP and abs(above.right - below.right) <= SNAP
    both = Group(above.horizontal + below.horizontal, above.vertical + below.vertical)
    height = median_row_height(above, below)
    is_a_rows_height = height > 0 and below.top - above.bottom <= TALLEST_ROW_BETWEEN * height
    return same_width and both.has_open_sides and is_a_rows_height


def _parts(lone: Sequence[Rule], above: Group, below: Group) -> bool:
    return any(above.bottom < rule.position < below.top and above.is_as_wide_as(rule) for rule in lone)


def median_row_height(*tables: Group) -> float:
    """Give the median distance of neighbouring horizontal borders, in points; 0 where no table has two."""
    borders = [snapped([rule.position for rule in table.horizontal]) for table in tables]
    heights = sorted(low - high for ys in borders for high, low in pairwise(ys))
    return heights[len(heights) // 2] if heights else 0.0


def snapped(positions: Sequence[float]) -> list[float]:
    """Give the borders that rules at these positions make: those within ``SNAP`` are one."""
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][0] <= SNAP:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [sum(group) / len(group) for group in groups]
