"""The rows of a recognised table that hold an indicator, each with every label that stands over it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from jixiao.extract.content import is_readable
from jixiao.normalize.forms.matching import Header, Match
from jixiao.normalize.forms.templates import LEVEL_LABELS, TEXT_COLUMNS, Template
from jixiao.normalize.records import Indicator, Place, Reading
from jixiao.normalize.tables.model import LogicalTable, TableCell
from jixiao.normalize.text import label
from jixiao.normalize.values import read_value
from jixiao.normalize.values.lexicon import is_comparator_glyph

FIGURES = ("value_text", "actual_text", "weight", "score")
"""Columns whose cell, when it spans rows, stands for all of them together."""


@dataclass(frozen=True, slots=True)
class Section:
    """The rows under one column header, up to ``last - 1``, and the task (主要政策任务) they belong to.

    ``rows`` are those that hold an indicator, each with its cells by contract column; ``task_cell`` is the row that
    names the task.
    """

    header: Header
    rows: Mapping[int, Mapping[str, TableCell]]
    last: int
    task_cell: TableCell | None
    task_no: str
    task: str


def find_sections(table: LogicalTable, match: Match) -> list[Section]:
    """Give the rows under each of the table's headers; a header, a task row or the table's end closes a section."""
    blocks = {row: found for row in range(table.rows) if (found := _task(table, row, match.template))}
    starts = sorted({header.row for header in match.headers} | blocks.keys() | {table.rows})
    sections = []
    for header in match.headers:
        above = [row for row in blocks if row < header.row]
        last = min(row for row in starts if row > header.row)
        each = _rows_under(table, header, last)
        rows = {row: cells for row, cells in each if _holds_indicator(cells, row, header)}
        task_cell = table.by_row[max(above)][0] if above else None
        sections.append(Section(header, rows, last, task_cell, *(blocks[max(above)] if above else ("", ""))))
    return sections


def _task(table: LogicalTable, row: int, template: Template) -> tuple[str, str] | None:
    cells = table.by_row[row]
    if template.task is None or len(cells) != 1:
        return None
    found = template.task.match(cells[0].text)
    return (found.group(1), found.group(2).strip()) if found else None


def _holds_indicator(cells: Mapping[str, TableCell], row: int, header: Header) -> bool:
    """Whether an indicator or a value begins in the row, typed or not, and they stand in cells of their own.

    One cell over the labels and the indicator is a closing row (总分) or a section's title; one over indicator and value
    is a remark.
    """
    leaf = [cells[name] for name in ("indicator", "value_text") if name in cells]
    if not any(cell.row == row for cell in leaf) or not any(cell.text or cell.doubts for cell in leaf):
        return False
    left = header.left
    return len(leaf) < 2 or (
        leaf[0] is not leaf[1] and (header.columns["indicator"].span.first == left or leaf[0].column > left)
    )


def _rows_under(table: LogicalTable, header: Header, last: int) -> Iterator[tuple[int, dict[str, TableCell]]]:
    """Give the rows under a header, up to ``last - 1``, each with the cell under each contract column's header.

    Rows whose cells stand in the same columns, as nearly all of a table do, have them in the same places.
    """
    known: dict[tuple[tuple[int, int], ...], dict[str, int]] = {}
    for row in range(header.first, last):
        cells = table.by_row[row]
        columns = tuple([(cell.column, cell.column_span) for cell in cells])
        places = known.get(columns)
        if places is None:
            places = known[columns] = _places_under(columns, header)
        yield row, _each_once({name: cells[place] for name, place in places.items()}, header)


def _places_under(columns: Sequence[tuple[int, int]], header: Header) -> dict[str, int]:
    """Give the place, among a row's cells, of that under each contract column's header.

    ``columns`` are the first column of each cell and how many it spans.
    """
    found = {}
    for name, ((first, behind), part) in header.columns.items():
        under = [place for place, (column, span) in enumerate(columns) if column < behind and first < column + span]
        if under:
            found[name] = under[min(part, len(under) - 1)]
    return found


def _each_once(cells: dict[str, TableCell], header: Header) -> dict[str, TableCell]:
    """Give a text that lies under several headers to one: an indicator's to that, a label's to the outermost label."""
    if len(set(map(id, cells.values()))) == len(cells):  # most rows: no text lies under several
        return cells
    kept: dict[int, str] = {}
    for name in sorted(cells, key=lambda name: (name not in ("indicator", "value_text"), header.columns[name])):
        kept.setdefault(id(cells[name]), name)
    return {
        name: cell
        for name, cell in cells.items()
        if (owner := kept[id(cell)]) == name
        or not cell.text
        or name == "value_text"
        or header.columns[owner].span == header.columns[name].span
    }


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An indicator, the cells it was read from, and the row's other cells that hold text."""

    indicator: Indicator
    section: Section
    cells: Mapping[str, TableCell]
    others: tuple[TableCell, ...]


