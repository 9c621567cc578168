"""What another conversion reads otherwise, on the review page."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import jixiao
from jixiao.cli import commands
from jixiao.errors import FileNotReadable
from jixiao.output.difference_file import Line, difference_lines
from jixiao.output.differences import compare_documents
from jixiao.output.documents import DocumentRows
from jixiao.output.review.compared import ComparedFinding, compared_findings
from tests.browser import chromium, opened
from tests.comparing import document, form, row

FORMS = (form(1, "修路"),)
ROWS = (row(1, 1, "修建公路", "≥5公里", boxes="1:10,20,30,40"), row(1, 2, "验收合格率", "=100%"))
HERE, THERE = "1" * 64, "2" * 64
PDF = document(FORMS, ROWS, sha256=HERE, doc_id="pdf")


def lines(*rows: dict[str, str] | Any, sha256: str = THERE, **texts: str) -> Sequence[Line]:
    return tuple(difference_lines(compare_documents(PDF, document(FORMS, rows, sha256=sha256, doc_id="word", **texts))))


def told(compared: Sequence[Line], shown: DocumentRows = PDF) -> list[tuple[str, int | None, int | None]]:
    return [(each.code, each.form, each.row) for each in compared_findings(shown, compared)]


def test_a_row_that_differs_says_what_both_read_and_where_it_stands() -> None:
    (found,) = compared_findings(PDF, lines(row(1, 1, "修建公路", "≥6公里"), ROWS[1]))
    assert found == ComparedFinding(
        "compared_differs",
        "与另一次转换的读法不同（word）：修建公路：指标值（原文） ≥5公里 → ≥6公里",
        "another conversion reads it otherwise (word): 修建公路: value_text ≥5公里 → ≥6公里",
        form=1,
        row=1,
        page=1,
        boxes=((1, 10.0, 20.0, 30.0, 40.0),),
    )


def test_a_row_with_two_texts_that_differ_is_one_finding() -> None:
    assert told(lines(row(1, 1, "修筑公路", "≥6公里"), ROWS[1])) == [("compared_differs", 1, 1)]


def test_a_row_that_the_other_lacks_and_one_that_it_has_alone() -> None:
    assert told(lines(ROWS[1])) == [("compared_only_here", 1, 1)]
    compared = lines(*ROWS, row(1, 3, "群众满意度", "≥90%"))
    assert told(compared) == [("compared_missing", 1, 2)]
    assert "三级指标 群众满意度；指标值（原文） ≥90%" in compared_findings(PDF, compared)[0].zh


def test_seen_from_the_other_side() -> None:
    changed = (row(1, 1, "修建公路", "≥6公里"), row(1, 2, "群众满意度", "≥90%"), row(1, 3, "验收合格率", "=100%"))
    word = document(FORMS, changed, sha256=THERE)
    found = compared_findings(word, lines(*changed))
    assert [(each.code, each.row) for each in found] == [("compared_differs", 1), ("compared_only_here", 2)]
    assert "≥6公里 → ≥5公里" in found[0].en


def test_lines_about_other_files_say_nothing() -> None:
    assert told(lines(ROWS[0]), document(FORMS, ROWS, sha256="3" * 64)) == []


def test_a_row_that_is_no_longer_what_was_compared_is_not_marked() -> None:
    compared = lines(row(1, 1, "修建公路", "≥6公里"), ROWS[1])
    corrected = document(FORMS, (row(1, 1, "修建公路", "≥7公里"), ROWS[1]), sha256=HERE)
    assert told(compared, corrected) == [("compared_unfit", 1, None)]
    assert told(compared, document(FORMS, sha256=HERE)) == [("compared_unfit", 1, None)]


def test_what_is_no_row_is_told_too() -> None:
    table = (("科目", "合计"),)
    field = {"form_no": "1", "label_path": "资金", "value_text": "5"}
    other = document((form(1, "修桥"),), ROWS, (field,), [table], sha256=THERE, title="x")
    found = compared_findings(PDF, tuple(difference_lines(compare_documents(PDF, other))))
    assert [(each.code, each.form, each.row) for each in found] == [
        ("compared_differs", None, None),
        ("compared_differs", 1, None),
        ("compared_missing", None, None),
        ("compared_missing", None, None),
        ("compared_missing", None, None),
    ]


@pytest.fixture(scope="module")
def site(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compared")
    pdf = samples / "shili-project-2024.pdf"
    jixiao.convert(pdf).write(folder / "out")
    jixiao.convert(pdf).write(folder / "other")
    table = (folder / "other/indicators.csv").resolve()
    table.write_text(table.read_text("utf-8-sig").replace("≥4542平方米", "≥4524平方米"), encoding="utf-8-sig")
    jixiao.compare(folder / "out", folder / "other").write(folder / "d.csv")
    arguments = ["review", str(folder / "out"), "--compare", str(folder / "d.csv")]
    done = CliRunner().invoke(commands, arguments)
    assert done.exit_code == 0, done.output
    return folder / "out/review"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def data(site: Path) -> Any:
    (text,) = [
        path.read_text("utf-8")
        for path in (site / "data").glob("*.js")
        if "receive.document(" in path.read_text("utf-8")
    ]
    return json.loads(text[text.index("(") + 1 : text.rindex(")")])


def test_the_command_puts_it_into_the_pages(site: Path) -> None:
    shown = data(site)
    (finding,) = [each for each in shown["findings"] if each["code"] == "compared_differs"]
    assert finding["severity"] == "warning"
    assert "≥4542平方米 → ≥4524平方米" in finding["zh"]
    assert [each["no"] for each in shown["rows"] if "compared_differs" in each["flags"]] == [3]


def test_a_browser_shows_the_row_as_doubtful(site: Path, browser: Any) -> None:
    with opened(browser) as watched:
        page = watched.open((site / "shili-project-2024.html").as_uri())
        assert "≥4524平方米" in page.inner_text(".finding-list .finding.warning")
        page.click(".finding-list .finding.warning a")
        assert page.evaluate("document.querySelector('tr.chosen').id") == "f1-r3"
        assert "存疑" in page.inner_text("tr.chosen")


def test_another_file_is_told(site: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("a,b\n")
    done = CliRunner().invoke(commands, ["review", str(site.parent), "--compare", str(tmp_path / "x.csv")])
    assert isinstance(done.exception, FileNotReadable)
