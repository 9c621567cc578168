"""A value at a page break: is this text a whole value, half of one, or only its unit."""

import re
from functools import lru_cache

from jixiao.normalize.records import ValueType
from jixiao.normalize.values.lexicon import COMPARATOR, FLAT
from jixiao.normalize.values.reader import read_value
from jixiao.normalize.values.unit_grammar import unit_end

_AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NUMBER_END = re.compile(r"[0-9][0-9.,]*$")
_GOES_ON = "/·~～-—至到每（(、，,：:≥≤=<>"
"""What no value ends in: ≥1050元/月/ goes on."""

_NUMBER_START = re.compile(r"[0-9.,%‰]")


@lru_cache(maxsize=4096)  # a table's last rows are asked at each of its breaks
def begins_with_comparator(text: str) -> bool:
    """Whether a comparator, as sign or word, begins the text."""
    return COMPARATOR.match(text.translate(FLAT)) is not None


@lru_cache(maxsize=4096)
def is_amount(text: str) -> bool:
    """Whether the text is a number and nothing else, digits grouped right or not at all: 1,410,886.00, 705443."""
    return _AMOUNT.fullmatch(text.translate(FLAT)) is not None


def begins_with_unit(text: str) -> bool:
    """Whether a unit of the grammar begins the text."""
    return unit_end(text.translate(FLAT), 0) is not None


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: 元/人/月."""
    return unit_end(text.translate(FLAT), 0) == len(text)


@lru_cache(maxsize=4096)
def is_whole(text: str) -> bool:
    """Whether the text begins with a comparator or a digit and reads as a value with its unit, or as a date.

    Nothing may be left over, and no doubt; words with a number in them (按一事一议的方式) may go on anywhere.
    """
    if not (text[:1].isdigit() or begins_with_comparator(text)) or text[-1] in _GOES_ON:
        return False
    reading = read_value(text)
    if reading.unread or reading.doubts or reading.value_type in (ValueType.EMPTY, ValueType.QUALITATIVE):
        return False
    return reading.value_type is ValueType.DATE or all(
        target.unit for target in reading.targets if target.value is not None
    )


def is_number_cut(above: str, below: str) -> bool:
    """Whether digits end the one text and digits or a unit begin the other: 300 | 0元, 12 | 个月."""
    if not _NUMBER_END.search(above.translate(FLAT)):
        return False
    return _NUMBER_START.match(below.translate(FLAT)) is not None or begins_with_unit(below)
