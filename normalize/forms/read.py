"""Recognised table -> Form: its head fields, and one record for each lowest-level row."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from itertools import count

from jixiao.normalize.forms.head import Labelled, labelled_cells
from jixiao.normalize.forms.head_texts import head_texts, path_unit, torn_cells
from jixiao.normalize.forms.matching import Header, Match
from jixiao.normalize.forms.rows import (
    IndicatorRow,
    Section,
    find_sections,
    places_of,
    section_rows,
    with_split_labels,
)
from jixiao.normalize.forms.templates import HELPER_COLUMNS, LEVEL_LABELS, Template
from jixiao.normalize.records import Field, Form
from jixiao.normalize.tables.model import LogicalTable, TableCell
from jixiao.normalize.text import label
from jixiao.normalize.values.money import WAN_YUAN, read_money
from jixiao.normalize.values.units import in_unit

CLOSING = re.compile(r"总分|得分|合计|总计|小计|自评")
"""What names a form's closing row."""

_YEAR = re.compile(r"(20\d\d)年")
_PERSONAL = re.compile(r"联系人|负责人|电话|手机|填报人|填表人|经办人")
_NO_MONEY = re.compile(r"分值|得分|评分|分数|权重|执行率|完成率|比例|占比|比率|百分比")


def read_form(table: LogicalTable, match: Match, form_no: int) -> Form:
    """Read a recognised table: the rows under each column header, and everything else as labelled fields."""
    sections = find_sections(table, match)
    numbers = count(1)
    rows = [row for section in sections for row in section_rows(table, section, match.template, numbers)]
    head = sorted(_head(table, match, sections), key=lambda each: (each.value.row, each.value.column))
    texts = head_texts(table, match, head)
    captions = [*table.heading, *(each.value.bare for each in head if not each.labels)]
    years = [found.group(1) for line in captions if (found := _YEAR.search(line))]
    tasks = [section.task for section in sections if section.task]
    fields = (*_fields(head, table, match), *_row_fields(rows, sections))
    frame, unplaced = _left_over(table, match, sections, head, rows)
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
        indicators=with_split_labels([row.indicator for row in rows]),
        fields=(*fields, *(_without_label(cell, table, match) for cell in unplaced)),
        frame=(
            *(cell.text for cell in frame),
            *dict.fromkeys(each.task_cell.text for each in sections if each.task_cell),
        ),
    )


def _wan_yuan(text: str, unit: str) -> Decimal | None:
    """Give a sum in 万元, by the unit printed behind it, else on its label or over the table; without, it is unsure."""
    money = read_money(text, unit)
    return None if money is None else in_unit(money, WAN_YUAN)


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
    spans = [column.span for name, column in header.columns.items() if name in template.carried]
    texts = [cell for cell in table.by_row[row] if cell.row == row and cell.text]
    return bool(texts) and all(any(span.covers(cell.columns) for span in spans) for cell in texts)


def _closing_cells(table: LogicalTable, row: int, header: Header) -> list[Labelled]:
    """Give the figures of a closing row (总分, 金额合计), each under the row's name and its column's header."""
    name, *figures = table.by_row[row]
    if (
        name.row != row
        or not name.text
        or not (name.column <= header.left and name.last_column > header.columns["indicator"].span.first)
    ):
        return []
    over = {cell.column: cell for cell in table.by_row[header.row]}
    return [Labelled((name, over[cell.column]), cell) for cell in figures if cell.column in over]


def _fields(head: Sequence[Labelled], table: LogicalTable, match: Match) -> Iterator[Field]:
    """Give a field for each value in the head; blank cells without a label are no fields."""
    before: Labelled | None = None
    torn = list(torn_cells(match, head))
    for each in head:
        path = "/".join(cell.text.strip(" :：*") for cell in each.labels if cell.text)
        if path:
            unit = "" if _is_of_scores(each, match) else path_unit(each)
            field = _field(path, each.value, unit)
            odd = (bool(each.labels) and _is_no_closing_row(each, match)) or _is_behind_its_place(each, before)
            doubts = (*(("text_misplaced",) if odd else ()), *(("text_parted",) if each in torn else ()))
            yield replace(field, doubts=(*doubts, *field.doubts)) if doubts else field
        elif each.value.text:
            yield _without_label(each.value, table, match)
        before = each


def _is_of_scores(each: Labelled, match: Match) -> bool:
    """Whether the nearest label is over weights, scores or rates: they have no unit, though the money beside has."""
    if not each.path:
        return False
    columns = match.template.columns.get(each.path[-1], ())
    return bool({"weight", "score"} & set(columns)) or _NO_MONEY.search(each.path[-1]) is not None


def _is_behind_its_place(each: Labelled, before: Labelled | None) -> bool:
    """Whether a label has a blank cell, and the text behind that stands under the label's own label only."""
    return (
        before is not None
        and bool(each.value.text)
        and not before.value.text
        and before.value.row == each.value.row
        and each.labels == before.labels[:-1] != ()
    )


