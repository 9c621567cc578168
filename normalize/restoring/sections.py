"""A stack of rows -> its sections: a row of headers and the rows under it, and what stands between such."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.restoring.columns import Columns, columns_under
from jixiao.normalize.restoring.model import RawRow
from jixiao.normalize.restoring.stacks import begins_anew


class Section(NamedTuple):
    """Rows under one row of headers, and their columns; without headers rows of a head, of titles, of no known table.

    ``removed`` are characters that stood in more than one place of their cell.
    """

    header: RawRow | None
    columns: Columns | None
    rows: tuple[RawRow, ...]
    removed: str = ""


def sections_of(rows: Sequence[RawRow], known: Forms) -> Iterator[Section]:
    """Give the sections, from the top down. Rows without any text are left out."""
    filled = _without_blank_rows(rows)
    starts = [at for at, row in enumerate(filled) if begins_anew(row, known)]
    for first, last in zip([0, *starts], [*starts, len(filled)], strict=True):
        if first < last:
            yield _section(filled[first:last], known)


def _section(rows: Sequence[RawRow], known: Forms) -> Section:
    columns = columns_under(rows[0], rows[1:], known)
    if columns is None:
        return Section(None, None, tuple(rows))
    return Section(rows[0], columns, tuple(rows[1:]))


def _without_blank_rows(rows: Sequence[RawRow]) -> list[RawRow]:
    kept: list[RawRow] = []
    gap = False
    for row in rows:
        gap = gap or row.behind_gap
        if row.filled:
            kept.append(row._replace(behind_gap=gap))
            gap = False
    return kept
