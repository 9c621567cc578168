"""Tracks -> a panel's three tables: indicators, budgets, links in doubt. Some columns are a year's: ``value_2024``."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from jixiao.output.documents import TableRow
from jixiao.output.panel.changes import Change, change, change_of_rows
from jixiao.output.panel.columns import BUDGETS, BUDGETS_BY_YEAR, DOUBTS, PANEL, PANEL_BY_YEAR
from jixiao.output.panel.decisions import PLACE_PARTED_BY
from jixiao.output.panel.node import Level, Node
from jixiao.output.panel.status import Path, covered_years, is_unsure, paths, status_in, status_of
from jixiao.output.panel.track import DoubtfulLink, Followed, Joint, Track
from jixiao.output.rows import Row, Value
from jixiao.output.schema import Column, Table


class PanelTable(NamedTuple):
    """One of a panel's tables with its rows."""

    table: Table
    rows: tuple[Row, ...]


def panel_tables(followed: Followed, years: Sequence[str]) -> tuple[PanelTable, ...]:
    """Give the tables ``panel``, ``panel_budgets`` and ``panel_doubts``; ``years`` are the years' labels, in order."""
    panel = Table("panel", "指标跨年", (*PANEL, *_each_year(PANEL_BY_YEAR, years)), ("panel_no",))
    budgets = Table("panel_budgets", "预算跨年", (*BUDGETS, *_each_year(BUDGETS_BY_YEAR, years)), ())
    rows = tuple(_panel_row(number, path, len(years)) for number, path in enumerate(paths(followed.tracks), 1))
    return (
        PanelTable(panel, rows),
        PanelTable(budgets, tuple(_budget_rows(followed.tracks, len(years)))),
        PanelTable(DOUBTS, tuple(_doubt_row(doubt, years) for doubt in followed.doubts)),
    )


def _each_year(columns: Sequence[Column], years: Sequence[str]) -> Iterator[Column]:
    for year in years:
        for name, kind, title, description in columns:
            yield Column(f"{name}_{year}", kind, f"{title} {year}", description)


def _panel_row(number: int, path: Path, years: int) -> Row:
    latest = row_of(path.indicator.latest)
    scores = [joint.score for joint in (path.joint(year) for year in path.indicator.seen) if joint]
    names = (path.bureau, path.department)
    return (
        number,
        status_of(path.indicator, path.covered),
        Decimal(str(min(scores))) if scores else None,
        *(_text(track.latest.name) for track in names),
        path.form.latest.kind,
        *(_text(track.latest.name) for track in (path.form, path.task)),
        *(_text(latest[name]) for name in ("level1", "level2", "indicator")),
        *(value for year in range(years) for value in _year_of(path, year)),
    )


def _year_of(path: Path, year: int) -> Row:
    status = status_in(path.indicator, year, path.covered)
    if year not in path.indicator.seen:
        return (status, is_unsure(path, year), *[None] * (len(PANEL_BY_YEAR) - 2))
    row = row_of(path.indicator.seen[year])
    return (
        status,
        is_unsure(path, year),
        *(_text(row[name]) for name in ("indicator", "value_text")),
        _number(row["value"]),
        _text(row["unit"]),
        *_figures(_change_into(path, year)),
        *_joint(path.joint(year)),
        _text(row["flags"]),
        row["doc_id"],
        *(_whole(row[name]) for name in ("form_no", "row_no", "page_start")),
    )


def _change_into(path: Path, year: int) -> Change | None:
    before = path.before(year)
    if before is None:
        return None
    return change_of_rows(row_of(path.indicator.seen[before]), row_of(path.indicator.seen[year]))


def _figures(made: Change | None) -> Row:
    return (made.difference, made.percent) if made else (None, None)


def _joint(joint: Joint | None) -> Row:
    return (joint.rule, Decimal(str(joint.score))) if joint else (None, None)


def _budget_rows(tracks: Sequence[Track], years: int) -> Iterator[Row]:
    """Give the budgets of forms that print one in some year."""
    for bureau in tracks:
        covered = covered_years(bureau)
        for department in bureau.tracks:
            for form in department.tracks:
                if any(budget_text(node) for node in form.seen.values()):
                    yield (
                        status_of(form, covered[form.latest.kind]),
                        *(_text(track.latest.name) for track in (bureau, department)),
                        form.latest.kind,
                        _text(form.latest.name),
                        *(value for year in range(years) for value in _budget_in(form, year)),
                    )


def _budget_in(form: Track, year: int) -> Row:
    if year not in form.seen:
        return (None,) * len(BUDGETS_BY_YEAR)
    node = form.seen[year]
    first = node.forms[0]
    made = budget_change(form, year)
    return (_text(budget_text(node)), budget(node), *_figures(made), first["doc_id"], _whole(first["form_no"]))


def budget(node: Node) -> Decimal | None:
    """Give a form's budget in 万元; None where it is not known, or several forms print one: which is meant is not."""
    return _number(node.forms[0]["budget_wan_yuan"]) if len(node.forms) == 1 else None


def budget_text(node: Node) -> str:
    """Give a form's budget as printed."""
    return "；".join(filter(None, (form["budget_text"] for form in node.forms)))


def budget_change(form: Track, year: int) -> Change | None:
    """Give the change of a form's budget into a year, in 万元; None where either is not known."""
    before = max((each for each in form.seen if each < year), default=None)
    if before is None or year not in form.seen:
        return None
    old, new = budget(form.seen[before]), budget(form.seen[year])
    return change(old, new, "") if old is not None and new is not None else None


def _doubt_row(doubt: DoubtfulLink, years: Sequence[str]) -> Row:
    return (
        None,
        doubt.new.level,
        doubt.reason,
        Decimal(str(doubt.score)),
        _text(PLACE_PARTED_BY.join(filter(None, doubt.above))),
        *_doubted(years[doubt.old_year], doubt.old),
        *_doubted(years[doubt.new_year], doubt.new),
    )


def _doubted(year: str, node: Node) -> Row:
    row = next(iter(node.rows()), None)
    value = _text(row["value_text"]) if row and node.level is Level.INDICATOR else None
    if row is None:
        return (year, _text(node.name), value, None, None, None, None)
    numbers = (_whole(row[name]) for name in ("form_no", "row_no", "page_start"))
    return (year, _text(node.name), value, row["doc_id"], *numbers)


def row_of(node: Node) -> TableRow:
    """Give the row of an indicator's node."""
    if node.row is None:
        raise ValueError(f"a {node.level} has no row")
    return node.row


def _text(text: str) -> Value:
    return text or None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _whole(text: str) -> int | None:
    return int(text) if text else None
