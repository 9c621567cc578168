"""What OUT holds beside the tables when asked to: Parquet by year, and CSV that a spreadsheet shows as printed."""

import csv
import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.conversion import convert
from jixiao.normalize.records import Indicator
from jixiao.output.archive import open_archive
from jixiao.output.entries import begun
from jixiao.output.extras import BY_YEAR, CHINESE, DATABASE, EXTRAS, NOT_SAME_TO_THE_BYTE, SPREADSHEET, WORKBOOK
from jixiao.output.rendered import render
from jixiao.output.rows import ConvertedDocument
from jixiao.output.schema import TABLES
from jixiao.output.spreadsheet import for_spreadsheet, from_spreadsheet
from jixiao.progress import Nothing
from jixiao.update import Request, update
from tests.folders import content_of
from tests.test_bad_input import run as command

SAME = tuple(name for name in EXTRAS if name not in NOT_SAME_TO_THE_BYTE)

SMALL = ("shili-project-2024.pdf", "shili-selfeval-2023.pdf")


@pytest.fixture(scope="module")
def archive(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    for name in SMALL:
        shutil.copy(samples / name, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


@pytest.fixture(scope="module")
def out(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    update(Request((str(archive),), folder, jobs=2, extras=SAME), Nothing())
    return folder


# By year.


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_the_rows_by_year_are_the_rows(out: Path, table: str) -> None:
    whole = pd.read_parquet(out / f"{table}.parquet")
    columns = [name for name in whole.columns if name != "year"]
    parts = ds.dataset(out / BY_YEAR / table, format="parquet", partitioning="hive").to_table().to_pandas()
    assert len(whole) == len(parts) > 0 or table == "tables"
    for doc_id, rows in whole.groupby("doc_id"):
        pd.testing.assert_frame_equal(
            rows[columns].reset_index(drop=True),
            parts.loc[parts.doc_id == doc_id, columns].reset_index(drop=True),
            check_dtype=False,
        )


def test_a_row_stands_under_the_year_of_its_form_or_document(out: Path) -> None:
    folders = {path.parent.name for path in (out / BY_YEAR / "targets").rglob("*.parquet")}
    assert folders == {"year=2023", "year=2024"}
    count = "select count(*) from read_parquet('{}/by_year/{}/*/*.parquet', hive_partitioning = true) where year = 2023"
    for table in ("indicators", "targets", "fields"):
        ((rows,),) = duckdb.sql(count.format(out, table)).fetchall()
        ids = pd.read_parquet(out / f"{table}.parquet").doc_id
        assert rows == (ids == "shili-selfeval-2023").sum() > 0


def test_what_has_no_year_stands_under_hives_word_for_none(out: Path) -> None:
    (path,) = (out / BY_YEAR / "documents" / "year=__HIVE_DEFAULT_PARTITION__").iterdir()
    assert list(pd.read_parquet(path).doc_id) == ["broken"]


def test_a_form_of_another_year_than_its_document_has_its_own(samples: Path, tmp_path: Path) -> None:
    own = convert(samples / SMALL[0]).converted
    form = replace(own.document.forms[0], year="1999")
    own = replace(own, document=replace(own.document, forms=(form,)))
    put(own, tmp_path / "out")
    for table in ("forms", "indicators", "targets"):
        parts = ds.dataset(tmp_path / "out" / BY_YEAR / table, format="parquet", partitioning="hive")
        assert set(parts.to_table().to_pandas().year) == {1999}


def test_the_same_rows_give_the_same_files(archive: Path, out: Path, tmp_path: Path) -> None:
    update(Request((str(archive),), tmp_path / "again", jobs=1, extras=SAME), Nothing())
    assert content_of(tmp_path / "again") == content_of(out)


# For spreadsheets.


@given(st.text() | st.text("_x0041FfEe'= \r\u202e5\\", max_size=12))
def test_the_rule_can_be_undone(text: str) -> None:
    assert from_spreadsheet(for_spreadsheet(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "=100%", "=8个", '=HYPERLINK("http://a.example")', "+1", "-1", "@SUM(1)", "＝8个", "'=1",
        "100%", "0505", "1-2", "3/4", "2024-01-05", "1E5", "12:30", "2024年1月5日", "5 Mar", "TRUE", "1,321.23", "¥5",
        "208001000000000001", "１２", "（3）", "上午9:00",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_text(text: str) -> None:
    assert for_spreadsheet(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "≥8个", "8个", "数量指标", "≤1321.23万元", "maymaymaymaymaymaymaymaymaymaymaymay!"]
)
def test_what_a_spreadsheet_leaves_is_left(text: str) -> None:
    assert for_spreadsheet(text) == text


def test_characters_without_a_shape_are_shown() -> None:
    assert for_spreadsheet("8\u202e个\r\t_x0041_") == "8_x202E_个_x000D__x0009__x005F_x0041_"
    assert for_spreadsheet("两行\n一格") == "两行\n一格"


def test_the_files_differ_from_the_exact_ones_by_the_rule_only(out: Path) -> None:
    names = [f"{table.name}.csv" for table in TABLES] + [f"tables/{path.name}" for path in (out / "tables").iterdir()]
    marked = 0
    for name in names:
        exact, shown = cells(out / name), cells(out / SPREADSHEET / name)
        assert [[from_spreadsheet(cell) for cell in row] for row in shown] == exact
        marked += shown != exact
    assert marked > 0
    assert {str(path.relative_to(out / SPREADSHEET)) for path in (out / SPREADSHEET).rglob("*.csv")} == set(names)


def test_numbers_stay_numbers(samples: Path, tmp_path: Path) -> None:
    own = convert(samples / SMALL[0]).converted
    row = with_reading(own.document.forms[0].indicators[0], Decimal("-5"))
    put(with_row(own, row), tmp_path / "out")
    (shown,) = pd.read_csv(tmp_path / "out" / SPREADSHEET / "indicators.csv")["value"]
    assert shown == -5


# Chinese titles.


def test_the_files_with_chinese_titles_have_the_same_rows(out: Path) -> None:
    for table in TABLES:
        (own, *rows), (_, *exact) = cells(out / CHINESE / f"{table.name}.csv"), cells(out / f"{table.name}.csv")
        assert rows == exact
        assert own == [column.title for column in table.columns]
        assert len(set(own)) == len(own)


# Beside the tables.


def test_the_files_of_extras_are_told_too(samples: Path, tmp_path: Path) -> None:
    request = Request((str(samples / SMALL[0]),), tmp_path, extras=(BY_YEAR, WORKBOOK))
    told = {path.relative_to(tmp_path).as_posix() for path in update(request, Nothing()).written}
    assert {WORKBOOK, "indicators.csv", "by_year/indicators/year=2024/part-0.parquet"} <= told
    assert all((tmp_path / name).is_file() for name in told)


def test_the_command_makes_what_its_options_ask_for(samples: Path, tmp_path: Path) -> None:
    asked = {"--xlsx": WORKBOOK, "--duckdb": DATABASE, "--headers zh": CHINESE, "--partition year": BY_YEAR}
    for options, names in ([[], set()], [list(asked), set(asked.values())], [["--xlsx"], {WORKBOOK}]):
        words = [word for option in options for word in option.split()]
        assert command("convert", samples / SMALL[0], "-o", tmp_path, "--quiet", *words).returncode == 0
        assert {path.name for path in tmp_path.iterdir()} & set(EXTRAS) == names


def test_a_run_that_does_not_ask_takes_them_away(archive: Path, out: Path, tmp_path: Path) -> None:
    shutil.copytree(out, tmp_path / "out", symlinks=True)
    update(Request((str(archive),), tmp_path / "out"), Nothing())
    assert not {BY_YEAR, SPREADSHEET} & {path.name for path in (tmp_path / "out").iterdir()}
    update(Request((str(archive),), tmp_path / "out", extras=(BY_YEAR,)), Nothing())
    assert {path.name for path in (tmp_path / "out").iterdir()} & set(EXTRAS) == {BY_YEAR}


def test_a_system_without_links_has_their_files(
    archive: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.output.archive._can_link", lambda folder: False)
    update(Request((str(archive),), tmp_path / "out", extras=SAME), Nothing())
    assert content_of(tmp_path / "out") == content_of(out)
    update(Request((str(archive),), tmp_path / "out", extras=(SPREADSHEET,)), Nothing())
    assert {path.name for path in (tmp_path / "out").iterdir()} & set(EXTRAS) == {SPREADSHEET}


def test_a_folder_of_the_users_own_is_left_alone(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / BY_YEAR).mkdir(parents=True)
    (tmp_path / "out" / BY_YEAR / "mine").write_text("mine")
    asked = command("convert", samples / SMALL[0], "-o", tmp_path / "out", "--partition", "year")
    assert (asked.returncode, "by_year is in the way" in asked.stderr) == (10, True)
    assert command("convert", samples / SMALL[0], "-o", tmp_path / "out").returncode == 0
    assert (tmp_path / "out" / BY_YEAR / "mine").read_text() == "mine"


@pytest.mark.parametrize("text", ["NA", "nan", "NULL", "0505", "None"])
def test_words_for_nothing_are_read_as_they_stand(samples: Path, tmp_path: Path, text: str) -> None:
    """By the line that docs/recipes.md gives, and in Parquet."""
    own = convert(samples / SMALL[0]).converted
    put(with_row(own, replace(own.document.forms[0].indicators[0], indicator=text)), tmp_path / "out")
    table = pd.read_csv(tmp_path / "out" / "indicators.csv", dtype=str, keep_default_na=False)
    assert list(table.indicator) == list(pd.read_parquet(tmp_path / "out" / "indicators.parquet").indicator) == [text]


def put(document: ConvertedDocument, out: Path) -> None:
    with open_archive(out, extras=tuple(EXTRAS)) as archive:
        archive.put(begun(document.doc_id, "", document.source_file, "", ""), render(document))
        archive.publish("1")


def with_row(own: ConvertedDocument, row: Indicator) -> ConvertedDocument:
    form = replace(own.document.forms[0], indicators=(row,))
    return replace(own, document=replace(own.document, forms=(form,)))


def with_reading(row: Indicator, value: Decimal) -> Indicator:
    return replace(row, reading=replace(row.reading, value=value))


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
