"""The functions of Python: one file, many, what they show of themselves, and that they are found."""

import pickle
import pydoc
import re
import shutil
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pandas as pd
import pytest

import jixiao
import jixiao.conversion
from jixiao.errors import BadCorrections, InputNotFound, NoPdfInFolder, WrongArgument

SMALL, OTHER = "shili-project-2024.pdf", "shili-department-2024.pdf"


@pytest.fixture(scope="module")
def folder(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two files of one name, and one that is none."""
    folder = tmp_path_factory.mktemp("many")
    for place, name in (("2023", SMALL), ("2024", OTHER)):
        (folder / place).mkdir()
        shutil.copy(samples / name, folder / place / "a.pdf")
    (folder / "broken.pdf").write_bytes(b"")
    return folder


@pytest.fixture(scope="module")
def batch(folder: Path) -> jixiao.Batch:
    return jixiao.convert_all(folder)


def test_the_function_is_not_hidden_by_a_module_of_its_name() -> None:
    assert jixiao.convert is jixiao.conversion.convert


def test_help_tells_of_every_public_name() -> None:
    told = pydoc.render_doc(jixiao, renderer=pydoc.plaintext)
    for name in ("class Batch", "class Conversion", "class JixiaoError", "convert(", "convert_all("):
        assert name in told, name
    assert set(jixiao.__all__) <= set(dir(jixiao))
    with pytest.raises(AttributeError, match="no attribute 'convertt'"):
        jixiao.convertt  # noqa: B018


def test_the_code_that_help_shows_runs(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "samples").mkdir()
    shutil.copy(samples / "zhoucun-2024.pdf", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    code = "\n".join(re.findall(r"^    (.*)$", jixiao.__doc__ or "", re.MULTILINE))
    names: dict[str, object] = {}
    exec(code, names)
    assert (tmp_path / "out" / "indicators.csv").exists()
    assert len(names["batch"]) == 1  # type: ignore[arg-type]


def test_types_are_shipped() -> None:
    assert files("jixiao").joinpath("py.typed").is_file()


def test_a_conversion_is_shown_in_one_line(samples: Path) -> None:
    shown = repr(jixiao.convert(samples / SMALL))
    assert shown == f"<Conversion of {SMALL}: 6 pages, 5 forms, 73 indicators; checks: 17 hold; findings: 5 info>"


def test_a_notebook_shows_counts_and_findings_and_no_markup_of_the_file(samples: Path) -> None:
    conversion = jixiao.convert(samples / SMALL)
    named = replace(conversion.converted, source_file="<script>alert(1)</script>.pdf")
    shown = replace(conversion, converted=named)._repr_html_()
    assert "<td>info</td><td>form_matched</td><td>5</td>" in shown
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_a_batch_holds_the_tables_of_all_files(batch: jixiao.Batch) -> None:
    assert repr(batch) == "<Batch of 2 documents, 150 indicators; 1 files failed>"
    assert [each.converted.doc_id for each in batch] == ["2023-a", "2024-a"]
    assert batch.indicators.groupby("doc_id").size().to_dict() == {"2023-a": 73, "2024-a": 77}
    assert list(batch.indicators.columns) == list(batch.conversions[0].indicators.columns)
    assert dict(zip(batch.documents.doc_id, batch.documents.status, strict=True)) == {
        "2023-a": "ok", "2024-a": "ok", "broken": "failed",
    }  # fmt: skip
    assert "the file is empty" in str(batch.failures[0].error)
    assert "form_matched" in batch._repr_html_()
    assert pickle.loads(pickle.dumps(batch)).failures[0].doc_id == "broken"


def test_a_batch_is_written_as_the_command_line_writes_it(batch: jixiao.Batch, tmp_path: Path) -> None:
    batch.write(tmp_path)
    batch.write(tmp_path)
    written = pd.read_csv(tmp_path / "indicators.csv", dtype=str)
    assert written.groupby("doc_id").size().to_dict() == {"2023-a": 73, "2024-a": 77}


def test_a_list_of_files_is_a_batch_too(samples: Path) -> None:
    paths = [samples / SMALL, str(samples / OTHER), samples / SMALL]
    assert [each.path.name for each in jixiao.convert_all(paths)] == [SMALL, OTHER]


@pytest.mark.parametrize(
    ("inputs", "kind"),
    [("nowhere", InputNotFound), (["."], NoPdfInFolder), ("s3://bucket/a.pdf", WrongArgument), ("", WrongArgument)],
)
def test_inputs_that_name_no_file_are_an_error(
    inputs: object, kind: type[jixiao.JixiaoError], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(kind):
        jixiao.convert_all(inputs)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ({"forms": "nowhere"}, InputNotFound),
        ({"pages": 1}, WrongArgument),
        ({"corrections": [{"sha256": "0"}]}, WrongArgument),
        ({"corrections": "nowhere.json"}, BadCorrections),
    ],
)
def test_what_is_wrong_for_all_files_is_no_failure_of_each(
    folder: Path, given: dict[str, object], kind: type[jixiao.JixiaoError]
) -> None:
    with pytest.raises(kind):
        jixiao.convert_all(folder, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize("given", [["a.pdf"], None, 7])
def test_what_is_no_path_is_told(given: object) -> None:
    with pytest.raises(WrongArgument, match="a list of them is for convert_all"):
        jixiao.convert(given)  # type: ignore[arg-type]
    if not isinstance(given, list):
        with pytest.raises(WrongArgument, match="give one of: a path"):
            jixiao.convert_all(given)  # type: ignore[arg-type]


def test_no_file_at_all_is_an_empty_batch() -> None:
    assert len(jixiao.convert_all([]).indicators) == 0


def test_a_wrong_argument_stops_a_batch(folder: Path) -> None:
    with pytest.raises(WrongArgument, match="the engine 'x' is not known"):
        jixiao.convert_all(folder, engine="x")
    with pytest.raises(WrongArgument, match="jixiao convert takes URLs"):
        jixiao.convert("https://example.org/a.pdf")
