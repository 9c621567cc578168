"""Recognised table -> Form: its head fields, and one record for each lowest-level row."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import count

from jixiao.extract.content import is_readable
from jixiao.normalize.head import Labelled, labelled_cells
from jixiao.normalize.matching import Header, Match
from jixiao.normalize.records import Field, Form, Indicator, Place
from jixiao.normalize.table import LogicalTable, TableCell
from jixiao.normalize.templates import HELPER_COLUMNS, TEXT_COLUMNS, Template
from jixiao.normalize.text import PrintedBlanks, join_wrap, label
from jixiao.normalize.values import read_value

_YEAR = re.compile(r"(20\d\d)年")
_ITEM_START = re.compile(r"^(?:目标)?(?:\d{1,2}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[、.．:：](?!\d)|^[（(]\d{1,2}[）)]|^[①-⑳]")
_PERSONAL = re.compile(r"联系人|负责人|电话|手机|填报人|填表人|经办人")
_SCALES = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000), "千元": Decimal("0.1")}
"""Units of money in 万元."""

_MONEY = re.compile(r"^([\d,.]+)(亿元|万元|千元|元)?$")
_CAPTION_UNIT = re.compile(r"单位[:：](亿元|万元|千元|元)")

_FIGURES = ("value_text", "actual_text", "weight", "score")
"""Columns whose cell, when it spans rows, stands for all of them together."""


@dataclass(frozen=True, slots=True)
class Section:
    """The rows under one column header, up to ``last - 1``, and the task (主要政策任务) they belong to.

    ``rows`` are those that hold an indicator; ``task_cell`` is the row that names the task.
    """

    header: Header
    rows: tuple[int, ...]
    last: int
    task_cell: TableCell | None
    task_no: str
    task: str


def read_form(table: LogicalTable, match: Match, form_no: int, blanks: PrintedBlanks) -> Form:
    """Read a recognised table: the rows under each column header, and everything else as labelled fields."""
    sections = _sections(table, match)
    numbers = count(1)
    rows = [row for section in sections for row in _section_rows(table, section, match.template, blanks, numbers)]
    head = sorted(_head(table, match, sections), key=lambda each: (each.value.row, each.value.column))
    texts = _head_texts(table, match, head, blanks)
    captions = [*table.heading, *(each.value.bare for each in head if not each.labels)]
    years = [found.group(1) for line in captions if (found := _YEAR.search(line))]
    tasks = [section.task for section in sections if section.task]
    fields = (*_fields(head, blanks), *_row_fields(rows, sections, blanks))
    return Form(
        form_no=form_no,
        form_type=match.template.form_type,
        title=match.template.title,
        year=years[-1] if years else "",
        subject=texts.get("subject", ""),
        department=texts.get("department", ""),
        implementing_unit=texts.get("implementing_unit", ""),
        budget_text=texts.get("budget_text", ""),
        budget_wan_yuan=_wan_yuan(texts.get("budget_text", ""), texts.get("budget_unit", "")),
        overall_goal=texts.get("overall_goal", ""),
        task_count=len(tasks) if tasks else None,
        page_start=table.page_start,
        page_end=table.page_end,
        place=places_of(table.cells)[0],
        indicators=tuple(row.indicator for row in rows),
        fields=(*fields, *_unplaced(table, match, sections, head, rows, blanks)),
        ruled_rows=sum(len(section.rows) for section in sections),
        checks=match.template.checks,
    )


def _wan_yuan(text: str, unit: str) -> Decimal | None:
    """Give a sum in 万元, by the unit printed behind it, or else on its label or over the table; without one it is not certain."""
    found = _MONEY.match(text)
    number = _number(found.group(1)) if found else None
    scale = _SCALES.get((found and found.group(2)) or unit)
    return None if number is None or scale is None else number * scale


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


# The head: every row that is no indicator's.


def _head(table: LogicalTable, match: Match, sections: Sequence[Section]) -> Iterator[Labelled]:
    """Give the labelled cells of the rows that hold no indicator, run by run."""
    taken = {row for section in sections for row in section.rows}
    for section in sections:
        for row in range(section.header.first, section.last):
            if row not in taken and _has_labels_only(table, row, section.header, match.template):
                taken.add(row)
            elif row not in taken and (closing := _closing_cells(table, row, section.header)):
                taken.add(row)
                yield from closing
    taken |= {section.task_cell.row for section in sections if section.task_cell}
    for header in match.headers:
        taken |= set(range(header.row, header.first))
    start = 0
    for row in [*sorted(taken), table.rows]:
        if row > start:
            yield from labelled_cells(table, start, row, match.template.head_labels)
        start = row + 1


def _has_labels_only(table: LogicalTable, row: int, header: Header, template: Template) -> bool:
    """Whether the row prints labels and was left empty behind them."""
    spans = [span for name, span in header.columns.items() if name in template.carried]
    texts = [cell for cell in table.by_row[row] if cell.row == row and cell.lines]
    return bool(texts) and all(any(first <= cell.column and cell.last_column <= last for first, last, _ in spans) for cell in texts)


def _closing_cells(table: LogicalTable, row: int, header: Header) -> list[Labelled]:
    """Give the figures of a closing row (总分, 金额合计), each under the row's name and its column's header."""
    name, *figures = table.by_row[row]
    if name.row != row or not name.lines or not (name.column <= header.left and name.last_column > header.columns["indicator"][0]):
        return []
    over = {cell.column: cell for cell in table.by_row[header.row]}
    return [Labelled((name, over[cell.column]), cell) for cell in figures if cell.column in over]


def _head_texts(table: LogicalTable, match: Match, head: Sequence[Labelled], blanks: PrintedBlanks) -> dict[str, str]:
    """Give each head field's text, and under ``budget_unit`` the unit that the budget's labels print."""
    texts: dict[str, str] = {}
    for name, aliases in match.template.head.items():
        for alias in aliases:
            found = next((each for each in head if _ends_with(each.path, alias.split("/"))), None)
            if found and name not in texts:
                texts[name] = _prose(found.value, blanks)
                if name == "budget_text":
                    texts["budget_unit"] = _path_unit(found)
    for line in (*table.heading, *(each.value.bare for each in head if not each.labels)):
        if (unit := _CAPTION_UNIT.search(line.replace(" ", ""))) and not texts.get("budget_unit"):
            texts["budget_unit"] = unit.group(1)
    for line in table.heading:
        key, _, value = line.partition("：")
        for name, aliases in match.template.head.items():
            if label(key) in aliases and value:
                texts.setdefault(name, value.strip())
    return texts


def _ends_with(path: Sequence[str], alias: Sequence[str]) -> bool:
    return tuple(path[-len(alias) :]) == tuple(alias)


def _path_unit(labelled: Labelled) -> str:
    return next((unit for cell in reversed(labelled.labels) if (unit := _unit_in_brackets(cell.bare))), "")


def _unit_in_brackets(text: str) -> str:
    found = re.search(r"[（(]([^）)]+)[）)][:：]?$", text)
    return found.group(1) if found else ""


def _fields(head: Iterable[Labelled], blanks: PrintedBlanks) -> Iterator[Field]:
    """Give a field for each value in the head; blank cells without a label are no fields."""
    for each in head:
        if each.labels or each.value.lines:
            path = "/".join(cell.text(blanks).strip(" :：*") for cell in each.labels if cell.lines)
            yield _field(path, each.value, blanks, _path_unit(each))


def _field(path: str, cell: TableCell, blanks: PrintedBlanks, unit: str = "") -> Field:
    text = _prose(cell, blanks)
    number = _number(text)
    return Field(path, text, number, "" if number is None else unit, cell.places[0], bool(_PERSONAL.search(path)))


def _prose(cell: TableCell, blanks: PrintedBlanks) -> str:
    """Join a cell's lines, keeping the breaks between paragraphs: a numbered item behind a closed sentence."""
    text = ""
    for line in cell.lines:
        if text and _ITEM_START.match(line.text) and text[-1] in "。；;！？.":
            text += "\n" + line.text
        else:
            text = join_wrap(text, line.text, blanks) if text else line.text
    return text


