"""The pdfplumber engine: reads characters and drawings of each page. Imported only when used."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from jixiao.errors import DamagedPdf, PasswordNeeded
from jixiao.extract.clipping import ClippingDevice, ClippingInterpreter
from jixiao.extract.content import Char, Drawing, PageContent
from jixiao.extract.parser_errors import PARSER_ERRORS

ENGINE = "pdfplumber"

# pdfminer reports font descriptors without a FontBBox on stderr; the boxes it falls back on serve us.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pages(path: Path, first: int = 1) -> Iterator[PageContent]:
    """Give the pages from ``first`` on; each is dropped from memory before the next. Raises the errors of a bad PDF."""
    try:
        with pdfplumber.open(path, unicode_norm=None) as pdf:
            if not pdf.pages:
                raise DamagedPdf(path, "it has no pages")
            for page in pdf.pages[first - 1 :]:
                yield _page_content(page)
                page.close()
    except (PdfminerException, PDFException) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
            raise PasswordNeeded(path) from error
        raise DamagedPdf(path, str(cause) or type(cause).__name__) from error


def _lay_out(page: Any) -> Any:
    """Lay the page out as pdfplumber does, but without what its clip paths hide."""
    device = ClippingDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    try:
        ClippingInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except (PSException, *PARSER_ERRORS) as error:
        raise PdfminerException(error) from error
    return device.get_result()


def _page_content(page: Any) -> PageContent:
    page._layout = _lay_out(page)
    left, top = page.bbox[0], page.bbox[1]
    return PageContent(
        page.page_number,
        float(page.width),
        float(page.height),
        tuple(_char(char, left, top) for char in page.chars),
        tuple(_drawing(shape, left, top) for shape in (*page.lines, *page.rects, *page.curves)),
        _image_share(page),
        ENGINE,
    )


def _char(char: dict[str, Any], left: float, top: float) -> Char:
    return Char(
        char["text"],
        char["x0"] - left,
        char["top"] - top,
        char["x1"] - left,
        char["bottom"] - top,
        char["size"],
        _tilted(char["matrix"]),
    )


def _tilted(matrix: tuple[float, ...]) -> bool:
    """Whether a text matrix sets type at an angle that is no quarter turn, as watermarks are set."""
    a, b = abs(matrix[0]), abs(matrix[1])
    return min(a, b) > 0.05 * max(a, b)


def _drawing(shape: dict[str, Any], left: float, top: float) -> Drawing:
    filled = bool(shape["fill"])
    colour = shape["non_stroking_color"] if filled and not shape["stroke"] else shape["stroking_color"]
    return Drawing(
        shape["x0"] - left,
        shape["top"] - top,
        shape["x1"] - left,
        shape["bottom"] - top,
        bool(shape["stroke"]),
        filled,
        float(shape["linewidth"] or 0),
        _grey(colour),
    )


def _grey(colour: Any) -> float:
    """Lightness of a colour in DeviceGray, RGB or CMYK, by its number of components; a pattern counts as black."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 0.0
    if len(parts) == 4:
        return float(1 - min(1, max(parts[:3]) + parts[3]))
    return float(sum(parts) / len(parts))


def _image_share(page: Any) -> float:
    area = sum(image["width"] * image["height"] for image in page.images)
    return min(1.0, float(area / (page.width * page.height)))
