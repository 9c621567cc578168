"""Text that does not run from left to right: labels set sideways, upright characters in columns, whole pages turned."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao.extract.content import Char, PageContent
from jixiao.extract.doubts import page_doubts
from jixiao.extract.engines import READERS, read_pages
from jixiao.extract.lines import lines_across
from jixiao.extract.overlay import draw_page
from jixiao.extract.placing import read_tables
from jixiao.extract.sideways import cell_lines, text_lines
from jixiao.extract.turning import as_displayed, turned_box, turned_to_read
from jixiao.output.known import known_rows
from tests.test_readers import DIGITAL

SIZE = 10.0
LEADING = 15.0
SONG = UnicodeCIDFont("STSong-Light")
DOWNWARDS = UnicodeCIDFont("STSong-Light", isVertical=True)
DOWNWARDS.name = DOWNWARDS.fontName = "STSong-Light-V"


def upright(columns: Sequence[str], *, leading: float = LEADING, turned: str = "") -> list[Char]:
    """Columns of upright characters from the right; those in ``turned`` are turned clockwise."""
    return [
        _char(text, 100 - leading * column, 50 + SIZE * row, turn=int(text in turned), run=1 + row + 50 * column)
        for column, words in enumerate(columns)
        for row, text in enumerate(words)
    ]


def across(lines: Sequence[str], *, leading: float = LEADING, top: float = 50.0, run: int = 1) -> list[Char]:
    """Lines from left to right; each character is an object of its own, as Chromium writes them."""
    return [
        _char(text, 50 + SIZE * column, top + leading * row, turn=0, run=run + column + 50 * row)
        for row, words in enumerate(lines)
        for column, text in enumerate(words)
    ]


def upwards(columns: Sequence[str]) -> list[Char]:
    """Lines turned anticlockwise: columns from the left, each from below."""
    return [
        _char(text, 50 + LEADING * column, 100 - SIZE * row, turn=3, run=1 + column)
        for column, words in enumerate(columns)
        for row, text in enumerate(words)
    ]


def downwards(columns: Sequence[str]) -> list[Char]:
    """Lines turned clockwise: columns from the right, each from above."""
    return [char._replace(turn=1) for char in upright(columns)]


def _char(text: str, x: float, top: float, *, turn: int, run: int) -> Char:
    return Char(text, x, top, x + SIZE, top + SIZE, SIZE, apart=False, turn=turn, run=run)


def texts(chars: Sequence[Char]) -> list[str]:
    return [line.text for line in cell_lines(chars)]


@pytest.mark.parametrize(
    ("chars", "lines"),
    [
        (upwards(["产出指标"]), ["产出指标"]),
        (upwards(["年度绩效", "指标"]), ["年度绩效", "指标"]),
        (downwards(["产出指标"]), ["产出指标"]),
        (downwards(["年度绩效", "指标"]), ["年度绩效", "指标"]),
        (upright(["绩效指标"]), ["绩效指标"]),
        (upright(["年度绩效", "指标"]), ["年度绩效", "指标"]),
        (upright(["年度绩效", "指标"], leading=SIZE), ["年度绩效", "指标"]),
        (upright(["区财", "政局", "本级"]), ["区财", "政局", "本级"]),
        (upright(["效", "益", "指", "标"]), ["效", "益", "指", "标"]),
        (upright(["效", "益", "指", "标"])[::-1], ["效", "益", "指", "标"]),
        (upright(["2024年度", "预算"], turned="024"), ["2024年度", "预算"]),
        (upright(["预算2024", "年"], turned="024"), ["预算2024", "年"]),
        (across(["年度总", "体目标"]), ["年度总", "体目标"]),
        (across(["年度总", "体目标"], leading=SIZE), ["年度总", "体目标"]),
        (across(["指", "标值"]), ["指", "标值"]),
        ([_char("条", 60, 50, turn=0, run=1), _char("1", 50, 50, turn=0, run=2)], ["1条"]),
        (across(["1", "2", "3"]), ["1", "2", "3"]),
        (across(["是", "否"], leading=2.5 * SIZE), ["是", "否"]),
        (across(["产出"], top=30) + upwards(["指标"]), ["产出", "指标"]),
        (across(["产出"], top=30) + downwards(["指标"]), ["产出", "指标"]),
    ],
)
def test_a_cells_text_is_read_the_way_it_runs(chars: list[Char], lines: list[str]) -> None:
    assert texts(chars) == lines


def test_a_line_is_as_long_as_it_runs_and_stands_where_it_is_printed() -> None:
    down, up = cell_lines(upright(["绩效指标"]))[0], cell_lines(upwards(["产出指标"]))[0]
    assert (down.way, down.length, down.size) == (1, 4 * SIZE, SIZE)
    assert down[1:5] == (100, 50, 110, 90)
    assert (up.way, up.length) == (3, 4 * SIZE)
    assert up[1:5] == (50, 70, 60, 110)


def test_a_note_at_the_side_is_a_line_of_its_own() -> None:
    lines = text_lines(across(["第一行", "第二行"], top=70) + upwards(["附件"]))
    assert [line.text for line in lines] == ["第一行", "第二行", "附件"]


@pytest.mark.parametrize("turns", range(4))
def test_turning_back_comes_out_where_it_began(turns: int) -> None:
    box = (10.0, 20.0, 40.0, 25.0)
    width, height = (300, 200) if turns % 2 else (200, 300)
    assert turned_box(turned_box(box, turns, 200, 300), -turns, width, height) == box


def test_a_page_is_turned_by_most_of_its_text() -> None:
    page = PageContent(1, 200, 300, tuple(upwards(["产出指标"])), (), 0.0, "test")
    turned = turned_to_read(page)
    assert (turned.turned, turned.width, turned.height) == (1, 300, 200)
    assert [char.turn for char in turned.chars] == [0, 0, 0, 0]
    assert as_displayed(turned.chars[0][1:5], turned) == page.chars[0][1:5]
    few = PageContent(1, 200, 300, (*upwards(["产出"]), *across(["产出指标"])), (), 0.0, "test")
    assert turned_to_read(few) is few


def box(canvas: Canvas) -> None:
    """Draw two cells side by side, 60 by 100 points."""
    for x in (100, 160, 220):
        canvas.line(x, 200, x, 300)
    for y in (200, 300):
        canvas.line(100, y, 220, y)


def set_at(canvas: Canvas, x: float, y: float, angle: int, words: str) -> None:
    canvas.saveState()
    canvas.translate(x, y)
    canvas.rotate(angle)
    canvas.drawString(0, 0, words)
    canvas.restoreState()


def up(canvas: Canvas) -> None:
    set_at(canvas, 125, 210, 90, "年度绩效")
    set_at(canvas, 145, 210, 90, "指标")


def down(canvas: Canvas) -> None:
    set_at(canvas, 145, 290, -90, "年度绩效")
    set_at(canvas, 125, 290, -90, "指标")


def in_columns(canvas: Canvas) -> None:
    canvas.setFont(DOWNWARDS.fontName, 10)
    canvas.drawString(145, 290, "年度绩效")
    canvas.drawString(125, 290, "指标")


def head_down(canvas: Canvas) -> None:
    set_at(canvas, 150, 235, 180, "年度绩效")
    set_at(canvas, 150, 250, 180, "指标")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("draw", [up, down, in_columns, head_down])
def test_labels_are_read_as_they_are_set(tmp_path: Path, reader: str, draw: Callable[[Canvas], None]) -> None:
    pdfmetrics.registerFont(SONG)
    pdfmetrics.registerFont(DOWNWARDS)
    canvas = Canvas(str(tmp_path / "label.pdf"), pagesize=(400, 400))
    canvas.setFont(SONG.fontName, 10)
    canvas.drawString(100, 310, "一张表的标题文字比竖排的要多")
    box(canvas)
    draw(canvas)
    canvas.setFont(SONG.fontName, 10)
    canvas.drawString(165, 250, "目标")
    canvas.save()
    (page,) = read_pages(tmp_path / "label.pdf", reader)
    tables = read_tables(page)
    (grid,) = tables.grids
    assert page.turned == 0
    assert [[line.text for line in cell.lines] for cell in grid.cells] == [["年度绩效", "指标"], ["目标"]]
    assert all(abs(line.size - 10) < 0.5 for cell in grid.cells for line in cell.lines)
    assert page_doubts(page, tables) == ()


def turned_pdf(source: Path, out: Path, turns: int, rotation: int) -> None:
    """Turn what the pages draw by quarter turns clockwise, and the pages by /Rotate."""
    document, new = pypdfium2.PdfDocument(source), pypdfium2.PdfDocument.new()
    for number in range(len(document)):
        width, height = document[number].get_size()
        page = new.new_page(*((height, width) if turns % 2 else (width, height)))
        drawn = document.page_as_xobject(number, new).as_pageobject()
        matrix = ((1, 0, 0, 1, 0, 0), (0, -1, 1, 0, 0, width), (-1, 0, 0, -1, width, height), (0, 1, -1, 0, height, 0))
        drawn.set_matrix(pypdfium2.PdfMatrix(*matrix[turns]))
        page.insert_obj(drawn)
        page.gen_content()
        page.set_rotation(90 * rotation)
    new.save(out)


def rows(pdf: Path, engine: str) -> list[tuple[str, ...]]:
    """The indicators without the document's name."""
    return known_rows(jixiao.convert(pdf, engine=engine).converted, "indicators")


