"""Ways to alter a PDF: bytes and chance -> bytes.

Those of ``DAMAGE`` break the file: a reader could see it, by a checksum, a cross-reference, an object that is not
there. Those of ``OTHER`` make another file without fault, as an editor would: nobody who has not the first could know.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from random import Random

import pikepdf

Mutation = Callable[[bytes, Random], bytes]

_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ENTRY = re.compile(rb"\d{10} \d{5} n")
_NUMBER = re.compile(rb"(?<![\w.])\d+(?:\.\d+)?(?![\w.])")


def flip_bytes(data: bytes, chance: Random) -> bytes:
    """Change one to eight bytes anywhere."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(data))] ^= chance.randint(1, 255)
    return bytes(changed)


def flip_a_bit(data: bytes, chance: Random) -> bytes:
    """Change one bit anywhere."""
    changed = bytearray(data)
    changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(data: bytes, chance: Random) -> bytes:
    """Cut the file off."""
    return data[: chance.randrange(1024, len(data))]


def lose_a_piece(data: bytes, chance: Random) -> bytes:
    """Take up to 4 kB out."""
    start, end = _piece(data, chance)
    return data[:start] + data[end:]


def double_a_piece(data: bytes, chance: Random) -> bytes:
    """Write up to 4 kB twice."""
    start, end = _piece(data, chance)
    return data[:end] + data[start:]


def blank_a_piece(data: bytes, chance: Random) -> bytes:
    """Write zeros over up to 4 kB, as a disk does."""
    start, end = _piece(data, chance)
    return data[:start] + bytes(end - start) + data[end:]


def swap_pieces(data: bytes, chance: Random) -> bytes:
    """Put two pieces of up to 4 kB in each other's place."""
    start, end = _piece(data, chance)
    other = chance.randrange(len(data) - (end - start))
    low, high = sorted((start, other))
    length = min(end - start, high - low)
    return (
        data[:low]
        + data[high : high + length]
        + data[low + length : high]
        + data[low : low + length]
        + data[high + length :]
    )


def _piece(data: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(16, len(data) - 16)
    return start, min(len(data), start + chance.randint(1, 4096))


def damage_a_stream(data: bytes, chance: Random) -> bytes:
    """Change bytes of one stream as it is packed."""
    start, end = _stream(data, chance)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(start, end)] ^= chance.randint(1, 255)
    return bytes(changed)


def cut_a_stream(data: bytes, chance: Random) -> bytes:
    """Write zeros over the end of one stream."""
    start, end = _stream(data, chance)
    cut = chance.randrange(start, end)
    return data[:cut] + bytes(end - cut) + data[end:]


def misstate_a_length(data: bytes, chance: Random) -> bytes:
    """Write another length of a stream."""
    found = list(re.finditer(rb"/Length (\d+)", data))
    if not found:
        return truncate(data, chance)
    place = chance.choice(found)
    length = max(0, int(place.group(1)) + chance.randint(-200, 200))
    return data[: place.start(1)] + b"%0*d" % (len(place.group(1)), length) + data[place.end(1) :]


def _stream(data: bytes, chance: Random) -> tuple[int, int]:
    starts = [found.end() for found in _STREAM.finditer(data)]
    places = [(start, end) for start in starts if (end := data.find(b"endstream", start) - 1) > start]
    return chance.choice(places)


def mislead_the_xref(data: bytes, chance: Random) -> bytes:
    """Write another offset into the cross-reference, or of it."""
    entries = list(_ENTRY.finditer(data))
    if entries and chance.random() < 0.8:
        place = chance.choice(entries)
        offset = chance.choice((chance.randrange(len(data)), int(chance.choice(entries).group()[:10])))
        return data[: place.start()] + b"%010d" % offset + data[place.start() + 10 :]
    start = data.rindex(b"startxref")
    return data[:start] + b"startxref\n%d\n%%%%EOF\n" % chance.randrange(len(data))


def rename_an_object(data: bytes, chance: Random) -> bytes:
    """Give an object another number than the cross-reference says."""
    found = list(re.finditer(rb"(?m)^(\d+) 0 obj", data))
    place = chance.choice(found)
    number = chance.randrange(10 ** len(place.group(1)))
    return data[: place.start(1)] + b"%0*d" % (len(place.group(1)), number) + data[place.end(1) :]


DAMAGE: Mapping[str, Mutation] = {
    each.__name__: each
    for each in (
        flip_bytes,
        flip_a_bit,
        truncate,
        lose_a_piece,
        double_a_piece,
        blank_a_piece,
        swap_pieces,
        damage_a_stream,
        cut_a_stream,
        misstate_a_length,
        mislead_the_xref,
        rename_an_object,
    )
}


