"""The values that normalising gives: a document, its forms, their indicators, targets, fields, and findings.

Names follow the output contract (docs/tables.md). All records are frozen and hold tuples only, so they
can be hashed and sent between processes. Money and quantities are ``Decimal``; ``None`` always means "not printed" or
"not certain", never zero.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters. An error: a figure that is not to be trusted; a warning: a doubt; info: a proof."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class ValueType(StrEnum):
    """What kind of target a value text states."""

    NUMERIC = "numeric"
    RANGE = "range"
    COMPOSITE = "composite"
    DATE = "date"
    QUALITATIVE = "qualitative"
    EMPTY = "empty"


NO_PAGE = 0
"""The page of what comes from a file without pages."""


class Place(NamedTuple):
    """Where something stands: its page, and a box in points from the top left of the displayed page.

    Page 1 is the first; ``NO_PAGE``: its file has none.

    A file without drawn pages gives no box: all its sides are 0.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def has_box(self) -> bool:
        """Whether it says more than the page."""
        return self.x1 > self.x0 or self.bottom > self.top


@dataclass(frozen=True, slots=True)
class Target:
    """One parsed target. ``value`` is the number as printed; ``base_value`` the same in ``base_unit`` (万元 -> 元)."""

    part_no: int
    label: str
    comparator: str
    value: Decimal | None
    value_upper: Decimal | None
    unit: str
    base_value: Decimal | None
    base_unit: str
    value_type: ValueType
    date_start: date | None = None
    date_end: date | None = None
    """The first and the last day of a date, both included; None where it sets none, or none that is certain."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value text says. A composite text has several targets; its own number columns are then empty."""

    value_type: ValueType
    comparator: str = ""
    value: Decimal | None = None
    value_upper: Decimal | None = None
    unit: str = ""
    targets: tuple[Target, ...] = ()
    unread: str = ""
    """The part of the text no rule understood; empty when every character was read."""
    doubts: tuple[str, ...] = ()
    """Stable codes of doubts about the text itself (a spreadsheet's date serial, a misread comparator, …)."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One lowest-level indicator (三级指标) with every label that stands over it."""

    row_no: int
    task_no: str
    task: str
    duty_no: str
    duty: str
    duty_item: str
    duty_target: str
    level1: str
    level2: str
    indicator_no: str
    indicator: str
    explanation: str
    value_text: str
    actual_text: str
    weight: str
    score: str
    deviation_reason: str
    reading: Reading
    """What ``value_text`` says."""
    places: tuple[Place, ...]
    """The row's own cells, one box a page, in page order."""
    flags: tuple[str, ...] = ()
    actual: Reading = Reading(ValueType.EMPTY)
    """What ``actual_text`` says."""
    other_reading: str = ""
    """How the row would read if a doubtful page break were read the other way."""
    cell_doubts: tuple[tuple[str, str], ...] = ()
    """Those of the flags that are about one of its texts: each text's column, and the flag."""
    halves: tuple[tuple[str, str, str], ...] = ()
    """Of a row that one page break cut: of each of its texts the column, and what of it stands before the break and
    behind."""
    correction: str = ""
    """What a person put right in it, who and why; empty where nobody did."""


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled head cell of a form (a money line, a date, a goal). ``label_path`` joins nested labels with ``/``."""

    label_path: str
    value_text: str
    value: Decimal | None
    unit: str
    place: Place
    personal: bool = False
    """Names and phone numbers of persons (联系人, 负责人, 电话): left out of the outputs unless asked for."""
    doubts: tuple[str, ...] = ()
    """Codes of what is doubtful about it; ``text_misplaced``: no rule placed the text, though one should have."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should know about the data. ``code`` is stable; the message may be reworded."""

    code: str
    severity: Severity
    message: str
    message_zh: str = ""
    form_no: int | None = None
    row_no: int | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A printed figure compared with what the rows come to. ``rows`` are the numbers of those that take part.

    ``difference`` is ``found`` less ``expected``, in the unit of ``expected``; ``mended`` names the one cell that would
    mend a sum, if its figure were another that is easily misread as it, and says which.
    """

    code: str
    subject: str
    expected: str
    found: str
    held: bool
    difference: Decimal | None = None
    form_no: int | None = None
    rows: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    """Where the figures stand, that of ``expected`` first."""
    mended: str = ""


class Proof(StrEnum):
    """What the proofs of a document came to: all held, some could not be made, or one failed."""

    PROVED = "proved"
    OPEN = "open"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Form:
    """One form (one logical table). ``budget_wan_yuan`` is the budget in 万元, whatever unit it was printed in."""

    form_no: int
    form_type: str
    title: str
    year: str
    subject: str
    department: str
    implementing_unit: str
    budget_text: str
    budget_wan_yuan: Decimal | None
    overall_goal: str
    task_count: int | None
    page_start: int
    page_end: int
    place: Place
    """The table's box on its first page."""
    indicators: tuple[Indicator, ...]
    fields: tuple[Field, ...]
    frame: tuple[str, ...] = ()
    """Texts that say where others belong and stand in no row and no field: column headers, task lines, labels beside
    them."""


@dataclass(frozen=True, slots=True)
class GenericTable:
    """A ruled table that is no known form: its texts as printed, each place of a spanning cell filled."""

    table_no: int
    title: str
    header: str
    """A guess: the texts over each column joined with ``/``, the columns with ``|``."""
    rows: tuple[tuple[str, ...], ...]
    columns: int
    page_start: int
    page_end: int
    place: Place
    header_rows: int = 1
    """Rows on top that are its title and headers, by the same guess."""


@dataclass(frozen=True, slots=True)
class Document:
    """All that was read from one PDF. ``title`` and ``publisher`` come from the pages before the first form."""

    title: str
    publisher: str
    year: str
    pages: int
    forms: tuple[Form, ...]
    findings: tuple[Finding, ...] = field(default=())
    tables: tuple[GenericTable, ...] = ()
    checks: tuple[Check, ...] = ()
    proof: Proof = Proof.OPEN

    @property
    def checks_held(self) -> int:
        """How many comparisons hold."""
        return sum(check.held for check in self.checks)

    @property
    def checks_failed(self) -> int:
        """How many comparisons do not."""
        return len(self.checks) - self.checks_held
