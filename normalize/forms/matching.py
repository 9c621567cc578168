"""Logical table -> which form it is, by the labels it carries wherever they stand, and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from jixiao.normalize.forms.templates import HELPER_COLUMNS, Forms, Template
from jixiao.normalize.tables.model import LogicalTable, TableCell
from jixiao.normalize.tables.printed import Span
from jixiao.normalize.text import label

HEAD_SHARE = 0.5
"""Share of a form's head fields that make it known without its title; 主管部门 alone stands in most forms."""


class HeaderColumn(NamedTuple):
    """The columns under a header, and which of its two (0, 1) it is where a header stands over two of the contract."""

    span: Span
    part: int = 0


UNNAMED_GROUP = "第{}组"
"""What a set of columns is called that comes more than once in a row, with no label that says which is which."""


@dataclass(frozen=True)
class Header:
    """Column headers over one block of rows. ``first`` is the row below them.

    ``columns``: contract column -> the columns under its header. ``others``: headers that name no contract column.
    ``group``: the label over or beside the block (长期目标).
    """

    row: int
    first: int
    columns: Mapping[str, HeaderColumn]
    others: tuple[TableCell, ...]
    group: str

    @cached_property
    def left(self) -> int:
        """The leftmost column under a header with a contract column."""
        return min(column.span.first for column in self.columns.values())


@dataclass(frozen=True, slots=True)
class Match:
    """How a table was recognised: the template, its headers in the table, and what speaks for it."""

    template: Template
    headers: tuple[Header, ...]
    titled: bool
    fields: tuple[str, ...]
    """Head fields of the template whose labels the table carries."""
    score: float
    """The mean of: titled, share of head fields found, share of the template's columns found. 0 to 1."""


def match_template(table: LogicalTable, forms: Forms) -> Match | None:
    """Give the template whose labels the table carries, or None when none is carried well enough."""
    clues = _clues(table, forms)
    texts = clues.texts
    asked = [each for each in forms.templates if each in clues.titled or _may_be_told_by_head(each, texts)]
    accepted = [match for match in _matches(table, asked, clues) if is_enough(match)]
    return max(accepted, key=lambda match: match.score, default=None)


def unplaced(match: Match) -> list[str]:
    """Give the headers that name no column of the contract, and none that the template says is kept beside it."""
    known = match.template.kept | match.template.columns.keys()
    others = (cell for header in match.headers for cell in header.others if cell.label not in known)
    return list(dict.fromkeys(cell.bare for cell in others))


def nearly_matched(table: LogicalTable, forms: Forms) -> Match | None:
    """Give the template that a table was not taken for, although much of it stands there.

    Its title names it, or most of its head's labels or its headers are there.
    """
    ranked = rank_templates(table, forms)
    return next(
        (
            match
            for match in ranked
            if match.titled
            or match.headers
            or (not match.template.only_titled and len(match.fields) > max(1, HEAD_SHARE * len(match.template.head)))
        ),
        None,
    )


def is_enough(match: Match) -> bool:
    """Whether a match makes the form known. Forms share the columns of indicators: title or head must tell them."""
    return bool(match.headers) and (match.titled or _tells_by_head(match.template, len(match.fields)))


def _tells_by_head(template: Template, fields: int) -> bool:
    """Whether so many of its head fields make the form known without its title."""
    return not template.only_titled and fields > HEAD_SHARE * len(template.head)


def rank_templates(table: LogicalTable, forms: Forms) -> list[Match]:
    """Give how well each template fits, the best first."""
    return sorted(_matches(table, forms.templates, _clues(table, forms)), key=lambda match: -match.score)


@dataclass(frozen=True, slots=True)
class _Clues:
    """What may tell a table's form.

    ``cells``: each cell's row, column and text as labels are compared; ``heading``: the lines above the table,
    likewise; ``titled``: the templates that the nearest title names; ``rows``: those with two or more column headers of
    any form.
    """

    cells: tuple[tuple[int, int, str], ...]
    heading: frozenset[str]
    titled: Sequence[Template]
    rows: Sequence[int]

    @property
    def texts(self) -> frozenset[str]:
        """All texts of the table and above it."""
        return self.heading.union([text for _, _, text in self.cells])


def _clues(table: LogicalTable, forms: Forms) -> _Clues:
    cells = [(cell, cell.label) for cell in table.cells if cell.text]
    headers = Counter(
        row for cell, text in cells if text in forms.header_labels for row in range(cell.row, cell.last_row)
    )
    return _Clues(
        tuple([(cell.row, cell.column, text) for cell, text in cells]),
        frozenset(label(line.partition("：")[0]) for line in table.heading),
        _titled(table, forms),
        sorted(row for row, count in headers.items() if count > 1),
    )


def _may_be_told_by_head(template: Template, texts: Set[str]) -> bool:
    """Whether a head could make the form known that held all of a table's texts: of few forms it could."""
    return _tells_by_head(template, sum(not asked.isdisjoint(texts) for asked in template.asked.values()))


def _matches(table: LogicalTable, templates: Iterable[Template], clues: _Clues) -> list[Match]:
    return [_match(table, template, clues) for template in templates]


