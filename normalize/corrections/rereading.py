"""A row with corrected texts, read again: its value by the grammar, its flags by what it says now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from jixiao.normalize.corrections.model import Correction
from jixiao.normalize.forms.rows import FIGURES, read_actual, read_text, text_flags
from jixiao.normalize.forms.templates import HELPER_COLUMNS, TEXT_COLUMNS
from jixiao.normalize.records import Form, Indicator, Place
from jixiao.normalize.text import clean_lines
from jixiao.normalize.values import DOUBTS

CORRECTED = "corrected"
"""Flag of a row that a person put right."""

LABELS = ("task_no", "task", "duty_no", "duty", "duty_item", "duty_target", "level1", "level2")
"""Columns whose text stands over several rows: a new row takes those of the row above where its correction says
nothing."""

_OF_TEXTS = frozenset(
    {"indicator_missing", "value_missing", "text_unreadable", "value_unread", "several_values", *DOUBTS}
)
"""Flags that follow from a row's texts alone."""

_OF_JOINS = frozenset({"row_joined", "join_doubtful"})


class Hints(NamedTuple):
    """What columns of their own print of a row's value: its unit, and its comparator."""

    unit: str = ""
    comparator: str = ""


def read_again(row: Indicator, corrections: Sequence[Correction], hints: Hints) -> Indicator:
    """Give the row with corrected texts.

    Doubts about a text that was corrected are gone, and the doubt how a page break was read: who corrects a row has
    held it against the page. Doubts about its other texts stay.
    """
    texts = {each.column: clean_lines(each.text) for each in corrections}
    told = "; ".join(_told(each) for each in corrections)
    kept = [flag for flag in row.flags if flag not in _OF_TEXTS and flag not in _ended(texts)]
    return _reread(row, texts, kept, hints, told)


def _told(correction: Correction) -> str:
    changed = f"{correction.column} {correction.printed} -> {correction.text}"
    return f"{changed} ({correction.signed})" if correction.signed else changed


def _ended(texts: Mapping[str, str]) -> set[str]:
    """Give the flags of a whole row that end with corrected texts."""
    ended = {"join_doubtful"}
    ended |= {"label_missing"} if any(texts.get(column) for column in LABELS) else set()
    return ended | ({"figure_shared"} if set(FIGURES) & texts.keys() else set())


def _reread(row: Indicator, texts: Mapping[str, str], kept: Iterable[str], hints: Hints, told: str) -> Indicator:
    columns = {name: getattr(row, name) for name in TEXT_COLUMNS} | dict(texts)
    has_value = bool(row.value_text) or "value_missing" in row.flags
    reading, columns["value_text"] = read_text(columns, hints.unit, hints.comparator)
    looked_at = {*texts, *(HELPER_COLUMNS if "value_text" in texts else ())}
    doubts = tuple(each for each in row.cell_doubts if each[0] not in looked_at)
    of_cells = {code for _, code in row.cell_doubts} - {code for _, code in doubts}
    flags = [
        *(flag for flag in kept if flag not in of_cells),
        *text_flags(columns, reading, columns.values(), has_value=has_value),
        *(code for _, code in doubts),
        CORRECTED,
    ]
    flags = list(dict.fromkeys(flags))
    return replace(
        row,
        **columns,
        reading=reading,
        actual=read_actual(columns, hints.unit),
        flags=tuple(flags),
        cell_doubts=doubts,
        correction=told,
    )


def parted_rows(row: Indicator, correction: Correction, hints: Hints) -> tuple[Indicator, Indicator]:
    """Give the two rows that a page break's other reading makes of a joined one."""
    kept = [flag for flag in row.flags if flag not in _OF_TEXTS | _OF_JOINS]
    told = "; ".join(filter(None, ("parted", correction.signed)))
    above = {column: text for column, text, _ in row.halves}
    below = {column: text or (above[column] if column in LABELS else "") for column, _, text in row.halves}
    parted = replace(row, halves=(), other_reading="")
    first = _reread(replace(parted, places=row.places[:1]), above, kept, hints, told)
    return first, _reread(replace(parted, places=row.places[1:]), below, kept, Hints(), told)


def added_row(form: Form, before: Indicator | None, correction: Correction) -> Indicator:
    """Give a new row: the texts of its correction, and the labels of the row above where that says nothing of them."""
    texts = dict.fromkeys(("task_no", "task", *TEXT_COLUMNS), "")
    texts |= {name: getattr(before, name) for name in LABELS} if before else {}
    texts |= {column: clean_lines(text) for column, text in correction.texts}
    reading, texts["value_text"] = read_text(texts, "", "")
    flags = (*text_flags(texts, reading, texts.values(), has_value=True), CORRECTED)
    return Indicator(
        row_no=0,
        **texts,
        reading=reading,
        actual=read_actual(texts, ""),
        places=(_place(form, before, correction.page),),
        cell_doubts=(),
        halves=(),
        flags=tuple(dict.fromkeys(flags)),
        correction="; ".join(filter(None, ("added", correction.signed))),
    )


def _place(form: Form, before: Indicator | None, page: int) -> Place:
    """Give the line under the row above, on its page; else the form's top, or a point where the page tells no more."""
    if before is not None and before.places[-1].page == page:
        above = before.places[-1]
        return Place(page, above.x0, above.bottom, above.x1, above.bottom)
    if form.place.page == page:
        return Place(page, form.place.x0, form.place.top, form.place.x1, form.place.top)
    return Place(page, 0.0, 0.0, 0.0, 0.0)
