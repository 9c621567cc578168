"""Rows of a table -> a pandas data frame. What is not there is missing in it, whatever the column's type."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from jixiao.output.rows import Row
from jixiao.output.schema import Table

if TYPE_CHECKING:
    import pandas as pd

_KINDS: Mapping[str, str] = {
    "text": "string",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "date": "datetime64[s]",
}


def data_frame(table: Table, rows: Iterable[Row], *, exact: bool = False) -> "pd.DataFrame":
    """Give the rows as a data frame; with ``exact`` numbers stay Decimal, else they are floats."""
    import pandas as pd

    kinds = dict(_KINDS, number="object") if exact else _KINDS
    values = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(cells, dtype=kinds[column.type])
            for column, cells in zip(table.columns, values, strict=True)
        }
    )
