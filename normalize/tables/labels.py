"""Labels that span rows at a break: a label printed once, in two halves, or again on the next page."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jixiao.normalize.tables.evidence import (
    Pair,
    height_left,
    is_label_over_text,
    label_signs,
    text_signs,
    words_run_over,
)
from jixiao.normalize.tables.line_room import has_room, room_left
from jixiao.normalize.tables.printed import PrintedCell
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import total, weighed
from jixiao.normalize.tables.weights import DOUBTFUL
from jixiao.normalize.text import label

CERTAIN = 99.0
"""Log-odds of what the rules settle: nothing weighs against it."""


FULL = 1.1
"""Type sizes over and under a text that fills its cell: less than a line, with what rounding takes."""


CUT_OFF = "text_cut_off"
"""Doubt: the end of the cell's text may not be printed."""

NEARER = 1.0
"""Points by which a text stands nearer to its lower border than all others: borders and type are rounded to a
twentieth, and the padding under the fullest cell is larger."""

_ENDS = "。；;！!？"


class LabelOdds(NamedTuple):
    """A label at a break that cut no row, and the log-odds that it goes on over it."""

    pair: Pair
    odds: float

    @property
    def goes_on(self) -> bool:
        """Whether the label is taken to go on."""
        return self.odds > 0

    @property
    def doubtful(self) -> bool:
        """Whether that is a doubt."""
        return abs(self.odds) < DOUBTFUL


def label_odds(pairs: Sequence[Pair], padding: float, rules: StitchRules) -> Iterator[LabelOdds]:
    """Give the labels at a break that cut no row, from the left.

    Labels stand in an order, the outermost left. Where one ends with a text of its own behind the break, those inside
    it end too. Labels of one group (职责序号 and 部门职责) span the same rows: where one goes on for sure, another whose text
    shows a cut does too.
    """
    outer: Pair | None = None
    for pair in sorted(pairs, key=lambda pair: pair.above.column):
        odds = _odds(pair, outer, padding, rules)
        yield LabelOdds(pair, odds)
        if odds <= 0 and pair.both and pair.label is not None:
            return
        if odds >= CERTAIN:
            outer = pair


def _odds(pair: Pair, outer: Pair | None, padding: float, rules: StitchRules) -> float:
    above, below = pair.above, pair.below
    if label(above.bare) in rules.header_labels:
        return -CERTAIN
    if pair.both:
        return _odds_of_two_texts(pair, outer, padding, rules)
    never_blank = pair.label is True and pair.habit.never_blank and bool(above.lines or below.lines)
    return CERTAIN if pair.open or pair.spans or never_blank else -CERTAIN


def _odds_of_two_texts(pair: Pair, outer: Pair | None, padding: float, rules: StitchRules) -> float:
    above, below = label(pair.above.bare), label(pair.below.bare)
    may_span = pair.label is True or pair.spans
    if above == below:
        return CERTAIN if may_span else -CERTAIN
    if pair.from_rest or (pair.open and (pair.spans or not pair.habit.always_filled)):
        return CERTAIN
    signs = set(label_signs(pair, rules.known_labels))
    if "two_labels" in signs:
        return -CERTAIN
    if "label_halves" in signs:
        return CERTAIN
    if pair.closed:
        return -CERTAIN
    return _odds_of_cut(pair, outer, padding, rules) if may_span else -CERTAIN


def _odds_of_cut(pair: Pair, outer: Pair | None, padding: float, rules: StitchRules) -> float:
    """Weigh the signs; words are looked up only where they can decide: the dictionary takes long to load."""
    odds = total(weighed(label_cut_signs(pair, outer, padding, rules.known_labels), rules.label_cut))
    word = rules.label_cut["word_runs_over"]
    undecided = -word - DOUBTFUL < odds < DOUBTFUL
    return odds + word if undecided and words_run_over([pair], padding, rules.word_runs_over) else odds


def label_cut_signs(pair: Pair, outer: Pair | None, padding: float, known_labels: frozenset[str]) -> frozenset[str]:
    """Give the names of what says that two texts of a label column are one, cut by the break, or two; but for words."""
    room = room_left(pair.above.lines[-1], pair.below.lines[0].text, padding)
    signs = {"room_left" if room >= 0 else "line_full", *text_signs(pair.above.bare, pair.below.bare)}
    if height_left(pair.above):
        signs.add("height_left")
        if abs(pair.above.over - pair.above.under) < pair.above.lines[-1].size:
            signs.add("text_centred")  # a text that went on would run down to the break
    elif pair.above.over + pair.above.under <= _line_height(pair.above):
        signs.add("fills_cell")
    if _are_both_like_others(pair):
        signs.add("both_like_others")
    if is_label_over_text(pair, known_labels):
        signs.add("label_ends")
    if outer is not None:
        signs.add("group_goes_on" if _rows(pair) == _rows(outer) else "outer_goes_on")
    return frozenset(signs)


def _line_height(cell: PrintedCell) -> float:
    """Give the points that a further line of the cell would take: as one of its lines does, or a line's least."""
    least = FULL * cell.lines[-1].size
    if len(cell.lines) < 2 or len(cell.places) > 1:
        return least
    place = cell.places[0]
    pitch = place.bottom - place.top - cell.over - cell.under - cell.lines[-1].size
    return max(least, pitch / (len(cell.lines) - 1))


def _are_both_like_others(pair: Pair) -> bool:
    """Whether the upper text ends as other labels of the column do and the lower begins so: 区国库支付中心 | 区社会保险中心."""
    others = pair.habit.labels
    ends, starts = {each[-1:] for each in others}, {each[:1] for each in others}
    return pair.above.bare[-1] in ends and pair.below.bare[0] in starts


def _rows(pair: Pair) -> tuple[int, int]:
    return pair.above.row, pair.below.last_row


def is_cut_off(cell: PrintedCell, page: Sequence[PrintedCell], padding: float) -> bool:
    """Whether a text's end over a break is missing: it runs into the lower border, its line full, its sentence open.

    Writer sets what is left of a merged cell's text in the middle of the whole cell; what then runs over the page's
    part is painted nowhere. ``page`` are the cells behind the break: the text of the fullest ones keeps their padding.
    """
    if not cell.lines or cell.open_bottom or cell.bare[-1] in _ENDS or has_room(cell.lines[-1], "一", padding):
        return False
    others = [other.under for other in page if other.lines and not other.open_bottom and other is not cell]
    return bool(others) and cell.under < min(others) - NEARER
