"""Pages -> logical tables: which grid goes on with which table of a page before."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from jixiao.extract.grid import PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.tables.between import is_title
from jixiao.normalize.tables.breaks import Break, lay_under
from jixiao.normalize.tables.columns import widths_agree
from jixiao.normalize.tables.decide import find_seam
from jixiao.normalize.tables.growing import OpenTable, begin, finished
from jixiao.normalize.tables.merge import merge, other_reading
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.tables.parting import part_forms, part_grid
from jixiao.normalize.tables.printed import PrintedCell, printed_cells
from jixiao.normalize.tables.reading_order import PlacedGrid, ReadPage, beside_on_page, read_in_order
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Outcome, Seam
from jixiao.normalize.text import clean


@dataclass(slots=True)
class _Slot:
    """A table's place in document order; ``table`` is what it has grown to."""

    table: OpenTable


@dataclass(frozen=True, slots=True)
class _End:
    """The lower end of a table, at which it may go on: on which page, where, and what text came since."""

    slot: _Slot
    page: ReadPage
    placed: PlacedGrid
    since: tuple[str, ...] = ()


Decision = Callable[[Break, StitchRules], Seam]


def stitch(pages: Iterable[PageTables], rules: StitchRules, decide: Decision = find_seam) -> Iterator[LogicalTable]:
    """Give each logical table as soon as it and all that began before it are complete.

    ``decide`` reads a break; another one than ``find_seam`` may watch what it is given.
    """
    slots: list[_Slot] = []
    ends: list[_End] = []
    carried: tuple[str, ...] = ()
    for read in read_in_order(pages):
        page = _parted(read, rules)
        ends = [] if page.left_out else _read_page(page, slots, ends, carried, rules, decide)
        below = _texts(page.below)
        carried = below if page.grids else (*carried, *below)
        since = _texts(_content(page.below, page))
        ends = [replace(end, since=(*end.since, *since)) for end in ends]
        yield from _finished(slots, ends, rules)
    for slot in slots:
        yield from part_forms(finished(slot.table), rules)


def _parted(page: ReadPage, rules: StitchRules) -> ReadPage:
    """Give the page with each table of a stack in one frame as a grid of its own."""
    grids = tuple(part for placed in page.grids for part in _parts(placed, rules))
    return replace(page, grids=grids) if len(grids) > len(page.grids) else page


def _parts(placed: PlacedGrid, rules: StitchRules) -> Iterator[PlacedGrid]:
    parts = part_grid(placed.grid, rules)
    for number, grid in enumerate(parts, 1):
        is_first, is_last = number == 1, number == len(parts)
        lines = placed.lines if is_first else ()
        yield PlacedGrid(grid, lines, first=placed.first and is_first, last=placed.last and is_last)


def _read_page(
    page: ReadPage,
    slots: list[_Slot],
    ends: Sequence[_End],
    carried: Sequence[str],
    rules: StitchRules,
    decide: Decision,
) -> list[_End]:
    """Join the page's grids to the open tables, or begin new ones; give the ends that are open behind it."""
    waiting = list(ends)
    for placed in page.grids:
        heading = (*(carried if placed.first else ()), *_texts(placed.lines))
        cells = printed_cells(placed.grid)
        end, brk, seam = _best(placed, cells, page, waiting, rules, decide)
        if end is not None and brk is not None and seam is not None and seam.outcome is not Outcome.NEW_TABLE:
            end.slot.table = merge(brk, seam, rules)
            waiting.remove(end)
            slot = end.slot
        else:
            told = (
                replace(seam, other_reading=other_reading(brk, seam)) if brk is not None and seam is not None else None
            )
            slot = _Slot(begin(heading, placed.grid, cells, rules, told))
            slots.append(slot)
        waiting.append(_End(slot, page, placed))
    return [end for end in waiting if not page.grids or end.page is page]


def _best(
    placed: PlacedGrid,
    cells: Sequence[PrintedCell],
    page: ReadPage,
    ends: Sequence[_End],
    rules: StitchRules,
    decide: Decision,
) -> tuple[_End | None, Break | None, Seam | None]:
    """Give the open end that the grid fits best, and how the break between them was read."""
    found: list[tuple[float, _End, Break, Seam]] = []
    for end in ends:
        if (brk := _break_at(end, placed, cells, page, rules)) is not None:
            seam = decide(brk, rules)
            new = next(each.score for each in seam.hypotheses if each.outcome is Outcome.NEW_TABLE)
            found.append((new, end, brk, seam))
    if not found:
        return None, None, None
    _, end, brk, seam = min(found, key=lambda each: each[0])
    return end, brk, seam


def _break_at(
    end: _End, placed: PlacedGrid, cells: Sequence[PrintedCell], page: ReadPage, rules: StitchRules
) -> Break | None:
    """Lay the grid under the table where it may follow it: on top of a later page, or right of it on the same one."""
    own = _texts(line for line in placed.lines if line not in page.running or _is_next_title(line, page, rules))
    if end.page is not page:
        may_follow = end.placed.last and placed.first
        between, space = (*end.since, *own), _space_under(end, page)
        return lay_under(end.slot.table, placed.grid, cells, rules, between, space=space) if may_follow else None
    if beside_on_page(end.placed, placed) and widths_agree(end.placed.grid.xs, placed.grid.xs):
        return lay_under(end.slot.table, placed.grid, cells, rules, own, beside=True)
    return None


def _space_under(end: _End, page: ReadPage) -> float:
    """Give the points left under a table: down to where the next page's tables end, if that is as high and fuller."""
    if abs(page.height - end.page.height) > 1 or not page.grids:
        return 0.0
    return max(placed.grid.ys[-1] for placed in page.grids) - end.placed.grid.ys[-1]


def _finished(slots: list[_Slot], ends: Sequence[_End], rules: StitchRules) -> Iterator[LogicalTable]:
    while slots and not any(slots[0] is end.slot for end in ends):
        yield from part_forms(finished(slots.pop(0).table), rules)


def _is_next_title(line: TextLine, page: ReadPage, rules: StitchRules) -> bool:
    """Whether the line is a title that pages repeat from here on, in the place of the one before."""
    return line in page.replacing and is_title(clean(line.text), rules)


def _texts(lines: Iterable[TextLine]) -> tuple[str, ...]:
    return tuple(clean(line.text) for line in lines)


def _content(lines: Sequence[TextLine], page: ReadPage) -> list[TextLine]:
    return [line for line in lines if line not in page.running]
