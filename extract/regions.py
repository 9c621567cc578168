"""Lattice -> the rectangles of its places that rules close: the cells, before any text is in them."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.extract.lattice import Lattice

_FREE = -1
"""In place of a region's number: none is there yet."""


class Region(NamedTuple):
    """A rectangle of lattice places: rows ``row`` .. ``row + row_span - 1``, columns likewise."""

    row: int
    column: int
    row_span: int
    column_span: int


class Tiling(NamedTuple):
    """The rectangles of a lattice from the top left, and for each place, by row and column, the number of its own."""

    regions: tuple[Region, ...]
    owner: list[list[int]]


def find_regions(lattice: Lattice) -> tuple[Region, ...]:
    """Give the rectangles of the lattice that rules close, from the top left; together they tile it."""
    return tiled(lattice).regions


def tiled(lattice: Lattice) -> Tiling:
    """Give the rectangles that ``find_regions`` gives, and in which of them each place lies.

    Each rectangle grows to the right while no rule stands, then down while no rule stands under its whole width. Where
    rules stop inside a cell (an L shape), the growing stops too, so the result tiles the lattice for any rules.
    """
    regions: list[Region] = []
    owner = [[_FREE] * (len(lattice.xs) - 1) for _ in lattice.ys[1:]]
    for row, (owners, under) in enumerate(zip(owner, lattice.across[1:], strict=True)):
        for column, taken in enumerate(owners):
            if taken != _FREE:
                continue
            if under[column] and lattice.down[column + 1][row]:  # most places are a cell each
                owners[column] = len(regions)
                regions.append(Region(row, column, 1, 1))
            else:
                region = _grown(lattice, row, column, owners)
                for line in owner[row : row + region.row_span]:
                    line[column : column + region.column_span] = [len(regions)] * region.column_span
                regions.append(region)
    return Tiling(tuple(regions), owner)


def _grown(lattice: Lattice, row: int, column: int, owners: Sequence[int]) -> Region:
    """Give the rectangle that begins at a place; ``owners`` are those of the places in its first row."""
    right = column + 1
    while right < len(lattice.xs) - 1 and not lattice.down[right][row] and owners[right] == _FREE:
        right += 1
    low = row + 1
    while low < len(lattice.ys) - 1 and _goes_down(lattice, low, column, right):
        low += 1
    return Region(row, column, low - row, right - column)


def _goes_down(lattice: Lattice, row: int, left: int, right: int) -> bool:
    """Whether the cell above goes on into ``row``: no rule over it, none inside it, and its sides closed as above."""
    down = lattice.down
    return (
        True not in lattice.across[row][left:right]
        and True not in [down[border][row] for border in range(left + 1, right)]
        and (left == 0 or down[left][row] == down[left][row - 1])
        and (right == len(lattice.xs) - 1 or down[right][row] == down[right][row - 1])
    )
