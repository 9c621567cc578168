"""What stands in a cell and was not typed: signs as pictures or outlines, struck-out texts, rules drawn in odd ways."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from jixiao.conversion import convert
from jixiao.extract.cell_marks import STRIKE, struck_out
from jixiao.extract.content import Char
from jixiao.extract.engines import READERS
from jixiao.extract.outlines import Subpath, draw_signs
from jixiao.extract.rules import Rule
from jixiao.normalize.records import Indicator

Paint = Callable[[Canvas, float, float], None]
"""Draws into the value's cell, of which it is given the left side and the text's baseline."""

LEFT, TOP, HEIGHT = 50, 700, 20
WIDTHS = (80, 100, 160, 100)
ROWS = (
    ("一级指标", "二级指标", "三级指标", "指标值"),
    ("产出指标", "数量指标", "修建公路", ""),
    ("产出指标", "质量指标", "验收合格率", "≥98%"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "≥90%"),
)
SIZE = 9


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def converted(tmp_path: Path, reader: str, paint: Paint) -> list[Indicator]:
    """Convert a form in whose first value cell something is painted."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=(595, 842))
    canvas.setFont("STSong-Light", SIZE)
    canvas.drawString(200, 760, "某县2024年项目支出绩效目标表")
    canvas.drawString(LEFT + 4, TOP + HEIGHT + 6, "项目名称")
    canvas.drawString(LEFT + 84, TOP + HEIGHT + 6, "修路")
    canvas.grid([LEFT, LEFT + 80, LEFT + sum(WIDTHS)], [TOP + HEIGHT, TOP + 2 * HEIGHT])
    xs = [LEFT, *(LEFT + sum(WIDTHS[: n + 1]) for n in range(len(WIDTHS)))]
    canvas.grid(xs, [TOP + HEIGHT - HEIGHT * n for n in range(len(ROWS) + 1)])
    for number, row in enumerate(ROWS):
        for x, words in zip(xs, row, strict=False):
            canvas.drawString(x + 4, TOP + 6 - HEIGHT * number, words)
    paint(canvas, xs[-2] + 4, TOP + 6 - HEIGHT)
    canvas.save()
    (form,) = convert(tmp_path / "form.pdf", engine=reader).converted.document.forms
    return list(form.indicators)


def picture(canvas: Canvas, x: float, y: float, size: float = 7) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "black")), x, y, size, size)


def greater_or_equal(canvas: Canvas, x: float, y: float) -> None:
    """Draw the sign as type without curves is outlined."""
    path = canvas.beginPath()
    path.moveTo(x, y + 7)
    for dx, dy in ((6, 4.6), (6, 4.0), (0, 1.6), (0, 2.4), (4.6, 4.3), (0, 6.2)):
        path.lineTo(x + dx, y + dy)
    path.close()
    path.rect(x, y, 6, 0.8)
    canvas.drawPath(path, stroke=0, fill=1)


