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
    """A column: the contract's name of what it holds, and the text of its header; ``goes_on``: the header is that of the column before."""

    kind: str
    header: Text
    goes_on: bool = False


class Columns(NamedTuple):
    """The columns under a header, from the left, and those whose blank cells take the text above."""

    columns: tuple[Column, ...]
    carried: frozenset[str]
    shift: int
    """By how many columns the file's places are off: 1 where its rows have no cell for the label beside them, else 0."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What each column holds."""
        return tuple(column.kind for column in self.columns)

    def find(self, kind: str) -> int | None:
        """Give the column that holds something; None where none does."""
        return self.kinds.index(kind) if kind in self.kinds else None


def columns_under(header: RawRow, rows: Sequence[RawRow], known: Forms) -> Columns | None:
    """Give the columns under a row of headers; None where it is none. ``rows`` are those below it, up to the next."""
    texts = [text for _, text in header.filled]
    template = max(known.templates, key=lambda each: _count_known(texts, each.columns), default=None)
    if template is None or _count_known(texts, template.columns) < FEWEST_HEADERS:
        return None
    mended = list(_mended(texts, template.columns))
    side, named = _beside(mended, template.columns)
    single = [Column(_kinds(text, template)[0], text) for text in named]
    whole = [column for text in named for column in _all(text, template)]
    own = whole if len(whole) > len(single) and _are_wide(header, rows, len(whole), bool(side)) else single
    if not {"indicator", "value_text"} <= {column.kind for column in own}:
        return None
    columns = (Column(SIDE, side[-1] if side else Text(())), *own)
    return Columns(columns, template.carried, _shift(header, rows, len(columns)))


def _shift(header: RawRow, rows: Sequence[RawRow], count: int) -> int:
    widths = Counter(len(row.cells) for row in (*rows, header) if row.filled)
    return 1 if widths.most_common(1)[0][0] < count else 0


def is_header(row: RawRow, known: Forms) -> bool:
    """Whether a row holds headers of columns, an indicator's or a value's among them, one of them perhaps misread."""
    return columns_under(row, (), known) is not None


def _count_known(texts: Iterable[Text], headers: Mapping[str, object]) -> int:
    return sum(text.label in headers for text in texts)


def _mended(texts: Sequence[Text], headers: Mapping[str, object]) -> Iterator[Text]:
    """Give the headers; one that differs in a character from a known one that the row has not is that one."""
    there = {text.label for text in texts}
    for text in texts:
        near = [name for name in headers if name not in there and is_near(text.label, name)]
        if text.label in headers or len(near) != 1:
            yield text
        else:
            yield Text((near[0],), (*text.doubts, "label_mended"))


def is_near(one: str, other: str) -> bool:
    """Whether two texts are as long, and differ in one character."""
    return len(one) == len(other) >= SHORTEST_MENDED and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _beside(texts: Sequence[Text], headers: Mapping[str, object]) -> tuple[list[Text], list[Text]]:
    """Part the label beside all rows from the headers: what no header is, or what comes again among them (指标 | 序号 | 指标)."""
    count = 0
    while count < len(texts) and (
        texts[count].label not in headers or texts[count].label in {text.label for text in texts[count + 1 :]}
    ):
        count += 1
    return list(texts[:count]), list(texts[count:])


def _kinds(text: Text, template: Template) -> tuple[str, ...]:
    return template.columns.get(text.label, (OTHER,))


def _all(text: Text, template: Template) -> Iterator[Column]:
    for number, kind in enumerate(_kinds(text, template)):
        yield Column(kind, text, goes_on=number > 0)


def _are_wide(header: RawRow, rows: Sequence[RawRow], count: int, has_side: bool) -> bool:
    """Whether the rows take as many columns as there are where each header of two stands over two."""
    if any(len(row.filled) >= count for row in rows):
        return True
    widths = Counter(len(row.cells) for row in (*rows, header))
    return bool(widths) and widths.most_common(1)[0][0] >= count + has_side
