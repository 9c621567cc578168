"""Texts in, texts out: what a cell prints stands in the records, as often; what the records say, cells print.

The one side is counted from the pages, before any table was joined or form read; the other from the records alone. So
the proof notices a row, a cell or a character that got lost or came in on the way, whichever step did it. A text that
breaks cut stands in several cells: of those that are left over, some must make it up, one behind the other.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from jixiao.normalize.catalogue import found
from jixiao.normalize.proof.printed import PrintedTexts, bare
from jixiao.normalize.proof.stated import Holder, repeatable_texts, stated_texts
from jixiao.normalize.records import Document, Finding, Form, Indicator

MOST_PIECES = 8
"""Pages over which a text is cut at most: the longest goals of the samples take two, of the bench three."""

_DIGIT = re.compile(r"\d")


def conservation_findings(
    document: Document, printed: PrintedTexts, joined: Mapping[str, int], named: Collection[str]
) -> Iterator[Finding]:
    """Give a finding for each text that got lost or came in.

    ``joined`` says how many cells hold a text once the tables are joined over pages; ``named`` are texts that a finding
    names already: boxes that are no tables.
    """
    seen = printed.seen
    stated = [(bare(text), holder) for text, holder in stated_texts(document, seen) if text]
    counted = Counter([text for text, _ in stated])
    counted.update(map(bare, named))
    repeatable = frozenset(map(bare, repeatable_texts(document)))
    lost = Counter({text: each.count - counted[text] for text, each in seen.items() if each.count > counted[text]})
    for text in repeatable:
        del lost[text]
    made_up = {
        text
        for text, times in counted.items()
        if text and text not in seen and not _is_pieced(text, times, lost, printed)
    }
    if +lost:
        stated_joined = {text: times for text, times in joined.items() if counted[text]}
        _take_pieces(lost, stated_joined, printed, repeatable)
    for text in sorted(+lost):
        yield found("text_lost", _told(text, lost[text]), place=seen[text].place)
    for form in document.forms:
        yield from (_unnamed(form, row) for row in form.indicators if _lacks_its_name(row))
    if made_up:
        yield from (_not_printed(text, own) for text, own in sorted(dict(stated).items()) if text in made_up)


def _lacks_its_name(row: Indicator) -> bool:
    """Whether a row's name was there when the row was read, and is not now: a carried label may say the same words."""
    return not row.indicator and "indicator_missing" not in row.flags


def _unnamed(form: Form, row: Indicator) -> Finding:
    place = row.places[0] if row.places else form.place
    return found("text_lost", "the name of the row", form_no=form.form_no, row_no=row.row_no, place=place)


def _not_printed(text: str, own: Holder) -> Finding:
    return found("text_not_printed", text, form_no=own.form_no, row_no=own.row_no, place=own.place)


def _is_pieced(text: str, times: int, lost: Counter[str], printed: PrintedTexts) -> bool:
    """Whether pieces make up a text that nothing prints whole: one at least is left over, or stood outside of cells.

    What was left over is taken out of ``lost``, as often as the text is stated: ≥ and 90 in two columns make many rows'
    value.
    """
    others = printed.seen.keys() | printed.outside
    pieces = _pieces(text, lost, others, MOST_PIECES)
    if not _take(pieces, lost) and not any(piece in printed.outside for piece in pieces):
        return False
    for _ in range(times - 1):
        if not _take(_pieces(text, lost, others, MOST_PIECES), lost):
            break
    return True


def _take_pieces(
    lost: Counter[str], joined: Mapping[str, int], printed: PrintedTexts, repeatable: Collection[str]
) -> None:
    """Take the pieces out of ``lost`` that make up a text which other cells print whole.

    Such a one more cells hold once the tables are joined than print it. Of ``repeatable`` texts that is not known, for
    pages repeat them. Pieces with digits must be left over, all of them: else a figure that got lost could hide in
    another.
    """
    words = {text for text in (*printed.seen, *printed.outside) if not _DIGIT.search(text)}
    for text in sorted(joined):
        seen = printed.seen.get(text)
        times = joined[text] if text in repeatable else joined[text] - (seen.count if seen else 0)
        for _ in range(times):
            if not _take(_pieces(text, lost, words, MOST_PIECES), lost):
                break


def _take(pieces: Collection[str], lost: Counter[str]) -> set[str]:
    """Take those pieces that are left over out of ``lost``, each once, and give them."""
    left_over = {piece for piece in pieces if lost[piece] > 0}
    lost.subtract(left_over)
    return left_over


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
