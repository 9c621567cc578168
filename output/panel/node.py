"""The tables of one year -> a tree: bureaus, their departments, forms, tasks and indicators."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeVar

from jixiao.normalize.lasting_keys import lasting, lasting_level
from jixiao.output.documents import TableRow

Thing = TypeVar("Thing")


class Level(StrEnum):
    """What a node is, from the root down."""

    BUREAU = "bureau"
    DEPARTMENT = "department"
    FORM = "form"
    TASK = "task"
    INDICATOR = "indicator"


class FormRows(NamedTuple):
    """A row of ``forms``, with its document's ``publisher`` and ``document_status``, and the rows of its indicators."""

    form: TableRow
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A bureau, department, form, task or indicator of one year.

    ``kind`` must be the same of two nodes that are one: a form's type, an indicator's levels. ``forms`` are the rows of
    ``forms`` that a form was printed in, ``row`` is that of an indicator.
    """

    level: Level
    kind: str
    name: str
    nodes: tuple["Node", ...] = ()
    forms: tuple[TableRow, ...] = ()
    row: TableRow | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What two nodes that are the same by name have in common."""
        return self.kind, lasting(self.name)

    @property
    def detail(self) -> str:
        """What tells two indicators of one name apart: what is explained of them, and the unit."""
        return f"{lasting(self.row['explanation'])}|{self.unit}" if self.row else ""

    @property
    def unit(self) -> str:
        """An indicator's unit without its scale; empty where there is none."""
        return self.row["base_unit"] if self.row else ""

    def rows(self) -> tuple[TableRow, ...]:
        """Give the rows of all indicators under it, in order."""
        own = (self.row,) if self.row else ()
        return (*own, *(row for node in self.nodes for row in node.rows()))

    def all_forms(self) -> tuple[TableRow, ...]:
        """Give the rows of ``forms`` that it and what is under it stand in."""
        return (*self.forms, *(form for node in self.nodes for form in node.all_forms()))

    def labels(self) -> frozenset[str]:
        """Give what the indicators under it are called, with their levels."""
        return frozenset(f"{row_kind(row)}|{lasting(row['indicator'])}" for row in self.rows())


def row_kind(row: TableRow) -> str:
    """Give the levels that an indicator stands under."""
    return f"{lasting_level(row['level1'])}|{lasting_level(row['level2'])}"


def task_name(row: TableRow) -> str:
    """Give the names of the duty, its item and the task that a row belongs to; empty where the form has none."""
    return " / ".join(filter(None, (row["duty"], row["duty_item"], row["task"])))


def bureaus(forms: Iterable[FormRows]) -> tuple[Node, ...]:
    """Give the trees of one year's forms. One name in one place is one node, whichever document it stands in."""
    return tuple(
        Node(Level.BUREAU, "", name, _departments(group))
        for name, group in _grouped(forms, lambda each: each.form["publisher"])
    )


def _departments(forms: Sequence[FormRows]) -> tuple[Node, ...]:
    return tuple(
        Node(Level.DEPARTMENT, "", name, _forms(group))
        for name, group in _grouped(forms, lambda each: each.form["department"])
    )


def _forms(forms: Sequence[FormRows]) -> tuple[Node, ...]:
    made = []
    for form_type, of_type in _grouped(forms, lambda each: each.form["form_type"]):
        for subject, group in _grouped(of_type, lambda each: each.form["subject"]):
            rows = [row for each in group for row in each.rows]
            made.append(Node(Level.FORM, form_type, subject, _tasks(rows), tuple(each.form for each in group)))
    return tuple(made)


def _tasks(rows: Sequence[TableRow]) -> tuple[Node, ...]:
    return tuple(Node(Level.TASK, "", name, _indicators(group)) for name, group in _grouped(rows, task_name))


def _indicators(rows: Sequence[TableRow]) -> tuple[Node, ...]:
    return tuple(Node(Level.INDICATOR, row_kind(row), row["indicator"], row=row) for row in rows)


def _grouped(things: Iterable[Thing], name: Callable[[Thing], str]) -> list[tuple[str, list[Thing]]]:
    """Give what has the same lasting name together, in the order of the first of each, under the name it has first."""
    groups: dict[str, tuple[str, list[Thing]]] = {}
    for thing in things:
        printed = name(thing)
        groups.setdefault(lasting(printed), (printed, []))[1].append(thing)
    return list(groups.values())
