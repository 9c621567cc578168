"""Boxes as the tables write them -> numbers."""

from collections.abc import Mapping
from typing import NamedTuple


class PlacedBox(NamedTuple):
    """A box on a page: page from 1, points from the top left of the page as it is read."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


def row_boxes(row: Mapping[str, str]) -> tuple[PlacedBox, ...]:
    """Give the boxes of a row of ``indicators``: one a page that it stands on, or that of its first page alone."""
    if row.get("boxes"):
        return tuple(_placed(*text.split(":", 1)) for text in row["boxes"].split())
    return box_on(row["page_start"], row["bbox"])


def box_on(page: str, bbox: str) -> tuple[PlacedBox, ...]:
    """Give the box ``x0,top,x1,bottom`` on a page; none where the table has none."""
    return (_placed(page, bbox),) if page and bbox else ()


def _placed(page: str, bbox: str) -> PlacedBox:
    x0, top, x1, bottom = map(float, bbox.split(","))
    return PlacedBox(int(page), x0, top, x1, bottom)


def numbers_in(ranges: str) -> tuple[int, ...]:
    """Give the numbers that ``1-3,8`` stands for."""
    bounds = [part.partition("-") for part in ranges.split(",") if part]
    return tuple(number for first, _, last in bounds for number in range(int(first), int(last or first) + 1))
