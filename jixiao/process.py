"""How a process of this program is set up: the command line's own, and those that convert files for it."""

import gc
import os
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pebble import ProcessPool

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Objects made before Python looks for cycles, in its youngest generation. A conversion makes many objects and few
cycles: at Python's 700 the looking takes 5 % of a sample's conversion, at 50,000 none; memory grows by what 1 page
needs."""


ARROW_POOL = "ARROW_DEFAULT_MEMORY_POOL"
"""Tells pyarrow by what to take memory. Its own way reserves a gigabyte when the first text of a data frame is made,
and that counts as used where the memory of a process is bounded: camelot's tables, which are data frames, left 140 MB
of 1,500."""


def set_up_process() -> None:
    """Set this process up to convert files, before a library is loaded that asks how."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    os.environ.setdefault(ARROW_POOL, "system")


def processes(count: int, folder: str) -> "ProcessPool":
    """Give as many processes that convert files; one that dies is started anew.

    ``folder`` is for what they put down for a while: one that is killed cannot take it away.
    """
    from multiprocessing import get_context

    from pebble import ProcessPool

    return ProcessPool(count, context=get_context("spawn"), initializer=_set_up, initargs=[folder])


def _set_up(folder: str) -> None:
    set_up_process()
    tempfile.tempdir = folder
