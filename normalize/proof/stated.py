"""What the records of a document say in words that its tables print: each text, and whose it is."""

import re
from collections.abc import Collection, Iterator, Sequence, Set
from operator import attrgetter
from typing import NamedTuple

from jixiao.normalize.proof.printed import bare
from jixiao.normalize.records import Document, Field, Form, Indicator, Place

_TEXTS = (
    "duty_no", "duty", "duty_item", "duty_target", "level1", "level2", "indicator_no", "indicator", "explanation",
    "value_text",
    "actual_text", "weight", "score", "deviation_reason",
)  # fmt: skip
"""Texts of an indicator that its form prints in cells of their own; a task is part of one."""

_texts_of = attrgetter(*_TEXTS)

_ROW_FIELD = re.compile(r"指标\d+/")
"""Begins the path of a field that is a row's: the path is ours, not printed."""

_OUR_VALUE = "/指标组"
"""Ends the path of a field that names a set of columns, in our words where nothing printed names it."""


class Holder(NamedTuple):
    """Whose a text of the records is."""

    form_no: int | None = None
    row_no: int | None = None
    place: Place | None = None


Stated = tuple[str, Holder]
"""A text of the records, and whose it is."""


def stated_texts(document: Document, printed: Collection[str]) -> Iterator[Stated]:
    """Give every text of the records that a cell must have printed, as often as it stands there."""
    for form in document.forms:
        own = Holder(form.form_no, None, form.place)
        yield from ((text, own) for text in form.frame)
        tasks = {row.task for row in form.indicators}
        framed = {task for task in tasks if any(task in text for text in form.frame)}
        for row in form.indicators:
            yield from _of_row(row, form, framed)
        for field in form.fields:
            holder = Holder(form.form_no, None, field.place)
            yield from ((text, holder) for text in _of_field(field, printed))
    for table in document.tables:
        of_table = Holder(place=table.place)
        yield from ((text, of_table) for row in table.rows for text in row)


def _of_row(row: Indicator, form: Form, framed: Set[str]) -> list[Stated]:
    """Give a row's texts; ``framed`` are tasks that the form's frame states."""
    place = row.places[0] if row.places else form.place
    texts = [*filter(None, _texts_of(row))]
    if row.task and row.task not in framed:
        texts.append(row.task)
    holder = Holder(form.form_no, row.row_no, place)
    return [(text, holder) for text in texts]


def _of_field(field: Field, printed: Collection[str]) -> Iterator[str]:
    is_ours = _ROW_FIELD.match(field.label_path)
    if not (is_ours and field.label_path.endswith(_OUR_VALUE)):
        yield field.value_text
    if not is_ours:
        yield from _labels(field.label_path.split("/"), printed)


def _labels(parts: Sequence[str], printed: Collection[str]) -> Iterator[str]:
    """Give the labels that a path joins with ``/``, of which some may hold one: 元/人."""
    while parts:
        ends = range(len(parts), 0, -1)
        end = next((end for end in ends if bare("/".join(parts[:end])) in printed), 1)
        yield "/".join(parts[:end])
        parts = parts[end:]


def repeatable_texts(document: Document) -> Iterator[str]:
    """Give the texts that a printer repeats on every page: headers, and labels beside the rows."""
    yield from (text for form in document.forms for text in form.frame)
    for table in document.tables:
        yield from (text for row in table.rows[: table.header_rows] for text in row)
