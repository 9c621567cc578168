"""Ruling lines -> lattices: which rules belong to one table, where they cross, which sides are ruled.

A lattice is the finest grid a table's rules span. The outer frame is always closed: where a page break or a style left
the outermost rules out, the ends of the rules that are there mark the border.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from jixiao.extract.rules import Rule, Rules

TOUCH = 3.0
"""Points. Rules that end this near to each other meet: corners are drawn up to a rule's thickness apart."""

SNAP = 3.0
"""Points. Parallel rules this near are one border (a double line, or two cells' own borders)."""

TALLEST_ROW_BETWEEN = 3.0
"""Times the median row height: a row without inner rules (a task's name over two or three lines) is no higher, and the
title of another table with the space around it is."""

COVERED = 0.6
"""Share of a side that rules must cover for the side to be ruled; half-covered sides are another row's border."""


Group = tuple[list[Rule], list[Rule]]
"""Horizontal and vertical rules of one table."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """``xs`` and ``ys`` are the borders; ``across[i][c]``: is border i ruled over column c; ``down[j][r]`` likewise."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[bool, ...], ...]
    down: tuple[tuple[bool, ...], ...]


def find_lattices(rules: Rules) -> tuple[Lattice, ...]:
    """Give one lattice for each group of rules that touch, from the top of the page down, then from the left."""
    lattices = [_lattice(*group) for group in _over_open_sides(_touching(rules))]
    found = [lattice for lattice in lattices if lattice is not None]
    return tuple(sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0])))


def _touching(rules: Rules) -> list[Group]:
    horizontal, vertical = rules
    if not horizontal or not vertical:
        return []
    across, down = np.array(horizontal), np.array(vertical)
    meets = (
        (across[:, None, 1] - TOUCH <= down[None, :, 0])
        & (down[None, :, 0] <= across[:, None, 2] + TOUCH)
        & (down[None, :, 1] - TOUCH <= across[:, None, 0])
        & (across[:, None, 0] <= down[None, :, 2] + TOUCH)
    )
    return [
        ([horizontal[i] for i in rows], [vertical[j] for j in columns]) for rows, columns in _components(meets)
    ]


def _over_open_sides(groups: list[Group]) -> list[Group]:
    """Join groups that are one table without outer side rules: a row without inner rules parts them in two.

    Their rules then run over the same width, no upright rule stands at either end, and the gap is a row's height.
    """
    joined: list[Group] = []
    for group in sorted(groups, key=lambda group: min(group[0], default=(0.0,))[0]):
        before = joined[-1] if joined else None
        if before is not None and _is_row_between(before, group):
            joined[-1] = ([*before[0], *group[0]], [*before[1], *group[1]])
        else:
            joined.append(group)
    return joined


def _is_row_between(above: Group, below: Group) -> bool:
    if not (above[1] and below[1]):
        return False
    ends = [(min(rule.start for rule in rows), max(rule.end for rule in rows)) for rows, _ in (above, below)]
    sides = [position for _, columns in (above, below) for position, *_ in columns]
    same_width = all(abs(one - other) <= SNAP for one, other in zip(*ends, strict=True))
    open_sides = all(min(abs(side - end) for end in ends[0]) > 2 * TOUCH for side in sides)
    heights = sorted(b.position - a.position for rows, _ in (above, below) for a, b in pairwise(sorted(rows)))
    gap = min(below[0]).position - max(above[0]).position
    return same_width and open_sides and bool(heights) and gap <= TALLEST_ROW_BETWEEN * heights[len(heights) // 2]


def _components(meets: npt.NDArray[np.bool_]) -> list[tuple[list[int], list[int]]]:
    """Split a bipartite graph, given as a matrix, into its connected parts."""
    free = np.ones(meets.shape[0], dtype=bool)
    parts = []
    for first in range(meets.shape[0]):
        if not free[first]:
            continue
        rows = np.zeros_like(free)
        rows[first] = True
        while True:
            columns = meets[rows].any(axis=0)
            grown = meets[:, columns].any(axis=1) | rows
            if (grown == rows).all():
                break
            rows = grown
        free &= ~rows
        parts.append((np.flatnonzero(rows).tolist(), np.flatnonzero(columns).tolist()))
    return parts


def _lattice(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> Lattice | None:
    if not vertical:
        return None
    xs = _borders([rule.position for rule in vertical], [end for rule in horizontal for end in rule[1:]])
    ys = _borders([rule.position for rule in horizontal], [end for rule in vertical for end in rule[1:]])
    if len(xs) < 2 or len(ys) < 2:
        return None
    return Lattice(xs, ys, _ruled(horizontal, ys, xs), _ruled(vertical, xs, ys))


def _borders(positions: list[float], ends: list[float]) -> tuple[float, ...]:
    """Snap the rules' positions to borders; the outermost ends of the crossing rules close an open side.

    A stub shorter than a line of type beyond the last rule is the overhang of a side rule, not a row.
    """
    borders = _snapped(positions)
    if min(ends) < borders[0] - 2 * TOUCH:
        borders.insert(0, min(ends))
    if max(ends) > borders[-1] + 2 * TOUCH:
        borders.append(max(ends))
    return tuple(borders)


def _snapped(positions: list[float]) -> list[float]:
    groups: list[list[float]] = []
    for position in sorted(positions):
        if groups and position - groups[-1][0] <= SNAP:
            groups[-1].append(position)
        else:
            groups.append([position])
    return [sum(group) / len(group) for group in groups]


def _ruled(
    rules: Sequence[Rule], borders: tuple[float, ...], crossing: tuple[float, ...]
) -> tuple[tuple[bool, ...], ...]:
    table = [[0.0] * (len(crossing) - 1) for _ in borders]
    halves = [(one + other) / 2 for one, other in pairwise(borders)]
    for position, start, end in rules:
        shares = table[bisect_left(halves, position)]
        for slot in range(max(0, bisect_right(crossing, start) - 1), min(len(shares), bisect_left(crossing, end))):
            left, right = crossing[slot], crossing[slot + 1]
            shares[slot] += max(0.0, min(end, right) - max(start, left)) / (right - left)
    return tuple(tuple(share >= COVERED for share in row) for row in table)
