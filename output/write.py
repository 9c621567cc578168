"""Rows -> CSV, Parquet and the data package, written to a temporary folder and moved in whole."""

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from jixiao.errors import OutputNotWritable
from jixiao.output.rows import ConvertedDocument, Row, Value, table_file, table_rows
from jixiao.output.schema import TABLES, Table

_FRICTIONLESS = {"text": "string", "integer": "integer", "number": "number"}


def write_tables(documents: Sequence[ConvertedDocument], out: Path, tool_version: str) -> tuple[Path, ...]:
    """Write all tables of the documents into ``out``. Either every file arrives or none; raises OutputNotWritable."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".jixiao-", dir=out))
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    try:
        for table in TABLES:
            rows = chain.from_iterable(table_rows(document, table) for document in documents)
            _write_csv(table, rows, staging)
            _write_parquet(table, staging, tool_version)
        for document in documents:
            _write_generic_tables(document, staging)
        _write_package(staging, tool_version)
        written = sorted(path.relative_to(staging) for path in staging.rglob("*") if path.is_file())
        return tuple(_move_in(staging, name, out) for name in written)
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move_in(staging: Path, name: Path, out: Path) -> Path:
    target = out / name
    target.parent.mkdir(exist_ok=True)
    os.replace(staging / name, target)  # noqa: PTH105 - the atomic move, by its usual name
    return target


def _plain(value: Value) -> str:
    """Numbers as printed, never with an exponent; nothing for None."""
    if value is None:
        return ""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def _write_csv(table: Table, rows: Iterable[Row], folder: Path) -> None:
    # The byte order mark makes Excel and WPS read the file as UTF-8.
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in table.columns])
        writer.writerows([_plain(value) for value in row] for row in rows)


def _write_generic_tables(document: ConvertedDocument, folder: Path) -> None:
    for table in document.document.tables:
        path = folder / table_file(document.doc_id, table)
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(table.rows)


def _write_parquet(table: Table, folder: Path, tool_version: str) -> None:
    """Write the Parquet file from the CSV just written: the two cannot differ, and no pandas is loaded for it.

    A float holds every printed figure to 15 digits and is what analysts load; the CSV keeps the digits.
    """
    import pyarrow as pa
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    types = {"text": pa.string(), "integer": pa.int64(), "number": pa.float64()}
    schema = pa.schema(
        [pa.field(c.name, types[c.type], metadata={"title": c.title}) for c in table.columns],
        metadata={"title": table.title, "tool": f"jixiao {tool_version}"},
    )
    batches = pa_csv.open_csv(
        folder / f"{table.name}.csv",
        parse_options=pa_csv.ParseOptions(newlines_in_values=True),
        convert_options=pa_csv.ConvertOptions(
            column_types={field.name: field.type for field in schema}, null_values=[""], strings_can_be_null=False
        ),
    )
    with batches, pq.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd") as writer:
        for batch in batches:
            # Under the schema with titles. ``batch.cast`` would load pyarrow.compute: a tenth of a small conversion's time.
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def _write_package(folder: Path, tool_version: str) -> None:
    package = {
        "profile": "tabular-data-package",
        "name": "jixiao",
        "title": "预算绩效目标表",
        "created_by": f"jixiao {tool_version}",
        "resources": [_resource(table) for table in TABLES],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8")


def _resource(table: Table) -> dict[str, Any]:
    fields = [{"name": c.name, "type": _FRICTIONLESS[c.type], "title": c.title} for c in table.columns]
    schema: dict[str, Any] = {"fields": fields}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }
