"""Where two conversions differ, as a CSV file (docs/compare.md): written, and read back for the review pages."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jixiao.errors import FileNotReadable, OutputNotWritable
from jixiao.output.compared_items import Spot
from jixiao.output.differences import CellDifference, Compared, Difference, Part, Side

COLUMNS = (
    *("doc_id_a", "doc_id_b", "sha256_a", "sha256_b", "part", "only"),
    *("form_no_a", "row_no_a", "page_a", "form_no_b", "row_no_b", "page_b"),
    *("home", "name", "column", "a", "b"),
)
"""A line is a cell that differs, or a cell of what only one has; ``only`` is empty, ``a`` or ``b``."""

Line = Mapping[str, str]


def difference_lines(compared: Compared) -> Iterator[Line]:
    """Give the lines of a document."""
    of_document = {
        f"{name}_{side}": row[name]
        for side, row in (("a", compared.a), ("b", compared.b))
        for name in ("doc_id", "sha256")
    }
    for difference in compared.differences:
        for cell in difference.cells or (CellDifference("", "", ""),):
            yield {**of_document, **_line(difference, cell)}


def alone_line(doc_id: str, side: Side) -> Line:
    """Give the line of a document that only one folder has."""
    said = {f"doc_id_{side}": doc_id, "part": Part.DOCUMENT.value, "only": side.value, "name": doc_id}
    return {**dict.fromkeys(COLUMNS, ""), **said}


def _line(difference: Difference, cell: CellDifference) -> Line:
    spots = {**_spot("a", difference.a), **_spot("b", difference.b)}
    said = {
        "part": difference.part.value,
        "only": difference.only or "",
        "home": difference.home,
        "name": difference.name,
    }
    return {**said, **spots, "column": cell.column, "a": cell.a, "b": cell.b}


def _spot(side: str, spot: Spot) -> Line:
    return {f"{name}_{side}": "" if number is None else str(number) for name, number in spot._asdict().items()}


def write_differences(path: Path, lines: Iterable[Line]) -> None:
    """Write lines as UTF-8 with a byte order mark. Raises OutputNotWritable."""
    try:
        with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(lines)
    except OSError as error:
        raise OutputNotWritable(path, error.strerror or str(error)) from error


def read_differences(path: Path) -> tuple[Line, ...]:
    """Read the lines back. Raises FileNotReadable of what is no such file."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        lines = tuple(reader)
    except OSError as error:
        raise FileNotReadable(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise FileNotReadable(path, "it is not UTF-8") from error
    except csv.Error as error:
        raise FileNotReadable(path, f"it is not CSV: {error}") from error
    if tuple(reader.fieldnames or ()) != COLUMNS or any(None in line or None in line.values() for line in lines):
        raise FileNotReadable(path, "it is no file that jixiao compare --csv wrote")
    return lines
