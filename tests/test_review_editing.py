"""Putting rows right on the review page: what is kept, and what is exported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import jixiao
from jixiao.cli import commands
from jixiao.corrections import read_corrections
from jixiao.review import write_review
from tests.browser import chromium, opened, serious_faults, until

NAME = "zhoucun-2023"


@pytest.fixture(scope="module")
def site(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editing")
    jixiao.convert(samples / f"{NAME}.pdf").write(folder / "out")
    return write_review(folder / "out").page.parent


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(site: Path, browser: Any) -> Iterator[Any]:
    with opened(browser) as watched:
        yield watched.open((site / f"{NAME}.html").as_uri() + "#f1-r3")


def edit(page: Any, column: str, text: str, why: str = "") -> None:
    page.keyboard.press("e")
    page.fill(f"#edit-{column}", text)
    if page.input_value("#edit-who") == "":
        page.fill("#edit-who", "张三")
    page.fill("#edit-why", why)
    page.click("#save")
    until(page, "!document.querySelector('dialog')")


def exported(page: Any, path: Path) -> list[dict[str, Any]]:
    page.click("#corrections")
    with page.expect_download() as download:
        page.click("#export")
    assert download.value.suggested_filename == "corrections.json"
    download.value.save_as(path)
    page.keyboard.press("Escape")
    found: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["corrections"]
    return found


def test_a_corrected_text_is_shown_kept_and_exported(page: Any, site: Path, tmp_path: Path) -> None:
    edit(page, "value_text", "≤93.07万元", "多印一个0")
    assert "≤93.07万元" in page.inner_text("#f1-r3 ins")
    assert "≤93.070万元" in page.inner_text("#f1-r3 del")
    page.reload()
    page.wait_for_selector("#f1-r3 ins")
    (correction,) = exported(page, tmp_path / "corrections.json")
    assert correction.pop("when").endswith("Z")
    assert len(correction.pop("sha256")) == 64
    assert correction == {
        "page": 2,
        "form_no": 1,
        "form": "乡村振兴战略资金",
        "action": "replace",
        "row": {
            "level1": "成本指标",
            "level2": "经济成本指标",
            "indicator": "农机购置补贴",
            "value_text": "≤93.070万元",
        },
        "column": "value_text",
        "printed": "≤93.070万元",
        "text": "≤93.07万元",
        "who": "张三",
        "why": "多印一个0",
    }


def test_a_second_thought_takes_the_place_of_the_first(page: Any, tmp_path: Path) -> None:
    edit(page, "value_text", "≤1万元")
    edit(page, "value_text", "≤2万元")
    (correction,) = exported(page, tmp_path / "corrections.json")
    assert (correction["printed"], correction["text"]) == ("≤93.070万元", "≤2万元")
    edit(page, "value_text", "≤93.070万元")  # as it was read
    assert page.inner_text("#corrections .count") == "0"
    assert page.locator("#f1-r3 ins").count() == 0


def test_rows_are_deleted_and_added_and_both_undone(page: Any, tmp_path: Path) -> None:
    page.keyboard.press("e")
    page.fill("#edit-who", "李四")
    page.click("#delete")
    page.wait_for_selector("#f1-r3.gone")
    page.keyboard.press("j")
    page.keyboard.press("e")
    assert page.input_value("#edit-who") == "李四"  # asked once
    page.click("#add-row")
    assert page.input_value("#edit-level1") == "成本指标"
    page.fill("#edit-indicator", "漏读的指标")
    page.fill("#edit-value_text", "=3个")
    page.click("#save")
    page.wait_for_selector("tr.added")
    order = page.eval_on_selector_all("tr.row", "all => all.map((each) => each.id || 'added')")
    assert order[3:6] == ["f1-r4", "added", "f1-r5"]
    deleted, added = exported(page, tmp_path / "corrections.json")
    assert deleted["action"] == "delete"
    assert not {"column", "text", "printed"} & deleted.keys()
    assert added["action"] == "add"
    assert added["row"]["indicator"] == "其他推进乡村振兴战略实施项目资金"
    assert added["text"]["indicator"] == "漏读的指标"
    assert added["text"]["value_text"] == "=3个"
    page.click("#corrections")
    assert serious_faults(page) == []
    for left in (1, 0):
        page.locator(".correction-list .sign").first.click()
        assert page.locator(".correction-list li").count() == left
    page.keyboard.press("Escape")
    assert page.locator("tr.gone, tr.added").count() == 0


def test_a_first_row_is_added(page: Any, tmp_path: Path) -> None:
    page.keyboard.press("e")
    assert page.locator("#add-first").count() == 0  # of row 3
    page.keyboard.press("Escape")
    until(page, "!document.querySelector('dialog')")
    for _ in range(2):
        page.keyboard.press("k")
    page.keyboard.press("e")
    page.click("#add-first")
    page.fill("#edit-indicator", "漏读的首行")
    page.fill("#edit-who", "张三")
    page.click("#save")
    page.wait_for_selector("tr.added")
    order = page.eval_on_selector_all("tr.row", "all => all.map((each) => each.id || 'added')")
    assert order[:2] == ["added", "f1-r1"]
    (correction,) = exported(page, tmp_path / "corrections.json")
    assert correction["row"] is None
    assert [each.row for each in read_corrections(tmp_path / "corrections.json")] == [None]


def test_who_corrects_must_be_said(page: Any) -> None:
    page.keyboard.press("e")
    page.fill("#edit-indicator", "x")
    page.click("#save")
    assert page.locator("dialog#edit").count() == 1
    assert page.evaluate("document.activeElement.id") == "edit-who"


def test_a_file_is_taken_in_again_and_shown_after_it_was_applied(page: Any, site: Path, tmp_path: Path) -> None:
    edit(page, "value_text", "≤93.07万元")
    exported(page, tmp_path / "corrections.json")
    page.click("#corrections")
    page.click("dialog .danger")
    assert page.inner_text("#corrections .count") == "0"
    with page.expect_file_chooser() as chooser:
        page.click("dialog span button")
    chooser.value.set_files(tmp_path / "corrections.json")
    page.wait_for_selector(".correction-list li")
    page.keyboard.press("Escape")
    assert page.inner_text("#f1-r3 ins") == "≤93.07万元"
    # A row that has the corrected text already is still the correction's row.
    found = page.evaluate(
        """() => { const row = jixiao.state.byKey.get("f1-r3"); row.texts.value_text = "≤93.07万元";
        jixiao.tell("corrections");
        return [jixiao.state.laid().unmatched.length, jixiao.state.laid().edits.has("f1-r3")]; }"""
    )
    assert found == [0, True]


@pytest.mark.parametrize("content", ["no json", "[]", '{"corrections":[{"sha256":1}]}', '{"corrections":[null]}'])
def test_a_file_that_holds_no_corrections_is_told(page: Any, tmp_path: Path, content: str) -> None:
    (tmp_path / "corrections.json").write_text(content)
    page.click("#corrections")
    with page.expect_file_chooser() as chooser:
        page.click("dialog span button")
    chooser.value.set_files(tmp_path / "corrections.json")
    until(page, "document.getElementById('notice')?.textContent.includes('corrections.json')")
    assert page.inner_text("#corrections .count") == "0"


def test_the_list_exports_all_documents(page: Any, site: Path, tmp_path: Path) -> None:
    edit(page, "value_text", "≤1万元")
    page.click("a.up")
    page.wait_for_selector("body[data-ready] #documents tr")
    with page.expect_download() as download:
        page.click("#export")
    download.value.save_as(tmp_path / "corrections.json")
    assert len(json.loads((tmp_path / "corrections.json").read_text("utf-8"))["corrections"]) == 1


def test_what_a_person_types_is_text(page: Any) -> None:
    edit(page, "value_text", "<img src=x onerror=alert(1)>\u202e")
    assert page.inner_text("#f1-r3 ins").startswith("<img")
    assert page.locator("#f1-r3 img").count() == 0


def test_a_joined_row_is_parted(site: Path, samples: Path, browser: Any, tmp_path: Path) -> None:
    jixiao.convert(samples / "zhoucun-2024.pdf").write(tmp_path / "out")
    (row,) = [
        line.split(",")
        for line in (tmp_path / "out/findings.csv").read_text("utf-8-sig").splitlines()
        if ",row_joined," in line
    ][:1]
    with opened(browser) as watched:
        reviewed = write_review(tmp_path / "out")
        page = watched.open(reviewed.page.as_uri() + f"#f{row[3]}-r{row[4]}")
        page.keyboard.press("e")
        page.fill("#edit-who", "张三")
        page.click("#part")
        page.wait_for_selector(f"#f{row[3]}-r{row[4]} .tag.edited")
        (correction,) = exported(page, tmp_path / "corrections.json")
        assert correction["action"] == "part"
        assert not {"column", "text"} & correction.keys()


def test_a_wrong_row_put_right_and_applied_is_gone_from_the_findings(
    site: Path, samples: Path, browser: Any, tmp_path: Path
) -> None:
    def findings() -> list[str]:
        lines = (tmp_path / "out/findings.csv").read_text("utf-8-sig").splitlines()
        return [line for line in lines if "周村区推进乡村振兴战略实施项目" in line and ",task_total," in line]

    pdf = str(samples / f"{NAME}.pdf")
    with opened(browser) as watched:
        page = watched.open((site / f"{NAME}.html").as_uri() + "#f1-r1")
        edit(page, "value_text", "≤1227.545万元", "与分项之和一致")
        exported(page, tmp_path / "corrections.json")
        done = CliRunner().invoke(commands, ["convert", pdf, "-o", str(tmp_path / "out")])
        assert done.exit_code == 20, done.output
        assert len(findings()) == 1
        applied = ["convert", pdf, "-o", str(tmp_path / "out"), "--corrections", str(tmp_path / "corrections.json")]
        done = CliRunner().invoke(commands, applied)
        assert done.exit_code in (20, 21), done.output
        assert findings() == []
        page = watched.open(write_review(tmp_path / "out").page.as_uri() + "#f1-r1")
        assert page.locator("#f1-r1 .tag.corrected").count() == 1
        assert page.inner_text("#f1-r1 [data-column=value_text]").startswith("≤1227.545万元")
        assert "张三" in page.inner_text("tr.explained")


def test_an_exported_file_is_one_that_convert_reads(page: Any, tmp_path: Path) -> None:
    edit(page, "value_text", "≤93.07万元")
    page.keyboard.press("e")
    page.click("#add-row")
    page.fill("#edit-indicator", "漏读的指标")
    page.click("#save")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.click("#delete")
    exported(page, tmp_path / "corrections.json")
    assert [each.action for each in read_corrections(tmp_path / "corrections.json")] == ["replace", "add", "delete"]