def drop_an_object(data: bytes, chance: Random) -> bytes:
    """Put an empty dictionary in an object's place, and write the file anew."""
    return _rewritten(data, lambda pdf: _put(pdf, _any(pdf, chance), pikepdf.Dictionary()))


def mislead_a_reference(data: bytes, chance: Random) -> bytes:
    """Let an entry lead to another object, and write the file anew."""

    def change(pdf: pikepdf.Pdf) -> None:
        holders = [each for each in pdf.objects if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream))]
        leads = [(each, key) for each in holders for key, value in each.items() if key != "/Parent" and _leads(value)]
        holder, key = chance.choice(leads)
        if holder.get("/Type") not in _TREE:
            holder[key] = _any(pdf, chance)

    return _rewritten(data, change)


def _leads(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


def change_numbers(data: bytes, chance: Random) -> bytes:
    """Change one to five numbers of a page's content: places, sizes, shown codes."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = chance.choice(list(pdf.pages))
        page.contents_coalesce()
        content = page.Contents.read_bytes()
        for _ in range(chance.randint(1, 5)):
            if found := list(_NUMBER.finditer(content)):
                place = chance.choice(found)
                number = b"%d" % chance.choice((0, 1, -1, 7, 99, 1000, 2**31, int(float(place.group())) + 3))
                content = content[: place.start()] + number + content[place.end() :]
        page.Contents = pdf.make_stream(content)

    return _rewritten(data, change)


def drop_an_operator(data: bytes, chance: Random) -> bytes:
    """Take a line out of a page's content."""

    def change(pdf: pikepdf.Pdf) -> None:
        page = chance.choice(list(pdf.pages))
        page.contents_coalesce()
        lines = page.Contents.read_bytes().split(b"\n")
        del lines[chance.randrange(len(lines))]
        page.Contents = pdf.make_stream(b"\n".join(lines))

    return _rewritten(data, change)


def drop_a_page(data: bytes, chance: Random) -> bytes:
    """Leave a page out."""

    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[chance.randrange(len(pdf.pages))]

    return _rewritten(data, change)


def double_a_page(data: bytes, chance: Random) -> bytes:
    """Put a page in twice."""
    return _rewritten(data, lambda pdf: pdf.pages.append(chance.choice(list(pdf.pages))))


def swap_pages(data: bytes, chance: Random) -> bytes:
    """Put the last page first."""

    def change(pdf: pikepdf.Pdf) -> None:
        last = pdf.pages[-1]
        del pdf.pages[-1]
        pdf.pages.insert(chance.randrange(len(pdf.pages) + 1), last)

    return _rewritten(data, change)


def _rewritten(data: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    with pikepdf.open(BytesIO(data)) as pdf:
        change(pdf)
        written = BytesIO()
        try:
            pdf.save(written)
        except pikepdf.PdfError:  # qpdf writes no file of this: it stays as it was
            return data
        return written.getvalue()


_TREE = ("/Catalog", "/Pages", "/Page")


def _any(pdf: pikepdf.Pdf, chance: Random) -> pikepdf.Object:
    """Give an object that is no page and no part of the tree of pages: without those no file can be written."""
    kinds = (pikepdf.Dictionary, pikepdf.Stream)
    return chance.choice([each for each in pdf.objects if isinstance(each, kinds) and each.get("/Type") not in _TREE])


def _put(pdf: pikepdf.Pdf, old: pikepdf.Object, new: pikepdf.Object) -> None:
    pdf._replace_object(old.objgen, new)


OTHER: Mapping[str, Mutation] = {
    each.__name__: each
    for each in (
        drop_an_object,
        mislead_a_reference,
        change_numbers,
        drop_an_operator,
        drop_a_page,
        double_a_page,
        swap_pages,
    )
}


def is_sound(data: bytes) -> bool:
    """Whether a file shows no damage to a strict reader: qpdf warns of nothing, and all checksums are right.

    What a mutation of ``DAMAGE`` made and is so, is another file without fault: a changed digit in plain text.
    """
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            streams = [each for each in pdf.objects if isinstance(each, pikepdf.Stream)]
            return all(map(_checks, streams)) and not pdf.check_pdf_syntax() and not pdf.get_warnings()
    except (pikepdf.PdfError, pikepdf.PasswordError, *_STRANGE):
        return False


_STRANGE = (ValueError, TypeError, AttributeError, LookupError, RuntimeError, zlib.error)
"""What pikepdf raises on objects of a kind that it did not expect."""


def _checks(stream: pikepdf.Object) -> bool:
    if stream.get("/Filter") != "/FlateDecode":
        return True
    unpacker = zlib.decompressobj()
    unpacker.decompress(stream.read_raw_bytes())
    return unpacker.eof
