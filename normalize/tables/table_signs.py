"""Signs at a page break, each by name, of a new table and of one that goes on."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile

from jixiao.normalize.tables.between import is_title, lines_signs
from jixiao.normalize.tables.breaks import Break
from jixiao.normalize.tables.columns import Fit
from jixiao.normalize.tables.evidence import TOTALS, Pair
from jixiao.normalize.tables.habits import habits_of, hold_amounts
from jixiao.normalize.tables.header import FEWEST_HEADERS, by_first_row, headers_begun
from jixiao.normalize.tables.printed import PrintedCell, Span
from jixiao.normalize.tables.rules import StitchRules
from jixiao.normalize.text import label
from jixiao.normalize.values.halves import is_amount

FORM_ROWS = 3
"""First rows of a page among which a form's first label is looked for: a title in the frame, a caption, the label."""

FIRST_PAGE = 2
"""Parts of a table's settled cells that hold its first page's: none is settled before its second page comes."""

LONGEST_COUNT = 3
"""Digits of a number that counts rows, at most."""

OWN_NAME = frozenset(
    {
        "title_row",
        "title_between",
        "caption_differs",
        "text_between",
        "form_begins",
        "numbering_restarts",
        "codes_restart",
        "tasks_restart",
    }
)
"""Signs that what follows has a name or an order of its own: headers under them are its own, not repeated ones."""

_FITS = {Fit.SAME: "same_borders", Fit.SHIFTED: "moved_sideways", Fit.NUMBER: "as_many_columns"}


def new_table_signs(brk: Break, rules: StitchRules, *, is_cut: bool) -> frozenset[str]:
    """Give the names of what speaks for or against a new table; ``is_cut``: the break is taken to cut a row."""
    signs = {
        _FITS[brk.columns.fit],
        *lines_signs(brk.between, brk.table.memory.heading, rules),
        *_beginning(brk, rules),
    }
    signs |= {name for name, holds in _SIGNS.items() if holds(brk, rules)}
    own = signs & OWN_NAME
    if own:
        signs.discard("heading_repeated")  # a caption such as 单位：元 stands over every table
    if brk.header_rows:
        signs.add("header_after_text" if own else "header_repeated")
        if _repeats_a_form_head(brk, rules):
            signs.add("form_head_repeated")
    if is_cut:
        signs.add("row_cut")
    return frozenset(signs)


def _repeats_a_form_head(brk: Break, rules: StitchRules) -> bool:
    """Whether the repeated rows hold a form's first label: a printer's title rows, or the next form of the same name.

    Over numbers such a label (单位名称) is a column's header.
    """
    if brk.holds_amounts:
        return False
    rows = brk.table.memory.leading[: brk.header_rows]
    return any(label(row[0].text) in rules.form_labels for row in rows if len(row) > 1)


def _beginning(brk: Break, rules: StitchRules) -> Iterator[str]:
    """Give the one sign that says what the page's first rows are, next to what the table has and still lacks."""
    memory = brk.table.memory
    known = memory.labels
    if _begins_a_form(brk, rules):
        yield "form_begins"
    elif _has_own_header(brk, rules) and _both_have_indicators(brk, rules) and len(brk.table.bottom) > 1:
        yield "other_header"
    elif known & rules.form_labels and not known & rules.indicator_headers and _is_form(brk, rules):
        yield "form_unfinished"
    elif not brk.header_rows and not _has_own_header(brk, rules) and memory.headers and not _leaves_headers(brk, rules):
        yield "no_header"


def _is_form(brk: Break, rules: StitchRules) -> bool:
    """Whether the table is a form, and no budget with a column of a form's label: by its title, or its few amounts."""
    titles = (title.search(line.replace(" ", "")) for title in rules.titles for line in brk.table.memory.heading)
    return any(titles) or not hold_amounts((*brk.table.memory.recent, *brk.below))


def _has_own_header(brk: Break, rules: StitchRules) -> bool:
    return not brk.header_rows and len(headers_begun(brk.first_row, rules)) >= FEWEST_HEADERS


def _both_have_indicators(brk: Break, rules: StitchRules) -> bool:
    """Whether both the table and the page have headers of indicators; a form's own may follow that of its money."""
    indicators = rules.indicator_headers
    return bool(headers_begun(brk.first_row, rules) & indicators) and bool(brk.table.memory.labels & indicators)


