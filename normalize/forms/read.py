"""Recognised table -> Form: its head fields, and one record for each lowest-level row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import count

from jixiao.normalize.head import Labelled, labelled_cells
from jixiao.normalize.indicator_rows import (
    IndicatorRow,
    Section,
    find_sections,
    places_of,
    section_rows,
    unit_in_brackets,
)
from jixiao.normalize.matching import Header, Match
from jixiao.normalize.records import Field, Form
from jixiao.normalize.table import LogicalTable, TableCell
from jixiao.normalize.templates import HELPER_COLUMNS, Template
from jixiao.normalize.text import PrintedBlanks, join_wrap, label

_YEAR = re.compile(r"(20\d\d)年")
_ITEM_START = re.compile(r"^(?:目标)?(?:\d{1,2}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[、.．:：](?!\d)|^[（(]\d{1,2}[）)]|^[①-⑳]")
_PERSONAL = re.compile(r"联系人|负责人|电话|手机|填报人|填表人|经办人")
_SCALES = {"万元": Decimal(1), "元": Decimal("0.0001"), "亿元": Decimal(10000), "千元": Decimal("0.1")}
"""Units of money in 万元."""

_MONEY = re.compile(r"^([\d,.]+)(亿元|万元|千元|元)?$")
_CAPTION_UNIT = re.compile(r"单位[:：](亿元|万元|千元|元)")

def read_form(table: LogicalTable, match: Match, form_no: int, blanks: PrintedBlanks) -> Form:
    """Read a recognised table: the rows under each column header, and everything else as labelled fields."""
    sections = find_sections(table, match)
    numbers = count(1)
    rows = [row for section in sections for row in section_rows(table, section, match.template, blanks, numbers)]
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
    return next((unit for cell in reversed(labelled.labels) if (unit := unit_in_brackets(cell.bare))), "")


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


def _row_fields(rows: Sequence[IndicatorRow], sections: Sequence[Section], blanks: PrintedBlanks) -> Iterator[Field]:
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
    table: LogicalTable, match: Match, sections: Sequence[Section], head: Sequence[Labelled], rows: Sequence[IndicatorRow], blanks: PrintedBlanks
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