def curved(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.curveTo(x + 2, y + 8, x + 6, y + 8, x + 7, y + 1)
    canvas.drawPath(path, stroke=1, fill=0)


def before(sign: Paint) -> Paint:
    """Draw a sign where the comparator stands, then the number."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        sign(canvas, x, y)
        canvas.drawString(x + 9, y, "5公里")

    return paint


def minus(canvas: Canvas, x: float, y: float) -> None:
    canvas.line(x, y + 3, x + 5, y + 3)


def one(canvas: Canvas, x: float, y: float) -> None:
    canvas.rect(x + 2, y, 0.8, 7, stroke=0, fill=1)


def seven(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y + 7)
    path.lineTo(x + 5, y + 7)
    path.lineTo(x + 2, y)
    canvas.drawPath(path)


def triangle(canvas: Canvas, x: float, y: float) -> None:
    path = canvas.beginPath()
    path.moveTo(x, y)
    path.lineTo(x + 6, y + 3.5)
    path.lineTo(x, y + 7)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def tall(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "black")), x - 3, y - 7, 10, 22)


def wide(canvas: Canvas, x: float, y: float) -> None:
    """A picture of a sign that begins in the cell beside."""
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "black")), x - 60, y - 2, 67, 12)


@pytest.mark.parametrize("sign", [minus, one, seven, triangle, tall, wide])
def test_signs_of_few_strokes_and_over_a_cells_side_are_told_too(tmp_path: Path, reader: str, sign: Paint) -> None:
    first = converted(tmp_path, reader, before(sign))[0]
    assert first.value_text == "5公里"
    assert "drawn_in_cell" in first.flags


def test_a_sign_over_typed_blanks_is_told(tmp_path: Path, reader: str) -> None:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        picture(canvas, x, y)
        canvas.drawString(x, y, "     5公里")

    assert converted(tmp_path, reader, paint)[0].flags == ("drawn_in_cell",)


def test_a_row_whose_texts_are_a_picture_or_struck_out_stays_a_row(tmp_path: Path, reader: str) -> None:
    def pictured(canvas: Canvas, x: float, y: float) -> None:
        canvas.setFillGray(1)
        canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "black")), x - 160, y - 5, 250, 18)

    first = converted(tmp_path, reader, pictured)[0]
    assert (first.value_text, "drawn_in_cell" in first.flags) == ("", True)


@pytest.mark.parametrize("sign", [picture, greater_or_equal, curved])
def test_a_sign_that_nobody_typed_is_told_on_its_row(tmp_path: Path, reader: str, sign: Paint) -> None:
    first, *others = converted(tmp_path, reader, before(sign))
    assert (first.value_text, first.flags) == ("5公里", ("drawn_in_cell",))
    assert [row.flags for row in others] == [(), ()]


@pytest.mark.parametrize("sign", [picture, greater_or_equal, curved])
def test_a_value_that_is_drawn_is_told(tmp_path: Path, reader: str, sign: Paint) -> None:
    first = converted(tmp_path, reader, sign)[0]
    assert first.value_text == ""
    assert set(first.flags) == {"value_missing", "drawn_in_cell"}


def test_a_field_of_the_head_that_is_drawn_is_told(tmp_path: Path, reader: str) -> None:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.drawString(x, y, "≥5公里")
        picture(canvas, LEFT + 300, TOP + HEIGHT + 5)

    converted(tmp_path, reader, paint)
    document = convert(tmp_path / "form.pdf", engine=reader).converted.document
    (finding,) = [each for each in document.findings if each.code == "drawn_in_cell"]
    assert (finding.row_no, finding.form_no, str(finding.severity)) == (None, 1, "warning")


def ring(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x, y, "≥5公里")
    canvas.ellipse(x - 2, y - 4, x + 36, y + 10, stroke=1, fill=0)


def ground(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawImage(ImageReader(Image.new("RGB", (20, 20), "lightgrey")), x - 3, y - 5, 90, 18)
    canvas.drawString(x, y, "≥5公里")


def logo(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x, y, "≥5公里")
    picture(canvas, 400, 780)
    picture(canvas, x - 120, y - 60, 90)


@pytest.mark.parametrize("mark", [ring, ground, logo])
def test_marks_round_under_and_over_cells_take_nothing_away(tmp_path: Path, reader: str, mark: Paint) -> None:
    first = converted(tmp_path, reader, mark)[0]
    assert (first.value_text, first.flags) == ("≥5公里", ())


def struck(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x, y, "≥4公里")
    canvas.setLineWidth(0.6)
    canvas.line(x, y + 0.3 * SIZE, x + 32, y + 0.3 * SIZE)
    canvas.drawString(x + 40, y, "≥5公里")


def struck_by_a_box(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x, y, "≥4公里")
    canvas.rect(x, y + 0.25 * SIZE, 32, 0.5, stroke=0, fill=1)
    canvas.drawString(x + 40, y, "≥5公里")


@pytest.mark.parametrize("strike", [struck, struck_by_a_box])
def test_a_struck_out_value_is_not_the_value(tmp_path: Path, reader: str, strike: Paint) -> None:
    first = converted(tmp_path, reader, strike)[0]
    assert (first.value_text, first.flags) == ("≥5公里", ("struck_out",))


@pytest.mark.parametrize(("start", "end"), [(2, 30), (0, 46)], ids=["too short", "too long"])
def test_a_line_through_a_text_that_is_not_as_long_is_a_doubt(
    tmp_path: Path, reader: str, start: float, end: float
) -> None:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.drawString(x, y, "≥4公里")
        canvas.line(x + start, y + 0.3 * SIZE, x + end, y + 0.3 * SIZE)

    first = converted(tmp_path, reader, paint)[0]
    assert (first.value_text, first.flags) == ("≥4公里", ("line_through_text",))


def underlined(canvas: Canvas, x: float, y: float) -> None:
    canvas.drawString(x, y, "≥5公里")
    canvas.line(x, y - 1, x + 32, y - 1)


def test_an_underline_strikes_nothing_out(tmp_path: Path, reader: str) -> None:
    first = converted(tmp_path, reader, underlined)[0]
    assert (first.value_text, first.flags) == ("≥5公里", ())


def line_of(words: str, x: float = 100.0, y: float = 100.0) -> list[Char]:
    return [Char(char, x + 10 * n, y, x + 10 * (n + 1), y + 10, 10.0, apart=False) for n, char in enumerate(words)]


@pytest.mark.parametrize(
    ("rule", "count"),
    [
        (Rule(105, 100, 150), 5),
        (Rule(105, 98, 153), 5),
        (Rule(105, 120, 140), 2),  # two characters of five
        (Rule(105, 120, 130), 1),
        (Rule(105, 120.5, 129.5), 0),  # a stroke of a letter that is drawn over the typed one
        (Rule(105, 122, 138), 0),
        (Rule(105 + 11 * STRIKE, 100, 150), 0),  # an underline
        (Rule(105, 20, 500), 0),  # a border
    ],
)
def test_a_line_strikes_out_what_is_as_long_as_itself(rule: Rule, count: int) -> None:
    assert len(struck_out(line_of("≥1500"), [rule]).struck) == count


SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0), (0.0, 0.0)]


@pytest.mark.parametrize(
    ("parts", "are_signs"),
    [
        ([Subpath(SQUARE, curved=False)], False),  # a box to tick, a cell
        ([Subpath(SQUARE, curved=True)], True),
        ([Subpath([*SQUARE, (5.0, 5.0), (2.0, 8.0)], curved=False)], True),
        ([Subpath([(100 * x, 100 * y) for x, y in SQUARE], curved=True)], False),  # a frame with round corners
        ([Subpath([(0.0, 0.0), (30.0, 0.1), (60.0, 0.0)], curved=True)], False),  # a rule by the curve operator
        ([Subpath(SQUARE, curved=True), Subpath([(0.0, 0.0), (500.0, 0.0)], curved=False)], False),
    ],
)
def test_letters_are_told_from_lines_by_how_they_are_made(parts: list[Subpath], are_signs: bool) -> None:
    assert draw_signs(parts) == are_signs
