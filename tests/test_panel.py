"""Panels and differences of the three years of Zhoucun: links against those known, files, commands, errors."""

import csv
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result

import jixiao
from jixiao import panels
from jixiao.cli import commands
from jixiao.errors import NoOutput, PackageMissing, WrongArgument
from tests.conftest import ROOT

YEARS = ("2022", "2023", "2024")

Place = tuple[str, str, str]
"""Year, form_no, row_no."""


@pytest.fixture(scope="module")
def conversions(samples: Path) -> list[jixiao.Conversion]:
    return [jixiao.convert(samples / f"zhoucun-{year}.pdf") for year in YEARS]


@pytest.fixture(scope="module")
def outs(conversions: list[jixiao.Conversion], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("panel")
    for year, conversion in zip(YEARS, conversions, strict=True):
        conversion.write(folder / year)
    return [folder / year for year in YEARS]


@pytest.fixture(scope="module")
def panel(conversions: list[jixiao.Conversion]) -> jixiao.Panel:
    return jixiao.panel(conversions)


def command(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [*map(str, arguments)])


def known_links(how: str = "") -> set[tuple[Place, Place]]:
    """Give the links of tests/data/panel_links.csv: all, or those of names that are the ``same`` or ``renamed``."""
    with (ROOT / "tests/data/panel_links.csv").open(encoding="utf-8", newline="") as file:
        return {
            (
                (row["old_year"], row["old_form_no"], row["old_row_no"]),
                (row["new_year"], row["new_form_no"], row["new_row_no"]),
            )
            for row in csv.DictReader(file)
            if row["how"].startswith(how)
        }


def made_links(frame: pd.DataFrame) -> set[tuple[Place, Place]]:
    links = set()
    for row in frame.to_dict("records"):
        seen = [
            (y, str(row[f"form_no_{y}"]), str(row[f"row_no_{y}"])) for y in YEARS if not pd.isna(row[f"row_no_{y}"])
        ]
        links |= set(pairwise(seen))
    return links


def test_the_links_of_zhoucun_are_those_that_a_person_sees(
    panel: jixiao.Panel, record_property: Callable[[str, object], None]
) -> None:
    known, made = known_links(), made_links(panel.panel)
    precision, recall = len(known & made) / len(made), len(known & made) / len(known)
    record_property("shown", f"panel: {len(made)} links, precision {precision:.2%}, recall {recall:.2%}")
    assert precision >= 0.99, sorted(made - known)
    assert recall >= 0.97, sorted(known - made)
    # Most names stay the same: those that do not are few, and count for themselves.
    renamed = known_links("renamed")
    assert len(renamed) == 13
    assert len(renamed & made) / len(renamed) >= 0.97, sorted(renamed - made)


def test_each_row_of_each_year_stands_in_the_panel_once(
    panel: jixiao.Panel, conversions: list[jixiao.Conversion]
) -> None:
    for year, conversion in zip(YEARS, conversions, strict=True):
        rows = panel.panel[[f"form_no_{year}", f"row_no_{year}", f"value_text_{year}"]].dropna(how="all")
        own = conversion.indicators[["form_no", "row_no", "value_text"]]
        assert sorted(rows.itertuples(index=False, name=None)) == sorted(own.itertuples(index=False, name=None))


def test_figures_of_the_panel(panel: jixiao.Panel) -> None:
    frame = panel.panel
    row = frame[frame.indicator == "农机购置补贴"].iloc[0]
    assert list(row[[f"value_{year}" for year in YEARS]]) == [90.533, 93.07, 99.987]
    assert (row.change_2024, row.percent_2024, row.unit_2024) == (6.917, 7.43, "万元")
    assert list(panel.budgets["budget_wan_yuan_2024"]) == [2750.23, 300.1, 2574.0, 237.81, 4897.56, 78.0]
    assert set(panel.doubts["old_name"]) == {"高校满意度", "困难群众救助—临时救助"}
    with pytest.raises(WrongArgument, match="panel_budgets"):
        panel.frame("indicators")


def test_the_command_writes_tables_workbook_and_page(outs: list[Path], panel: jixiao.Panel, tmp_path: Path) -> None:
    done = command("panel", *outs, "-o", tmp_path / "p", "--xlsx")
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[0] == f"2022, 2023, 2024: {len(panel.panel)} indicators, 6 budgets"
    assert "2 links in doubt, not made; look at panel_doubts.csv" in done.output
    names = {f"{name}.{kind}" for name in ("panel", "panel_budgets", "panel_doubts") for kind in ("csv", "parquet")}
    assert {path.name for path in (tmp_path / "p").iterdir()} == names | {"panel.html", "panel.xlsx"}
    for each in panel.tables:
        with (tmp_path / f"p/{each.table.name}.csv").open(encoding="utf-8-sig", newline="") as file:
            header, *lines = csv.reader(file)
        assert header == [column.name for column in each.table.columns]
        stored = pq.read_table(tmp_path / f"p/{each.table.name}.parquet")
        assert (stored.column_names, stored.num_rows) == (header, len(lines)) == (header, len(each.rows))
    sheets = openpyxl.load_workbook(tmp_path / "p/panel.xlsx")
    assert [(sheet.title, sheet.max_row - 1) for sheet in sheets] == [
        (each.table.title, len(each.rows)) for each in panel.tables
    ]
    page = (tmp_path / "p/panel.html").read_text("utf-8")
    assert page.count('class="spark"') > 200
    assert "有待查事项，请先核对其转换结果：zhoucun-2022.pdf、zhoucun-2023.pdf" in page
    assert command("panel", outs[0], "-o", tmp_path / "p", "-q").output == ""


def test_the_same_file_in_two_folders_counts_once(outs: list[Path], panel: jixiao.Panel) -> None:
    assert len(jixiao.panel([*outs, outs[2]]).panel) == len(panel.panel)


def test_diff_says_what_changed_and_ends_with_1(outs: list[Path], samples: Path) -> None:
    done = command("diff", outs[1], outs[2])
    assert done.exit_code == 1
    assert "  budget of 乡村振兴战略资金: 2631.12 -> 2750.23 (+119.11万元, +4.53%)" in done.output
    assert "  new task: 困难群众救助—临时救助 (10 indicators)" in done.output
    assert "  renamed indicator: 特困人员综合满意度 -> 特困人员满意度 (score 0.89)" in done.output
    last = done.output.splitlines()[-1]
    assert last.startswith("55 indicators new, 0 dropped, 3 renamed; ")
    assert last.endswith("6 budgets changed; 0 links in doubt")
    assert done.output.splitlines()[0] == (
        "look first: zhoucun-2023.pdf has open findings; rows may be missing or wrong"
    )
    assert (command("diff", outs[1], outs[2], "-q").output, command("diff", outs[1], outs[2], "-q").exit_code) == (
        "",
        1,
    )


def test_diff_of_what_is_the_same_ends_with_0(outs: list[Path], samples: Path) -> None:
    done = command("diff", outs[2], samples / "zhoucun-2024.pdf")
    assert done.exit_code == 0, done.output
    assert done.output == ("0 indicators new, 0 dropped, 0 renamed; 0 values and 0 budgets changed; 0 links in doubt\n")


def test_a_form_without_a_year_is_left_out_and_told(outs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    read = panels.read_forms

    def without_year(path: Path) -> panels.Forms:
        forms = read(path)
        first, *rest = forms.forms
        return panels.Forms(forms.documents, (first._replace(form={**first.form, "year": ""}), *rest))

    monkeypatch.setattr(panels, "read_forms", without_year)
    made = jixiao.panel(outs[2])
    assert [each.form["subject"] for each in made.left_out] == ["乡村振兴战略资金"]
    assert "没有年度的表，不在表中：zhoucun-2024" in made.notes()
    assert "乡村振兴战略资金" not in set(made.panel["subject"])


def test_a_side_of_several_years_is_refused(outs: list[Path], conversions: list[jixiao.Conversion]) -> None:
    with pytest.raises(WrongArgument, match="2022, 2023"):
        panels.between(conversions[:2], outs[2])


def test_what_cannot_be_a_panel(tmp_path: Path, outs: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NoOutput):
        jixiao.panel(tmp_path)
    monkeypatch.setattr(panels, "find_spec", lambda _: None)
    with pytest.raises(PackageMissing, match=r"jixiao\[panel\]"):
        jixiao.panel(outs[0])