def _field(path: str, cell: TableCell, unit: str = "") -> Field:
    text = cell.prose
    number = _number(text)
    personal = bool(_PERSONAL.search(path))
    return Field(path, text, number, "" if number is None else unit, cell.places[0], personal, cell.doubts)


def _row_fields(rows: Sequence[IndicatorRow], sections: Sequence[Section]) -> Iterator[Field]:
    """Give what the rows print in columns without a place in the contract, as ``指标3/备注``; blank cells left out."""
    groups = {section.header.group for section in sections}
    for number, row in enumerate(rows, 1):
        helpers = [(name, row.cells[name]) for name in HELPER_COLUMNS if name in row.cells]
        for name, cell in helpers:
            if cell.text:
                yield _field(f"指标{number}/{_HELPER_NAMES[name]}", cell)
        for cell in row.others:
            if header := _header_over(cell, row.section.header):
                yield _field(f"指标{number}/{header}", cell)
        if len(groups) > 1 and row.section.header.group:
            place = row.indicator.places[0]
            yield Field(f"指标{number}/指标组", row.section.header.group, None, "", place)


_HELPER_NAMES = {"unit": "计量单位", "comparator": "指标性质"}


def _header_over(cell: TableCell, header: Header) -> str:
    return next((each.bare for each in header.others if each.columns.holds(cell.column)), "")


def _left_over(
    table: LogicalTable,
    match: Match,
    sections: Sequence[Section],
    head: Sequence[Labelled],
    rows: Sequence[IndicatorRow],
) -> tuple[list[TableCell], list[TableCell]]:
    """Give the cells with text that no row, no field and no task took.

    Those of the frame say where others belong; the others no rule placed, and each becomes a field: nothing printed is
    dropped.
    """
    placed = {id(cell) for each in head for cell in (*each.labels, each.value)}
    placed |= {id(section.task_cell) for section in sections}
    for row in rows:
        placed |= {id(cell) for cell in row.cells.values()}
        placed |= {id(cell) for cell in row.others if _header_over(cell, row.section.header)}
    filled = frozenset(row for section in sections for row in section.rows)
    frame: list[TableCell] = []
    unplaced: list[TableCell] = []
    for cell in table.cells:
        if cell.text and id(cell) not in placed:
            (frame if _is_frame(cell, match, filled) else unplaced).append(cell)
    return frame, unplaced


def _without_label(cell: TableCell, table: LogicalTable, match: Match) -> Field:
    field = _field("", cell)
    return replace(field, doubts=("text_misplaced", *field.doubts)) if _is_misplaced(cell, table, match) else field


def _is_misplaced(cell: TableCell, table: LogicalTable, match: Match) -> bool:
    """Whether a cell without a label stands beside others among the indicators, or holds a label of the form's head.

    Among the indicators, a cell as wide as the table is a remark, if it does not hold a row's texts.
    """
    text = label(cell.text)
    if any(header.first <= cell.row for header in match.headers):
        return len(table.by_row[cell.row]) > 1 or _holds_a_row(cell)
    return any(text.startswith(known) and text != known for known in match.template.head_labels)


_TARGET = re.compile(r"[≥≤＞＜<>=]\s*\d")


def _holds_a_row(cell: TableCell) -> bool:
    """Whether a cell as wide as the table holds the texts of an indicator's row, no rule between them."""
    starts_with_label = any(len(level) > 2 and cell.label.startswith(level) for level in LEVEL_LABELS)
    return starts_with_label or _TARGET.search(cell.text) is not None


def _is_no_closing_row(each: Labelled, match: Match) -> bool:
    """Whether a target is under the headers beside a name over all label columns that is none of a closing row's."""
    inside = any(header.first <= each.value.row for header in match.headers)
    return inside and _TARGET.match(each.value.text) is not None and not CLOSING.search(each.labels[0].text)


def _is_frame(cell: TableCell, match: Match, filled: Set[int]) -> bool:
    """Whether the cell is a header, or a label beside or over the indicators: 绩效指标, 一级 labels of rows left empty.

    ``filled`` are the rows that hold an indicator: a label of one that the row did not take is no frame.
    """
    top = match.headers[0].row
    in_header = any(
        header.row <= cell.row < header.first or cell.row <= header.row < cell.last_row for header in match.headers
    )
    levels = [
        column.span
        for header in match.headers
        for name, column in header.columns.items()
        if name in match.template.carried
    ]
    empty = filled.isdisjoint(range(cell.row, cell.last_row))
    beside = cell.row >= top and empty and any(span.holds(cell.column) for span in levels)
    return in_header or beside or (cell.row >= top and all(cell.last_column <= header.left for header in match.headers))
