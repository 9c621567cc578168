"""Tables with no thin dark line: thick bars, white lines on shading, cells told by their colours alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.content import Drawing
from jixiao.extract.engines import read_document
from jixiao.extract.grid import PageTables
from jixiao.extract.rules import find_rules
from jixiao.extract.shading import may_be_a_table, shaded_boxes

XS, YS = (50, 150, 250, 350), (300, 280, 260, 240, 220)

Frame = Callable[[Canvas], None]


def read(tmp_path: Path, frame: Frame) -> PageTables:
    canvas = Canvas(str(tmp_path / "page.pdf"), pagesize=(400, 400))
    frame(canvas)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica", 9)
    for row, y in enumerate(YS[1:]):
        for column, x in enumerate(XS[:-1]):
            canvas.drawString(x + 5, y + 6, f"r{row}c{column}")
    canvas.save()
    (page,) = read_document(tmp_path / "page.pdf")
    return page


def cells(canvas: Canvas) -> None:
    for row, y in enumerate(YS[1:]):
        for column, x in enumerate(XS[:-1]):
            canvas.setFillGray(0.9 if (row + column) % 2 else 0.8)
            canvas.rect(x, y, 100, 20, stroke=0, fill=1)


def white_lines(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(XS[0], YS[-1], 300, 80, stroke=0, fill=1)
    for column, x in enumerate(XS[:-1]):
        canvas.setFillGray(0.85 - 0.01 * column)
        canvas.rect(x, YS[1], 100, 20, stroke=0, fill=1)
        canvas.rect(x, YS[2], 100, 20, stroke=0, fill=1)
    canvas.setStrokeGray(1)
    canvas.setLineWidth(1.5)
    canvas.grid(XS, YS)


def thick_bars(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    for y in YS:
        canvas.rect(XS[0] - 2.25, y - 2.25, 304.5, 4.5, stroke=0, fill=1)
    for x in XS:
        for y in YS[1:]:
            canvas.rect(x - 2.25, y, 4.5, 20, stroke=0, fill=1)


@pytest.mark.parametrize("frame", [cells, white_lines, thick_bars])
def test_the_cells_are_found(tmp_path: Path, frame: Frame) -> None:
    page = read(tmp_path, frame)
    (grid,) = page.grids
    assert [(cell.row, cell.column, cell.text) for cell in grid.cells] == [
        (row, column, f"r{row}c{column}") for row in range(4) for column in range(3)
    ]
    assert page.doubts == ()


def stripes(canvas: Canvas) -> None:
    canvas.grid(XS, YS)
    canvas.setFillGray(0.85)
    for y in YS[1::2]:
        canvas.rect(XS[0], y, 300, 20, stroke=0, fill=1)


def test_stripes_under_a_ruled_table_change_nothing(tmp_path: Path) -> None:
    page = read(tmp_path, stripes)
    assert page.engine == "pdfium"
    assert len(page.grids[0].cells) == 12


def box(x0: float, top: float, x1: float, bottom: float, grey: float = 0.8) -> Drawing:
    return Drawing(x0, top, x1, bottom, stroked=False, filled=True, line_width=0.0, grey=grey)


def test_a_ground_a_column_of_boxes_and_white_boxes_are_no_table() -> None:
    column = [box(50, y, 150, y + 20) for y in range(0, 200, 20)]
    assert not may_be_a_table(column)
    assert may_be_a_table([*column, box(150, 0, 250, 20)])
    assert shaded_boxes([box(0, 0, 400, 380), box(10, 10, 50, 30, grey=1.0), box(10, 10, 12, 300)], 400, 400) == []


@pytest.mark.parametrize(
    ("drawing", "count"),
    [
        (box(0, 0, 100, 4.5, grey=0.0), 1),
        (box(0, 0, 4.5, 24, grey=0.0), 1),
        (box(0, 0, 100, 4.5, grey=0.8), 0),  # a light stripe
        (box(0, 0, 100, 8, grey=0.0), 0),  # a bar of a chart, a heading's ground
        (box(0, 0, 6, 6, grey=0.0), 0),  # a bullet
    ],
)
def test_a_thick_bar_is_a_rule_when_it_is_dark_and_long(drawing: Drawing, count: int) -> None:
    assert sum(map(len, find_rules([drawing]))) == count
