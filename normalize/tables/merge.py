"""A seam carried out: the page's rows under the table's, cut rows and labels over the break made one."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace
from typing import NamedTuple

from jixiao.normalize.tables.breaks import Break
from jixiao.normalize.tables.evidence import TOTALS, Pair, leaves_of
from jixiao.normalize.tables.growing import OpenTable, grown, with_settled_on
from jixiao.normalize.tables.labels import CUT_OFF, LabelOdds, is_cut_off, label_odds
from jixiao.normalize.tables.printed import PrintedCell, moved
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Link, Outcome, Seam
from jixiao.normalize.text import label


class Joined(NamedTuple):
    """Two cells over a break, and what they make together."""

    above: PrintedCell
    below: PrintedCell
    together: PrintedCell


def merge(brk: Break, seam: Seam, rules: StitchRules) -> OpenTable:
    """Give the table with the page's rows under it."""
    is_cut = seam.outcome is Outcome.ROW_CUT
    labels = () if is_cut else _labels(brk, rules)
    other = other_reading(brk, seam) if seam.doubtful else _other_labels(labels)
    joined = _cut_cells(brk, seam, other) if is_cut else _joined_labels(brk, labels)
    replaced, gone = ({id(each[side]): each.together for each in joined} for side in (0, 1))
    shift = brk.table.rows - is_cut
    cells = [replaced.get(id(cell), cell) for cell in brk.table.cells]
    rest = [cell for cell in brk.below if id(cell) not in gone]
    if other:
        leaves = {
            id(replaced.get(id(each), each)) for pair in leaves_of(brk.pairs) for each in (pair.above, pair.below)
        }
        cells, rest = ([_marked(cell, other, leaves) for cell in some] for some in (cells, rest))
    kept = replace(with_settled_on(brk.table, brk.columns), cells=tuple(cells), rows=shift)
    rest = [moved(cell, shift) for cell in rest]
    told = replace(seam, row=shift, links=_links(joined), other_reading=other)
    return replace(grown(kept, brk.grid, rest, brk.rows, rules), seams=(*brk.table.seams, told))


def _marked(cell: PrintedCell, other: str, leaves: Set[int]) -> PrintedCell:
    return cell._replace(other_reading=other) if id(cell) in leaves else cell


def _links(joined: Iterable[Joined]) -> tuple[Link, ...]:
    return tuple(Link(each.above.places[-1], each.below.places[0]) for each in joined)


def other_reading(brk: Break, seam: Seam) -> str:
    """Say what the next best way to read the break would give."""
    second = seam.hypotheses[1].outcome
    above, below = brk.table.bottom, brk.first_row
    if second is Outcome.NEW_TABLE:
        return f"a new table that begins with {_texts(below)}"
    if second is Outcome.ROW_CUT:
        together = zip(above, below, strict=True) if len(above) == len(below) else ()
        return "one row: " + " ".join(f"[{one.bare}{other.bare}]" for one, other in together)
    return f"two rows: {_texts(above)} and {_texts(below)}"


def _texts(cells: Sequence[PrintedCell]) -> str:
    return " ".join(f"[{cell.bare}]" for cell in cells)


def _cut_cells(brk: Break, seam: Seam, other: str) -> list[Joined]:
    reasons = (*seam.reasons, *(["doubtful"] if other else []))
    cells = [(pair, _together(pair, reasons, shared_rows=1)) for pair in brk.pairs]
    return [Joined(pair.above, pair.below, _with_lost_end(brk, pair, cell)) for pair, cell in cells]


def _labels(brk: Break, rules: StitchRules) -> tuple[LabelOdds, ...]:
    if any(label(cell.bare) in TOTALS for pair in brk.pairs for cell in (pair.above, pair.below)):
        return ()  # a closing row stands under no label, nor does a row of totals that a budget begins with
    labels = [pair for pair in brk.pairs if pair.label is not False]
    return tuple(label_odds(labels, brk.table.memory.cell_padding, rules))


def _joined_labels(brk: Break, labels: Iterable[LabelOdds]) -> list[Joined]:
    return [Joined(each.pair.above, each.pair.below, _label(brk, each)) for each in labels if each.goes_on]


def _label(brk: Break, label: LabelOdds) -> PrintedCell:
    return _with_lost_end(brk, label.pair, _together(label.pair, _reasons(label), shared_rows=0))


def _with_lost_end(brk: Break, pair: Pair, together: PrintedCell) -> PrintedCell:
    """Give the cell that both halves make, marked where the end of its text may not be printed."""
    if not is_cut_off(pair.below, brk.below, brk.table.memory.cell_padding):
        return together
    return together._replace(doubts=tuple(dict.fromkeys((*together.doubts, CUT_OFF))))


def _reasons(label: LabelOdds) -> tuple[str, ...]:
    return ("label", "doubtful") if label.doubtful else ("label",)


def _other_labels(labels: Iterable[LabelOdds]) -> str:
    """Say how labels would read that are taken for one, or for two, on weak signs."""
    return "; ".join(_other_label(each) for each in labels if each.doubtful)


def _other_label(label: LabelOdds) -> str:
    above, below = label.pair.above.bare, label.pair.below.bare
    return f"two labels: [{above}] and [{below}]" if label.goes_on else f"one label: [{above}{below}]"


def _height(cell: PrintedCell) -> float:
    """Give the points from top to bottom of a cell, on all its pages."""
    return sum(place.bottom - place.top for place in cell.places)


def _together(pair: Pair, reasons: tuple[str, ...], *, shared_rows: int) -> PrintedCell:
    """Give the cell that both make; a label that is printed again is one text."""
    above, below = pair.above, pair.below
    again = above.bare == below.bare and (bool(pair.label) or pair.spans or not shared_rows)
    return above._replace(
        row_span=above.row_span + below.row_span - shared_rows,
        lines=above.lines if again else above.lines + below.lines,
        places=above.places + below.places,
        over=above.over if above.lines else _height(above) + below.over,
        under=below.under if below.lines else above.under + _height(below),
        open_bottom=below.open_bottom,
        doubts=tuple(dict.fromkeys((*above.doubts, *below.doubts))),
        joins=above.joins + reasons,
        cuts=(*above.cuts, *([len(above.lines)] if shared_rows else [])),
    )
