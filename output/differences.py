"""Two conversions of one document, by their rows of the tables -> where they differ, cell by cell.

Forms are aligned first, then the rows of the whole document: a form that only one of both parted costs no row its
partner.
"""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jixiao.output.alignment import Key, Pair, aligned
from jixiao.output.compared_items import (
    READ_OF,
    Home,
    Homes,
    Item,
    Spot,
    document_item,
    field_items,
    form_items,
    row_items,
    table_items,
    table_row_items,
)
from jixiao.output.documents import DocumentRows, TableRow


class Part(StrEnum):
    """What of a document differs."""

    DOCUMENT = "document"
    FORM = "form"
    FIELD = "field"
    ROW = "row"
    TABLE = "table"
    TABLE_ROW = "table row"


class Side(StrEnum):
    """One of the two conversions."""

    A = "a"
    B = "b"


class CellDifference(NamedTuple):
    """A column, and its text in both conversions."""

    column: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Something on which two conversions differ.

    ``name`` is what a person knows it by: a row's indicator, a field's label; ``home`` the name of its form or table.

    ``only`` is the one that has it; None where both do. ``a`` and ``b`` are where it stands; of the one that lacks it,
    where that stands behind which it would. ``cells`` are those that differ; where only one has it, those with a text.
    """

    part: Part
    home: str
    name: str
    only: Side | None
    a: Spot
    b: Spot
    cells: tuple[CellDifference, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """A document as two conversions have it: each one's row of ``documents``, its count of rows, and what differs.

    ``rows_alike`` is how many rows of indicators agree in all columns.
    """

    a: TableRow
    b: TableRow
    rows_a: int
    rows_b: int
    rows_alike: int
    differences: tuple[Difference, ...]

    @property
    def is_alike(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def compare_documents(a: DocumentRows, b: DocumentRows) -> Compared:
    """Hold the rows of two conversions against each other."""
    document = _Parts(Part.DOCUMENT, [document_item(a)], [document_item(b)], (Pair(0, 0),))
    forms = _aligned(Part.FORM, form_items(a), form_items(b), _FORM_KEYS)
    in_a, in_b = _homes(forms)
    fields = _aligned(Part.FIELD, field_items(a, in_a), field_items(b, in_b), _FIELD_KEYS)
    rows = _aligned(Part.ROW, row_items(a, in_a), row_items(b, in_b), _ROW_KEYS)
    differences = [each for parts in (document, forms, fields, rows, *_tables(a, b)) for each in _differences(parts)]
    unlike = sum(each.part is Part.ROW and each.only is None for each in differences)
    both = sum(pair.a is not None and pair.b is not None for pair in rows.pairs)
    return Compared(a.document, b.document, len(rows.a), len(rows.b), both - unlike, tuple(differences))


class _Parts(NamedTuple):
    """Things of one kind in both conversions, and which answers which."""

    part: Part
    a: Sequence[Item]
    b: Sequence[Item]
    pairs: tuple[Pair, ...]


def _columns(*names: str) -> Key[Item]:
    """Give what knows an item by these columns and its form."""

    def key(item: Item) -> Hashable:
        found = tuple(item.texts.get(name, "") for name in names)
        return (item.home.key, *found) if any(found) else None

    return key


def _whole(item: Item) -> Hashable:
    return (item.home.key, *item.texts.values())


def _anywhere(item: Item) -> Hashable:
    """Know an item by what is printed in it, whatever form it stands in."""
    return tuple(text for name, text in item.texts.items() if name not in READ_OF)


_FORM_KEYS = (_whole, _columns("form_type", "subject", "department"), _columns("title", "subject", "department"))
_FIELD_KEYS = (_whole, _columns("label_path"), _columns("value_text"))
_ROW_KEYS = (
    _whole,
    _anywhere,
    _columns("task_no", "duty_no", "level1", "level2", "indicator"),
    _columns("indicator", "value_text"),
    _columns("indicator"),
    _columns("level1", "level2", "value_text"),
)
_TABLE_KEYS = (_whole,)
_TABLE_ROW_KEYS = (_whole, _anywhere, _columns("1", "2"))


def _tables(a: DocumentRows, b: DocumentRows) -> Iterator[_Parts]:
    tables = _aligned(Part.TABLE, table_items(a), table_items(b), _TABLE_KEYS)
    in_a, in_b = _homes(tables)
    yield tables
    yield _aligned(Part.TABLE_ROW, table_row_items(a, in_a), table_row_items(b, in_b), _TABLE_ROW_KEYS)


def _aligned(part: Part, a: Sequence[Item], b: Sequence[Item], keys: Sequence[Key[Item]]) -> _Parts:
    return _Parts(part, a, b, aligned(a, b, keys, lambda item: item.text))


def _homes(forms: _Parts) -> tuple[Homes, Homes]:
    """Give the forms of both by their numbers: those that answer each other have the same key."""
    in_a = {
        item.spot.form_no: Home(key, item.name)
        for key, pair in enumerate(forms.pairs)
        if pair.a is not None and (item := forms.a[pair.a])
    }
    in_b = {
        item.spot.form_no: Home(key, item.name)
        for key, pair in enumerate(forms.pairs)
        if pair.b is not None and (item := forms.b[pair.b])
    }
    return in_a, in_b


def _differences(parts: _Parts) -> Iterator[Difference]:
    before_a, before_b = Spot(), Spot()
    for pair in parts.pairs:
        one = parts.a[pair.a] if pair.a is not None else None
        other = parts.b[pair.b] if pair.b is not None else None
        before_a, before_b = (one.spot if one else before_a), (other.spot if other else before_b)
        cells = tuple(_cells(one, other))
        if one is None or other is None or cells:
            only = None if one and other else Side.A if one else Side.B
            item = next(item for item in (one, other) if item)
            yield Difference(parts.part, item.home.name, item.name, only, before_a, before_b, cells)


def _cells(one: Item | None, other: Item | None) -> Iterator[CellDifference]:
    a, b = (item.texts if item else {} for item in (one, other))
    if one and other and one.home.key != other.home.key:
        yield CellDifference("form_no", str(one.spot.form_no), str(other.spot.form_no))
    for name in {**a, **b}:
        texts = a.get(name, ""), b.get(name, "")
        source = READ_OF.get(name, "")
        if texts[0] != texts[1] and a.get(source, "") == b.get(source, ""):
            yield CellDifference(name, *texts)
