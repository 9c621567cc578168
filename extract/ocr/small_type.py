"""Small type: from which score the recogniser is believed of it, and what else confirms what it read."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from jixiao.extract.ocr.marks import WITH_THEIR_BAR, Mark, is_han
from jixiao.extract.ocr.punctuation import NARROW, WIDE
from jixiao.extract.words import stands_in_word

HIGHEST = 19.0
"""Height of a page's lines in pixels under which the recogniser is believed of some characters from a higher score: of
1,600 lines 18 pixels high (9 pt at 150 dpi) three were wrong at 0.968 to 0.996, and a reading in another size was wrong
alike; of 3,200 higher ones none."""

_LEAST, _LEAST_OF_SIGNS = 0.998, 0.995
"""Such a score of a Chinese character that nothing confirms (诚镇 for 城镇 at 0.968, 官护 for 管护 at 0.996), and of a
digit or a sign (‰ read as % at 0.991). Of 34,700 Chinese characters 16 to 18 pixels high, in six fonts, all with 0.95
were right; 315 of 5,545 outside words had less than the higher score."""

_OF_PROSE = frozenset(NARROW + WIDE + "。、") - frozenset(";；:：")
"""Signs that are read for one another and their other width alone: of 190 with 0.95 to 0.998 in that type none was
wrong. ； is read as ： at 0.96 to 0.998."""

_BELIEVED = _OF_PROSE.union(WITH_THEIR_BAR.values())
"""Signs that are believed as in larger type."""

Pair = tuple[str, str]
"""Two characters side by side."""


def sure_pairs(lines: Iterable[Sequence[Mark]]) -> frozenset[Pair]:
    """Give the characters that stand side by side in a page's lines, where the recogniser is believed of both."""
    return frozenset(
        (one.text, other.text)
        for marks in lines
        for one, other in pairwise(marks)
        if min(one.score, other.score) >= _LEAST
    )


def has_unsure(marks: Sequence[Mark], sure: frozenset[Pair]) -> bool:
    """Whether a character of a line of small type is not believed; ``sure`` are the pairs of its page."""
    text = "".join(mark.text for mark in marks)
    return any(_is_unsure(mark, text, index, sure) for index, mark in enumerate(marks))


def _is_unsure(mark: Mark, text: str, index: int, sure: frozenset[Pair]) -> bool:
    if is_han(mark.text):
        return mark.score < _LEAST and not stands_in_word(text, index) and not _stands_so(text, index, sure)
    return mark.score < _LEAST_OF_SIGNS and mark.text not in _BELIEVED


def _stands_so(text: str, index: int, sure: frozenset[Pair]) -> bool:
    """Whether a character surely stands beside its neighbours elsewhere on the page: one that is Chinese, or all."""
    pairs = list(_pairs(text, index))
    chinese = [pair for pair in pairs if all(map(is_han, pair))]
    return any(pair in sure for pair in chinese) if chinese else bool(pairs) and sure.issuperset(pairs)


def _pairs(text: str, index: int) -> Iterator[Pair]:
    """Give the character and the one before it, and it and the one behind it."""
    if index:
        yield text[index - 1], text[index]
    if index + 1 < len(text):
        yield text[index], text[index + 1]
