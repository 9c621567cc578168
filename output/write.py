"""Documents' shares -> CSV, Parquet and the data package in one folder."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from jixiao.output.disk import see_to_disk, write_whole
from jixiao.output.package import package
from jixiao.output.rendered import BYTE_ORDER_MARK, csv_lines
from jixiao.output.schema import TABLES, Table

PACKAGE = "datapackage.json"

NAMES = (*(f"{table.name}.{kind}" for table in TABLES for kind in ("csv", "parquet")), PACKAGE, "tables")
"""What stands in an output folder: the tables, their description, and the folder of generic tables' own files."""


def write_tables(
    shares: Callable[[str], Iterable[bytes]], files: Iterable[tuple[str, bytes]], folder: Path, tool_version: str
) -> None:
    """Write each table from the shares that documents have in it, and the documents' own files.

    ``shares`` gives those of a table by its name, ``files`` the path in the folder and the content, both in order.
    """
    written = []
    for table in TABLES:
        written += [write_csv(table, shares(table.name), folder), write_parquet(table, folder, tool_version)]
    names = []
    for name, content in files:
        write_whole(folder / name, content)
        names.append(name)
    write_whole(folder / PACKAGE, package(tool_version, names))
    for path in written:  # once all are written: a disk takes them together
        see_to_disk(path)


def write_csv(table: Table, shares: Iterable[bytes], folder: Path) -> Path:
    """Write the CSV file of a table from shares of its lines, in order, and give its path."""
    path = folder / f"{table.name}.csv"
    with path.open("wb") as file:
        file.write(BYTE_ORDER_MARK + csv_lines([tuple(column.name for column in table.columns)]))
        file.writelines(shares)
    return path


def write_parquet(table: Table, folder: Path, tool_version: str) -> Path:
    """Write the Parquet file from the CSV just written, and give its path: the two cannot differ, and no pandas is loaded for it.

    A float holds every printed figure to 15 digits and is what analysts load; the CSV keeps the digits.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    schema = pa.schema(
        [
            pa.field(c.name, types[c.type], metadata={"title": c.title, "description": c.description})
            for c in table.columns
        ],
        metadata={"title": table.title, "tool": f"jixiao {tool_version}"},
    )
    path = folder / f"{table.name}.parquet"
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batches(folder / f"{table.name}.csv", schema):
            # Under the schema with titles. ``batch.cast`` would load pyarrow.compute: a tenth of a small conversion's time.
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))
    return path


def _batches(path: Path, schema: Any) -> Iterator[Any]:
    import pyarrow.csv as pa_csv

    with pa_csv.open_csv(
        path,
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types={field.name: field.type for field in schema}, null_values=[""], strings_can_be_null=True
        ),
    ) as batches:
        yield from batches
