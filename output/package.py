"""The data package: what is in an output folder, by Frictionless' standard (specs.frictionlessdata.io/data-package)."""

import json
from collections.abc import Iterable
from typing import Any

from jixiao.output.schema import TABLES, Column, Table

_TYPES = {"text": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date"}

_LICENCE = {
    "name": "CC0-1.0",
    "title": (
        "CC0 1.0: jixiao claims no right in what it writes; the source PDFs keep the terms of those who published them"
    ),
    "path": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def package(tool_version: str, table_files: Iterable[str]) -> bytes:
    """Give the description of an output folder, whose generic tables have these files of their own."""
    described = {
        "profile": "data-package",
        "name": "jixiao",
        "title": "预算绩效目标表",
        "description": "由 jixiao 自预算绩效 PDF 转换：每张表有 CSV（原样）和 Parquet（带类型）两种；空值表示原文未印。",
        "created_by": f"jixiao {tool_version}",
        "licenses": [_LICENCE],
        "resources": [
            *map(_csv, TABLES),
            *map(_parquet, TABLES),
            *(_table_file(number, path) for number, path in enumerate(table_files, 1)),
        ],
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(table: Table) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": _schema(table),
    }


def _parquet(table: Table) -> dict[str, Any]:
    """The same rows as in the CSV file; types, titles and descriptions of the columns stand in the file itself."""
    return {
        "name": f"{table.name}-parquet",
        "title": table.title,
        "path": f"{table.name}.parquet",
        "type": "file",
        "profile": "data-resource",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns]}
    if table.primary_key:
        schema["primaryKey"] = list(table.primary_key)
    if table.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": list(key.columns), "reference": {"resource": key.table, "fields": list(key.columns)}}
            for key in table.foreign_keys
        ]
    return schema


def _field(column: Column) -> dict[str, str]:
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title,
        "description": column.description,
    }


def _table_file(number: int, path: str) -> dict[str, Any]:
    """A generic table as printed: its rows may be of any shape, so it is a file and promises no columns."""
    return {
        "name": f"table-{number}",
        "path": path,
        "type": "file",
        "profile": "data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
    }
