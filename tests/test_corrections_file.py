"""A file of corrections: what a person may write, what is wrong with a bad one, and a wrong row put right for good."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import jixiao
from jixiao.corrections import read_corrections
from jixiao.errors import BadCorrections
from jixiao.progress import WARNINGS
from tests.typeset.forms import COVER, KnownForm, known_form, set_form
from tests.typeset.paint import write_pdf
from tests.typeset.styles import BOOK_STYLES

FUND = known_form(1)
WRONG, RIGHT = "292%", "≥92%"
CORRECTION: dict[str, Any] = {
    "sha256": "0" * 64, "page": 2, "form_no": 1, "form": "乡村振兴战略资金", "action": "replace",
    "row": {"level1": "产出指标", "indicator": "实施项目个数"}, "column": "value_text", "printed": WRONG, "text": RIGHT,
    "who": "王会计", "why": "≥ 误作 2", "when": "2026-11-30T14:00:00Z",
}  # fmt: skip


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "jixiao", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def typeset(path: Path, value: str) -> Path:
    """Set a fund's form in which a row states a value."""
    rows = tuple(
        {**row, "value_text": value} if (row["task_no"], row["indicator"]) == ("1", "实施项目个数") else row
        for row in FUND.rows
    )
    style = next(iter(BOOK_STYLES.values()))
    write_pdf(path, [set_form(KnownForm(FUND.head, rows), merge_level2=style.merge_level2)], style, COVER)
    return path


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return typeset(tmp_path / "wrong.pdf", WRONG)


def corrections_of(pdf: Path, path: Path, **changes: object) -> Path:
    """Write what a person would: the row as it was read, and what it must say."""
    converted = jixiao.convert(pdf).converted
    form = converted.document.forms[0]
    row = next(each for each in form.indicators if each.value_text == WRONG)
    own = {"sha256": converted.sha256, "page": row.places[0].page, "row": {"indicator": row.indicator}} | changes
    path.write_text(json.dumps({"corrections": [CORRECTION | own]}, ensure_ascii=False), encoding="utf-8")
    return path


def read(out: Path, table: str) -> pd.DataFrame:
    return pd.read_csv(out / f"{table}.csv", dtype=str, keep_default_na=False)