@pytest.mark.parametrize("engine", READERS)
@pytest.mark.parametrize(
    ("turns", "rotation"), [(1, 0), (2, 0), (3, 0), (0, 1), (0, 2), (0, 3), (1, 3), (2, 2), (3, 1), (1, 1)]
)
def test_pages_turned_any_way_give_all_rows(
    samples: Path, tmp_path: Path, engine: str, turns: int, rotation: int
) -> None:
    source = samples / "shili-selfeval-2023.pdf"
    pdf = tmp_path / source.name
    turned_pdf(source, pdf, turns, rotation)
    page = next(read_pages(pdf, engine, 2))
    assert page.turned == -(turns + rotation) % 4
    assert rows(pdf, engine) == rows(source, engine)


@pytest.mark.parametrize(("turns", "rotation"), [(1, 0), (2, 0), (0, 3)], ids=["sideways", "upside down", "/Rotate"])
@pytest.mark.parametrize("name", DIGITAL)
def test_every_sample_turned_gives_all_rows(
    samples: Path, tmp_path: Path, name: str, turns: int, rotation: int
) -> None:
    """Near a page's middle a character and its turned place are one: the line that it stands on tells them apart."""
    source = samples / f"{name}.pdf"
    turned_pdf(source, tmp_path / source.name, turns, rotation)
    assert rows(tmp_path / source.name, "pdfium") == rows(source, "pdfium")


