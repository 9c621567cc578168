"""The served pages in a real browser: PDFs dropped, rows corrected, and a page from elsewhere that tries to."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, serious_faults, until
from tests.serving import served
from tests.test_bad_input import pdf_without_table

pytest.importorskip("starlette", reason="the extra serve is not installed")

ELSEWHERE = """<!doctype html><title>elsewhere</title><script>
const tries = async (address) => {
  const body = JSON.stringify({ sha256: "0".repeat(64), corrections: [] });
  const ways = [
    () => fetch(address + "-/corrections", { method: "POST", headers: { "Content-Type": "application/json" }, body }),
    () => fetch(address + "-/corrections",
      { method: "POST", mode: "no-cors", headers: { "Content-Type": "text/plain" }, body }),
    () => fetch(address + "-/files", { method: "POST", mode: "no-cors", body: "%PDF-1.7" }),
    () => fetch(address + "index.html"),
  ];
  const got = [];
  const told = (answer) => answer.type === "opaque" ? "opaque" : answer.status;
  for (const way of ways) got.push(await way().then(told, () => "blocked"));
  const image = new Image();
  const shown = new Promise((done) => { image.onload = () => done("shown"); image.onerror = () => done("blocked"); });
  image.src = address + "index.html";
  return [...got, await shown];
};
</script>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(20_000)
    said: list[str] = []
    opened = context.new_page()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    context.close()
    assert not said, said


def test_a_pdf_is_dropped_converted_looked_at_and_corrected(page: Any, samples: Path, tmp_path: Path) -> None:
    out = tmp_path / "new"
    with served(out) as (address, _, _):
        page.goto(address)
        page.wait_for_selector("body[data-ready] .drop")
        assert serious_faults(page) == []
        page.set_input_files(".drop input", samples / "shili-project-2024.pdf")
        until(page, "document.getElementById('reload')", 60)
        page.click("#reload")
        page.click("#documents a")
        page.wait_for_selector("body[data-ready] tr.row")
        page.keyboard.press("j")
        page.keyboard.press("e")
        page.fill("#edit-value_text", "=1个")
        page.fill("#edit-who", "张三")
        page.click("#save")
        until(page, "document.getElementById('notice')?.textContent.includes('已存入')")
        (saved,) = json.loads((out / "corrections.json").read_text("utf-8"))["corrections"]
        assert (saved["text"], saved["who"]) == ("=1个", "张三")
        page.reload()
        page.wait_for_selector("tr.row ins")
        assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('corrections')).length") == 0
    assert (out / "indicators.csv").exists()


def test_a_file_that_fails_is_told(page: Any, tmp_path: Path) -> None:
    text = tmp_path / "text.pdf"
    text.write_bytes(pdf_without_table())
    page.on("response", lambda answer: None)
    with served(tmp_path / "new") as (address, _, _):
        page.goto(address)
        page.wait_for_selector("body[data-ready] .drop")
        page.set_input_files(".drop input", text)
        until(page, "document.querySelector('#runs .failed')", 60)
        assert "no ruled table" in page.inner_text("#runs")


def test_a_page_from_elsewhere_cannot_drive_it(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/index.html").write_text(ELSEWHERE)
    other = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=tmp_path / "elsewhere"))
    threading.Thread(target=other.serve_forever, daemon=True).start()
    try:
        with served(tmp_path / "out") as (address, _, _):
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{other.server_port}/index.html")
            got = page.evaluate("(address) => tries(address)", address)  # it even knows the address
            page.close()
    finally:
        other.shutdown()
    assert got == ["blocked", "opaque", "opaque", "blocked", "blocked"] or got == ["blocked"] * 5
    assert not (tmp_path / "out/corrections.json").exists()
    assert not (tmp_path / "out/uploads").exists()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the library's name)
        pass
