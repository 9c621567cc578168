"""Logical table -> Form: which form it is, its head fields, and one record for each lowest-level row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from jixiao.extract.content import is_readable
from jixiao.normalize.records import Field, Form, Indicator, Place
from jixiao.normalize.table import LogicalTable, TableCell
from jixiao.normalize.templates import CARRIED, HEADER_LABELS, TEMPLATES, Template
from jixiao.normalize.text import PrintedBlanks, join_wrap, label
from jixiao.normalize.values import read_value

_TASK = re.compile(r"^主要政策任务(\d+)[:：](.+)$", re.S)
_YEAR = re.compile(r"(20\d\d)年")
_ITEM_START = re.compile(r"^(?:目标)?(?:\d{1,2}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[、.．:：](?!\d)|^[（(]\d{1,2}[）)]|^[①-⑳]")
_TEXT_COLUMNS = ["duty_no", "duty", "duty_item", "duty_target", "level1", "level2", "indicator_no", "indicator", "explanation", "value_text", "actual_text", "weight", "score", "deviation_reason"]


HEAD_SHARE = 0.5
"""Share of a form's head labels that make it known without its title; 主管部门 alone stands in most forms."""


@dataclass(frozen=True, slots=True)
class Header:
    """A row of column headers. ``columns``: contract column -> (first, behind last) column of the header, its part."""

    row: int
    columns: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Match:
    """How a table was recognised: the template, its headers in the table, and the share of its labels found."""

    template: Template
    headers: tuple[Header, ...]
    score: float


def match_template(table: LogicalTable) -> Match | None:
    """Give the template whose labels the table carries, or None when none has an indicator and a value column."""
    rows = [row for row in range(table.rows) if _names_columns(table, row)]
    matches = [match for template in TEMPLATES if (match := _match(table, template, rows)) is not None]
    return max(matches, key=lambda match: match.score, default=None)


def _names_columns(table: LogicalTable, row: int) -> bool:
    """Whether two or more column headers of any form begin in the row."""
    return sum(label(cell.bare) in HEADER_LABELS for cell in table.by_row[row] if cell.row == row and cell.lines) > 1


def _match(table: LogicalTable, template: Template, rows: Sequence[int]) -> Match | None:
    headers = tuple(h for row in rows if (h := _header(table, row, template)) is not None)
    if not headers:
        return None
    found = max(len(header.columns) for header in headers) / sum(map(len, template.columns.values()))
    titled = any(template.title in line.replace(" ", "") for line in table.heading)
    labels = {label(cell.bare) for cell in table.cells if cell.row < headers[0].row}
    labels |= {label(line.partition("：")[0]) for line in table.heading}
    headed = len(labels & template.head.keys()) / len(template.head)
    # Several forms share the four columns of indicators: the title or most head labels must say which one it is.
    return Match(template, headers, (found + titled + headed) / 3) if titled or headed > HEAD_SHARE else None


def _header(table: LogicalTable, row: int, template: Template) -> Header | None:
    columns: dict[str, tuple[int, int, int]] = {}
    for cell in table.by_row[row]:
        names = template.columns.get(label(cell.bare), ()) if cell.row == row else ()
        columns |= {name: (cell.column, cell.last_column, part) for part, name in enumerate(names)}
    return Header(row, columns) if {"indicator", "value_text"} <= columns.keys() else None


def read_form(table: LogicalTable, match: Match, form_no: int, blanks: PrintedBlanks) -> Form:
    """Read a recognised table: its head, then the rows under each column header."""
    head = _head_texts(table, match, blanks)
    sections = list(_sections(table, match))
    raw = [row for section in sections for row in _section_rows(table, section, blanks)]
    indicators = tuple(replace(row, row_no=number) for number, row in enumerate(raw, 1))
    tasks = [section.task for section in sections if section.task]
    years = [found.group(1) for line in table.heading if (found := _YEAR.search(line))]
    return Form(
        form_no=form_no,
        form_type=match.template.form_type,
        title=match.template.title,
        year=years[-1] if years else "",
        subject=head.get("subject", ""),
        department=head.get("department", ""),
        implementing_unit=head.get("implementing_unit", ""),
        budget_text=head.get("budget_text", ""),
        budget_wan_yuan=_number(head.get("budget_text", "")),
        overall_goal=head.get("overall_goal", ""),
        task_count=len(tasks) if tasks else None,
        page_start=table.page_start,
        page_end=table.page_end,
        place=_places(table.cells)[0],
        indicators=indicators,
        fields=_fields(table, match, blanks),
        ruled_rows=sum(len(list(_ruled_rows(table, section))) for section in sections),
    )


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _head_cells(table: LogicalTable, match: Match) -> Iterator[tuple[str, TableCell, TableCell]]:
    """Give (field, label cell, value cell) for each label above the first column header."""
    for row in range(match.headers[0].row):
        cells = table.by_row[row]
        for left, right in pairwise(cells):
            name = match.template.head.get(label(left.bare))
            if name and left.row == row:
                yield name, left, right


