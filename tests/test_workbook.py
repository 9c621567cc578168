"""The workbook, opened by LibreOffice and openpyxl: each printed value is the CSV's, as text; no cell is a formula."""

import csv
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from jixiao.conversion import convert
from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Severity
from jixiao.output.archive import open_archive
from jixiao.output.cells import LONGEST, cell_text
from jixiao.output.entries import begun
from jixiao.output.extras import WORKBOOK
from jixiao.output.made_from import MadeFrom
from jixiao.output.rendered import render
from jixiao.output.schema import TABLES, Column, Table
from jixiao.output.sheets import Limits
from jixiao.output.spreadsheet import from_spreadsheet
from jixiao.output.workbook import write_workbook
from jixiao.progress import Nothing
from jixiao.update import Request, update
from tests.test_bad_input import run as command

FORMULA = '=HYPERLINK("http://a.example","x")'
ODD = (
    FORMULA,
    "=100%",
    "0505",
    "1-2",
    "<r>粗</r>",
    "8\u202e个\x07_x0041_",
    "http://a.example",
    " 两边 ",
    "两行\n一格",
    "字" * 40_000,
)


@pytest.fixture(scope="module")
def out(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder: two samples, a file that failed, texts that Excel would change, doubts of all severities."""
    out = tmp_path_factory.mktemp("out")
    own = convert(samples / "shili-selfeval-2023.pdf").converted
    form = own.document.forms[0]
    rows = [replace(row, indicator=text) for row, text in zip(form.indicators, ODD, strict=False)]
    told = [
        found("value_unread", severity=severity, form_no=1, row_no=number)
        for number, severity in enumerate(Severity, 2)
    ]
    form = replace(form, indicators=(*rows, *form.indicators[len(rows) :]))
    document = replace(own.document, forms=(form, *own.document.forms[1:]))
    with open_archive(out) as archive:
        odd = replace(own, doc_id="odd", document=document).told(told)
        archive.put(begun("odd", "odd", "odd.pdf", "", ""), render(odd))
        archive.publish("1")
    source = tmp_path_factory.mktemp("source")
    shutil.copy(samples / "zhoucun-2022.pdf", source)
    (source / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    update(Request((str(source),), out, jobs=1, extras=(WORKBOOK,)), Nothing())
    return out


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def expected(column: Column, text: str) -> object:
    """What a cell of the workbook should hold for a cell of the CSV file."""
    if not text:
        return None
    if column.type in ("integer", "number"):
        return float(text)
    if column.type == "boolean":
        return text == "true"
    return datetime.fromisoformat(text) if column.type == "date" else cell_text(text)


def sheet_rows(sheet: Worksheet) -> Iterator[list[object]]:
    for row in sheet.iter_rows(min_row=2, values_only=True):
        yield [read_cell(cell) for cell in row]


def read_cell(cell: object) -> object:
    """openpyxl leaves the escape of what looks like a code in place; Excel and LibreOffice read it."""
    if isinstance(cell, str):
        return re.sub("_x005F(_x[0-9a-fA-F]{4}_)", r"\1", cell)
    return float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_cell_is_the_csvs(out: Path, table: Table) -> None:
    sheet = openpyxl.load_workbook(out / WORKBOOK)[table.title]
    assert [cell.value for cell in sheet[1]] == [column.title for column in table.columns]
    shown = cells(out / f"{table.name}.csv")[1:]
    wanted = [[expected(column, text) for column, text in zip(table.columns, row, strict=True)] for row in shown]
    assert list(sheet_rows(sheet)) == wanted
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(len(shown) + 1, len(table.columns)).coordinate}"


def test_no_cell_is_a_formula_and_printed_values_are_texts(out: Path) -> None:
    with zipfile.ZipFile(out / WORKBOOK) as file:
        sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == len(TABLES) + 2
        assert not any(re.search(rb"<f[ >]", file.read(name)) for name in sheets)
    book = openpyxl.load_workbook(out / WORKBOOK)
    texts = [place for place, column in enumerate(TABLES[2].columns, 1) if column.type == "text"]
    for row in book["指标"].iter_rows(min_row=2):
        assert {row[place - 1].data_type for place in texts} <= {"s", "n"}
        assert all(row[place - 1].value is None for place in texts if row[place - 1].data_type == "n")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
def test_libreoffice_shows_every_printed_value_as_the_csv_has_it(out: Path, tmp_path: Path) -> None:
    sheets_as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    arguments = ["soffice", profile, "--headless", "--convert-to", sheets_as_csv, "--outdir", tmp_path, out / WORKBOOK]
    subprocess.run([str(each) for each in arguments], check=True, capture_output=True, timeout=180)
    titles = {path.stem.removeprefix("jixiao-") for path in tmp_path.glob("*.csv")}
    assert titles == {"概览", "栏目说明", *(table.title for table in TABLES)}
    for table in TABLES:
        header, *shown = cells(tmp_path / f"jixiao-{table.title}.csv")
        assert header == [column.title for column in table.columns]
        printed = cells(out / f"{table.name}.csv")[1:]
        assert len(shown) == len(printed)
        for one, other in zip(shown, printed, strict=True):
            for column, text, wanted in zip(table.columns, one, other, strict=True):
                assert alike(column, text, wanted), (table.name, column.name, text[:50], wanted[:50])


def alike(column: Column, shown: str, printed: str) -> bool:
    if column.type in ("integer", "number") and printed:
        return bool(shown) and float(shown) == float(Decimal(printed))
    if column.type == "boolean":
        return shown.lower() == printed
    return shown == cell_text(printed)


def test_texts_that_excel_cannot_hold_are_written_by_code_or_cut_and_told(out: Path) -> None:
    for text in ODD[:-1]:
        assert from_spreadsheet(cell_text(text)) == text
    long = cell_text(ODD[-1])
    assert len(long) <= LONGEST
    assert long.endswith("…【原文共 40000 字，此处放不下，全文见 CSV】")
    assert len(cell_text("\U00020000" * 20_000).encode("utf-16-le")) <= 2 * LONGEST
    overview = openpyxl.load_workbook(out / WORKBOOK)["概览"]
    assert any("2 个单元格的文字超过" in str(cell.value) for cell in overview["A"])


def test_findings_are_coloured_and_lead_to_their_row(out: Path) -> None:
    book = openpyxl.load_workbook(out / WORKBOOK)
    sheet, columns = book["发现"], [column.name for column in TABLES[7].columns]
    place = {name: columns.index(name) for name in columns}
    links = fills = 0
    for row in sheet.iter_rows(min_row=2):
        severity, colour = row[place["severity"]].value, row[0].fill.fgColor.rgb
        assert colour == {"error": "FFF8CBAD", "warning": "FFFFE699", "info": "00000000"}[severity]
        fills += severity != "info"
        link = row[place["row_no"]].hyperlink
        assert (link is not None) == (row[place["row_no"]].value is not None)
        if link:
            target = book["指标"][int(link.location.rpartition("!A")[2])]
            names = [column.name for column in TABLES[2].columns]
            own = [target[names.index(name)].value for name in ("doc_id", "form_no", "row_no")]
            assert own == [row[place[name]].value for name in ("doc_id", "form_no", "row_no")]
            links += 1
    assert links > 2
    assert fills > 2


def test_the_first_sheet_sums_up_and_leads_on(out: Path) -> None:
    sheet = openpyxl.load_workbook(out / WORKBOOK).worksheets[0]
    told = {row[0]: row[1] for row in sheet.iter_rows(max_col=2, values_only=True) if row[0]}
    assert sheet.title == "概览"
    assert (told["文件"], told["指标"]) == (3, len(cells(out / "indicators.csv")) - 1)
    documents = [
        dict(zip(cells(out / "documents.csv")[0], row, strict=True)) for row in cells(out / "documents.csv")[1:]
    ]
    assert told["核对相符"] == sum(int(row["checks_held"] or 0) for row in documents)
    assert any(name == "value_unread" for name in told)
    assert sum(cell.hyperlink is not None for cell in sheet["A"]) >= len(TABLES) + 1
    assert any(str(cell.value).startswith("该行") or "原文" in str(cell.value) for cell in sheet["F"])


def test_rows_lead_to_their_review_page_where_there_is_one(out: Path, samples: Path, tmp_path: Path) -> None:
    assert not any(cell.hyperlink for row in openpyxl.load_workbook(out / WORKBOOK)["指标"] for cell in row)
    request = Request((str(samples / "shili-project-2024.pdf"),), tmp_path, extras=(WORKBOOK,))
    update(request, Nothing())
    (tmp_path / "review").mkdir()
    update(request, Nothing())
    sheet = openpyxl.load_workbook(tmp_path / WORKBOOK)["指标"]
    place = [column.name for column in TABLES[2].columns].index("row_no")
    link = sheet[3][place].hyperlink
    assert (link.target.replace("\\", "/"), link.location) == ("review/shili-project-2024.html", "f1-r2")
    assert sheet[3][place].value == 2


def test_a_full_sheet_goes_on_in_another_and_links_end_where_excel_takes_no_more(out: Path, tmp_path: Path) -> None:
    write_workbook(MadeFrom(out, "1", has_review=True), tmp_path / "small.xlsx", Limits(rows=101, links=60))
    book = openpyxl.load_workbook(tmp_path / "small.xlsx")
    names = [name for name in book.sheetnames if name.startswith("指标")]
    printed = cells(out / "indicators.csv")[1:]
    assert len(names) == -(-len(printed) // 100) > 2
    rows = [row for name in names for row in sheet_rows(book[name])]
    assert len(rows) == len(printed)
    assert [row[0] for row in rows] == [row[0] for row in printed]
    assert [sum(cell.hyperlink is not None for line in book[name] for cell in line) for name in names[:2]] == [60, 60]
    notes = " ".join(str(cell.value) for cell in book["概览"]["A"])
    assert f"续于：{'、'.join(names[1:])}" in notes
    assert "行的链接超过 Excel 每张工作表" in notes


def test_the_same_tables_give_the_same_bytes(out: Path, tmp_path: Path) -> None:
    for name in ("one.xlsx", "other.xlsx"):
        write_workbook(MadeFrom(out, "1"), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"one.xlsx", "other.xlsx"}


def test_without_its_package_nothing_is_converted(
    samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "blocked" / "sitecustomize.py"
    blocked.parent.mkdir()
    blocked.write_text("import sys\nsys.modules['xlsxwriter'] = None\n")
    monkeypatch.setenv("PYTHONPATH", str(blocked.parent) + ":" + ":".join(filter(None, sys.path)))
    asked = command("convert", samples / "shili-project-2024.pdf", "-o", tmp_path / "out", "--xlsx")
    assert asked.returncode == 18
    assert "pip install 'jixiao[xlsx]'" in asked.stderr
    assert not (tmp_path / "out").exists()
