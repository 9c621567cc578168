"""A real Chromium without a window: Debian's, driven by playwright. Where one is missing, tests skip and say so."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""
LOCAL = ("file:", "blob:", "data:")


@dataclass
class Watched:
    """A page, with all that its console said and all that it asked for."""

    page: Any
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))

    def open(self, url: str) -> Any:
        self.page.goto(url)
        self.page.wait_for_selector("body[data-ready]")
        return self.page

    @property
    def asked_elsewhere(self) -> list[str]:
        return [url for url in self.asked if not url.startswith(LOCAL)]


@contextmanager
def chromium() -> Iterator[Any]:
    """Start the browser; skip where it is missing. It ends with the module: its event loop must not meet others'."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[dev]'")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with driver.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def opened(browser: Any, width: int = 1400, height: int = 900, **choices: Any) -> Iterator[Watched]:
    """Give a page of a browser that remembers nothing; its console must stay empty, and nothing be asked elsewhere."""
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **choices)
    context.set_default_timeout(10_000)
    watched = Watched(context.new_page())
    watched.watch()
    yield watched
    context.close()
    assert not watched.said, watched.said
    assert not watched.asked_elsewhere, watched.asked_elsewhere


def until(page: Any, condition: str, seconds: float = 10.0) -> None:
    """Wait until JavaScript is true in a page. playwright's own way evaluates a text there, which the page forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(condition):
        assert time.monotonic() < end, f"never true: {condition}"
        page.wait_for_timeout(20)


def serious_faults(page: Any) -> list[str]:
    """Give what axe-core finds of serious and critical faults, each with the first element that has it."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # Preloading would fetch the styles once more, which a page on the disk may not.
    options = {"resultTypes": ["violations"], "preload": False}
    found = axe.Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']}: {each['nodes'][0]['html'][:200]} {each['nodes'][0].get('failureSummary', '')[:200]}"
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


_SCROLL = """([selector, frames]) => new Promise((done) => {
  const pane = document.querySelector(selector);
  const times = [];
  let last = performance.now();
  const step = (now) => {
    times.push(now - last);
    last = now;
    pane.scrollTop += 300;
    if (times.length < frames) requestAnimationFrame(step);
    else done(times.sort((one, other) => one - other));
  };
  requestAnimationFrame(step);
})"""


def frame_times(page: Any, pane: str, frames: int) -> list[float]:
    """Scroll a pane by 300 pixels a frame, and give the milliseconds from frame to frame, the shortest first."""
    times: list[float] = page.evaluate(_SCROLL, [pane, frames])
    return times
