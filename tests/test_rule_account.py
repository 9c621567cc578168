"""The picture's account of rules: one that a reader does not know is told where it parts two texts, nothing else is."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from jixiao import convert
from jixiao.extract.content import Char, PageContent
from jixiao.extract.engines import PageReading, looked_at, read_page, read_pages
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.extract.rule_account import SCALE, Looks, are_looked_at, strokes_of, with_missed_rules
from jixiao.normalize.document import normalise
from jixiao.normalize.proof.reading import NoProof, ReadingProof
from jixiao.normalize.records import Proof
from tests.lost_rules import without_column_rule, without_row_rule

NOTICED = 0.95
"""Of the rules lost. Between a label and a blank part of a wider cell no text stands on the other side."""

SAMPLES = ("zhoucun-2022", "zhoucun-2023", "zhoucun-2024", "shili-project-2024", "shili-selfeval-2023")


def readings(path: Path) -> Iterator[tuple[PageContent, PageReading]]:
    for content in read_pages(path, "pdfium"):
        yield content, read_page(path, content)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_read_rightly_hides_no_rule(samples: Path, name: str) -> None:
    path = samples / f"{name}.pdf"
    seen = [looked_at(path, reading, Looks.EVERYWHERE).tables.doubts for _, reading in readings(path)]
    assert seen
    assert not any("rule_missed" in doubts for doubts in seen)


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("lose", [without_row_rule, without_column_rule])
def test_a_rule_that_the_reader_lost_is_told(samples: Path, name: str, lose: Callable[..., PageContent | None]) -> None:
    path, chance = samples / f"{name}.pdf", random.Random(1)
    lost = told = 0
    for content, reading in readings(path):
        changed = lose(content, chance.choice(reading.tables.grids), chance) if reading.tables.grids else None
        if changed is None:
            continue
        again = read_page(path, changed)
        if texts(again.tables) != texts(reading.tables):
            lost += 1
            told += "rule_missed" in looked_at(path, again, Looks.EVERYWHERE).tables.doubts
    assert lost >= 3
    assert told >= NOTICED * lost


def texts(tables: PageTables) -> list[str]:
    return sorted(cell.text for grid in tables.grids for cell in grid.cells if cell.lines)


def test_only_pages_with_a_doubt_are_looked_at_by_default() -> None:
    plain = cell_with((50, 10), (50, 50))
    doubted = plain.grids[0].cells[0].doubts
    assert doubted == ()
    assert [are_looked_at(plain, looks) for looks in Looks] == [False, False, True]
    marked = PageTables(1, 200, 100, plain.grids, (), 0.0, "test", doubts=("text_over_border",))
    assert [are_looked_at(marked, looks) for looks in Looks] == [False, True, True]


def test_no_proof_looks_at_no_picture() -> None:
    assert (NoProof().looks, ReadingProof().looks) == (Looks.NOWHERE, Looks.WHERE_DOUBTFUL)


def test_a_missed_rule_is_an_error_and_the_proof_fails(samples: Path) -> None:
    path = samples / "shili-project-2024.pdf"
    assert convert(path, proving=ReadingProof(Looks.EVERYWHERE)).converted.document.proof is Proof.PROVED
    chance, pages, lost = random.Random(3), [], 0
    for content, reading in readings(path):
        grids = () if lost else reading.tables.grids
        changed = without_row_rule(content, grids[-1], chance) if grids else None
        again = read_page(path, changed) if changed else reading
        pages.append(looked_at(path, again, Looks.EVERYWHERE).tables)
        lost += "rule_missed" in pages[-1].doubts
    found = normalise(pages)
    assert lost == 1
    assert found.proof is Proof.FAILED
    assert {str(finding.severity) for finding in found.findings if finding.code == "rule_missed"} == {"error"}


# What a picture shows, on values: one cell from (20, 5) to (180, 75), points.


def cell_with(*middles: tuple[float, float]) -> PageTables:
    """Give a page with one cell, a character around each of the places."""
    lines = tuple(TextLine("字", x - 5, y - 5, x + 5, y + 5, 10) for x, y in middles)
    cell = Cell(0, 0, 1, 1, 20, 5, 180, 75, lines, False, False)
    return PageTables(1, 200, 100, (Grid(1, (20, 180), (5, 75), (cell,), "test"),), (), 0.0, "test")


def chars_of(tables: PageTables) -> list[Char]:
    return [
        Char(line.text, line.x0, line.top, line.x1, line.bottom, 10, False) for line in tables.grids[0].cells[0].lines
    ]


def picture_with(*boxes: tuple[float, float, float, float], grey: int = 0) -> np.ndarray:
    """Draw boxes on white; in points."""
    pixels = np.full((round(100 * SCALE), round(200 * SCALE)), 255, np.uint8)
    for x0, top, x1, bottom in boxes:
        pixels[round(top * SCALE) : round(bottom * SCALE), round(x0 * SCALE) : round(x1 * SCALE)] = grey
    return pixels


def is_told(tables: PageTables, picture: np.ndarray) -> bool:
    return "rule_missed" in with_missed_rules(tables, chars_of(tables), strokes_of(picture)).doubts


STACKED, BESIDE = cell_with((50, 20), (50, 60)), cell_with((50, 40), (150, 40))
DOTS = [(x, 40, x + 1, 41) for x in range(20, 180, 2)]


@pytest.mark.parametrize(
    ("why", "tables", "picture", "told"),
    [
        ("a rule between two lines", STACKED, picture_with((20, 40, 180, 40.5)), True),
        ("a grey one", STACKED, picture_with((20, 40, 180, 40.5), grey=200), True),
        ("a dotted one", STACKED, picture_with(*DOTS), True),
        ("one from top to bottom between two texts", BESIDE, picture_with((100, 5, 100.5, 75)), True),
        ("a rule over one text only", cell_with((50, 60)), picture_with((20, 40, 180, 40.5)), False),
        ("an underline that ends with its text", STACKED, picture_with((45, 27, 55, 27.5)), False),
        ("a rule through a text is a strike", STACKED, picture_with((20, 60, 180, 60.5)), False),
        ("the lower line of a double border", STACKED, picture_with((20, 7, 180, 7.5)), False),
        ("shading under the second line", STACKED, picture_with((20, 40, 180, 75), grey=220), False),
        ("nothing", STACKED, picture_with(), False),
    ],
)
def test_what_a_picture_shows(why: str, tables: PageTables, picture: np.ndarray, told: bool) -> None:
    assert is_told(tables, picture) is told, why


def test_rules_of_a_table_within_the_cell_are_known() -> None:
    inner = Grid(1, (40, 160), (15, 65), (), "test")
    tables = PageTables(1, 200, 100, (*STACKED.grids, inner), (), 0.0, "test")
    assert not is_told(tables, picture_with((20, 40, 180, 40.5)))
