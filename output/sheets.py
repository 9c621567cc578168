"""A table's sheets in a workbook: rows one by one, in little memory, and a further sheet where one is full."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from jixiao.output.cells import cell_text, is_too_long, line_count, shown_width
from jixiao.output.schema import Column, Table

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


class Limits(NamedTuple):
    """What a sheet of Excel holds (support.microsoft.com, "Excel specifications and limits"): rows, and links."""

    rows: int = 1_048_576
    links: int = 65_530


EXCEL = Limits()

_NARROWEST = 7
_WIDEST = 46
_NARROW = 16
"""Width of columns that programs read: their texts are long and without a blank."""
_FOR_PROGRAMS = frozenset(("sha256", "bbox", "boxes", "task_key", "indicator_key", "tool_version"))
_FILTER_BUTTON = 3
_PAGE = 230
"""Digits that stand beside each other on a lying A4 page in type that can still be read."""
_LINE = 15.0
"""Height of a line in points."""
_HIGHEST = 27
"""Lines that a row of Excel can show: it is 409 points high at most."""
_LONGEST_AS_TEXT = 255
"""A text longer than this in a cell of the format "text" is shown as ##### by some versions of Excel."""


FONT: Mapping[str, object] = {"font_name": "Microsoft YaHei", "font_size": 10}
"""Of every cell: Chinese characters and digits of one font stand on one line."""


class Spot(NamedTuple):
    """Where a row stands in the workbook: the sheet's name, and the row's number, from 1 as Excel counts."""

    sheet: str
    row: int

    @property
    def link(self) -> str:
        """The link that leads there."""
        return f"internal:'{self.sheet}'!A{self.row}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a row: the column whose cell carries it, and where it leads."""

    column: str
    target: str


class Styles:
    """The formats of a workbook's cells, each made once."""

    def __init__(self, book: "Workbook") -> None:
        """Make formats in this workbook."""
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}
        self.header = book.add_format(
            {"bold": True, "bg_color": "#1F4E79", "font_color": "#FFFFFF", "border": 1, "border_color": "#BFBFBF"}
            | {"valign": "vcenter", "text_wrap": True, **FONT}
        )

    def cell(self, kind: str, fill: str = "", *, is_link: bool = False) -> "Format":
        """Give the format of a kind of cell (text, long, narrow, number, date), filled with a colour, or as a link."""
        key = (kind, fill, is_link)
        if key not in self._made:
            self._made[key] = self._book.add_format(
                {
                    **FONT,
                    **_KINDS[kind],
                    **{"valign": "top", "border": 1, "border_color": "#D9D9D9"},
                    **({"bg_color": fill} if fill else {}),
                    **({"font_color": "#0563C1", "underline": 1} if is_link else {}),
                }
            )
        return self._made[key]


_KINDS: Mapping[str, Mapping[str, object]] = {
    "text": {"num_format": "@", "text_wrap": True},
    "long": {"text_wrap": True},
    "narrow": {"num_format": "@"},
    "number": {"num_format": "General"},
    "date": {"num_format": "yyyy-mm-dd"},
}


