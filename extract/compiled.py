"""What the compiled part does with characters once they are read (fast_text.c), where the installation has it.

It does what the Python beside each call does, of what is plain; the rest it leaves to that. ``without_compiled`` has
Python do all, to compare what both give.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from jixiao.extract.content import Char

if TYPE_CHECKING:
    from jixiao.extract.lines import TextLine

EDITION = 2
"""Of what is asked here; raised with each change, as pdfium.fetch.EDITION is."""


class Text(Protocol):
    """What is asked."""

    def plain_lines(
        self, chars: Sequence[Char], line: "type[TextLine]", same_line: float, same_glyph: float, boxes: str, /
    ) -> "tuple[TextLine, ...] | None":
        """Give a cell's lines where all are plain, as ``sideways.cell_lines`` does, else None."""

    def owners(
        self,
        chars: Sequence[Char],
        xs: Sequence[float],
        ys: Sequence[float],
        owner: Sequence[Sequence[int]],
        outside: int,
        /,
    ) -> list[int] | None:
        """Give the region in which each character's middle lies, or ``outside``; ``owner`` holds that of each place.

        The borders ``xs`` and ``ys`` are in order. None where a character's place is not of floats.
        """

    def near_borders(self, chars: Sequence[Char], ys: Sequence[float], share: float, /) -> list[Char] | None:
        """Give the characters whose middle is no farther from an inner border than this share of their size.

        The borders ``ys`` are in order, the first and last no inner ones. None as of ``owners``.
        """


def _compiled() -> Text | None:
    try:
        module = import_module("jixiao.extract.fast_text")
    except ImportError:
        return None
    return cast(Text, module) if module.EDITION == EDITION else None


COMPILED = _compiled()

_chosen: ContextVar[Text | None] = ContextVar("_chosen", default=COMPILED)


def compiled_text() -> Text | None:
    """Give the compiled part, where there is one."""
    return _chosen.get()


@contextmanager
def without_compiled() -> Iterator[None]:
    """Have Python do all."""
    before = _chosen.set(None)
    try:
        yield
    finally:
        _chosen.reset(before)
