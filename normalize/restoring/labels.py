"""Labels over several rows, in files that do not say over which: put on the first of them, or in doubt."""

from collections.abc import Sequence
from itertools import groupby

from jixiao.normalize.restoring.columns import Columns
from jixiao.normalize.restoring.levels import LEVEL1, PARENT, bare_level
from jixiao.normalize.restoring.model import BLANK, PlacedRow

_CARRIED = ("duty_no", "duty", "duty_item", "duty_target")


def with_labels(rows: Sequence[PlacedRow], columns: Columns) -> tuple[PlacedRow, ...]:
    """Give a section's rows with each 一级 label on the first of the rows that its 二级 labels say it is over.

    Rows whose labels nothing but their place tells are in doubt: converters set a label on any row of those that it is
    over.
    """
    level1, level2 = columns.find("level1"), columns.find("level2")
    if level1 is not None and level2 is not None:
        return _by_position(_by_parents(rows, level1, level2), level1, level2)
    own = [column for kind in _CARRIED if kind in columns.carried and (column := columns.find(kind)) is not None]
    return tuple(row.doubted("label_by_position") if _is_carried(row, own) else row for row in rows)


def _is_carried(row: PlacedRow, columns: Sequence[int]) -> bool:
    return any(not row.at(column).bare for column in columns)


def _parent(row: PlacedRow, level2: int) -> str:
    return PARENT.get(row.at(level2).label, "")


def _by_parents(rows: Sequence[PlacedRow], level1: int, level2: int) -> tuple[PlacedRow, ...]:
    """Move labels up within the rows whose 二级 labels stand under one and the same 一级 label."""
    done: list[PlacedRow] = []
    for parent, run in groupby(_with_parents(rows, level1, level2), key=lambda each: each[0]):
        own = [row for _, row in run]
        done += _moved_up(own, level1) if parent else own
    return tuple(done)


def _with_parents(rows: Sequence[PlacedRow], level1: int, level2: int) -> list[tuple[str, PlacedRow]]:
    """Give each row the label over its 二级 label; without one that of the row above, if no 一级 label begins there."""
    told: list[tuple[str, PlacedRow]] = []
    for row in rows:
        parent = _parent(row, level2)
        if not parent and told and not row.at(level2).bare and not row.at(level1).bare:
            parent = told[-1][0]
        told.append((parent, row))
    return told


def _moved_up(rows: list[PlacedRow], level1: int) -> list[PlacedRow]:
    first = next((at for at, row in enumerate(rows) if row.at(level1).bare), None)
    if not first or rows[first].at(level1).label not in LEVEL1:
        return rows
    moved = rows[first].at(level1).doubted("label_moved")
    return [rows[0].put(level1, moved), *rows[1:first], rows[first].put(level1, BLANK), *rows[first + 1 :]]


def _by_position(rows: Sequence[PlacedRow], level1: int, level2: int) -> tuple[PlacedRow, ...]:
    """Put rows in doubt whose labels do not tell of one another: 二级 blank, or known to be under another 一级 label."""
    done: list[PlacedRow] = []
    over = ""
    for row in rows:
        over = row.at(level1).label or over
        parent = _parent(row, level2)
        agrees = bool(parent) and bare_level(over) == parent
        done.append(row if agrees else row.doubted("label_by_position"))
    return tuple(done)