# The rows of indicators.


def _sections(table: LogicalTable, match: Match) -> list[Section]:
    blocks = {row: found for row in range(table.rows) if (found := _task(table, row, match.template))}
    starts = sorted({header.row for header in match.headers} | blocks.keys() | {table.rows})
    sections = []
    for header in match.headers:
        above = [row for row in blocks if row < header.row]
        last = min(row for row in starts if row > header.row)
        rows = tuple(row for row in range(header.first, last) if _holds_indicator(table, row, header))
        task_cell = table.by_row[max(above)][0] if above else None
        sections.append(Section(header, rows, last, task_cell, *(blocks[max(above)] if above else ("", ""))))
    return sections


def _task(table: LogicalTable, row: int, template: Template) -> tuple[str, str] | None:
    cells = table.by_row[row]
    if template.task is None or len(cells) != 1:
        return None
    found = template.task.match("".join(line.text for line in cells[0].lines))
    return (found.group(1), found.group(2).strip()) if found else None


def _holds_indicator(table: LogicalTable, row: int, header: Header) -> bool:
    """Whether an indicator or a value begins in the row, and they stand in cells of their own.

    One cell over the labels and the indicator is a closing row (总分) or a section's title; one over indicator and value
    is a remark.
    """
    cells = column_cells(table, row, header)
    leaf = [cells[name] for name in ("indicator", "value_text") if name in cells]
    if not any(cell.row == row for cell in leaf) or not any(cell.lines for cell in leaf):
        return False
    left = header.left
    return len(leaf) < 2 or (leaf[0] is not leaf[1] and (header.columns["indicator"][0] == left or leaf[0].column > left))


