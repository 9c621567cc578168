"""The one decision at a page break: a new table, a row cut in two, or whole rows that go on."""

from collections.abc import Iterable

from jixiao.normalize.records import Place
from jixiao.normalize.tables.breaks import Break
from jixiao.normalize.tables.evidence import leaves_of, row_signs, words_run_over
from jixiao.normalize.tables.printed import PrintedCell
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Evidence, Hypothesis, Outcome, Seam, against, total, weighed
from jixiao.normalize.tables.table_signs import new_table_signs
from jixiao.normalize.tables.weights import DOUBTFUL

IMPOSSIBLE = 99.0
"""Log-odds of what cannot be: a row of other columns is no rest of a row."""


def find_seam(brk: Break, rules: StitchRules) -> Seam:
    """Weigh everything that bears on the break, and choose."""
    cut = _row_cut(brk, rules)
    odds = total(cut)
    new = weighed(new_table_signs(brk, rules, is_cut=odds > 0), rules.new_table)
    hypotheses = (
        Hypothesis(Outcome.GOES_ON, (*against(cut), *against(new)), min(0.0, -odds)),
        Hypothesis(Outcome.ROW_CUT, (*cut, *against(new)), min(0.0, odds)),
        Hypothesis(Outcome.NEW_TABLE, new, total(new)),
    )
    ranked = tuple(sorted(hypotheses, key=lambda each: -each.score))
    above, below = (_around(cells, at) for cells, at in ((brk.table.bottom, -1), (brk.first_row, 0)))
    return Seam(above, below, ranked, brk.header_rows)


def _row_cut(brk: Break, rules: StitchRules) -> tuple[Evidence, ...]:
    """Give what bears on a cut row. Words are looked up only where they can decide: their dictionary loads slowly."""
    if not may_be_cut(brk):
        return (Evidence("other_columns", -IMPOSSIBLE),)
    evidence = weighed(row_cut_signs(brk, rules), rules.row_cut)
    word = rules.row_cut["word_runs_over"]
    undecided = -word - DOUBTFUL < total(evidence) < DOUBTFUL
    return (*evidence, Evidence("word_runs_over", word)) if undecided and runs_over_words(brk, rules) else evidence


def may_be_cut(brk: Break) -> bool:
    """Whether the rows at the break are parted alike."""
    return bool(leaves_of(brk.pairs)) and brk.same_columns


def row_cut_signs(brk: Break, rules: StitchRules) -> frozenset[str]:
    """Give the names of all signs of a cut row, or of two, but for words."""
    signs = row_signs(brk.pairs, brk.fewest_filled, brk.table.memory.cell_padding, rules.known_labels)
    told = {"rest_blank": brk.rest_blank, "row_open": brk.row_open, "lines_would_fit": brk.lines_would_fit}
    return signs | {name for name, holds in told.items() if holds}


def runs_over_words(brk: Break, rules: StitchRules) -> bool:
    """Whether a word of the dictionary stands across the break."""
    return words_run_over(leaves_of(brk.pairs), brk.table.memory.cell_padding, rules.word_runs_over)


def _around(cells: Iterable[PrintedCell], at: int) -> Place:
    """Give the box around the cells, on the last page they stand on (-1) or the first (0)."""
    places = [cell.places[at] for cell in cells]
    return Place(
        places[0].page,
        min(place.x0 for place in places),
        min(place.top for place in places),
        max(place.x1 for place in places),
        max(place.bottom for place in places),
    )
