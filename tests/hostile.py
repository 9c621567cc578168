"""Files made to harm: small to send, dear to read."""

import sys
import zlib
from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

PAGE = (595, 842)
PYTHON = sys.executable


def packed(pieces: Iterable[bytes]) -> bytes:
    """Pack a stream piece by piece: it may be larger than memory."""
    packer = zlib.compressobj(6)
    return b"".join([*(packer.compress(piece) for piece in pieces), packer.flush()])


def stream(pdf: pikepdf.Pdf, pieces: Iterable[bytes], **entries: object) -> pikepdf.Object:
    """Give a stream of the file, packed."""
    made = pikepdf.Stream(pdf, b"", **entries)
    made.write(packed(pieces), filter=Name.FlateDecode)
    return pdf.make_indirect(made)


def write_pages(
    path: Path, content: Iterable[bytes], pages: int = 1, size: tuple[float, float] = PAGE, **resources: Any
) -> None:
    """Write a file of pages that share one content stream, packed."""
    with pikepdf.new() as pdf:
        shared = stream(pdf, content)
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=PAGE)
            page.MediaBox = Array([0, 0, *size])
            page.Contents = shared
            page.Resources = Dictionary(**resources)
        pdf.save(path)


def many_segments(path: Path, pages: int = 1, segments: int = 500_000) -> None:
    """One path of many segments on each page."""
    lines = (b"%d %d l\n" % (20 + number % 500, 20 + number * 7 % 800) for number in range(segments))
    write_pages(path, [b"20 20 m\n", *lines, b"S"], pages)


def blanks(megabytes: int) -> Iterator[bytes]:
    """Give blanks that pack to a thousandth."""
    return (b" " * (1 << 20) for _ in range(megabytes))


def spaces(path: Path, megabytes: int = 1024) -> None:
    """A page's content of blanks."""
    write_pages(path, blanks(megabytes))


def packed_twice(path: Path, megabytes: int = 1024) -> None:
    """A page's content of blanks that is packed, and packed again: a few kilobytes."""
    with pikepdf.new() as pdf:
        content = pikepdf.Stream(pdf, b"")
        content.write(packed([packed(blanks(megabytes))]), filter=Array([Name.FlateDecode, Name.FlateDecode]))
        pdf.add_blank_page(page_size=PAGE).Contents = pdf.make_indirect(content)
        pdf.save(path)


def packed_objects(path: Path, megabytes: int = 1024) -> None:
    """A stream of packed objects that unpacks to blanks, beside a page without fault."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=PAGE)
        pdf.Root.Extra = stream(pdf, blanks(megabytes), Type=Name.ObjStm, N=0, First=0)
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def forms_that_multiply(path: Path, levels: int = 9, times: int = 10) -> None:
    """A form XObject that draws another ten times, which draws another ten times …: a thousand million lines."""
    with pikepdf.new() as pdf:
        inner = stream(pdf, [b"20 20 m 90 90 l S"], Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *PAGE]))
        for _ in range(levels):
            inner = stream(
                pdf,
                [b"/X Do " * times],
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, *PAGE]),
                Resources=Dictionary(XObject=Dictionary(X=inner)),
            )
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(XObject=Dictionary(X=inner))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(path)


def form_in_itself(path: Path) -> None:
    """A form XObject that draws itself."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=PAGE)
        form = stream(pdf, [b"/X Do /X Do"], Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *PAGE]))
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Resources = Dictionary(XObject=Dictionary(X=form))
        page.Contents = pdf.make_stream(b"/X Do")
        pdf.save(path)


def many_columns(path: Path, columns: int = 20_000, rows: int = 20, size: tuple[float, float] = (14_400, 842)) -> None:
    """A grid of many columns, as wide as a page may be."""
    step = (size[0] - 40) / columns
    down = (b"%.3f 20 m %.3f %d l S\n" % (20 + step * at, 20 + step * at, 20 + 30 * rows) for at in range(columns + 1))
    across = (b"20 %d m %d %d l S\n" % (20 + 30 * row, size[0] - 20, 20 + 30 * row) for row in range(rows + 1))
    write_pages(path, [*down, *across], size=size)


def many_cells(path: Path, columns: int = 300, rows: int = 400) -> None:
    """A grid of many cells on one page."""
    down = (
        b"%.3f 20 m %.3f 820 l S\n" % (20 + at * 550 / columns, 20 + at * 550 / columns) for at in range(columns + 1)
    )
    across = (b"20 %.3f m 570 %.3f l S\n" % (20 + at * 800 / rows, 20 + at * 800 / rows) for at in range(rows + 1))
    write_pages(path, [*down, *across])


