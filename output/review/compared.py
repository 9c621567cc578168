"""What another conversion of a document reads otherwise -> what its page tells of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from jixiao.normalize.records import Severity
from jixiao.output.difference_file import Line
from jixiao.output.differences import Part
from jixiao.output.documents import DocumentRows, TableRow
from jixiao.output.review.places import PlacedBox, row_boxes
from jixiao.output.schema import TABLES

CODES: Mapping[str, tuple[str, str]] = {
    "compared_differs": ("与另一次转换的读法不同", "another conversion reads it otherwise"),
    "compared_only_here": ("另一次转换中没有", "another conversion does not have it"),
    "compared_missing": ("另一次转换在此之后另有内容", "another conversion has something behind it"),
    "compared_unfit": ("比对之后本行已改变，请重新比对", "it has changed since it was compared: compare again"),
}
"""What each code says, in Chinese and English."""

SEVERITY = Severity.WARNING
"""Of all of them: a doubt, until a person has looked."""

_TABLES = {Part.DOCUMENT: "documents", Part.FORM: "forms", Part.FIELD: "fields", Part.ROW: "indicators"}
_TITLES = {
    part.value: {
        column.name: column.title for table in TABLES if table.name == _TABLES.get(part) for column in table.columns
    }
    for part in Part
}
"""Chinese titles of the columns of each part."""


@dataclass(frozen=True, slots=True)
class ComparedFinding:
    """Something that another conversion reads otherwise: what to say; its form, row, page and boxes here."""

    code: str
    zh: str
    en: str
    form: int | None
    row: int | None
    page: int | None
    boxes: tuple[PlacedBox, ...]


def compared_findings(rows: DocumentRows, lines: Iterable[Line]) -> tuple[ComparedFinding, ...]:
    """Give what the lines of a comparison say of a document: those of its SHA-256, as A where both are that file."""
    own = {(row["form_no"], row["row_no"]): row for row in rows.of("indicators")}
    sided = ((side, line) for line in lines if (side := _side(line, rows.document["sha256"])))
    return tuple(_finding(side, list(cells), own) for (side, _), cells in groupby(sided, key=_about))


Sided = tuple[str, Line]
"""A line, and which side of it the document is: ``a`` or ``b``."""


def _side(line: Line, sha256: str) -> str:
    return next((side for side in ("a", "b") if line[f"sha256_{side}"] == sha256), "")


def _about(sided: Sided) -> tuple[str, tuple[str, ...]]:
    """Lines of one difference follow one another, and have these in common."""
    side, line = sided
    return side, tuple(text for name, text in line.items() if name not in ("column", "a", "b"))


def _finding(side: str, sided: Sequence[Sided], own: Mapping[tuple[str, str], TableRow]) -> ComparedFinding:
    lines = [line for _, line in sided]
    first = lines[0]
    other = "b" if side == "a" else "a"
    row = own.get((first[f"form_no_{side}"], first[f"row_no_{side}"])) if first["part"] == Part.ROW else None
    code = {side: "compared_only_here", other: "compared_missing"}.get(first["only"], "compared_differs")
    if first["part"] == Part.ROW and code != "compared_missing" and not _fits(row, side, lines):
        code, row = "compared_unfit", None
    in_form = first["part"] in (Part.FORM, Part.FIELD, Part.ROW)
    name = "" if first["part"] == Part.DOCUMENT else first["name"]
    zh, en = (list(_cells(lines, side, other, titles)) for titles in (_TITLES[first["part"]], {}))
    return ComparedFinding(
        code,
        "：".join(filter(None, (f"{CODES[code][0]}（{first[f'doc_id_{other}']}）", name, "；".join(zh)))),
        ": ".join(filter(None, (f"{CODES[code][1]} ({first[f'doc_id_{other}']})", name, "; ".join(en)))),
        _number(first[f"form_no_{side}"]) if in_form else None,
        _number(row["row_no"]) if row else None,
        _number(first[f"page_{side}"]),
        row_boxes(row) if row else (),
    )


def _fits(row: TableRow | None, side: str, lines: Iterable[Line]) -> bool:
    """Whether the row still is as it was when it was compared."""
    return row is not None and all(row.get(line["column"], "") == line[side] for line in lines)


def _cells(lines: Sequence[Line], side: str, other: str, titles: Mapping[str, str]) -> Iterator[str]:
    for line in lines:
        name = titles.get(line["column"], line["column"])
        texts = line[line["only"]] if line["only"] else f"{line[side] or '∅'} → {line[other] or '∅'}"
        yield f"{name} {texts}".strip()


def _number(text: str) -> int | None:
    return int(text) if text else None
