"""The chain of engines: a page that one cannot explain goes to the next; two engines compared cell by cell."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen.canvas import Canvas

import jixiao
from jixiao import verification
from jixiao.extract import camelot_reader, engines
from jixiao.extract.compare import Disagreement, disagreements
from jixiao.extract.content import Char, PageContent
from jixiao.extract.doubts import page_doubts
from jixiao.extract.engines import is_better, read_document
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lattice import Lattice
from jixiao.extract.lines import TextLine
from jixiao.extract.placing import read_tables
from jixiao.verification import verify
from tests.test_geometry import line

XS = (50, 200, 350, 545)
YS = (100, 140, 180, 220)


def picture_of_rules(folder: Path, pages: int = 1) -> Path:
    """A page whose rules are a picture, as a copier's cleaned scan with a text layer has them."""
    picture = Image.new("L", (595 * 2, 842 * 2), 255)
    draw = ImageDraw.Draw(picture)
    for y in YS:
        draw.line([(XS[0] * 2, y * 2), (XS[-1] * 2, y * 2)], fill=0, width=2)
    for x in XS:
        draw.line([(x * 2, YS[0] * 2), (x * 2, YS[-1] * 2)], fill=0, width=2)
    picture.save(folder / "rules.png")
    canvas = Canvas(str(folder / "picture.pdf"), pagesize=(595, 842))
    for _ in range(pages):
        canvas.drawImage(str(folder / "rules.png"), 0, 0, 595, 842)
        for row, y in enumerate(YS[:-1]):
            for column, x in enumerate(XS[:-1]):
                canvas.drawString(x + 10, 842 - y - 25, f"r{row}c{column}")
        canvas.showPage()
    canvas.save()
    return folder / "picture.pdf"


def test_rules_in_a_picture_are_found_by_the_last_engine(tmp_path: Path) -> None:
    (page,) = read_document(picture_of_rules(tmp_path))
    assert page.engine == "camelot-raster"
    assert "camelot-vector" in page.tried
    (grid,) = page.grids
    texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
    assert texts == {(row, column): f"r{row}c{column}" for row in range(3) for column in range(3)}
    findings = jixiao.convert(tmp_path / "picture.pdf").findings
    assert list(findings[findings.code == "page_engine"].page) == [1]


@pytest.fixture
def _without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_installed", lambda: False)


@pytest.mark.usefixtures("_without_ocr")
def test_an_engine_that_fails_on_a_page_leaves_the_reading_and_its_doubt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("Resources")

    monkeypatch.setattr(camelot_reader, "find_camelot_lattices", fails)
    (page,) = read_document(picture_of_rules(tmp_path))
    assert page.doubts == ("grid_not_closed", "ocr_missing")


@pytest.mark.usefixtures("_without_ocr")
def test_an_engine_that_takes_too_long_is_given_up_for_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def hangs(_path: Path, content: PageContent, _method: str) -> tuple[Lattice, ...]:
        asked.append(content.number)
        while True:
            pass

    monkeypatch.setattr(camelot_reader, "find_camelot_lattices", hangs)
    monkeypatch.setattr(engines, "SECONDS_OF_AN_OPINION", 0.1)
    pages = list(read_document(picture_of_rules(tmp_path, pages=2)))
    assert [page.doubts for page in pages] == [("grid_not_closed", "engine_too_slow", "ocr_missing")] * 2
    assert asked == [1, 1]  # by each of camelot's two methods


FRAME = (*(line(0, y, 90, y) for y in (0, 40, 80)), *(line(x, 0, x, 80) for x in (0, 45, 90)))


@pytest.mark.parametrize(
    ("x0", "doubts"),
    [(10, ()), (39, ("text_over_border",)), (92, ("text_beside_grid",)), (150, ())],
    ids=["inside", "over a border", "beside the table", "far off, in the margin"],
)
def test_what_the_rules_do_not_explain_is_a_doubt(x0: float, doubts: tuple[str, ...]) -> None:
    chars = (
        Char("甲", 5, 5, 15, 15, 10, apart=False),
        *(Char(text, x, 20, x + 10, 30, 10, apart=False) for text, x in zip("乙丙", (x0, x0 + 10), strict=True)),
    )
    content = PageContent(1, 200, 100, chars, FRAME, 0.0, "test")
    assert page_doubts(content, read_tables(content)) == doubts


