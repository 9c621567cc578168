"""The label of a target: the words around its number, without what only joins them to it.

A label stands before its number (全自理≥240元), behind it (至少1次集中活动), or on both sides; then ``…`` stands where
the number was. Punctuation, colons, half brackets and words that add nothing (达到, 控制在) are taken off its ends.
"""

import re

from jixiao.normalize.values.items import Enumerator, Gap, Item, Sheet
from jixiao.normalize.values.lexicon import FILLER

_BLANKS = "".join(chr(code) for code in range(0x3001) if chr(code).isspace())
_SEPARATORS = _BLANKS + "，,、；;。"
_EDGES = _SEPARATORS + ".：:·…"
_NOTHING = re.compile(r"[\s,，.:;。、·/\\~-]*")
_PAIRS = (("(", ")"), ("（", "）"))


def words_of(sheet: Sheet, items: tuple[Item, ...]) -> str:
    """The printed text of the items, without ``（1）`` before a part; ``…`` for a placeholder that nobody filled in."""
    return "".join(_words_of(sheet, item) for item in items if not isinstance(item, Enumerator))


def _words_of(sheet: Sheet, item: Item) -> str:
    return "…" if isinstance(item, Gap) else sheet.text[item.start : item.end]


def label_of(before: str, behind: str) -> str:
    """The label that the words before and behind a number make."""
    return "…".join(part for part in (_tidy_before(before), tidy(behind)) if part) if before or behind else ""


def _tidy_before(words: str) -> str:
    return tidy(FILLER.sub("", words.rstrip()))


def verbatim(words: str) -> str:
    """The words as printed, without blanks and separators at their ends: the label of a target without a number."""
    return words.strip(_SEPARATORS)


def tidy(words: str) -> str:
    """The words without punctuation and half brackets at their ends."""
    bare = words.strip(_EDGES)
    while (cut := _without_half_brackets(bare).strip(_EDGES)) != bare:
        bare = cut
    return bare


def says_nothing(flat: str) -> bool:
    """Only blanks, punctuation, dashes or slashes: an empty cell's text."""
    return _NOTHING.fullmatch(flat) is not None


def _without_half_brackets(words: str) -> str:
    for opening, closing in _PAIRS:
        if words.startswith(closing) or (words.startswith(opening) and closing not in words):
            return words[1:]
        if words.endswith(opening) or (words.endswith(closing) and opening not in words):
            return words[:-1]
    return words
