"""Where recognised text may be wrong: what the recogniser is not sure of, and what its sureness says nothing of.

A score alone is no gate: ≤40.389万元 under a seal became 40389 at a score of 1.0, and ‰ becomes % at 0.97.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from jixiao.extract.content import Doubted
from jixiao.extract.ocr.punctuation import Mark
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


_BEFORE_ONE, _AFTER_ONE = (
    frozenset("统唯进第每之同单任逐专万初高"),
    frozenset("级次般体定个批项步致些线直律站件处种切套期季号村户人年月日方起旦度名支所条"),
)
"""Chinese characters that 一 makes a word with: between others it may be a dash, which was read as 一 with a score of 0.998."""


def _may_be_dash(marks: Sequence[Mark]) -> bool:
    texts = [mark.text for mark in marks]
    return any(
        sign == "一" and _is_han(before) and _is_han(after) and before not in _BEFORE_ONE and after not in _AFTER_ONE
        for before, sign, after in zip(texts, texts[1:], texts[2:], strict=False)
    )


def _is_han(text: str) -> bool:
    return "\u3400" <= text <= "\u9fff"


def line_doubts(line: Crop, marks: Sequence[Mark], sheet_ink: Any, scale: float, usual: float) -> Iterator[Doubted]:
    """Give the doubts about a line's text. ``sheet_ink`` is the sheet's, ``scale`` its pixels a point, ``usual`` its lines' height."""
    codes = list(_codes(line, marks, sheet_ink))
    for code in (LOW_CONFIDENCE, *codes) if codes or usual < FEWEST_PIXELS else ():
        yield Doubted((line.left + line.right) / 2 / scale, (line.top + line.bottom) / 2 / scale, code)


def _codes(line: Crop, marks: Sequence[Mark], sheet_ink: Any) -> Iterator[str]:
    if not marks or min(mark.score for mark in marks) < LEAST_SCORE:
        yield SCORE_LOW
    if is_touched(line, sheet_ink.coloured):
        yield UNDER_INK
    has_another = any(mark.text in _CONFUSED for mark in marks) or _may_be_dash(marks)
    if has_another or _may_be_per_mille(line, marks, sheet_ink.grey):
        yield MAY_BE_ANOTHER


def is_touched(box: Crop, coloured: Any) -> bool:
    """Whether coloured ink lies in the box, so that printed ink may be lifted with it."""
    part = coloured[box.top : box.bottom, box.left : box.right]
    return bool(part.size) and float(part.mean()) > _TOUCHED


_WIDER = 1.3
"""Times its height that a per cent sign's ink is wide at most: % has 0.8 to 1.1, ‰ 1.35 to 1.7."""

_INK = 150
"""Grey up to which a pixel is surely ink."""


def _may_be_per_mille(line: Crop, marks: Sequence[Mark], grey: Any) -> bool:
    """Whether the ink at a % is wider than one, so that it may be ‰."""
    inked = grey[line.top : line.bottom, line.left : line.right] < _INK
    places = [index for index, mark in enumerate(marks) if mark.text == "%"]
    return any(_is_wider(_own_ink(inked, marks, index)) for index in places)


def _own_ink(inked: Any, marks: Sequence[Mark], index: int) -> Any:
    """Give the ink half way to a mark's neighbours, without what runs over from those."""
    start = round((marks[index - 1].middle + marks[index].middle) / 2) if index else 0
    last = index + 1 == len(marks)
    end = inked.shape[1] if last else round((marks[index].middle + marks[index + 1].middle) / 2)
    while index and start < end and inked[:, start].any():
        start += 1
    while not last and start < end and inked[:, end - 1].any():
        end -= 1
    return inked[:, start:end]


def _is_wider(part: Any) -> bool:
    columns, rows = part.any(axis=0).nonzero()[0], part.any(axis=1).nonzero()[0]
    return bool(len(columns)) and bool(columns[-1] - columns[0] + 1 > _WIDER * (rows[-1] - rows[0] + 1))
