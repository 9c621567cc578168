"""The engines, in the order in which they are asked: the one seam through which pages come in.

A reader gives characters and drawings; our own geometry makes the tables. Where a page's reading does not hold together
(doubts.py), the next reader is asked for that page, then camelot for borders of its own. Engines are imported when used.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from jixiao.extract.content import PageContent
from jixiao.extract.doubts import LASTING, page_doubts, with_cell_doubts
from jixiao.extract.grid import PageTables, place_text, read_tables
from jixiao.extract.low_rows import without_low_rows_on
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.rules import find_rules
from jixiao.extract.turning import turned_to_read

READERS = ("pdfium", "pdfplumber")
"""Readers, the first one by default. Each is a module ``<name>_reader`` with ``read_pages(path, first=1)``."""


def read_pages(path: Path, reader: str, first: int = 1) -> Iterator[PageContent]:
    """Give the file's pages from ``first`` on as a reader sees them, turned to be read. Raises a bad PDF's errors."""
    return map(turned_to_read, import_module(f"jixiao.extract.{reader}_reader").read_pages(path, first))


def read_document(path: Path, reader: str = READERS[0]) -> Iterator[PageTables]:
    """Give the tables of each page, by ``reader`` where its reading holds together, else by the best engine."""
    for content in read_pages(path, reader):
        tables = _judged(content, read_tables(content))
        yield _best(path, content, tables) if _open(tables) else tables


def _judged(content: PageContent, tables: PageTables) -> PageTables:
    tables = with_cell_doubts(without_low_rows_on(tables))
    return replace(tables, doubts=page_doubts(content, tables))


def _open(tables: PageTables) -> set[str]:
    """Give the doubts that another engine may end."""
    return set(tables.doubts) - LASTING


def _best(path: Path, content: PageContent, first: PageTables) -> PageTables:
    """Give the first reading without a doubt, or else the earliest of those with the fewest."""
    best, tried = first, [first.engine]
    for ask in _others(path, content):
        try:
            tables = ask()
        except PARSER_ERRORS:
            continue  # a second opinion that fails must not stop the file
        if len(_open(tables)) < len(_open(best)):
            best = replace(tables, tried=tuple(tried))
        if not _open(best):
            break
        tried.append(tables.engine)
    return best


def _others(path: Path, content: PageContent) -> Iterator[Callable[[], PageTables]]:
    for reader in READERS:
        if reader != content.engine:
            yield lambda reader=reader: _by_reader(path, reader, content.number)  # type: ignore[misc]
    for method in ("vector", "raster"):
        yield lambda method=method: _by_camelot(path, content, method)  # type: ignore[misc]


def _by_reader(path: Path, reader: str, number: int) -> PageTables:
    content = next(read_pages(path, reader, number))
    return _judged(content, read_tables(content))


def _by_camelot(path: Path, content: PageContent, method: str) -> PageTables:
    from jixiao.extract.camelot_reader import engine_name, find_camelot_lattices

    lattices = find_camelot_lattices(path, content, method)
    return _judged(content, place_text(content, find_rules(content.drawings), lattices, engine_name(method)))
