"""Lattice -> the rectangles of its places that rules close: the cells, before any text is in them."""

from dataclasses import dataclass

from jixiao.extract.lattice import Lattice


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of lattice places: rows ``row`` .. ``row + row_span - 1``, columns likewise."""

    row: int
    column: int
    row_span: int
    column_span: int

    @property
    def place(self) -> tuple[int, int, int, int]:
        """Row, column, row span, column span."""
        return self.row, self.column, self.row_span, self.column_span


def find_regions(lattice: Lattice) -> tuple[Region, ...]:
    """Give the rectangles of the lattice that rules close, from the top left; together they tile it.

    Each rectangle grows to the right while no rule stands, then down while no rule stands under its whole width. Where
    rules stop inside a cell (an L shape), the growing stops too, so the result tiles the lattice for any rules.
    """
    rows, columns = len(lattice.ys) - 1, len(lattice.xs) - 1
    taken: set[tuple[int, int]] = set()
    regions = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in taken:
                region = _grown(lattice, row, column, taken)
                if region.row_span > 1 or region.column_span > 1:
                    taken.update(
                        (r, c)
                        for r in range(row, row + region.row_span)
                        for c in range(column, column + region.column_span)
                    )
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
    return (
        not any(lattice.across[row][left:right])
        and not any(lattice.down[border][row] for border in range(left + 1, right))
        and all(
            lattice.down[border][row] == lattice.down[border][row - 1]
            for border in (left, right)
            if 0 < border < len(lattice.xs) - 1
        )
    )
