"""The engines, in the order in which they are asked: the one seam through which pages come in.

A reader gives characters and drawings; our own geometry makes the tables. Where a page's reading does not hold together
(doubts.py), the next reader is asked for that page, then camelot for borders of its own. Engines are imported when used.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from jixiao.extract.content import PageContent
from jixiao.extract.doubts import BORDERS, TEXT, count_page_misread, page_doubts, with_cell_doubts
from jixiao.extract.grid import PageTables, place_text, read_tables
from jixiao.extract.integrity import WHOLE, Damage, find_damage
from jixiao.extract.lattice import find_lattices
from jixiao.extract.low_rows import without_low_rows_on
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.rules import find_rules
from jixiao.extract.shading import rules_of_shading
from jixiao.extract.turning import turned_to_read

READERS = ("pdfium", "pdfplumber")
"""Readers, the first one by default. Each is a module ``<name>_reader`` with ``read_pages(path, first=1)``."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A way to read a page: where its characters and its borders come from, and which doubts it may end."""

    characters: str
    borders: str
    answers: frozenset[str]


ENGINES = (
    *(Engine(reader, "drawings", TEXT | BORDERS) for reader in READERS),
    Engine("", "shading", BORDERS),
    *(Engine("", f"camelot {method}", BORDERS) for method in ("vector", "raster")),
)
"""In the order in which they are asked. One without characters of its own takes those of the reader asked first."""


def read_pages(path: Path, reader: str, first: int = 1) -> Iterator[PageContent]:
    """Give the file's pages from ``first`` on as a reader sees them, turned to be read. Raises a bad PDF's errors."""
    return map(turned_to_read, import_module(f"jixiao.extract.{reader}_reader").read_pages(path, first))


def read_document(path: Path, reader: str = READERS[0]) -> Iterator[PageTables]:
    """Give the tables of each page, by ``reader`` where its reading holds together, else by the best engine.

    The doubts of a page say too where the file is not whole.
    """
    damage = WHOLE
    for content in read_pages(path, reader):
        if content.number == 1:  # the reader has found it to be a PDF that opens
            damage = find_damage(path)
        tables = _judged(content, read_tables(content))
        best = _best(path, content, tables) if _open(tables) else tables
        yield best if damage is WHOLE else replace(best, doubts=(*best.doubts, *_damage_on(damage, best.page)))


def _damage_on(damage: Damage, page: int) -> Iterator[str]:
    if damage.repaired and page == 1:
        yield "file_repaired"
    if page in damage.pages:
        yield "page_damaged"


def _judged(content: PageContent, tables: PageTables) -> PageTables:
    tables = with_cell_doubts(without_low_rows_on(tables))
    return replace(tables, doubts=page_doubts(content, tables), misread=count_page_misread(tables))


def _open(tables: PageTables) -> frozenset[str]:
    """Give the doubts that another engine may end; a font's wrong map is the same for all of them."""
    return frozenset(tables.doubts) & ((TEXT | BORDERS) - (TEXT if tables.misread else frozenset()))


def _best(path: Path, content: PageContent, first: PageTables) -> PageTables:
    """Give the first reading without a doubt, or else the earliest of those with the fewest."""
    best, tried = first, [first.engine]
    for engine in ENGINES:
        if engine.characters == content.engine or not engine.answers & _open(best):
            continue
        try:
            tables = _ask(engine, path, content)
        except PARSER_ERRORS:
            continue  # a second opinion that fails must not stop the file
        if len(_open(tables)) < len(_open(best)):
            best = replace(tables, tried=tuple(tried))
        tried.append(tables.engine)
    return best


def _ask(engine: Engine, path: Path, content: PageContent) -> PageTables:
    if engine.characters:
        content = next(read_pages(path, engine.characters, content.number))
        return _judged(content, read_tables(content))
    if engine.borders == "shading":
        rules = rules_of_shading(content.drawings, content.width, content.height)
        return _judged(
            content, place_text(content, rules, find_lattices(rules, content.chars), f"{content.engine}-shading")
        )
    from jixiao.extract.camelot_reader import engine_name, find_camelot_lattices

    method = engine.borders.split()[-1]
    lattices = find_camelot_lattices(path, content, method)
    return _judged(content, place_text(content, find_rules(content.drawings), lattices, engine_name(method)))
