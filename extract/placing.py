"""Lattices and characters -> a page's tables: each character in a cell, or in a line outside, and doubts where."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import filterfalse, repeat
from operator import attrgetter

from jixiao.extract.boxes import without_boxes
from jixiao.extract.cell_marks import CROSSED, DRAWN, STRUCK, Strikes, small_drawings, stands_free, struck_out
from jixiao.extract.compiled import compiled_text
from jixiao.extract.content import Char, Doubted, PageContent
from jixiao.extract.drawn_through import OVER_BORDER, without_drawn_through
from jixiao.extract.geometry import NOTHING, Box
from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.groups import SNAP
from jixiao.extract.lattice import Lattice, Piece, find_lattices
from jixiao.extract.lines import TextLine
from jixiao.extract.lost_labels import LABEL_MISSING, lost_labels
from jixiao.extract.painted_apart import PAINTED_APART, Stray, painted_amid, strays
from jixiao.extract.regions import Region, tiled
from jixiao.extract.rules import Rule, Rules, find_rules
from jixiao.extract.sideways import cell_lines, text_lines
from jixiao.extract.text_objects import OUTSIDE, changes, settled
from jixiao.extract.under_open import OpenEnd, parted_under
from jixiao.extract.visibility import without

_APART = attrgetter("apart")

COLUMN_GAP = 3.0
"""Type sizes. Two texts outside a table this far apart are titles of tables side by side, not one spaced-out title."""

MOST_ROWS = 6
"""Rows of a table that a figure touches at most to be a sign in one of its cells."""

CLIPPED = 0.25
"""Part of its height with which a character that a print clips at a page's last rule must lie in a cell to be the
cell's. Of a text beside the cell no more reaches in than the blank that a font leaves over and under its glyphs
(0.2)."""


def read_tables(page: PageContent) -> PageTables:
    """Find the page's tables by its own drawings and put every character into a cell, or into a line outside."""
    rules = find_rules(page.drawings)
    return place_text(page, rules, own_lattices(page, rules), page.engine)


def own_lattices(page: PageContent, rules: Rules) -> list[Lattice]:
    """Give the borders that the page's rules make, but for boxes drawn round a text and what runs through one."""
    found = without_boxes(find_lattices(rules, page.chars, page.height))
    return [without_drawn_through(each, page.chars) for each in found]


def _struck_out(chars: Sequence[Char], rules: Rules, lattices: Sequence[Lattice]) -> Strikes:
    """Say which characters a line strikes out; a table's borders strike out nothing."""
    lines: Sequence[Rule] = rules.horizontal
    for lattice in lattices:
        lines = [rule for rule in lines if not _is_border(rule, lattice)]
    return struck_out(chars, lines) if lines else Strikes()


def struck_chars(page: PageContent, rules: Rules, lattices: Sequence[Lattice]) -> Iterator[Char]:
    """Give the characters that a line strikes out; they are looked for when the first is asked for."""
    yield from (page.chars[index] for index in _struck_out(page.chars, rules, lattices).struck)


def _is_border(rule: Rule, lattice: Lattice) -> bool:
    """Whether the rule lies on a ruled part of a border of the table: within a merged cell others' borders are none."""
    if not (lattice.xs[0] - SNAP <= rule.start and rule.end <= lattice.xs[-1] + SNAP):
        return False
    if any(abs(rule.position - piece.y) <= SNAP for piece in lattice.drawn_through):
        return True
    first = max(0, bisect_right(lattice.xs, rule.start + SNAP) - 1)
    behind = bisect_left(lattice.xs, rule.end - SNAP)
    ys, position = lattice.ys, rule.position
    about = range(bisect_left(ys, position - 2 * SNAP), bisect_right(ys, position + 2 * SNAP))
    ruled = [True in lattice.across[border][first:behind] for border in about if abs(position - ys[border]) <= SNAP]
    return True in ruled


def place_text(page: PageContent, rules: Rules, lattices: Sequence[Lattice], engine: str) -> PageTables:
    """Put every character into a cell of a lattice, or into a line outside. ``engine`` found the lattices.

    ``rules`` are all that the page draws: one that is no border may strike out a text.
    """
    # The smallest lattice first: of a table in a frame and its frame, the table holds the text.
    holders = [_Holder(lattice) for lattice in lattices]
    by_size = sorted(holders, key=lambda holder: holder.area)
    struck, crossed = _struck_out(page.chars, rules, lattices)
    standing = without(page.chars, struck)
    outside = list(filterfalse(_APART, standing))
    for holder in by_size:
        outside = holder.take(outside)
        holder.note([page.chars[index] for index in struck], STRUCK)
        holder.note([page.chars[index] for index in crossed], CROSSED)
    for holder in by_size:
        if holder.has_open_ends:
            outside = [char for char in outside if not holder.takes_over_border(char)]
    for holder in by_size:
        holder.note_under(outside)
        holder.note_doubted(page.doubted)
    grids = tuple(holder.grid(page, engine) for holder in holders if any(holder.content))
    lines = _lines_outside(outside, [end for holder in holders if (end := holder.open_end) is not None])
    return PageTables(
        page.number,
        page.width,
        page.height,
        grids,
        lines,
        page.image_share,
        engine,
        turned=page.turned,
        hidden=page.hidden,
        ocr_layer=page.ocr_layer,
        of=page.of,
        excess=page.excess,
        doubted=tuple(line.text for line in lines if _is_doubted(line, page.doubted)),
    )