def column_cells(table: LogicalTable, row: int, header: Header) -> dict[str, TableCell]:
    """Give the cell of the row under each contract column's header."""
    cells = table.by_row[row]
    found = {}
    for name, (first, last, part) in header.columns.items():
        under = [cell for cell in cells if first <= cell.column < last] or [
            cell for cell in cells if cell.column <= first < cell.last_column
        ]
        if under:
            found[name] = under[min(part, len(under) - 1)]
    return _each_once(found, header)


def _each_once(cells: dict[str, TableCell], header: Header) -> dict[str, TableCell]:
    """Give a cell that lies under several headers to one: an indicator's is the indicator, a label's the outermost label."""
    kept: dict[int, str] = {}
    for name in sorted(cells, key=lambda name: (name not in ("indicator", "value_text"), header.columns[name])):
        kept.setdefault(id(cells[name]), name)
    return {
        name: cell
        for name, cell in cells.items()
        if (owner := kept[id(cell)]) == name or name == "value_text" or header.columns[owner][:2] == header.columns[name][:2]
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """An indicator, the cells it was read from, and the row's other cells that hold text."""

    indicator: Indicator
    section: Section
    cells: Mapping[str, TableCell]
    others: tuple[TableCell, ...]


def _section_rows(
    table: LogicalTable, section: Section, template: Template, blanks: PrintedBlanks, numbers: Iterator[int]
) -> Iterator[_Row]:
    carried: dict[str, str] = {}
    for row in section.rows:
        cells = column_cells(table, row, section.header)
        texts = {name: cell.text(blanks) for name, cell in cells.items()}
        labels = template.carried & texts.keys()
        filled = _carry(texts, carried, [name for name in TEXT_COLUMNS if name in template.carried])
        is_carried = filled or _is_carried(cells, row, labels)
        indicator = _indicator(next(numbers), texts, cells, row, section, carried=is_carried)
        used = {id(cell) for cell in cells.values()}
        others = tuple(cell for cell in table.by_row[row] if cell.row == row and cell.lines and id(cell) not in used)
        yield _Row(indicator, section, cells, others)


def _carry(texts: dict[str, str], carried: dict[str, str], columns: Sequence[str]) -> bool:
    """Fill blank labels from the row above, and say whether any was. A new label ends what stood inside the one before."""
    filled = renewed = False
    for name in columns:
        text = texts.get(name, "")
        renewed = renewed or bool(text and carried.get(name) != text)
        if not text and not renewed and name in texts and name in carried:
            texts[name] = carried[name]
            filled = True
        elif text:
            carried[name] = text
        elif renewed:
            carried.pop(name, None)
    return filled


def _own(cells: Mapping[str, TableCell], row: int) -> list[TableCell]:
    return [cell for cell in cells.values() if cell.row == row and cell.row_span == 1]


def _is_carried(cells: Mapping[str, TableCell], row: int, labels: frozenset[str]) -> bool:
    """Whether a label of the row is printed on other pages than the row."""
    pages = {place.page for cell in _own(cells, row) for place in cell.places}
    return any(not pages <= {p.page for p in cells[n].places[:1]} for n in labels if cells[n].row_span > 1)


def _indicator(
    row_no: int, texts: Mapping[str, str], cells: Mapping[str, TableCell], row: int, section: Section, *, carried: bool
) -> Indicator:
    columns = {name: texts.get(name, "") for name in TEXT_COLUMNS}
    unit = texts.get("unit", "") or _unit_in_brackets(columns["indicator"])
    reading = read_value(columns["value_text"], unit_hint=unit, comparator_hint=texts.get("comparator", ""))
    own = _own(cells, row)
    joins = {reason for cell in own for reason in cell.joins}
    shared = any(cells[name].row < row for name in _FIGURES if name in cells and cells[name].lines)
    flags = [
        *(["row_joined"] if joins else []),
        *(["join_doubtful"] if "doubtful" in joins else []),
        *(["label_carried"] if carried else []),
        *(["figure_shared"] if shared else []),
        *([] if all(map(is_readable, texts.values())) else ["text_unreadable"]),
        *(["value_unread"] if reading.unread else []),
        *reading.doubts,
    ]
    return Indicator(
        row_no=row_no,
        task_no=section.task_no,
        task=section.task,
        **columns,
        reading=reading,
        places=places_of(own or [cell for cell in cells.values() if cell.row == row]),
        flags=tuple(flags),
    )


def _row_fields(rows: Sequence[_Row], sections: Sequence[Section], blanks: PrintedBlanks) -> Iterator[Field]:
    """Give what the rows print in columns without a place in the contract, as ``指标3/备注``; blank cells left out."""
    groups = {section.header.group for section in sections}
    for number, row in enumerate(rows, 1):
        helpers = [(name, row.cells[name]) for name in HELPER_COLUMNS if name in row.cells]
        for name, cell in helpers:
            if cell.lines:
                yield _field(f"指标{number}/{_HELPER_NAMES[name]}", cell, blanks)
        for cell in row.others:
            if header := _header_over(cell, row.section.header):
                yield _field(f"指标{number}/{header}", cell, blanks)
        if len(groups) > 1 and row.section.header.group:
            place = row.indicator.places[0]
            yield Field(f"指标{number}/指标组", row.section.header.group, None, "", place)


_HELPER_NAMES = {"unit": "计量单位", "comparator": "指标性质"}


def _header_over(cell: TableCell, header: Header) -> str:
    return next((each.bare for each in header.others if each.column <= cell.column < each.last_column), "")


def _unplaced(
    table: LogicalTable, match: Match, sections: Sequence[Section], head: Sequence[Labelled], rows: Sequence[_Row], blanks: PrintedBlanks
) -> Iterator[Field]:
    """Give a field without a label for each text that no rule placed: nothing printed is dropped."""
    placed = {id(cell) for each in head for cell in (*each.labels, each.value)}
    placed |= {id(section.task_cell) for section in sections}
    for row in rows:
        placed |= {id(cell) for cell in row.cells.values()}
        placed |= {id(cell) for cell in row.others if _header_over(cell, row.section.header)}
    for cell in table.cells:
        if cell.lines and id(cell) not in placed and not _is_frame(cell, match):
            yield _field("", cell, blanks)


def _is_frame(cell: TableCell, match: Match) -> bool:
    """Whether the cell is a header, or a label beside or over the indicators: 绩效指标, 一级 labels of rows left empty."""
    top = match.headers[0].row
    in_header = any(header.row <= cell.row < header.first or cell.row <= header.row < cell.last_row for header in match.headers)
    levels = [span for header in match.headers for name, span in header.columns.items() if name in match.template.carried]
    beside = cell.row >= top and any(first <= cell.column < last for first, last, _ in levels)
    return in_header or beside or (cell.row >= top and all(cell.last_column <= header.left for header in match.headers))


def places_of(cells: Iterable[TableCell]) -> tuple[Place, ...]:
    """Give one box a page around the cells."""
    places = [place for cell in cells for place in cell.places]
    return tuple(
        Place(
            page,
            min(place.x0 for place in on_page),
            min(place.top for place in on_page),
            max(place.x1 for place in on_page),
            max(place.bottom for place in on_page),
        )
        for page in sorted({place.page for place in places})
        for on_page in [[place for place in places if place.page == page]]
    )