@pytest.mark.parametrize(
    ("text", "doubts"),
    [("甲", ()), ("\ufffd", ("text_unreadable",)), ("(cid:7)", ("text_unreadable",)), ("\ue0a1", ("text_unreadable",))],
)
def test_a_character_that_no_font_names_is_a_doubt(text: str, doubts: tuple[str, ...]) -> None:
    content = PageContent(1, 200, 100, (Char(text, 5, 5, 15, 15, 10, apart=False),), FRAME, 0.0, "test")
    assert page_doubts(content, read_tables(content)) == doubts


def grid(*texts: str) -> Grid:
    cells = tuple(
        Cell(
            0,
            n,
            1,
            1,
            50.0 * n,
            0,
            50.0 * n + 50,
            20,
            (TextLine(text, 0, 0, 9, 9, 9),),
            open_top=False,
            open_bottom=False,
        )
        for n, text in enumerate(texts)
    )
    return Grid(1, tuple(50.0 * n for n in range(len(texts) + 1)), (0, 20), cells, "test")


def reading(*marked: bool, doubts: Sequence[str] = ()) -> PageTables:
    """A page's reading, with cells through whose text a border cuts."""
    plain = grid(*["甲"] * len(marked))
    cells = (
        cell._replace(doubts=("text_over_border",) * is_cut) for cell, is_cut in zip(plain.cells, marked, strict=True)
    )
    return PageTables(1, 595, 842, (replace(plain, cells=tuple(cells)),), (), 0.0, "test", tuple(doubts))


def test_a_reading_that_puts_the_cut_text_into_one_cell_with_others_ends_no_doubt() -> None:
    """Its lines no longer run over the cell's ends, but for its sides: borders were lost with the doubt."""
    first = reading(True, False, False, doubts=["text_over_border"])
    assert not is_better(reading(True), first)
    assert is_better(reading(False, False), first)
    assert not is_better(reading(False, doubts=["grid_not_closed"]), first)
    assert is_better(reading(True, False), reading(True, True, doubts=["text_over_border"]))


def compare(ours: Sequence[Grid], theirs: Sequence[Grid]) -> list[Disagreement]:
    return list(disagreements(1, ours, theirs, str.strip))


def test_two_readings_are_compared_cell_by_cell() -> None:
    ours = grid("甲", "乙", "≥95%", "丁", "戊")
    assert not compare([ours], [ours])
    (text,) = compare([ours], [grid("甲", "乙", "≥96%", "丁", "戊")])
    assert (text.kind, text.ours, text.theirs) == ("text", "≥95%", "≥96%")
    wider = replace(ours, cells=(ours.cells[0]._replace(column_span=2, x1=100), *ours.cells[2:]))
    assert [each.kind for each in compare([ours], [wider])] == ["cell", "cell"]
    assert [each.kind for each in compare([ours], [])] == ["table"]
    assert [each.kind for each in compare([], [ours])] == ["table"]
    assert [each.kind for each in compare([ours], [grid("乙", "甲", "丁", "≥95%", "己")])] == ["texts"]


def test_verify_warns_of_every_cell_on_which_camelot_differs(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = samples / "shili-project-2024.pdf"
    read = camelot_reader.read_camelot_grids(pdf, "vector")
    plain = jixiao.convert(pdf)
    assert len(verify(plain, pdf).findings) == len(plain.findings)
    number = min(read)
    first = read[number][0]
    filled = next(cell for cell in first.cells if cell.text)
    changed = filled._replace(lines=(TextLine("≥1", 0, 0, 1, 1, 1),))
    cells = tuple(changed if cell is filled else cell for cell in first.cells)
    other = read | {number: (replace(first, cells=cells), *read[number][1:])}
    monkeypatch.setattr(camelot_reader, "read_camelot_grids", lambda *_: other)
    assert len(verify(plain, pdf).findings) == len(plain.findings)  # camelot alone may set a line too low
    monkeypatch.setattr(verification, "second_grids", lambda path, page: other[page])
    findings = verify(plain, pdf).findings
    (message,) = findings[findings.code == "engines_differ"].message
    assert "≥1" in message