def _titled(table: LogicalTable, forms: Forms) -> list[Template]:
    """Give the templates that the nearest title names: in the table's own first row, or in the lines above it."""
    own = [cells[0].bare for cells in table.by_row[:2] if len(cells) == 1]
    for line in (*reversed(own), *reversed(table.heading)):
        named = [t for t in forms.templates if any(title.search(line.replace(" ", "")) for title in t.titles)]
        if named:
            return named
    return []


def _match(table: LogicalTable, template: Template, clues: _Clues) -> Match:
    headers = tuple(_headers(table, template, clues.rows))
    top = headers[0].row if headers else table.rows
    left = headers[0].left if headers else 0
    outside = {text for row, column, text in clues.cells if row < top or column < left} | clues.heading
    fields = tuple(field for field, asked in template.asked.items() if not asked.isdisjoint(outside))
    titled = template in clues.titled
    columns = {name for names in template.columns.values() for name in names}
    found = max((len(header.columns) for header in headers), default=0) / len(columns)
    score = (found + titled + len(fields) / max(1, len(template.head))) / 3
    return Match(template, headers, titled, fields, score)


def _headers(table: LogicalTable, template: Template, rows: Sequence[int]) -> Iterator[Header]:
    """Give the headers of each block; where headers take two rows, the row in which most of them stand."""
    below = 0
    for row in rows:
        if row < below or not (blocks := _blocks(table, row, template)):
            continue
        deeper = (_blocks(table, r, template) for r in rows if row < r < blocks[0].first)
        width = _width(blocks)
        blocks = next((each for each in deeper if _width(each) > width), blocks)
        yield from blocks
        below = max(block.first for block in blocks)


def _width(blocks: Iterable[Header]) -> int:
    return sum(len(block.columns) for block in blocks)


def _blocks(table: LogicalTable, row: int, template: Template) -> list[Header]:
    """Give the header of each block in the row: one, or several side by side, each with its own 三级指标 and 指标值."""
    # Headers end on one line; a label that goes on below it stands beside the rows and is no header.
    first = _most_common(cell.last_row for cell in table.by_row[row])
    cells = [cell for cell in table.by_row[row] if cell.last_row == first]
    named = [(cell, template.columns.get(cell.label, ())) for cell in cells]
    if not any(names and cell.row == row for cell, names in named):
        return []
    shared: dict[str, HeaderColumn] = {}
    blocks: list[dict[str, HeaderColumn]] = [shared]
    named = _one_of_each_helper(named, template)
    for cell, names in named:
        if set(names) & blocks[-1].keys():
            blocks.append({})
        blocks[-1] |= {name: HeaderColumn(cell.columns, part) for part, name in enumerate(names)}
    others = tuple(cell for cell, names in named if not names and cell.text)
    full = [{**{k: v for k, v in shared.items() if k not in block}, **block} for block in blocks[1:]]
    complete = [columns for columns in (shared, *full) if {"indicator", "value_text"} <= columns.keys()]
    groups = [_group(table, row, columns, template) for columns in complete]
    if len(complete) > 1:
        told = {group for group in groups if groups.count(group) == 1}
        groups = [
            group if group and group in told else UNNAMED_GROUP.format(number) for number, group in enumerate(groups, 1)
        ]
    return [Header(row, first, columns, others, group) for columns, group in zip(complete, groups, strict=True)]


def _one_of_each_helper(
    named: Sequence[tuple[TableCell, tuple[str, ...]]], template: Template
) -> list[tuple[TableCell, tuple[str, ...]]]:
    """Leave one header of each helper column within a block: of 指标方向 and 指标性质 the one that the template names first.

    A block ends where its value's header comes again.
    """
    order = list(template.columns)
    kept: list[tuple[TableCell, tuple[str, ...]]] = []
    place: dict[str, int] = {}
    for cell, names in named:
        if set(names) - set(HELPER_COLUMNS):
            place = {} if "indicator" in names else place
        elif names and (before := place.get(names[0])) is not None:
            earlier = kept[before][0]
            if order.index(cell.label) > order.index(earlier.label):
                kept.append((cell, ()))
                continue
            kept[before] = (earlier, ())
        if names and names[0] in HELPER_COLUMNS:
            place[names[0]] = len(kept)
        kept.append((cell, names))
    return kept


def _most_common(numbers: Iterable[int]) -> int:
    return Counter(numbers).most_common(1)[0][0]


def _group(table: LogicalTable, row: int, columns: Mapping[str, HeaderColumn], template: Template) -> str:
    """Give the label beside the block's rows (长期绩效指标), or else a label of the form over its columns (长期目标)."""
    left, right = columns["indicator"].span.first, columns["value_text"].span.behind
    first = min(column.span.first for column in columns.values())
    beside = [cell for cell in table.by_row[row] if cell.last_column <= first and cell.row_span > 1]
    over = [
        cell
        for cell in table.by_row[row - 1]
        if cell.last_row == row and cell.column <= left and right <= cell.last_column
    ]
    named = [cell for cell in over if row and cell.label in template.head_labels]
    return next((cell.bare for cell in (*beside, *named) if cell.text), "")
