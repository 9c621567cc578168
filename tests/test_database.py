"""The DuckDB database: the tables with titles, keys and views."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from jixiao.output.database import VIEWS
from jixiao.output.extras import DATABASE
from jixiao.output.schema import TABLES, Table
from jixiao.progress import Nothing
from jixiao.update import Request, update


@pytest.fixture(scope="module")
def out(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("out")
    for name in ("zhoucun-2022.pdf", "shili-selfeval-2023.pdf"):
        shutil.copy(samples / name, source)
    (source / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    update(Request((str(source),), out, jobs=1, extras=(DATABASE,)), Nothing())
    return out


@pytest.fixture(scope="module")
def database(out: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(out / DATABASE, read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_rows_are_those_of_the_parquet_file(out: Path, database: duckdb.DuckDBPyConnection, table: Table) -> None:
    path = str(out / f"{table.name}.parquet")
    for one, other in ((f"'{path}'", table.name), (table.name, f"'{path}'")):
        assert database.sql(f"select * from {one} except all select * from {other}").fetchall() == []
    ((count,),) = database.sql(f"select count(*) from {table.name}").fetchall()
    assert count == len(pd.read_parquet(path))


def test_tables_columns_and_views_have_their_titles(database: duckdb.DuckDBPyConnection) -> None:
    told = database.sql(
        "select table_name, column_name, comment from duckdb_columns() where comment is not null"
    ).fetchall()
    assert {(table, name): text.partition("：")[0] for table, name, text in told} == {
        (table.name, column.name): column.title for table in TABLES for column in table.columns
    }
    titles = dict(database.sql("select table_name, comment from duckdb_tables()").fetchall())
    assert titles == {table.name: table.title for table in TABLES}
    views = dict(database.sql("select view_name, comment from duckdb_views() where not internal").fetchall())
    assert views == {name: comment for name, (_, comment) in VIEWS.items()}


def test_keys_hold(database: duckdb.DuckDBPyConnection, out: Path, tmp_path: Path) -> None:
    found = database.sql(
        "select table_name, constraint_type, constraint_column_names from duckdb_constraints()"
    ).fetchall()
    keys = {(table, tuple(columns)) for table, kind, columns in found if kind == "PRIMARY KEY"}
    assert keys == {(table.name, table.primary_key) for table in TABLES if table.primary_key}
    foreign = {(table, tuple(columns)) for table, kind, columns in found if kind == "FOREIGN KEY"}
    assert foreign == {(table.name, key.columns) for table in TABLES for key in table.foreign_keys}
    copy = shutil.copy(out / DATABASE, tmp_path / "copy.duckdb")
    with duckdb.connect(copy) as own, pytest.raises(duckdb.ConstraintException):
        own.execute("insert into forms (doc_id, form_no) values ('nobody', 1)")


def test_the_wide_view_has_each_indicator_once_with_what_stands_over_it(database: duckdb.DuckDBPyConnection) -> None:
    wide = database.sql("select * from indicators_wide").df()
    plain = database.sql("select * from indicators").df()
    assert len(wide) == len(plain) > 0
    assert list(wide.columns[: len(plain.columns)]) == list(plain.columns)
    assert {"source_file", "form_title", "budget_wan_yuan", "target1_value", "target3_unit"} <= set(wide.columns)
    single = wide[wide.value.notna()]
    assert (single.value == single.target1_value).all()
    assert wide.form_title.notna().all()


def test_budgets_are_summed_by_fund_and_year(database: duckdb.DuckDBPyConnection) -> None:
    ((total,),) = database.sql(
        "select sum(budget_wan_yuan) from budget_by_fund where form_type = 'fund_target'"
    ).fetchall()
    ((wanted,),) = database.sql("select sum(budget_wan_yuan) from forms where form_type = 'fund_target'").fetchall()
    assert total == wanted > 0
    ((failed,),) = database.sql("select sum(checks_failed) from budget_by_fund").fetchall()
    ((open_checks,),) = database.sql("select count(*) from checks where not held and form_no is not null").fetchall()
    assert failed == open_checks > 0


def test_open_findings_are_those_to_look_at_with_their_rows(database: duckdb.DuckDBPyConnection) -> None:
    found = database.sql("select * from open_findings").df()
    ((wanted,),) = database.sql("select count(*) from findings where severity in ('error', 'warning')").fetchall()
    assert len(found) == wanted > 0
    assert found[found.row_no.notna()].indicator.notna().all()
