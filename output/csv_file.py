"""A table's CSV file: UTF-8 with a byte order mark, texts as printed."""

from collections.abc import Iterable
from pathlib import Path

from jixiao.output.rendered import BYTE_ORDER_MARK, csv_lines
from jixiao.output.schema import Table


def write_csv(table: Table, shares: Iterable[bytes], folder: Path) -> Path:
    """Write the CSV file of a table from shares of its lines, in order, and give its path."""
    path = folder / f"{table.name}.csv"
    with path.open("wb") as file:
        file.write(BYTE_ORDER_MARK + csv_lines([tuple(column.name for column in table.columns)]))
        file.writelines(shares)
    return path
