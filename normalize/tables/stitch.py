"""Pages -> logical tables: which grid goes on with which table of the page before."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.cuts import Evidence, Pair, evidence
from jixiao.normalize.growing import SAME_BORDER, GrowingTable, RowRule, StitchRules
from jixiao.normalize.reading_order import PlacedGrid, ReadPage, read_in_order
from jixiao.normalize.table import LogicalTable
from jixiao.normalize.text import clean, label


def stitch(pages: Iterable[PageTables], rules: StitchRules) -> Iterator[LogicalTable]:
    """Give each logical table as soon as it and all that began before it are complete."""
    growing: list[GrowingTable] = []
    open_ends: dict[int, tuple[PlacedGrid, GrowingTable]] = {}
    carried: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    for page in read_in_order(pages):
        ends: dict[int, tuple[PlacedGrid, GrowingTable]] = {}
        for placed in page.grids:
            heading = (*(carried if placed.first else ()), *_texts(placed.lines))
            content = (*(between if placed.first else ()), *_texts(_content(placed.lines, page)))
            key = _predecessor(placed, open_ends, content, rules)
            table = open_ends.pop(key)[1] if key is not None else GrowingTable(heading, placed.grid, rules)
            if key is not None:
                table.join(placed.grid)
            else:
                growing.append(table)
            ends[len(ends)] = (placed, table)
        open_ends = ends
        carried = (*(() if page.grids else carried), *_texts(page.below))
        between = (*(() if page.grids else between), *_texts(_content(page.below, page)))
        yield from _finished(growing, [table for _, table in ends.values()])
    yield from (table.finished() for table in growing)


def _finished(growing: list[GrowingTable], still_open: Sequence[GrowingTable]) -> Iterator[LogicalTable]:
    while growing and not any(growing[0] is table for table in still_open):
        yield growing.pop(0).finished()


def _texts(lines: Sequence[TextLine]) -> tuple[str, ...]:
    return tuple(clean(line.text) for line in lines)


def _content(lines: Sequence[TextLine], page: ReadPage) -> list[TextLine]:
    return [line for line in lines if line not in page.running]


def _predecessor(
    placed: PlacedGrid,
    open_ends: dict[int, tuple[PlacedGrid, GrowingTable]],
    content: Sequence[str],
    rules: StitchRules,
) -> int | None:
    """Give the table of the page before that the grid goes on with."""
    if not placed.first or _begins_a_form(placed.grid, rules):
        return None
    for key, (end, table) in open_ends.items():
        if (
            end.last
            and _same_borders(end.grid, placed.grid)
            and set(content) <= set(table.heading)
            and not _begins_again(placed.grid, table)
        ):
            return key
    return None


def _begins_a_form(grid: Grid, rules: StitchRules) -> bool:
    first = min(grid.cells, key=lambda cell: (cell.row, cell.column))
    return label(_bare(first)) in rules.form_labels


def _same_borders(one: Grid, other: Grid) -> bool:
    return abs(one.xs[0] - other.xs[0]) <= SAME_BORDER and abs(one.xs[-1] - other.xs[-1]) <= SAME_BORDER


def _begins_again(grid: Grid, table: GrowingTable) -> bool:
    """Whether the grid begins with the label that the table began with, and goes on otherwise: the next form of a kind.

    The same row once more is a header that the printer repeats.
    """
    row = tuple(_bare(cell) for cell in grid.cells if cell.row == 0)
    return bool(row[0]) and not row[0].isdigit() and row[0] == table.first_row[0] and row != table.first_row


def _bare(cell: Cell) -> str:
    return clean(cell.text.replace("\n", "")).replace(" ", "")


def weigh_cut(word_runs_over: Callable[[str, str], bool]) -> RowRule:
    """Give the rule that weighs a break with the help of a word segmenter."""
    return lambda pairs, padding: evidence(pairs, padding, word_runs_over)


def never_cut(pairs: Sequence[Pair], padding: float) -> tuple[Evidence, ...]:
    """The rule that takes no row for cut: what the output would be without rejoining."""
    del pairs, padding
    return (("rejoining_off", -1.0),)
