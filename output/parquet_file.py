"""A table's Parquet file (zstd), with titles and descriptions as metadata."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jixiao.output.schema import Table

_ROW_GROUP = 8192
"""Fewest rows of a Parquet file that are packed together: a writer keeps those of one in memory, of indicators 1.5 MB
a thousand; 5,000 pages have 54,000."""


def write_parquet(table: Table, folder: Path, tool_version: str) -> Path:
    """Write the Parquet file from the CSV just written, and give its path: so the two cannot differ.

    No pandas is loaded for it. A float holds every printed figure to 15 digits and is what analysts load; the CSV keeps
    the digits.
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
        for group in _row_groups(_batches(folder / f"{table.name}.csv", schema)):
            # Under the schema with titles. ``batch.cast`` would load pyarrow.compute: a tenth of a small conversion's
            # time.
            titled = [pa.RecordBatch.from_arrays(batch.columns, schema=schema) for batch in group]
            writer.write_table(pa.Table.from_batches(titled, schema=schema))
    return path


def _row_groups(batches: Iterable[Any]) -> Iterator[list[Any]]:
    """Give batches of rows together until they make a row group."""
    group: list[Any] = []
    for batch in batches:
        group.append(batch)
        if sum(each.num_rows for each in group) >= _ROW_GROUP:
            yield group
            group = []
    if group:
        yield group


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
