"""A page's picture -> ``PageContent``: its ruling lines as drawings, and the characters that were recognised in it."""

from dataclasses import replace
from math import sqrt
from typing import Any

from jixiao.extract.bounds import MOST_PIXELS
from jixiao.extract.content import PageContent
from jixiao.extract.ocr.orientation import best_turn, take_sample
from jixiao.extract.ocr.picture_rules import as_drawings
from jixiao.extract.ocr.routing import OCR
from jixiao.extract.ocr.second_opinion import with_second_opinion
from jixiao.extract.ocr.sheet import Sheet, read_sheet, sheet_text
from jixiao.extract.page_picture import coloured, picture_scale


def read_page(document: Any, content: PageContent) -> PageContent:
    """Read a page of an open PDF (page_picture.opened) by OCR. ``content`` is what its reader gave of it."""
    read = _upright(document, content)
    return with_second_opinion(read, content) if content.ocr_layer else read


def _upright(document: Any, content: PageContent) -> PageContent:
    """Give the page as displayed where the recogniser knows its longest lines, else turned so that it knows most."""
    sheet = _sheet(document, content, 0)
    sample = take_sample(sheet)
    turns = 0 if sample.is_upright else best_turn(sheet, sample)
    if turns:
        sheet = _sheet(document, content, turns)
        sample = take_sample(sheet)
    text = sheet_text(sheet, sample.lines, sample.read)
    turned = _turned(content, turns)
    return replace(turned, chars=text.chars, doubted=text.doubted, drawings=as_drawings(sheet.rules), skew=sheet.skew)


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
