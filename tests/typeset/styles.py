"""The named styles: each differs from a word processor's plain print in one thing, or is one producer's whole way."""

from collections.abc import Mapping
from dataclasses import replace

from tests.typeset.model import Style

PLAIN = Style()
WORD = Style(spelling="spaced")
BROWSER = Style(
    rules="filled", margin=40, foot="", cut_align="middle", breaks="below", spans="middle", merge_level2=True
)
SHEET = Style(
    margin=50, size=9, padding=2, foot="第{page}页 共{count}页", cut_rows=False, breaks="spans", spans="middle"
)
TYPESETTER = Style(rules="grey", sides=False, foot="- {page} -", spans="repeat")

A3_ACROSS = (1191.0, 842.0)
A4_ACROSS = (842.0, 595.0)
SHORT = (595.0, 480.0)
"""A page on which every table breaks."""

BOOK_STYLES: Mapping[str, Style] = {
    "plain": PLAIN,
    "word": WORD,
    "browser": BROWSER,
    "sheet": SHEET,
    "typesetter": TYPESETTER,
    **{f"rules {rules}": replace(PLAIN, rules=rules) for rules in ("filled", "double", "dashed", "dotted", "dashes")},
    **{f"rules {rules}": replace(PLAIN, rules=rules) for rules in ("dots", "grey", "boxes")},
    "no outer sides": replace(PLAIN, sides=False),
    "no outer sides, filled": replace(PLAIN, sides=False, rules="filled"),
    "no outer sides, short pages": replace(PLAIN, sides=False, page=SHORT),
    "zebra": replace(PLAIN, zebra=True),
    "zebra, filled": replace(PLAIN, zebra=True, rules="filled"),
    "landscape": replace(PLAIN, page=A4_ACROSS),
    "rotate 90": replace(PLAIN, rotate=90),
    "rotate 180": replace(PLAIN, rotate=180),
    "rotate 270": replace(PLAIN, rotate=270),
    "rotate 90, landscape": replace(PLAIN, rotate=90, page=A4_ACROSS),
    "crop box": replace(PLAIN, crop=True),
    "crop box, rotate 90": replace(PLAIN, crop=True, rotate=90),
    "locked": replace(PLAIN, locked=True),
    "7 pt": replace(PLAIN, size=7, padding=2),
    "7 pt, tight": replace(PLAIN, size=7, padding=0.5),
    "16 pt": replace(PLAIN, size=16),
    "full-width digits": replace(PLAIN, spelling="full_width"),
    "blanks at digits": replace(PLAIN, spelling="spaced"),
    "mapped font": replace(PLAIN, to_unicode="plain"),
    "radicals": replace(PLAIN, to_unicode="radicals"),
    "labels drawn twice": replace(PLAIN, drawn_twice="labels"),
    "characters drawn twice": replace(PLAIN, drawn_twice="characters"),
    "foot - 3 -": replace(PLAIN, foot="- {page} -"),
    "foot 第3页 共9页": replace(PLAIN, foot="第{page}页 共{count}页"),
    "foot 3/9": replace(PLAIN, foot="{page}/{count}"),
    "running head": replace(PLAIN, head="周村区2024年预算绩效目标汇编"),
    "running head and foot, short pages": replace(PLAIN, head="周村区预算绩效目标汇编", foot="- {page} -", page=SHORT),
    "header repeated": replace(PLAIN, repeat_header=True),
    "header repeated, short pages": replace(PLAIN, repeat_header=True, page=SHORT),
    "header repeated, whole rows": replace(PLAIN, repeat_header=True, page=SHORT, cut_rows=False),
    "side by side": replace(PLAIN, columns=2, page=A3_ACROSS, size=9, padding=2, margin=40),
    "side by side, sheet": replace(SHEET, columns=2, page=A3_ACROSS, margin=30),
    "watermark behind": replace(PLAIN, watermark="behind"),
    "watermark in front": replace(PLAIN, watermark="front"),
    "seal": replace(PLAIN, seal="ring"),
    "seal with upright text": replace(PLAIN, seal="upright"),
    "top": replace(PLAIN, middle=False),
    "top left": replace(PLAIN, middle=False, centred=False),
    "left": replace(PLAIN, centred=False),
    "level 2 merged": replace(PLAIN, merge_level2=True),
    **{f"breaks {breaks}": replace(PLAIN, breaks=breaks, page=SHORT) for breaks in ("spans", "below", "open")},
    **{f"labels {spans}": replace(PLAIN, spans=spans, page=SHORT) for spans in ("middle", "repeat", "halves")},
    "labels flow, level 2 merged": replace(PLAIN, merge_level2=True, page=SHORT),
    "labels in the middle, open": replace(PLAIN, spans="middle", breaks="open", page=SHORT, cut_align="middle"),
    "labels in halves, open": replace(PLAIN, spans="halves", breaks="spans", page=SHORT, merge_level2=True),
    "whole rows": replace(PLAIN, cut_rows=False, page=SHORT),
}

CUT_STYLES: Mapping[str, tuple[str, Style]] = {
    "word": ("fund", PLAIN),
    "browser": ("fund", BROWSER),
    "repeated labels": ("fund", replace(PLAIN, spans="repeat", repeat_header=True)),
    "word, strategy": ("strategy", PLAIN),
    "word, annual": ("annual", PLAIN),
    "browser, annual": ("annual", BROWSER),
}
"""Name -> form and style of a series that breaks the page at every row border and behind every line."""
