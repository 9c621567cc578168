"""A panel's page in a real browser: it asks nobody, can be read in both themes, and is no wider than the window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from jixiao.panels import Panel
from tests.browser import chromium, opened, serious_faults
from tests.panels import followed, form, number


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    old = form(number("甲综合满意度", "8", "%"), number("乙" * 90, "1", task="旧任务"), "高校满意度", budget="10")
    new = form(number("甲满意度", "9", "%", flags="low_confidence"), number("戊", "2"), "企业满意度", budget="12")
    folder = tmp_path_factory.mktemp("page")
    Panel(("2022", "2023"), followed(old, new), ()).write(folder)
    return folder / "panel.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_read_in_both_themes_and_asks_nobody(browser: Any, path: Path, scheme: str) -> None:
    with opened(browser, color_scheme=scheme) as watched:
        watched.page.goto(path.as_uri())
        assert serious_faults(watched.page) == []
        paper = watched.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 25, 29)"}[scheme]
        assert watched.page.locator("svg.spark circle").count() == 2
        bars = watched.page.locator("svg.bars rect").all()
        assert [round(bar.bounding_box()["height"]) for bar in bars] == [20, 24]


def test_a_narrow_window_moves_tables_and_not_the_page(browser: Any, path: Path) -> None:
    with opened(browser, width=400) as watched:
        watched.page.goto(path.as_uri())
        assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert watched.page.evaluate(
            "Array.from(document.querySelectorAll('.wide')).some(e => e.scrollWidth > e.clientWidth)"
        )
