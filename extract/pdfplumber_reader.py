"""The pdfplumber engine: reads characters and drawings of each page. Imported only when used.

What hides text is told by boxes and colours alone, and in doubt it shows: pdfminer draws no picture to look at. Not
seen are text lost in a pattern, a shading or a picture, or in the tint of an ink, and patches that a mask cuts out. The
text that a program recognised in a scan and laid under it is left away.
"""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdftypes import resolve1
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from jixiao.errors import DamagedPdf, PasswordNeeded
from jixiao.extract.annotations import laid_out
from jixiao.extract.appearances import appearances, count_unread, shown_annotations, typed
from jixiao.extract.bounds import LONGEST_SIDE, NONE_HEAVY, bounded, check, check_page_count
from jixiao.extract.clipping import ClippingDevice, ClippingInterpreter
from jixiao.extract.content import UNREADABLE, Char, Drawing, HiddenChar, PageContent, Ring, Unseen, left_out, ring
from jixiao.extract.geometry import Box
from jixiao.extract.layers import off_groups
from jixiao.extract.outlines import Subpath, draw_signs, pictures_as_rules
from jixiao.extract.parser_errors import PARSER_ERRORS
from jixiao.extract.symbol_fonts import signs_of
from jixiao.extract.turning import turned_box
from jixiao.extract.visibility import (
    Colour,
    Patch,
    doubtful,
    hidden_chars,
    is_patch,
    lost_in,
    on_page,
    outside,
    reasons,
    shown,
    too_small,
    with_blanks,
    without,
)
from jixiao.extract.watermarks import without_tiles

ENGINE = "pdfplumber"

# pdfminer reports font descriptors without a FontBBox on stderr; the boxes it falls back on serve us.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def read_pages(path: Path, first: int = 1, heavy: Mapping[int, str] = NONE_HEAVY) -> Iterator[PageContent]:
    """Give the pages from ``first`` on; each is dropped from memory before the next. Raises the errors of a bad PDF.

    Those that are larger than a bound are left out; ``heavy`` are known to be, and not looked at.
    """
    try:
        with pdfplumber.open(path, unicode_norm=None) as pdf:
            check_page_count(path, _printed_count(pdf))
            if not pdf.pages:
                raise DamagedPdf(path, "it has no pages")
            for page in pdf.pages[first - 1 :]:
                instead = partial(_left_out, page)
                number = page.page_number
                yield instead(heavy[number]) if number in heavy else bounded(partial(_page_content, page), instead)
                page.close()
    except (PdfminerException, PDFException) as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect) or isinstance(error, PDFPasswordIncorrect):
            raise PasswordNeeded(path) from error
        raise DamagedPdf(path, str(cause) or type(cause).__name__) from error


def _printed_count(pdf: Any) -> int:
    """Give how many pages the file says that it has: to count them, pdfminer reads them all."""
    count = resolve1(resolve1(pdf.doc.catalog.get("Pages") or {}).get("Count"))
    return count if isinstance(count, int) else 0


def _left_out(page: Any, excess: str) -> PageContent:
    return left_out(page.page_number, float(page.width), float(page.height), ENGINE, excess)


