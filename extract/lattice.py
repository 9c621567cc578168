"""Ruling lines -> lattices: which rules belong to one table, where they cross, which sides are ruled.

A lattice is the finest grid a table's rules span. The outer frame is always closed: where a page break or a style left
the outermost rules out, the ends of the rules that are there mark the border.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from jixiao.extract.rules import Rule, Rules

TOUCH = 3.0
"""Points. Rules that end this near to each other meet: corners are drawn up to a rule's thickness apart."""

SNAP = 3.0
"""Points. Parallel rules this near are one border (a double line, or two cells' own borders)."""

COVERED = 0.6
"""Share of a side that rules must cover for the side to be ruled; half-covered sides are another row's border."""


@dataclass(frozen=True, slots=True)
class Lattice:
    """``xs`` and ``ys`` are the borders; ``across[i][c]``: is border i ruled over column c; ``down[j][r]`` likewise."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[tuple[bool, ...], ...]
    down: tuple[tuple[bool, ...], ...]


def find_lattices(rules: Rules) -> tuple[Lattice, ...]:
    """Give one lattice for each group of rules that touch, from the top of the page down, then from the left."""
    lattices = [_lattice(*group) for group in _touching(rules)]
    found = [lattice for lattice in lattices if lattice is not None]
    return tuple(sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0])))


def _touching(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
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
    for rule in rules:
        border = min(range(len(borders)), key=lambda i: abs(borders[i] - rule.position))
        for slot in range(len(crossing) - 1):
            covered = min(rule.end, crossing[slot + 1]) - max(rule.start, crossing[slot])
            if covered > 0:
                table[border][slot] += covered / (crossing[slot + 1] - crossing[slot])
    return tuple(tuple(share >= COVERED for share in row) for row in table)
