"""Logical table -> which form it is, by the labels it carries wherever they stand, and how sure that is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.normalize.forms.templates import HELPER_COLUMNS, Forms, Template
from jixiao.normalize.tables.model import LogicalTable, TableCell
from jixiao.normalize.tables.printed import Span
from jixiao.normalize.text import label

HEAD_SHARE = 0.5
"""Share of a form's head fields that make it known without its title; 主管部门 alone stands in most forms."""


class HeaderColumn(NamedTuple):
    """The columns under a header, and which of its two it is where one header stands over two contract columns (0, 1)."""

    span: Span
    part: int = 0


UNNAMED_GROUP = "第{}组"
"""What a set of columns is called that comes more than once in a row, with no label that says which is which."""


@dataclass(frozen=True, slots=True)
class Header:
    """Column headers over one block of rows. ``first`` is the row below them.

    ``columns``: contract column -> the columns under its header. ``others``: headers that name no contract column. ``group``: the label over or beside the block (长期目标).
    """

    row: int
    first: int
    columns: Mapping[str, HeaderColumn]
    others: tuple[TableCell, ...]
    group: str

    @property
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
    accepted = [match for match in rank_templates(table, forms) if is_enough(match)]
    return max(accepted, key=lambda match: match.score, default=None)


def unplaced(match: Match) -> list[str]:
    """Give the headers that name no column of the contract, and none that the template says is kept beside it."""
    known = match.template.kept | match.template.columns.keys()
    others = (cell for header in match.headers for cell in header.others if cell.label not in known)
    return list(dict.fromkeys(cell.bare for cell in others))


def nearly_matched(table: LogicalTable, forms: Forms) -> Match | None:
    """Give the template that a table was not taken for although its title names it, or most of its head's labels stand there."""
    ranked = rank_templates(table, forms)
    return next(
        (
            match
            for match in ranked
            if match.titled
            or (not match.template.only_titled and len(match.fields) > max(1, HEAD_SHARE * len(match.template.head)))
        ),
        None,
    )


def is_enough(match: Match) -> bool:
    """Whether a match makes the form known. The forms share the columns of indicators: title or head must tell them apart."""
    by_head = not match.template.only_titled and len(match.fields) > HEAD_SHARE * len(match.template.head)
    return bool(match.headers) and (match.titled or by_head)


def rank_templates(table: LogicalTable, forms: Forms) -> list[Match]:
    """Give how well each template fits, the best first."""
    rows = [row for row in range(table.rows) if _names_columns(table, row, forms)]
    titled = _titled(table, forms)
    labels = _Labels(
        tuple((cell.row, cell.column, cell.label) for cell in table.cells if cell.text),
        frozenset(label(line.partition("：")[0]) for line in table.heading),
    )
    matches = [_match(table, template, rows, labels, titled=template in titled) for template in forms.templates]
    return sorted(matches, key=lambda match: -match.score)


@dataclass(frozen=True, slots=True)
class _Labels:
    """What may be a label: each cell's row, column and text as labels are compared, and the lines above the table."""

    cells: tuple[tuple[int, int, str], ...]
    heading: frozenset[str]


def _names_columns(table: LogicalTable, row: int, forms: Forms) -> bool:
    """Whether two or more column headers of any form stand in the row."""
    return sum(cell.label in forms.header_labels for cell in table.by_row[row] if cell.text) > 1


def _titled(table: LogicalTable, forms: Forms) -> list[Template]:
    """Give the templates that the nearest title names: in the table's own first row, or in the lines above it."""
    own = [cells[0].bare for cells in table.by_row[:2] if len(cells) == 1]
    for line in (*reversed(own), *reversed(table.heading)):
        named = [t for t in forms.templates if any(title.search(line.replace(" ", "")) for title in t.titles)]
        if named:
            return named
    return []


def _match(table: LogicalTable, template: Template, rows: Sequence[int], labels: _Labels, *, titled: bool) -> Match:
    headers = tuple(_headers(table, template, rows))
    top = headers[0].row if headers else table.rows
    left = headers[0].left if headers else 0
    outside = {text for row, column, text in labels.cells if row < top or column < left} | labels.heading
    fields = tuple(field for field, asked in template.asked.items() if asked & outside)
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
        deeper = next(
            (
                r
                for r in rows
                if row < r < blocks[0].first and _width(table, r, template) > _width(table, row, template)
            ),
            None,
        )
        blocks = blocks if deeper is None else _blocks(table, deeper, template)
        yield from blocks
        below = max(block.first for block in blocks)


def _width(table: LogicalTable, row: int, template: Template) -> int:
    return sum(len(block.columns) for block in _blocks(table, row, template))


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
