"""The known forms of each sample in other clothes: all rows come back, and nothing differs from what the PDF gives."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import jixiao
from jixiao.check import contract_text
from jixiao.comparison_report import comparison_lines
from jixiao.output.compare import compare_rows
from jixiao.output.differences import Difference
from jixiao.output.known import known_path, known_rows, read_known
from tests.clothing import converters, markup, office
from tests.clothing.model import COVERS, SAMPLES, Clothed, paged, sample_document


class Clothes(NamedTuple):
    """A format: what writes it, and how its files' names end."""

    dress: Callable[[Clothed], str | bytes]
    ending: str


CLOTHES = {
    "Word": Clothes(office.as_docx, "docx"),
    "Excel": Clothes(office.as_xlsx, "xlsx"),
    "HTML": Clothes(markup.as_html, "html"),
    "pipe tables": Clothes(markup.as_pipes, "md"),
    "pipe tables, each place filled": Clothes(markup.as_repeated_pipes, "md"),
    "MinerU, content_list": Clothes(converters.as_content_list, "json"),
    "MinerU, middle": Clothes(converters.as_middle, "json"),
    "docling": Clothes(converters.as_docling, "json"),
    "PaddleOCR, service": Clothes(converters.as_paddle, "json"),
    "PaddleOCR, pages": Clothes(converters.as_paddle_pages, "json"),
}
ROWS_A_PAGE = 14


@cache
def pdf(sample: str) -> Any:
    return jixiao.convert(SAMPLES / f"{sample}.pdf")


def converted(folder: Path, sample: str, document: Clothed, clothes: Clothes) -> Any:
    path = folder / f"{sample}.{clothes.ending}"
    written = clothes.dress(document)
    path.write_bytes(written if isinstance(written, bytes) else written.encode())
    return jixiao.convert(path)


@pytest.mark.parametrize("name", CLOTHES)
@pytest.mark.parametrize("sample", COVERS)
def test_all_rows_come_back_and_nothing_differs_from_the_pdf(tmp_path: Path, sample: str, name: str) -> None:
    read = converted(tmp_path, sample, sample_document(sample), CLOTHES[name])
    known = read_known(known_path(SAMPLES / f"{sample}.pdf", "indicators"), "indicators")
    assert compare_rows(contract_text(known), known_rows(read.converted, "indicators")).exact
    comparison = jixiao.compare(pdf(sample), read)
    assert comparison.is_alike, "\n".join(comparison_lines(comparison))


@pytest.mark.parametrize(
    "name", ["HTML", "MinerU, content_list", "MinerU, middle", "docling", "PaddleOCR, service", "PaddleOCR, pages"]
)
def test_marks_of_pages_are_read(tmp_path: Path, name: str) -> None:
    document = sample_document("shili-project-2024")
    read = converted(tmp_path, "shili-project-2024", document, CLOTHES[name])
    assert list(read.forms.page_start) == [part.page for part in document.parts]


@pytest.mark.parametrize(
    ("sample", "rows"),
    [("shili-project-2024", 4), ("shili-selfeval-2023", 4), ("shili-department-2024", 6), ("shili-department-2024", 9)],
)
@pytest.mark.parametrize("name", ["Word", "HTML", "pipe tables", "MinerU, content_list"])
def test_a_head_that_a_pages_end_cuts_is_whole(tmp_path: Path, name: str, sample: str, rows: int) -> None:
    read = converted(tmp_path, sample, paged(sample_document(sample), rows), CLOTHES[name])
    (compared,) = jixiao.compare(pdf(sample), read).documents
    assert not [each for each in compared.differences if each.part != "row"]


def open_rows(conversion: Any) -> set[tuple[int | None, int | None]]:
    """Give the rows with a finding that a person should look at."""
    findings = conversion.converted.document.findings
    return {(each.form_no, each.row_no) for each in findings if each.severity != "info"}


@pytest.mark.parametrize("name", [name for name in CLOTHES if name != "Excel"])  # a sheet holds whole forms
@pytest.mark.parametrize("sample", COVERS)
def test_where_pages_cut_the_tables_no_row_is_wrong_in_silence(tmp_path: Path, sample: str, name: str) -> None:
    """A row that is not there must be told at the row it was joined to: the one before its place, or the one after."""
    document = paged(sample_document(sample), ROWS_A_PAGE)
    read = converted(tmp_path, sample, document, CLOTHES[name])
    flagged = open_rows(read)
    (compared,) = jixiao.compare(pdf(sample), read).documents
    rows = [each for each in compared.differences if each.part == "row"]
    assert not [each for each in rows if not flagged & _places(each)]


def _places(difference: Difference) -> set[tuple[int | None, int | None]]:
    form_no, row_no = difference.b.form_no, difference.b.row_no or 0
    return {(form_no, row_no), *([(form_no, row_no + 1)] if difference.only == "a" else [])}
