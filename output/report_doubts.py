"""A place that is open, as the report shows it: what was read, what is doubtful, and the page's own picture of it."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jixiao.output.doubts import Doubt, Spot
from jixiao.output.markup import Markup, element
from jixiao.output.overview import SEVERITIES_ZH

_READ = {
    "task": "任务",
    "duty": "职责",
    "level1": "一级指标",
    "level2": "二级指标",
    "indicator": "三级指标",
    "value_text": "指标值",
    "actual_text": "实际完成值",
    "weight": "权重",
    "score": "得分",
}
"""Columns of a row that the report shows, with the words beside them."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """Pictures of places, as WebP; for documents without any, why, in Chinese; and what a person should know of all."""

    drawn: Mapping[Spot, bytes]
    problems: Mapping[str, str]
    note: str = ""


def doubt_card(number: int, doubt: Doubt, pictures: Pictures) -> Markup:
    """Give the part of the report that shows one doubt."""
    return element(
        "section",
        element("h3", f"{number}. {SEVERITIES_ZH[doubt.severity]}：{_where(doubt)}"),
        *(element("p", text or code) for code, text in doubt.findings),
        _read(doubt),
        *_shown(doubt, pictures),
        class_=f"doubt {doubt.severity}",
    )


def _where(doubt: Doubt) -> str:
    pages = dict.fromkeys(spot.page for spot in doubt.spots)
    form = f"表 {doubt.form_no}" if doubt.form_no else ""
    row = f"第 {doubt.row_no} 行" if doubt.row_no else ""
    on = f"第 {'、'.join(map(str, pages))} 页" if pages else ""
    return "，".join(filter(None, (doubt.doc_id, form, row, on)))


def _read(doubt: Doubt) -> Markup:
    printed = {name: doubt.row.get(column, "") for column, name in _READ.items()}
    parts = [part for name, text in printed.items() if text for part in (element("dt", name), element("dd", text))]
    return element("dl", *parts)


def _shown(doubt: Doubt, pictures: Pictures) -> Iterator[Markup]:
    for spot in doubt.spots:
        if spot in pictures.drawn:
            source = f"data:image/webp;base64,{b64encode(pictures.drawn[spot]).decode('ascii')}"
            yield element("img", src=source, alt=f"第 {spot.page} 页上的位置，已框出")
    if doubt.doc_id in pictures.problems and doubt.spots:
        yield element("p", pictures.problems[doubt.doc_id], class_="hint")
