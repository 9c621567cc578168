"""A table that lists many forms one below the other -> a table for each.

Finance systems of provinces print 部门预算项目绩效目标表 as one list: the head fields of a project (项目名称, 预算数, 年度目标) stand in
columns of their own, in cells that span the project's indicators. Each project becomes a table as others print it: its
head fields in rows above the headers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao.normalize.forms.matching import Header, Match
from jixiao.normalize.forms.rows import find_sections
from jixiao.normalize.tables.model import LogicalTable, TableCell, rows_of

NAMES = ("implementing_unit", "department", "subject")
"""The head fields that tell a form of the list from the next; the last must have a column."""

OF_SEVERAL = frozenset(("implementing_unit", "department"))
"""Head fields that several forms share: a blank cell takes the text above it."""


@dataclass(frozen=True, slots=True)
class _List:
    """The list's header, the headers over its head by field, and the cells under them of each row of indicators."""

    header: Header
    fields: Mapping[str, TableCell]
    rows: Mapping[int, Mapping[str, TableCell]]

    def is_listed(self, cell: TableCell) -> bool:
        """Whether a cell stands under a head field's header."""
        return any(over.columns.holds(cell.column) for over in self.fields.values())


def listed_forms(table: LogicalTable, match: Match) -> Iterator[tuple[LogicalTable, Match]]:
    """Give a table and its match for each form that a recognised table lists; the table itself where it is no list."""
    found = _list_of(table, match)
    if found is None:
        yield table, match
        return
    for rows in _runs(table, found):
        yield _part(table, match, found, rows)


def _list_of(table: LogicalTable, match: Match) -> _List | None:
    """Give the list that a table is: one header over all its rows, a subject's among its columns."""
    if len(match.headers) != 1:
        return None
    (header,) = match.headers
    over = {cell.label: cell for cell in header.others}
    fields = {
        field: over[alias]
        for field, aliases in match.template.listed.items()
        for alias in reversed(aliases)
        if alias in over
    }
    if NAMES[-1] not in fields:  # nearly every form
        return None
    rows = [row for section in find_sections(table, match) for row in section.rows]
    if not rows:
        return None
    return _List(header, fields, dict(zip(rows, _head_cells(table, rows, fields), strict=True)))


def _head_cells(
    table: LogicalTable, rows: Sequence[int], fields: Mapping[str, TableCell]
) -> Iterator[Mapping[str, TableCell]]:
    """Give each row's cell under each head field's header, or the one above it whose text it takes."""
    shared: dict[str, TableCell] = {}
    for row in rows:
        under = {field: _under(over, table.by_row[row]) for field, over in fields.items()}
        own = {field: cell for field, cell in under.items() if cell is not None}
        shared |= {field: cell for field, cell in own.items() if field in OF_SEVERAL and cell.text}
        yield own | shared


def _runs(table: LogicalTable, found: _List) -> Iterator[range]:
    """Give the rows of each form. What stands before the first indicator (合计) goes with the first form."""
    starts: list[int] = []
    before: list[str] = []
    for row, cells in found.rows.items():
        names = [cells[name].bare for name in NAMES if name in cells]
        if not starts or (names[-1] and names != before):
            starts.append(row)
            before = names
    ends = [*starts[1:], table.rows]
    yield from map(range, [found.header.first, *starts[1:]], ends)


def _part(table: LogicalTable, match: Match, found: _List, rows: range) -> tuple[LogicalTable, Match]:
    """Give the table of one form as others print it, and its match."""
    own = next(cells for row, cells in found.rows.items() if row in rows)
    place = _Placing(found.header, rows, len(own))
    moved = [*found.fields.values(), *own.values()]
    others = [cell for cell in table.cells if not (found.is_listed(cell) and _is_told(cell, moved))]
    head = [
        part
        for number, (field, cell) in enumerate(own.items())
        for part in _side_by_side(found.fields[field], cell, found.header.row + number, len(table.xs) - 1)
    ]
    cells = (*head, *(placed for cell in others if (placed := place.cell(cell)) is not None))
    pages = [each.page for cell in cells for each in cell.places if cell.text]
    part = replace(
        table,
        cells=cells,
        by_row=rows_of(cells, place.count),
        page_start=min(pages, default=table.page_start),
        page_end=max(pages, default=table.page_end),
        seams=tuple(replace(seam, row=place.row(seam.row)) for seam in table.seams if seam.row in rows),
        parted=table.parted if rows.start == found.header.first else None,
    )
    return part, _match_of_part(match, found, own, place)


def _match_of_part(match: Match, found: _List, own: Mapping[str, TableCell], place: "_Placing") -> Match:
    head = match.template.head
    listed = {field: (*head.get(field, ()), *match.template.listed[field]) for field in own}
    header = replace(
        found.header,
        row=place.row(found.header.row),
        first=place.row(found.header.row) + found.header.first - found.header.row,
        others=tuple(cell for cell in found.header.others if cell not in found.fields.values()),
    )
    fields = tuple(dict.fromkeys((*match.fields, *own)))
    return Match(
        replace(match.template, head={**head, **listed}),
        (header,),
        match.titled,
        fields,
        match.score + (len(fields) - len(match.fields)) / max(1, len(head)) / 3,
    )


@dataclass(frozen=True, slots=True)
class _Placing:
    """Where a list's rows stand in a form's table: ``rows`` behind the header, before it ``added`` rows of its head."""

    header: Header
    rows: range
    added: int

    @property
    def count(self) -> int:
        """How many rows the form's table has."""
        return self.header.first + self.added + len(self.rows)

    def row(self, row: int) -> int:
        """Give the place of a row that the form's table has."""
        if row < self.header.row:
            return row
        return row + self.added if row < self.header.first else self.header.first + self.added + row - self.rows.start

    def cell(self, cell: TableCell) -> TableCell | None:
        """Give a cell at its place, without the rows that other forms have of it; None where it is of others only."""
        within = [row for row in range(cell.row, cell.last_row) if row < self.header.first or row in self.rows]
        if not within:
            return None
        first, last = self.row(within[0]), self.row(within[-1])
        return cell._replace(row=first, row_span=last + 1 - first)


def _under(over: TableCell, cells: Sequence[TableCell]) -> TableCell | None:
    return next((cell for cell in cells if over.columns.holds(cell.column)), None)


def _is_told(cell: TableCell, moved: Sequence[TableCell]) -> bool:
    """Whether the form's head says what a cell under the list's headers says: a name that is printed on every row."""
    return not cell.text or any(cell.columns == each.columns and cell.bare == each.bare for each in moved)


def _side_by_side(label: TableCell, value: TableCell, row: int, width: int) -> Iterator[TableCell]:
    yield label._replace(row=row, row_span=1, column=0, column_span=1)
    yield value._replace(row=row, row_span=1, column=1, column_span=width - 1)
