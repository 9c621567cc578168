"""Two engines' readings of one page, cell by cell."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.extract.grid import Cell, Grid

SHIFTED_SHARE = 0.25
"""Share of a table's cells from which differing texts are one fault, told once: an engine that misreads a font's
ascent sets every line of the table a row too low (camelot 2.0 does so in all tables of samples/zhoucun-2024.pdf, where
40 to 100 % of the cells differ; elsewhere none or single cells do)."""

SAME_PLACE = 3.0
"""Points by which two engines' borders of one cell may differ: the thickness of a rule, drawn or rastered."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One cell on which two engines differ: its box, what is different, and both readings."""

    page: int
    kind: str
    """``table`` (only one engine has it), ``cell`` (no cell with these borders), ``text``, or ``texts`` (of so many
    cells that one cause must be behind them; the readings are those of the first)."""
    x0: float
    top: float
    x1: float
    bottom: float
    ours: str
    theirs: str


def disagreements(
    page: int, ours: Sequence[Grid], theirs: Sequence[Grid], comparable: Callable[[str], str]
) -> Iterator[Disagreement]:
    """Give every difference between two readings of a page, table by table.

    ``comparable`` gives a cell's text in the form in which two engines must agree.
    """
    left = list(theirs)
    for grid in ours:
        other = next((each for each in left if _overlap(grid, each)), None)
        if other is None:
            yield _table(page, grid, f"{len(grid.cells)} cells", "no table")
        else:
            left.remove(other)
            yield from _cells(page, grid, other, comparable)
    for grid in left:
        if any(cell.text for cell in grid.cells):
            yield _table(page, grid, "no table", f"{len(grid.cells)} cells")


def _overlap(one: Grid, other: Grid) -> bool:
    return min(one.xs[-1], other.xs[-1]) > max(one.xs[0], other.xs[0]) and min(one.ys[-1], other.ys[-1]) > max(
        one.ys[0], other.ys[0]
    )


def _table(page: int, grid: Grid, ours: str, theirs: str) -> Disagreement:
    return Disagreement(page, "table", grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], ours, theirs)


def _cells(page: int, grid: Grid, other: Grid, comparable: Callable[[str], str]) -> list[Disagreement]:
    found = [each for cell in grid.cells if (each := _cell(page, cell, other, comparable)) is not None]
    texts = [each for each in found if each.kind == "text"]
    if len(texts) > SHIFTED_SHARE * len(grid.cells):
        first = f"{len(texts)} of {len(grid.cells)} cells, the first: {texts[0].ours}"
        together = replace(_table(page, grid, first, texts[0].theirs), kind="texts")
        return [*(each for each in found if each.kind != "text"), together]
    return found


def _cell(page: int, cell: Cell, other: Grid, comparable: Callable[[str], str]) -> Disagreement | None:
    same = next((each for each in other.cells if _same_place(cell, each)), None)
    ours = comparable(cell.text)
    under = [same] if same is not None else [each for each in other.cells if _covers(cell, each)]
    theirs = "|".join(comparable(each.text) for each in under)
    if same is not None and ours == theirs:
        return None
    return Disagreement(page, "cell" if same is None else "text", cell.x0, cell.top, cell.x1, cell.bottom, ours, theirs)


def _same_place(one: Cell, other: Cell) -> bool:
    return all(
        abs(a - b) <= SAME_PLACE
        for a, b in ((one.x0, other.x0), (one.top, other.top), (one.x1, other.x1), (one.bottom, other.bottom))
    )


def _covers(cell: Cell, other: Cell) -> bool:
    x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
    return cell.x0 < x < cell.x1 and cell.top < y < cell.bottom
