"""Boxes that people draw round a value (a reviewer's red box): they stand in a cell of a table and make no cell."""

from collections.abc import Sequence
from itertools import pairwise

from jixiao.extract.lattice import Lattice

SMALLEST_TABLE = 4
"""Cells of a table in which a box can be a mark; with fewer it may be a frame around a table of its own."""


def without_boxes(lattices: Sequence[Lattice]) -> list[Lattice]:
    """Give the lattices but for boxes of one cell that stand inside a cell of another table."""
    tables = [lattice for lattice in lattices if _count_cells(lattice) >= SMALLEST_TABLE]
    return [each for each in lattices if not (_is_box(each) and any(_in_one_cell(each, table) for table in tables))]


def _count_cells(lattice: Lattice) -> int:
    return (len(lattice.xs) - 1) * (len(lattice.ys) - 1)


def _is_box(lattice: Lattice) -> bool:
    return _count_cells(lattice) == 1


def _in_one_cell(box: Lattice, table: Lattice) -> bool:
    """Whether the box lies between two neighbouring borders of the table either way."""
    return all(
        any(low <= start and end <= high for low, high in pairwise(borders))
        for borders, start, end in ((table.xs, box.xs[0], box.xs[-1]), (table.ys, box.ys[0], box.ys[-1]))
    )
