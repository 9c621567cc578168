"""The compiled part makes of characters what Python alone makes, to the last digit: lines of cells, and cells."""

import gc
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from random import Random
from typing import Any

import pytest

from jixiao.errors import JixiaoError
from jixiao.extract.compiled import COMPILED, without_compiled
from jixiao.extract.content import Char
from jixiao.extract.drawn_through import THROUGH, near_borders
from jixiao.extract.grid import PageTables
from jixiao.extract.lines import BOXES, SAME_GLYPH, SAME_LINE, TextLine
from jixiao.extract.pdfium_reader import read_pages
from jixiao.extract.placing import read_tables
from jixiao.extract.sideways import cell_lines
from tests.compiled import FILES, MUTATIONS, altered_files, cut, needs_compiler, styled
from tests.test_typeset import CUTS
from tests.typeset.styles import BOOK_STYLES

pytestmark = needs_compiler


def tables_of(path: Path, *, compiled: bool) -> list[str]:
    """All that a file's tables hold, written out: 0.0 and -0.0 differ here, and 1 and 1.0."""

    def read() -> Iterator[PageTables]:
        for page in read_pages(path):
            with nullcontext() if compiled else without_compiled():
                yield read_tables(page)

    try:
        return list(map(repr, read()))
    except JixiaoError as error:
        return [repr(error)]


def assert_alike(path: Path) -> None:
    assert COMPILED is not None
    for one, other in zip(tables_of(path, compiled=True), tables_of(path, compiled=False), strict=True):
        assert one == other


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_tables_of_files_are_alike(path: Path) -> None:
    assert_alike(path)


@pytest.mark.parametrize("name", BOOK_STYLES)
def test_tables_of_every_style_are_alike(tmp_path: Path, name: str) -> None:
    assert_alike(styled(tmp_path, name))


@pytest.mark.parametrize("name", CUTS)
def test_tables_at_every_page_break_are_alike(tmp_path: Path, name: str) -> None:
    assert_alike(cut(tmp_path, name))


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_tables_of_altered_files_are_alike(samples: Path, tmp_path: Path, mutation: str) -> None:
    for path in altered_files(samples, tmp_path, mutation, each=1):
        assert_alike(path)


TEXTS = "目标任务完成率≥95%一二—12.5（）、"
ODD = [" ", "\u3000", "\u00a0", "□", "☑", "", "ab", "²", "\U00020000", "\n"]
PLACES = [10.0, 10.5, 20.0, 20.1, 30.0, 30.25, 40.0, -0.0, 0.0, float("nan"), float("inf"), 7]


