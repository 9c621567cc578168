"""What a document says of itself besides sums: printed page numbers, its contents' pages, forms of one kind."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from jixiao.extract.grid import PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.document import normalise
from jixiao.normalize.page_numbers import printed_number
from jixiao.normalize.records import Document
from tests.pages import PAGE_HEIGHT, Sheet, page, text_page

SHEET = Sheet((6, 6, 16, 10))


def form(number: int, name: str, levels: Sequence[str] = ("成本指标", "产出指标"), sheet: Sheet = SHEET) -> PageTables:
    rows = "\n".join(f"{level} | {level[:2]}二级 | {name}{level} | ≥5个" for level in levels)
    drawing = f"项目名称 | {name} | < | <\n一级指标 | 二级指标 | 三级指标 | 指标值\n{rows}"
    return page(number, drawing, sheet, above=["项目支出绩效目标表"])


def numbered(read: PageTables, text: str, y: float = 0.94 * PAGE_HEIGHT) -> PageTables:
    return replace(read, lines=(*read.lines, TextLine(text, 290, y, 300, y + 10, 10)))


def failing(document: Document) -> set[str]:
    failed = {check.code for check in document.checks if not check.held}
    assert failed <= {finding.code for finding in document.findings}
    return failed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", 5), ("- 5 -", 5), ("—5—", 5), ("第5页", 5), ("第 5 页 共 36 页", 5), ("第5页/共36页", 5), ("5/36", 5),
        ("Page 5 of 36", 5),
        ("5%", None), ("2024年", None), ("5、修路", None), ("", None), ("12345", None),
    ],
)  # fmt: skip
def test_the_number_that_a_page_prints(text: str, number: int | None) -> None:
    assert printed_number(numbered(form(1, "甲"), text)) == number
    assert printed_number(numbered(form(1, "甲"), text, 20)) == number
    assert printed_number(numbered(form(1, "甲"), text, PAGE_HEIGHT / 2)) is None


@pytest.mark.parametrize(
    ("numbers", "held"),
    [
        ([1, 2, 3, 4, 5, 6], [True]),
        ([7, 8, 9, 10, 11, 12], [True]),
        ([1, 2, 3, 1, 2, 3], [True]),  # a second part
        ([1, 2, 3, 5, 6, 7], [False]),  # a page is gone
        ([1, 2, 2, 3, 4, 5], [False]),  # one is doubled
        ([1, 2, 4, 3, 5, 6, 7, 8, 9, 10], [False]),  # two changed places
        ([None, None, 1, 2, 3, 4], [True]),
        ([1, 2, None, 4, 5, 6], [True]),
        ([30, 12, 7, 30, 12, 7], []),  # figures, and no numbers of pages
        ([1, 3], []),
    ],
)
def test_printed_page_numbers_run_on(numbers: list[int | None], held: list[bool]) -> None:
    pages = [
        form(at, f"甲{at}") if number is None else numbered(form(at, f"甲{at}"), f"- {number} -")
        for at, number in enumerate(numbers, 1)
    ]
    document = normalise(pages)
    assert [check.held for check in document.checks if check.code == "page_numbers"] == held
    assert ("page_numbers" in failing(document)) is (held == [False])


NAMES = ("甲", "乙", "丙", "丁")


def with_contents(*numbers: int, first: int = 2) -> Document:
    lines = [f"{at}、{name}……{number}" for at, (name, number) in enumerate(zip(NAMES, numbers, strict=True), 1)]
    return normalise([text_page(1, "目录", *lines), *(form(first + at, name) for at, name in enumerate(NAMES))])


def test_the_contents_say_how_far_the_forms_are_from_each_other() -> None:
    assert failing(with_contents(2, 3, 4, 5)) == set()
    assert failing(with_contents(1, 2, 3, 4)) == set()
    assert failing(with_contents(1, 2, 4, 5)) == {"contents_pages"}


def test_a_form_without_a_label_that_all_others_have() -> None:
    whole = [form(at, name) for at, name in enumerate(NAMES, 1)]
    assert failing(normalise(whole)) == set()
    lacking = normalise([*whole[:3], form(4, "丁", ["产出指标"])])
    assert failing(lacking) == {"levels"}
    (finding,) = (finding for finding in lacking.findings if finding.code == "levels")
    assert (finding.form_no, "成本指标" in finding.message) == (4, True)
    assert failing(normalise([*whole[:2], form(3, "丙", ["产出指标"])])) == set()  # three are too few


def test_a_form_that_comes_twice() -> None:
    assert failing(normalise([form(1, "甲"), form(2, "乙")])) == set()
    twice = normalise([form(1, "甲"), form(2, "乙"), form(3, "甲")])
    assert failing(twice) == {"forms_double"}
    (finding,) = (finding for finding in twice.findings if finding.code == "forms_double")
    assert (finding.place and finding.place.page, "form 3 as form 1" in finding.message) == (3, True)


def test_a_form_that_begins_as_another_does() -> None:
    whole = form(3, "甲", ["成本指标", "产出指标", "效益指标"])
    assert failing(normalise([form(1, "甲"), form(2, "乙"), whole])) == {"forms_double"}
    assert failing(normalise([form(1, "甲", ["产出指标"]), form(2, "乙"), whole])) == set()


def test_rows_that_come_again() -> None:
    rows = "\n".join(f"产出指标 | 数量指标 | 甲{number} | ≥{number}个" for number in range(3))
    opened, last = replace(SHEET, open_bottom=True), replace(SHEET, open_top=True)
    pages = [form(1, "甲", sheet=opened), page(2, rows, replace(opened, open_top=True)), page(3, rows, last)]
    assert failing(normalise([pages[0], replace(pages[2], page=2)])) == set()
    (check,) = (check for check in normalise(pages).checks if check.code == "rows_double")
    assert (check.held, check.found) == (False, "form 1 rows 6-8")


def test_a_document_that_ends_in_an_open_table() -> None:
    opened = replace(SHEET, open_bottom=True)
    for last, told in ((form(2, "乙"), False), (form(2, "乙", sheet=opened), True)):
        found = normalise([form(1, "甲"), last]).findings
        assert ("document_ends_open" in {finding.code for finding in found}) is told
    asked = normalise([form(2, "乙", sheet=opened)], asked={2})
    assert "document_ends_open" not in {finding.code for finding in asked.findings}
