"""Which way up a sheet lies: the recogniser knows its longest lines best the right way."""

from statistics import fmean
from typing import Any, NamedTuple

from jixiao.extract.lattice import find_lattices
from jixiao.extract.ocr.ink import Ink
from jixiao.extract.ocr.sheet import Lines, Readings, Sheet, read_lines, sheet_lines
from jixiao.extract.ocr.uncertain import LEAST_SCORE
from jixiao.extract.rules import Rule, Rules

UPRIGHT = 0.97
"""Mean score of the characters of a sheet's longest lines from which it may stand upright: the right way it has
0.99."""

_LONG = 5
"""Characters that those lines have for sure, on average, where it does: 5 to 35. Sideways a line is a character of each
of the lines that stand side by side, up to 4, which the recogniser may know as well (mean score 0.985 on a page of
narrow columns)."""

_SAMPLE = 12
"""Longest lines by which a sheet is judged: enough that a picture among them does not tell, an eighth of a page's."""


class Sample(NamedTuple):
    """A sheet's lines, what was read of the longest, the mean score of that, and how many characters of it are sure."""

    lines: Lines
    read: Readings
    score: float
    sure: int

    @property
    def is_upright(self) -> bool:
        """Whether its lines are long, and their characters what the recogniser knows; so is a sheet without any."""
        return not self.read or (self.score >= UPRIGHT and self.sure >= _LONG * len(self.read))


def take_sample(sheet: Sheet) -> Sample:
    """Read the longest lines of a sheet."""
    lines = sheet_lines(sheet)
    longest = sorted(lines.crops, key=lambda line: line.left - line.right)[:_SAMPLE]
    read = read_lines(sheet, lines, longest)
    scores = [sign.score for signs in read.values() for sign in signs]
    return Sample(lines, read, fmean(scores or [0.0]), sum(score >= LEAST_SCORE for score in scores))


def best_turn(sheet: Sheet, displayed: Sample) -> int:
    """Give the quarter turns clockwise after which most characters of a sheet's longest lines are sure.

    0 where as many are as it is.
    """
    sure = [displayed.sure, *(take_sample(turned_sheet(sheet, turns)).sure for turns in (1, 2, 3))]
    return max(range(4), key=sure.__getitem__)


def turned_sheet(sheet: Sheet, turns: int) -> Sheet:
    """Give a sheet turned clockwise by quarter turns."""
    rules, height, width = sheet.rules, *(side / sheet.scale for side in sheet.ink.grey.shape)
    for _ in range(turns):
        rules = Rules(
            tuple(sorted(Rule(x, height - end, height - start) for x, start, end in rules.vertical)),
            tuple(sorted(Rule(height - y, start, end) for y, start, end in rules.horizontal)),
        )
        height, width = width, height
    ink = Ink(*(_turned(pixels, turns) for pixels in sheet.ink))
    return sheet._replace(ink=ink, rules=rules, lattices=find_lattices(rules))


def _turned(pixels: Any, turns: int) -> Any:
    import numpy as np

    return np.ascontiguousarray(np.rot90(pixels, -turns))
