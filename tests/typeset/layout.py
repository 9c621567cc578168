"""A table and a style -> pages of placed cells: wrapping, row heights, page breaks that cut rows and labels."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from tests.typeset.model import Block, SetTable, Style

Measure = Callable[[str], float]

_UNIT = re.compile(r"[0-9A-Za-z.,%‰]+|\n|.")
_NEVER_FIRST = "，。；：、）”》！？,.%"
_NEVER_LAST = "（“《"


@dataclass(frozen=True, slots=True)
class Strip:
    """The lines ``first`` .. ``last - 1`` of a row, on a page. ``again``: a header row repeated."""

    row: int
    first: int
    last: int
    top: float = 0.0
    bottom: float = 0.0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What of a block stands on one page: the strips it covers, its lines with their tops, its ruled sides."""

    block: Block
    strips: tuple[Strip, ...]
    lines: tuple[tuple[str, float], ...]
    rule_above: bool
    rule_below: bool

    @property
    def top(self) -> float:
        """Upper side."""
        return self.strips[0].top

    @property
    def bottom(self) -> float:
        """Lower side."""
        return self.strips[-1].bottom


@dataclass(frozen=True, slots=True)
class TablePage:
    """A table's parts on one page, and its column borders."""

    xs: tuple[float, ...]
    parts: tuple[Part, ...]


