"""What a person should look at, row by row: the open findings with the row that they are about, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from jixiao.output.reading import read_records
from jixiao.output.tally import open_findings

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points from the top left of the page as it is read."""


class Spot(NamedTuple):
    """A place to look at."""

    doc_id: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place or a row with all that is open about it: the code and the Chinese message of each finding.

    ``row`` are the row's columns by name; of what is no row, a row that is not there, or a document, it has nothing.
    ``spots`` are where it stands, in page order; nothing where no place is known.
    """

    doc_id: str
    form_no: str
    row_no: str
    severity: str
    findings: tuple[tuple[str, str], ...]
    row: Mapping[str, str]
    spots: tuple[Spot, ...]


def read_doubts(tables: Path) -> tuple[Doubt, ...]:
    """Give the doubts of a batch: those with an error first, then in the tables' order."""
    grouped: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    for finding in open_findings(tables):
        grouped.setdefault(_about(finding), []).append(finding)
    rows = _rows(tables, {_row_key(each[0]) for each in grouped.values() if each[0]["row_no"]})
    return tuple(_doubt(each, rows.get(_row_key(each[0]), {})) for each in grouped.values())


def _about(finding: Mapping[str, str]) -> tuple[str, ...]:
    """What a finding is about: a row, or else a place."""
    return _row_key(finding) if finding["row_no"] else (finding["doc_id"], finding["page"], finding["bbox"], "place")


def _row_key(record: Mapping[str, str]) -> tuple[str, ...]:
    return record["doc_id"], record["form_no"], record["row_no"]


def _rows(tables: Path, wanted: set[tuple[str, ...]]) -> Mapping[tuple[str, ...], Mapping[str, str]]:
    return {key: row for row in read_records(tables, "indicators") if (key := _row_key(row)) in wanted}


def _doubt(findings: list[Mapping[str, str]], row: Mapping[str, str]) -> Doubt:
    first = findings[0]
    spots = {*_spots_of_row(row), *(spot for each in findings for spot in _spots_of_finding(each))}
    return Doubt(
        first["doc_id"],
        first["form_no"],
        first["row_no"],
        first["severity"],
        tuple((each["code"], each["message_zh"]) for each in findings),
        row,
        tuple(sorted(_outermost(spots))),
    )


def _spots_of_row(row: Mapping[str, str]) -> Iterator[Spot]:
    for each in row.get("boxes", "").split():
        page, _, box = each.partition(":")
        yield Spot(row["doc_id"], int(page), _box(box))


def _spots_of_finding(finding: Mapping[str, str]) -> Iterator[Spot]:
    if finding["page"] and finding["bbox"]:
        yield Spot(finding["doc_id"], int(finding["page"]), _box(finding["bbox"]))


def _box(text: str) -> Box:
    x0, top, x1, bottom = map(float, text.split(","))
    return x0, top, x1, bottom


def _outermost(spots: set[Spot]) -> Iterator[Spot]:
    """Give the places that do not lie in another one."""
    for spot in spots:
        others = (other for other in spots if other != spot and other.page == spot.page)
        if not any(_holds(other.box, spot.box) for other in others):
            yield spot


def _holds(outer: Box, inner: Box) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
