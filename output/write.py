"""Documents' shares -> CSV, Parquet and the data package in one folder."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from jixiao.output.csv_file import write_csv
from jixiao.output.disk import see_to_disk, write_whole
from jixiao.output.package import package
from jixiao.output.parquet_file import write_parquet
from jixiao.output.schema import TABLES

PACKAGE = "datapackage.json"

NAMES = (*(f"{table.name}.{kind}" for table in TABLES for kind in ("csv", "parquet")), PACKAGE, "tables")
"""What stands in an output folder: the tables, their description, and the folder of generic tables' own files."""


def write_tables(
    shares: Callable[[str], Iterable[bytes]], files: Iterable[tuple[str, bytes]], folder: Path, tool_version: str
) -> None:
    """Write each table from the shares that documents have in it, and the documents' own files.

    ``shares`` gives those of a table by its name, ``files`` the path in the folder and the content, both in order.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:  # pyarrow gives up the interpreter's lock
        written, parquet, names = [], [], []
        for table in TABLES:
            written.append(write_csv(table, shares(table.name), folder))
            parquet.append(thread.submit(write_parquet, table, folder, tool_version))
        for name, content in files:
            write_whole(folder / name, content)
            names.append(name)
        write_whole(folder / PACKAGE, package(tool_version, names))
        written += [each.result() for each in parquet]
    for path in written:  # once all are written: a disk takes them together
        see_to_disk(path)
