"""How large a page or a file may be: what is larger is left out and told. One constant for each bound.

Most of the world's files are harmless, and a few kilobytes can ask for a gigabyte or a year. Each bound was found by
what the largest page of the samples, of five real files and of fifty short cases has, times a factor that is stated:
the larger it is, the cheaper is the measure. What each bound then costs at most, in seconds and memory, docs/hostile.md
lists.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from jixiao.errors import FileTooLarge
from jixiao.extract.time_limit import TooSlow, cpu_limit, is_limited

MOST_PAGES = 10_000
"""Pages of a file. The longest sample has 36 (278 times); 5,004 were converted in 80 s."""

LONGEST_SIDE = 14_400.0
"""Points, of a page: what the format allows (ISO 32000-1, annex C). The longest of the files has 1,191 (12 times)."""

MOST_PIXELS = 16_000_000
"""Of a page's picture that is drawn to be looked at: A1 at two pixels a point; the largest of the files has 4 million.
A larger page is drawn smaller."""

MOST_CONTENT = 16 << 20
"""Bytes of a page's content, unpacked, and a form XObject's each time that it is drawn. The largest has 72 kB (234
times)."""

MOST_STREAM = 128 << 20
"""Bytes of all other streams that a page leads to, pictures left out, unpacked. A Chinese font of all its characters
has 20 MB (6 times); the fonts of the files have 2 MB."""

MOST_OBJECTS = 100_000
"""Objects on a page, those in form XObjects too. The fullest page has 1,407 (71 times)."""

MOST_SEGMENTS = 200_000
"""Segments of the paths on a page. The page with most has 2,295 (87 times)."""

MOST_CHARACTERS = 50_000
"""Characters on a page. The fullest page has 1,243 (40 times); type of 4 points set without a margin gives 31,000 on
A4."""

MOST_RULES = 5000
"""Ruling lines on a page, dashes joined. The page with most has 109 (45 times)."""

MOST_COLUMNS = 500
"""Columns of a grid. The widest has 15 (33 times)."""

MOST_PLACES = 20_000
"""Places of a page's grids, rows times columns. The largest grid has 234 (85 times)."""

SECONDS_OF_A_PAGE = 10.0
"""Of the processor, that reading a page may take, whatever makes it slow. The slowest takes 0.1 (100 times)."""


class TooLarge(Exception):
    """A page goes over a bound. The message says what it has, and how much it may have."""


def check(count: float, most: float, what: str) -> None:
    """Raise TooLarge where there is more than there may be; ``what`` names it, with its unit."""
    if count > most:
        raise TooLarge(over(f"{count:,.0f}", most, what))


def over(count: str, most: float, what: str) -> str:
    """Say that a bound is gone over."""
    return f"{count} {what}, and {most:,.0f} are the most that is read"


NONE_HEAVY: Mapping[int, str] = MappingProxyType({})
"""Pages, by number, that are known to go over a bound before they are opened, each with the words that say so: none."""


def check_page_count(path: Path, count: int) -> None:
    """Raise FileTooLarge where a file has more pages than one may."""
    if count > MOST_PAGES:
        raise FileTooLarge(path, over(f"{count:,}", MOST_PAGES, "pages"), "split the file")


T = TypeVar("T")


def bounded(read: Callable[[], T], instead: Callable[[str], T]) -> T:
    """Read a page, or give what stands instead of one that is larger than a bound or takes too long; it is told why.

    Where another limit is on the time, that one's body ends.
    """
    try:
        if is_limited():
            return read()
        return _in_time(read, instead)
    except TooLarge as error:
        return instead(str(error))


def _in_time(read: Callable[[], T], instead: Callable[[str], T]) -> T:
    try:
        with cpu_limit(SECONDS_OF_A_PAGE):
            return read()
    except TooSlow:
        return instead(over("more", SECONDS_OF_A_PAGE, "seconds of the processor to read it"))
