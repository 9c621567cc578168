"""jixiao compare: files and output folders, on real samples."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import jixiao
from jixiao.cli import commands
from jixiao.errors import InputNotFound, NoOutput, WrongArgument
from jixiao.output.difference_file import read_differences

NAME = "shili-project-2024"


@pytest.fixture(scope="module")
def out(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An output folder of two documents."""
    folder = tmp_path_factory.mktemp("compare") / "out"
    for name in (NAME, "shili-department-2024"):
        jixiao.convert(samples / f"{name}.pdf").write(folder)
    return folder


def compare(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["compare", *map(str, arguments)])


@pytest.mark.parametrize("name", ["zhoucun-2022", "shili-selfeval-2023"])
def test_two_engines_read_a_sample_alike(samples: Path, name: str) -> None:
    done = compare(samples / f"{name}.pdf", "--engine-b", "pdfplumber")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == f"A {name}.pdf (pdfium): {rows(done)} rows"
    assert done.output.splitlines()[1] == f"B {name}.pdf (pdfplumber): {rows(done)} rows"


def rows(done: Result) -> int:
    """Give the count that the last line ends with, where all rows are alike."""
    alike, _, all_rows, *rest = done.output.splitlines()[-1].split()
    assert (alike, " ".join(rest)) == (all_rows, "rows alike; nothing differs")
    return int(alike)


def test_a_file_is_held_against_what_a_folder_has_of_it(samples: Path, out: Path) -> None:
    done = compare(out, samples / f"{NAME}.pdf")
    assert (done.exit_code, rows(done)) == (0, 73)
    with pytest.raises(WrongArgument, match=f"'zhoucun-2022' is not known; give one of: .*{NAME}"):
        jixiao.compare(samples / "zhoucun-2022.pdf", out)


def test_what_a_change_of_a_folder_comes_to_is_told_and_written(samples: Path, out: Path, tmp_path: Path) -> None:
    conversion = jixiao.convert(samples / f"{NAME}.pdf")
    conversion.write(tmp_path / "out")
    table = (tmp_path / "out/indicators.csv").resolve()
    table.write_text(table.read_text("utf-8-sig").replace("≥4542平方米", "≥4524平方米"), encoding="utf-8-sig")
    done = compare(tmp_path / "out", samples / f"{NAME}.pdf", "--csv", tmp_path / "d.csv")
    assert done.exit_code == 1
    assert "row 管护面积 (row 3, page 2)\n    value_text: ≥4524平方米 -> ≥4542平方米" in done.output
    assert done.output.splitlines()[-1] == "72 of 73 rows alike; 1 difference"
    (line,) = read_differences(tmp_path / "d.csv")
    assert (line["a"], line["b"]) == ("≥4524平方米", "≥4542平方米")
    assert line["sha256_a"] == line["sha256_b"] == conversion.converted.sha256
    assert compare(tmp_path / "out", samples / f"{NAME}.pdf", "-q").output == ""


def test_two_folders_are_compared_document_by_document(samples: Path, out: Path, tmp_path: Path) -> None:
    assert jixiao.compare(out, out).is_alike
    shutil.copy(samples / f"{NAME}.pdf", tmp_path)
    jixiao.convert(tmp_path / f"{NAME}.pdf").write(tmp_path / "out")
    jixiao.convert(samples / "zhoucun-2022.pdf").write(tmp_path / "out")
    found = jixiao.compare(out, tmp_path / "out")
    assert [each.is_alike for each in found.documents] == [True]
    assert (found.only_a, found.only_b) == (("shili-department-2024",), ("zhoucun-2022",))
    done = compare(out, tmp_path / "out", "--csv", tmp_path / "d.csv")
    assert done.exit_code == 1
    only = [(line["part"], line["only"], line["name"]) for line in read_differences(tmp_path / "d.csv")]
    assert only == [("document", "a", "shili-department-2024"), ("document", "b", "zhoucun-2022")]
    assert "only in A: document shili-department-2024\nonly in B: document zhoucun-2022" in done.output


def test_conversions_are_taken_as_they_are(samples: Path) -> None:
    conversion = jixiao.convert(samples / f"{NAME}.pdf")
    found = jixiao.compare(conversion, samples / f"{NAME}.pdf", engine_b="pdfplumber")
    assert found.is_alike
    assert len(found.frame()) == 0


def test_what_cannot_be_compared(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(NoOutput):
        jixiao.compare(tmp_path, samples / f"{NAME}.pdf")
    with pytest.raises(InputNotFound):
        jixiao.compare(tmp_path / "none.pdf", samples / f"{NAME}.pdf")
    done = compare(samples / f"{NAME}.pdf")
    assert done.exit_code == 2
    assert "--engine-b" in done.output
