"""一 or —: told by how the stroke is drawn, and how likely the recogniser finds the other, which it reads at 0.998.

In type of even strokes (黑体) 一 is the thickest of them, and a dash is thinner. In type whose strokes differ (宋体, 仿宋, 楷体)
一 swells at its end, and a dash is flat. Measured on 1,534 一 and 1,029 dashes in eight cuts of six fonts, 9 to 12 pt,
150 to 300 dpi, askew, shaded, packed at qualities 25 to 85.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, Literal, NamedTuple

from jixiao.extract.ocr.marks import Mark, Run, doubted, half_room, ink_between, is_han

ONE: Final = "一"
DASH: Final = "—"

Sign = Literal["一", "—"]


class Stroke(NamedTuple):
    """What a level stroke is drawn as, and whether that is sure; None where nothing tells."""

    sign: Sign | None
    is_sure: bool = False


_LONG_STROKE = 0.6
"""Line heights that the strokes are long by whose thickness a page is judged: those of 三, 元, 万, and not those in 量."""

_THICKEST_STROKE = 0.25
"""Line heights of the thickest stroke, in heavy type; what is thicker is two that touch."""

_EVEN = 1.15
"""Times the thickness of level strokes that upright ones have at most in even type (黑体 1.04 to 1.09, 正黑 and 楷体 1.16 to
1.37, 宋体 1.27 to 3.3)."""

_CONTRAST = 1.5
"""The same from which type is surely 宋体, whose dash may be thicker than its level strokes."""

_THIN, _LIKELY_THIN, _LIKELY_FLAT = 0.8, 0.9, 1.05
"""Times the usual thickness up to which a flat stroke is a dash for sure, and may well be one in even and in other
type: in type that is not surely 宋体, dashes have 0.37 to 1.01 (微米黑, whose dash is as thick as its 一: 0.95 to 1.35),
a flat 一 0.85 to 1.44."""

_FLAT, _FLAT_IN_SONG, _SWOLLEN = 1.15, 1.4, 1.8
"""Times its own thickness that the right half of a stroke has at most where it is flat, and at least where it ends in a
triangle: 一 has
2.05 and more in what is surely 宋体, 1.03 to 3 in other type whose strokes differ; dashes 0.97 to 1.3, few up to 1.7."""

_CORE, _TRIANGLE, _RIGHT_END = 0.3, 0.38, 0.42
"""Type sizes from the middle of a stroke: its thickness is taken up to the first; a triangle begins before the second,
where no other character's ink is; it is flat if it is up to the third."""

_EXCLUDED = 3e-4
"""Share of — in what the recogniser finds a stroke to be, — or 一, under which it is none unless it is drawn as one.
Dashes that are not surely drawn so have 1.2e-3 (微米黑) to 1, and 一 has 7e-8 to 0.05."""

_LIKELIER: Mapping[Sign | None, float] = {DASH: _EXCLUDED, None: 1e-3, ONE: 0.01}
_SURELY: Mapping[Sign | None, float] = {DASH: 3e-3, None: 0.1, ONE: 0.5}
"""How a stroke is drawn -> such a share from which it is more likely a dash than not, and from which it surely is.
一 that may be drawn as a dash (楷体) has 1e-3 at most, one that nothing tells of 0.02 (正黑), one of even type 0.05."""

_TWO_DASHES = 1.4
"""Room of a dash, in type sizes, from which it is two: one has 0.8 to 1.2, two have 1.8 to 2.2."""

_SURELY_ONE_DASH, _SURELY_TWO = 1.25, 1.6
"""The same between which neither is sure, but by the ink: that of two is longer than the first. The recogniser's
places, by which room is measured, are a fifth of a type size apart."""

_BEFORE_ONE, _AFTER_ONE = (
    frozenset("统唯进第每之同单任逐专万初高对合归划"),
    frozenset(
        "级次般体定个批项步致些线直律站件处种切套期季号村户人年月日方起旦度名支所条事网卡带门窗票把岗类轮校企河议中院"
    ),
)
"""Chinese characters that 一 makes a word with: between others it may be a dash."""

_NUMERALS = frozenset("二三四五六七八九十两百千")
"""Numerals that 一 begins a list or a number with, where no word stands before it: 一二级."""