def test_a_turned_page_is_drawn_as_it_is_read(samples: Path, tmp_path: Path) -> None:
    from PIL import Image

    turned_pdf(samples / "shili-project-2024.pdf", tmp_path / "turned.pdf", 1, 0)
    draw_page(samples / "shili-project-2024.pdf", 2, tmp_path / "plain.png")
    draw_page(tmp_path / "turned.pdf", 2, tmp_path / "turned.png")
    plain, turned = (Image.open(tmp_path / name).convert("L") for name in ("plain.png", "turned.png"))
    assert turned.size == pytest.approx(plain.size, abs=2)
    greys = zip(turned.resize((30, 40)).tobytes(), plain.resize((30, 40)).tobytes(), strict=True)
    assert sum(abs(one - other) for one, other in greys) / 1200 < 5


def test_characters_over_one_another_stand_as_they_were_painted() -> None:
    """A font without metrics for vertical type: each on the place of the one before, a tenth of a point to any side."""
    places = ((85.5, 67.1), (85.5, 66.9), (85.4, 66.8), (85.4, 66.8))
    chars = [
        Char(text, x, y, x + 10.5, y + 10.5, 10.5, apart=False, run=run)
        for run, (text, (x, y)) in enumerate(zip("产出指标", places, strict=True), 4)
    ]
    assert [line.text for line in lines_across(chars)] == ["产出指标"]
    assert [line.text for line in lines_across(list(reversed(chars)))] == ["产出指标"]
