"""Two readers, one seam: the same grids and texts from every sample, turned and cropped as well."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from jixiao.errors import DamagedPdf
from jixiao.extract.content import Char, PageContent, ring
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.grid import PageTables
from jixiao.extract.placing import read_tables
from jixiao.normalize.text import clean
from tests.test_bad_input import locked

DIGITAL = sorted(
    path.stem for path in (Path(__file__).parent.parent / "samples").glob("*.pdf") if "scan" not in path.stem
)
STEP = 5
"""Every fifth page: pdfplumber takes its time, and the typeset variations are read whole by both."""


def some_pages(pdf: Path, reader: str, step: int = STEP) -> Iterator[PageTables]:
    count = len(pypdfium2.PdfDocument(pdf))
    for number in range(1, count + 1, step):
        yield read_tables(next(read_pages(pdf, reader, number)))


def shape(page: PageTables) -> list[object]:
    """All that the next step sees, in the contract's characters."""
    cells = [
        (cell.row, cell.column, cell.row_span, cell.column_span, *(clean(line.text) for line in cell.lines))
        for grid in page.grids
        for cell in grid.cells
    ]
    return [round(page.width), round(page.height), cells, [clean(line.text) for line in page.lines]]


def borders(page: PageTables) -> list[float]:
    return [place for grid in page.grids for place in (*grid.xs, *grid.ys)]


@pytest.mark.parametrize("name", DIGITAL)
def test_both_readers_give_the_same_grids(samples: Path, name: str) -> None:
    pdf = samples / f"{name}.pdf"
    for fast, slow in zip(some_pages(pdf, "pdfium"), some_pages(pdf, "pdfplumber"), strict=True):
        assert shape(fast) == shape(slow)
        assert borders(fast) == pytest.approx(borders(slow), abs=1.5)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_turned_and_cropped_pages_are_read_alike(samples: Path, tmp_path: Path, turns: int) -> None:
    document = pypdfium2.PdfDocument(samples / "zhoucun-2024.pdf")
    for number in reversed(range(len(document))):
        if number != 8:
            document.del_page(number)
    page = document[0]
    page.set_rotation(90 * turns)
    page.set_cropbox(40, 30, 560, 800)
    document.save(tmp_path / "turned.pdf")
    (fast,), (slow,) = (list(some_pages(tmp_path / "turned.pdf", each)) for each in ("pdfium", "pdfplumber"))
    assert (fast.width, fast.height) == pytest.approx((520, 770), abs=0.1)  # turned back until the text reads
    assert (slow.width, slow.height) == pytest.approx((fast.width, fast.height), abs=0.1)
    assert fast.turned == slow.turned == -turns % 4
    assert borders(fast) == pytest.approx(borders(slow), abs=1.5)
    assert shape(fast) == shape(slow)


def test_an_owners_lock_does_not_stop_either_reader(tmp_path: Path) -> None:
    pdf = locked(tmp_path / "owner.pdf", user="")
    assert [shape(page) for page in some_pages(pdf, "pdfium")] == [
        shape(page) for page in some_pages(pdf, "pdfplumber")
    ]


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_a_file_cut_short_is_damaged_and_one_with_a_tail_is_not(samples: Path, tmp_path: Path, reader: str) -> None:
    data = (samples / "shili-project-2024.pdf").read_bytes()
    (tmp_path / "tail.pdf").write_bytes(data + b"\n\x00\x00" * 300)
    assert next(read_pages(tmp_path / "tail.pdf", reader)).number == 1
    (tmp_path / "cut.pdf").write_bytes(data[: len(data) // 2])
    with pytest.raises(DamagedPdf):
        list(read_pages(tmp_path / "cut.pdf", reader))


@pytest.mark.parametrize("reader", ["pdfium", "pdfplumber"])
def test_what_lies_over_a_page_is_marked(tmp_path: Path, reader: str) -> None:
    canvas = Canvas(str(tmp_path / "over.pdf"), pagesize=(400, 400))
    canvas.drawString(50, 300, "page")
    canvas.setStrokeColorRGB(0.9, 0, 0)
    canvas.setFillColorRGB(0.9, 0, 0)
    canvas.circle(200, 200, 55)
    canvas.drawString(180, 195, "seal")
    canvas.drawString(20, 20, "red")
    canvas.rotate(40)
    canvas.drawString(200, 0, "mark")
    canvas.save()
    (page,) = read_pages(tmp_path / "over.pdf", reader)
    assert "".join(char.text for char in page.chars if not char.apart) == "pagered"
    assert "".join(char.text for char in page.chars if char.apart) == "sealmark"
    assert page.drawings == ()


def test_only_a_round_line_as_large_as_a_seal_is_a_ring() -> None:
    assert ring(0, 0, 110, 110, "red") is not None
    assert ring(0, 0, 20, 20, "red") is None
    assert ring(0, 0, 110, 60, "red") is None


def characters(page: PageContent) -> list[Char]:
    return [char for char in page.chars if not char.text.isspace()]


def test_boxes_are_those_of_the_page_as_displayed(samples: Path) -> None:
    (fast, slow) = (next(read_pages(samples / "zhoucun-2024.pdf", each, 9)) for each in ("pdfium", "pdfplumber"))
    for one, other in zip(characters(fast), characters(slow), strict=True):
        assert one.text == other.text
        assert (one.x0, one.x1, one.size) == pytest.approx((other.x0, other.x1, other.size), abs=0.1 * one.size)
        assert (one.top + one.bottom) / 2 == pytest.approx((other.top + other.bottom) / 2, abs=0.2 * one.size)


@pytest.mark.parametrize("reader", READERS)
def test_a_clip_hides_rules_as_it_hides_text(tmp_path: Path, reader: str) -> None:
    """A browser that slices a row paints its rules to the row's end, and clips what lies beyond the page's part."""
    canvas = Canvas(str(tmp_path / "clipped.pdf"), pagesize=(400, 400))
    path = canvas.beginPath()
    path.rect(50, 100, 300, 250)
    canvas.clipPath(path, stroke=0)
    for x in (50, 350):
        canvas.line(x, 60, x, 380)
    for y in (350, 200, 60):
        canvas.line(50, y, 350, y)
    canvas.save()
    (page,) = read_pages(tmp_path / "clipped.pdf", reader)
    across = sorted(round(each.top) for each in page.drawings if each.bottom - each.top < 1)
    down = [(round(each.x0), round(each.top), round(each.bottom)) for each in page.drawings if each.x1 - each.x0 < 1]
    assert across == [50, 200]
    assert [(x, abs(top - 50) <= 1, abs(bottom - 300) <= 1) for x, top, bottom in sorted(down)] == [
        (50, True, True),
        (350, True, True),
    ]
