import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from frictionless import validate

from jixiao.conversion import Conversion, convert
from jixiao.errors import OutputNotWritable
from jixiao.normalize.catalogue import found
from jixiao.output import write
from jixiao.output.parquet_file import _row_groups, write_parquet
from jixiao.output.schema import TABLES, Table
from tests.conftest import ROOT
from tests.folders import content_of


@pytest.fixture(scope="module")
def converted(samples: Path) -> Conversion:
    return convert(samples / "zhoucun-2024.pdf")


def test_all_tables_arrive_and_the_package_validates(converted: Conversion, tmp_path: Path) -> None:
    converted.write(tmp_path / "out")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:3]
    for table in TABLES:
        csv = pd.read_csv(tmp_path / "out" / f"{table.name}.csv", dtype=str, keep_default_na=False, na_values=[""])
        parquet = pd.read_parquet(tmp_path / "out" / f"{table.name}.parquet")
        assert list(csv.columns) == list(parquet.columns) == [column.name for column in table.columns]
        assert len(csv) == len(parquet)
        for column in table.columns:
            shown, typed = csv[column.name], parquet[column.name]
            assert list(shown.isna()) == list(typed.isna())
            read = {"boolean": lambda text: text == "true", "text": str, "date": date.fromisoformat}
            assert list(map(read.get(column.type, float), shown.dropna())) == list(typed.dropna())
    assert (tmp_path / "out" / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_the_package_describes_all_that_stands_there(samples: Path, tmp_path: Path) -> None:
    shared = ROOT.parent / "shared" / "real" / "putuo-commerce-2025-budget.pdf"
    if not shared.exists():
        pytest.skip(f"no file with tables of no known form: {shared}")
    for source in (shared, samples / "shili-selfeval-2023.pdf"):
        convert(source).write(tmp_path / "out")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:3]
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    version = (tmp_path / "out" / ".jixiao" / "current").resolve()
    files = {path.relative_to(version).as_posix() for path in version.rglob("*.*")}
    told = {each["path"] for each in package["resources"]}
    assert len([path for path in told if path.startswith("tables/")]) > 3
    assert told == files - {"datapackage.json"}
    assert package["licenses"][0]["name"] == "CC0-1.0"
    fields = [field for each in package["resources"] for field in each.get("schema", {}).get("fields", ())]
    assert len(fields) == sum(len(table.columns) for table in TABLES)
    assert all(field["description"] and field["title"] for field in fields)


def test_a_row_without_its_form_is_told_by_the_package(converted: Conversion, tmp_path: Path) -> None:
    converted.write(tmp_path / "out")
    whole = shutil.copytree(tmp_path / "out", tmp_path / "copy")
    lines = (whole / "forms.csv").read_text("utf-8-sig").splitlines(keepends=True)
    (whole / "forms.csv").unlink()
    (whole / "forms.csv").write_text("".join(lines[:1]), "utf-8-sig")
    report = validate(str(whole / "datapackage.json"))
    assert "foreign-key" in {kind for (kind,) in report.flatten(["type"])}


def test_a_stopped_write_leaves_the_old_tables(
    converted: Conversion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    converted.write(out)
    before = content_of(out)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(write, "package", stop)
    with pytest.raises(KeyboardInterrupt):
        replace(converted, converted=converted.converted.told([found("page_engine")])).write(out)
    assert content_of(out) == before


def test_a_parquet_file_that_cannot_be_written_is_told_and_leaves_what_stood_there(
    converted: Conversion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted.write(tmp_path / "out")
    before = content_of(tmp_path / "out")

    def fail(table: Table, folder: Path, tool_version: str) -> Path:
        if table.name == "targets":
            raise OSError(28, "No space left on device")
        return write_parquet(table, folder, tool_version)

    monkeypatch.setattr(write, "write_parquet", fail)
    other = replace(converted, converted=converted.converted.told([found("pages_left_out", "2")]))
    with pytest.raises(OutputNotWritable, match="No space left on device"):
        other.write(tmp_path / "out")
    assert content_of(tmp_path / "out") == before


def test_frames_have_the_contract_columns(converted: Conversion) -> None:
    assert len(converted.indicators) == 391
    assert len(converted.forms) == 14
    assert converted.targets["value"].notna().any()
    assert set(converted.findings["severity"]) == {"info"}
    assert len(converted.fields) > 0


def test_a_parquet_file_of_many_rows_has_row_groups_of_some_thousands() -> None:
    batches = [pa.RecordBatch.from_pydict({"a": list(range(rows))}) for rows in (5000, 5000, 9000, 1)]
    groups = [[batch.num_rows for batch in group] for group in _row_groups(batches)]
    assert groups == [[5000, 5000], [9000], [1]]
