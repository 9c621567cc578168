"""What an output folder may hold beside the contract's tables, when it is asked for: made from those tables alone."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jixiao.output.by_year import write_by_year
from jixiao.output.spreadsheet import write_for_spreadsheets

BY_YEAR = "by_year"
SPREADSHEET = "spreadsheet"

EXTRAS: Mapping[str, Callable[[Path, Path], None]] = {
    BY_YEAR: write_by_year,
    SPREADSHEET: write_for_spreadsheets,
}
"""By the name of the folder that it fills: takes the folder of the tables, and its own, which is not there yet."""
