"""The compiled part of the PDFium engine gives what Python alone gives, to the last digit, of whatever file."""

import gc
import sys
from collections.abc import Callable
from ctypes import create_string_buffer
from math import inf
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from jixiao.errors import JixiaoError
from jixiao.extract.content import Char
from jixiao.extract.pdfium import kinds
from jixiao.extract.pdfium.chosen import COMPILED, PYTHON, fetched_by, fetching
from jixiao.extract.pdfium.fetch import Asked, Fetch
from jixiao.extract.pdfium.frame import Frame
from jixiao.extract.pdfium_reader import read_pages
from tests import hostile
from tests.compiled import EACH_ALTERED, FILES, MUTATIONS, altered_files, cut, needs_compiler, styled
from tests.conftest import ROOT
from tests.test_typeset import CUTS
from tests.typeset.styles import BOOK_STYLES

pytestmark = needs_compiler


def pages_by(fetch: Fetch, path: Path) -> list[str]:
    """All that a page's content holds, written out: 0.0 and -0.0 differ here, and 1 and 1.0."""
    with fetched_by(fetch):
        try:
            return [repr(page) for page in read_pages(path)]
        except JixiaoError as error:
            return [repr(error)]


def assert_alike(path: Path) -> list[str]:
    assert COMPILED is not None
    compiled, python = pages_by(COMPILED, path), pages_by(PYTHON, path)
    assert len(compiled) == len(python)
    for one, other in zip(compiled, python, strict=True):
        assert one == other
    return compiled


def test_the_compiled_part_reads_where_there_is_one() -> None:
    assert fetching() is COMPILED


def test_a_character_made_in_c_is_found_where_an_equal_one_is() -> None:
    """Python 3.14 keeps a tuple's hash within it: one that ``tuple.__new__`` did not make would have 0."""
    assert COMPILED is not None
    with fetched_by(COMPILED):
        page = next(iter(read_pages(ROOT / "samples" / "zhoucun-2024.pdf")))
    assert page.chars
    assert all(hash(char) == hash(tuple(char)) for char in page.chars)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_files_are_read_alike(path: Path) -> None:
    assert_alike(path)


@pytest.mark.parametrize("name", BOOK_STYLES)
def test_every_style_is_read_alike(tmp_path: Path, name: str) -> None:
    assert_alike(styled(tmp_path, name))


@pytest.mark.parametrize("name", CUTS)
def test_every_page_break_is_read_alike(tmp_path: Path, name: str) -> None:
    assert_alike(cut(tmp_path, name))


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_altered_files_are_read_alike(samples: Path, tmp_path: Path, mutation: str) -> None:
    for path in altered_files(samples, tmp_path, mutation, EACH_ALTERED):
        assert_alike(path)


@pytest.mark.parametrize(
    "write",
    [
        hostile.huge_page,
        hostile.many_segments,
        hostile.many_texts,
    ],
)
def test_files_that_ask_for_too_much_are_left_out_alike(tmp_path: Path, write: Callable[[Path], None]) -> None:
    write(tmp_path / "much.pdf")
    assert_alike(tmp_path / "much.pdf")


def draw_oddities(canvas: Canvas) -> None:
    """What is not placed plainly: turned, tilted, clipped, hidden, of a form XObject or a seal, of a sign font."""
    canvas.beginForm("inner")
    canvas.drawString(20, 20, "in a form")
    canvas.endForm()
    canvas.drawString(50, 300, "plain")
    canvas.drawString(90, 300, "and\u00a0more  text")
    canvas.drawString(140, 300, "on its line")
    canvas.setFont("ZapfDingbats", 12)
    canvas.drawString(50, 280, "346n")
    canvas.setFont("Symbol", 12)
    canvas.drawString(90, 280, "abc\u00a3")
    for angle in (90, 180, 270, 40):
        canvas.saveState()
        canvas.translate(200, 200)
        canvas.rotate(angle)
        canvas.drawString(30, 10, f"at {angle}")
        canvas.restoreState()
    canvas.setStrokeColorRGB(0.9, 0, 0)
    canvas.setFillColorRGB(0.9, 0, 0)
    canvas.circle(300, 300, 20 * mm)
    canvas.drawString(280, 300, "seal")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(20, 380, "white on white")
    canvas.translate(10, 100)
    canvas.scale(1.5, 0.75)
    canvas.doForm("inner")


def draw_clipped(canvas: Canvas) -> None:
    for row in range(6):
        for column in range(3):
            canvas.saveState()
            path = canvas.beginPath()
            path.rect(40 + 80 * column, 60 + 40 * row, 60, 9 + row)
            canvas.clipPath(path, stroke=0)
            for place, text in enumerate(("cut", "by", "its", "cell", "clearly")):
                canvas.drawString(42 + 80 * column + 20 * place, 62 + 40 * row + 3 * (row % 3), text)
            canvas.line(30 + 80 * column, 62 + 40 * row, 130 + 80 * column, 62 + 40 * row)
            canvas.restoreState()


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("draw", [draw_oddities, draw_clipped])
def test_oddities_are_read_alike_however_the_page_is_turned(
    tmp_path: Path, draw: Callable[[Canvas], None], turns: int
) -> None:
    canvas = Canvas(str(tmp_path / "odd.pdf"), pagesize=(400, 400))
    draw(canvas)
    canvas.save()
    document = pypdfium2.PdfDocument(tmp_path / "odd.pdf")
    document[0].set_rotation(90 * turns)
    document[0].set_cropbox(5, 7, 390, 391)
    document.save(tmp_path / "turned.pdf")
    (page,) = assert_alike(tmp_path / "turned.pdf")
    assert "Char(" in page


