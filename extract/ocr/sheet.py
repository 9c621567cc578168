"""A page's picture, laid straight: its rules, its cells, its lines of type, and what they say."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jixiao.extract.content import Char, Doubted
from jixiao.extract.lattice import Lattice, find_lattices
from jixiao.extract.ocr.dashes import Strokes, usual_strokes, with_ones
from jixiao.extract.ocr.ink import Ink, printed_ink
from jixiao.extract.ocr.marks import Mark, ink_runs, line_pitch, page_pitch
from jixiao.extract.ocr.picture_rules import find_picture_rules
from jixiao.extract.ocr.punctuation import without_outer_brackets
from jixiao.extract.ocr.recognised import INK_OF_WIDE, LinePicture, line_chars, line_marks, settled_text, type_size
from jixiao.extract.ocr.recogniser import Sign, recognise
from jixiao.extract.ocr.small_type import sure_pairs
from jixiao.extract.ocr.straightening import find_skew, straightened
from jixiao.extract.ocr.text_lines import Crop, find_ink, find_lines, parted, usual_height
from jixiao.extract.ocr.uncertain import LOW_CONFIDENCE, UNDER_INK, Page, is_touched, line_doubts
from jixiao.extract.regions import find_regions
from jixiao.extract.rules import Rules

_MARGIN = 0.12
"""Line heights of paper kept round a line: the recogniser was trained on such (trial: 0.05 loses full stops)."""


class Sheet(NamedTuple):
    """A page's picture laid straight: its ink without rules, its rules in points, its cells and the pixels a point."""

    ink: Ink
    rules: Rules
    lattices: tuple[Lattice, ...]
    scale: float
    skew: float


def read_sheet(pixels: Any, scale: float) -> Sheet:
    """Prepare a picture whose pixels are blue, green and red, ``scale`` of them a point."""
    import numpy as np

    ink = printed_ink(pixels, scale)
    skew = find_skew(ink.grey)
    straight = Ink(straightened(ink.grey, skew), straightened((~ink.coloured).astype(np.uint8), skew) == 0)
    found = find_picture_rules(straight.grey, straight.coloured, scale)
    without_rules = straight.grey.copy()
    without_rules[found.mask] = 255
    return Sheet(Ink(without_rules, straight.coloured), found.rules, find_lattices(found.rules), scale, skew)


class Recognised(NamedTuple):
    """The characters of a sheet, and the places where they may be wrong."""

    chars: tuple[Char, ...]
    doubted: tuple[Doubted, ...]


class Lines(NamedTuple):
    """The lines of each text of a sheet, its cells, where it is inked, and the usual height of its lines in pixels."""

    texts: tuple[tuple[Crop, ...], ...]
    cells: tuple[Crop, ...]
    inked: Any
    usual: float

    @property
    def crops(self) -> tuple[Crop, ...]:
        """All lines, those of each text together."""
        return tuple(line for text in self.texts for line in text)


def sheet_lines(sheet: Sheet) -> Lines:
    """Find the lines of a sheet, in its cells and outside them."""
    inked = find_ink(sheet.ink.grey)
    cells = [cell for lattice in sheet.lattices for cell in _cells(lattice, sheet)]
    usual = usual_height(cells or [_whole(sheet)], inked, sheet.scale)
    in_cells = [tuple(find_lines(cell, inked, usual, sheet.scale)) for cell in cells]
    outside = inked.copy()
    for lattice in sheet.lattices:
        outside[_pixels(lattice.ys[0], lattice.ys[-1], sheet)][:, _pixels(lattice.xs[0], lattice.xs[-1], sheet)] = False
    found = find_lines(_whole(sheet), outside, usual, sheet.scale)
    beside = [(text,) for line in found for text in parted(line, outside, usual)]
    return Lines((*in_cells, *beside), tuple(cells), inked, usual)


Readings = Mapping[Crop, tuple[Sign, ...]]
"""What was read of lines."""


def read_lines(sheet: Sheet, found: Lines, lines: Sequence[Crop]) -> Readings:
    """Read some of a sheet's lines."""
    return dict(zip(lines, recognise([_picture(sheet, each, found.usual) for each in lines]), strict=True))


def sheet_text(sheet: Sheet, found: Lines, known: Readings) -> Recognised:
    """Recognise the lines of a sheet, but for those that are ``known``."""
    lines = found.crops
    readings = {**known, **read_lines(sheet, found, [line for line in lines if line not in known])}
    read = _recognised(sheet, found, readings)
    empty = [cell for cell in found.cells if not any(_holds(cell, line) for line in lines)]
    return Recognised(read.chars, (*read.doubted, *_lifted(empty, sheet)))


