"""Texts in, texts out: what a cell prints stands in the records, as often; what the records say, cells print.

The one side is counted from the pages, before any table was joined or form read; the other from the records alone. So
the proof notices a row, a cell or a character that got lost or came in on the way, whichever step did it. A text that
breaks cut stands in several cells: of those that are left over, some must make it up, one behind the other.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from jixiao.normalize.catalogue import found
from jixiao.normalize.proof.printed import PrintedTexts, Seen, bare
from jixiao.normalize.proof.stated import Stated, repeatable_texts, stated_texts
from jixiao.normalize.records import Document, Finding

MOST_PIECES = 8
"""Pages over which a text is cut at most: the longest goals of the samples take two, of the bench three."""

_DIGIT = re.compile(r"\d")


def conservation_findings(document: Document, printed: PrintedTexts, named: Collection[str]) -> Iterator[Finding]:
    """Give a finding for each text that got lost or came in.

    ``named`` are texts that a finding names already: boxes that are no tables.
    """
    seen = printed.seen
    stated = [(bare(each.text), each) for each in stated_texts(document, seen) if each.text]
    counted = Counter([text for text, _ in stated])
    counted.update(map(bare, named))
    repeatable = frozenset(map(bare, repeatable_texts(document)))
    lost = Counter({text: each.count - counted[text] for text, each in seen.items() if each.count > counted[text]})
    for text in repeatable:
        del lost[text]
    made_up = _rejoin(lost, counted, printed, repeatable)
    for text in sorted(+lost):
        yield found("text_lost", _told(text, lost[text]), place=seen[text].place)
    if made_up:
        yield from (_not_printed(text, own) for text, own in sorted(dict(stated).items()) if text in made_up)


def _not_printed(text: str, own: Stated) -> Finding:
    return found("text_not_printed", text, form_no=own.form_no, row_no=own.row_no, place=own.place)


def _rejoin(
    lost: Counter[str], counted: Mapping[str, int], printed: PrintedTexts, repeatable: Collection[str]
) -> set[str]:
    """Take the pieces of cut texts out of those that got lost; give the texts that nothing printed makes up.

    A text that is cut here may be printed whole elsewhere: then it comes oftener in the records than in cells. Of such
    a one pieces with digits must be left over, all of them: else a figure that got lost could hide in another.
    """
    outside = printed.outside
    every = printed.seen.keys() | outside
    made_up = {text for text in counted if text and text not in printed.seen and not _takes(text, lost, every, outside)}
    if +lost:
        words = {text for text in every if not _DIGIT.search(text)}
        for text in sorted(counted):
            if text in repeatable or counted[text] > _count(text, printed.seen) or text not in printed.seen:
                while _takes(text, lost, words, ()):
                    pass
    return made_up


def _count(text: str, seen: Mapping[str, Seen]) -> int:
    return seen[text].count if text in seen else 0


def _takes(text: str, lost: Counter[str], others: Collection[str], outside: Collection[str]) -> bool:
    """Take out of those that got lost the pieces that make up the text; say whether any do.

    One at least must be left over, or have stood ``outside`` of cells.
    """
    pieces = _pieces(text, lost, others, MOST_PIECES)
    left_over = {piece for piece in pieces if lost[piece] > 0}
    lost.subtract(left_over)
    return bool(left_over) or any(piece in outside for piece in pieces)


def _pieces(text: str, lost: Counter[str], others: Collection[str], most: int) -> tuple[str, ...]:
    """Part a text into printed ones, those that are left over first, the longest first; into none where that fails."""
    starts = [text[:end] for end in range(len(text), 0, -1)] if most else []
    for start in [start for start in starts if lost[start] > 0] + [start for start in starts if start in others]:
        rest = text[len(start) :]
        if not rest:
            return (start,)
        if behind := _pieces(rest, lost, others, most - 1):
            return (start, *behind)
    return ()


def _told(text: str, count: int) -> str:
    return text if count == 1 else f"{text} ({count} times)"