@pytest.mark.parametrize("turns", range(4))
def test_a_side_of_a_box_is_one_as_displayed(turns: int) -> None:
    frame, box = Frame(10.0, 20.0, 300.5, 400.25, turns), (30.0, 47.5, 80.125, 60.0)
    (left, right, across, along), (top, bottom, down, below) = frame.across, frame.down
    assert frame.displayed(*box) == (
        across * box[left] + along,
        down * box[top] + below,
        across * box[right] + along,
        down * box[bottom] + below,
    )


def asked(**changes: Any) -> Asked:
    plain = Asked(
        text_page=1,
        texts="",
        kinds=b"",
        box=create_string_buffer(16),
        matrix=create_string_buffer(24),
        order={},
        read=set(),
        clipped_runs=set(),
        letter_fonts=set(),
        begin=lambda *_: None,
        odd=lambda *_: None,
        char=Char,
    )
    return plain._replace(**changes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text_page": 0},
        {"text_page": "1"},
        {"texts": "two"},
        {"kinds": bytes([kinds.LETTER])},
        {"kinds": "text"},
        {"box": create_string_buffer(15)},
        {"matrix": create_string_buffer(25)},
        {"box": b"nothing may be written here"},
        {"order": None},
        {"read": []},
        {"letter_fonts": []},
        {"char": list},
        {"char": "Char"},
    ],
)
def test_what_the_compiled_part_is_asked_wrongly_it_refuses(wrong: dict[str, Any]) -> None:
    assert COMPILED is not None
    assert COMPILED.characters(asked()) == ([], [])
    with pytest.raises((TypeError, ValueError, BufferError, OverflowError)):
        COMPILED.characters(asked(**wrong))


@pytest.mark.parametrize("name", ["path", "steps", "bounds", "matrix", "stroke_width", "clip"])
@pytest.mark.parametrize("handle", [0, "1", None, 1 << 70])
def test_what_is_no_handle_is_refused(name: str, handle: Any) -> None:
    with pytest.raises((TypeError, ValueError, OverflowError)):
        getattr(COMPILED, name)(handle)


def test_all_addresses_are_asked_for() -> None:
    module: Any = COMPILED
    with pytest.raises(ValueError, match="one address"):
        module.connect((1, 2))
    with pytest.raises(ValueError, match="FPDFText_IsGenerated stands nowhere"):
        module.connect((0,) * len(module.NEEDED))


class Fault(Exception):
    """Raised in the middle of reading."""


@pytest.mark.parametrize("rule", ["begin", "odd"])
def test_an_error_of_a_rule_ends_the_reading(samples: Path, rule: str) -> None:
    def fail(*_: object) -> None:
        raise Fault

    assert COMPILED is not None
    whole = COMPILED.characters

    class Failing:
        def __getattr__(self, name: str) -> Any:
            return getattr(COMPILED, name)

        def characters(self, asked: Asked) -> Any:
            return whole(replace_rule(asked))

    def replace_rule(asked: Asked) -> Asked:
        never_plain = {} if rule == "begin" else {"begin": lambda *_: None}
        return asked._replace(**never_plain, **{rule: fail})

    with fetched_by(Failing()), pytest.raises(Fault):
        next(read_pages(samples / "zhoucun-2024.pdf", 9))


class Narrowed:
    """Who asks PDFium, and has only characters placed plainly that stand no farther right than ``beyond``, points."""

    def __init__(self, fetch: Fetch, beyond: float = 300.0) -> None:
        self.fetch = fetch
        self.beyond = beyond
        self.begun = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.fetch, name)

    def characters(self, asked: Asked) -> Any:
        def begin(*first: Any) -> Any:
            self.begun += 1
            plain = asked.begin(*first)
            return plain and plain._replace(high=min(plain.high, self.beyond))

        return self.fetch.characters(asked._replace(begin=begin))


@pytest.mark.parametrize("fetch", [COMPILED, PYTHON])
@pytest.mark.parametrize("name", ["zhoucun-2024", "zhoucun-2023", "zhoucun-2022"])
def test_an_odd_character_stands_on_its_own_line_where_that_was_not_asked_for(
    samples: Path, name: str, fetch: Fetch
) -> None:
    path, narrowed = samples / f"{name}.pdf", Narrowed(fetch)
    for one, other in zip(pages_by(narrowed, path), pages_by(fetch, path), strict=True):
        assert one == other
    assert narrowed.begun > 200


@pytest.mark.parametrize("fetch", [COMPILED, PYTHON])
def test_lines_of_one_type_are_asked_for_once(samples: Path, fetch: Fetch) -> None:
    counting = Narrowed(fetch, beyond=inf)
    assert len(pages_by(counting, samples / "zhoucun-2024.pdf")) == 36
    assert counting.begun < 300  # text objects are 6,788


def blocks_after(times: int, path: Path) -> int:
    for _ in range(times):
        for _page in read_pages(path):
            pass
    gc.collect()
    return sys.getallocatedblocks()


def test_nothing_is_kept_of_what_was_read(samples: Path) -> None:
    path = samples / "zhoucun-2022.pdf"  # 22 pages, clips and lines among them
    before = blocks_after(3, path)
    after = blocks_after(10, path)
    assert after - before < 220  # one object a page
