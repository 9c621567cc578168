"""Lattice -> the rectangles of its places that rules close: the cells, before any text is in them."""

from itertools import product
from typing import NamedTuple

from jixiao.extract.lattice import Lattice


class Region(NamedTuple):
    """A rectangle of lattice places: rows ``row`` .. ``row + row_span - 1``, columns likewise."""

    row: int
    column: int
    row_span: int
    column_span: int


def find_regions(lattice: Lattice) -> tuple[Region, ...]:
    """Give the rectangles of the lattice that rules close, from the top left; together they tile it.

    Each rectangle grows to the right while no rule stands, then down while no rule stands under its whole width. Where
    rules stop inside a cell (an L shape), the growing stops too, so the result tiles the lattice for any rules.
    """
    taken: set[tuple[int, int]] = set()
    regions = []
    for row, column in product(range(len(lattice.ys) - 1), range(len(lattice.xs) - 1)):
        if (row, column) not in taken:
            region = _grown(lattice, row, column, taken)
            _, _, row_span, column_span = region
            if row_span > 1 or column_span > 1:
                taken.update(product(range(row, row + row_span), range(column, column + column_span)))
            regions.append(region)
    return tuple(regions)


def _grown(lattice: Lattice, row: int, column: int, taken: set[tuple[int, int]]) -> Region:
    right = column + 1
    while right < len(lattice.xs) - 1 and not lattice.down[right][row] and (row, right) not in taken:
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
