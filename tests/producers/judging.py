"""What came of each page break: the rows beside it exact and in the right table, or one of six kinds of wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property
from itertools import pairwise

from jixiao.conversion import Conversion
from jixiao.output.known import COLUMNS, known_rows
from tests.producers.documents import OWN, RECORD
from tests.producers.model import Document, Spot, Texts
from tests.producers.truth import Break


class Kind(StrEnum):
    """What became of a break."""

    RIGHT = "right"
    CUT_MISSED = "cut missed"
    FALSE_JOIN = "false join"
    SPLIT = "table split"
    GLUED = "tables glued"
    EXTRA = "rows too many"
    """Rows right, but with others between them: a header that was printed again, an empty row."""
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Got:
    """What a conversion delivers, in order: each row with the form or table it stands in."""

    forms: tuple[tuple[int, Texts], ...]
    tables: tuple[tuple[int, Texts], ...]
    records: Mapping[int, Texts]
    """Form number -> its own texts (columns RECORD)."""
    warned: frozenset[int]
    """Pages with a warning or an error."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A break, what became of it, and the rows beside it: expected ones, and those that came in their place."""

    at: Break
    kind: Kind
    flagged: bool
    expected: tuple[Texts, ...] = ()
    got: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """All breaks of a document, and the known rows that are wrong though no break is beside them."""

    verdicts: tuple[Verdict, ...]
    rows: int
    away: tuple[Texts, ...]
    """Wrong rows that are in no table with a wrong break."""
    dragged: int
    """Wrong rows that are not beside a break, in a table one of whose breaks is wrong."""


def got_of(conversion: Conversion) -> Got:
    """Take from a conversion what is judged."""
    converted = conversion.converted
    named = [dict(zip(COLUMNS["indicators"], row, strict=True)) for row in known_rows(converted, "indicators")]
    records = [dict(zip(COLUMNS["forms"], row, strict=True)) for row in known_rows(converted, "forms")]
    findings = conversion.findings
    warned = findings.loc[findings["severity"].isin(["warning", "error"]), "page"].dropna()
    return Got(
        tuple((int(row["form_no"]), tuple(row[name] for name in OWN)) for row in named),
        tuple((table.table_no, row) for table in converted.document.tables for row in table.rows),
        {int(row["form_no"]): tuple(row[name].replace("\n", "") for name in RECORD) for row in records},
        frozenset(int(page) for page in warned),
    )


class _Flow:
    """The known rows of one kind (forms or budget tables) beside the delivered ones."""

    def __init__(self, expected: Mapping[Spot, Texts], got: Sequence[tuple[int, Texts]]) -> None:
        self.spots = sorted(expected)
        self.expected = expected
        self.got = got
        self.place: dict[Spot, int] = {}
        texts = [expected[spot] for spot in self.spots]
        matcher = SequenceMatcher(None, texts, [row for _, row in got], autojunk=False)
        for start, other, count in matcher.get_matching_blocks():
            self.place |= {self.spots[start + n]: other + n for n in range(count)}

    def table(self, spot: Spot) -> int | None:
        """Give the delivered table in which the row stands exactly; None when it came out wrong."""
        return self.got[self.place[spot]][0] if spot in self.place else None

    def around(self, first: Spot, last: Spot) -> tuple[tuple[Texts, ...], int]:
        """Give the delivered rows between the nearest right ones around these two, and how many were expected there."""
        before = [spot for spot in self.place if spot < first]
        behind = [spot for spot in self.place if spot > last]
        start = self.place[max(before)] + 1 if before else 0
        end = self.place[min(behind)] if behind else len(self.got)
        low, high = max(before, default=(-1, 0)), min(behind, default=(len(self.spots), 0))
        return tuple(row for _, row in self.got[start:end]), sum(low < spot < high for spot in self.spots)


