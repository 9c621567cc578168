"""File names, as the world has them -> names that any system, table and terminal takes."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

from jixiao.urls import Url

LONGEST = 160
"""Bytes of a doc_id in UTF-8 at most: with what is put to it (``-t12.csv``) a file's name must stay below 255 (NAME_MAX
of Linux), in some encrypted file systems below 143 characters."""

_HASH_DIGITS = 8
_UNSAFE = re.compile(r'[/\\:*?"<>|]')
"""What no file name may hold on Windows, and / anywhere."""


def shown_name(name: str) -> str:
    """Give a file's name as a person can read it, on one line.

    Bytes that are no UTF-8 are read as GBK, as old Chinese systems wrote names; what has no shape of its own (control
    characters, marks of direction) is written as its code.
    """
    return "".join(_written(char) for char in unicodedata.normalize("NFC", _decoded(name)))


def safe_name(place: Path) -> str:
    """Give the name of a document by where its file stands: the path without .pdf, its parts joined by ``-``."""
    parts = [shown_name(part) for part in (*place.parent.parts, _without_suffix(place.name))]
    text = _UNSAFE.sub("_", "-".join(parts)).strip(". ") or "document"
    return text if len(text.encode()) <= LONGEST else _shortened(text, text)


def numbered_name(doc_id: str, path: Path | Url) -> str:
    """Give a name of a document whose own is taken: a short hash of its file's path is put to it."""
    return _shortened(doc_id, os.fsencode(path).decode("utf-8", errors="backslashreplace"))


def _without_suffix(name: str) -> str:
    return name[:-4] if name.lower().endswith(".pdf") else Path(name).stem


def _shortened(text: str, hashed: str) -> str:
    room = LONGEST - _HASH_DIGITS - 1
    kept = text.encode()[:room].decode(errors="ignore").rstrip(". ")
    return f"{kept}-{hashlib.sha256(hashed.encode()).hexdigest()[:_HASH_DIGITS]}"


def _decoded(name: str) -> str:
    """Give the characters of a name whose bytes the system could not read."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("ascii", errors="backslashreplace")


def _written(char: str) -> str:
    if unicodedata.category(char) == "Zs":
        return " "
    return char if char.isprintable() else f"_{ord(char):04X}_"
