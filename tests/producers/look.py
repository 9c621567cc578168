"""How a document is set: type, paper, rules, what page breaks may do. Drawn from a seed; no look comes twice."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Border = Literal["thin", "dotted", "hairline", "thick"]
Repeat = Literal["none", "header", "title"]
Running = Literal["", "number", "head and number"]

FONTS = (
    "Noto Sans CJK SC",
    "Noto Serif CJK SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "AR PL UMing CN",
    "AR PL UKai CN",
)

PAPERS = {
    "A3": (841.9, 1190.6),
    "A4": (595.3, 841.9),
    "B5": (515.9, 728.5),
    "A5": (419.5, 595.3),
}
"""Name -> width and height of the upright sheet in points; B5 is the JIS size, as spreadsheets mean it."""

MINIMAL_SIZE = 7.0
"""Smallest type, in points."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to set a document. Lengths are in points."""

    size: float
    font: str
    padding: float
    margin: float
    paper: str
    across: bool
    vertical: Literal["top", "middle"]
    centred: bool
    border: Border
    merge_level2: bool
    repeat: Repeat
    """Rows printed again on each page: none, those of the header, or the title above the table too (spreadsheets)."""
    keep_rows: bool
    """Whether a row is kept whole on one page."""
    lone_lines: bool
    """Whether a single line of a cell may stand on a page (no widow control, as Chinese Word has it)."""
    running: Running
    mirrored: bool
    """Whether the inner margin is wider than the outer, so that tables stand elsewhere on even pages."""
    sideways: bool
    """Whether merged labels of the first level run downwards."""
    flowing: bool
    """Whether a table begins right below the one before, or on a page of its own."""

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the page."""
        width, height = PAPERS[self.paper]
        return (height, width) if self.across else (width, height)

    @property
    def margins(self) -> tuple[float, float]:
        """Inner and outer margin: left and right on odd pages."""
        return (self.margin + 24, self.margin) if self.mirrored else (self.margin, self.margin)

    @property
    def width(self) -> float:
        """Width of the type area."""
        return self.page[0] - sum(self.margins)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a producer can do beside the plain things."""

    running: bool = True
    mirrored: bool = True
    sideways: bool = True
    papers: tuple[str, ...] = tuple(PAPERS)
    repeats: tuple[Repeat, ...] = ("none", "header")


def looks(producer: str, can: Abilities) -> Iterator[Look]:
    """Give one look after the other, always the same for a producer, none twice."""
    rng = random.Random(f"looks of {producer}")
    seen: set[Look] = set()
    while True:
        look = _draw(rng, can)
        if look not in seen:
            seen.add(look)
            yield look


def _draw(rng: random.Random, can: Abilities) -> Look:
    papers = [paper for paper in ("A4", "A4", "B5", "A5", "A5") if paper in can.papers]
    return Look(
        size=rng.choice((7.0, 8.0, 9.0, 10.5, 10.5, 12.0, 12.0, 14.0)),
        font=rng.choice(FONTS),
        padding=rng.choice((1.0, 2.0, 3.0, 5.0)),
        margin=rng.choice((30.0, 42.0, 56.0)),
        paper=rng.choice(papers),
        across=rng.random() < 0.3,
        vertical=rng.choice(("top", "middle", "middle")),
        centred=rng.random() < 0.7,
        border=rng.choice(("thin", "thin", "dotted", "hairline", "thick")),
        merge_level2=rng.random() < 0.5,
        repeat=rng.choice(can.repeats),
        keep_rows=rng.random() < 0.2,
        lone_lines=rng.random() < 0.8,
        running=rng.choice(("", "number", "head and number")) if can.running else "",
        mirrored=can.mirrored and rng.random() < 0.2,
        sideways=can.sideways and rng.random() < 0.12,
        flowing=rng.random() < 0.6,
    )
