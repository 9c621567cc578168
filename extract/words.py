"""jieba, behind one seam: does a word run over a cut, what are the words of a name, does a character stand in a word.

Its dictionary is loaded at first use only (0.7 s).
"""

import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        # jieba's own source has escapes that Python 3.12 warns of when it is first compiled.
        warnings.simplefilter("ignore")
        import jieba
    segmenter = jieba.Tokenizer()
    segmenter.tmp_dir = str(_cache_folder())
    jieba.setLogLevel(60)
    return segmenter


def _cache_folder() -> Path:
    folder = Path(tempfile.gettempdir()) / "jixiao-jieba"
    folder.mkdir(exist_ok=True)
    return folder


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text, in order; put together they are the text."""
    return tuple(_segmenter().lcut(text))


def word_runs_over(left: str, right: str) -> bool:
    """Whether a word of two or more characters stands across the border between the two texts."""
    border = len(left[-8:])
    return any(start < border < end for _, start, end in _segmenter().tokenize(left[-8:] + right[:8]))


_LONGEST_WORD = 4
"""Characters of the longest word that is looked for round a character: nearly all of the dictionary's are as short."""


def stands_in_word(text: str, index: int) -> bool:
    """Whether the character is part of a word of two to four characters of the text that the dictionary has."""
    words = _segmenter()
    words.check_initialized()
    lengths = range(2, _LONGEST_WORD + 1)
    parts = ((start, start + length) for length in lengths for start in range(index - length + 1, index + 1))
    return any(words.FREQ.get(text[start:end], 0) > 0 for start, end in parts if start >= 0 and end <= len(text))