def section_rows(
    table: LogicalTable, section: Section, template: Template, numbers: Iterator[int]
) -> Iterator[IndicatorRow]:
    """Give a section's indicators, numbered from ``numbers``, with labels carried down to every row."""
    carried: dict[str, TableCell] = {}
    over = [(name, code) for name, cell in _over(table, section) for code in cell.doubts]
    columns = [name for name in TEXT_COLUMNS if name in template.carried]
    outermost_first = sorted(template.carried & section.header.columns.keys(), key=section.header.columns.__getitem__)
    for row, cells in section.rows.items():
        filled = _carried_down(cells, carried, columns)
        stated = {**cells, **filled}
        texts = {name: cell.text for name, cell in stated.items()}
        own = [cell for cell in cells.values() if cell.row == row and cell.row_span == 1]
        labels = [name for name in outermost_first if name in cells]
        is_carried = bool(filled) or _is_carried(cells, own, labels)
        missing = bool(labels) and not texts[labels[0]]
        of_carried = [(name, cell) for name, cell in stated.items() if name in filled]
        doubts = [(name, code) for name, cell in (*cells.items(), *of_carried) for code in cell.doubts]
        indicator = _indicator(
            next(numbers), texts, cells, row, own, section, (*doubts, *over), carried=is_carried, missing=missing
        )
        used = set(map(id, cells.values()))
        others = tuple([cell for cell in table.by_row[row] if cell.row == row and cell.text and id(cell) not in used])
        yield IndicatorRow(indicator, section, cells, others)


def _carried_down(
    cells: Mapping[str, TableCell], carried: dict[str, TableCell], columns: Sequence[str]
) -> dict[str, TableCell]:
    """Give the label above for each blank one of a row; ``carried``: the labels in force, which the row's own renew.

    A new label ends what stood inside the last.
    """
    filled: dict[str, TableCell] = {}
    renewed = False
    for name in columns:
        cell, above = cells.get(name), carried.get(name)
        if cell is not None and cell.text:
            renewed = renewed or above is None or above.text != cell.text
            carried[name] = cell
        elif renewed:
            carried.pop(name, None)
        elif cell is not None and above is not None:
            filled[name] = above
    return filled


def _is_carried(cells: Mapping[str, TableCell], own: Sequence[TableCell], labels: Iterable[str]) -> bool:
    """Whether a label of the row, whose ``own`` cells are these, is printed on other pages than the row."""
    over = [cells[name] for name in labels if cells[name].row_span > 1]
    pages = {place.page for cell in own for place in cell.places} if over else set()
    return any(not pages <= {place.page for place in cell.places[:1]} for cell in over)


def _indicator(
    row_no: int,
    texts: Mapping[str, str],
    cells: Mapping[str, TableCell],
    row: int,
    own: Sequence[TableCell],
    section: Section,
    doubts: tuple[tuple[str, str], ...],
    *,
    carried: bool,
    missing: bool,
) -> Indicator:
    columns = {name: texts.get(name, "") for name in TEXT_COLUMNS}
    reading, columns["value_text"] = read_text(columns, texts.get("unit", ""), texts.get("comparator", ""))
    joins = {reason for cell in own for reason in cell.joins}
    readings = [cell.other_reading for cell in own if cell.other_reading]
    other_reading = readings[0] if readings else ""
    shared = [name for name in FIGURES if name in cells and cells[name].row < row and cells[name].text]
    flags = [
        *(["row_joined"] if joins - {"doubtful"} else []),
        *(["join_doubtful"] if "doubtful" in joins or other_reading else []),
        *(["label_carried"] if carried else []),
        *(["figure_shared"] if shared else []),
        *(["label_missing"] if missing else []),
        *text_flags(columns, reading, texts.values(), has_value="value_text" in texts),
        *(code for _, code in doubts),
    ]
    return Indicator(
        row_no=row_no,
        task_no=section.task_no,
        task=section.task,
        **columns,
        reading=reading,
        actual=read_actual(columns, texts.get("unit", "")),
        places=places_of(own or [cell for cell in cells.values() if cell.row == row]),
        flags=tuple(dict.fromkeys(flags)),
        other_reading=other_reading,
        cell_doubts=doubts,
        halves=tuple(_halves_of(cells, own)),
    )


