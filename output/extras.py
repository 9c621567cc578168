"""What an output folder may hold beside the contract's tables, when it is asked for: made from those tables alone."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from jixiao.errors import PackageMissing
from jixiao.output.by_year import write_by_year
from jixiao.output.chinese import write_with_chinese_titles
from jixiao.output.database import write_database
from jixiao.output.extra_names import BY_YEAR, CHINESE, DATABASE, SPREADSHEET, WORKBOOK
from jixiao.output.made_from import MadeFrom
from jixiao.output.spreadsheet import write_for_spreadsheets
from jixiao.output.workbook import write_workbook


@dataclass(frozen=True, slots=True)
class Extra:
    """How an extra is made.

    ``write`` takes what it is made from, and its place, where nothing stands yet: it makes a folder there, or a file.
    ``package`` is the third-party package that it needs, and ``installed_by`` the extra of jixiao that brings it; both
    are empty where jixiao's own packages do. ``leads_to_review`` says that it holds links to the review pages, where
    OUT has any.
    """

    write: Callable[[MadeFrom, Path], None]
    package: str = ""
    installed_by: str = ""
    leads_to_review: bool = False


EXTRAS: Mapping[str, Extra] = {
    BY_YEAR: Extra(write_by_year),
    SPREADSHEET: Extra(write_for_spreadsheets),
    CHINESE: Extra(write_with_chinese_titles),
    WORKBOOK: Extra(write_workbook, "xlsxwriter", "jixiao[xlsx]", leads_to_review=True),
    DATABASE: Extra(write_database, "duckdb", "jixiao[duckdb]"),
}
"""By the name of the folder or file in OUT."""

NOT_SAME_TO_THE_BYTE = frozenset((DATABASE,))
"""Those of which the same tables give other bytes each time, though the same rows."""


def check_packages(names: Iterable[str]) -> None:
    """Raise PackageMissing where an extra needs a package that is not installed."""
    for name in names:
        extra = EXTRAS[name]
        if extra.package and find_spec(extra.package) is None:
            raise PackageMissing(Path(name), extra.package, f"'{extra.installed_by}'")
