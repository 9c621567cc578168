"""How a process of this program is set up: the command line's own, and those that convert files for it."""

import gc

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Objects made before Python looks for cycles, in its youngest generation. A conversion makes many objects and few cycles:
at Python's 700 the looking takes 5 % of a sample's conversion, at 50,000 none; memory grows by what 1 page needs."""


def set_up_process() -> None:
    """Set this process up to convert files."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
