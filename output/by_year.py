"""The tables' Parquet files -> the same rows by year, in folders ``<table>/year=<year>/``, as Hive lays them out.

Queries over many documents then open the years that they ask for, and no others.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jixiao.output.disk import see_to_disk
from jixiao.output.made_from import MadeFrom
from jixiao.output.schema import TABLES, Table


class Years(NamedTuple):
    """Whose year is which: a document's by doc_id; a form's by doc_id and form_no, where it is not its document's."""

    documents: Mapping[str, int | None]
    forms: Mapping[tuple[str, int], int]

    def of(self, doc_id: str, form_no: int | None) -> int | None:
        """Give the year of what stands in a form, or else in a document; None where none is printed."""
        own = self.forms.get((doc_id, form_no)) if form_no is not None else None
        return self.documents[doc_id] if own is None else own


def write_by_year(source: MadeFrom, folder: Path) -> None:
    """Write the tables' Parquet files into ``folder`` by year, their rows in the same order."""
    years = _years(source.tables)
    for table in TABLES:
        _write_table(table, source.tables / f"{table.name}.parquet", years, folder / table.name)


def _write_table(table: Table, path: Path, years: Years, folder: Path) -> None:
    import pyarrow as pa
    import pyarrow.dataset as ds
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        before = file.schema_arrow
        own = [field for field in before if field.name != "year"]
        schema = pa.schema([*own, pa.field("year", pa.int64())], metadata=before.metadata)
        written = ds.ParquetFileFormat()
        ds.write_dataset(
            (_with_year(batch, schema, years) for batch in file.iter_batches()),
            folder,
            schema=schema,
            format=written,
            file_options=written.make_write_options(compression="zstd"),
            partitioning=ds.partitioning(pa.schema([schema.field("year")]), flavor="hive"),
            basename_template="part-{i}.parquet",
            use_threads=False,  # rows keep their order, and the same rows give the same files
        )
    folder.mkdir(exist_ok=True)  # a table without rows has a folder too
    for each in sorted(folder.rglob("*.parquet")):
        see_to_disk(each)


def _with_year(batch: Any, schema: Any, years: Years) -> Any:
    """Give rows with the year as their last column: their own where the table has one."""
    import pyarrow as pa

    names = batch.schema.names
    if "year" in names:
        values = batch.column("year").to_pylist()
    else:
        doc_ids = batch.column("doc_id").to_pylist()
        form_nos = batch.column("form_no").to_pylist() if "form_no" in names else [None] * len(doc_ids)
        values = [years.of(doc_id, form_no) for doc_id, form_no in zip(doc_ids, form_nos, strict=True)]
    columns = [batch.column(name) for name in schema.names[:-1]]
    return pa.RecordBatch.from_arrays([*columns, pa.array(values, pa.int64())], schema=schema)


def _years(tables: Path) -> Years:
    documents = {row["doc_id"]: row["year"] for row in _rows(tables / "documents.parquet", ["doc_id", "year"])}
    forms = {
        (row["doc_id"], row["form_no"]): row["year"]
        for row in _rows(tables / "forms.parquet", ["doc_id", "form_no", "year"])
        if row["year"] and row["year"] != documents[row["doc_id"]]
    }
    return Years(documents, forms)


def _rows(path: Path, columns: list[str]) -> Iterator[Mapping[str, Any]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=columns):
            yield from batch.to_pylist()
