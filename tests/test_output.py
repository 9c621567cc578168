from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

from jixiao.conversion import Conversion, convert
from jixiao.normalize.catalogue import found
from jixiao.output import write
from jixiao.output.schema import TABLES
from tests.folders import content_of


@pytest.fixture(scope="module")
def converted(samples: Path) -> Conversion:
    return convert(samples / "zhoucun-2024.pdf")


def test_all_tables_arrive_and_the_package_validates(converted: Conversion, tmp_path: Path) -> None:
    converted.write(tmp_path / "out")
    report = validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])[:3]
    for table in TABLES:
        csv = pd.read_csv(tmp_path / "out" / f"{table.name}.csv", dtype=str)
        parquet = pd.read_parquet(tmp_path / "out" / f"{table.name}.parquet")
        assert list(csv.columns) == list(parquet.columns) == [column.name for column in table.columns]
        assert len(csv) == len(parquet)
        for column in table.columns:
            texts = csv[column.name].fillna("")
            if column.type == "boolean":
                assert [text == "true" for text in texts] == list(parquet[column.name])
            elif column.type == "text":
                assert list(texts) == list(parquet[column.name])
            else:
                numbers = [float(text) for text in texts if text]
                assert numbers == list(parquet[column.name].dropna())
    assert (tmp_path / "out" / "indicators.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_stopped_write_leaves_the_old_tables(
    converted: Conversion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    converted.write(out)
    before = content_of(out)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(write, "_package", stop)
    with pytest.raises(KeyboardInterrupt):
        replace(converted, converted=converted.converted.told([found("page_engine")])).write(out)
    assert content_of(out) == before


def test_frames_have_the_contract_columns(converted: Conversion) -> None:
    assert len(converted.indicators) == 391
    assert len(converted.forms) == 14
    assert converted.targets["value"].notna().any()
    assert set(converted.findings["severity"]) == {"info"}
    assert len(converted.fields) > 0