def _head_texts(table: LogicalTable, match: Match, blanks: PrintedBlanks) -> dict[str, str]:
    texts = {name: _prose(cell, blanks) for name, _, cell in _head_cells(table, match)}
    for line in table.heading:
        key, _, value = line.partition("：")
        if (name := match.template.head.get(label(key))) and value:
            texts[name] = value.strip()
    return texts


def _fields(table: LogicalTable, match: Match, blanks: PrintedBlanks) -> tuple[Field, ...]:
    return tuple(
        Field(left.text(blanks), text, _number(text), _unit_in_brackets(left.bare) if _number(text) else "", right.places[0])
        for _, left, right in _head_cells(table, match)
        for text in [_prose(right, blanks)]
    )


def _unit_in_brackets(text: str) -> str:
    found = re.search(r"[（(]([^）)]+)[）)]$", text)
    return found.group(1) if found else ""


def _prose(cell: TableCell, blanks: PrintedBlanks) -> str:
    """Join a cell's lines, keeping the breaks between paragraphs: a numbered item behind a closed sentence."""
    text = ""
    for line in cell.lines:
        if text and _ITEM_START.match(line.text) and text[-1] in "。；;！？.":
            text += "\n" + line.text
        else:
            text = join_wrap(text, line.text, blanks) if text else line.text
    return text


@dataclass(frozen=True, slots=True)
class Section:
    """The rows ``first`` .. ``last - 1`` under one column header, and the task (主要政策任务) they belong to."""

    header: Header
    first: int
    last: int
    task_no: str
    task: str


def _sections(table: LogicalTable, match: Match) -> Iterator[Section]:
    starts = [header.row for header in match.headers]
    blocks = {row: found for row in range(table.rows) if (found := _task(table, row))}
    stops = sorted({*starts, *blocks, table.rows})
    for header in match.headers:
        above = [row for row in blocks if row < header.row]
        task_no, task = blocks[max(above)] if above else ("", "")
        last = min(stop for stop in stops if stop > header.row)
        yield Section(header, header.row + 1, last, task_no, task)


def _task(table: LogicalTable, row: int) -> tuple[str, str] | None:
    cells = table.by_row[row]
    found = _TASK.match("".join(line.text for line in cells[0].lines)) if len(cells) == 1 else None
    return (found.group(1), found.group(2).strip()) if found else None


def _ruled_rows(table: LogicalTable, section: Section) -> Iterator[int]:
    """Give the rows in which an indicator or a value cell begins, blank ones left out."""
    for row in range(section.first, section.last):
        cells = _column_cells(table, row, section.header)
        leaf = [cells[name] for name in ("indicator", "value_text") if name in cells]
        if any(cell.row == row for cell in leaf) and any(cell.lines for cell in leaf):
            yield row


def _column_cells(table: LogicalTable, row: int, header: Header) -> dict[str, TableCell]:
    cells = table.by_row[row]
    found = {}
    for name, (first, last, part) in header.columns.items():
        under = [cell for cell in cells if first <= cell.column < last] or [
            cell for cell in cells if cell.column <= first < cell.last_column
        ]
        if under:
            found[name] = under[min(part, len(under) - 1)]
    return found


def _section_rows(table: LogicalTable, section: Section, blanks: PrintedBlanks) -> Iterator[Indicator]:
    carried: dict[str, str] = {}
    for row in _ruled_rows(table, section):
        cells = _column_cells(table, row, section.header)
        texts = {name: cell.text(blanks) for name, cell in cells.items()}
        blank = [name for name in CARRIED & texts.keys() if not texts[name] and name in carried]
        texts |= {name: carried[name] for name in blank}
        carried |= {name: texts[name] for name in CARRIED & texts.keys() if texts[name]}
        yield _indicator(texts, _own(cells, row), section, carried=_is_carried(cells, row) or bool(blank))


def _own(cells: Mapping[str, TableCell], row: int) -> list[TableCell]:
    return [cell for cell in cells.values() if cell.row == row and cell.row_span == 1]


def _is_carried(cells: Mapping[str, TableCell], row: int) -> bool:
    """Whether a label of the row is printed on other pages than the row."""
    pages = {place.page for cell in _own(cells, row) for place in cell.places}
    return any(not pages <= {p.page for p in c.places[:1]} for n, c in cells.items() if n in CARRIED and c.row_span > 1)


def _indicator(texts: Mapping[str, str], own: Sequence[TableCell], section: Section, *, carried: bool) -> Indicator:
    columns = {name: texts.get(name, "") for name in _TEXT_COLUMNS}
    reading = read_value(columns["value_text"], unit_hint=_unit_in_brackets(columns["indicator"]))
    joins = {reason for cell in own for reason in cell.joins}
    flags = [
        *(["row_joined"] if joins else []),
        *(["join_doubtful"] if "doubtful" in joins else []),
        *(["label_carried"] if carried else []),
        *([] if all(map(is_readable, texts.values())) else ["text_unreadable"]),
        *(["value_unread"] if reading.unread else []),
        *reading.doubts,
    ]
    return Indicator(
        row_no=0,
        task_no=section.task_no,
        task=section.task,
        **columns,
        reading=reading,
        places=_places(own),
        flags=tuple(flags),
    )


def _places(cells: Sequence[TableCell]) -> tuple[Place, ...]:
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