class TableSheets:
    """The sheets of one table. Rows come in order, as the CSV file has them."""

    def __init__(self, book: "Workbook", table: Table, styles: Styles, layout: "Layout", limits: Limits) -> None:
        """Begin the first sheet."""
        self.table = table
        self.names: list[str] = []
        self.rows = self.cut = self.links_left_out = 0
        self._book, self._styles, self._limits = book, styles, limits
        self._layout = layout
        self._begin()

    def add(self, row: Sequence[str], link: Link | None = None, fill: str = "") -> Spot:
        """Write a row, and say where it stands."""
        if self._next == self._limits.rows:
            self._end_sheet()
            self._begin()
        if link and self._links == self._limits.links:
            self.links_left_out += 1
            link = None
        self._sheet.set_row(self._next, self._layout.height(row))
        for number, (column, text) in enumerate(zip(self.table.columns, row, strict=True)):
            is_link = link is not None and link.column == column.name
            if link and is_link:
                self._sheet.write_url(self._next, number, link.target, string="")
                self._links += 1
            self._write(number, column, text, fill, is_link=is_link)
        self._next += 1
        self.rows += 1
        return Spot(self.names[-1], self._next)

    def end(self) -> None:
        """Close the last sheet: set what its filter covers."""
        self._end_sheet()

    def _write(self, number: int, column: Column, text: str, fill: str, *, is_link: bool) -> None:
        self.cut += is_too_long(text)
        kind = _kind_of(column, text)
        style = self._styles.cell(kind, fill, is_link=is_link)
        if not text:
            self._sheet.write_blank(self._next, number, None, style)
        elif column.type in ("integer", "number"):
            self._sheet.write_number(self._next, number, float(text), style)
        elif column.type == "boolean":
            self._sheet.write_boolean(self._next, number, text == "true", style)
        elif column.type == "date":
            self._sheet.write_datetime(self._next, number, date.fromisoformat(text), style)
        else:
            self._sheet.write_string(self._next, number, cell_text(text), style)

    def _begin(self) -> None:
        number = len(self.names) + 1
        self.names.append(self.table.title if number == 1 else f"{self.table.title} ({number})")
        self._sheet: Worksheet = self._book.add_worksheet(self.names[-1])
        for place, (column, width) in enumerate(zip(self.table.columns, self._layout.widths, strict=True)):
            folded = {"level": 1, "hidden": True} if place in self._layout.folded else {}
            self._sheet.set_column(place, place, width, None, folded)
            self._sheet.write_string(0, place, column.title, self._styles.header)
        self._sheet.freeze_panes(1, 1)
        set_up_print(self._sheet, self._layout.pages)
        self._sheet.repeat_rows(0)
        self._sheet.repeat_columns(0)
        self._next, self._links = 1, 0

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._next - 1, len(self.table.columns) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._next}"})


@dataclass(frozen=True, slots=True)
class Layout:
    """How wide a table's columns are, in digits, and which are folded away: a click on the + over them shows them.

    Folded are those that programs read, and those that no row fills.
    """

    widths: tuple[int, ...]
    folded: frozenset[int]

    def height(self, row: Sequence[str]) -> float:
        """Give the height of a row in points: Excel finds it by itself, other programs take what the file says."""
        shown = (place for place, text in enumerate(row) if text and place not in self.folded)
        lines = max((line_count(row[place], self.widths[place]) for place in shown), default=1)
        return _LINE * min(lines, _HIGHEST)

    @property
    def pages(self) -> int:
        """How many printed pages the columns take beside each other."""
        shown = sum(width for place, width in enumerate(self.widths) if place not in self.folded)
        return -(-shown // _PAGE)


def layout_of(columns: Sequence[Column], rows: Iterable[Sequence[str]], sample: int) -> Layout:
    """Lay a table out by its titles and rows: all say which columns are filled, the first of them how wide."""
    widest = [shown_width(column.title) + _FILTER_BUTTON for column in columns]
    empty = set(range(len(columns)))
    for number, row in enumerate(rows):
        empty -= {place for place in empty if row[place]}
        if number < sample:
            widest = [max(width, shown_width(text) + 1) for width, text in zip(widest, row, strict=True)]
    for_programs = {place for place, column in enumerate(columns) if column.name in _FOR_PROGRAMS}
    limits = (_NARROW if place in for_programs else _WIDEST for place in range(len(columns)))
    widths = tuple(min(max(width, _NARROWEST), limit) for width, limit in zip(widest, limits, strict=True))
    return Layout(widths, frozenset(for_programs | empty) if len(empty) < len(columns) else frozenset(for_programs))


def set_up_print(sheet: "Worksheet", pages: int = 1) -> None:
    """Print on A4, lying, the columns on so many pages beside each other."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(pages, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.5)
    sheet.set_footer("&C&P / &N")


def _kind_of(column: Column, text: str) -> str:
    if column.type == "text":
        if column.name in _FOR_PROGRAMS:
            return "narrow"
        return "long" if len(text) > _LONGEST_AS_TEXT else "text"
    return "date" if column.type == "date" else "number"