def _over(table: LogicalTable, section: Section) -> list[tuple[str, TableCell]]:
    """Give the cells over a section that say what its rows mean: its task and its column headers, each with a name."""
    headers = [("header", cell) for cell in table.by_row[section.header.row] if cell.row == section.header.row]
    return [*([("task", section.task_cell)] if section.task_cell else []), *headers]


def _halves_of(cells: Mapping[str, TableCell], own: Sequence[TableCell]) -> Iterator[tuple[str, str, str]]:
    cut = [cell for cell in own if cell.halves]
    for name in TEXT_COLUMNS if cut else ():
        cell = cells.get(name)
        if cell is not None and cell in cut:
            above, below = cell.halves
            yield name, above, below


def read_text(columns: Mapping[str, str], unit: str, comparator: str) -> tuple[Reading, str]:
    """Read a row's value, and give its text too, with the sign of a column of its own.

    ``unit`` and ``comparator`` are what such columns print; without a unit there, the name of the indicator may end in
    one.
    """
    text = columns["value_text"]
    hint = unit or unit_in_brackets(columns["indicator"])
    reading = read_value(text, unit_hint=hint, comparator_hint=comparator)
    return reading, _with_sign(text, comparator, reading)


def read_actual(columns: Mapping[str, str], unit: str) -> Reading:
    """Read what was reached (实际完成值), by the same unit as the value where it prints none of its own."""
    return read_value(columns["actual_text"], unit_hint=unit or unit_in_brackets(columns["indicator"]))


def text_flags(columns: Mapping[str, str], reading: Reading, texts: Iterable[str], *, has_value: bool) -> Iterator[str]:
    """Give the flags that follow from a row's texts alone; ``has_value``: its table has a column of values."""
    if not columns["indicator"]:
        yield "indicator_missing"
    if has_value and not columns["value_text"]:
        yield "value_missing"
    if not is_readable("\n".join(texts)):
        yield "text_unreadable"
    if reading.unread:
        yield "value_unread"
    if _are_two_values_in_one(reading):
        yield "several_values"
    yield from reading.doubts


def _with_sign(value: str, comparator: str, reading: Reading) -> str:
    """Give a value's text with the sign that a column of its own prints, ≥ and 5: without it, it says another thing.

    Words of such a column (定性, 正向) say how a value is meant, and are no part of it.
    """
    lacks = reading.value is not None and value.strip()[:1].isdigit() and is_comparator_glyph(comparator)
    return f"{comparator}{value}" if lacks else value


def _are_two_values_in_one(reading: Reading) -> bool:
    """Whether a value states two targets with the same comparator and unit, and nothing says which is which."""
    targets = reading.targets
    alike = len({(target.comparator, target.unit) for target in targets}) == 1
    return len(targets) > 1 and alike and bool(targets[0].comparator) and not any(target.label for target in targets)


def with_split_labels(rows: Sequence[Indicator]) -> tuple[Indicator, ...]:
    """Flag the rows under a label that a border cuts in two: 效益 over the one, 指标 over the next."""
    flagged = {id(row) for name in ("level1", "level2") for one, other in _halves(rows, name) for row in (*one, *other)}
    return tuple(replace(row, flags=(*row.flags, "label_split")) if id(row) in flagged else row for row in rows)


def _halves(rows: Sequence[Indicator], name: str) -> Iterator[tuple[list[Indicator], list[Indicator]]]:
    """Give neighbouring runs of rows whose labels are one of the form's together, and not each by itself."""
    runs = [(text, list(run)) for text, run in groupby(rows, key=lambda row: label(getattr(row, name)))]
    for (text, one), (following, other) in pairwise(runs):
        if text and following and text + following in LEVEL_LABELS and not {text, following} <= LEVEL_LABELS:
            yield one, other


def places_of(cells: Iterable[TableCell]) -> tuple[Place, ...]:
    """Give one box a page around the cells."""
    places = [place for cell in cells for place in cell.places]
    pages = sorted({place.page for place in places})
    if len(pages) == 1:  # nearly every row
        return (_around(places),)
    return tuple([_around([place for place in places if place.page == page]) for page in pages])


def _around(places: Sequence[Place]) -> Place:
    pages, lefts, tops, rights, bottoms = zip(*places, strict=True)
    return Place(pages[0], min(lefts), min(tops), max(rights), max(bottoms))


_IN_BRACKETS = re.compile(r"[（(]([^）)]+)[）)][:：]?$")


def unit_in_brackets(text: str) -> str:
    """Give the unit that a label prints in brackets at its end, 项目资金（万元）; nothing when it prints none."""
    found = _IN_BRACKETS.search(text)
    return found.group(1) if found else ""