def test_a_wrong_row_put_right_is_gone_from_the_findings_on_every_run(wrong: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("convert", wrong, "-o", out).returncode == WARNINGS
    assert "comparator_misread_possible" in set(read(out, "findings").code)
    before = read(out, "indicators")
    file = corrections_of(wrong, tmp_path / "corrections.json")
    for arguments in ([], ["--force"]):
        done = run("convert", wrong, "-o", out, "--corrections", file, *arguments)
        assert "comparator_misread_possible" not in set(read(out, "findings").code), done.stderr
        row = read(out, "indicators").query("flags.str.contains('corrected')").iloc[0]
        assert (row.value_text, row.comparator, row.value, row.unit) == (RIGHT, ">=", "92", "%")
    others = read(out, "indicators").drop(index=row.name)
    assert others.equals(before.drop(index=row.name)), "another row was changed"
    told = read(out, "findings").set_index("code").loc["corrected"]
    assert f"value_text {WRONG} -> {RIGHT} (王会计, 2026-11-30T14:00:00Z: ≥ 误作 2)" in told.message
    assert "该行已由人工更正" in told.message_zh
    assert read(out, "documents").proof[0] == "proved"


def test_python_applies_the_same(wrong: Path, tmp_path: Path) -> None:
    file = corrections_of(wrong, tmp_path / "corrections.json")
    assert RIGHT in set(jixiao.convert(wrong, corrections=file).indicators.value_text)
    assert RIGHT in set(jixiao.convert(wrong, corrections=read_corrections(file)).indicators.value_text)
    batch = jixiao.convert_all(wrong, corrections=file)
    assert RIGHT in set(batch.indicators.value_text)
    assert batch.unplaced == ()


def test_only_documents_whose_corrections_changed_are_converted_again(wrong: Path, tmp_path: Path) -> None:
    typeset(tmp_path / "other.pdf", "≥98%")
    out, file = tmp_path / "out", corrections_of(wrong, tmp_path / "corrections.json")
    inputs = [wrong, tmp_path / "other.pdf", "-o", out]
    assert "unchanged" not in run("convert", *inputs).stdout
    assert "1 unchanged" in run("convert", *inputs, "--corrections", file).stdout
    assert "2 unchanged" in run("convert", *inputs, "--corrections", file).stdout
    corrections_of(wrong, file, text="≥29%")
    assert "1 unchanged" in run("convert", *inputs, "--corrections", file).stdout
    assert "≥29%" in set(read(out, "indicators").value_text)
    assert "1 unchanged" in run("convert", *inputs).stdout, "without the file the row is as it was printed"
    assert WRONG in set(read(out, "indicators").value_text)


def test_workers_of_a_cluster_apply_them(wrong: Path, tmp_path: Path) -> None:
    file = corrections_of(wrong, tmp_path / "corrections.json")
    done = run("convert", wrong, "-o", tmp_path / "out", "--corrections", file, "--dask", "local", "--jobs", "1")
    assert RIGHT in set(read(tmp_path / "out", "indicators").value_text), done.stderr


def test_a_correction_of_a_file_that_is_not_there_is_named(wrong: Path, tmp_path: Path) -> None:
    file = corrections_of(wrong, tmp_path / "corrections.json", sha256="ab" * 32)
    done = run("convert", wrong, "-o", tmp_path / "out", "--corrections", file)
    assert done.returncode == WARNINGS
    assert "no input: correction 1 (page" in done.stdout
    assert "sha256 abababab…" in done.stdout


def test_one_that_no_longer_fits_is_a_warning(wrong: Path, tmp_path: Path) -> None:
    file = corrections_of(wrong, tmp_path / "corrections.json", printed="293%")
    assert run("convert", wrong, "-o", tmp_path / "out", "--corrections", file).returncode == WARNINGS
    (told,) = read(tmp_path / "out", "findings").query("code == 'correction_unfit'").message
    assert "the row's value_text reads '292%'" in told


BAD: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "no list": (lambda each: {"correction": [each]}, 'it has no list under the key "corrections"'),
    "a list": (lambda each: [each], 'it has no list under the key "corrections"'),
    "no object": (lambda each: {"corrections": ["x"]}, "correction 1: it is no object"),
    "typing error": (
        lambda each: {"corrections": [each, each | {"colum": "x"}]},
        "correction 2: the key 'colum' is unk",
    ),
    "action": (lambda each: {"corrections": [each | {"action": "change"}]}, "known are replace, delete, add, part"),
    "column": (
        lambda each: {"corrections": [each | {"column": "value"}]},
        "column names the column 'value'; known are",
    ),
    "row": (lambda each: {"corrections": [each | {"row": None}]}, "row is missing"),
    "blank row": (lambda each: {"corrections": [each | {"row": {}}]}, "row is to be an object with texts of the row"),
    "row's column": (lambda each: {"corrections": [each | {"row": {"name": "x"}}]}, "row names the column 'name'"),
    "number": (lambda each: {"corrections": [each | {"page": "9"}]}, "page is '9' and no number from 1"),
    "zero": (lambda each: {"corrections": [each | {"form_no": 0}]}, "form_no is 0 and no number from 1"),
    "true": (lambda each: {"corrections": [each | {"page": True}]}, "page is True and no number from 1"),
    "hash": (lambda each: {"corrections": [each | {"sha256": "12"}]}, "sha256 is '12' and not 64 hexadecimal digits"),
    "text": (lambda each: {"corrections": [each | {"text": 92}]}, "text is 92 and no text"),
    "no text": (lambda each: {"corrections": [each | {"text": None}]}, "text is missing"),
    "time": (lambda each: {"corrections": [each | {"when": "yesterday"}]}, "when is 'yesterday' and no time such as"),
    "delete": (
        lambda each: {"corrections": [each | {"action": "delete"}]},
        "column has no meaning where action is del",
    ),
    "add": (
        lambda each: {"corrections": [each | {"action": "add", "column": None, "printed": None}]},
        "text is to be an object with texts of the row",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_that_says_what_and_where(name: str, tmp_path: Path) -> None:
    make, told = BAD[name]
    path = tmp_path / "corrections.json"
    path.write_text(json.dumps(make(CORRECTION), ensure_ascii=False), encoding="utf-8")
    with pytest.raises(BadCorrections) as raised:
        read_corrections(path)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"corrections": [', "it is not JSON (Expecting value: line 1"),
        ("{“corrections”: []}".encode(), "it is not JSON"),
        (b"\xff\xfe", "it is not UTF-8 (byte 0)"),
        (b"[" * 100_000, "it is not JSON"),
        (None, "it cannot be read (No such file or directory)"),
    ],
)
def test_a_file_that_is_no_json_ends_the_command(tmp_path: Path, content: bytes | None, told: str, wrong: Path) -> None:
    path = tmp_path / "corrections.json"
    if content is not None:
        path.write_bytes(content)
    done = run("convert", wrong, "-o", tmp_path / "out", "--corrections", path)
    assert done.returncode == BadCorrections.exit_code
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.sampled_from(sorted(CORRECTION)), JSON, st.sampled_from(["replace", "delete", "add", "part"]))
def test_whatever_stands_under_a_key_is_read_or_told(key: str, value: object, action: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corrections.json"
        path.write_text(json.dumps({"corrections": [CORRECTION | {"action": action} | {key: value}]}), encoding="utf-8")
        try:
            told = [each.described() for each in read_corrections(path)]
        except BadCorrections as error:
            told = [str(error)]
    assert ["correction 1" in line for line in told] == [True]


def test_a_byte_order_mark_and_an_empty_list_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "corrections.json"
    path.write_text('\ufeff{"corrections": []}', encoding="utf-8")
    assert read_corrections(path) == ()
