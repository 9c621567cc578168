"""Rows at the upper or lower end of a table without outer sides, that no upright rule reaches.

Such a table has upright rules between its columns only. A row over its whole width (a task's name, a remark) has none:
where it stands first or last, its outer rule touches no other. But nor does the rule under a running head, over a foot
or over a title. A rule does not say which it is; the text at it does.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.groups import SNAP, TALLEST_ROW_BETWEEN, Group, median_row_height, snapped
from jixiao.extract.lines import lines_across
from jixiao.extract.rules import Rule

TEXTS_APART = 3.0
"""Type sizes. Two texts this far apart on a line are a caption and a unit, not one spaced-out text in a cell."""

ROOM = 0.5
"""Type sizes by which a row may be roomier than most: rows of one table differ by their fonts' heights only, and a
title, or what follows a running head, is kept off by a line or more (on Word's page the body begins 16 below)."""

LARGEST_TYPE = 1.2
"""Times the largest type in the table. One step of the Chinese sizes is emphasis (10.5 to 12 points, 1.14 times); a
title is at least two steps larger (14 points, 1.33 times)."""


class _Strip(NamedTuple):
    """The place between two horizontal rules with the printed characters that stand there."""

    upper: float
    lower: float
    chars: tuple[Char, ...]

    @property
    def above(self) -> float:
        """Points from the upper rule to the text; text that a merged cell sets over the rule is no nearer than 0."""
        return max(0.0, min(char.top for char in self.chars) - self.upper)

    @property
    def below(self) -> float:
        """Points from the text to the lower rule, likewise."""
        return max(0.0, self.lower - max(char.bottom for char in self.chars))


def with_end_rows(
    tables: Sequence[Group], lone: Sequence[Rule], chars: Sequence[Char]
) -> tuple[tuple[Group, ...], tuple[Rule, ...]]:
    """Give the tables with the rows that ``lone`` horizontal rules add to their ends, and the rules that are left."""
    if not lone or not chars:
        return tuple(tables), tuple(lone)
    grown = tuple(_with_rows(table, lone, tables, chars) for table in tables)
    taken = {rule for table in grown for rule in table.horizontal}
    return grown, tuple(rule for rule in lone if rule not in taken)


def _with_rows(table: Group, lone: Sequence[Rule], tables: Sequence[Group], chars: Sequence[Char]) -> Group:
    ends = [rule for rule in lone if table.is_as_wide_as(rule)]
    if not ends or not table.has_open_sides:
        return table
    stops = [*ends, *(rule for other in tables if other is not table for rule in other.horizontal)]
    tallest = TALLEST_ROW_BETWEEN * median_row_height(table)
    for rule in sorted(ends, key=lambda rule: max(table.top - rule.position, rule.position - table.bottom)):
        upper, lower = sorted((rule.position, table.top if rule.position < table.top else table.bottom))
        near = SNAP < lower - upper <= tallest and not any(_stands_in(stop, upper, lower, table) for stop in stops)
        if near and _is_row(rule, (upper, lower), table, chars):
            table = Group((*table.horizontal, rule), table.vertical)
    return table


def _stands_in(rule: Rule, upper: float, lower: float, table: Group) -> bool:
    return upper < rule.position < lower and rule.start < table.right and table.left < rule.end


def _is_row(rule: Rule, between: tuple[float, float], table: Group, chars: Sequence[Char]) -> bool:
    """Whether what ``rule`` closes is a row like the table's own."""
    own = [char for char in chars if _is_printed_in(char, table.left, table.right)]
    inside = tuple(char for char in own if between[0] < _middle(char) < between[1])
    rows = _rows(table, own)
    if not inside or not rows:
        return False
    strip = _Strip(*between, inside)
    text_is_a_cells = _is_one_text(strip) and _starts_left(strip, table) and _is_set_like(strip, rows)
    return text_is_a_cells and not _is_margins(rule, strip, own)


def _is_printed_in(char: Char, left: float, right: float) -> bool:
    return not char.apart and left <= (char.x0 + char.x1) / 2 <= right and not char.text.isspace()


def _middle(char: Char) -> float:
    return (char.top + char.bottom) / 2


def _rows(table: Group, chars: Sequence[Char]) -> list[_Strip]:
    """Give the table's rows that have text, by its horizontal rules alone."""
    ys = snapped([rule.position for rule in table.horizontal])
    held: list[list[Char]] = [[] for _ in range(len(ys) + 1)]
    for char in chars:
        held[bisect_right(ys, _middle(char))].append(char)
    return [_Strip(*ends, tuple(row)) for ends, row in zip(pairwise(ys), held[1:-1], strict=True) if row]


def _is_one_text(strip: _Strip) -> bool:
    return len(lines_across(strip.chars, TEXTS_APART)) == len(lines_across(strip.chars))


def _starts_left(strip: _Strip, table: Group) -> bool:
    """Whether the text stands left or in the middle: what stands at the right end over a table is its unit."""
    left, right = min(char.x0 for char in strip.chars), max(char.x1 for char in strip.chars)
    return left - table.left <= table.right - right + strip.chars[0].size


def _is_set_like(strip: _Strip, rows: Sequence[_Strip]) -> bool:
    """Whether the text is no larger than the rows', and as near to its rules as theirs to their own."""
    size = max(char.size for char in strip.chars)
    largest = max(char.size for row in rows for char in row.chars)
    above, below = _median([row.above for row in rows]), _median([row.below for row in rows])
    is_near = strip.above <= above + ROOM * size and strip.below <= below + ROOM * size
    return is_near and size <= LARGEST_TYPE * largest


def _median(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 2]


def _is_margins(rule: Rule, strip: _Strip, chars: Sequence[Char]) -> bool:
    """Whether the rule is a running head's or foot's: one line stands beyond it, nearer than the strip's text."""
    if rule.position == strip.upper:
        beyond = [char for char in chars if _middle(char) < rule.position]
        return len(lines_across(beyond)) == 1 and rule.position - max(char.bottom for char in beyond) < strip.above
    beyond = [char for char in chars if _middle(char) > rule.position]
    return len(lines_across(beyond)) == 1 and min(char.top for char in beyond) - rule.position < strip.below
