"""The engines, in the order in which they are asked: the one seam through which pages come in.

A reader gives characters and drawings; our own geometry makes the tables. Where a page's reading does not hold together
(doubts.py), the next reader is asked for that page, then camelot for borders of its own. Engines are imported when
used.
"""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial, reduce
from importlib import import_module
from pathlib import Path

from jixiao.extract.account import expected_text
from jixiao.extract.bounds import (
    MOST_COLUMNS,
    MOST_PIXELS,
    MOST_PLACES,
    MOST_RULES,
    NONE_HEAVY,
    TooLarge,
    bounded,
    check,
)
from jixiao.extract.content import PageContent, left_out
from jixiao.extract.doubts import BORDERS, TEXT, count_page_misread, page_doubts, with_cell_doubts
from jixiao.extract.grid import Grid, PageTables, on_each_grid
from jixiao.extract.integrity import WHOLE, Damage, find_damage
from jixiao.extract.lattice import Lattice, count_places, find_lattices
from jixiao.extract.low_rows import without_low_rows
from jixiao.extract.ocr.installed import is_installed
from jixiao.extract.ocr.routing import OCR_MISSING, OUTLINES, has_unreadable_text, is_scan, shows_no_typed_text
from jixiao.extract.page_picture import grey, opened
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.placing import own_lattices, place_text, struck_chars
from jixiao.extract.rule_account import SCALE, Looks, are_looked_at, strokes_of, with_missed_rules
from jixiao.extract.rules import NO_RULES, Rules, find_rules
from jixiao.extract.run_through import without_run_through
from jixiao.extract.shading import rules_of_shading
from jixiao.extract.shifted_border import without_shifted_borders
from jixiao.extract.time_limit import TooSlow, cpu_limit
from jixiao.extract.turning import turned_to_read

SECONDS_OF_AN_OPINION = 10.0
"""Of the processor, that an engine may take for a page of which the first one left a doubt. The slowest on the samples,
the raster engine, takes 0.8; a page that was made to be slow takes minutes."""

SECONDS_OF_OCR = 120.0
"""Of the processor, that reading a page by OCR may take, turned four ways. The sample's fullest page takes 2 the right
way."""

STRAY_BORDERS = (without_low_rows, without_run_through, without_shifted_borders)
"""Borders that are drawn and are none, taken out of each grid in this order: what one leaves, the next looks at."""

READERS = ("pdfium", "pdfplumber")
"""Readers, the first one by default. Each is a module ``<name>_reader`` with ``read_pages(path, first=1)``."""


SHADING = "shading"


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to read a page: where its characters and its borders come from, and which doubts it may end.

    Borders come from the page's drawings, from its shading, or from camelot's ``vector`` or ``raster`` method.
    """

    characters: str
    borders: str
    answers: frozenset[str]


ENGINES = (
    *(Engine(reader, "drawings", TEXT | BORDERS) for reader in READERS),
    Engine("", SHADING, BORDERS),
    *(Engine("", method, BORDERS) for method in ("vector", "raster")),
)
"""In the order in which they are asked. One without characters of its own takes those of the reader asked first."""


def read_pages(path: Path, reader: str, first: int = 1, heavy: Mapping[int, str] = NONE_HEAVY) -> Iterator[PageContent]:
    """Give the file's pages from ``first`` on as a reader sees them, turned to be read. Raises a bad PDF's errors.

    ``heavy`` are pages that no reader may open, and why.
    """
    return map(turned_to_read, import_module(f"jixiao.extract.{reader}_reader").read_pages(path, first, heavy))


def page_count(path: Path) -> int:
    """Give how many pages a file has. Raises a bad PDF's errors."""
    return int(import_module(f"jixiao.extract.{READERS[0]}_reader").page_count(path))


@dataclass(frozen=True, slots=True)
class PageReading:
    """A page as it was read, every step kept: what its reader gave, the ruling lines, the borders, the tables.

    All places are on the page as it is read (turning.py). ``too_slow`` are engines whose opinion was wanted, and which
    took too long, on this page or before.
    """

    content: PageContent
    rules: Rules
    lattices: tuple[Lattice, ...]
    tables: PageTables
    too_slow: frozenset[Engine] = frozenset()


