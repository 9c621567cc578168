"""What of a document is compared: its head, forms, fields, rows and other tables, each with its texts and its place."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from jixiao.output.documents import DocumentRows, TableRow
from jixiao.output.known import COLUMNS

IN_DOCUMENT = ("title", "publisher", "year", "error_code")

_TOLD_ELSEWHERE = ("form_no", "publisher", "task_count", "indicator_count")
"""Columns of a form that follow from what is told of the document and of its rows."""

IN_FORM = ("title", *(name for name in COLUMNS["forms"] if name not in _TOLD_ELSEWHERE), "budget_wan_yuan")
IN_FIELD = ("label_path", "value_text", "value", "unit")
IN_ROW = (
    *(name for name in COLUMNS["indicators"] if name not in COLUMNS["forms"]),
    *("comparator", "value", "value_upper", "unit"),
)

READ_OF: Mapping[str, str] = {
    **dict.fromkeys(("comparator", "value", "value_upper", "unit"), "value_text"),
    "budget_wan_yuan": "budget_text",
}
"""Columns of what was read of a text, with that text's column."""


class Spot(NamedTuple):
    """Where something stands: its form's or table's number, its row there, its page; None where none is known."""

    form_no: int | None = None
    row_no: int | None = None
    page: int | None = None


class Home(NamedTuple):
    """A form or table that others stand in: ``key`` is the same for two that answer each other, ``name`` is its own."""

    key: Hashable = None
    name: str = ""


Homes = Mapping[int | None, Home]
"""Those of a document by their numbers."""


NO_HOME = Home()


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is compared; ``texts`` are by column."""

    name: str
    spot: Spot
    texts: Mapping[str, str]
    home: Home = NO_HOME

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(filter(None, self.texts.values()))


def document_item(rows: DocumentRows) -> Item:
    """Give the document's own line."""
    return Item(rows.document["source_file"], Spot(), _texts(rows.document, IN_DOCUMENT))


def form_items(rows: DocumentRows) -> list[Item]:
    """Give the forms."""
    return [
        Item(form["subject"] or form["department"] or form["title"], _spot(form, "form_no"), _texts(form, IN_FORM))
        for form in rows.of("forms")
    ]


def field_items(rows: DocumentRows, homes: Homes) -> list[Item]:
    """Give the fields."""
    return [_at_home(Item(row["label_path"], _spot(row), _texts(row, IN_FIELD)), homes) for row in rows.of("fields")]


def row_items(rows: DocumentRows, homes: Homes) -> list[Item]:
    """Give the rows of all forms."""
    return [_at_home(Item(_row_name(row), _spot(row), _texts(row, IN_ROW)), homes) for row in rows.of("indicators")]


def table_items(rows: DocumentRows) -> list[Item]:
    """Give the tables of no known form."""
    return [
        Item(table["title"] or table["header"], _spot(table, "table_no"), _texts(table, ("title",)))
        for table in rows.of("tables")
    ]


def table_row_items(rows: DocumentRows, homes: Homes) -> list[Item]:
    """Give the rows of these tables, their columns named by their numbers."""
    return [_at_home(item, homes) for table in rows.of("tables") for item in _table_rows(rows, table)]


def _table_rows(rows: DocumentRows, table: TableRow) -> Iterator[Item]:
    for number, texts in enumerate(rows.texts_of(table), 1):
        name = next(filter(None, texts), "")
        spot = Spot(int(table["table_no"]), number, _number(table["page_start"]))
        yield Item(name, spot, {str(column): text for column, text in enumerate(texts, 1)})


def _at_home(item: Item, homes: Homes) -> Item:
    return Item(item.name, item.spot, item.texts, homes[item.spot.form_no])


def _row_name(row: TableRow) -> str:
    return row["indicator"] or row["duty_target"] or row["level2"] or row["level1"]


def _texts(row: TableRow, columns: Sequence[str]) -> Mapping[str, str]:
    return {name: row.get(name, "") for name in columns}


def _spot(row: TableRow, number: str = "form_no") -> Spot:
    return Spot(
        _number(row[number]), _number(row.get("row_no", "")), _number(row.get("page") or row.get("page_start", ""))
    )


def _number(text: str) -> int | None:
    return int(text) if text else None
