"""A page's account: the characters that its file holds, against those in its cells and lines."""

from collections import Counter
from collections.abc import Iterator

from jixiao.extract.account import placed_text
from jixiao.extract.grid import PageTables
from jixiao.normalize.catalogue import found
from jixiao.normalize.records import Finding, Place

SHOWN = 40
"""Characters of an account that a finding names; the others it counts."""


def account_findings(page: PageTables) -> Iterator[Finding]:
    """Give a finding where the page's account does not balance."""
    if page.expected is None or page.expected == (placed := placed_text(page)):
        return
    printed, held = Counter(page.expected), Counter(placed)
    if dict(printed) == dict(held):  # counters compare in Python
        return
    parts = (("missing", printed - held), ("too many", held - printed))
    detail = "; ".join(f"{name} {_named(chars)}" for name, chars in parts if chars)
    yield found("text_unaccounted", detail, place=Place(page.page, 0.0, 0.0, page.width, page.height))


def _named(chars: Counter[str]) -> str:
    text = "".join(sorted(chars.elements()))
    return f"{chars.total()} characters: {text[:SHOWN]}{'…' if len(text) > SHOWN else ''}"
