"""The proof of reading: whatever is lost or comes in on the way from the page to the records is noticed."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from jixiao.extract.account import expected_text, placed_text
from jixiao.extract.content import Char, PageContent, WholeText
from jixiao.extract.engines import read_document, read_page
from jixiao.extract.grid import PageTables
from jixiao.normalize import document
from jixiao.normalize.document import normalise
from jixiao.normalize.forms.matching import Match
from jixiao.normalize.forms.read import read_form
from jixiao.normalize.proof.sequence import sequence_findings
from jixiao.normalize.records import Document, Form, Severity
from jixiao.normalize.tables.model import LogicalTable
from tests.mutations import MUTATIONS, RECORD_MUTATIONS
from tests.pages import Sheet, page

PROOF = {"pages_unaccounted", "text_unaccounted", "text_lost", "text_not_printed", "text_of_another_row"}
SHEET = Sheet((6, 6, 10, 6))
TITLE = ["项目支出绩效目标表"]
HEAD = "一级指标 | 二级指标 | 三级指标 | 指标值"
ROWS = ("产出指标 | 数量指标 | 修建公路 | ≥5公里", "^ | 质量指标 | 验收合格率 | ≥98%")
FORM = "\n".join(["项目名称 | 甲 | < | <", HEAD, *ROWS])


def proof_of(found: Document) -> set[str]:
    findings = [finding for finding in found.findings if finding.code in PROOF]
    assert all(finding.severity is Severity.ERROR for finding in findings)
    return {finding.code for finding in findings}


@pytest.fixture(scope="module")
def pages(samples: Path) -> Sequence[PageTables]:
    return list(read_document(samples / "shili-department-2024.pdf"))


@pytest.mark.parametrize("name", ["zhoucun-2022", "zhoucun-2023", "zhoucun-2024", "shili-project-2024"])
def test_what_nobody_changed_is_proved(samples: Path, name: str) -> None:
    own = list(read_document(samples / f"{name}.pdf"))
    assert all(page.expected for page in own if page.grids)
    assert proof_of(normalise(own)) == set()


@pytest.mark.parametrize("kind", MUTATIONS)
@pytest.mark.parametrize("seed", range(3))
def test_a_change_to_what_the_reader_gave_is_noticed(pages: Sequence[PageTables], kind: str, seed: int) -> None:
    changed = MUTATIONS[kind](pages, random.Random(seed))
    assert changed is not None
    assert proof_of(normalise(changed))


@pytest.mark.parametrize("kind", RECORD_MUTATIONS)
@pytest.mark.parametrize("seed", range(3))
def test_a_fault_of_a_later_step_is_noticed(
    pages: Sequence[PageTables], kind: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, done = random.Random(seed), list[Form]()

    def with_fault(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        changed = None if done else RECORD_MUTATIONS[kind](form, chance)
        done.extend([changed] if changed else [])
        return changed or form

    monkeypatch.setattr(document, "read_form", with_fault)
    found = normalise(pages)
    assert done, "the change fits no form"
    assert proof_of(found) & {"text_lost", "text_not_printed", "text_of_another_row"}


# The page's account.


def content_of(samples: Path) -> PageContent:
    from jixiao.extract.engines import read_pages

    return next(read_pages(samples / "shili-project-2024.pdf", "pdfium"))


@pytest.mark.parametrize("text", ["", "改"])
def test_a_character_that_the_reader_lost_or_changed_is_noticed(samples: Path, text: str) -> None:
    path, content = samples / "shili-project-2024.pdf", content_of(samples)
    chars = list(content.chars)
    index = next(index for index, char in enumerate(chars) if char.text in "指标" and not char.apart)
    chars[index : index + 1] = [chars[index]._replace(text=text)] if text else []
    tables = read_page(path, replace(content, chars=tuple(chars))).tables
    (finding,) = [found for found in normalise([tables]).findings if found.code == "text_unaccounted"]
    assert finding.place is not None
    assert finding.place.page == 1
    assert "missing 1 characters: " in finding.message


def char(text: str, x0: float) -> Char:
    return Char(text, x0, 10, x0 + 10, 20, 10, False)


def test_a_character_drawn_twice_for_bold_type_counts_once() -> None:
    doubled = [char("甲", 10), char("甲", 10.3), char("乙", 20)]
    content = PageContent(1, 100, 100, tuple(doubled), (), 0.0, "test", whole=WholeText("甲甲乙"))
    tables = read_page(Path("none.pdf"), content).tables
    assert (placed_text(tables), tables.expected) == ("甲乙", "甲乙")


@pytest.mark.parametrize("text", ["m²", "a^1", "甲\u200b乙", "\ufeff甲"])
def test_what_stands_for_raised_type_may_be_printed_itself(text: str) -> None:
    chars = tuple(char(each, 10 * place) for place, each in enumerate(text, 1))
    content = PageContent(1, 100, 100, chars, (), 0.0, "test", whole=WholeText(text))
    assert proof_of(normalise([read_page(Path("none.pdf"), content).tables])) == set()


def test_two_that_stand_apart_count_twice() -> None:
    """One of them is lost here: the other is no drawing of it."""
    content = PageContent(1, 100, 100, (char("甲", 10), char("甲", 60)), (), 0.0, "test", whole=WholeText("甲甲"))
    one = replace(content, chars=content.chars[:1])
    tables = read_page(Path("none.pdf"), one).tables
    assert sorted(expected_text(one, tables, ()) or "") == ["甲", "甲"]


def test_what_is_left_out_and_named_is_not_expected() -> None:
    content = PageContent(1, 100, 100, (char("甲", 10),), (), 0.0, "test", whole=WholeText("甲乙", "乙"))
    assert read_page(Path("none.pdf"), content).tables.expected == "甲"


# Texts in, texts out.


def test_a_text_that_a_break_cut_is_made_up_of_its_pieces() -> None:
    cut = Sheet((6, 6, 10, 6), open_bottom=True), Sheet((6, 6, 10, 6), open_top=True)
    above = page(1, FORM.replace("验收合格率", "验收合格率¶及优"), cut[0], above=TITLE)
    below = page(2, "^ | | 良率 | ", cut[1])
    found = normalise([above, below])
    assert [row.indicator for row in found.forms[0].indicators] == ["修建公路", "验收合格率及优良率"]
    assert proof_of(found) == set()


def test_a_text_printed_elsewhere_hides_no_lost_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows of the same words: one of them is lost, and the words still stand in the output."""
    twice = page(1, "\n".join([FORM, ROWS[0].replace("产出指标", "^").replace("数量指标", "^")]), SHEET, above=TITLE)
    assert proof_of(normalise([twice])) == set()

    def without_last(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        return replace(form, indicators=form.indicators[:-1])

    monkeypatch.setattr(document, "read_form", without_last)
    assert proof_of(normalise([twice])) == {"text_lost"}


def test_a_lost_figure_does_not_hide_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """≥5 is lost and ≥55 comes in: that is not made up of ≥5 and a 5 that another cell prints."""
    drawing = "\n".join(["项目名称 | 5 | < | <", HEAD, "产出指标 | 数量指标 | 修路 | ≥5", "^ | ^ | 架桥 | ≥55"])

    def changed(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        first, second = form.indicators
        return replace(form, indicators=(replace(first, value_text="≥55"), second))

    assert proof_of(normalise([page(1, drawing, SHEET, above=TITLE)])) == set()
    monkeypatch.setattr(document, "read_form", changed)
    assert proof_of(normalise([page(1, drawing, SHEET, above=TITLE)])) == {"text_lost", "text_of_another_row"}


def test_a_lost_name_does_not_hide_in_a_label_that_is_carried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The label's text begins with the name's, goes on with a text that a cell prints, and stands in two rows."""
    drawing = "\n".join(
        [
            "项目名称 | 指标 | < | <",
            HEAD,
            "满意度指标 | 服务对象满意度指标 | 服务对象满意度 | ≥90%",
            "^ | ^ | 群众满意度 | ≥95%",
        ]
    )

    def changed(table: LogicalTable, match: Match, number: int) -> Form:
        form = read_form(table, match, number)
        first, *rest = form.indicators
        return replace(form, indicators=(replace(first, indicator=""), *rest))

    assert proof_of(normalise([page(1, drawing, SHEET, above=TITLE)])) == set()
    monkeypatch.setattr(document, "read_form", changed)
    assert proof_of(normalise([page(1, drawing, SHEET, above=TITLE)])) == {"text_lost"}


def test_a_header_that_the_printer_repeats_is_not_lost() -> None:
    pages = [
        page(1, FORM, SHEET, above=TITLE),
        page(2, f"{HEAD}\n^ | 时效指标 | 完工及时率 | ≥98%", SHEET),
    ]
    assert proof_of(normalise(pages)) == set()


# Pages.


@pytest.mark.parametrize(
    ("numbers", "of", "asked", "says"),
    [
        ([1, 2, 3], 3, set(), ""),
        ([2, 3], 9, {2, 3}, ""),
        ([1, 2], 3, set(), "missing: 3"),
        ([1, 3], 3, set(), "missing: 2"),
        ([1, 2, 2, 3], 3, set(), "twice: 2"),
        ([1, 3, 2], 3, set(), "out of order: 1, 3, 2"),
        ([2], 9, {2, 3}, "missing: 3"),
        ([1, 2, 3], 2, set(), "more than the file has: 3"),
    ],
)
def test_every_page_goes_by_once_and_in_order(numbers: list[int], of: int, asked: set[int], says: str) -> None:
    findings = list(sequence_findings(numbers, of, asked))
    assert [finding.message.endswith(says) for finding in findings] == ([True] if says else [])


def test_a_sign_in_a_column_of_its_own_is_part_of_every_value(monkeypatch: pytest.MonkeyPatch) -> None:
    head = "项目名称 | 甲 | < | < | <\n一级指标 | 二级指标 | 三级指标 | 指标性质 | 指标值"
    rows = "\n".join(f"产出指标 | 数量指标 | 修路{number} | ≥ | 90" for number in range(3))
    read = page(1, f"{head}\n{rows}", Sheet((8, 8, 8, 8, 8)), above=["项目支出绩效目标表"])
    whole = normalise([read])
    assert [row.value_text for row in whole.forms[0].indicators] == ["≥90"] * 3
    assert proof_of(whole) == set()
    lost = replace(whole.forms[0], indicators=whole.forms[0].indicators[1:])
    monkeypatch.setattr(document, "read_form", lambda *_: lost)
    assert "text_lost" in proof_of(normalise([read]))
