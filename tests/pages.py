"""Pages of ruled tables from a drawing in text.

``|`` stands between cells, ``¶`` between the lines of a cell; ``<`` is merged with the cell to the left, ``^`` with the
one above; ``^`` in a page's first row: the label over the break goes on, its cell is blank.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine

SIZE = 10.0
"""Type size in points; each character is as wide."""

LEADING = 12.0
PADDING = 2.0
PAGE_WIDTH, PAGE_HEIGHT = 595.0, 842.0


@dataclass(frozen=True)
class Sheet:
    """How a page is set: the left border, the columns' widths in characters, the page's width in points."""

    widths: tuple[float, ...]
    left: float = 50.0
    top: float = 100.0
    page_width: float = PAGE_WIDTH
    open_top: bool = False
    open_bottom: bool = False
    closed: frozenset[int] = frozenset()
    """Columns that a rule closes at the break although the page leaves the others open."""

    def borders(self) -> tuple[float, ...]:
        xs = [self.left]
        for width in self.widths:
            xs.append(xs[-1] + width * SIZE + 2 * PADDING)
        return tuple(xs)


def page(number: int, drawing: str, sheet: Sheet, above: Sequence[str] = (), below: Sequence[str] = ()) -> PageTables:
    """Give a page with one table, lines of text above it and below."""
    grid = grid_of(number, drawing, sheet)
    lines = [
        *_lines(above, sheet, sheet.top - LEADING * (len(above) + 1)),
        *_lines(below, sheet, grid.ys[-1] + LEADING),
    ]
    return PageTables(number, sheet.page_width, PAGE_HEIGHT, (grid,), tuple(lines), 0.0, "test")


def text_page(number: int, *lines: str) -> PageTables:
    """Give a page without a table."""
    sheet = Sheet((1.0,))
    return PageTables(number, PAGE_WIDTH, PAGE_HEIGHT, (), tuple(_lines(lines, sheet, 100.0)), 0.0, "test")


def _lines(texts: Sequence[str], sheet: Sheet, top: float) -> list[TextLine]:
    return [_line(text, sheet.left, top + LEADING * number) for number, text in enumerate(texts)]


def _line(text: str, x0: float, top: float) -> TextLine:
    width = sum(SIZE / 2 if char.isascii() else SIZE for char in text)
    return TextLine(text, x0, top, x0 + width, top + SIZE, SIZE)


def grid_of(number: int, drawing: str, sheet: Sheet) -> Grid:
    """Give the grid that the drawing shows; a row is as high as its tallest cell needs."""
    rows = [[cell.strip() for cell in line.split("|")] for line in drawing.splitlines() if line.strip()]
    assert all(len(row) == len(sheet.widths) for row in rows), [len(row) for row in rows]
    ys = [sheet.top]
    for row in rows:
        ys.append(ys[-1] + 2 * PADDING + LEADING * max(len(cell.split("¶")) for cell in row))
    cells = [
        _cell(rows, r, c, sheet, ys)
        for r in range(len(rows))
        for c in range(len(rows[0]))
        if rows[r][c] != "<" and (rows[r][c] != "^" or r == 0)
    ]
    return Grid(number, sheet.borders(), tuple(ys), tuple(cells), "test")


def _cell(rows: Sequence[Sequence[str]], row: int, column: int, sheet: Sheet, ys: Sequence[float]) -> Cell:
    right = next((c for c in range(column + 1, len(rows[0])) if rows[row][c] != "<"), len(rows[0]))
    low = next((r for r in range(row + 1, len(rows)) if rows[r][column] != "^"), len(rows))
    xs = sheet.borders()
    texts = [] if rows[row][column] in ("", "^") else rows[row][column].split("¶")
    lines = tuple(_line(text, xs[column] + PADDING, ys[row] + PADDING + LEADING * n) for n, text in enumerate(texts))
    return Cell(
        row, column, low - row, right - column, xs[column], ys[row], xs[right], ys[low], lines,
        sheet.open_top and row == 0 and column not in sheet.closed,
        sheet.open_bottom and low == len(rows) and column not in sheet.closed,
    )  # fmt: skip