@dataclass(frozen=True)
class _Judge:
    document: Document
    got: Got
    cut: frozenset[Spot]
    """Rows that some break cuts: they are judged there, and not at the break before or behind."""

    @cached_property
    def flows(self) -> Mapping[str, _Flow]:
        """Give the known rows by the kind of their tables."""
        tables = self.document.tables
        kinds = {"form": self.got.forms, "budget": self.got.tables}
        own = {kind: {s: t for s, t in self.document.expected.items() if tables[s[0]].kind == kind} for kind in kinds}
        return {kind: _Flow(own[kind], got) for kind, got in kinds.items()}

    def flow(self, table: int) -> _Flow:
        """Give the flow of a table."""
        return self.flows[self.document.tables[table].kind]

    def known(self, table: int) -> list[Spot]:
        """Give the places of a table's known rows."""
        return [(table, row) for row, _ in self.document.tables[table].rows]

    def before(self, at: Break) -> list[Spot]:
        """Give the known rows of the table that stand whole before the break."""
        return [spot for spot in self.known(at.before[0]) if spot <= at.before and spot not in self.cut]

    def behind(self, at: Break) -> list[Spot]:
        """Give the known rows of the table that stand whole behind the break."""
        return [spot for spot in self.known(at.behind[0]) if spot >= at.behind and spot not in self.cut]

    def beside(self, at: Break) -> list[Spot]:
        """Give the known rows at the break: the last before, the cut one, the first behind."""
        cut = [spot for spot in self.known(at.before[0]) if at.cut and spot == at.before]
        return [*self.before(at)[-1:], *cut, *self.behind(at)[:1]]

    def kind(self, at: Break) -> Kind:
        """Say what became of a break."""
        spots = self.beside(at)
        if not at.goes_on:
            return self._kind_of_end(at, spots)
        if self._is_split(at):
            return Kind.SPLIT
        if self._is_glued_before(at):
            return Kind.GLUED
        flow = self.flow(at.before[0])
        if any(spot not in flow.place for spot in spots):
            return self._kind_of_rows(at, spots)
        known = [flow.spots.index(spot) - flow.place[spot] for spot in spots]
        together = len(set(known)) < 2
        if not together:
            return Kind.EXTRA
        return Kind.RIGHT if self._head_is_right(at) else Kind.CUT_MISSED if at.cut else Kind.OTHER

    def _kind_of_end(self, at: Break, spots: Sequence[Spot]) -> Kind:
        """Judge a break where one table ends and another begins."""
        one, other = self.table_before(at), self.table_behind(at)
        if one is None and self.before(at):
            one = self._table_of_text(self.before(at)[-1])
        if self.flow(at.before[0]) is self.flow(at.behind[0]) and one is not None and one == other:
            return Kind.GLUED
        wrong = [spot for spot in spots if spot not in self.flow(spot[0]).place]
        strayed = [spot for spot in wrong if self._in_other_flow(spot)]
        if strayed:  # a table's end that an earlier break lost, or a beginning taken for a part of the table before
            return Kind.SPLIT if strayed[0][0] == at.before[0] else Kind.GLUED
        if one is not None and any(spot > at.before and self._table_of_text(spot) == one for spot in wrong):
            return Kind.GLUED
        return self._kind_of_rows(at, spots) if wrong else Kind.RIGHT

    def _table_of_text(self, spot: Spot) -> int | None:
        """Give the delivered table in which a wrong row's own texts stand, in whatever columns."""
        rows = self.flow(spot[0]).got
        return next((table for table, row in rows if self._leaves(spot) <= set(row)), None)

    def table_before(self, at: Break) -> int | None:
        """Give the delivered table of the nearest right row before the break, in the same known table."""
        flow = self.flow(at.before[0])
        return next((table for spot in reversed(self.before(at)) if (table := flow.table(spot)) is not None), None)

    def table_behind(self, at: Break) -> int | None:
        """Give the delivered table of the nearest right row behind the break, in the same known table."""
        flow = self.flow(at.behind[0])
        return next((table for spot in self.behind(at) if (table := flow.table(spot)) is not None), None)

    def _is_split(self, at: Break) -> bool:
        """Tell whether the rows before and behind came in two tables, or those of one side in none."""
        before, behind = self.table_before(at), self.table_behind(at)
        if before is not None and behind is not None:
            return before != behind
        lost = (before is None and self.before(at)) or (behind is None and self.behind(at))
        return bool(lost) and any(map(self._in_other_flow, self.beside(at)))

    def _in_other_flow(self, spot: Spot) -> bool:
        """Tell whether a row stands in a table of the other kind: a form's rest in a plain table, or the reverse."""
        other = self.got.tables if self.document.tables[spot[0]].kind == "form" else self.got.forms
        return any(self._leaves(spot) <= set(row) for _, row in other)

    def _leaves(self, spot: Spot) -> set[str]:
        """Give the texts that tell a row from all others: indicator and value, or a name and its amounts."""
        texts = self.document.expected[spot]
        if self.document.tables[spot[0]].kind == "form":
            return {texts[OWN.index("indicator")], texts[OWN.index("value_text")]}
        return set(filter(None, texts[-4:]))

    def _is_glued_before(self, at: Break) -> bool:
        """Tell whether a break in a table's head left its rows in the table before."""
        flow, behind = self.flow(at.before[0]), self.table_behind(at)
        earlier = [spot for spot in flow.spots if spot[0] < at.before[0] and spot in flow.place]
        return not self.before(at) and behind is not None and bool(earlier) and flow.table(earlier[-1]) == behind

    def _head_is_right(self, at: Break) -> bool:
        """Tell whether the form's own texts are right, where the break is in its head."""
        table = self.document.tables[at.before[0]]
        if table.kind == "budget" or self.before(at) or not self.behind(at):
            return True
        return self.got.records.get(self.table_behind(at) or 0) == table.record

    def _kind_of_rows(self, at: Break, spots: Sequence[Spot]) -> Kind:
        """Judge a break with a wrong row beside it by what came in the rows' place."""
        flow = self.flow(spots[0][0])
        came, count = flow.around(spots[0], spots[-1])
        expected = [self.document.expected[spot] for spot in spots]
        if any(_is_glue(row, one, other) for row in came for one, other in pairwise(expected)):
            return Kind.FALSE_JOIN
        pieces = any(_is_pair(texts, upper, lower) for upper, lower in pairwise(came) for texts in expected)
        if at.cut and (pieces or (at.before not in flow.place and len(came) > count)):
            return Kind.CUT_MISSED
        return Kind.OTHER


