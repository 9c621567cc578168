"""Blank places of a table's first column without their outer side: where a label is lost, and where none is."""

import pytest

from jixiao.extract.content import Char, Drawing
from tests.test_open_borders import across, down, read, text

XS = (200, 300, 400)
YS = (100, 130, 160, 190, 220)


def table(side: tuple[float, float], first: float = 200) -> list[Drawing]:
    """A table whose left side is drawn over this height, its borders from ``first`` on outside of that."""
    within = [y for y in YS if side[0] <= y <= side[1]]
    return [
        *(across(y, 200 if y in within else first, 400) for y in YS),
        *(down(x, 100, 220) for x in XS[1:]),
        *([down(200, *side)] if side[1] > side[0] else []),
    ]


ROWS = [char for n, y in enumerate(YS[:-1]) for char in text(f"款{n}", 310, y + 10)]
LABELS = [*text("区财政局", 210, 110), *text("区教育局", 210, 140)]


@pytest.mark.parametrize(
    ("drawings", "labels", "lost", "why"),
    [
        (table((100, 160), 300), LABELS, [2], "two rows without a label or a side"),
        (table((100, 190), 300), LABELS, [3], "one row"),
        (table((100, 220)), LABELS, [], "blank, and drawn as a cell"),
        (table((100, 160)), LABELS, [], "without a side, and each row closed by a border"),
        (table((0, 0), 200), LABELS, [], "a table without sides"),
        (table((160, 220), 300), text("区财政局", 210, 170), [], "a corner over the labels"),
        (table((100, 160), 300), [*LABELS, *text("区水利局", 210, 180)], [], "a label"),
    ],
)
def test_a_label_is_lost_where_its_column_has_neither_text_nor_side(
    drawings: list[Drawing], labels: list[Char], lost: list[int], why: str
) -> None:
    cells = read(drawings, [*labels, *ROWS]).grids[0].cells
    assert [cell.row for cell in cells if "label_missing" in cell.doubts] == lost, why
