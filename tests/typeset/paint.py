"""Pages of placed cells -> a PDF, drawn with reportlab's canvas."""

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pdfminer.cmapdb import CMapDB
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont, escapePDF
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.layout import Part, TablePage, set_table, stops, wrap
from tests.typeset.model import Block, SetTable, Style

_FULL_WIDTH = {ord(c): ord(c) + 0xFEE0 for c in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz%=./"}
_BESIDE_DIGITS = re.compile(r"(?<=[一-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%])(?=[一-鿿])")
_RADICALS = {unicodedata.normalize("NFKC", chr(code)): code for code in range(0x2F00, 0x2FD6)} | {"户": 0x2F3E}
_PASSES = {"": (0.0,), "labels": (0.0, 0.3), "characters": (0.0, 0.3)}


@dataclass(frozen=True, slots=True)
class Caption:
    """A line outside tables: text, x of its left end or middle, top, type size."""

    text: str
    x: float
    top: float
    size: float
    centred: bool
    bold: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on one page."""

    captions: tuple[Caption, ...]
    tables: tuple[TablePage, ...]


class _Song(UnicodeCIDFont):  # type: ignore[misc]
    """STSong-Light: by a predefined CMap, or with glyph numbers and a ToUnicode map, as fonts are that producers embed.

    The map may name radicals in place of characters, as some embedded fonts do.
    """

    def __init__(self, to_unicode: str) -> None:
        super().__init__("STSong-Light")
        self.to_unicode = to_unicode
        self.name = self.fontName = _font(to_unicode)

    def formatForPdf(self, text: str) -> Any:  # noqa: N802
        if self.to_unicode == "none":
            return super().formatForPdf(text)
        return escapePDF(b"".join(cid.to_bytes(2) for cid in _cids(text)))

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        super().addObjects(doc)
        font = doc.idToObject[doc.fontMapping[self.name][1:]].dict
        # reportlab writes these two names in clear, so that in a locked file they would be read as something else.
        system = font["DescendantFonts"].sequence[0].dict["CIDSystemInfo"].dict
        system |= {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("GB1")}
        if self.to_unicode != "none":
            font["Encoding"] = "/Identity-H"
            font["ToUnicode"] = doc.Reference(pdfdoc.PDFStream(content=_to_unicode(self.to_unicode)))


def _font(to_unicode: str) -> str:
    return f"STSong-{to_unicode}"


def _cids(text: str) -> tuple[int, ...]:
    return tuple(CMapDB.get_cmap("UniGB-UCS2-H").decode(text.encode("utf-16-be")))


@cache
def _to_unicode(kind: str) -> str:
    """Give the map for ASCII and GB 2312."""
    pairs = [bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)]
    chars = [*map(chr, range(0x20, 0x7F)), *(c for pair in pairs if (c := pair.decode("gb2312", "ignore")))]
    named = {char: chr(code) for char, code in _RADICALS.items()} if kind == "radicals" else {}
    lines = [f"<{cid:04X}> <{ord(named.get(c, c)):04X}>" for c, cid in zip(chars, _cids("".join(chars)), strict=True)]
    chunks = [lines[n : n + 100] for n in range(0, len(lines), 100)]
    body = "\n".join("\n".join([f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]) for chunk in chunks)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /J def /CMapType 2 def"
    return f"{head}\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\nendcmap end end"


for _kind in ("none", "plain", "radicals"):
    pdfmetrics.registerFont(_Song(_kind))


def _width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, _font("none"), size))


def spell(text: str, style: Style) -> str:
    """Give the text as the style prints it."""
    if style.spelling == "full_width":
        return text.translate(_FULL_WIDTH)
    return _BESIDE_DIGITS.sub(" ", text) if style.spelling == "spaced" else text


def write_pdf(path: Path, tables: Sequence[SetTable], style: Style, cover: Sequence[str] = ()) -> None:
    """Print the tables, each from a new page on, behind a cover."""
    pages = [*_cover(cover, style), *_table_pages(tables, style)]
    margin = 30 if style.crop else 0
    width, height = style.page
    media = (height, width) if style.rotate in (90, 270) else (width, height)
    lock = StandardEncryption("", ownerPassword="owner", canModify=0, strength=128) if style.locked else None
    # reportlab takes the size as displayed, and swaps it itself for a page that is turned.
    canvas = Canvas(str(path), pagesize=(width + 2 * margin, height + 2 * margin), encrypt=lock)
    for number, page in enumerate(pages, 1):
        if margin:
            canvas.setCropBox((margin, margin, media[0] + margin, media[1] + margin))
            canvas.translate(margin, margin)
        canvas.setPageRotation(style.rotate)
        canvas.transform(*_upright(style))
        _Painter(canvas, style).page(page, number, len(pages))
        canvas.showPage()
    canvas.save()


def page_breaks(table: SetTable, style: Style) -> list[tuple[int, int]]:
    """Give every ``stop`` that the style can have for the table, which must be shorter than a page."""
    return stops(table, style, style.page[0] - 2 * style.margin, lambda text: _width(text, style.size))


def _upright(style: Style) -> tuple[float, float, float, float, float, float]:
    """Give the matrix from the page as displayed to the page as described."""
    width, height = style.page
    turns = {90: (0, 1, -1, 0, height, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, width)}
    return turns.get(style.rotate, (1, 0, 0, 1, 0, 0))


def _cover(lines: Sequence[str], style: Style) -> Iterator[Page]:
    width = style.page[0] - 2 * style.margin
    captions, y = [], style.margin + 60
    for text, size in zip(lines, (22.0, 16.0), strict=False):
        for line in wrap(spell(text, style), width, lambda text, size=size: _width(text, size)):  # type: ignore[misc]
            captions.append(Caption(line, style.page[0] / 2, y, size, centred=True, bold=True))
            y += 1.6 * size
        y += 20
    if captions:
        yield Page(tuple(captions), ())


def _table_pages(tables: Sequence[SetTable], style: Style) -> Iterator[Page]:
    gap = 24
    width = (style.page[0] - 2 * style.margin - gap * (style.columns - 1)) / style.columns
    for first in range(0, len(tables), style.columns):
        captions: list[Caption] = []
        columns = []
        for number, table in enumerate(tables[first : first + style.columns]):
            left = style.margin + number * (width + gap)
            y = style.margin
            captions.append(Caption(table.title, left + width / 2, y, 1.3 * style.size, centred=True, bold=True))
            y += 2 * style.size
            if table.caption:
                captions.append(Caption(spell(table.caption, style), left, y, style.size, centred=False, bold=False))
                y += 1.6 * style.size
            blocks = tuple(_spelled(block, style) for block in table.blocks)
            spelled = SetTable(table.title, table.caption, table.shares, blocks, table.header_rows)
            bottom = style.page[1] - style.margin
            measure = lambda text: _width(text, style.size)  # noqa: E731
            columns.append(set_table(spelled, style, left, width, (y, style.margin), bottom, measure))
        for number in range(max(map(len, columns))):
            yield Page(tuple(captions) if number == 0 else (), tuple(c[number] for c in columns if number < len(c)))


def _spelled(block: Block, style: Style) -> Block:
    text = spell(block.text, style)
    return Block(block.row, block.column, text, block.row_span, block.column_span, block.left, block.bold)


class _Painter:
    """Draws one page; y runs down from the top in everything it is given."""

    def __init__(self, canvas: Canvas, style: Style) -> None:
        self.canvas = canvas
        self.style = style
        self.height = style.page[1]

    def page(self, page: Page, number: int, count: int) -> None:
        style, middle = self.style, self.style.page[0] / 2
        if style.watermark == "behind":
            self._watermark(0.85, 1.0)
        for table in page.tables:
            self._fills(table)
            self._rules(table)
            for part in table.parts:
                self._texts(table, part)
        for caption in page.captions:
            self._text(caption.text, caption.x, caption.top, caption.size, centred=caption.centred, bold=caption.bold)
        if style.head:
            self._text(style.head, middle, 36, 9, centred=True)
        if style.foot:
            self._text(style.foot.format(page=number, count=count), middle, self.height - 50, 9, centred=True)
        if style.watermark == "front":
            self._watermark(0.5, 0.3)
        if style.seal and page.tables:
            self._seal(style.page[0] - style.margin - 90, style.margin + 150)
        if style.crop:
            self.canvas.line(-25, -10, -25, 20)
            self._text("裁切线外", -28, -14, 8, centred=False)

    def _text(self, text: str, x: float, top: float, size: float, *, centred: bool, bold: bool = False) -> None:
        left = x - _width(text, size) / 2 if centred else x
        mode = self.style.drawn_twice
        pieces = [(left, text)]
        if mode == "characters":
            pieces = [(left + _width(text[:n], size), char) for n, char in enumerate(text)]
        passes = _PASSES[mode] if bold or mode == "characters" else (0.0,)
        self.canvas.setFont(_font(self.style.to_unicode), size)
        for start, piece in pieces:
            for shift in passes:
                self.canvas.drawString(start + shift, self.height - top - 1.05 * size, piece)

    def _texts(self, table: TablePage, part: Part) -> None:
        block, style = part.block, self.style
        x0, x1 = table.xs[block.column], table.xs[block.column + block.column_span]
        centred = style.centred and not block.left
        for text, top in part.lines:
            x = (x0 + x1) / 2 if centred else x0 + style.padding
            self._text(text, x, top, style.size, centred=centred, bold=block.bold)

    def _fills(self, table: TablePage) -> None:
        strips = {strip: None for part in table.parts for strip in part.strips} if self.style.zebra else {}
        self.canvas.setFillGray(0.93)
        for strip in strips:
            if strip.row % 2:
                self._box(table.xs[0], strip.top, table.xs[-1], strip.bottom, fill=True)
        self.canvas.setFillGray(0)

    def _box(self, x0: float, top: float, x1: float, bottom: float, *, fill: bool) -> None:
        self.canvas.rect(x0, self.height - bottom, x1 - x0, bottom - top, stroke=int(not fill), fill=int(fill))

    def _rules(self, table: TablePage) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.setLineWidth(0.25 if self.style.rules == "grey" else 0.5)
        canvas.setStrokeGray(0.6 if self.style.rules == "grey" else 0)
        if self.style.rules == "dashed":
            canvas.setDash(3, 2)
        elif self.style.rules == "dotted":
            canvas.setLineCap(1)
            canvas.setDash([0.1, 1.5])
        if self.style.rules == "boxes":
            for part in table.parts:
                last = part.block.column + part.block.column_span
                self._box(table.xs[part.block.column], part.top, table.xs[last], part.bottom, fill=False)
        else:
            for x0, y0, x1, y1 in _sides(table, sides=self.style.sides):
                self._rule(x0, y0, x1, y1)
        canvas.restoreState()

    def _rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        rules, across = self.style.rules, y0 == y1
        if rules == "filled":
            self._box(x0 - 0.3, y0 - 0.3, x1 + 0.3, y1 + 0.3, fill=True)
        elif rules in ("dashes", "dots"):
            step, long = (5.0, 3.0) if rules == "dashes" else (2.5, 0.7)
            for n in range(int((x1 - x0 + y1 - y0) / step) + 1):
                x, y = (x0 + n * step, y0) if across else (x0, y0 + n * step)
                if rules == "dots":
                    self._box(x - 0.35, y - 0.35, x + 0.35, y + 0.35, fill=True)
                elif across:
                    self._line(x, y, min(x + long, x1), y)
                else:
                    self._line(x, y, x, min(y + long, y1))
        else:
            for shift in (-0.9, 0.9) if rules == "double" else (0.0,):
                dx, dy = (0.0, shift) if across else (shift, 0.0)
                self._line(x0 + dx, y0 + dy, x1 + dx, y1 + dy)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def _watermark(self, grey: float, alpha: float) -> None:
        canvas, (width, height) = self.canvas, self.style.page
        canvas.saveState()
        canvas.setFillGray(grey)
        canvas.setFillAlpha(alpha)
        canvas.setFont(_font(self.style.to_unicode), 40)
        for share in (0.25, 0.5, 0.75):
            canvas.saveState()
            canvas.translate(width / 2, height * share)
            canvas.rotate(45)
            canvas.drawCentredString(0, 0, "周村区财政局内部资料")
            canvas.restoreState()
        canvas.restoreState()

    def _seal(self, x: float, y: float) -> None:
        canvas, radius, text = self.canvas, 55.0, "周村区财政局"
        canvas.saveState()
        canvas.translate(x, self.height - y)
        canvas.setStrokeColorRGB(0.85, 0, 0)
        canvas.setFillColorRGB(0.85, 0, 0)
        canvas.setLineWidth(2.5)
        canvas.circle(0, 0, radius)
        star = canvas.beginPath()
        for n in range(5):
            angle = math.radians(90 + 144 * n)
            (star.lineTo if n else star.moveTo)(16 * math.cos(angle), 16 * math.sin(angle))
        star.close()
        canvas.drawPath(star, stroke=0, fill=1)
        canvas.setFont(_font(self.style.to_unicode), 14)
        for n, char in enumerate(text):
            canvas.saveState()
            canvas.rotate(75 - 150 * n / (len(text) - 1))
            canvas.drawCentredString(0, radius - 17, char)
            canvas.restoreState()
        if self.style.seal == "upright":
            canvas.drawCentredString(0, -36, "财务专用章")
        canvas.restoreState()


def _sides(table: TablePage, *, sides: bool) -> Iterator[tuple[float, float, float, float]]:
    """Give the ruled sides of all parts, joined to lines as long as they run."""
    across: set[tuple[float, float, float]] = set()
    down: set[tuple[float, float, float]] = set()
    for part in table.parts:
        first, last = part.block.column, part.block.column + part.block.column_span
        for y, ruled in ((part.top, part.rule_above), (part.bottom, part.rule_below)):
            across |= {(round(y, 2), table.xs[n], table.xs[n + 1]) for n in range(first, last) if ruled}
        for x in (table.xs[first], table.xs[last]):
            if sides or x not in (table.xs[0], table.xs[-1]):
                down |= {(x, round(strip.top, 2), round(strip.bottom, 2)) for strip in part.strips}
    yield from ((x0, y, x1, y) for y, x0, x1 in _joined(across))
    yield from ((x, y0, x, y1) for x, y0, y1 in _joined(down))


def _joined(pieces: set[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    run: tuple[float, float, float] | None = None
    for position, start, end in sorted(pieces):
        if run is not None and run[0] == position and start <= run[2] + 0.05:
            run = (position, run[1], max(end, run[2]))
        else:
            if run is not None:
                yield run
            run = (position, start, end)
    if run is not None:
        yield run