def _is_doubted(line: TextLine, doubted: Iterable[Doubted]) -> bool:
    return any(line.x0 <= x <= line.x1 and line.top <= y <= line.bottom for x, y, _ in doubted)


def _lines_outside(chars: Sequence[Char], ends: Sequence[OpenEnd]) -> tuple[TextLine, ...]:
    """Give the lines of text outside the tables, from the top down; under an open end each column has its own."""
    parted = [group for end in ends for group in parted_under(chars, end)]
    if not parted:
        return text_lines(chars, COLUMN_GAP)
    under = {id(char) for group in parted for char in group}
    lines = text_lines([char for char in chars if id(char) not in under], COLUMN_GAP)
    return tuple(sorted((*lines, *(line for group in parted for line in text_lines(group))), key=lambda line: line.top))


class _Holder:
    """A lattice while characters come into its cells."""

    def __init__(self, lattice: Lattice) -> None:
        self.lattice = lattice
        self.regions, self.owner = tiled(lattice)
        self.area = (lattice.xs[-1] - lattice.xs[0]) * (lattice.ys[-1] - lattice.ys[0])
        self.content: list[list[Char]] = [[] for _ in self.regions]
        self.doubts: list[tuple[str, ...]] = [() for _ in self.regions]

    def take(self, chars: Sequence[Char]) -> list[Char]:
        """Take in the characters whose middles lie inside, a text over a border as one; give those that are left."""
        left: list[Char] = []
        held = [*self.content, left]  # the last one is OUTSIDE
        owners = settled(chars, self._owners(chars))
        start = 0
        for behind in (*changes(owners), len(owners)) if owners else ():
            held[owners[start]] += chars[start:behind]
            start = behind
        return left

    def _owners(self, chars: Sequence[Char]) -> list[int]:
        """Give the region in which each character's middle lies, or OUTSIDE."""
        compiled, lattice = compiled_text(), self.lattice
        found = None if compiled is None else compiled.owners(chars, lattice.xs, lattice.ys, self.owner, OUTSIDE)
        return self._owners_by_python(chars) if found is None else found

    def _owners_by_python(self, chars: Iterable[Char]) -> list[int]:
        """Give the same, of whatever kind; most characters stand where the one before does."""
        owners: list[int] = []
        owner, (left, upper, right, lower) = OUTSIDE, NOTHING
        for char in chars:
            x, y = (char.x0 + char.x1) / 2, (char.top + char.bottom) / 2
            if not (left <= x < right and upper <= y < lower):
                owner, (left, upper, right, lower) = self._place(x, y)
            owners.append(owner)
        return owners

    def _place(self, x: float, y: float) -> tuple[int, Box]:
        """Give the region in which a point lies, and the lattice's place there; OUTSIDE, which has none."""
        xs, ys = self.lattice.xs, self.lattice.ys
        if not (xs[0] <= x < xs[-1] and ys[0] <= y < ys[-1]):
            return OUTSIDE, NOTHING
        row, column = bisect_right(ys, y) - 1, bisect_right(xs, x) - 1
        return self.owner[row][column], (xs[column], ys[row], xs[column + 1], ys[row + 1])

    def note(self, chars: Sequence[Char], doubt: str) -> None:
        """Mark the cells in which these characters stand."""
        for owner in set(self._owners(chars)) - {OUTSIDE}:
            self.doubts[owner] = (*self.doubts[owner], doubt)

    def note_doubted(self, doubted: Iterable[Doubted]) -> None:
        """Mark the cells in which text was recognised that may be wrong."""
        for x, y, code in doubted:
            owner, _ = self._place(x, y)
            if owner != OUTSIDE and code not in self.doubts[owner]:
                self.doubts[owner] = (*self.doubts[owner], code)

    @property
    def has_open_ends(self) -> bool:
        """Whether the first or the last border is not ruled over the whole width."""
        return not (all(self.lattice.across[0]) and all(self.lattice.across[-1]))

    @property
    def open_end(self) -> OpenEnd | None:
        """The table's lower end and the cells that are open there; None where none is, or nothing stands in them."""
        rows, ruled = len(self.lattice.ys) - 1, self.lattice.across[-1]
        xs = self.lattice.xs
        columns = [
            (xs[region.column], xs[region.column + region.column_span])
            for region, content in zip(self.regions, self.content, strict=True)
            if region.row + region.row_span == rows
            and content
            and not any(ruled[region.column : region.column + region.column_span])
        ]
        return OpenEnd(self.lattice.ys[-1], tuple(sorted(columns))) if columns else None

    def takes_over_border(self, char: Char) -> bool:
        """Take in a character that lies over the outer border of a cell that is open there: the print clips it."""
        xs, ys = self.lattice.xs, self.lattice.ys
        x, least = (char.x0 + char.x1) / 2, CLIPPED * (char.bottom - char.top)
        over_top, over_bottom = char.top < ys[0] < char.bottom - least, char.top + least < ys[-1] < char.bottom
        if not (xs[0] <= x < xs[-1] and (over_top or over_bottom)):
            return False
        row = 0 if over_top else -1
        index = self.owner[row][bisect_right(xs, x) - 1]
        region = self.regions[index]
        if any(self.lattice.across[row][region.column : region.column + region.column_span]):
            return False
        self.content[index].append(char)
        return True

    def note_under(self, chars: Sequence[Char]) -> None:
        """Mark the last cells under whose lower border text stands that was painted amid the table's."""
        xs, ruled = self.lattice.xs, self.lattice.across[-1]
        for char in painted_amid(chars, self.content, (xs[0], xs[-1], self.lattice.ys[-1])):
            column = bisect_right(xs, (char.x0 + char.x1) / 2) - 1
            owner = self.owner[-1][column]
            if ruled[column] and PAINTED_APART not in self.doubts[owner]:
                self.doubts[owner] = (*self.doubts[owner], PAINTED_APART)

    def grid(self, page: PageContent, engine: str) -> Grid:
        """Give the grid with the text that came in, its cells marked where something else is drawn in them."""
        xs, ys = self.lattice.xs, self.lattice.ys
        for figure in (*page.figures, *small_drawings(page.drawings, xs, ys)):
            self._note_drawn(figure)
        for piece in self.lattice.drawn_through:
            if piece.guessed:
                self._note_guess(piece)
        for owner in lost_labels(self.lattice, self.regions, self.content):
            self.doubts[owner] = (*self.doubts[owner], LABEL_MISSING)
        for stray in strays(self.content, self.regions):
            self._set_right(stray)
        cells = map(_cell, repeat(self.lattice), self.regions, self.content, self.doubts)
        return Grid(page.number, xs, ys, tuple(cells), engine)

    def _set_right(self, stray: Stray) -> None:
        """Give a text to the cell that it was painted with, and mark both; where none is, mark the one it stands in."""
        self.doubts[stray.holder] = (*self.doubts[stray.holder], PAINTED_APART)
        if stray.owner is not None:
            held = self.content[stray.holder]
            self.content[stray.owner] += [char for char in held if char.run in stray.runs]
            self.content[stray.holder] = [char for char in held if char.run not in stray.runs]
            self.doubts[stray.owner] = (*self.doubts[stray.owner], PAINTED_APART)

    def _note_guess(self, piece: Piece) -> None:
        """Mark the cell that was made one where a border runs through its text."""
        row, column = bisect_right(self.lattice.ys, piece.y) - 1, bisect_right(self.lattice.xs, piece.x0) - 1
        owner = self.owner[row][column]
        if OVER_BORDER not in self.doubts[owner]:
            self.doubts[owner] = (*self.doubts[owner], OVER_BORDER)

    def _note_drawn(self, figure: Box) -> None:
        """Mark the cells in which a figure stands beside the text."""
        xs, ys = self.lattice.xs, self.lattice.ys
        columns = range(max(0, bisect_right(xs, figure[0]) - 1), min(len(xs) - 1, bisect_right(xs, figure[2])))
        rows = range(max(0, bisect_right(ys, figure[1]) - 1), min(len(ys) - 1, bisect_right(ys, figure[3])))
        if len(rows) > MOST_ROWS:
            return  # a ground, a watermark
        for owner in {self.owner[row][column] for row in rows for column in columns}:
            row, column, row_span, column_span = self.regions[owner]
            box = xs[column], ys[row], xs[column + column_span], ys[row + row_span]
            if DRAWN not in self.doubts[owner] and stands_free(figure, box, self.content[owner]):
                self.doubts[owner] = (*self.doubts[owner], DRAWN)


def _cell(lattice: Lattice, region: Region, chars: list[Char], doubts: tuple[str, ...]) -> Cell:
    row, column, row_span, column_span = region
    last_row, last_column = row + row_span, column + column_span
    xs, ys, across = lattice.xs, lattice.ys, lattice.across
    return Cell(
        row,
        column,
        row_span,
        column_span,
        xs[column],
        ys[row],
        xs[last_column],
        ys[last_row],
        cell_lines(chars),
        True not in across[row][column:last_column],
        True not in across[last_row][column:last_column],
        doubts,
    )
