"""What of a page's text a person can see: signs that a character is hidden, the same for every reader.

A page can hold text that it does not show: under a patch painted over it, or in the colour of what lies under it. A
reader gives the patches of the page and the colour of each text object; here is said which characters these make
doubtful. Coordinates are those of content.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from jixiao.extract.content import ROUNDING, Char, Drawing, HiddenChar, Unseen
from jixiao.extract.geometry import Box, common

Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255 each."""

WHITE: Colour = (255, 255, 255)
"""The page before anything is painted on it."""

BLACK: Colour = (0, 0, 0)

INVISIBLE = frozenset({3, 7})
"""Text rendering modes that paint nothing: neither filled nor stroked, and for clipping only (PDF 32000-1, table
106)."""

FILLED = frozenset({0, 4})
"""Text rendering modes in which the fill colour alone is what is seen of the type (likewise)."""

LEAST_PATCH = 3.0
"""Points that a patch has both ways at least. Rules are up to 3 points thick; type below 4 points nobody prints."""

LEAST_TYPE = 1.0
"""Points of type below which nobody sees more than dust; the smallest that is printed, under tables, has 4."""

NEARLY = 12
"""Steps of 255 in each of red, green and blue up to which two colours are one to the eye (5 %): the lightest grey that
shading is set in is 0.95."""


class Patch(NamedTuple):
    """A filled shape or picture that lets nothing through. ``order`` is how many text objects were painted before it.

    ``colour`` is None where it has no single one or is not known.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    order: int
    colour: Colour | None

    def holds(self, char: Char) -> bool:
        """Whether the character's middle lies in the patch."""
        return (
            2 * self.x0 <= char.x0 + char.x1 <= 2 * self.x1
            and 2 * self.top <= char.top + char.bottom <= 2 * self.bottom
        )


def is_patch(x0: float, top: float, x1: float, bottom: float) -> bool:
    """Whether a shape is large enough to hide type or to lie under it."""
    return x1 - x0 >= LEAST_PATCH and bottom - top >= LEAST_PATCH


def alike(one: Colour, other: Colour) -> bool:
    """Whether two colours are one to the eye."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]), abs(one[2] - other[2])) <= NEARLY


def lost_in(colour: Colour, patches: Iterable[Patch]) -> bool:
    """Whether type of this colour could be lost on the bare page or on one of the patches."""
    return alike(colour, WHITE) or any(each.colour is not None and alike(colour, each.colour) for each in patches)


def doubtful(chars: Sequence[Char], patches: Sequence[Patch], faint: Mapping[int, Colour]) -> set[int]:
    """Give the places, in ``chars``, of those that a later patch covers or that have the colour of what is under them.

    ``faint`` holds the colour of the text objects, by number, that could be lost somewhere on the page.
    """
    return _covered(chars, [each for each in patches if each.order]) | _lost(chars, patches, faint)


def too_small(chars: Sequence[Char]) -> set[int]:
    """Give the places of the characters whose type is too small to be seen, by its size and by the room it takes.

    A font of drawings (Type 3) may be set in any size; type pressed flat has none.
    """
    if min([char[5] for char in chars], default=LEAST_TYPE) >= LEAST_TYPE:  # the size, by place: of nearly every page
        return set()
    return {
        index
        for index, (_, x0, top, x1, bottom, size, *_) in enumerate(chars)
        if size < LEAST_TYPE and (not size or max(x1 - x0, bottom - top) < LEAST_TYPE)
    }


def _covered(chars: Sequence[Char], patches: Sequence[Patch]) -> set[int]:
    if not patches:
        return set()
    import numpy as np

    runs = np.array([char.run for char in chars])
    across = np.array([char.x0 + char.x1 for char in chars])
    down = np.array([char.top + char.bottom for char in chars])
    found: set[int] = set()
    for x0, top, x1, bottom, order, _ in patches:
        held = (runs > 0) & (runs <= order) & (2 * x0 <= across) & (across <= 2 * x1)
        found.update(np.flatnonzero(held & (2 * top <= down) & (down <= 2 * bottom)).tolist())
    return found


def _lost(chars: Sequence[Char], patches: Sequence[Patch], faint: Mapping[int, Colour]) -> set[int]:
    if not faint:
        return set()
    return {
        index
        for index, char in enumerate(chars)
        if char.run in faint and _is_lost(char, [each for each in patches if each.order < char.run], faint[char.run])
    }


def _is_lost(char: Char, below: Sequence[Patch], colour: Colour) -> bool:
    ground = next((each.colour for each in reversed(below) if each.holds(char)), WHITE)
    return ground is not None and alike(colour, ground)


def with_blanks(chars: Sequence[Char], hidden: set[int]) -> set[int]:
    """Give the hidden characters and the blanks of text objects of which nothing else is left to see."""
    if not hidden:
        return hidden
    seen = {char.run for index, char in enumerate(chars) if index not in hidden and not char.text.isspace()}
    touched = {chars[index].run for index in hidden} - seen
    return hidden | {index for index, char in enumerate(chars) if char.text.isspace() and char.run in touched}


def without(chars: Sequence[Char], hidden: Set[int]) -> tuple[Char, ...]:
    """Give the characters but for those at these places."""
    return tuple([char for index, char in enumerate(chars) if index not in hidden]) if hidden else tuple(chars)


def reasons(beyond: Set[int], small: Set[int], lost: Set[int]) -> dict[int, Unseen]:
    """Give why each hidden character, by its place, is not seen: the first reason that holds."""
    return (
        dict.fromkeys(sorted(beyond), Unseen.BEYOND)
        | dict.fromkeys(sorted(small - beyond), Unseen.SMALL)
        | dict.fromkeys(sorted(lost - small - beyond), Unseen.LOST)
    )


def hidden_chars(chars: Sequence[Char], reasons: Mapping[int, Unseen]) -> tuple[HiddenChar, ...]:
    """Give the characters that a person cannot see, by their places in ``chars``; blanks are left out."""
    return tuple(
        HiddenChar(*chars[index][:5], reason) for index, reason in reasons.items() if not chars[index].text.isspace()
    )


def outside(chars: Sequence[Char], width: float, height: float) -> set[int]:
    """Give the places of the characters whose middle lies outside the page as displayed, of this size in points."""
    width, height = 2 * width, 2 * height
    return {
        index
        for index, (_, x0, top, x1, bottom, *_) in enumerate(chars)
        if not (0 <= x0 + x1 <= width and 0 <= top + bottom <= height)
    }


def on_page(drawings: Iterable[Drawing], width: float, height: float) -> tuple[Drawing, ...]:
    """Give the drawings of which some lies on the page as displayed, of this size in points."""
    return tuple(
        [each for each in drawings if each[0] <= width and each[2] >= 0 and each[1] <= height and each[3] >= 0]
    )


def shown(drawings: Iterable[Drawing], clip: Box) -> Iterator[Drawing]:
    """Give what a clip leaves of drawings: their parts inside it, and of a line along its side the half that is inside.

    A browser that slices a row at the page's end paints the row's rules beyond it too, and clips them away.
    """
    for each in drawings:
        beside = ROUNDING + each.line_width / 2
        sides = clip[0] - beside, clip[1] - beside, clip[2] + beside, clip[3] + beside
        x0, top, x1, bottom = common(each[:4], sides)
        if x0 <= x1 and top <= bottom:
            yield each._replace(x0=x0, top=top, x1=x1, bottom=bottom)
