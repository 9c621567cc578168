"""A panel -> one HTML page, Chinese, that stands alone: budgets, indicators with small charts, links in doubt."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from jixiao.output.markup import Markup, element, page, style
from jixiao.output.markup import table as html_table
from jixiao.output.panel.changes import Change, change_of_rows
from jixiao.output.panel.charts import bars, sparkline
from jixiao.output.panel.flagged import doubtful_flags
from jixiao.output.panel.page_style import STYLE
from jixiao.output.panel.status import (
    Path,
    Status,
    covered_years,
    is_renamed_in,
    is_unsure,
    paths,
    status_in,
    status_of,
)
from jixiao.output.panel.tables import budget, budget_change, budget_text, row_of
from jixiao.output.panel.track import DoubtfulLink, Followed, Track

TITLE = "预算绩效指标跨年对照"

STATUSES_ZH = {
    Status.KEPT: "保留",
    Status.RENAMED: "更名",
    Status.NEW: "新增",
    Status.DROPPED: "取消",
    None: "",
}
LEVELS_ZH = {"bureau": "单位", "department": "部门", "form": "表", "task": "任务", "indicator": "指标"}
REASONS_ZH = {
    "same_name": "同名不止一个",
    "unit": "单位不同",
    "level": "所在层级不同",
    "task": "所在任务不同",
    "rows": "所属指标相近，名称不同",
    "words": "名称相近",
}

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded, from anywhere."""


def panel_page(followed: Followed, years: Sequence[str], notes: Sequence[str]) -> bytes:
    """Give the page. ``notes`` say what is not in it, or not proved."""
    all_paths = tuple(paths(followed.tracks))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", f"{TITLE}：{_span(years)}"),
        style(STYLE),
    )
    body = element(
        "body",
        element("h1", TITLE),
        element("p", f"{_span(years)}，共 {len(all_paths)} 项指标", class_="hint"),
        _counts(all_paths),
        *(element("p", note, class_="note") for note in notes),
        *_budgets(followed.tracks, years),
        *_indicators(all_paths, years),
        *_doubts(followed.doubts, years),
    )
    return page(head, body, lang="zh-CN")


def _span(years: Sequence[str]) -> str:
    return "、".join(years)


def _counts(all_paths: Sequence[Path]) -> Markup:
    counts = Counter(status_of(path.indicator, path.covered) for path in all_paths)
    items = (element("li", element("b", f"{counts[status]:,}"), STATUSES_ZH[status]) for status in Status)
    return element("ul", *items, class_="counts")


def _budgets(tracks: Sequence[Track], years: Sequence[str]) -> Iterator[Markup]:
    """Budgets by fund and year; nothing where no form prints one."""
    rows = [
        _budget_row(department, form, covered_years(bureau)[form.latest.kind], len(years))
        for bureau in tracks
        for department in bureau.tracks
        for form in department.tracks
        if any(budget_text(node) for node in form.seen.values())
    ]
    if rows:
        yield element("h2", "一、各项资金的预算（万元）")
        yield _wide(html_table(("资金或项目", "主管部门", "状态", *years, "较上年", "走势"), rows))


def _budget_row(department: Track, form: Track, covered: Sequence[int], years: int) -> list[Markup | str]:
    numbers = [budget(form.seen[year]) if year in form.seen else None for year in range(years)]
    known = [number for number in numbers if number is not None]
    told = " → ".join("无" if number is None else f"{number:f}" for number in numbers)
    return [
        form.latest.name,
        department.latest.name,
        _status(status_of(form, covered)),
        *("" if number is None else f"{number:f}" for number in numbers),
        _change(budget_change(form, years - 1), "万元"),
        bars(numbers, max(known, default=Decimal(0)), told),
    ]


def _indicators(all_paths: Sequence[Path], years: Sequence[str]) -> Iterator[Markup]:
    yield element("h2", "二、各项指标")
    groups = groupby(all_paths, key=lambda path: (path.department.latest.name, path.form.latest.kind, path.form))
    for (department, _, form), group in groups:
        own = list(group)
        title = "：".join(filter(None, (department, form.latest.name or form.latest.forms[0]["title"])))
        headers = ("状态", "任务或职责", "一级 / 二级", "指标", *years, "较上次", "走势")
        rows = [_indicator_row(path, len(years)) for path in own]
        summary = element("summary", f"{title}（{len(own)}）")
        yield element("details", summary, _wide(html_table(headers, rows)), open="open")