def chance_cell(chance: Random) -> list[Char]:
    """Characters of a cell: mostly lines in order, with whatever else may come now and then."""
    size = chance.choice([9.0, 10.5])
    x, top, chars = 5.0, 100.0, list[Char]()
    for run in range(chance.randrange(12)):
        text = chance.choice(ODD) if chance.random() < 0.03 else chance.choice(TEXTS)
        own = size if chance.random() < 0.97 else chance.choice([5.0, 8.0, 12.0])
        char = Char(text, x, top, x + own, top + own, own, False, 0, run // chance.choice([1, 4]), 1.0)
        if chance.random() < 0.02:
            char = char._replace(**{chance.choice(["x0", "top", "x1", "bottom", "size"]): chance.choice(PLACES)})
        if chance.random() < 0.01:
            char = char._replace(turn=chance.choice([1, 2, 3]), run=chance.choice([0, 10**30]))
        chars.append(char)
        x += own * chance.choice([1.0, 1.0, 1.0, 0.3, 0.36, 2.0])
        if chance.random() < 0.2:
            x, top = 5.0, top + chance.choice([1.4 * size, 0.4 * size, 0.5 * size, size, -size])
    return chars


def test_cells_made_by_chance_have_the_same_lines() -> None:
    chance, plain = Random(7), 0
    for _ in range(20_000):
        chars = chance_cell(chance)
        compiled = lines_by_c(chars)
        if compiled is not None:
            plain += 1
            with without_compiled():
                assert repr(compiled) == repr(cell_lines(chars))
            assert all(type(line) is TextLine and hash(line) == hash(tuple(line)) for line in compiled)
            assert not any(map(gc.is_tracked, compiled))
    assert plain > 5000


def test_characters_made_by_chance_are_near_the_same_borders() -> None:
    assert COMPILED is not None
    chance, found = Random(11), 0
    for _ in range(5000):
        chars = chance_cell(chance)
        ys = tuple(
            sorted(chance.choice([90.0, 100.0, 104.5, 112.6, 120.0, 131.25]) for _ in range(chance.randrange(1, 6)))
        )
        compiled = COMPILED.near_borders(chars, ys, THROUGH)
        if compiled is not None:
            found += len(compiled)
            assert list(map(id, compiled)) == list(map(id, near_borders(chars, ys)))
    assert found > 5000


def test_a_border_as_far_as_type_reaches_is_near_it_and_outer_ones_are_not() -> None:
    assert COMPILED is not None
    char = Char("字", 0.0, 10.0, 8.0, 18.0, 8.0, False)
    assert COMPILED.near_borders([char], (0.0, 14.0 - THROUGH * 8.0, 30.0), THROUGH) == [char]
    assert COMPILED.near_borders([char], (0.0, 14.0 + THROUGH * 8.0, 30.0), THROUGH) == [char]
    assert COMPILED.near_borders([char], (0.0, 14.1 + THROUGH * 8.0, 30.0), THROUGH) == []
    assert COMPILED.near_borders([char], (14.0, 30.0), THROUGH) == []
    assert COMPILED.near_borders([char], (0.0, 14.0), THROUGH) == []


def lines_by_c(chars: list[Char]) -> tuple[TextLine, ...] | None:
    assert COMPILED is not None
    return COMPILED.plain_lines(chars, TextLine, SAME_LINE, SAME_GLYPH, BOXES)


def test_a_blank_at_an_end_is_no_plain_line() -> None:
    codes = [*range(1, 0x3100), 0xFEFF, 0x1F600, *(code for code in range(0x110000) if chr(code).isspace())]
    for code in codes:
        text = chr(code)
        lines = lines_by_c([Char(text, 1.0, 2.0, 3.0, 4.0, 5.0, False)])
        assert (lines is None) == (text.isspace() or text in BOXES), hex(code)


@pytest.mark.parametrize(
    "odd",
    [
        ("字", 1.0, 2.0, 3.0, 4.0, 5.0, False, 0, 0),
        ["字", 1.0, 2.0, 3.0, 4.0, 5.0, False, 0, 0, 1.0],
        Char("字", 1, 2.0, 3.0, 4.0, 5.0, False),
        Char("字", 1.0, None, 3.0, 4.0, 5.0, False),  # type: ignore[arg-type]
        Char(7, 1.0, 2.0, 3.0, 4.0, 5.0, False),  # type: ignore[arg-type]
        None,
    ],
)
def test_what_is_no_usual_character_is_left_to_python(odd: Any) -> None:
    assert COMPILED is not None
    usual = Char("字", 1.0, 2.0, 3.0, 4.0, 5.0, False)
    for chars in ([odd], [usual, odd], [odd, usual]):
        assert lines_by_c(chars) is None
        assert COMPILED.owners(chars, (0.0, 9.0), (0.0, 9.0), [[3]], -1) is None
        assert COMPILED.near_borders(chars, (0.0, 3.0, 9.0), THROUGH) is None


def test_a_middle_on_a_border_is_in_the_place_behind_it() -> None:
    assert COMPILED is not None
    xs, ys, owner = (0.0, 10.0, 20.0), (0.0, 10.0, 20.0), [[0, 1], [2, 3]]
    middles = [(0.0, 0.0), (10.0, 0.0), (9.5, 10.0), (10.0, 19.5), (20.0, 5.0), (5.0, 20.0), (-0.5, 5.0)]
    chars = [Char("字", x - 1, y - 1, x + 1, y + 1, 2.0, False) for x, y in middles]
    assert COMPILED.owners(chars, xs, ys, owner, -1) == [0, 1, 2, 3, -1, -1, -1]


@pytest.mark.parametrize(
    ("xs", "ys", "owner", "error"),
    [
        ((), (0.0, 9.0), [[3]], ValueError),
        ((0.0, 9.0), (), [[3]], ValueError),
        ((0.0, "9"), (0.0, 9.0), [[3]], TypeError),
        ((0.0, 9.0), (0.0, 9.0), [], IndexError),
        ((0.0, 9.0), (0.0, 9.0), [[]], IndexError),
        ((0.0, 9.0), (0.0, 9.0), [(3,)], SystemError),
        ((0.0, 9.0), (0.0, 9.0), ((3,),), TypeError),
        (None, (0.0, 9.0), [[3]], TypeError),
    ],
)
def test_a_lattice_of_another_shape_is_refused(xs: Any, ys: Any, owner: Any, error: type[Exception]) -> None:
    assert COMPILED is not None
    with pytest.raises(error):
        COMPILED.owners([Char("字", 1.0, 2.0, 3.0, 4.0, 5.0, False)], xs, ys, owner, -1)


@pytest.mark.parametrize("line", [list, int, "TextLine"])
def test_lines_are_tuples(line: Any) -> None:
    assert COMPILED is not None
    with pytest.raises(TypeError):
        COMPILED.plain_lines([], line, SAME_LINE, SAME_GLYPH, BOXES)


def test_nothing_is_kept_of_what_was_placed() -> None:
    chance = Random(3)
    cells = [chance_cell(chance) for _ in range(200)]

    def blocks_after(times: int) -> int:
        assert COMPILED is not None
        for _ in range(times):
            for chars in cells:
                lines_by_c(chars)
                COMPILED.owners(chars, (0.0, 30.0), (90.0, 150.0), [[1]], -1)
                COMPILED.near_borders(chars, (90.0, 104.5, 150.0), THROUGH)
        gc.collect()
        return sys.getallocatedblocks()

    before = blocks_after(2)
    assert blocks_after(10) - before < 100  # a leak would keep 2,000 and more
