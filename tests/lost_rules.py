"""A page as a reader would give it that does not know one of its ruling lines."""

import random
from dataclasses import replace

from jixiao.extract.content import PageContent
from jixiao.extract.grid import Grid

ON_THE_LINE = 1.6
"""Points from a border at which its drawings lie, doubles too."""


def without_row_rule(content: PageContent, grid: Grid, chance: random.Random) -> PageContent | None:
    """Leave out what draws a border between two rows of a grid."""
    if len(grid.ys) < 3:
        return None
    y = chance.choice(grid.ys[1:-1])
    return _left(content, [abs(each.top - y) + abs(each.bottom - y) < 2 * ON_THE_LINE for each in content.drawings])


def without_column_rule(content: PageContent, grid: Grid, chance: random.Random) -> PageContent | None:
    """Leave out what draws a border between two columns of a grid."""
    if len(grid.xs) < 3:
        return None
    x = chance.choice(grid.xs[1:-1])
    return _left(content, [abs(each.x0 - x) + abs(each.x1 - x) < 2 * ON_THE_LINE for each in content.drawings])


def _left(content: PageContent, lost: list[bool]) -> PageContent | None:
    kept = tuple(each for each, is_lost in zip(content.drawings, lost, strict=True) if not is_lost)
    return replace(content, drawings=kept) if any(lost) else None
