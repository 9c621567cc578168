"""Files made to harm: small to send, dear to read."""

import zlib
from pathlib import Path

import pikepdf

PAGE = (595, 842)


def write_pages(path: Path, content: bytes, pages: int = 1, **resources: pikepdf.Object) -> None:
    """Write a file of pages that share one content stream, packed."""
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(zlib.compress(content), filter=pikepdf.Name.FlateDecode)
        shared = pdf.make_indirect(stream)
        for _ in range(pages):
            page = pdf.add_blank_page(page_size=PAGE)
            page.Contents = shared
            page.Resources = pikepdf.Dictionary(**resources)
        pdf.save(path)


def many_segments(path: Path, pages: int = 1, segments: int = 500_000) -> None:
    """One path of many segments on each page."""
    lines = b"".join(b"%d %d l\n" % (20 + number % 500, 20 + number * 7 % 800) for number in range(segments))
    write_pages(path, b"20 20 m\n" + lines + b"S", pages)


def spaces(path: Path, megabytes: int) -> None:
    """A stream of blanks that packs to a thousandth."""
    packer = zlib.compressobj(9)
    blanks = b" " * (1 << 20)
    packed = b"".join(packer.compress(blanks) for _ in range(megabytes)) + packer.flush()
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, b"")
        stream.write(packed, filter=pikepdf.Name.FlateDecode)
        pdf.add_blank_page(page_size=PAGE).Contents = pdf.make_indirect(stream)
        pdf.save(path)
