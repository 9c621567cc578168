"""Options of ``convert`` that ask for outputs beside the tables (``jixiao.output.extras``)."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

import click

from jixiao.output.extra_names import BY_YEAR, CHINESE, DATABASE, SPREADSHEET, WORKBOOK

_EXTRAS: Mapping[str, tuple[str, Any, str]] = {
    "xlsx": (WORKBOOK, bool, "Write an Excel workbook too, {}: a sheet a table, in Chinese."),
    "duckdb": (DATABASE, bool, "Write a DuckDB database too, {}, with keys and views."),
    "headers": (CHINESE, click.Choice(["zh"]), "Write the CSV files with Chinese titles too, in the folder {}."),
    "partition": (BY_YEAR, click.Choice(["year"]), "Write the Parquet files by year too, in the folder {}."),
    "csv_for_spreadsheets": (
        SPREADSHEET,
        bool,
        "Write CSV files for Excel and WPS too, in the folder {}: no text becomes a formula or a date.",
    ),
}
"""By each option's parameter: the extra that it asks for, its type, and its help with room for the extra's name."""


def extra_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options: the extras that they ask for come as its parameter ``extras``."""

    @wraps(command)
    def with_extras(**given: Any) -> None:
        wanted = tuple(extra for parameter, (extra, *_) in _EXTRAS.items() if given.pop(parameter))
        command(extras=wanted, **given)

    for parameter, (extra, kind, text) in reversed(tuple(_EXTRAS.items())):
        name = f"--{parameter.replace('_', '-')}"
        with_extras = click.option(name, type=kind, is_flag=kind is bool, help=text.format(extra))(with_extras)
    return with_extras
