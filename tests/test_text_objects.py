"""What is one text object is one text: under a clip path that slices it, and over a border that runs through it."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from jixiao.extract.content import ASCENT, DESCENT, Char
from jixiao.extract.doubts import HALVED, page_doubts, with_cell_doubts
from jixiao.extract.engines import READERS, read_document, read_pages
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.extract.placing import read_tables
from jixiao.extract.text_objects import OUTSIDE, settled

SIZE = 10.0
BORDERS = (100, 150, 250, 300)


def written(words: str, x: float, *, run: int = 1, advance: float = SIZE) -> list[Char]:
    """One text object; its characters are as wide as high, each ``advance`` behind the one before."""
    return [
        Char(text, x + advance * number, 50, x + advance * number + SIZE, 60, SIZE, apart=False, run=run)
        for number, text in enumerate(words)
    ]


def owners(chars: Sequence[Char]) -> list[int]:
    """Number the cells between BORDERS from 0 on."""
    middles = [(char.x0 + char.x1) / 2 for char in chars]
    cells = [sum(border <= middle for border in BORDERS) - 1 for middle in middles]
    return [OUTSIDE if cell == len(BORDERS) - 1 else cell for cell in cells]


def held(*objects: list[Char]) -> list[str]:
    """The texts of the three cells, and the one beside them."""
    chars = [char for each in objects for char in each]
    texts = [""] * len(BORDERS)
    for char, owner in zip(chars, settled(chars, owners(chars)), strict=True):
        texts[owner] += char.text
    return texts


@pytest.mark.parametrize(
    ("objects", "texts"),
    [
        ([written("改造二〇〇〇年以前的老旧小区", 133)], ["", "改造二〇〇〇年以前的老旧小区", "", ""]),
        (
            [written("数量", 105), written("改造二〇〇〇年以前的老旧小区", 133, run=2)],
            ["数量", "改造二〇〇〇年以前的老旧小区", "", ""],
        ),
        ([written("数量指标", 110), written("改造长度", 152, run=2)], ["数量指标", "改造长度", "", ""]),
        ([written("数量指标改造长度十二个", 108.5, advance=12)], ["数量指标", "改造长度十二个", "", ""]),
        ([written("数量", 125) + written("改造", 153)], ["数量", "改造", "", ""]),
        ([written("new york town", 133)], ["", "new york town", "", ""]),
        ([written("old", 120) + written("town", 152)], ["old", "town", "", ""]),
        ([written("满意度指标值超过表格", 228)], ["", "", "满意度指标值超过表格", ""]),
        ([written("表外的文字进来了没有呢", 292)], ["", "", "", "表外的文字进来了没有呢"]),
        (
            [written("一二三四五六七八九十" * 2 + "外面", 100)],
            ["一二三四五", "六七八九十一二三四五", "六七八九十", "外面"],
        ),
        ([written("改造老旧小区", 133, run=0)], ["改造", "老旧小区", "", ""]),
    ],
)
def test_a_text_over_a_border_belongs_to_one_cell(objects: list[list[Char]], texts: list[str]) -> None:
    assert held(*objects) == texts


def test_a_label_set_sideways_is_cut_by_no_border_either() -> None:
    chars = [char._replace(x0=50, x1=60, top=char.x0, bottom=char.x1, turn=1) for char in written("年度绩效指标", 105)]
    assert settled(chars, [0, 0, 0, 0, 1, 1]) == [0, 0, 0, 0, 0, 0]


def ruled(canvas: Canvas, xs: Sequence[float], ys: Sequence[float]) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def row(grid: Grid, number: int) -> list[str]:
    return [cell.text for cell in grid.cells if cell.row == number]


@pytest.mark.parametrize("reader", READERS)
def test_an_overflowing_text_stays_whole_and_is_told(tmp_path: Path, reader: str) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "over.pdf"), pagesize=(400, 400))
    ruled(canvas, (50, 150, 250, 350), (200, 230, 260))
    canvas.setFont("STSong-Light", 10)
    for x, words in ((55, "数量指标"), (120, "改造建成于某年以前的老旧小区数量"), (310, "十二个")):
        canvas.drawString(x, 240, words)
    canvas.drawString(60, 210, f"质量指标{7 * '　'}合格率{8 * '　'}九十五")  # a whole row in one object
    canvas.save()
    (page,) = read_pages(tmp_path / "over.pdf", reader)
    tables = read_tables(page)
    (grid,) = tables.grids
    assert row(grid, 0) == ["数量指标", "改造建成于某年以前的老旧小区数量", "十二个"]
    assert row(grid, 1) == ["质量指标", "合格率", "九十五"]
    assert page_doubts(page, tables) == ("text_over_border",)


ROWS = ("1,755,728.42", "3,000.00", "—", "8,230,018.44")


def sliced(canvas: Canvas, cut: float, *, single: bool) -> None:
    """Draw the table on two pages, each clipped at ``cut`` points from the table's top, as wkhtmltopdf does.

    With ``single``, each character is an object of its own.
    """
    for top, clip in ((350.0, (0.0, 350.0 - cut, 400.0, cut)), (350.0 + cut, (0.0, 0.0, 400.0, 350.0))):
        canvas.saveState()
        path = canvas.beginPath()
        path.rect(*clip)
        canvas.clipPath(path, stroke=0)
        ruled(canvas, (50, 150, 250), [top - 20 * number for number in range(len(ROWS), -1, -1)])
        canvas.setFont("Helvetica", 10)
        for number, words in enumerate(ROWS):
            x = 60.0
            for piece in words if single else (words,):
                canvas.drawString(x, top - 20 * number - 14, piece)
                x += pdfmetrics.stringWidth(piece, "Helvetica", 10)
        canvas.restoreState()
        canvas.showPage()


def texts_of(pdf: Path, reader: str) -> list[str]:
    found = []
    for page in read_pages(pdf, reader):
        tables = read_tables(page)
        found += [line.text for grid in tables.grids for cell in grid.cells for line in cell.lines]
        found += [line.text for line in tables.lines]
    return found


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("single", [False, True])
@pytest.mark.parametrize("cut", [5, 7, 8, 9, 10, 11, 12, 13, 14, 16, 30, 50, 51.5])
def test_a_sliced_line_is_on_one_page_with_all_its_signs(tmp_path: Path, reader: str, single: bool, cut: float) -> None:
    canvas = Canvas(str(tmp_path / "sliced.pdf"), pagesize=(400, 400), pageCompression=0)
    sliced(canvas, cut, single=single)
    canvas.save()
    assert texts_of(tmp_path / "sliced.pdf", reader) == list(ROWS)


@pytest.mark.parametrize("reader", READERS)
def test_a_line_sliced_in_its_very_middle_is_not_lost(tmp_path: Path, reader: str) -> None:
    canvas = Canvas(str(tmp_path / "sliced.pdf"), pagesize=(400, 400))
    sliced(canvas, 14 - (ASCENT - DESCENT) / 2 * SIZE, single=False)
    canvas.save()
    assert texts_of(tmp_path / "sliced.pdf", reader) == [ROWS[0], *ROWS]
    grids = [grid for page in read_document(tmp_path / "sliced.pdf", reader) for grid in page.grids]
    marked = [(grid.page, cell.text) for grid in grids for cell in grid.cells if HALVED in cell.doubts]
    assert marked == [(1, ROWS[0]), (2, ROWS[0])]


@pytest.mark.parametrize(("middle", "marked"), [(95.0, True), (55.0, True), (75.0, False)])
def test_a_line_that_runs_downwards_is_halved_in_its_first_or_last_character(middle: float, *, marked: bool) -> None:
    down = TextLine("年度绩效指", 50, 50, 60, 100, SIZE, way=1)
    cell = Cell(0, 0, 1, 1, 40, 40, 70, 100, (down,), open_top=False, open_bottom=True)
    tables = PageTables(1, 595, 842, (Grid(1, (40, 70), (40, 100), (cell,), "test"),), (), 0.0, "test")
    (told,) = with_cell_doubts(tables, [middle]).grids[0].cells
    assert (HALVED in told.doubts) == marked
