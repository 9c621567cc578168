"""Where recognised text may be wrong: what the recogniser is not sure of, and what its sureness says nothing of.

A score alone is no gate: ≤40.389万元 under a seal became 40389 at a score of 1.0, and ‰ becomes % at 0.97.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jixiao.extract.content import Doubted
from jixiao.extract.ocr.ink import Ink
from jixiao.extract.ocr.marks import Mark, Run, ink_runs, is_han
from jixiao.extract.ocr.text_lines import Crop

LOW_CONFIDENCE = "low_confidence"
"""Doubt: some of the cell's text may be misread; a further doubt says why."""

SCORE_LOW, UNDER_INK, MAY_BE_ANOTHER = "score_low", "under_coloured_ink", "may_be_another_sign"

LEAST_SCORE = 0.95
"""Of a character, from which the recogniser is believed (issue's trial)."""

_TOUCHED = 0.004
"""Part of a line's box that is coloured ink from which it is touched: a seal's rim that crosses a corner; JPEG's fringes have
less."""

_CONFUSED = frozenset("<>＜＞‰")
"""Signs that are printed seldom and that ≤, ≥, % and 2 are read as, or that are read as these."""


FEWEST_PIXELS = 15.0
"""Height of a page's lines in pixels under which none of it is read for sure. Type of 16 pixels is the smallest that shows all strokes of
Chinese characters (the smallest dot matrix in use has 16 by 16), and its ink is 0.92 of that high."""


class Page(NamedTuple):
    """What a line is judged beside: its sheet's ink, the pixels a point, the usual height of lines in pixels, and of per cent signs.

    ``per_cent`` is how wide most of them are by their height (``per_cent_shapes``), 0 where the page has none.
    """

    ink: Ink
    scale: float
    usual: float
    per_cent: float


def line_doubts(line: Crop, marks: Sequence[Mark], page: Page) -> Iterator[Doubted]:
    """Give the doubts about a line's text."""
    codes = list(_codes(line, marks, page))
    for code in (LOW_CONFIDENCE, *codes) if codes or page.usual < FEWEST_PIXELS else ():
        yield Doubted((line.left + line.right) / 2 / page.scale, (line.top + line.bottom) / 2 / page.scale, code)


def _codes(line: Crop, marks: Sequence[Mark], page: Page) -> Iterator[str]:
    if not marks or min(mark.score for mark in marks) < LEAST_SCORE:
        yield SCORE_LOW
    if is_touched(line, page.ink.coloured):
        yield UNDER_INK
    has_another = any(mark.text in _CONFUSED or mark.may_be or _is_rare(mark.text) for mark in marks)
    if has_another or any(_is_wider(shape, page.per_cent) for shape in per_cent_shapes(line, marks, page.ink.grey)):
        yield MAY_BE_ANOTHER


def _is_rare(text: str) -> bool:
    """Whether a character is a Chinese one that GB 2312 has not: 學, read of 学, or else one of a name."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return is_han(text)
    return False


def is_touched(box: Crop, coloured: Any) -> bool:
    """Whether coloured ink lies in the box, so that printed ink may be lifted with it."""
    part = coloured[box.top : box.bottom, box.left : box.right]
    return bool(part.size) and float(part.mean()) > _TOUCHED


_WIDEST = 1.3
"""Times its height that a per cent sign's ink is wide at most: % has 0.5 to 1.2, ‰ in most fonts 1.35 to 1.7."""

_WIDER = 1.3
"""Times as wide as most of the page that one is ‰ in other fonts (明体, 楷体: 1.2 of its height, where % has 0.6)."""

_INK = 150
"""Grey up to which a pixel is surely ink."""


def per_cent_shapes(line: Crop, marks: Sequence[Mark], grey: Any) -> list[float]:
    """Give how wide the ink at each % of a line is, by its height."""
    places = [index for index, mark in enumerate(marks) if mark.text == "%"]
    if not places:
        return []
    inked = grey[line.top : line.bottom, line.left : line.right] < _INK
    return [_shape(_own_ink(inked, marks, index)) for index in places]


def _is_wider(shape: float, usual: float) -> bool:
    """Whether the ink at a % is wider than one, so that it may be ‰."""
    return shape > _WIDEST or 0 < _WIDER * usual < shape


def _own_ink(inked: Any, marks: Sequence[Mark], index: int) -> Any:
    """Give the ink between that of a mark's neighbours; half way to them where it touches theirs."""
    runs = ink_runs(inked.any(axis=0))
    before = _nearest(runs, marks[index - 1].middle) if index else -1
    behind = _nearest(runs, marks[index + 1].middle) if index + 1 < len(marks) else len(runs)
    own = runs[before + 1 : behind]
    if own:
        return inked[:, own[0].start : own[-1].end]
    start = round((marks[index - 1].middle + marks[index].middle) / 2) if index else 0
    end = round((marks[index].middle + marks[index + 1].middle) / 2) if index + 1 < len(marks) else inked.shape[1]
    return inked[:, start:end]


def _nearest(runs: Sequence[Run], place: float) -> int:
    return min(range(len(runs)), key=lambda at: max(runs[at].start - place, place - runs[at].end), default=-1)


def _shape(part: Any) -> float:
    columns, rows = part.any(axis=0).nonzero()[0], part.any(axis=1).nonzero()[0]
    return float((columns[-1] - columns[0] + 1) / (rows[-1] - rows[0] + 1)) if len(columns) else 0.0