def _holds(cell: Crop, line: Crop) -> bool:
    return cell.left <= line.left < cell.right and cell.top <= line.top < cell.bottom


def _lifted(cells: Sequence[Crop], sheet: Sheet) -> Iterator[Doubted]:
    """Give a doubt for each cell in which coloured ink stands and nothing else: its text may be of that colour."""
    for cell in cells:
        if is_touched(cell, sheet.ink.coloured):
            x, y = (cell.left + cell.right) / 2 / sheet.scale, (cell.top + cell.bottom) / 2 / sheet.scale
            yield Doubted(x, y, LOW_CONFIDENCE)
            yield Doubted(x, y, UNDER_INK)


def _pixels(start: float, end: float, sheet: Sheet) -> slice:
    return slice(max(0, round(start * sheet.scale) - 2), round(end * sheet.scale) + 3)


def _whole(sheet: Sheet) -> Crop:
    height, width = sheet.ink.grey.shape
    return Crop(0, 0, width, height)


def _cells(lattice: Lattice, sheet: Sheet) -> list[Crop]:
    """Give the cells of a lattice in pixels, a pixel inside their borders."""
    boxes = find_regions(lattice)
    return [
        Crop(
            round(lattice.xs[column] * sheet.scale) + 1,
            round(lattice.ys[row] * sheet.scale) + 1,
            round(lattice.xs[column + columns] * sheet.scale) - 1,
            round(lattice.ys[row + rows] * sheet.scale) - 1,
        )
        for row, column, rows, columns in boxes
    ]


def _picture(sheet: Sheet, line: Crop, usual: float) -> Any:
    """Give the picture of a line, with paper round it; one of low signs is as high as others."""
    import cv2

    margin = _margin(line, usual)
    missing = _height(line, usual) - (line.bottom - line.top)
    part = _part(sheet.ink.grey, line)
    above = missing // 2 + margin
    return cv2.copyMakeBorder(
        part, above, missing - missing // 2 + margin, margin, margin, cv2.BORDER_CONSTANT, value=255
    )


def _height(line: Crop, usual: float) -> int:
    return max(line.bottom - line.top, round(0.9 * usual))


def _margin(line: Crop, usual: float) -> int:
    return max(2, round(_MARGIN * _height(line, usual)))


def _recognised(sheet: Sheet, found: Lines, readings: Readings) -> Recognised:
    marks = _all_marks(sheet, found, readings)
    page = Page(sheet.ink, sheet.scale, found.usual, sure_pairs(marks.values()))
    beside = {line for text in found.texts[len(found.cells) :] for line in text}
    chars: list[Char] = []
    doubted: list[Doubted] = []
    for run, line in enumerate(found.crops, 1):
        chars += line_chars(line, marks[line], sheet.scale, run)
        doubted += line_doubts(line, without_outer_brackets(marks[line]) if line in beside else marks[line], page)
    return Recognised(tuple(chars), tuple(doubted))


def _all_marks(sheet: Sheet, found: Lines, readings: Readings) -> dict[Crop, list[Mark]]:
    read = {line: line_marks(line, readings[line], _margin(line, found.usual)) for line in found.crops}
    sizes = ((marks, type_size(line, marks)) for line, marks in read.items())
    page = page_pitch(sizes, found.usual / INK_OF_WIDE)
    pitches = {line: line_pitch(marks, type_size(line, marks), page) for line, marks in read.items()}
    strokes = with_ones(
        usual_strokes(sheet.ink.grey, found.inked, found.usual),
        ((marks, _part(sheet.ink.grey, line), pitches[line]) for line, marks in read.items()),
    )
    settled: dict[Crop, list[Mark]] = {}
    for text in found.texts:
        pictures = [_line_picture(sheet, found, line, pitches[line], strokes) for line in text]
        settled |= zip(text, settled_text([read[line] for line in text], pictures), strict=True)
    return settled


def _part(pixels: Any, line: Crop) -> Any:
    return pixels[line.top : line.bottom, line.left : line.right]


def _line_picture(sheet: Sheet, found: Lines, line: Crop, pitch: float, strokes: Strokes) -> LinePicture:
    runs = ink_runs(_part(found.inked, line).any(axis=0))
    return LinePicture(_part(sheet.ink.grey, line), runs, strokes, pitch)
