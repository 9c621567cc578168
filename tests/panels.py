"""Small forms of several years, as rows of the tables, for tests of panels."""

from collections.abc import Sequence
from typing import NamedTuple

from jixiao.output.panel.following import follow
from jixiao.output.panel.node import FormRows, bureaus
from jixiao.output.panel.track import Followed, Track
from jixiao.output.schema import TABLES

COLUMNS = {table.name: [column.name for column in table.columns] for table in TABLES}


class Printed(NamedTuple):
    """An indicator as a form prints it, and what is read of it; ``base_value`` is in the base unit."""

    indicator: str
    value: str = ""
    unit: str = ""
    base_value: str = ""
    base_unit: str = ""
    comparator: str = ">="
    task: str = "任务"
    level1: str = "产出指标"
    level2: str = "数量指标"
    explanation: str = ""
    flags: str = ""


def number(indicator: str, value: str, unit: str = "人", **others: str) -> Printed:
    """Give an indicator that is one number of a unit without a scale."""
    return Printed(indicator, value, unit, value, unit, **others)


def form(
    *rows: Printed | str,
    subject: str = "乡村振兴战略资金",
    department: str = "淄博市周村区农业农村局",
    publisher: str = "淄博市周村区财政局",
    form_type: str = "fund_target",
    budget: str = "",
    form_no: int = 1,
    document_status: str = "ok",
) -> FormRows:
    """Give a form; a text is an indicator of that name."""
    about = {"form_no": str(form_no), "form_type": form_type, "subject": subject, "department": department}
    head = dict.fromkeys(COLUMNS["forms"], "") | about
    head |= {"publisher": publisher, "doc_id": "d", "budget_text": budget, "budget_wan_yuan": budget, "title": "目标表"}
    head |= {"document_status": document_status}
    printed = [row if isinstance(row, Printed) else Printed(row) for row in rows]
    return FormRows(head, tuple(_row(each, about, place) for place, each in enumerate(printed, 1)))


def _row(printed: Printed, about: dict[str, str], row_no: int) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS["indicators"], "") | about | printed._asdict()
    text = f"≥{printed.value}{printed.unit}" if printed.value else ""
    kind = "numeric" if printed.value else "empty"
    return row | {"doc_id": "d", "row_no": str(row_no), "page_start": "1", "value_text": text, "value_type": kind}


def followed(*years: FormRows | Sequence[FormRows]) -> Followed:
    """Follow forms, one a year or several."""
    return follow([bureaus([year] if isinstance(year, FormRows) else year) for year in years])


def leaves(tracks: Sequence[Track]) -> list[Track]:
    """Give the tracks of indicators."""
    return [leaf for track in tracks for leaf in ([track] if track.level == "indicator" else leaves(track.tracks))]


def names(result: Followed) -> set[tuple[str, ...]]:
    """Give of each indicator the names it has over the years, - where it has none."""
    found = leaves(result.tracks)
    last = max(max(leaf.seen) for leaf in found)
    return {tuple(leaf.seen[y].name if y in leaf.seen else "-" for y in range(last + 1)) for leaf in found}


def doubts(result: Followed) -> set[tuple[str, str, str, str]]:
    """Give of each doubt its level, its reason and both names."""
    return {(each.new.level, each.reason, each.old.name, each.new.name) for each in result.doubts}
