"""A row of headers -> the columns that stand under it, each with what it holds."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jixiao.normalize.forms.templates import Forms, Template
from jixiao.normalize.restoring.model import RawRow, Text

SIDE, OTHER = "side", "other"
"""What a column holds that has no place in the contract: the label beside all rows (绩效指标), or anything else."""

FEWEST_HEADERS = 2
"""Known headers that make a row one of headers: a row of data may hold one such word, never two."""

SHORTEST_MENDED = 3
"""Characters of a header that is known though one of them is wrong: of two, one is half."""


class Column(NamedTuple):
    """A column: the contract's name of what it holds, and the text of its header.

    ``goes_on``: the header is that of the column before.
    """

    kind: str
    header: Text
    goes_on: bool = False


class Columns(NamedTuple):
    """The columns under a header, from the left, and those whose blank cells take the text above.

    ``shift``: by how many columns the file's places are off, 1 where its rows have no cell for the label beside them,
    else
    0. ``guessed``: what one of them holds is a guess, for its header is none that is known, and may be
    misread.
    """

    columns: tuple[Column, ...]
    carried: frozenset[str]
    shift: int
    guessed: bool = False
    places: tuple[int, ...] = ()
    """Where in the file's rows each column begins, where its headers leave blank places between them."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each column holds."""
        return tuple(column.kind for column in self.columns)

    def column_at(self, place: int) -> int | None:
        """Give the column that begins at a place of the file's rows; None where none does."""
        if self.places:
            return self.places.index(place) if place in self.places else None
        column = place + self.shift
        return column if column < len(self.columns) else None

    def find(self, kind: str) -> int | None:
        """Give the column that holds something; None where none does."""
        return self.kinds.index(kind) if kind in self.kinds else None


class _Named(NamedTuple):
    """A header, and what the columns under it hold."""

    text: Text
    kinds: tuple[str, ...]


Headers = Mapping[str, tuple[str, ...]]
"""A template's headers, and what the columns under each hold."""


def columns_under(header: RawRow, rows: Sequence[RawRow], known: Forms) -> Columns | None:
    """Give the columns under a row of headers; None where it is none. ``rows`` are those below it, up to the next."""
    texts = [text for _, text in header.filled]
    counts = {each.form_type: _count_known(texts, each.columns) for each in known.templates}
    for template in sorted(known.templates, key=lambda each: -counts[each.form_type]):
        if counts[template.form_type] < FEWEST_HEADERS:
            return None
        if found := _columns(header, rows, template):
            return found
    return None


def is_header(row: RawRow, known: Forms) -> bool:
    """Whether a row holds headers of columns, an indicator's and a value's among them, some of them perhaps misread."""
    return columns_under(row, (), known) is not None


def _columns(header: RawRow, rows: Sequence[RawRow], template: Template) -> Columns | None:
    texts = [text for _, text in header.filled]
    side, named = _beside(list(_mended(texts, template.columns)))
    told = _with_missing(named)
    kinds = {kind for each in told for kind in each.kinds}
    if not set(_REQUIRED) <= kinds:
        return None
    single = [Column(each.kinds[0], each.text) for each in told]
    whole = [column for each in told for column in _all(each)]
    own = whole if len(whole) > len(single) and _are_wide(header, rows, len(whole), bool(side)) else single
    columns = (Column(SIDE, side[-1].text if side else Text(())), *own)
    guessed = told != named or any(each.kinds == (OTHER,) and each.text.label not in template.kept for each in told)
    places = tuple(_places(header, len(side), columns)) if len(header.cells) > len(columns) else ()
    return Columns(columns, template.carried, _shift(header, rows, len(columns)), guessed, places)


def _places(header: RawRow, sides: int, columns: Sequence[Column]) -> Iterator[int]:
    """Give the place of each column by that of its header; the label beside the rows stands on the left."""
    own = [at for at, _ in header.filled][sides:]
    yield 0
    number = -1
    for column in columns[1:]:
        number += not column.goes_on
        yield own[number] + column.goes_on


_REQUIRED = ("indicator", "value_text")
"""Columns without which a form has no rows."""


def _with_missing(named: Sequence[_Named]) -> list[_Named]:
    """Give the headers; where one of the required is missing and one is not known, that is the missing one."""
    kinds = {kind for each in named for kind in each.kinds}
    missing = [kind for kind in _REQUIRED if kind not in kinds]
    unknown = [each for each in named if each.kinds == (OTHER,)]
    if len(missing) != 1 or len(unknown) != 1:
        return list(named)
    return [each._replace(kinds=(missing[0],)) if each is unknown[0] else each for each in named]


def _shift(header: RawRow, rows: Sequence[RawRow], count: int) -> int:
    widths = Counter(len(row.cells) for row in (*rows, header) if row.filled)
    return 1 if widths.most_common(1)[0][0] < count else 0


def _count_known(texts: Iterable[Text], headers: Mapping[str, object]) -> int:
    return sum(text.label in headers for text in texts)


def _mended(texts: Sequence[Text], headers: Headers) -> Iterator[_Named]:
    """Give the headers, misread ones put right.

    One that differs in a character from known ones of one meaning, which the row has not, is the first of these.
    """
    there = {text.label for text in texts}
    for text in texts:
        near = [name for name in headers if name not in there and is_near(text.label, name)]
        if text.label in headers:
            yield _Named(text, headers[text.label])
        elif len({headers[name] for name in near}) == 1:
            yield _Named(Text((near[0],), (*text.doubts, "label_mended")), headers[near[0]])
        else:
            yield _Named(text, (OTHER,))


def is_near(one: str, other: str) -> bool:
    """Whether two texts are as long, and differ in one character."""
    return len(one) == len(other) >= SHORTEST_MENDED and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _beside(named: Sequence[_Named]) -> tuple[list[_Named], list[_Named]]:
    """Part the label beside all rows from the headers: what is none, or comes again among them (指标 | 序号 | 指标)."""
    first, *others = named
    is_side = first.kinds == (OTHER,) or first.text.label in {each.text.label for each in others}
    return ([first], others) if is_side else ([], [first, *others])


def _all(named: _Named) -> Iterator[Column]:
    for number, kind in enumerate(named.kinds):
        yield Column(kind, named.text, goes_on=number > 0)


def _are_wide(header: RawRow, rows: Sequence[RawRow], count: int, has_side: bool) -> bool:
    """Whether the rows take as many columns as there are where each header of two stands over two."""
    if any(len(row.filled) >= count for row in rows):
        return True
    widths = Counter(len(row.cells) for row in (*rows, header))
    return bool(widths) and widths.most_common(1)[0][0] >= count + has_side
