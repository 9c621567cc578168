"""Does a file's cross-reference lead to its objects, and do these follow each other? Told from the bytes alone.

A cross-reference is a table, or packed in a stream (ISO 32000-1, 7.5.4 and 7.5.8). Only the last one is looked at: in a
file that was changed by adding to it, those before are not.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jixiao.extract.bounds import MOST_STREAM
from jixiao.extract.unpacking import FLATE, inflated

_START = re.compile(rb"startxref\s+(\d{1,18})(?!\d)")
_OBJECT = re.compile(rb"\s*(\d+)\s+(\d+)\s+obj")
_KEYWORD = b"obj"
_BEGINNING = re.compile(rb"(?:[\0\s]|%[^\r\n]*)*+(\d+)\s+\d+\s+obj\b")
"""An object's number, behind blanks and comments: the file's first lines, the end of an earlier version."""

_BEFORE_KEYWORD = re.compile(rb"(?<!\d)(\d+)\s+\d+\s*$")
_ENTRY = re.compile(rb"(\d{10}) (\d{5}) ([nf])\s*")
_SUBSECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*(?=\d{10} \d{5} [nf])")
_BLANKS = b"\0\t\n\f\r "

_STREAM = re.compile(rb"stream\r?\n")
_WIDTHS = re.compile(rb"/W\s*\[\s*(\d)\s+(\d)\s+(\d)\s*\]")
_INDEX = re.compile(rb"/Index\s*\[([\d\s]+)\]")
_SIZE = re.compile(rb"/Size\s+(\d{1,9})")
_PREDICTOR = re.compile(rb"/Predictor\s+(\d{1,2})")

HEAD = 24
"""Bytes before the keyword ``obj`` in which an object's number and generation stand: of ten and five digits at most."""

DICTIONARY = 1000
"""Bytes of the dictionary of a packed cross-reference, at most; the files' have 150 to 250."""


class Entry(NamedTuple):
    """Where an object of a number and a generation begins, in bytes from the file's header."""

    number: int
    generation: int
    offset: int


def leads_to_objects(data: bytes) -> bool:
    """Whether the last cross-reference stands where the file says, and each object where it says."""
    header = max(0, data.find(b"%PDF-", 0, 1024))
    found = _START.search(data, max(0, data.rfind(b"startxref")))
    start = header + int(found.group(1)) if found else len(data)
    is_table = data[start : start + 4] == b"xref"
    entries = _of_table(data, start) if is_table else _of_stream(data, start)
    return entries is not None and all(_leads(each, data, header) for each in entries)


def _of_table(data: bytes, start: int) -> Iterator[Entry]:
    """Give the objects in use. What should be an entry and is none leads to the file's end, where no object is."""
    end, at = data.find(b"trailer", start), start + len(b"xref")
    while section := _SUBSECTION.match(data, at, end):
        first, count, at = int(section.group(1)), int(section.group(2)), section.end()
        for number in range(first, first + count):
            entry = _ENTRY.match(data, at, end)
            if entry is None:
                yield Entry(number, 0, len(data))
                return
            offset, generation, kind = entry.groups()
            if kind == b"n":
                yield Entry(number, int(generation), int(offset))
            at = entry.end()
    if data[at:end].strip(_BLANKS):
        yield Entry(0, 0, len(data))


def _of_stream(data: bytes, start: int) -> list[Entry] | None:
    """Give the objects in use that stand in the file itself; None of a stream that is not packed as nearly all are."""
    begun = _OBJECT.match(data, start)
    stream = _STREAM.search(data, start, start + DICTIONARY)
    if begun is None or stream is None:
        return None
    dictionary = data[start : stream.start()]
    widths, size = _WIDTHS.search(dictionary), _SIZE.search(dictionary)
    result = inflated(data[stream.end() : data.find(b"endstream", stream.end())], MOST_STREAM)
    if widths is None or size is None or FLATE.encode() not in dictionary or not result.whole:
        return None
    lengths = [int(width) for width in widths.groups()]
    predictor = _PREDICTOR.search(dictionary)
    rows = _unfiltered(result.data, sum(lengths)) if predictor and int(predictor.group(1)) >= 10 else result.data
    return None if rows is None else list(_rows(rows, lengths, _numbers(dictionary, int(size.group(1)))))


def _numbers(dictionary: bytes, size: int) -> list[tuple[int, int]]:
    """Give the runs of numbers that the rows are of: the first, and how many."""
    index = _INDEX.search(dictionary)
    values = [int(value) for value in index.group(1).split()] if index else [0, size]
    return list(zip(values[::2], values[1::2], strict=False))


def _rows(data: bytes, widths: list[int], numbers: list[tuple[int, int]]) -> Iterator[Entry]:
    """Give the entries of kind 1: objects that are not packed into streams."""
    kind, offset, _ = widths
    at = 0
    for first, count in numbers:
        for number in range(first, first + count):
            row = data[at : at + sum(widths)]
            if len(row) < sum(widths) or not row:
                return
            if not kind or int.from_bytes(row[:kind]) == 1:
                generation = int.from_bytes(row[kind + offset :])
                yield Entry(number, generation, int.from_bytes(row[kind : kind + offset]))
            at += sum(widths)


_NONE, _UP = 0, 2
"""Filters of a row of PNG: the bytes themselves, or what they have more than those above."""


def _unfiltered(data: bytes, width: int) -> bytes | None:
    """Undo PNG's filters, of rows of so many bytes behind one that names the filter; None of one that nobody uses."""
    above, rows = bytes(width), list[bytes]()
    for at in range(0, len(data), width + 1):
        row = data[at + 1 : at + 1 + width]
        if data[at] not in (_NONE, _UP):
            return None
        above = row if data[at] == _NONE else bytes((x + y) & 255 for x, y in zip(row, above, strict=False))
        rows.append(above)
    return b"".join(rows)


def _leads(entry: Entry, data: bytes, header: int) -> bool:
    number, generation, offset = entry
    if data.startswith(b"%d %d obj" % (number, generation), header + offset):  # as nearly every program writes it
        return True
    found = _OBJECT.match(data, header + offset)
    return found is not None and (int(found.group(1)), int(found.group(2))) == (number, generation)


def objects_follow_each_other(objects: Iterable[bytes]) -> bool:
    """Whether each object begins where the one before it has ended, and none has another's number.

    ``objects`` are a file's, cut at the word that ends each, without the bytes of their streams. A file that was
    changed by adding to it has some twice.
    """
    numbers = set[bytes]()
    for written in objects:
        head = _BEGINNING.match(written)
        if head is None or head.group(1) in numbers or written.count(_KEYWORD) > 1:
            return False
        numbers.add(head.group(1))
    return True


def number_before(data: bytes, keyword: int) -> bytes:
    """Give the number of the object whose keyword ``obj`` stands at a place; nothing where no number is before it."""
    found = _BEFORE_KEYWORD.search(data, max(0, keyword - HEAD), max(0, keyword))
    return found.group(1) if found else b""
