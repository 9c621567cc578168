"""Known rows are set as real producers set them, and must come back exactly: every style, every page break."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import jixiao
from jixiao.extract.engines import READERS
from jixiao.output.compare import compare_rows
from jixiao.output.known import known_rows
from tests.typeset.forms import COVER, KnownForm, expected_rows, known_form, set_form
from tests.typeset.model import Style
from tests.typeset.paint import page_breaks, write_pdf
from tests.typeset.styles import BOOK_STYLES, CUT_STYLES

ENGINES = READERS

# Rows with a blank between Chinese words are left out: a line's end may swallow it, and no page would show it.
FUND = known_form(1)
STRATEGY = known_form(7, lambda row: row["indicator_no"] in "1346")
ANNUAL = known_form(8, lambda row: row["duty_no"] in "1356")
BOOK = (FUND, STRATEGY, ANNUAL)

WRAPPED = (
    "乡村振兴战略实施项目资金",
    "农机购置补贴",
    "实施项目个数",
    "其他推进",
    "时效",
    "口蹄疫",
    "促进农业",
    "补助对象",
)
SMALL = {
    "fund": known_form(1, lambda row: row["task_no"] == "1" and row["indicator"].startswith(WRAPPED)),
    "strategy": STRATEGY,
    "annual": known_form(8, lambda row: row["duty_no"] in "15"),
}
CUTS = {
    f"{name}, row {stop[0]} line {stop[1]}": (SMALL[form], replace(style, stop=stop))
    for name, (form, style) in CUT_STYLES.items()
    for stop in page_breaks(set_form(SMALL[form], merge_level2=style.merge_level2), style)
}


def differences(folder: Path, forms: tuple[KnownForm, ...], style: Style, engine: str, *cover: str) -> list[str]:
    pdf = folder / "set.pdf"
    write_pdf(pdf, [set_form(form, merge_level2=style.merge_level2) for form in forms], style, cover)
    converted = jixiao.convert(pdf, engine=engine).converted
    told = []
    for table in ("indicators", "forms") if cover else ("indicators",):
        found = compare_rows(expected_rows(forms, table), known_rows(converted, table))
        told += [
            f"wrong: {pair}"
            for row, other in found.wrong
            for pair in zip(row, other, strict=True)
            if pair[0] != pair[1]
        ]
        told += [f"missing: {row}" for row in found.missing] + [f"extra: {row}" for row in found.extra]
    return told


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", BOOK_STYLES)
def test_a_book_comes_back_whole_in_every_style(tmp_path: Path, name: str, engine: str) -> None:
    assert differences(tmp_path, BOOK, BOOK_STYLES[name], engine, *COVER) == []


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("name", CUTS)
def test_a_form_comes_back_whole_wherever_the_page_ends(tmp_path: Path, name: str, engine: str) -> None:
    form, style = CUTS[name]
    assert differences(tmp_path, (form,), style, engine) == []


def test_the_variations_are_counted(record_property: Callable[[str, object], None]) -> None:
    record_property(
        "shown", f"typeset: {len(BOOK_STYLES)} styles and {len(CUTS)} page breaks by {len(ENGINES)} readers"
    )
    assert len(BOOK_STYLES) + len(CUTS) >= 60
