"""What became of an altered file, by what the batch wrote of it beside what it wrote of the file as it was."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

ROWS = ("indicators", "forms", "fields", "targets", "tables")
_PLACE = {"doc_id", "bbox", "flags", "page_start", "page_end", "page", "file"}
"""Columns that say where something stands, or whose it is, and not what."""


class Verdict(StrEnum):
    """What became of an altered file."""

    SAME = "same rows"
    FAILED = "failed"
    FLAGGED = "rows differ, told"
    SILENT = "rows differ, silent"
    CRASHED = "crashed"
    OVER = "over time or memory"
    LOST = "not among the documents"


class Seen(NamedTuple):
    """What is written of a file: its status and error, its rows, its open findings, each with how often it comes."""

    status: str
    error: str
    rows: Counter[tuple[str, ...]]
    told: Counter[str]


def read_output(out: Path) -> Mapping[str, Seen]:
    """Give what stands in an output folder, by document."""
    rows: dict[str, Counter[tuple[str, ...]]] = {}
    told: dict[str, Counter[str]] = {}
    for table in ROWS:
        for line in _table(out, table):
            values = (table, *(value for name, value in line.items() if name not in _PLACE))
            rows.setdefault(line["doc_id"], Counter())[values] += 1
    for line in _table(out, "findings"):
        if line["severity"] != "info":
            told.setdefault(line["doc_id"], Counter())[line["code"]] += 1
    return {
        line["doc_id"]: Seen(
            line["status"],
            line["error_code"],
            rows.get(line["doc_id"], Counter()),
            told.get(line["doc_id"], Counter()),
        )
        for line in _table(out, "documents")
    }


def _table(out: Path, name: str) -> Sequence[Mapping[str, str]]:
    with (out / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def judge(altered: Seen | None, original: Seen) -> Verdict:
    """Say what became of a file. A finding counts as told where the file as it was has fewer of its kind."""
    if altered is None:
        return Verdict.LOST
    if altered.status == "failed":
        limits = {"crashed": Verdict.CRASHED, "out_of_time": Verdict.OVER, "out_of_memory": Verdict.OVER}
        return limits.get(altered.error, Verdict.FAILED)
    if altered.rows == original.rows:
        return Verdict.SAME
    return Verdict.FLAGGED if altered.told - original.told else Verdict.SILENT


def is_whole(out: Path) -> bool:
    """Whether the tables are: every CSV has the rows of its Parquet, and each row is of a document that is there."""
    import pyarrow.parquet as pq

    known = {line["doc_id"] for line in _table(out, "documents")}
    for table in (*ROWS, "documents", "findings"):
        lines = _table(out, table)
        if len(lines) != pq.read_metadata(out / f"{table}.parquet").num_rows or {x["doc_id"] for x in lines} - known:
            return False
    return True