def _begins_a_form(brk: Break, rules: StitchRules) -> bool:
    """Whether a form's first label stands first in a row, behind full-width rows at most, and the table had its own."""
    memory = brk.table.memory
    for row in range(min(FORM_ROWS, brk.rows)):
        cells = [cell for cell in brk.below if cell.row == row]
        first = label(min(cells, key=lambda cell: cell.column).bare) if cells else ""
        if first in rules.form_labels and len(cells) > 1:
            if brk.holds_amounts:
                return False
            return bool(memory.headers) or first in memory.labels or not memory.labels & rules.form_labels
        if len(cells) > 1:
            return False
    return False


def _begins_again(brk: Break, rules: StitchRules) -> bool:
    """Whether the page begins with the text that the table began with, and goes on otherwise: a form of its kind."""
    leading, row = brk.table.memory.leading, brk.first_row
    first = row[0].bare if row else ""
    told = bool(first) and not first.isdigit() and label(first) not in rules.level_labels
    return told and not brk.header_rows and bool(leading and leading[0]) and leading[0][0].text == first


def _is_title_row(brk: Break, rules: StitchRules) -> bool:
    row = brk.first_row
    return not brk.header_rows and len(row) == 1 and bool(row[0].lines) and is_title(row[0].bare, rules)


def _header_under_heading(brk: Break, rules: StitchRules) -> bool:
    """Whether a full-width row (a task's name) ends the page: it may end a page, never a table."""
    return len(brk.table.bottom) == 1 and bool(brk.table.memory.headers) and _has_own_header(brk, rules)


def _words_under_numbers(brk: Break, rules: StitchRules) -> bool:
    return _count_words_under_numbers(brk) == 1


def _count_words_under_numbers(brk: Break) -> int:
    """Count the columns of numbers that hold words behind the break: one may be a remark, two are a header."""
    words = (pair for pair in brk.pairs if pair.below.lines and not is_amount(pair.below.bare))
    return sum(pair.habit.always_numbers for pair in words) + _count_merged_over_numbers(brk)


def _count_merged_over_numbers(brk: Break) -> int:
    """Count the columns of numbers under merged words of a first row of several texts and no amount: its headers.

    A row of one text (a heading within the table) says nothing, nor does one that begins with a closing row's name.
    Under a form's own rows of money its goals and indicators follow: what comes must be amounts again.
    """
    if not brk.holds_amounts:
        return 0
    texts = [cell for cell in brk.first_row if cell.lines]
    if brk.header_rows or len(texts) < 2 or any(is_amount(cell.bare) or label(cell.bare) in TOTALS for cell in texts):
        return 0
    merged = [cell.columns for cell in texts if cell.column_span > 1]
    if not merged:
        return 0
    memory = brk.table.memory
    single = [Span(column, column + 1) for span in merged for column in range(*span)]
    return sum(habit.always_numbers for habit in habits_of(memory.recent, single, memory.cell_padding).values())


def _numbering_restarts(brk: Break, rules: StitchRules) -> bool:
    """Whether a number in the first column, or one that counts rows behind labels that come again, precedes a 1."""
    again = list(takewhile(lambda pair: pair.both and pair.above.bare == pair.below.bare, brk.pairs))
    behind = brk.pairs[len(again) : len(again) + 1]
    counted = [pair for pair in behind if not again or _is_counted(pair, brk.table.memory.recent)]
    return any(
        pair.below.bare == "1" and pair.above.bare.isdecimal() and not pair.above.bare.startswith("0")
        for pair in counted
    )


def _is_counted(pair: Pair, recent: Sequence[PrintedCell]) -> bool:
    """Whether the upper number follows the one before in its column: behind a label, one counts rows or is a value."""
    number = pair.above.bare
    if not number.isdecimal() or len(number) > LONGEST_COUNT:
        return False
    return any(cell.columns == pair.above.columns and cell.bare == str(int(number) - 1) for cell in recent)


def _repeats_other_rows(brk: Break, rules: StitchRules) -> bool:
    """Whether other headers come again than at the breaks before: printers repeat the same rows each time, or none."""
    before = {seam.header_rows for seam in brk.table.seams}
    return brk.header_rows > 0 and bool(before) and brk.header_rows not in before


