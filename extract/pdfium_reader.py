"""The PDFium engine: reads characters and drawings of each page by PDFium's plain calls. Imported only when used.

PDFium gives boxes in the page's user space, y upward, before rotation; ``Frame`` turns them into those of the page as
displayed. The steps stand in pdfium/.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from ctypes import byref
from dataclasses import replace
from functools import partial
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from jixiao.errors import DamagedPdf, PasswordNeeded
from jixiao.extract.bounds import NONE_HEAVY, bounded, check_page_count
from jixiao.extract.catalog import Showing, showing_of
from jixiao.extract.content import LARGE_PICTURE, PageContent, WholeText, left_out
from jixiao.extract.outlines import pictures_as_rules
from jixiao.extract.pdfium.annotations import Loaded, loaded
from jixiao.extract.pdfium.frame import frame_of
from jixiao.extract.pdfium.objects import read_objects
from jixiao.extract.pdfium.seen import read_seen, take_away
from jixiao.extract.pdfium.text import count_dropped, read_chars
from jixiao.extract.turning import main_turn
from jixiao.extract.visibility import on_page
from jixiao.extract.watermarks import without_tiles

ENGINE = "pdfium"

_PAGES_AT_ONCE = 256
"""Pages after which the file is opened anew: PDFium keeps what it parsed, 45 kB a page of the samples, until the file
is closed; opening a file of 54 MB takes 50 ms."""

_END = re.compile(rb"startxref|%%EOF")


def read_pages(path: Path, first: int = 1, heavy: Mapping[int, str] = NONE_HEAVY) -> Iterator[PageContent]:
    """Give the pages from ``first`` on; each is dropped from memory before the next. Raises the errors of a bad PDF.

    Those that are larger than a bound are left out; ``heavy`` are known to be, and not even opened.
    """
    _check_end(path)
    data = path.read_bytes()
    with ExitStack() as opened:
        document = opened.enter_context(closing(_open(path, data)))
        count = _count(path, document)
        check_page_count(path, count)
        showing = showing_of(path, data)
        for number in range(first, count + 1):
            if number > first and (number - first) % _PAGES_AT_ONCE == 0:
                opened.close()
                document = opened.enter_context(closing(_open(path, data)))
            instead = partial(_left_out, document, number)
            read = partial(_read_page, path, document, number, showing)
            yield instead(heavy[number]) if number in heavy else bounded(read, instead)


def page_count(path: Path) -> int:
    """Give how many pages the file has. Raises PasswordNeeded, or DamagedPdf of one that has none."""
    with closing(_open(path, path.read_bytes())) as document:
        return _count(path, document)


def _count(path: Path, document: Any) -> int:
    count = len(document)
    if not count:
        raise DamagedPdf(path, "it has no pages")
    return count


def _left_out(document: Any, number: int, excess: str) -> PageContent:
    size = pdfium.FS_SIZEF()
    pdfium.FPDF_GetPageSizeByIndexF(document.raw, number - 1, byref(size))
    return left_out(number, size.width, size.height, ENGINE, excess)


def _check_end(path: Path) -> None:
    """PDFium rebuilds a file that is cut short, and the pages that were cut off are blank then, without a word."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        if not _END.search(data, max(0, data.rfind(b"endobj"))):
            raise DamagedPdf(path, "its end is missing")


def _open(path: Path, data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise PasswordNeeded(path) from error
        raise DamagedPdf(path, str(error)) from error


def _read_page(path: Path, document: Any, number: int, showing: Showing) -> PageContent:
    """Read a page; one that is displayed sideways or upside down is read again, turned.

    Of lines set upside down PDFium gives the text objects from the end, and blanks between them in the wrong places.
    """
    content = _content(path, document, number, showing)
    turns = -main_turn(content.chars) % 4
    if turns:
        _turn_page(document, number, turns, showing)
        content = replace(_content(path, document, number, showing), turned=turns)
    is_scan = not content.chars and content.hidden and content.image_share > LARGE_PICTURE
    return _with_ocr_layer(document, content, showing) if is_scan else content


def _with_ocr_layer(document: Any, content: PageContent, showing: Showing) -> PageContent:
    """Give a scanned page with the text that a program recognised in it, unseen under or over its picture."""
    with loaded(document, content.number, showing) as opened:
        if opened is None:
            return content
        objects = read_objects(opened.page, frame_of(opened.page), showing.layers_off)
        objects.show_invisible()
        chars = read_chars(opened.page, objects)
        return replace(content, chars=chars, hidden=(), whole=objects.whole, ocr_layer=True)


def _with_typed(whole: WholeText | None, opened: Loaded) -> WholeText | None:
    """Give the page's text with that of form fields and remarks which nothing draws."""
    if whole is None or not opened.typed:
        return whole
    return whole._replace(text=whole.text + "".join("".join(each.text.split()) for each in opened.typed))


def _turn_page(document: Any, number: int, turns: int, showing: Showing) -> None:
    """Turn a page clockwise by quarter turns; it is so when it is opened again."""
    with loaded(document, number, showing) as opened:
        if opened is not None:
            rotation = pdfium.FPDFPage_GetRotation(opened.page)
            pdfium.FPDFPage_SetRotation(opened.page, (rotation + turns) % 4)


def _content(path: Path, document: Any, number: int, showing: Showing) -> PageContent:
    with loaded(document, number, showing) as opened:
        if opened is None:
            raise DamagedPdf(path, f"page {number} cannot be read")
        page = opened.page
        frame = frame_of(page)
        width, height = frame.width, frame.height
        objects = read_objects(page, frame, showing.layers_off)
        unpainted = take_away(page, objects) if objects.invisible else ()
        seen, hidden = read_seen(page, objects)
        chars = without_tiles(seen, objects.colours)
        rules, figures = pictures_as_rules(objects.pictures)
        drawings = on_page((*objects.drawings, *rules), width, height)
        share = min(1.0, objects.image_area / (width * height))
        return PageContent(
            number,
            width,
            height,
            (*chars, *opened.chars(frame)) if opened.typed else chars,
            drawings,
            share,
            ENGINE,
            count_dropped(objects),
            hidden=(*unpainted, *hidden),
            figures=(*objects.figures, *figures),
            unread=opened.unread,
            of=len(document),
            whole=_with_typed(objects.whole, opened),
            halved=tuple(sorted(objects.halved)),
        )
