"""Text under the end of a page's table, in columns that no rule closes there: the last lines of its cells.

A browser that cuts a row draws its upright rules to the last rule on the page, and lines of the cells that go on may
stand lower. Outside the table they would be read as one line over all columns; here each stays in its own.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from jixiao.extract.content import Char
from jixiao.extract.lines import by_height
from jixiao.extract.text_objects import BLANK


class OpenEnd(NamedTuple):
    """The lower end of a table: its height, and the left and right sides of the cells that are open there."""

    y: float
    columns: tuple[tuple[float, float], ...]


def parted_under(chars: Sequence[Char], end: OpenEnd) -> tuple[tuple[Char, ...], ...]:
    """Give the characters under the end that stand in open columns, a group for each line of each of them.

    Lines follow each other as nearly as lines of type do. The first that reaches out of the open columns, or runs over
    a border between them, is no cell's, nor is what stands below it: a note, a foot.
    """
    below = [char for char in chars if char.top + char.bottom > 2 * end.y and not char.apart and not char.turn]
    groups: list[tuple[Char, ...]] = []
    bottom = end.y
    for row in by_height(below):
        printed = sorted((char for char in row if not char.text.isspace()), key=lambda char: char.x0)
        if not printed:
            continue
        if min(char.top for char in printed) >= bottom + printed[0].size:
            break
        parts = _by_column(printed, end.columns)
        if parts is None:
            break
        groups += parts
        bottom = max(char.bottom for char in printed)
    return tuple(groups)


def _by_column(printed: Sequence[Char], columns: Sequence[tuple[float, float]]) -> list[tuple[Char, ...]] | None:
    """Give a line's characters by the columns they stand in, or None where they are not those of cells."""
    places = [_column_of(char, columns) for char in printed]
    if None in places:
        return None
    if any(
        here != there and other.x0 - one.x1 <= BLANK * other.size
        for (one, here), (other, there) in pairwise(zip(printed, places, strict=True))
    ):
        return None
    return [
        tuple(char for char, place in zip(printed, places, strict=True) if place == column)
        for column in dict.fromkeys(places)
    ]


def _column_of(char: Char, columns: Sequence[tuple[float, float]]) -> int | None:
    middle = (char.x0 + char.x1) / 2
    return next((at for at, (left, right) in enumerate(columns) if left <= middle < right), None)