def _is_glue(row: Texts, one: Texts, other: Texts) -> bool:
    """Tell whether a delivered row is two known rows in one: in two columns at least, both texts in one cell."""
    if len(row) != len(one) or len(row) != len(other):
        return False
    both = [upper and lower and text == upper + lower for text, upper, lower in zip(row, one, other, strict=True)]
    return sum(map(bool, both)) > 1


def _is_pair(texts: Texts, upper: Texts, lower: Texts) -> bool:
    """Tell whether two delivered rows are the parts of a known one."""
    if len(texts) != len(upper) or len(texts) != len(lower):
        return False
    cells = list(zip(texts, upper, lower, strict=True))
    torn = [text for text, one, other in cells if text and text == one + other and text not in (one, other)]
    return bool(torn) and all(text in (one, other, one + other) for text, one, other in cells)


def judge(document: Document, breaks: Sequence[Break], got: Got) -> Judged:
    """Judge every break of a document by what was delivered."""
    judging = _Judge(document, got, frozenset(at.before for at in breaks if at.cut))
    verdicts = tuple(_verdict(judging, at) for at in breaks)
    beside = {spot for at in breaks for spot in judging.beside(at)}
    wrong_tables = {t for v in verdicts if v.kind is not Kind.RIGHT for t in (v.at.before[0], v.at.behind[0])}
    wrong = [spot for spot in document.expected if spot not in judging.flow(spot[0]).place]
    lost = [spot for spot in wrong if spot not in beside]
    away = tuple(document.expected[spot] for spot in lost if spot[0] not in wrong_tables)
    return Judged(verdicts, len(document.expected), away, len(lost) - len(away))


def _verdict(judging: _Judge, at: Break) -> Verdict:
    kind = judging.kind(at)
    flagged = bool(judging.got.warned & {at.page, at.next_page})
    if kind is Kind.RIGHT:
        return Verdict(at, kind, flagged)
    return Verdict(at, kind, flagged, tuple(_shown_expected(judging, at)), _came(judging, at))


def _shown_expected(judging: _Judge, at: Break) -> Iterator[Texts]:
    yield from (judging.document.expected[spot] for spot in judging.beside(at))
    if not judging.before(at) and judging.document.tables[at.before[0]].kind == "form":
        yield judging.document.tables[at.before[0]].record


def _came(judging: _Judge, at: Break) -> tuple[Texts, ...]:
    """Give the delivered rows in the place of those beside the break, six at most."""
    spots = judging.beside(at)
    came = judging.flow(spots[0][0]).around(spots[0], spots[-1])[0][:6] if spots else ()
    if not judging.before(at) and judging.document.tables[at.before[0]].kind == "form":
        number = judging.table_behind(at)
        return (*came, judging.got.records.get(number or 0, ("no form",)))
    return came
