"""Signs at a page break, each by name: those of a row that the break cut, and those of two whole rows.

A cut row is cut in every cell at once, each on its own line. So one cell that cannot be one text (two whole amounts,
two codes) speaks against a cut whatever the others say, and one that cannot be two (a bare unit, an open bracket)
speaks for it. Names only: what each is worth stands in ``weights``.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from jixiao.normalize.tables.habits import Habit
from jixiao.normalize.tables.line_room import room_left
from jixiao.normalize.tables.printed import PrintedCell
from jixiao.normalize.text import label
from jixiao.normalize.values.halves import (
    begins_with_comparator,
    begins_with_unit,
    is_amount,
    is_number_cut,
    is_whole,
)

WordRule = Callable[[str, str], bool]
"""Whether a word runs over from the one text to the other."""

SURELY = 0.5
"""Type sizes of room from which a line surely had room: half a character, more than kerning and justified text take."""

MANY = 3
"""Filled cells from which a column is known never to be blank."""

MANY_FILLED = 100
"""Filled cells that no row has: where no whole row is known."""

LINE_PITCH = 2.5
"""Type sizes from one line to the next at most (Word's double lines): a cell with more height left had room for a
line."""

TOTALS = frozenset({"合计", "总计", "本页合计"})
"""Names of a table's closing row; budget tables may begin with it too."""

_BRACKETS = {"（": "）", "(": ")", "“": "”", "《": "》", "【": "】"}
_CLOSING = "，。；：、）)”》】%‰"
_OPENING = "，、：（(“《【"
_ENDS = "。；;！!"


@dataclass(frozen=True, slots=True)
class Pair:
    """The two cells of one column at a break, and what the column has shown elsewhere.

    ``open``: no rule closes them, while one closes others there; where the break leaves out all rules, it says nothing.
    ``closed``: a rule closes one of them at the break, while none closes others there. ``from_rest``: the lower one
    begins in the rest of the row above, which is blank but for it. ``label``: whether the header above says that labels
    span rows here; None under no known header.
    """

    above: PrintedCell
    below: PrintedCell
    habit: Habit
    open: bool = False
    label: bool | None = None
    closed: bool = False
    from_rest: bool = False

    @property
    def both(self) -> bool:
        """Whether both cells hold text."""
        return bool(self.above.lines and self.below.lines)

    @property
    def spans(self) -> bool:
        """Whether a cell of the pair spans rows."""
        return self.above.row_span > 1 or self.below.row_span > 1


def leaves_of(pairs: Sequence[Pair]) -> list[Pair]:
    """Give the pairs whose cells belong to one row each: those under headers of values, else those that span none."""
    single = [pair for pair in pairs if not pair.spans]
    for some in (single, pairs):
        leaves = [p for p in some if p.label is False] or [p for p in some if p.label is None]
        if leaves:
            return leaves
    return []


def row_signs(
    pairs: Sequence[Pair], fewest_filled: int, padding: float, known_labels: frozenset[str]
) -> frozenset[str]:
    """Give the names of all signs at the break but those that a dictionary of words is needed for.

    ``fewest_filled``: how many cells of a whole row hold text at least.
    """
    leaves = leaves_of(pairs)
    signs = {sign for pair in leaves for sign in pair_signs(pair, padding)}
    signs |= {sign for pair in pairs if pair.label is not False for sign in _row_label_signs(pair, known_labels)}
    signs |= set(_row_signs(leaves, padding))
    if any(is_label_over_text(pair, known_labels) for pair in leaves):
        signs.add("label_ends")
    if "label_halves" not in signs and any(label(pair.below.bare) in TOTALS for pair in pairs):
        signs.add("closing_row")
    signs |= set(_whole_row_signs(pairs, fewest_filled))
    if _goes_on_lower(pairs):
        signs.add("goes_on_lower")
    elif any(pair.closed and pair.both for pair in leaves):
        signs.discard("open_cell")
        signs.add("closed_cell")
    return frozenset(signs)


def _goes_on_lower(pairs: Sequence[Pair]) -> bool:
    """Whether both rows are one row's box, as high, and what stands below begins where what stands above has ended.

    wkhtmltopdf draws a cut row whole on both pages, each clipped to its part (to one line's height: it may draw a
    border less). Two rows of one height are set alike, from their upper sides or their middles, so their texts overlap.
    """
    both = [pair for pair in pairs if pair.both and not pair.spans]
    return bool(both) and all(map(_is_lower_in_the_same_box, both))


def _is_lower_in_the_same_box(pair: Pair) -> bool:
    above, below = pair.above, pair.below
    heights = [cell.places[at].bottom - cell.places[at].top for cell, at in ((above, -1), (below, 0))]
    as_high = abs(heights[0] - heights[1]) < below.lines[0].size
    return as_high and below.over >= heights[0] - above.under


def pair_signs(pair: Pair, padding: float) -> Iterator[str]:
    """Give the signs of one column of values."""
    if pair.open and not pair.habit.blank and not pair.habit.spanning:
        yield "open_cell"
    if pair.both:
        yield from _room_signs(pair, padding)
        yield from text_signs(pair.above.bare, pair.below.bare)
        yield from _value_signs(pair, padding)
        if height_left(pair.above):
            yield "height_left"
    elif pair.habit.always_filled and (pair.above.lines or pair.below.lines):
        yield "blank_in_filled_column" if pair.habit.filled >= MANY else "blank_in_short_column"


def height_left(cell: PrintedCell) -> bool:
    """Whether another line would have fitted under the cell's text."""
    return cell.under > LINE_PITCH * cell.lines[-1].size


def _room(pair: Pair, padding: float) -> float:
    return room_left(pair.above.lines[-1], pair.below.lines[0].text, padding)


def _room_signs(pair: Pair, padding: float) -> Iterator[str]:
    room = _room(pair, padding)
    if room >= 0 and (_has_paragraphs(pair.above, padding) or _has_paragraphs(pair.below, padding)):
        yield "paragraph_ends"
    elif room >= 0:
        yield "room_left" if room >= SURELY else "room_left_slight"
    elif not pair.habit.often_full:
        yield "line_full"


def _has_paragraphs(cell: PrintedCell, padding: float) -> bool:
    """Whether a line inside the cell ended before it was full: its writer broke it."""
    return any(room_left(line, following.text, padding) >= SURELY for line, following in pairwise(cell.lines))


def text_signs(above: str, below: str) -> Iterator[str]:
    """Give what the end of one text and the beginning of the next say: brackets, stops."""
    if any(above.count(left) > above.count(right) and right in below for left, right in _BRACKETS.items()):
        yield "bracket_open"
    if below[0] in _CLOSING:
        yield "starts_with_closing"
    if above[-1] in _OPENING:
        yield "ends_with_opening"
    if above[-1] in _ENDS:
        yield "sentence_ends"


def _value_signs(pair: Pair, padding: float) -> Iterator[str]:
    above, below, habit = pair.above.bare, pair.below.bare, pair.habit
    if _are_two_values(above, below):
        yield "two_values"
    elif _is_unit_cut(above, below):
        yield "unit_cut"
    elif is_number_cut(above, below) and _room(pair, padding) < SURELY:
        yield "number_cut"
    if above == below:
        yield "same_text"
    yield from _habit_signs(above, below, habit)


def _is_unit_cut(above: str, below: str) -> bool:
    """Whether a unit behind the break belongs to the number before it: ≥810 | 元/人/月, ≥1050元/月/ | 人."""
    if not begins_with_unit(below) or is_whole(above):
        return False
    return is_number_cut(above, below) or (begins_with_comparator(above) and is_whole(above + below))


def _habit_signs(above: str, below: str, habit: Habit) -> Iterator[str]:
    """Give what the column's other texts say of these two."""
    if begins_with_comparator(above) and begins_with_comparator(below):
        yield "two_comparators"
    if habit.code_length and all(text.isdigit() and len(text) == habit.code_length for text in (above, below)):
        yield "two_codes"
    if habit.always_compared and not begins_with_comparator(below):
        yield "comparator_missing"
    if habit.always_whole and is_whole(above + below) and not (is_whole(above) and is_whole(below)):
        yield "whole_together"


def _are_two_values(above: str, below: str) -> bool:
    if is_amount(above) and is_amount(below):
        return not is_amount(above + below) or "." in above
    return is_whole(above) and is_whole(below)


def is_label_over_text(pair: Pair, known_labels: frozenset[str]) -> bool:
    """Whether a whole label stands above a text that does not belong to it."""
    together = label(pair.above.bare + pair.below.bare)
    return pair.both and label(pair.above.bare) in known_labels and together not in known_labels


def _row_label_signs(pair: Pair, known_labels: frozenset[str]) -> Iterator[str]:
    """Give the signs of a label; the halves of one that spans rows say nothing of the row at the break."""
    return (sign for sign in label_signs(pair, known_labels) if sign != "label_halves" or not pair.spans)


def label_signs(pair: Pair, known_labels: frozenset[str]) -> Iterator[str]:
    """Give the signs of one column of labels: two labels of the form or of the column, or the halves of one."""
    known = known_labels | pair.habit.labels if pair.label or pair.spans else known_labels
    above, below = label(pair.above.bare), label(pair.below.bare)
    if pair.both and label(pair.above.bare + pair.below.bare) in known:
        yield "label_halves"  # 产出 | 指标: each half may be a label elsewhere, one written short
    elif above in known and below in known:
        yield "two_labels"


def _whole_row_signs(pairs: Sequence[Pair], fewest_filled: int) -> Iterator[str]:
    """Give what the rows on either side lack to be whole: a first cell, as many texts as whole rows have."""
    first = pairs[0]
    if first.above.lines and not first.below.lines and not first.spans and not first.habit.blank:
        yield "first_cell_blank"
    rows = [
        [cell for cell in cells if cell.row_span == 1]
        for cells in zip(*((p.above, p.below) for p in pairs), strict=True)
    ]
    if fewest_filled < MANY_FILLED and any(0 < sum(bool(cell.lines) for cell in row) < fewest_filled for row in rows):
        yield "row_too_empty"


def _row_signs(leaves: Sequence[Pair], padding: float) -> Iterator[str]:
    if any(pair.above.lines for pair in leaves) != any(pair.below.lines for pair in leaves):
        yield "blank_row"
    elif leaves and any(pair.above.lines for pair in leaves) and not any(pair.both for pair in leaves):
        yield "rows_complement"  # each holds what the other lacks
    both = [pair for pair in leaves if pair.both]
    if len(both) > 1 and all(_room(pair, padding) >= SURELY for pair in both):
        yield "every_line_short"
    full = [pair for pair in leaves if pair.both and not pair.habit.often_full and _room(pair, padding) < 0]
    if len(full) > 1 and len(full) == len(both):
        yield "every_line_full"
    filled = [pair for pair in leaves if pair.habit.always_filled]
    if filled and all(pair.both for pair in filled):
        yield "both_rows_filled"
    if any(_is_next_number(pair) for pair in leaves):
        yield "next_number"


def _is_next_number(pair: Pair) -> bool:
    above, below = pair.above.bare, pair.below.bare
    return len(above) < 4 and above.isdecimal() and below.isdecimal() and int(below) == int(above) + 1


def words_run_over(pairs: Sequence[Pair], padding: float, runs_over: WordRule) -> bool:
    """Whether a word stands across the break in a column whose last line is full."""
    full = [pair for pair in pairs if pair.both and _room(pair, padding) < SURELY]
    return any(runs_over(pair.above.lines[-1].text, pair.below.lines[0].text) for pair in full)