def many_boxes(path: Path, boxes: int = 40_000) -> None:
    """Small ruled boxes all over the page, each a table of its own."""
    places = ((20 + 5.5 * (number % 100), 20 + 800 / (boxes / 100) * (number // 100)) for number in range(boxes))
    write_pages(path, [b"%.2f %.3f 4.5 1 re S\n" % place for place in places])


def many_texts(path: Path, texts: int = 200_000) -> None:
    """Texts of one character each, all over the page."""
    places = ((20 + number * 7919 % 5500 / 10, 20 + number * 104_729 % 8000 / 10) for number in range(texts))
    content = (b"1 0 0 1 %.1f %.1f Tm (%d) Tj\n" % (*place, number % 10) for number, place in enumerate(places))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    write_pages(path, [b"BT /F 5 Tf\n", *content, b"ET"], Font=Dictionary(F=font))


def clipped_texts(path: Path, segments: int = 100_000, texts: int = 10_000) -> None:
    """Texts that are clipped by one path of many segments: each text asks for each segment."""
    clip = (b"%d %d l\n" % (20 + number % 500, 20 + number * 7 % 800) for number in range(segments))
    words = (b"1 0 0 1 %d %d Tm (%d) Tj\n" % (30 + n % 50 * 10, 30 + n // 50 * 4, n % 10) for n in range(texts))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    write_pages(path, [b"20 20 m\n", *clip, b"W n BT /F 5 Tf\n", *words, b"ET"], Font=Dictionary(F=font))


def slow_for_each_reader(path: Path) -> None:
    """A page that no reader ends soon: pdfplumber, the quicker here, needs 3.3 s for 150,000 segments, 13 for these."""
    clipped_texts(path, segments=900_000, texts=15_000)


def large_fonts(path: Path, count: int = 8, megabytes: int = 120) -> None:
    """Fonts that unpack to more together than a page's worth of them may take."""
    with pikepdf.new() as pdf:
        fonts = {}
        for number in range(count):
            program = stream(pdf, blanks(megabytes), Length1=megabytes << 20)
            named = Name(f"/F{number}")
            about = Dictionary(Type=Name.FontDescriptor, FontName=named, Flags=4, FontFile2=program)
            fonts[str(named)] = Dictionary(
                Type=Name.Font, Subtype=Name.TrueType, BaseFont=named, FontDescriptor=pdf.make_indirect(about)
            )
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(Font=Dictionary(fonts))
        words = b"".join(b"/F%d 10 Tf (abc) Tj " % number for number in range(count))
        page.Contents = pdf.make_stream(b"BT 30 40 Td %s ET" % words)
        pdf.save(path)


def huge_page(path: Path, side: float = 1e7) -> None:
    """A page of many square miles, with a table and white text on it: its picture would not fit in memory."""
    rules = b"20 20 m 570 20 l S 20 80 m 570 80 l S 20 20 m 20 80 l S 570 20 m 570 80 l S 300 20 m 300 80 l S\n"
    text = b"1 1 1 rg 0 0 400 400 re f 1 1 1 rg BT /F 10 Tf 30 40 Td (lost) Tj ET 0 g BT /F 10 Tf 330 40 Td (1) Tj ET"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    write_pages(path, [rules, text, rules], size=(side, side), Font=Dictionary(F=font))


def by_hand(path: Path, *objects: bytes) -> None:
    """Write objects as they are, numbered from 1, the catalog first."""
    pieces = [b"%PDF-1.4\n", *(b"%d 0 obj\n%s\nendobj\n" % each for each in enumerate(objects, 1))]
    places = accumulate(map(len, pieces[:-1]))
    body = b"".join(pieces)
    entries = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, entries)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    path.write_bytes(body + table + end)


def pages_that_multiply(path: Path, levels: int = 7, times: int = 10) -> None:
    """A tree of pages whose every branch is the same ten times: ten million pages."""
    nodes = (
        b"<< /Type /Pages /Count %d /Kids [%s] >>" % (times ** (levels - level), b"%d 0 R " % (level + 3) * times)
        for level in range(levels)
    )
    leaf = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    by_hand(path, b"<< /Type /Catalog /Pages 2 0 R >>", *nodes, leaf)


def many_pages(path: Path, pages: int = 100_000) -> None:
    """Pages that share one content: two rules and no table."""
    first = 4
    kids = b" ".join(b"%d 0 R" % number for number in range(first, first + pages))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    root = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    content = b"<< /Length 38 >> stream\n20 20 m 90 20 l S 20 90 m 90 90 l S    \nendstream"
    by_hand(path, b"<< /Type /Catalog /Pages 2 0 R >>", root, content, *[leaf] * pages)


def deep_objects(path: Path, depth: int = 100_000) -> None:
    """An array in an array in an array …, where a page's resources stand."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s >>" % (b"[" * depth + b"]" * depth)
    by_hand(path, b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page)


def large_map(path: Path, codes: int = 0xFFFFFF) -> None:
    """A font whose map of characters has a range of 16 million codes."""
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange "
        b"<000000> <FFFFFF> endcodespacerange 1 beginbfrange <000000> <%06X> <0041> endbfrange endcmap end end" % codes
    )
    with pikepdf.new() as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, ToUnicode=stream(pdf, [cmap]))
        page = pdf.add_blank_page(page_size=PAGE)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(b"BT /F 10 Tf 30 40 Td (abc) Tj ET 20 20 m 90 90 l S")
        pdf.save(path)


def large_picture(path: Path, side: int = 30_000) -> None:
    """A picture that unpacks to a gigabyte, on a page with a text in its colour."""
    with pikepdf.new() as pdf:
        picture = stream(
            pdf,
            (bytes(side) for _ in range(side)),
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=side,
            Height=side,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
        )
        page = pdf.add_blank_page(page_size=PAGE)
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(XObject=Dictionary(X=picture), Font=Dictionary(F=font))
        page.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /X Do Q 0 g BT /F 10 Tf 30 40 Td (abc) Tj ET")
        pdf.save(path)


CASES = (
    many_segments,
    spaces,
    packed_twice,
    packed_objects,
    forms_that_multiply,
    form_in_itself,
    many_columns,
    many_cells,
    many_boxes,
    many_texts,
    clipped_texts,
    large_fonts,
    huge_page,
    pages_that_multiply,
    many_pages,
    deep_objects,
    large_map,
    large_picture,
)
