"""What a value text is made of: items that stand one after the other and cover the text without a gap.

Positions are 0-based offsets into the text, ``end`` is the first position after the item.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sheet:
    """A value text as printed, and the same text with variants of a character made one (same length, same offsets)."""

    text: str
    flat: str


@dataclass(frozen=True, slots=True)
class Item:
    """A stretch of the text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Words(Item):
    """Words, brackets and quotes: what becomes a label, or the whole of a qualitative value."""


@dataclass(frozen=True, slots=True)
class Enumerator(Words):
    """``1、`` ``（2）`` at the start of a part."""


@dataclass(frozen=True, slots=True)
class Stop(Item):
    """``；`` ``;`` ``。`` or a line end: it ends a part. Every part is a target of its own."""


@dataclass(frozen=True, slots=True)
class Comma(Item):
    """``，`` ``,`` ``、``: it ends a clause. Words before it are still part of the next number's label."""


@dataclass(frozen=True, slots=True)
class Gap(Item):
    """A template's placeholder that nobody filled in (``≥**株``)."""


@dataclass(frozen=True, slots=True)
class Stray(Item):
    """Something no rule reads. ``doubt`` says why (a code of ``DOUBTS``)."""

    doubt: str


@dataclass(frozen=True, slots=True)
class Date(Item):
    """A date or a period. A loose one (全年, 2024年) is a date only where nothing but it stands in its part."""

    comparator: str
    loose: bool
    doubts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity(Item):
    """A number with its comparator and unit as printed; ``value`` is None if it has no exact decimal (三分之二)."""

    comparator: str
    value: Decimal | None
    value_upper: Decimal | None
    unit: str
    doubts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
