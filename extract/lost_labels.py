"""Places where a label's cell was lost: blank, and without the outer side and the lower border that others have.

Writer draws a label that is merged over rows and parted by pages for fewer rows than it has. Beside the others nothing
is drawn: no label, and no table's side.
"""

from collections.abc import Iterator, Sequence

from jixiao.extract.content import Char
from jixiao.extract.lattice import Lattice
from jixiao.extract.regions import Region

LABEL_MISSING = "label_missing"
"""Doubt: the cell is where a label should stand."""


def lost_labels(lattice: Lattice, cells: Sequence[Region], content: Sequence[Sequence[Char]]) -> Iterator[int]:
    """Give the cells, by number, that such a place makes: in the first column, under a label whose side is drawn.

    A table may have no sides at all, and none at a blank corner over its labels.
    """
    side = lattice.down[0]
    if all(side):  # nearly every table
        return
    drawn_above = False
    for number, (cell, chars) in enumerate(zip(cells, content, strict=True)):
        row, column, row_span, _ = cell
        if column:
            continue
        rows = side[row : row + row_span]
        if drawn_above and not chars and not any(rows) and not lattice.across[row + row_span][0]:
            yield number
        drawn_above |= all(rows) and any(not char.text.isspace() for char in chars)
