"""The review pages in a real browser: size, time to the first page, scrolling through 500 pages; and their pictures.

    pip install '.[dev]'                     (and Debian's chromium)
    python -m benchmarks.review [--pictures docs]

Prints a Markdown table.
"""

import argparse
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image

import jixiao
from benchmarks.scale import SAMPLE, repeated
from jixiao.review import write_review
from tests.browser import chromium, frame_times, opened, until
from tests.serving import served

COPIES = 14
"""Of the sample's 36 pages: 504."""

FRAMES = 400

HAS_PICTURE = "[...document.images].some((each) => each.complete && each.naturalWidth)"

PICTURES = (
    ("review-light", 1440, 900, "light", "zhoucun-2023", "#f1-r3", ""),
    ("review-dark", 1440, 900, "dark", "zhoucun-2024", "#f1-r19", ""),
    ("review-findings", 1440, 900, "light", "zhoucun-2023", "", ""),
    ("review-edit", 1440, 900, "light", "zhoucun-2023", "#f1-r3", "e"),
    ("review-narrow", 390, 844, "light", "shili-selfeval-2023", "#f1-r5", ""),
    ("review-narrow-dark", 390, 844, "dark", "zhoucun-2024", "#f1-r19", ""),
    ("review-list", 1440, 420, "light", "index", "", ""),
)
"""Name, width, height, theme, document, place, and the key pressed first."""


def main() -> None:
    """Measure, print, and draw the pictures where they are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=Path, help="Folder for the pictures of the pages.")
    pictures = parser.parse_args().pictures
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        folder = Path(name)
        print("| pages | rows | written in s | MB | first page after s | frame, median ms | 99 of 100 frames, ms |")
        print("|---:|---:|---:|---:|---:|---:|---:|")
        for copies in (1, COPIES):
            print(line(browser, folder, copies))
        if pictures:
            draw(browser, folder / "shown", pictures)
            draw_served(browser, folder / "shown", pictures)


def line(browser: Any, folder: Path, copies: int) -> str:
    """Give the table's line for the sample's pages so many times over."""
    out = folder / f"out{copies}"
    conversion = jixiao.convert(repeated(folder, copies))
    conversion.write(out)
    started = time.perf_counter()
    reviewed = write_review(out)
    written = time.perf_counter() - started
    size = sum(path.stat().st_size for path in reviewed.page.parent.rglob("*") if path.is_file()) / 1e6
    with opened(browser) as watched:
        started = time.perf_counter()
        page = watched.open(reviewed.page.as_uri())
        until(page, HAS_PICTURE)
        first = time.perf_counter() - started
        times = sorted([each for pane in (".pages", ".side") for each in frame_times(page, pane, FRAMES)])
    document = conversion.converted.document
    rows = sum(len(form.indicators) for form in document.forms)
    return (
        f"| {document.pages} | {rows} | {written:.1f} | {size:.1f} | {first:.2f} "
        f"| {times[len(times) // 2]:.1f} | {times[len(times) * 99 // 100]:.1f} |"
    )


def draw(browser: Any, out: Path, folder: Path) -> None:
    """Write pictures of the pages in both themes, wide and narrow."""
    for path in shown_samples():
        jixiao.convert(path).write(out)
    site = write_review(out).page.parent
    for name, width, height, theme, document, place, key in PICTURES:
        with opened(browser, width, height, color_scheme=theme) as watched:
            page = watched.open((site / f"{document}.html").as_uri() + place)
            if document != "index":
                until(page, HAS_PICTURE)
            if key:
                page.keyboard.press(key)
            page.wait_for_timeout(500)  # the row is held in its place for some frames
            save(page.screenshot(), folder / f"{name}.png")


def draw_served(browser: Any, out: Path, folder: Path) -> None:
    """Write a picture of the list as it is served."""
    with served(out) as (address, _, _):
        page = browser.new_page(viewport={"width": 1440, "height": 520})
        page.goto(address)
        page.wait_for_selector("body[data-ready] .drop")
        save(page.screenshot(), folder / "review-serve.png")
        page.close()


def save(picture: bytes, path: Path) -> None:
    """Write a picture with 256 colours, which are enough for type and take a third of the bytes."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(256).save(path, optimize=True)


def shown_samples() -> Iterator[Path]:
    """Give the samples whose pages are drawn."""
    for name in ("shili-selfeval-2023", "zhoucun-2023", "zhoucun-2024"):
        yield SAMPLE.with_name(f"{name}.pdf")


if __name__ == "__main__":
    main()
