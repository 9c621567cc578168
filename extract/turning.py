"""Quarter turns: of boxes, of characters, and of pages whose text would not run from left to right.

A wide table may be set sideways on an upright page, a scanner's sheet lie upside down, /Rotate be wrong. Such a page is
turned until most of its text reads from left to right; from there on nothing knows of it but who draws the page.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from jixiao.extract.content import Char, Drawing, PageContent
from jixiao.extract.geometry import Box

_TURN = attrgetter("turn")


def turned_box(box: Box, turns: int, width: float = 0.0, height: float = 0.0) -> Box:
    """Give the box's place after the page, ``width`` by ``height`` points, was turned clockwise by quarter turns.

    Without the page's size, places are right to each other only.
    """
    x0, top, x1, bottom = box
    match turns % 4:
        case 1:
            return height - bottom, x0, height - top, x1
        case 2:
            return width - x1, height - bottom, width - x0, height - top
        case 3:
            return top, width - x1, bottom, width - x0
        case _:
            return box


def as_displayed(box: Box, page: PageContent) -> Box:
    """Give the place of a box of the page, turned to be read or not, on the page as displayed."""
    return turned_box(box, -page.turned, page.width, page.height)


def turned_char(char: Char, turns: int, width: float = 0.0, height: float = 0.0) -> Char:
    """Give the character after the page, ``width`` by ``height`` points, was turned clockwise by quarter turns."""
    x0, top, x1, bottom = turned_box(char[1:5], turns, width, height)
    return Char(char.text, x0, top, x1, bottom, char.size, char.apart, (char.turn + turns) % 4, *char[8:])


def main_turn(chars: Sequence[Char]) -> int:
    """Give the quarter turns clockwise at which most characters are set; 0 where as many are set from left to right."""
    if not any(map(_TURN, chars)):  # nearly every page
        return 0
    counted = Counter([char.turn for char in chars if not char.apart and not char.text.isspace()])
    return max(range(4), key=lambda turn: (counted[turn], -turn))


def turned_to_read(page: PageContent) -> PageContent:
    """Turn the page so that more of its text reads from left to right than any other way; mostly it does."""
    turns = -main_turn(page.chars) % 4
    return _turned(page, turns) if turns else page


def _turned(page: PageContent, turns: int) -> PageContent:
    size = page.width, page.height
    return replace(
        page,
        width=size[turns % 2],
        height=size[1 - turns % 2],
        chars=tuple([turned_char(char, turns, *size) for char in page.chars]),
        drawings=tuple([Drawing(*turned_box(each[:4], turns, *size), *each[4:]) for each in page.drawings]),
        turned=(page.turned + turns) % 4,
        figures=tuple([turned_box(box, turns, *size) for box in page.figures]),
        halved=(),
    )