def _tasks_restart(brk: Break, rules: StitchRules) -> bool:
    """Whether the first task begins behind the break, in the rows that look repeated or below them, after others."""
    repeated = [cell.text for row in brk.table.memory.leading[: brk.header_rows] for cell in row]
    below = _task_numbers([*repeated, *(cell.bare for cell in brk.first_row)], rules)
    if below[:1] != ["1"]:
        return False
    above = _task_numbers([cell.bare for cell in brk.table.cells], rules)
    return bool(set(above) - (set() if len(brk.first_row) == 1 else {"1"}))


def _task_numbers(texts: Iterable[str], rules: StitchRules) -> list[str]:
    """Give the numbers of the tasks that these texts begin."""
    return [found.group(1) for text in texts for task in rules.tasks if (found := task.match(text))]


def _codes_restart(brk: Break, rules: StitchRules) -> bool:
    """Whether the first column's codes, all of one length, begin again with a smaller one."""
    return any(map(_is_smaller_code, brk.pairs[:1]))


def _is_smaller_code(pair: Pair) -> bool:
    codes = [cell.bare for cell in (pair.above, pair.below)]
    known = all(len(code) == pair.habit.code_length and code.isdecimal() for code in codes)
    return bool(pair.habit.code_length) and known and int(codes[1]) < int(codes[0])


def _is_total_row(brk: Break, rules: StitchRules) -> bool:
    """Whether a closing row ends the page: not the one that a budget table begins with."""
    is_first = brk.table.rows == len(brk.table.memory.leading) + 1
    return not is_first and any(label(cell.bare) in TOTALS for cell in brk.table.bottom)


def _totals_meet(brk: Break, rules: StitchRules) -> bool:
    """Whether a closing row ends the page and the next begins with a row of totals, as budget tables may."""
    return _is_total_row(brk, rules) and any(label(cell.bare) in TOTALS for cell in brk.first_row)


def _total_again(brk: Break, rules: StitchRules) -> bool:
    """Whether the total that the table began with comes again over further rows: each budget table has one."""
    totals = {label(cell.bare) for cell in brk.first_row} & TOTALS
    if not totals or brk.rows == 1:
        return False
    first, settled = len(brk.table.memory.leading), chain(*brk.table.settled[:FIRST_PAGE])
    begun = [cell.bare for cell in settled if cell.row == first] + [c.bare for c in brk.table.cells if c.row == first]
    return not totals.isdisjoint(map(label, begun))


def _leaves_headers(brk: Break, rules: StitchRules) -> bool:
    """Whether the first row of several cells stands in other columns than the headers in force."""
    rows = by_first_row(brk.below)
    cells: Sequence[PrintedCell] = next((rows[row] for row in sorted(rows) if len(rows[row]) > 1), [])
    headers = brk.table.memory.headers
    shared = {cell.columns for cell in cells} & {cell.columns for cell in headers}
    return 2 * len(shared) < min(len(cells), len(headers))


def _levels_agree(brk: Break, rules: StitchRules) -> bool:
    """Whether labels of the form stand under its headers of labels, where only the number of columns is the same."""
    labelled = (pair for pair in brk.pairs if pair.label)
    return brk.columns.fit is Fit.NUMBER and any(label(pair.below.bare) in rules.level_labels for pair in labelled)


_SIGNS: Mapping[str, Callable[[Break, StitchRules], bool]] = {
    "begins_again": _begins_again,
    "title_row": _is_title_row,
    "header_under_heading": _header_under_heading,
    "other_kind": lambda brk, rules: (
        bool(brk.table.memory.headers) and brk.holds_amounts and not hold_amounts(brk.table.memory.recent)
    ),
    "words_under_numbers": _words_under_numbers,
    "header_under_numbers": lambda brk, rules: _count_words_under_numbers(brk) > 1,
    "numbering_restarts": _numbering_restarts,
    "codes_restart": _codes_restart,
    "other_rows_repeated": _repeats_other_rows,
    "tasks_restart": _tasks_restart,
    "total_row": _is_total_row,
    "totals_meet": _totals_meet,
    "total_again": _total_again,
    "other_columns_than_headers": _leaves_headers,
    "columns_agree": _levels_agree,
    "other_inner_borders": lambda brk, rules: not brk.columns.agree,
    "page_not_full": lambda brk, rules: brk.page_not_full,
    "blank_strip": lambda brk, rules: brk.blank_strip,
    "beside": lambda brk, rules: brk.beside,
    "open_sides": lambda brk, rules: (
        any(cell.open_bottom for cell in brk.table.bottom) and any(cell.open_top for cell in brk.first_row)
    ),
}