class Strokes(NamedTuple):
    """How thick most level and upright strokes of a page's type are, in pixels; 0 where it has too few to tell."""

    level: float
    upright: float
    ones_swell: bool = False
    """Whether 一 ends in a triangle in it, as in 宋体, by those that make a word."""


def usual_strokes(grey: Any, inked: Any, usual: float) -> Strokes:
    """Measure the strokes of a page. ``usual`` is the usual height of its lines in pixels."""
    return Strokes(_thickness(grey, inked, usual), _thickness(grey.T, inked.T, usual))


_FEWEST_STROKES = 8

_PAPER = 235
"""Grey from which a pixel is paper: under thirty of 250, a stroke of two pixels seemed a quarter thicker."""


def _thickness(grey: Any, inked: Any, usual: float) -> float:
    """Give the usual thickness of long level strokes: the ink in a column through one, half a grey pixel being half."""
    import cv2
    import numpy as np

    kernel = np.ones((1, max(3, round(_LONG_STROKE * usual))), np.uint8)
    opened = cv2.morphologyEx(np.ascontiguousarray(inked, np.uint8), cv2.MORPH_OPEN, kernel)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=8)
    found = [
        float(np.median(_dark(grey[max(0, top - 1) : top + height + 1, left : left + width]).sum(axis=0)))
        for left, top, width, height, _ in boxes[1:].tolist()
        if height <= _THICKEST_STROKE * usual and width <= 1.1 * usual
    ]
    return float(np.median(found)) if len(found) >= _FEWEST_STROKES else 0.0


def _dark(grey: Any) -> Any:
    """Give how much of each pixel is ink, from 0 to 1; paper, that is never quite white, is none."""
    return (255.0 - grey) / 255.0 * (grey < _PAPER)


_FEWEST_ONES = 2
"""一 of a page that tell how its type draws it."""


def with_ones(strokes: Strokes, lines: Iterable[tuple[Sequence[Mark], Any, float]]) -> Strokes:
    """Say of a page's strokes how 一 is drawn; ``lines`` are the marks, the picture and the pitch of each."""
    drawn = [one.triangle for marks, grey, pitch in lines for one in _ones_of_words(marks, grey, pitch)]
    return strokes._replace(ones_swell=len(drawn) >= _FEWEST_ONES and min(drawn) >= _SWOLLEN)


def _ones_of_words(marks: Sequence[Mark], grey: Any, pitch: float) -> Iterator["_Drawn"]:
    for index, mark in enumerate(marks):
        if mark.text == ONE and _makes_word(*_around(marks, index)):
            drawn = _drawn(grey, mark.middle, pitch)
            if drawn:
                yield drawn


class _Drawn(NamedTuple):
    """How a level stroke is drawn.

    ``thickness`` is in pixels; ``triangle`` and ``end`` are how many times that it has at most right of its middle,
    where a triangle begins and up to its end.
    """

    thickness: float
    triangle: float
    end: float


def _drawn(grey: Any, middle: float, pitch: float) -> _Drawn | None:
    import numpy as np

    ink = _dark(grey).sum(axis=0)
    core = ink[max(0, round(middle - _CORE * pitch)) : round(middle + _CORE * pitch) + 1]
    if not len(core):
        return None
    thickness = max(float(np.median(core)), 1e-6)
    ends = [float(ink[round(middle) : round(middle + end * pitch) + 1].max()) for end in (_TRIANGLE, _RIGHT_END)]
    return _Drawn(thickness, ends[0] / thickness, ends[1] / thickness)


def stroke_kind(grey: Any, middle: float, pitch: float, strokes: Strokes) -> Stroke:
    """Tell what a level stroke is.

    ``grey`` is its line's picture, ``middle`` its place there, ``pitch`` the type size, in pixels.
    """
    drawn = _drawn(grey, middle, pitch) if strokes.level and strokes.upright else None
    return Stroke(None) if drawn is None else _told(drawn, strokes)


