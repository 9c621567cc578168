"""PDFs as bureaus publish them. They are not ours to pass on: the tests run where a folder ``shared/real`` beside the
project has them, and say so where not."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import jixiao
from jixiao.extract.engines import READERS
from jixiao.forms import logical_tables, new_form
from jixiao.normalize.forms.templates import known_forms
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.text import clean
from tests.conftest import ROOT

REAL = ROOT.parent / "shared" / "real"
NAMES = ("huaian_2024", "pdfplumber-issue-336", "putuo-commerce-2025-budget", "sstqa-17", "sstqa-72")
FORMS = {"sstqa-17": ["project_target"], "sstqa-72": ["project_self_evaluation"]}
"""The performance forms among them; the other tables must not be taken for one."""

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real PDFs in {REAL}")


def convert(name: str) -> jixiao.conversion.Conversion:
    return jixiao.convert(REAL / f"{name}.pdf")


@pytest.mark.parametrize("name", NAMES)
def test_real_pdfs_convert_and_no_other_table_is_taken_for_a_form(name: str, tmp_path: Path) -> None:
    conversion = convert(name)
    assert list(conversion.forms.form_type) == FORMS.get(name, [])
    assert "error" not in set(conversion.findings.severity)
    conversion.write(tmp_path)
    assert all((tmp_path / file).exists() for file in conversion.tables.file)


Cell = tuple[int, int, int, int, str]


def bare(text: str) -> str:
    return "".join("".join(map(clean, text.splitlines())).split())


def printed(cell: dict[str, Any]) -> str:
    """The workbook's value as its number format prints it (0.95 as 95%, 6730 as 6730.00)."""
    text, format_ = cell["text"], cell["number_format"] or ""
    if not re.fullmatch(r"-?[\d.]+", text):
        return bare(text)
    places = len(re.match(r"0*\.?(0*)", format_.lstrip("#,"))[1])  # type: ignore[index]
    if format_.endswith("%"):
        return f"{100 * float(text):.{places}f}%"
    return f"{float(text):.{places}f}" if "." in format_ else text


def visible(truth: dict[str, Any]) -> set[Cell]:
    """The workbook's cells on the rows and columns that a print shows: where no cell ends, no rule is drawn."""
    rows = sorted({c["row_start"] for c in truth["cells"]} | {c["row_end"] + 1 for c in truth["cells"]})
    columns = sorted({c["col_start"] for c in truth["cells"]} | {c["col_end"] + 1 for c in truth["cells"]})
    return {
        (
            rows.index(c["row_start"]),
            rows.index(c["row_end"] + 1) - 1,
            columns.index(c["col_start"]),
            columns.index(c["col_end"] + 1) - 1,
            printed(c),
        )
        for c in truth["cells"]
    }


def cells_of(tables: list[LogicalTable]) -> set[Cell]:
    (table,) = tables
    return {(c.row, c.last_row - 1, c.column, c.last_column - 1, bare(c.bare)) for c in table.cells}


@pytest.mark.parametrize("engine", READERS)
@pytest.mark.parametrize("name", ["sstqa-17", "sstqa-72"])
def test_cells_of_printed_workbooks(name: str, engine: str, record_property: Callable[[str, object], None]) -> None:
    truth = json.loads((REAL / f"{name}.truth.json").read_text(encoding="utf-8"))
    expected = visible(truth)
    found = cells_of(list(logical_tables(REAL / f"{name}.pdf", known_forms(), engine)))
    right = len(expected & found)
    record_property(
        "shown",
        f"{name}, {engine}: {right} of {len(expected)} cells right (text and span), {right / len(expected):.1%}",
    )
    assert right >= 0.99 * len(expected), sorted(expected - found)


def test_a_table_over_a_break_keeps_its_totals() -> None:
    """总计 of each row is the sum of its columns, in a table whose merged label the page break cuts."""
    table = convert("huaian_2024").converted.document.tables[1]
    assert (table.page_start, table.page_end) == (4, 5)
    rows = [[int(text) for text in row[3:]] for row in table.rows if all(text.isdigit() for text in row[3:])]
    assert len(rows) > 20
    assert all(row[-1] == sum(row[:-1]) for row in rows)


@pytest.mark.parametrize(("number", "first"), [(2, 4), (3, 4)])
def test_budget_tables_joined_over_pages_add_up(number: int, first: int) -> None:
    """合计 is the sum of the lines of the first level (类), over both pages, in every column."""
    table = convert("putuo-commerce-2025-budget").converted.document.tables[number - 1]
    assert table.page_end == table.page_start + 1
    for column in range(first, table.columns):
        top = [row for row in table.rows if row[0].isdigit() and not row[1]]
        total = next(row for row in table.rows if row[0].replace(" ", "") == "合计")
        assert sum(amount(row[column]) for row in top) == amount(total[column])


def amount(text: str) -> int:
    return round(100 * float(text.replace(",", "") or 0))


def test_a_new_form_is_begun_edited_and_recognised(tmp_path: Path) -> None:
    """The walk-through of docs/forms.md: a budget table that no form knows becomes a form of the user's own."""
    pdf = REAL / "putuo-commerce-2025-budget.pdf"
    begun = new_form(pdf, 2, known_forms())
    page = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    edited = re.findall(r"^```toml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[0]
    kept = [line for line in edited.splitlines() if line.startswith(("name", "titles", "starts", "carried"))]
    assert set(kept) <= set(begun.splitlines())
    assert all(f'["{header}"]' in begun for header in re.findall(r'= \["(\S+)"\]$', edited, re.MULTILINE))
    (tmp_path / "income.toml").write_text(edited, encoding="utf-8")
    conversion = jixiao.convert(pdf, forms=[tmp_path])
    assert list(conversion.forms.form_type) == ["budget_income"]
    rows = conversion.indicators
    first = " | ".join(rows.iloc[0][["level1", "indicator", "value_text"]])
    assert f"with {len(rows)} rows, the first\n`{first}`" in page
    assert "指标1/财政拨款收入" in set(conversion.fields.label_path)
