"""CSV -> CSV that a spreadsheet shows as it is printed: no text becomes a formula, a date or another number.

Opened in Excel, WPS or LibreOffice, a CSV's ``=100%`` becomes 1, ``=8个`` #NAME?, ``0505`` 505, ``1-2`` a day in
January, and ``=HYPERLINK(…)`` is live. The rule here, on columns of text only, can be undone:

1. a character that has no shape of its own (a control character but the line feed, a mark of direction) is written
  ``_x202E_``, by
its code, and an underscore that would be read as the first of such a code ``_x005F_``: spreadsheets' own way (ECMA-376
part 1, 22.9.2.19, ST_Xstring);
2. a text that a spreadsheet would take for something else, or that begins with an apostrophe, gets an apostrophe before
  it.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from jixiao.output.disk import see_to_disk
from jixiao.output.made_from import MadeFrom
from jixiao.output.reading import read_rows
from jixiao.output.schema import TABLES

_MARK = "'"

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠']")
"""What begins a formula (OWASP, CSV Injection); full-width signs are read like the others in Chinese and Japanese
locales. An apostrophe is our own mark."""

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NUMBER = re.compile(
    rf"(?=.*\d)(?:[\d\s.,:/\\%eE+\-()¥￥$．，：／％－（）年月日时分秒]|[AaPp][Mm]|上午|下午|(?:{_MONTHS})[a-z]*+)*+",
    re.I | re.S,
)
"""What may be read as a number, a date or a time: digits, and the signs and words of these alone."""

_TRUTH = re.compile(r"\s*(?:true|false)\s*", re.I)

_CODE = re.compile(r"_x([0-9A-F]{4,6})_")
_LIKE_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4})")
_UNDERSCORE = "_x005F_"


def write_for_spreadsheets(source: MadeFrom, folder: Path) -> None:
    """Write the tables' CSV files into ``folder`` by the rule above, also those of generic tables."""
    tables = source.tables
    (folder / "tables").mkdir(parents=True)
    for table in TABLES:
        texts = [column.type == "text" for column in table.columns]
        _rewrite(tables / f"{table.name}.csv", folder / f"{table.name}.csv", texts)
    for path in sorted((tables / "tables").iterdir()):
        _rewrite(path, folder / "tables" / path.name, [])


def for_spreadsheet(text: str) -> str:
    """Give a text as a spreadsheet may have it."""
    shown = with_codes(text)
    return _MARK + shown if _is_taken_for_another(shown) else shown


def with_codes(text: str) -> str:
    """Give a text with characters that have no shape of their own written by their codes."""
    shown = _LIKE_CODE.sub(_UNDERSCORE, text)
    if shown.isprintable():  # most are: no look at each character
        return shown
    return "".join(_code(char) if _has_no_shape(char) else char for char in shown)


def from_spreadsheet(text: str) -> str:
    """Give the text that ``for_spreadsheet`` was given."""
    return _CODE.sub(lambda code: chr(int(code[1], 16)), text.removeprefix(_MARK))


def _rewrite(source: Path, target: Path, texts: list[bool]) -> None:
    """Rewrite a CSV file; ``texts`` says which columns are text, none that all are."""
    with target.open("w", encoding="utf-8-sig", newline="") as out:
        csv.writer(out).writerows(_rows(read_rows(source), texts))
    see_to_disk(target)


def _rows(rows: Iterator[list[str]], texts: list[bool]) -> Iterator[list[str]]:
    for row in rows:
        is_text = texts or [True] * len(row)
        yield [for_spreadsheet(cell) if text else cell for cell, text in zip(row, is_text, strict=True)]


def _is_taken_for_another(text: str) -> bool:
    return bool(_FORMULA.match(text) or _NUMBER.fullmatch(text) or _TRUTH.fullmatch(text))


def _has_no_shape(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")


def _code(char: str) -> str:
    return f"_x{ord(char):04X}_"