def wrap(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Wrap as word processors do: anywhere between Chinese characters, numbers whole, no stop at a line's beginning."""
    lines: list[str] = []
    line: list[str] = []
    for unit in _UNIT.findall(text):
        if unit == "\n":
            lines.append("".join(line))
            line = []
        elif line and measure("".join([*line, unit])) > width:
            carried = [unit]
            while len(line) > 1 and (carried[0][0] in _NEVER_FIRST or line[-1] in _NEVER_LAST):
                carried.insert(0, line.pop())
            lines.append("".join(line).rstrip())
            line = [] if carried == [" "] else carried
        else:
            line.append(unit)
    return (*lines, "".join(line))


def set_table(
    table: SetTable, style: Style, left: float, width: float, tops: tuple[float, float], bottom: float, measure: Measure
) -> tuple[TablePage, ...]:
    """Place the table from ``tops[0]`` on its first and ``tops[1]`` on the next pages down to ``bottom``."""
    xs = tuple(left + width * share / sum(table.shares) for share in accumulate(table.shares, initial=0.0))
    wrapped = _wrapped(table, style, width, measure)
    slots = _row_slots(wrapped)
    pages = list(_paginate(slots, table.header_rows, style, tops, bottom))
    parts: list[list[Part]] = [[] for _ in pages]
    for block, lines in wrapped.items():
        for number, part in _parts(block, lines, slots, pages, style):
            parts[number].append(part)
    return tuple(TablePage(xs, tuple(on_page)) for on_page in parts)


def stops(table: SetTable, style: Style, width: float, measure: Measure) -> list[tuple[int, int]]:
    """Give every place for a page break: (row, how many of its lines stay)."""
    slots = _row_slots(_wrapped(table, style, width, measure))
    return [(row, line) for row, count in enumerate(slots) for line in range(count)][1:]


def _wrapped(table: SetTable, style: Style, width: float, measure: Measure) -> dict[Block, tuple[str, ...]]:
    share = width / sum(table.shares)
    return {
        block: wrap(
            block.text,
            share * sum(table.shares[block.column : block.column + block.column_span]) - 2 * style.padding,
            measure,
        )
        for block in table.blocks
    }


def _row_slots(wrapped: dict[Block, tuple[str, ...]]) -> list[int]:
    """Give each row's height in lines; a merged label that needs more makes its last row higher."""
    slots = [1] * max(block.row + block.row_span for block in wrapped)
    for block in sorted(wrapped, key=lambda block: block.row_span):
        rows = slice(block.row, block.row + block.row_span)
        slots[rows.stop - 1] += max(0, len(wrapped[block]) - sum(slots[rows]))
    return slots


def _paginate(
    slots: Sequence[int], headers: Sequence[int], style: Style, tops: tuple[float, float], bottom: float
) -> Iterator[list[Strip]]:
    page: list[Strip] = []
    y = tops[0]

    def put(row: int, first: int, last: int, *, again: bool = False) -> None:
        nonlocal y
        height = (last - first) * style.leading + 2 * style.padding
        page.append(Strip(row, first, last, y, y + height, again))
        y += height

    for row, count in enumerate(slots):
        first = 0
        while first < count:
            last = _last_line(row, first, count, bottom - y, style)
            if last <= first:
                yield page
                page, y = [], tops[1]
                header = max((each for each in headers if each < row), default=None)
                if style.repeat_header and header is not None:
                    put(header, 0, slots[header], again=True)
                last = _last_line(row, first, count, bottom - y, replace(style, stop=None))
                last = last if last > first else count  # higher than a page that may not be cut
            put(row, first, last)
            first = last
    yield page


def _last_line(row: int, first: int, count: int, room: float, style: Style) -> int:
    """Give the line of the row behind the last one that stands on this page."""
    if style.stop is not None and row == style.stop[0] and first < max(1, style.stop[1]):
        return style.stop[1]
    fit = int((room - 2 * style.padding + 0.01) / style.leading)
    if first + fit >= count:
        return count
    return first + fit if style.cut_rows else first


def _parts(
    block: Block, lines: tuple[str, ...], slots: Sequence[int], pages: Sequence[Sequence[Strip]], style: Style
) -> Iterator[tuple[int, Part]]:
    covered = range(block.row, block.row + block.row_span)
    own = [(number, tuple(s for s in page if s.row in covered)) for number, page in enumerate(pages)]
    if block.row_span == 1:
        # Header rows printed again are whole blocks of their own.
        again = [(number, strips) for number, strips in own if strips and strips[0].again]
        for number, strips in again:
            yield number, Part(block, strips, _in_middle(lines, strips, style), rule_above=True, rule_below=True)
        own = [item for item in own if item not in again]
    own = [(number, strips) for number, strips in own if strips]
    placed = _placed(lines, [strips for _, strips in own], slots[block.row], style)
    for index, ((number, strips), texts) in enumerate(zip(own, placed, strict=True)):
        page = pages[number]
        at_top = number > 0 and strips[0] is page[0] and not page[0].again
        at_bottom = number + 1 < len(pages) and strips[-1] is page[-1]
        goes_up, goes_down = index > 0 and not page[0].again, index + 1 < len(own)
        above = {"closed": False, "spans": goes_up, "below": at_top, "open": at_top}[style.breaks]
        below = {"closed": False, "spans": goes_down, "below": goes_down, "open": at_bottom}[style.breaks]
        yield number, Part(block, strips, texts, rule_above=not above, rule_below=not below)


Lines = tuple[tuple[str, float], ...]


def _placed(lines: tuple[str, ...], parts: Sequence[tuple[Strip, ...]], slots: int, style: Style) -> list[Lines]:
    """Share a block's lines out to its parts."""
    if len(parts) == 1:
        return [_in_middle(lines, parts[0], style) if style.middle else _from_top(lines, parts[0], style)]
    if len({strip.row for strips in parts for strip in strips}) == 1:
        lead = (slots - len(lines)) // 2 if style.cut_align == "middle" else 0
        filled = [""] * lead + [*lines] + [""] * slots
        return [_from_top(filled[strips[0].first : strips[0].last], strips, style) for strips in parts]
    if style.spans == "middle":
        return _over_the_whole(lines, parts, style)
    if style.spans == "repeat" and any(_capacity(strips, style) >= len(lines) for strips in parts):
        return [_in_middle(lines, s, style) if _capacity(s, style) >= len(lines) else () for s in parts]
    shared = []
    rest = lines
    for index, strips in enumerate(parts):
        count = min(len(rest), _capacity(strips, style))
        if style.spans == "halves" and index == 0 and sum(_capacity(s, style) for s in parts[1:]) >= len(lines) // 2:
            count = min(count, (len(lines) + 1) // 2)
            shift = strips[-1].bottom - strips[0].top - 2 * style.padding - count * style.leading
            shared.append(tuple((text, y + shift) for text, y in _from_top(rest[:count], strips, style)))
        else:
            shared.append(_from_top(rest[:count], strips, style))
        rest = rest[count:]
    return shared


def _capacity(strips: Sequence[Strip], style: Style) -> int:
    return int((strips[-1].bottom - strips[0].top - 2 * style.padding + 0.01) / style.leading)


def _from_top(lines: Sequence[str], strips: Sequence[Strip], style: Style) -> Lines:
    top = strips[0].top + style.padding
    return tuple((text, top + n * style.leading) for n, text in enumerate(lines) if text)


def _in_middle(lines: Sequence[str], strips: Sequence[Strip], style: Style) -> Lines:
    free = strips[-1].bottom - strips[0].top - 2 * style.padding - len(lines) * style.leading
    return tuple((text, y + free / 2) for text, y in _from_top(lines, strips, style))


def _over_the_whole(lines: Sequence[str], parts: Sequence[tuple[Strip, ...]], style: Style) -> list[Lines]:
    """Set the lines in the middle of all parts together; each stands on the page that its own middle falls on."""
    heights = [strips[-1].bottom - strips[0].top for strips in parts]
    ends = list(accumulate(heights))
    start = (ends[-1] - len(lines) * style.leading) / 2
    shared: list[list[tuple[str, float]]] = [[] for _ in parts]
    for number, text in enumerate(lines):
        y = start + number * style.leading
        at = next(i for i, end in enumerate(ends) if y + style.leading / 2 <= end)
        inside = min(max(y - (ends[at] - heights[at]), 0.0), heights[at] - style.leading)
        shared[at].append((text, parts[at][0].top + inside))
    return [tuple(texts) for texts in shared]
