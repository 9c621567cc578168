"""What extras are made from."""

from pathlib import Path
from typing import NamedTuple


class MadeFrom(NamedTuple):
    """The folder of the tables, the version that made them, and whether OUT has review pages to lead to."""

    tables: Path
    tool_version: str
    has_review: bool = False
