"""The one decision at a page break: a new table, a row cut in two, or whole rows that go on."""

from collections.abc import Iterable, Iterator, Sequence

from jixiao.normalize.records import Place
from jixiao.normalize.tables.between import is_title, lines_signs
from jixiao.normalize.tables.breaks import Break
from jixiao.normalize.tables.columns import Fit
from jixiao.normalize.tables.evidence import Pair, leaves_of, row_signs, words_run_over
from jixiao.normalize.tables.header import FEWEST_HEADERS, by_first_row, headers_begun
from jixiao.normalize.tables.printed import PrintedCell
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.tables.seam import Evidence, Hypothesis, Outcome, Seam, against, total, weighed
from jixiao.normalize.tables.weights import DOUBTFUL
from jixiao.normalize.text import label
from jixiao.normalize.values.halves import is_amount

_TOTALS = {"合计", "总计", "本页合计"}
"""Names of a table's closing row; budget tables may begin with it too."""

IMPOSSIBLE = 99.0
"""Log-odds of what cannot be: a row of other columns is no rest of a row."""

FORM_ROWS = 3
"""First rows of a page among which a form's first label is looked for: a title in the frame, a caption, the label."""

OWN_NAME = frozenset({"title_row", "numbering_restarts", "codes_restart", "title_between", "caption_differs", "text_between", "form_begins"})
"""Signs that what follows has a name of its own."""

_FITS = {Fit.SAME: "same_borders", Fit.SHIFTED: "moved_sideways", Fit.NUMBER: "as_many_columns"}


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
    """Give what bears on a cut row. Words are looked up only where they can decide: the dictionary takes long to load."""
    padding = brk.table.memory.cell_padding
    leaves = leaves_of(brk.pairs)
    if not leaves or not brk.same_columns:
        return (Evidence("other_columns", -IMPOSSIBLE),)
    signs = row_signs(brk.pairs, brk.fewest_filled, padding, rules.known_labels)
    evidence = weighed(signs, rules.row_cut)
    word = rules.row_cut["word_runs_over"]
    undecided = -word - DOUBTFUL < total(evidence) < DOUBTFUL
    if undecided and words_run_over(leaves, padding, rules.word_runs_over):
        return (*evidence, Evidence("word_runs_over", word))
    return evidence


def new_table_signs(brk: Break, rules: StitchRules, *, is_cut: bool) -> frozenset[str]:
    """Give the names of what speaks for or against a new table."""
    signs = {_FITS[brk.columns.fit], *lines_signs(brk.between, brk.table.memory.heading, rules), *_first_row_signs(brk, rules)}
    own = signs & OWN_NAME
    if own:
        signs.discard("heading_repeated")  # a caption such as 单位：元 stands over every table
    if brk.header_rows:
        signs.add("header_after_text" if own else "header_repeated")
    if is_cut:
        signs.add("row_cut")
    if brk.page_not_full:
        signs.add("page_not_full")
    if brk.beside:
        signs.add("beside")
    if not brk.columns.agree:
        signs.add("other_inner_borders")
    if any(cell.open_bottom for cell in brk.table.bottom) and any(cell.open_top for cell in brk.first_row):
        signs.add("open_sides")
    return frozenset(signs)


def _first_row_signs(brk: Break, rules: StitchRules) -> Iterator[str]:
    """Give what the first rows behind the break say."""
    row = brk.first_row
    memory = brk.table.memory
    own_header = not brk.header_rows and len(headers_begun(row, rules)) >= FEWEST_HEADERS
    if _begins_a_form(brk, rules):
        yield "form_begins"
    elif own_header and _had_headers_like(row, brk, rules) and len(brk.table.bottom) > 1:
        yield "other_header"
    elif own_header and memory.labels & rules.form_labels and not memory.labels & rules.indicator_headers:
        yield "header_awaited"
    elif not own_header and memory.headers:
        yield "no_header"
    if not brk.header_rows and _is_title_row(row, rules):
        yield "title_row"
    if any(pair.below.lines and pair.habit.always_numbers and not is_amount(pair.below.bare) for pair in brk.pairs):
        yield "words_under_numbers"
    if _numbering_restarts(brk):
        yield "numbering_restarts"
    if any(map(_codes_restart, brk.pairs[:1])):
        yield "codes_restart"
    if any(label(cell.bare) in _TOTALS for cell in brk.table.bottom):
        yield "total_row"
    if memory.headers and _leaves_headers(brk):
        yield "other_columns_than_headers"
    if not brk.header_rows and _begins_again(row, brk, rules):
        yield "begins_again"
    if brk.columns.fit is Fit.NUMBER and any(label(pair.below.bare) in rules.level_labels for pair in brk.pairs if pair.label):
        yield "columns_agree"


def _had_headers_like(row: Sequence[PrintedCell], brk: Break, rules: StitchRules) -> bool:
    """Whether both the table and this row have headers of indicators; a form's own may follow that of its money."""
    indicators = rules.indicator_headers
    return bool(headers_begun(row, rules) & indicators) and bool(brk.table.memory.labels & indicators)


def _begins_a_form(brk: Break, rules: StitchRules) -> bool:
    """Whether the first label of a form stands first in a row, behind none but full-width rows, and the table had its own."""
    memory = brk.table.memory
    for row in range(min(FORM_ROWS, brk.rows)):
        cells = [cell for cell in brk.below if cell.row == row]
        first = label(min(cells, key=lambda cell: cell.column).bare) if cells else ""
        if first in rules.form_labels and len(cells) > 1:
            return bool(memory.headers) or first in memory.labels or not memory.labels & rules.form_labels
        if len(cells) > 1:
            return False
    return False


def _numbering_restarts(brk: Break) -> bool:
    """Whether a number in the first column is followed by 1."""
    first = min(brk.pairs, key=lambda pair: pair.above.column, default=None)
    return first is not None and first.below.bare == "1" and first.above.bare.isdecimal() and not first.above.bare.startswith("0")


def _codes_restart(pair: Pair) -> bool:
    """Whether a column of codes of one length begins again with a smaller one."""
    codes = [cell.bare for cell in (pair.above, pair.below)]
    known = all(len(code) == pair.habit.code_length and code.isdecimal() for code in codes)
    return bool(pair.habit.code_length) and known and int(codes[1]) < int(codes[0])


def _leaves_headers(brk: Break) -> bool:
    """Whether the first row of several cells stands in other columns than the headers in force."""
    rows = by_first_row(brk.below)
    cells = next((rows[row] for row in sorted(rows) if len(rows[row]) > 1), [])
    shared = {cell.columns for cell in cells} & {cell.columns for cell in brk.table.memory.headers}
    return 2 * len(shared) < min(len(cells), len(brk.table.memory.headers))


def _is_title_row(row: Sequence[PrintedCell], rules: StitchRules) -> bool:
    return len(row) == 1 and bool(row[0].lines) and is_title(row[0].bare, rules)


def _begins_again(row: list[PrintedCell], brk: Break, rules: StitchRules) -> bool:
    """Whether the page begins with the text that the table began with, and goes on otherwise: the next form of a kind."""
    leading = brk.table.memory.leading
    first = row[0].bare if row else ""
    known = first.isdigit() or label(first) in rules.level_labels
    return bool(first) and not known and bool(leading and leading[0]) and leading[0][0].text == first


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
