"""Marks that exist in two widths, settled by their room in the line, which the recogniser does not look at."""

from collections.abc import Sequence

from jixiao.extract.ocr.marks import Mark, Run, doubted, half_room, is_wide

NARROW = "():;,!?~"
WIDE = "（）：；，！？～"
"""Marks that exist in two widths, in the same order."""
_TO_WIDE = dict(zip(NARROW, WIDE, strict=True))
_TO_NARROW = dict(zip(WIDE, NARROW, strict=True))

_PAIRS = {"(": ")", "（": "）"}
_OPENING = frozenset(_PAIRS)

_WIDE_FROM = 0.65
"""Room of a mark, in type sizes, from which it is the wide one: those have 1.0 and narrow ones 0.25 to 0.4."""

_SURELY_NARROW, _SURELY_WIDE = 0.45, 0.75
"""The same between which neither is sure: narrow ones had up to 0.37, and few wide ones, all brackets, less than
0.75."""

_GAP_OF_NARROW, _GAP_OF_WIDE = 0.36, 0.55
"""Type sizes without ink on the open side of a mark (left of a bracket that opens, right of all others), up to which it
is the narrow one, and from which the wide one: ( has 0.05 to 0.1 itself and its neighbour up to 0.2, （ has 0.6
itself."""

_FARTHEST_INK = 0.3
"""Type sizes between the recogniser's place of a mark and the middle of its ink, at most."""

_WIDEST_INK = 0.5
"""Type sizes that the ink of such a mark is wide, at most: more is two characters that touch."""


def with_widths(marks: Sequence[Mark], pitch: float, runs: Sequence[Run]) -> list[Mark]:
    """Give the marks of a line as wide as printed.

    ``pitch`` is how far apart its Chinese characters stand, in pixels; ``runs`` are its inked columns.
    """
    return [_settled_width(marks, index, pitch, runs) for index in range(len(marks))]


def _settled_width(marks: Sequence[Mark], index: int, pitch: float, runs: Sequence[Run]) -> Mark:
    """Give a mark that exists in two widths as the one whose room it takes between its neighbours.

    At either end of a line nothing says how much that is: in a line with wide characters it is the wide one, and not
    sure.
    """
    mark = marks[index]
    if mark.text not in _TO_WIDE and mark.text not in _TO_NARROW:
        return mark
    before, behind = (marks[at] if 0 <= at < len(marks) else None for at in (index - 1, index + 1))
    if before is None or behind is None:
        has_room = any(is_wide(other.text) for other in marks if other is not mark)
        mark = doubted(mark) if has_room else mark
    else:
        room = (behind.middle - before.middle) / pitch - half_room(before.text) - half_room(behind.text)
        by_ink = _width_by_ink(mark, pitch, runs)
        has_room = by_ink == "wide" if _SURELY_NARROW < room < _SURELY_WIDE and by_ink else room >= _WIDE_FROM
        is_sure = by_ink == ("wide" if has_room else "narrow") or not (by_ink or _SURELY_NARROW < room < _SURELY_WIDE)
        mark = mark if is_sure else doubted(mark)
    table = _TO_WIDE if has_room else _TO_NARROW
    return mark._replace(text=table.get(mark.text, mark.text))


def _width_by_ink(mark: Mark, pitch: float, runs: Sequence[Run]) -> str:
    """Tell whether a mark is wide or narrow by the gap on its open side; nothing where ink or gap does not say."""
    if not runs:
        return ""
    index = min(range(len(runs)), key=lambda at: abs(runs[at].middle - mark.middle))
    own, beside = runs[index], index - 1 if mark.text in _OPENING else index + 1
    is_own = abs(own.middle - mark.middle) <= _FARTHEST_INK * pitch and own.end - own.start <= _WIDEST_INK * pitch
    if not is_own or not 0 <= beside < len(runs):
        return ""
    gap = (own.start - runs[beside].end if mark.text in _OPENING else runs[beside].start - own.end) / pitch
    return "narrow" if gap <= _GAP_OF_NARROW else "wide" if gap >= _GAP_OF_WIDE else ""


def with_pairs(lines: Sequence[Sequence[Mark]], read: Sequence[Sequence[Mark]]) -> list[list[Mark]]:
    """Give a bracket at a line's end, or one at a line's start, its partner's width: （万 / 元） is typed in one go.

    ``lines`` are those of one text, with widths; ``read`` are the same before. The bracket is as sure as it was read,
    and as its partner.
    """
    paired = [list(line) for line in lines]
    opened: list[tuple[int, int]] = []
    for row, at in [(row, at) for row, line in enumerate(lines) for at in range(len(line))]:
        mark = paired[row][at]
        if mark.text in _OPENING:
            opened.append((row, at))
        elif mark.text in _PAIRS.values() and opened:
            first_row, first_at = opened.pop()
            first = paired[first_row][first_at]
            if at == len(lines[row]) - 1:
                score = min(read[row][at].score, first.score)
                paired[row][at] = mark._replace(text=_PAIRS[first.text], score=score)
            elif first_at == 0:
                score = min(read[first_row][0].score, mark.score)
                paired[first_row][0] = first._replace(text="（" if mark.text == "）" else "(", score=score)
    return paired


def without_outer_brackets(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Give a line without the brackets around all of it: beside a table their width says nothing （2024年度）."""
    is_enclosed = len(marks) > 2 and marks[0].text in _PAIRS and marks[-1].text in _PAIRS.values()
    return marks[1:-1] if is_enclosed else marks
