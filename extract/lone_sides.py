"""Upright rules that touch no other rule, and are a table's outer sides.

A spreadsheet draws each cell's own borders. On a page that a merged label covers from top to bottom, the label's cell
has neither an upper nor a lower border: its outer side is an upright rule beside the table, as long as the table is
high, that no horizontal rule reaches. With several such labels side by side, each has a rule.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from jixiao.extract.groups import TOUCH, Group
from jixiao.extract.rules import Rule

NARROWEST_COLUMN = 2 * TOUCH
"""Points. A column holds at least one character, and type is never below 5 points; nearer rules are a double line."""


def with_lone_sides(tables: Sequence[Group], lone: Sequence[Rule]) -> tuple[Group, ...]:
    """Give each table the lone upright rules that are its outer sides. One that could be two tables' is nobody's."""
    if not lone:
        return tuple(tables)
    claims = [_sides(table, lone, [other for other in tables if other is not table]) for table in tables]
    claimed = Counter(chain.from_iterable(claims))
    return tuple(
        Group(table.horizontal, (*table.vertical, *(rule for rule in claim if claimed[rule] == 1)))
        for table, claim in zip(tables, claims, strict=True)
    )


def _sides(table: Group, lone: Sequence[Rule], others: Sequence[Group]) -> list[Rule]:
    """Give the lone rules that run from the table's top to its bottom, beside it and with no other table between."""
    top, bottom = min(rule.start for rule in table.vertical), max(rule.end for rule in table.vertical)
    level = [rule for rule in lone if _runs(rule, top, bottom)]
    own = [rule.position for rule in table.vertical if _runs(rule, top, bottom)]
    if not level or not own:
        return []
    first, last = min(own), max(own)
    sides: list[Rule] = []
    if abs(first - table.left) <= TOUCH:
        sides += [rule for rule in level if rule.position < first - NARROWEST_COLUMN]
    if abs(last - table.right) <= TOUCH:
        sides += [rule for rule in level if rule.position > last + NARROWEST_COLUMN]
    beside = [other for other in others if other.top < bottom and top < other.bottom]
    return [side for side in sides if not any(_ends_between(other, side.position, first, last) for other in beside)]


def _runs(rule: Rule, start: float, end: float) -> bool:
    return abs(rule.start - start) <= TOUCH and abs(rule.end - end) <= TOUCH


def _ends_between(other: Group, side: float, first: float, last: float) -> bool:
    """Whether a side of the other table stands between ``side`` and the table; a frame around both has none there."""
    low, high = min(side, last), max(side, first)
    return low < other.left < high or low < other.right < high