def read_document(
    path: Path, reader: str = READERS[0], numbers: Set[int] = frozenset(), looks: Looks = Looks.WHERE_DOUBTFUL
) -> Iterator[PageTables]:
    """Give the tables of each page, by ``reader`` where its reading holds together, else by the best engine.

    ``numbers`` are the pages to read, none for all; ``looks`` says of which the picture is looked at for rules.
    The doubts of a page say too where the file is not whole.
    """
    yield from read_numbered(path, reader, numbers, looks, find_damage(path))


def read_numbered(path: Path, reader: str, numbers: Set[int], looks: Looks, damage: Damage) -> Iterator[PageTables]:
    """Give the tables of some pages as ``read_document`` does; ``damage`` is what is broken in the file."""
    too_slow = frozenset[Engine]()
    for content in read_pages(path, reader, min(numbers, default=1), dict(damage.heavy)):
        if numbers and content.number > max(numbers):
            return
        if numbers and content.number not in numbers:
            continue
        reading = looked_at(path, read_page(path, content, too_slow), looks)
        tables, too_slow = reading.tables, too_slow | reading.too_slow
        yield tables if damage == WHOLE else replace(tables, doubts=(*tables.doubts, *_damage_on(damage, tables.page)))


def read_page(path: Path, content: PageContent, too_slow: frozenset[Engine] = frozenset()) -> PageReading:
    """Read a page by its own drawings, or by the best engine where that leaves doubts which another may end.

    Engines that were ``too_slow`` for an earlier page are not asked.
    """
    reading = bounded(partial(_by_drawings, content), partial(_left_out, content))
    if reading.content.excess:
        return reading
    if shows_no_typed_text(content) and is_installed() and is_scan(content, reading.tables):
        return _by_ocr(path, reading)
    best = _best(path, content, reading, too_slow) if _open(reading.tables) else reading
    if has_unreadable_text(best.tables) or is_scan(content, best.tables):
        return _by_ocr(path, best) if is_installed() else _without_ocr(best)
    return best


def _by_ocr(path: Path, reading: PageReading) -> PageReading:
    """Give a page's reading by OCR, if that finds a table or the page holds no readable text; else the one it has."""
    from jixiao.extract.ocr.reader import read_page as read_by_ocr

    with opened(path) as document:
        try:
            with cpu_limit(SECONDS_OF_OCR):
                content = read_by_ocr(document, reading.content)
        except TooSlow:
            return _doubting(reading, "engine_too_slow")
    read = bounded(partial(_by_drawings, content), partial(_left_out, content))
    if not read.tables.grids and (reading.content.chars or not content.chars):
        return reading  # typed text with a picture, or a photograph
    tried = (*reading.tables.tried, reading.tables.engine)
    drawn = {OUTLINES}.intersection(
        () if read.tables.grids else reading.tables.doubts
    )  # what was no table may be no letters
    tables = replace(read.tables, tried=tried, doubts=(*read.tables.doubts, *drawn))
    return replace(read, tables=tables, too_slow=reading.too_slow)


def _without_ocr(reading: PageReading) -> PageReading:
    """Give the reading of a page that OCR should read and cannot, with a doubt; a layer of OCR may give its tables."""
    has_layer = reading.tables.ocr_layer and bool(reading.tables.grids)
    return reading if has_layer else _doubting(reading, OCR_MISSING)


def _doubting(reading: PageReading, doubt: str) -> PageReading:
    return replace(reading, tables=replace(reading.tables, doubts=(*reading.tables.doubts, doubt)))


def looked_at(path: Path, reading: PageReading, looks: Looks) -> PageReading:
    """Give a page's reading with the doubts that the page's picture leaves, where that is looked at."""
    content = reading.content
    is_too_large = content.width * content.height * SCALE**2 > MOST_PIXELS
    if not are_looked_at(reading.tables, looks) or is_too_large:
        return reading
    with opened(path) as document:
        strokes = strokes_of(grey(document, content, SCALE))
    return replace(reading, tables=with_missed_rules(reading.tables, content.chars, strokes))


def _left_out(content: PageContent, excess: str) -> PageReading:
    """Give the reading of a page that is larger than a bound: nothing but why."""
    instead = left_out(content.number, content.width, content.height, content.engine, excess)
    return PageReading(instead, NO_RULES, (), place_text(instead, NO_RULES, (), content.engine))


def _damage_on(damage: Damage, page: int) -> Iterator[str]:
    if damage.repaired and page == 1:
        yield "file_repaired"
    if page in damage.pages:
        yield "page_damaged"


def _by_drawings(content: PageContent) -> PageReading:
    rules = find_rules(content.drawings)
    check(len(rules.horizontal) + len(rules.vertical), MOST_RULES, "ruling lines on the page")
    return _placed(content, rules, own_lattices(content, rules), content.engine)