def _indicator_row(path: Path, years: int) -> list[Markup | str]:
    latest, seen = row_of(path.indicator.latest), path.indicator.seen
    last, before = max(seen), path.before(max(seen))
    made = change_of_rows(row_of(seen[before]), row_of(seen[last])) if before is not None else None
    return [
        _status(status_of(path.indicator, path.covered), is_unsure=any(is_unsure(path, year) for year in range(years))),
        path.task.latest.name,
        " / ".join(filter(None, (latest["level1"], latest["level2"]))),
        _name(path),
        *(_value(path, year) for year in range(years)),
        _change(made, latest["unit"]),
        _trend(path, years),
    ]


def _name(path: Path) -> Markup | str:
    """Give the latest name, and under it the earlier ones where the indicator was renamed."""
    latest = path.indicator.latest.name
    if not any(is_renamed_in(path.indicator, year) for year in path.indicator.joints):
        return latest
    earlier = dict.fromkeys(node.name for node in path.indicator.seen.values() if node.name != latest)
    score = min(joint.score for joint in path.indicator.joints.values())
    return element("div", latest, element("small", f"曾用名：{'、'.join(earlier)}（衔接得分 {score:.2f}）"))


def _value(path: Path, year: int) -> Markup | str:
    """Give the value as printed and its place; of a year without it, whether it was dropped in that year."""
    if year not in path.indicator.seen:
        gone = status_in(path.indicator, year, path.covered)
        return element("span", STATUSES_ZH[gone], class_="gone") if gone else ""
    row = row_of(path.indicator.seen[year])
    place = f"{row['doc_id']}，第 {row['page_start']} 页，表 {row['form_no']} 行 {row['row_no']}"
    doubtful = doubtful_flags(row)
    mark = [element("small", f"存疑：{'、'.join(doubtful)}", class_="doubtful")] if doubtful else []
    return element("span", row["value_text"], *mark, title=place)


def _trend(path: Path, years: int) -> Markup | str:
    """Give the line of the numbers that compare with the latest; nothing of fewer than two."""
    seen, latest = path.indicator.seen, row_of(path.indicator.latest)
    rows = [row_of(seen[year]) if year in seen else None for year in range(years)]
    compared = [row if row and change_of_rows(row, latest) else None for row in rows]
    numbers = [Decimal(row["base_value"]) if row else None for row in compared]
    if sum(number is not None for number in numbers) < 2:
        return ""
    return sparkline(numbers, " → ".join(row["value_text"] if row else "无" for row in compared))


def _doubts(doubts: Sequence[DoubtfulLink], years: Sequence[str]) -> Iterator[Markup]:
    yield element("h2", "三、存疑的衔接")
    if not doubts:
        yield element("p", "没有存疑的衔接。")
        return
    yield element("p", "下列名称可能是同一事项，未予衔接：原名称按取消、新名称按新增列示，请核对原文。", class_="hint")
    headers = ("层级", "原因", "得分", "所属", "原名称", "新名称")
    yield _wide(html_table(headers, (_doubt_row(doubt, years) for doubt in doubts)))


def _doubt_row(doubt: DoubtfulLink, years: Sequence[str]) -> list[Markup | str]:
    return [
        LEVELS_ZH[doubt.new.level],
        REASONS_ZH[doubt.reason],
        f"{doubt.score:.2f}",
        " | ".join(filter(None, doubt.above)),
        f"{years[doubt.old_year]}：{doubt.old.name}",
        f"{years[doubt.new_year]}：{doubt.new.name}",
    ]


def _status(status: Status | None, *, is_unsure: bool = False) -> Markup | str:
    """Give a status; what rests on a document with open findings has a word under it."""
    mark = [element("small", "可能漏读", class_="doubtful")] if is_unsure else []
    return element("span", STATUSES_ZH[status], *mark, class_=f"status {status}") if status else ""


def _change(made: Change | None, unit: str) -> Markup | str:
    if made is None:
        return ""
    percent = "" if made.percent is None else f"（{made.percent:+f}%）"
    if not made.difference:
        return "持平"
    shown = "个百分点" if unit == "%" else unit
    return element("span", f"{made.difference:+f}{shown}{percent}", class_="change")


def _wide(content: Markup) -> Markup:
    """Let a wide table be moved sideways, also by the keyboard."""
    return element("div", content, class_="wide", tabindex="0", role="region", aria_label="表格")
