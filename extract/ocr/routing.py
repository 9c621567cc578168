"""Which pages are read by OCR: pictures of text, text drawn as outlines, text whose fonts do not say what it is."""

from jixiao.extract.content import LARGE_PICTURE, PageContent, count_unreadable
from jixiao.extract.grid import PageTables

OCR = "ocr"
"""The engine's name in the outputs."""

OCR_MISSING = "ocr_missing"
"""Doubt: the page has to be read by OCR, and that is not installed."""

OUTLINES = "text_as_outlines"
"""Doubt: letters are drawn, not typed."""

FEW_CHARACTERS = 200
"""Visible characters that a scanned page may have beside its picture: a running head, a page number, a signature's
line."""

FEWEST_UNREADABLE = 3
"""Unreadable characters from which a page's fonts are not believed; one or two are a bullet, or an author's accents."""

UNREADABLE_SHARE = 0.02
"""Part of a page's characters that are unreadable then, at least: in a page with a few signs of their own, the rest is
right."""


def is_scan(content: PageContent, tables: PageTables) -> bool:
    """Whether the page's text is a picture, or letters that are drawn and not typed."""
    if content.ocr_layer:
        return True
    is_picture = content.image_share > LARGE_PICTURE and len(content.chars) <= FEW_CHARACTERS and not tables.grids
    return is_picture or OUTLINES in tables.doubts


def shows_no_typed_text(content: PageContent) -> bool:
    """Whether nothing that is seen on the page is typed; if something is, rules in a picture may make its table."""
    return content.ocr_layer or not content.chars


def has_unreadable_text(tables: PageTables) -> bool:
    """Whether so much of the page's text is unreadable that none of it is believed."""
    if "text_unreadable" not in tables.doubts:
        return False
    texts = [line.text for line in tables.lines] + [cell.text for grid in tables.grids for cell in grid.cells]
    count = sum(count_unreadable(text) for text in texts)
    return count >= max(FEWEST_UNREADABLE, UNREADABLE_SHARE * sum(map(len, texts)))