def _placed(content: PageContent, rules: Rules, lattices: Sequence[Lattice], engine: str) -> PageReading:
    """Put the page's text into the borders that an engine found, and judge what comes of it. Raises TooLarge."""
    check(max((len(each.xs) - 1 for each in lattices), default=0), MOST_COLUMNS, "columns of a grid")
    check(sum(map(count_places, lattices)), MOST_PLACES, "places of the page's grids, rows times columns,")
    placed = reduce(on_each_grid, STRAY_BORDERS, place_text(content, rules, lattices, engine))
    tables = with_cell_doubts(placed, content.halved)
    expected = expected_text(content, tables, struck_chars(content, rules, lattices))
    judged = replace(tables, doubts=page_doubts(content, tables), misread=count_page_misread(tables), expected=expected)
    return PageReading(content, rules, tuple(lattices), judged)


def _open(tables: PageTables) -> frozenset[str]:
    """Give the doubts that another engine may end; a font's wrong map is the same for all of them."""
    return frozenset(tables.doubts) & ((TEXT | BORDERS) - (TEXT if tables.misread else frozenset()))


def _best(path: Path, content: PageContent, first: PageReading, too_slow: frozenset[Engine]) -> PageReading:
    """Give the first reading without a doubt, or else the earliest of those with the fewest."""
    best, tried, lost = first, [first.tables.engine], set[Engine]()
    for engine in ENGINES:
        if engine.characters == content.engine or not engine.answers & _open(best.tables):
            continue
        if engine in too_slow:
            lost.add(engine)
            continue
        try:
            with cpu_limit(SECONDS_OF_AN_OPINION):
                reading = _ask(engine, path, content)
        except PARSER_ERRORS:
            continue  # a second opinion that fails must not stop the file
        except (TooLarge, TooSlow):
            lost.add(engine)
            continue
        has_text = bool(reading.content.chars) or not content.chars  # what holds no text leaves nothing open
        if has_text and is_better(reading.tables, best.tables):
            best = replace(reading, tables=replace(reading.tables, tried=tuple(tried)))
        tried.append(reading.tables.engine)
    return _without(best, frozenset(lost)) if lost else best


def _without(reading: PageReading, too_slow: frozenset[Engine]) -> PageReading:
    """Give the reading with the doubt that an engine's opinion was wanted and not had."""
    tables = replace(reading.tables, doubts=(*reading.tables.doubts, "engine_too_slow"))
    return replace(reading, tables=tables, too_slow=too_slow)


def is_better(reading: PageTables, best: PageTables) -> bool:
    """Whether a reading ends a doubt of the best one; text over a border, only where fewer cells have any."""
    ended = _open(best) - _open(reading)
    if len(_open(reading)) >= len(_open(best)):
        return False
    return "text_over_border" not in ended or _count_cut(reading) < _count_cut(best)


def _count_cut(tables: PageTables) -> int:
    return sum("text_over_border" in cell.doubts for grid in tables.grids for cell in grid.cells)


def _within_bounds(content: PageContent) -> PageContent:
    """Give the page as a second reader saw it; raises TooLarge where that one left it out."""
    if content.excess:
        raise TooLarge(content.excess)
    return content


def second_grids(path: Path, number: int) -> tuple[Grid, ...]:
    """Give a page's tables by other engines throughout: camelot's borders, and the characters that pdfplumber reads.

    Raises what a reader of a damaged page raises.
    """
    from jixiao.extract.camelot_reader import engine_name, find_camelot_lattices

    content = next(read_pages(path, READERS[-1], number))
    lattices = find_camelot_lattices(path, content, "vector")
    return _placed(content, find_rules(content.drawings), lattices, engine_name("vector")).tables.grids


def _ask(engine: Engine, path: Path, content: PageContent) -> PageReading:
    if engine.characters:
        return _by_drawings(_within_bounds(next(read_pages(path, engine.characters, content.number))))
    if engine.borders == SHADING:
        rules = rules_of_shading(content.drawings, content.width, content.height)
        return _placed(content, rules, find_lattices(rules, content.chars), f"{content.engine}-{SHADING}")
    from jixiao.extract.camelot_reader import engine_name, find_camelot_lattices

    lattices = find_camelot_lattices(path, content, engine.borders)
    return _placed(content, find_rules(content.drawings), lattices, engine_name(engine.borders))
