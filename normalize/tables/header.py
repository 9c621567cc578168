"""Rows of column headers: which they are, and how many of a page's first rows are a printer's repetition of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.normalize.tables.printed import PrintedCell, Span
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.text import label

FEWEST_HEADERS = 2
"""Column headers that make a row a header; a data row may hold one such word, never two."""

MOST_ROWS = 6
"""Rows on top of a table that are looked at for headers: title, captions and three rows of headers, budget tables'
most."""

_NUMBER = re.compile(r"^[-+]?[\d,，]+(?:\.\d+)?%?$")


class HeaderCell(NamedTuple):
    """A cell of a header row: its columns and bare text."""

    columns: Span
    text: str


HeaderRow = tuple[HeaderCell, ...]
HeaderBlock = tuple[HeaderRow, ...]
"""Rows of headers that stand together: the cells that begin in each."""


def headers_begun(cells: Sequence[PrintedCell], rules: StitchRules) -> set[str]:
    """Give the known column headers among the cells."""
    return {each for cell in cells if cell.lines and (each := label(cell.bare)) in rules.header_labels}


def by_first_row(cells: Sequence[PrintedCell]) -> dict[int, list[PrintedCell]]:
    """Give the cells that begin in each row."""
    rows: dict[int, list[PrintedCell]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    return rows


def rows_with_text(cells: Sequence[PrintedCell]) -> list[PrintedCell]:
    """Give the cells but for those of blank rows: strips that say nothing of what the columns hold."""
    filled = {cell.row for cell in cells if cell.lines and cell.row_span == 1}
    return [cell for cell in cells if cell.row in filled or cell.row_span > 1]


def known_blocks(begun: Mapping[int, Sequence[PrintedCell]], rules: StitchRules) -> Iterator[tuple[int, HeaderBlock]]:
    """Give each block of known column headers, and the row it begins in."""
    for row, cells in begun.items():
        if len(headers_begun(cells, rules)) >= FEWEST_HEADERS:
            named = [cell for cell in cells if label(cell.bare) in rules.header_labels]
            last = _behind_headers(named, begun)
            yield row, tuple(header_row(begun.get(each, ()), rules) for each in range(row, last))


def _behind_headers(named: Sequence[PrintedCell], begun: Mapping[int, Sequence[PrintedCell]]) -> int:
    """Give the row behind a header: where its lowest cells end, or the highest, if narrower headers part the columns.

    A label beside the indicators (绩效指标) stands in the header's row and spans all rows below it.
    """
    first = min(cell.last_row for cell in named)
    ended = [cell.columns for cell in named if cell.last_row == first]
    below = [cell.columns for cell in begun.get(first, ())]
    parted = any(upper != under and upper.covers(under) for upper in ended for under in below)
    return max(cell.last_row for cell in named) if parted else first


def header_row(cells: Sequence[PrintedCell], rules: StitchRules) -> HeaderRow:
    """Give what a row of headers is known by: the known ones, or else all that begin in it."""
    begun = [HeaderCell(cell.columns, cell.bare) for cell in sorted(cells, key=lambda cell: cell.column)]
    known = [cell for cell in begun if label(cell.text) in rules.header_labels]
    return tuple(known if len(known) >= FEWEST_HEADERS else begun)


def leading_rows(begun: Mapping[int, Sequence[PrintedCell]], rows: int, rules: StitchRules) -> HeaderBlock:
    """Give a table's first rows down to the end of its headers: what a printer may repeat whole.

    They end behind the first known headers; without any, above the first row with a number. Rows without text (a form
    not filled in) and rows of words only tell nothing of where headers end: then it is the first row's own height.
    """
    first = next(known_blocks(begun, rules), None)
    if first is not None:
        last = first[0] + len(first[1])
    else:
        numbered = (
            row for row in range(min(rows, MOST_ROWS)) if any(_NUMBER.match(cell.bare) for cell in begun.get(row, ()))
        )
        least = max((cell.last_row for cell in begun.get(0, ())), default=1)
        last = max(next(numbered, least), least)
    return tuple(header_row(begun.get(row, ()), rules) for row in range(min(last, rows)))


def repeated_rows(
    top: Sequence[PrintedCell], rows: int, leading: HeaderBlock, blocks: Sequence[HeaderBlock], rules: StitchRules
) -> int:
    """Count the rows on top of a page that repeat a table's first rows or one of its headers, to their end.

    A page that holds nothing else repeats nothing: its rows are all that it has.
    """
    most = min(rows, MOST_ROWS, max(map(len, (leading, *blocks))))
    begun = by_first_row([cell for cell in top if cell.row < most])
    on_top = tuple(header_row(begun.get(row, ()), rules) for row in range(most))
    ends = (leading[start:] for start in range(len(leading)))
    known = (block for block in (*ends, *blocks) if len(block) < rows and _repeats(on_top[: len(block)], block))
    return max((len(block) for block in known if any(cell.text for row in block for cell in row)), default=0)


def _repeats(rows: HeaderBlock, block: HeaderBlock) -> bool:
    """Whether the rows are the block, or its only row without the label on the left, printed once for all rows."""
    if rows == block:
        return True
    return len(rows) == len(block) == 1 and len(rows[0]) >= FEWEST_HEADERS and rows[0] == block[0][1:]
