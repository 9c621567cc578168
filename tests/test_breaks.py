"""Page breaks of real producers: where they are is known without jixiao, and what came of each is judged."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

import jixiao
from tests.producers.bench import PRODUCERS, half_of, missing_programs, printed
from tests.producers.judging import Got, Kind, got_of, judge
from tests.producers.look import looks
from tests.producers.model import Document, KnownTable
from tests.producers.truth import Break, rows_of
from tests.typeset.model import Block, SetTable

DOCUMENTS = 4
"""Documents of each producer; with all programs they are set, converted and judged within two minutes."""
LEAST_BREAKS = 10
RIGHT = 0.95
"""Share of the breaks that must be right, producer by producer; it only rises."""


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("breaks")


@pytest.mark.parametrize("producer", PRODUCERS, ids=lambda producer: producer.NAME)
def test_every_row_is_printed_and_every_break_is_judged(
    producer: ModuleType, cache: Path, record_property: Callable[[str, object], None]
) -> None:
    if missing := missing_programs([producer]):
        pytest.skip(f"not installed: {', '.join(missing)}")
    documents = printed(producer, DOCUMENTS, cache)
    verdicts = []
    for each in documents:
        assert set(each.document.expected) <= rows_of(each.pdf, each.document)
        verdicts += judge(each.document, each.breaks, got_of(jixiao.convert(each.pdf))).verdicts
    right = sum(verdict.kind is Kind.RIGHT for verdict in verdicts)
    record_property("shown", f"page breaks by {producer.NAME}: {right} of {len(verdicts)} right")
    assert len(verdicts) >= LEAST_BREAKS
    assert right >= RIGHT * len(verdicts)
    assert [verdict for verdict in verdicts if verdict.kind is not Kind.RIGHT and not verdict.flagged] == []


def test_looks_and_halves_are_stable() -> None:
    drawn = [look for look, _ in zip(looks("a producer", PRODUCERS[0].ABILITIES), range(200), strict=False)]
    assert len(set(drawn)) == 200
    assert drawn[:20] == [look for look, _ in zip(looks("a producer", PRODUCERS[0].ABILITIES), range(20), strict=False)]
    halves = [half_of(f"Writer-{number:03}-abcdef") for number in range(100)]
    assert 35 < halves.count("learn") < 65
    assert half_of("Writer-001-abcdef") == half_of("Writer-001-fedcba")


ROWS = tuple((name, f"{n}.00") for n, name in enumerate(("行政运行", "机关服务", "信访事务", "事业运行")))


def budget(number: int) -> KnownTable:
    """A table of one header row and four rows."""
    rows = tuple((n, (f"{number}", *row)) for n, row in enumerate(ROWS, 1))
    blocks = tuple(Block(n, column, text) for n, texts in rows for column, text in enumerate(texts))
    return KnownTable(SetTable(f"表{number}", "", (1, 1, 1), blocks, (0,)), "budget", rows)


DOCUMENT = Document("drawn", (budget(0), budget(1)))
GOES_ON = Break(1, 2, (0, 2), (0, 3), cut=False)
CUT = Break(1, 2, (0, 2), (0, 2), cut=True)
ENDS = Break(2, 3, (0, 4), (1, 1), cut=False)


def delivered(*tables: list[tuple[str, ...]]) -> Got:
    return Got((), tuple((n, row) for n, table in enumerate(tables, 1) for row in table), {}, frozenset({3}))


def known(number: int) -> list[tuple[str, ...]]:
    return [row for _, row in DOCUMENT.tables[number].rows]


def torn(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [(row[0], row[1][:2], row[2]), ("", row[1][2:], "")]


def glued(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(upper + lower for upper, lower in zip(one, other, strict=True))


FIRST, SECOND = known(0), known(1)
HEADER = ("编码", "名称", "合计")


@pytest.mark.parametrize(
    ("at", "got", "kind"),
    [
        (GOES_ON, delivered(FIRST, SECOND), Kind.RIGHT),
        (CUT, delivered(FIRST, SECOND), Kind.RIGHT),
        (ENDS, delivered(FIRST, SECOND), Kind.RIGHT),
        (CUT, delivered([FIRST[0], *torn(FIRST[1]), *FIRST[2:]], SECOND), Kind.CUT_MISSED),
        (GOES_ON, delivered([FIRST[0], glued(FIRST[1], FIRST[2]), FIRST[3]], SECOND), Kind.FALSE_JOIN),
        (GOES_ON, delivered(FIRST[:2], FIRST[2:], SECOND), Kind.SPLIT),
        (CUT, delivered([FIRST[0], torn(FIRST[1])[0]], [torn(FIRST[1])[1], *FIRST[2:]], SECOND), Kind.SPLIT),
        (ENDS, delivered([*FIRST, *SECOND]), Kind.GLUED),
        (GOES_ON, delivered([*FIRST[:2], HEADER, *FIRST[2:]], SECOND), Kind.EXTRA),
        (GOES_ON, delivered([FIRST[0], ("0", "机关服", "1.00"), *FIRST[2:]], SECOND), Kind.OTHER),
    ],
)
def test_each_kind_of_wrong_is_named(at: Break, got: Got, kind: Kind) -> None:
    (verdict,) = judge(DOCUMENT, [at], got).verdicts
    assert verdict.kind is kind
    assert verdict.flagged == (at is ENDS)


def test_a_wrong_row_far_from_all_breaks_is_counted_by_itself() -> None:
    spoilt = [*FIRST[:3], ("0", "事业运", "3.00")]
    judged = judge(DOCUMENT, [replace(GOES_ON, before=(0, 1), behind=(0, 2))], delivered(spoilt, SECOND))
    assert [verdict.kind for verdict in judged.verdicts] == [Kind.RIGHT]
    assert judged.away == (FIRST[3],)
