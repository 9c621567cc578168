"""Packed bytes -> unpacked, but no more of them than is asked for: a kilobyte may unpack to a gigabyte."""

import zlib
from base64 import a85decode
from collections.abc import Iterator, Sequence
from typing import NamedTuple

FLATE = "/FlateDecode"

PICTURES = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"})
"""Filters whose result is a picture: what is behind them is not looked at."""

_BLANKS = b"\0\t\n\f\r "


class Unpacked(NamedTuple):
    """What came of it: the bytes, as many as were asked for; whether they end as they should; whether there are more.

    Of more than was asked for, whether they end well is not known, and taken for granted.
    """

    data: bytes
    whole: bool
    more: bool


def inflated(packed: bytes, most: int) -> Unpacked:
    """Unpack bytes packed by Flate (zlib), whose checksum says whether they are what was packed."""
    unpacker = zlib.decompressobj()
    try:
        data = unpacker.decompress(packed, most + 1)
    except zlib.error:
        return Unpacked(_until_broken(packed, most), whole=False, more=False)
    if len(data) > most:
        return Unpacked(data[:most], whole=True, more=True)
    return Unpacked(data, unpacker.eof, more=False)


def _until_broken(packed: bytes, most: int) -> bytes:
    """Give what comes before the fault, as lenient readers do."""
    unpacker, pieces, size = zlib.decompressobj(), list[bytes](), 0
    try:
        for start in range(0, len(packed), 256):
            pieces.append(unpacker.decompress(packed[start : start + 256], most - size + 1))
            size += len(pieces[-1])
            if size > most:
                break
    except zlib.error:
        pass
    return b"".join(pieces)[:most]


def unpacked(packed: bytes, filters: Sequence[str], most: int) -> Unpacked:
    """Undo a stream's filters, in their order, as far as a picture's."""
    data, whole, more = packed, True, False
    for name in filters:
        if name in PICTURES:
            break
        step = _undone(data, name, most)
        data, whole, more = step.data, whole and step.whole, more or step.more
    return Unpacked(data[:most], whole, more or len(data) > most)


def _undone(packed: bytes, name: str, most: int) -> Unpacked:
    if name in (FLATE, "/Fl"):
        return inflated(packed, most)
    if name in ("/ASCII85Decode", "/A85"):
        return _from_text(packed, b"~>", a85decode)
    if name in ("/ASCIIHexDecode", "/AHx"):
        return _from_text(packed, b">", _from_hex)
    if name in ("/LZWDecode", "/LZW"):
        return _joined(_lzw(packed), most)
    if name in ("/RunLengthDecode", "/RL"):
        return _joined(_runs(packed), most)
    return Unpacked(packed, whole=True, more=False)  # encryption, which was undone, or a filter that no reader knows


def _from_text(packed: bytes, end: bytes, decode: object) -> Unpacked:
    text = packed.strip(_BLANKS)
    try:
        return Unpacked(decode(text.removesuffix(end)), text.endswith(end), more=False)  # type: ignore[operator]
    except ValueError:
        return Unpacked(b"", whole=False, more=False)


def _from_hex(text: bytes) -> bytes:
    digits = bytes(byte for byte in text if byte not in _BLANKS)
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("latin-1"))


def _joined(pieces: Iterator[bytes], most: int) -> Unpacked:
    found, size = list[bytes](), 0
    try:
        for piece in pieces:
            found.append(piece)
            size += len(piece)
            if size > most:
                return Unpacked(b"".join(found)[:most], whole=True, more=True)
    except (ValueError, LookupError, TypeError):  # pdfminer's decoder looks up codes that are in no table
        return Unpacked(b"".join(found), whole=False, more=False)
    return Unpacked(b"".join(found), whole=True, more=False)


def _lzw(packed: bytes) -> Iterator[bytes]:
    from io import BytesIO

    from pdfminer.lzw import LZWDecoder

    return iter(LZWDecoder(BytesIO(packed)).run())


def _runs(packed: bytes) -> Iterator[bytes]:
    """Undo run lengths (ISO 32000-1, 7.4.5): up to 127 bytes as they are, up to 128 times one, 128 ends."""
    at = 0
    while at < len(packed) and (length := packed[at]) != 128:
        if length < 128:
            yield packed[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            yield packed[at + 1 : at + 2] * (257 - length)
            at += 2
