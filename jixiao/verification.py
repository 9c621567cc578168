"""A conversion held against camelot's own reading of the same file, cell by cell; every disagreement is a finding.

Camelot misreads some fonts' ascents and sets the lines of their tables too low (all of samples/zhoucun-2024.pdf). So a
page on which it reads a cell otherwise is compared once more, with the characters that pdfplumber reads put into the
cells that camelot finds: what differs then, differs by more than where camelot sets a line.
"""

from collections.abc import Iterator, Set
from dataclasses import replace
from pathlib import Path

from jixiao.conversion import Conversion
from jixiao.extract.compare import Disagreement, disagreements
from jixiao.extract.engines import READERS, read_document, second_grids
from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Finding, Place
from jixiao.normalize.text import clean

_MESSAGES = {
    "table": "this table is {ours} here and {theirs} for camelot",
    "cell": "camelot has no cell with these borders: here it reads {ours!r}, there {theirs!r}",
    "text": "this cell reads {ours!r} here and {theirs!r} for camelot",
    "texts": "camelot puts the text of many cells elsewhere: {ours!r}, for camelot {theirs!r}",
}


def verify(
    conversion: Conversion, path: str | Path, *, engine: str = READERS[0], pages: Set[int] = frozenset()
) -> Conversion:
    """Give the conversion with a warning ``engines_differ`` for each cell on which camelot's reading differs."""
    told = conversion.converted.told(_finding(each) for each in _differences(Path(path), engine, pages))
    return replace(conversion, converted=told)


def _differences(path: Path, engine: str, pages: Set[int]) -> Iterator[Disagreement]:
    from jixiao.extract.camelot_reader import read_camelot_grids

    theirs = read_camelot_grids(path, "vector")
    for page in read_document(path, engine, pages):
        found = list(disagreements(page.page, page.grids, theirs.get(page.page, ()), _bare))
        if any(each.kind in ("text", "texts") for each in found):
            found = list(disagreements(page.page, page.grids, second_grids(path, page.page), _bare))
        yield from found


def _bare(text: str) -> str:
    return "".join(clean(line) for line in text.splitlines()).replace(" ", "")


def _finding(each: Disagreement) -> Finding:
    place = Place(each.page, each.x0, each.top, each.x1, each.bottom)
    message = _MESSAGES[each.kind].format(ours=each.ours, theirs=each.theirs)
    return found("engines_differ", message, place=place)
