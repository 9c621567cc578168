"""A page's picture -> ``PageContent``: its ruling lines as drawings, and the characters that were recognised in it."""

from dataclasses import replace
from math import sqrt
from typing import Any

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.content import PageContent
from jixiao.extract.ocr.picture_rules import as_drawings
from jixiao.extract.ocr.routing import OCR
from jixiao.extract.ocr.second_opinion import with_second_opinion
from jixiao.extract.ocr.sheet import Sheet, read_sheet, sample_score, sheet_text
from jixiao.extract.page_picture import coloured, picture_scale

UPRIGHT = 0.97
"""Mean score of a page's characters from which it stands upright for sure: the right way it has 0.99, sideways up to 0.92 (single
characters of labels and digits are known that way too). Under it, the longest lines are tried all four ways."""


def read_page(document: Any, content: PageContent) -> PageContent:
    """Read a page of an open PDF (page_picture.opened) by OCR. ``content`` is what its reader gave of it."""
    read = _upright(document, content)
    return with_second_opinion(read, content) if content.ocr_layer else read


def _upright(document: Any, content: PageContent) -> PageContent:
    """Give the page as displayed where the recogniser knows its characters, or else turned so that it knows them best."""
    displayed = _read(_turned(content, 0), _sheet(document, content, 0))
    if is_upright(displayed):
        return displayed
    sheets = [_sheet(document, content, turns) for turns in range(4)]
    best = max(range(4), key=lambda turns: sample_score(sheets[turns]))
    return _read(_turned(content, best), sheets[best]) if best else displayed


def mean_score(content: PageContent) -> float:
    """Give the mean score of a page's characters; 0 of one without any."""
    scores = [char.score for char in content.chars if not char.text.isspace()]
    return sum(scores) / len(scores) if scores else 0.0


def is_upright(content: PageContent) -> bool:
    """Whether the page's characters are what the recogniser knows; so is a page without any."""
    return not content.chars or mean_score(content) >= UPRIGHT


def _turned(content: PageContent, turns: int) -> PageContent:
    """Give the page without anything that its reader read, turned clockwise by quarter turns."""
    size = content.width, content.height
    return replace(
        content,
        width=size[turns % 2],
        height=size[1 - turns % 2],
        turned=(content.turned + turns) % 4,
        chars=(), drawings=(), figures=(), halved=(), hidden=(), dropped=0, whole=None, engine=OCR, ocr_layer=True,
        image_share=0.0,  # what is read is no picture any more
    )  # fmt: skip


def _sheet(document: Any, content: PageContent, turns: int) -> Sheet:
    scale = min(picture_scale(document, content), sqrt(MOST_PIXELS / max(1.0, content.width * content.height)))
    return read_sheet(coloured(document, _turned(content, turns), scale), scale)


def _read(turned: PageContent, sheet: Sheet) -> PageContent:
    text = sheet_text(sheet)
    return replace(turned, chars=text.chars, doubted=text.doubted, drawings=as_drawings(sheet.rules), skew=sheet.skew)
