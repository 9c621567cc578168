"""The regression check: what it says of a difference, and what it writes."""

import csv
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from jixiao.cli import commands
from jixiao.errors import FileNotReadable, NothingToCompare
from jixiao.output.compare import compare_rows
from jixiao.output.known import COLUMNS, VALUES, open_known

NAME = "shili-project-2024"


@pytest.fixture
def folder(samples: Path, tmp_path: Path) -> Path:
    for path in samples.glob(f"{NAME}.*"):
        shutil.copy(path, tmp_path)
    return tmp_path


def known(folder: Path) -> Path:
    return folder / f"{NAME}.indicators.csv"


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_bytes().decode()
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_bytes(text.encode())


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["check", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_rows_are_aligned_around_those_that_are_there() -> None:
    known = [("a", "1"), ("b", "2"), ("c", "3"), ("e", "5")]
    converted = [("a", "1"), ("b", "0"), ("c", "3"), ("d", "4"), ("e", "5")]
    found = compare_rows(known, converted)
    assert (found.right, found.wrong, found.missing, found.extra) == (3, ((("b", "2"), ("b", "0")),), (), (("d", "4"),))
    assert not found.exact
    assert compare_rows(known, known[:2]).missing == (("c", "3"), ("e", "5"))


def test_a_difference_names_page_row_and_indicator(folder: Path) -> None:
    change(known(folder), ("资金拨付及时率,,≥95%", "资金拨付及时率,,≥96%"))
    lines = known(folder).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    damaged = [*lines[:4], *lines[5:6], lines[6].replace("指标", "标", 1), *lines[6:]]
    known(folder).write_text("".join(damaged), encoding="utf-8")
    done = check(folder)
    assert done.exit_code == 1
    told = done.output
    assert "page 2, form 1, row 7, 资金拨付及时率: value_text: ≥96% -> ≥95%" in told
    assert "extra, page 2, form 1, row 4, 工程质量达标率: 1 | project_target" in told
    assert "missing, after page 2, form 1, row 5" in told


def test_values_units_and_comparators_are_compared_where_the_table_has_them(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.unlink()
    assert check(folder, "--create", "-q").exit_code == 0
    assert ",>=,95,,%" in known(folder).read_text(encoding="utf-8")
    change(known(folder), (",>=,95,,%", ",>=,95.0,,%"))
    assert check(folder).exit_code == 0, "95.0 and 95 are one number"
    change(known(folder), (",>=,95.0,,%", ",<=,90,,‰"))
    told = check(folder).output
    for line in ("comparator: <= -> >=", "value: 90 -> 95", "unit: ‰ -> %"):
        assert f"page 2, form 1, row 7, 资金拨付及时率: {line}" in told


def test_update_keeps_line_ends_the_byte_order_mark_and_columns_of_ones_own(folder: Path) -> None:
    path = known(folder)
    table = rows(path)
    wrong = [
        {**row, "note": f"seen {number}", "weight": "?" if number == 2 else row["weight"]}
        for number, row in enumerate(table)
    ]
    header = ["note", *table[0]]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(wrong)
    assert check(folder, "--update").exit_code == 0
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbfnote,form_no")
    assert raw.count(b"\r\n") == raw.count(b"\n") == len(table) + 1
    assert [row["note"] for row in rows(path)] == [f"seen {number}" for number in range(len(table))]
    assert [row["weight"] for row in rows(path)] == [row["weight"] for row in table]
    assert check(folder).exit_code == 0


def test_an_update_of_a_plain_file_changes_only_what_differs(folder: Path) -> None:
    before = known(folder).read_bytes()
    change(known(folder), ("≥95%", "≥96%"))
    assert check(folder, "--update").exit_code == 0
    assert known(folder).read_bytes() == before


def test_create_shows_and_writes_what_a_pdf_has_none_of(folder: Path, samples: Path) -> None:
    shutil.copy(samples / "shili-department-2024.pdf", folder)
    done = check(folder)
    assert (done.exit_code, "1 more without a known table; write them with --create" in done.output) == (0, True)
    done = check(folder, "--create")
    assert done.exit_code == 0
    assert "new, page 2, form 1, row 1, 人均补助标准: " in done.output
    created = folder / "shili-department-2024.indicators.csv"
    assert f"written: {created}" in done.output
    assert open_known(created).header == (*COLUMNS["indicators"], *VALUES["indicators"])
    assert check(folder).output.count(" 0 missing, 0 extra") == 4


def test_a_check_that_compares_nothing_is_an_error(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.unlink()
    assert isinstance(check(folder).exception, NothingToCompare)


def test_quiet_prints_what_is_wrong_alone(folder: Path) -> None:
    assert check(folder, "-q").output == ""
    change(known(folder), ("≥95%", "≥96%"))
    assert check(folder, "-q").output.count("\n") == 2


def test_a_build_server_reads_what_was_found(folder: Path, samples: Path) -> None:
    change(known(folder), ("≥95%", "≥96%"))
    (folder / "em\x01pty.pdf").write_bytes(b"")
    shutil.copy(known(folder), folder / "em\x01pty.indicators.csv")
    assert check(folder, "--junit", folder / "check.xml").exit_code == 1
    suites = ElementTree.parse(folder / "check.xml").getroot()
    empty, project = suites
    assert (empty.get("errors"), project.get("tests"), project.get("failures")) == ("1", "2", "1")
    (error,) = empty.iter("error")
    assert "em�pty.pdf: the file is empty" in str(error.get("message"))
    (failure,) = project.iter("failure")
    assert "page 2, form 1, row 7, 资金拨付及时率: value_text: ≥96% -> ≥95%" in str(failure.text)
    assert "72 of 73 rows right" in str(failure.get("message"))


def test_an_update_does_not_hide_a_file_that_failed(folder: Path) -> None:
    (folder / f"{NAME}.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Type /Cat")
    assert check(folder, "--update").exit_code == 1


@pytest.mark.parametrize("raw", ["指标".encode("gbk"), b'"a\x00', b'a,b\n"x"y,2'])
def test_a_known_table_that_is_no_csv_in_utf8_is_told(folder: Path, raw: bytes) -> None:
    known(folder).write_bytes(raw)
    with pytest.raises(FileNotReadable, match=r"it is not (UTF-8|CSV)"):
        open_known(known(folder))
    assert check(folder).exit_code == 1