def _told(drawn: _Drawn, strokes: Strokes) -> Stroke:
    contrast, thickness = strokes.upright / strokes.level, drawn.thickness / strokes.level
    if contrast >= _EVEN and drawn.triangle >= _SWOLLEN:
        return Stroke(ONE, is_sure=True)
    if contrast >= _CONTRAST:
        return Stroke(DASH, is_sure=True) if drawn.end < _FLAT_IN_SONG else Stroke(None)
    if contrast >= _EVEN and strokes.ones_swell and drawn.triangle < _FLAT_IN_SONG and thickness < _LIKELY_FLAT:
        return Stroke(DASH, is_sure=True)
    if contrast >= _EVEN and drawn.end >= _FLAT:
        return Stroke(None)
    if contrast < _EVEN and thickness >= _LIKELY_THIN:
        return Stroke(ONE)
    return Stroke(DASH, thickness < _THIN) if thickness < _LIKELY_FLAT else Stroke(None)


def _around(marks: Sequence[Mark], index: int) -> tuple[str, str]:
    """Give the texts beside a mark."""
    return marks[index - 1].text if index else "", marks[index + 1].text if index + 1 < len(marks) else ""


def with_dashes(
    marks: Sequence[Mark], grey: Any, pitch: float, strokes: Strokes, runs: Sequence[Run]
) -> Iterator[Mark]:
    """Give a line's characters with each 一 that is surely a dash as one, two dashes where the room is that of two.

    A 一 that may be a dash carries that: where stroke, word and recogniser do not tell, or say otherwise. So does a dash
    that may be 一: where it swells at its end, or makes a word.
    """
    borders = [0.0, *((one.middle + other.middle) / 2 for one, other in pairwise(marks)), float(grey.shape[1])]
    for index, mark in enumerate(marks):
        around = _around(marks, index)
        is_level = mark.text in (ONE, DASH)
        own = _settled(mark, around, stroke_kind(grey, mark.middle, pitch, strokes)) if is_level else mark
        if own.text == DASH and DASH not in around and ONE not in around:
            room = _room(mark, around, borders[index : index + 2], pitch)
            yield from _dashes(own, room, ink_between(marks, index, runs), pitch)
        else:
            yield own


def _settled(mark: Mark, around: tuple[str, str], stroke: Stroke) -> Mark:
    is_drawn = stroke == Stroke(DASH, is_sure=True)
    if _makes_word(*around):
        return mark._replace(may_be=ONE if mark.text == DASH else DASH if is_drawn else "")
    if stroke == Stroke(ONE, is_sure=True):
        return mark._replace(may_be=ONE if mark.text == DASH else "")
    if mark.text == DASH or mark.likely >= (_EXCLUDED if is_drawn else _SURELY[stroke.sign]):
        return mark._replace(text=DASH, may_be="")
    if mark.likely < _EXCLUDED and stroke.sign != DASH:
        return mark._replace(may_be="")
    is_likelier = is_drawn or mark.likely >= _LIKELIER[stroke.sign]
    return mark._replace(text=DASH, may_be=ONE) if is_likelier else mark._replace(may_be=DASH)


def _makes_word(before: str, behind: str) -> bool:
    """Whether 一 makes a word with a character beside it, or stands by itself: 一、 and （一）."""
    beside = before + behind
    is_alone = not any(is_han(each) or each.isdigit() for each in beside)
    is_number = behind in _NUMERALS and not is_han(before)
    return before in _BEFORE_ONE or behind in _AFTER_ONE or is_alone or is_number


def _dashes(mark: Mark, room: float, ink: Run | None, pitch: float) -> Iterator[Mark]:
    """Give a dash as one or as two, by the room that it takes between its neighbours, in type sizes, and by its ink."""
    is_short = ink is not None and ink.end - ink.start <= _SURELY_ONE_DASH * pitch
    own = doubted(mark) if _SURELY_ONE_DASH < room < _SURELY_TWO and not is_short else mark
    if is_short or room < _TWO_DASHES:
        yield own
        return
    yield own._replace(middle=mark.middle - pitch / 2)
    yield own._replace(middle=mark.middle + pitch / 2)


def _room(mark: Mark, around: tuple[str, str], borders: Sequence[float], pitch: float) -> float:
    """Give the room of a dash between its neighbours, in type sizes; a border is half way to one, or ends the line."""
    left, right = mark.middle - borders[0], borders[1] - mark.middle
    return _room_beside(left, around[0], pitch) + _room_beside(right, around[1], pitch)


def _room_beside(half_way: float, neighbour: str, pitch: float) -> float:
    """Give the room on one side of a dash's middle: twice half the way to a neighbour, less half of that."""
    return 2 * half_way / pitch - half_room(neighbour) if neighbour else half_way / pitch