def _lay_out(page: Any) -> ClippingDevice:
    """Lay the page out as pdfplumber does, but without what its clip paths and layers hide."""
    device = ClippingDevice(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    try:
        interpreter = ClippingInterpreter(page.pdf.rsrcmgr, device)
        interpreter.layers_off = off_groups(page.pdf.doc.catalog)
        interpreter.appearances = tuple(appearances(_annotations(page)))
        interpreter.process_page(page.page_obj)
    except (PSException, *PARSER_ERRORS) as error:
        raise PdfminerException(error) from error
    return device


def _annotations(page: Any) -> tuple[Mapping[str, Any], ...]:
    return shown_annotations(page.page_obj.attrs, page.pdf.doc.catalog)


def _page_content(page: Any) -> PageContent:
    check(max(page.width, page.height), LONGEST_SIDE, "points of the page's longer side")
    device = _lay_out(page)
    page._layout = device.get_result()
    left, top, width, height = _visible(page)
    rings = [found for shape in page.curves if (found := _ring(shape)) is not None]
    held = [_char(char, left, top, rings) for char in page.chars]
    beyond = outside(held, width, height)
    hidden = reasons(beyond, too_small(held), doubtful(held, *_grounds(page, device.colours, left, top)))
    chars = without_tiles(without(held, with_blanks(held, set(hidden))), device.colours)
    drawings = [
        drawing._replace(x0=drawing.x0 - left, x1=drawing.x1 - left, top=drawing.top - top, bottom=drawing.bottom - top)
        for shape in (*page.lines, *page.rects, *page.curves)
        for drawing in _shown(shape, page.height)
    ]
    rules, figures = pictures_as_rules(_moved(image, left, top) for image in page.images)
    figures += [_shifted(part.box, left, top) for shape in page.curves for part in _signs(shape)]
    return PageContent(
        page.page_number,
        width,
        height,
        (*chars, *_typed_chars(page, left, top)),
        on_page((*drawings, *rules), width, height),
        _image_share(page),
        ENGINE,
        hidden=(
            *(_hidden_char(char, page, left, top) for char in device.hidden),
            *hidden_chars(held, hidden),
        ),
        figures=tuple(figures),
        of=len(page.pdf.pages),
        unread=count_unread(_annotations(page)),
        halved=tuple(sorted(page.height - middle - top for middle in device.halved)),
    )


def _typed_chars(page: Any, left: float, top: float) -> Iterator[Char]:
    """Give the characters of form fields and remarks that bring no drawing."""
    x0, y0, x1, y1 = _box(page.page_obj.attrs["MediaBox"])
    across, down = left - page.bbox[0], top - page.bbox[1]
    for text, box, appearance in typed(_annotations(page)):
        upright = (box[0] - x0, y1 - box[3], box[2] - x0, y1 - box[1])
        shown = turned_box(upright, page.rotation // 90, x1 - x0, y1 - y0)
        yield from laid_out(text, (shown[0] - across, shown[1] - down, shown[2] - across, shown[3] - down), appearance)


def _grounds(
    page: Any, colours: Mapping[int, Colour], left: float, top: float
) -> tuple[list[Patch], dict[int, Colour]]:
    """Give the page's patches, in the order of painting, and the colours of the text objects that one could hide.

    What may let something through hides nothing (its order is 0), and of what lies on it the ground is not known. So
    it is with a curve or a polygon, which does not fill its box: a seal's star lies on text that shows beside it.
    """
    filled = [shape for shape in (*page.rects, *page.curves) if shape["fill"]]
    patches = []
    for shape in sorted((*filled, *page.images), key=lambda each: each["mcid"]):
        box = (shape["x0"] - left, shape["top"] - top, shape["x1"] - left, shape["bottom"] - top)
        shows_through, colour = _shows_through(shape), shape["tag"][1]
        if is_patch(*box):
            patches.append(Patch(*box, 0 if shows_through else shape["mcid"], None if shows_through else colour))
    return patches, {run: colour for run, colour in colours.items() if lost_in(colour, patches)}


def _shows_through(shape: Mapping[str, Any]) -> bool:
    """Whether something under this shape or picture may show."""
    opaque, colour, _ = shape["tag"]
    if shape["object_type"] == "image":
        return not (opaque and _is_solid(shape["stream"].attrs))
    return not (opaque and colour is not None and shape["object_type"] == "rect")


def _is_solid(picture: Mapping[str, Any]) -> bool:
    """Whether a picture, given by its dictionary, has no mask and is none."""
    return not any(resolve1(picture.get(key)) for key in ("SMask", "Mask", "ImageMask", "IM"))


def _visible(page: Any) -> tuple[float, float, float, float]:
    """Give left, top, width and height of the crop box as displayed, in pdfplumber's coordinates.

    pdfplumber turns what is drawn, but keeps to the media box, and swaps a turned crop box's sides without turning it.
    """
    media = _box(page.page_obj.attrs["MediaBox"])
    crop = _box(page.page_obj.attrs.get("CropBox") or media)
    x0, y0, x1, y1 = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    margins = (x0 - media[0], media[3] - y1, media[2] - x1, y0 - media[1])  # left, top, right, bottom
    turns = page.rotation // 90 % 4
    # A quarter turn clockwise brings the bottom margin to the left and the left one to the top.
    left, top = margins[-turns % 4], margins[(1 - turns) % 4]
    width, height = (y1 - y0, x1 - x0) if turns % 2 else (x1 - x0, y1 - y0)
    return page.bbox[0] + left, page.bbox[1] + top, width, height


def _ring(shape: dict[str, Any]) -> Ring | None:
    if not (shape["stroke"] and _is_curved(shape)):
        return None
    return ring(shape["x0"], shape["top"], shape["x1"], shape["bottom"], shape["stroking_color"])


def _is_curved(shape: dict[str, Any]) -> bool:
    return any(part.curved and not part.is_flat for part in _subpaths(shape))


def _signs(shape: Mapping[str, Any]) -> list[Subpath]:
    """Give the parts of a path that draws letters or signs."""
    parts = _subpaths(shape)
    return parts if draw_signs(parts) else []


def _subpaths(shape: Mapping[str, Any]) -> list[Subpath]:
    path = shape.get("path") or ()
    starts = [index for index, step in enumerate(path) if step[0] == "m" or not index]
    return [_subpath(path[start:behind]) for start, behind in pairwise([*starts, len(path)])]


def _subpath(steps: Sequence[Any]) -> Subpath:
    points = [(float(x), float(y)) for step in steps for x, y in step[1:]]
    return Subpath(points or [(0.0, 0.0)], curved=any(step[0] in "cvy" for step in steps))


def _moved(shape: Mapping[str, Any], left: float, top: float) -> Box:
    return _shifted((shape["x0"], shape["top"], shape["x1"], shape["bottom"]), left, top)


def _shifted(box: Box, left: float, top: float) -> Box:
    return box[0] - left, box[1] - top, box[2] - left, box[3] - top


def _char(char: dict[str, Any], left: float, top: float, rings: Sequence[Ring]) -> Char:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    tilted = _tilted(char["matrix"])
    turn = 0 if tilted else _turn(char["matrix"])
    return Char(
        UNREADABLE if _is_drawn_control(char) else signs_of(char["fontname"]).get(char["text"], char["text"]),
        char["x0"] - left,
        char["top"] - top,
        char["x1"] - left,
        char["bottom"] - top,
        # pdfminer measures the type size upwards, of type that is set upwards or downwards too.
        char["size"] if turn % 2 == 0 else char["width"] + char["height"] - char["size"],
        tilted or any(each.holds(x, y, char["non_stroking_color"]) for each in rings),
        turn,
        char["mcid"],  # the text object's number: clipping.py
    )


def _hidden_char(char: Any, page: Any, left: float, top: float) -> HiddenChar:
    """Give a character that paints nothing, of pdfminer's layout, whose y runs upward."""
    x0, y0, x1, y1 = char.bbox
    box = x0 - left, page.height - y1 - top, x1 - left, page.height - y0 - top
    return HiddenChar(char.get_text(), *box, Unseen.UNPAINTED)


def _is_drawn_control(char: dict[str, Any]) -> bool:
    """Whether a control code, but for NUL, takes the room of type: a wrong map gives it for a character."""
    text = char["text"]
    return len(text) == 1 and (text == "\x7f" or "\0" < text < " " or "\x7f" < text < "\xa0") and char["width"] > 0


def _turn(matrix: tuple[float, ...]) -> int:
    """Give the quarter turns clockwise at which a text matrix, y upward, sets its type."""
    a, b = matrix[:2]
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 3 if b > 0 else 1


def _tilted(matrix: tuple[float, ...]) -> bool:
    """Whether a text matrix sets type at an angle that is no quarter turn, as watermarks are set."""
    a, b = abs(matrix[0]), abs(matrix[1])
    return min(a, b) > 0.05 * max(a, b)


def _shown(shape: dict[str, Any], height: float) -> Iterable[Drawing]:
    """Give what a shape draws in its clip, whose y runs upward from the foot of a page of this height."""
    drawings, clip = _drawings(shape), shape["tag"][2]
    return drawings if clip is None else shown(drawings, (clip[0], height - clip[3], clip[2], height - clip[1]))


def _drawings(shape: dict[str, Any]) -> Iterator[Drawing]:
    """Give what a shape draws: one box, or of a line with curves in it (circle, round corners) its straight pieces."""
    filled, stroked = bool(shape["fill"]), bool(shape["stroke"])
    grey = _grey(shape["non_stroking_color"] if filled and not stroked else shape["stroking_color"])
    boxes = [(shape["x0"], shape["top"], shape["x1"], shape["bottom"])]
    if _signs(shape):
        return
    if stroked and _is_curved(shape):
        boxes = [(min(a, c), min(b, d), max(a, c), max(b, d)) for (a, b), (c, d) in _straight(shape["path"])]
    for box in boxes:
        yield Drawing(*box, stroked, filled, float(shape["linewidth"] or 0), grey)


def _straight(path: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    for before, step in pairwise(path):
        if step[0] == "l":
            yield before[-1], step[-1]


def _grey(colour: Any) -> float:
    """Lightness of a colour in DeviceGray, RGB or CMYK, by its number of components; a pattern counts as black."""
    parts = colour if isinstance(colour, (tuple, list)) else (colour,)
    if not parts or not all(isinstance(part, (int, float)) for part in parts):
        return 0.0
    if len(parts) == 4:
        return float(1 - min(1, max(parts[:3]) + parts[3]))
    return float(sum(parts) / len(parts))


def _box(raw: Any) -> tuple[float, float, float, float]:
    """Give a box of the file as x0, y0, x1, y1, y upward, whichever corners it names."""
    x0, y0, x1, y1 = (float(resolve1(number)) for number in resolve1(raw))
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _image_share(page: Any) -> float:
    area = sum(image["width"] * image["height"] for image in page.images)
    return min(1.0, float(area / (page.width * page.height)))
