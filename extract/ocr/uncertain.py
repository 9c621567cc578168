"""Where recognised text may be wrong: what the recogniser is not sure of, and what its sureness says nothing of.

A score alone is no gate: ≤40.389万元 under a seal became 40389 at a score of 1.0, and ‰ becomes % at 0.97.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from jixiao.extract.content import Doubted
from jixiao.extract.ocr import small_type
from jixiao.extract.ocr.ink import Ink
from jixiao.extract.ocr.marks import Mark, is_han
from jixiao.extract.ocr.text_lines import Crop

LOW_CONFIDENCE = "low_confidence"
"""Doubt: some of the cell's text may be misread; a further doubt says why."""

SCORE_LOW, UNDER_INK, MAY_BE_ANOTHER = "score_low", "under_coloured_ink", "may_be_another_sign"

LEAST_SCORE = 0.95
"""Of a character, from which the recogniser is believed (trial on the sample scan)."""

_TOUCHED = 0.004
"""Part of a line's box that is coloured ink from which it is touched: a seal's rim that crosses a corner; JPEG's
fringes have less."""

_CONFUSED = frozenset("<>＜＞‰")
"""Signs that are printed seldom and that ≤, ≥, % and 2 are read as, or that are read as these."""


FEWEST_PIXELS = 15.0
"""Height of a page's lines in pixels under which none of it is read for sure. Type of 16 pixels is the smallest that
shows all strokes of Chinese characters (the smallest dot matrix in use has 16 by 16), and its ink is 0.92 of that
high."""


class Page(NamedTuple):
    """What a line is judged beside: its sheet's ink, the pixels a point, and the usual height of lines in pixels.

    ``pairs`` are the characters that surely stand side by side in its lines.
    """

    ink: Ink
    scale: float
    usual: float
    pairs: frozenset[small_type.Pair] = frozenset()


def line_doubts(line: Crop, marks: Sequence[Mark], page: Page) -> Iterator[Doubted]:
    """Give the doubts about a line's text."""
    codes = list(_codes(line, marks, page))
    for code in (LOW_CONFIDENCE, *codes) if codes or page.usual < FEWEST_PIXELS else ():
        yield Doubted((line.left + line.right) / 2 / page.scale, (line.top + line.bottom) / 2 / page.scale, code)


def _codes(line: Crop, marks: Sequence[Mark], page: Page) -> Iterator[str]:
    if not marks or any(mark.score < LEAST_SCORE for mark in marks) or _is_small_and_unsure(marks, page):
        yield SCORE_LOW
    if is_touched(line, page.ink.coloured):
        yield UNDER_INK
    if any(mark.text in _CONFUSED or mark.may_be or _is_rare(mark.text) for mark in marks):
        yield MAY_BE_ANOTHER


def _is_small_and_unsure(marks: Sequence[Mark], page: Page) -> bool:
    return page.usual < small_type.HIGHEST and small_type.has_unsure(marks, page.pairs)


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
