"""What persons decided of doubtful links: ``panel_doubts.csv`` with ``same`` filled in -> decisions by place."""

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.errors import FileNotReadable
from jixiao.normalize.lasting_keys import lasting
from jixiao.output.documents import TableRow
from jixiao.output.panel.node import Level, Node
from jixiao.output.reading import read_rows

SAME = "same"
"""The column that a person fills in."""

_ANSWERS = {"yes": True, "是": True, "no": False, "否": False}

PLACE_PARTED_BY = " | "

_NEEDED = ("level", "place", *(f"{side}_{part}" for side in ("old", "new") for part in ("name", "row_no")), SAME)

Place = tuple[Level, tuple[str, ...]]
"""A level, and the lasting names that what stands there stands under."""

Pair = tuple[str, str]
"""Two nodes by their identities."""

Decisions = Mapping[Place, Mapping[Pair, bool]]
"""Of pairs of a place: whether they are one."""

NOTHING_DECIDED: Decisions = {}


def place_of(level: Level, above: tuple[str, ...]) -> Place:
    """Give the place of nodes of a level; names that are empty say nothing."""
    return level, tuple(filter(None, map(lasting, above)))


def identity(node: Node) -> str:
    """Give what tells a node from others of its place: its lasting name, of an indicator its row, too."""
    row = node.row
    return _identity(node.name, (row["doc_id"], row["form_no"], row["row_no"]) if row else ())


def _identity(name: str, row: tuple[str, ...]) -> str:
    return "|".join((lasting(name), *row))


def read_decisions(path: Path) -> Decisions:
    """Read a file of decisions; rows without an answer decide nothing. Raises FileNotReadable, with the bad line."""
    decisions: dict[Place, dict[Pair, bool]] = {}
    for number, row in _answered(path):
        if row[SAME] not in _ANSWERS or row["level"] not in {*Level}:
            told = f"line {number}: level {row['level']!r}, same {row[SAME]!r}; same is yes, no, 是 or 否"
            raise FileNotReadable(path, told)
        level = Level(row["level"])
        place = place_of(level, tuple(row["place"].split(PLACE_PARTED_BY.strip())))
        decisions.setdefault(place, {})[_side(row, level, "old"), _side(row, level, "new")] = _ANSWERS[row[SAME]]
    return decisions


def _side(row: TableRow, level: Level, side: str) -> str:
    names = ("doc_id", "form_no", "row_no") if level is Level.INDICATOR else ()
    return _identity(row[f"{side}_name"], tuple(row[f"{side}_{name}"] for name in names))


def has_answers(path: Path) -> bool:
    """Whether a person filled in an answer in a file that may be there."""
    return path.exists() and any(True for _ in _answered(path))


def _answered(path: Path) -> Iterator[tuple[int, TableRow]]:
    """Give the rows that have an answer, with their lines, from 1."""
    try:
        header, *lines = read_rows(path)
        rows = [dict(zip(header, line, strict=True)) for line in lines]
    except (OSError, UnicodeDecodeError, csv.Error, ValueError) as error:
        raise FileNotReadable(path, f"it is no panel_doubts.csv in UTF-8 ({error})") from error
    if missing := [name for name in _NEEDED if name not in header]:
        raise FileNotReadable(path, f"it has no column {missing[0]}")
    for number, row in enumerate(rows, 2):
        if answer := row[SAME].strip().lower():
            yield number, {**row, SAME: answer}
