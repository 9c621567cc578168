"""A file of corrections (JSON, docs/corrections.md) -> Correction values, each checked, or a line on what is wrong.

{"corrections": [{"sha256": "…", "page": 9, "form_no": 2, "form": "科技资金", "action": "replace",
"row": {"indicator": "补助标准"}, "column": "value_text", "printed": "≥810", "text": "≥810元/人/月",
"who": "…", "why": "…", "when": "2026-11-30T14:00:00Z"}]}
"""

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from jixiao.errors import BadCorrections, WrongArgument
from jixiao.normalize.corrections.model import COLUMNS, Action, Correction, Texts

Given = str | os.PathLike[str] | Iterable[Correction]
"""A file of corrections, or corrections that were read."""

KEYS = ("sha256", "page", "form_no", "form", "action", "row", "column", "printed", "text", "who", "why", "when")
_OF_REPLACE = ("column", "printed", "text")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


class _Wrong(Exception):
    """Something in the file is not as it must be; the message says what, and where."""


def given_corrections(given: Given) -> tuple[Correction, ...]:
    """Give corrections as they are, or as a file has them. Raises BadCorrections; WrongArgument of what is neither."""
    if isinstance(given, str | os.PathLike):
        return read_corrections(Path(given))
    corrections = tuple(given)
    for each in corrections:
        if not isinstance(each, Correction):
            known = ["a file of corrections, or what jixiao.corrections.read_corrections gave of one"]
            raise WrongArgument(Path("corrections"), "the correction", each, known)
    return corrections


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Read a file of corrections. Raises BadCorrections, which names the correction and the key that is wrong."""
    try:
        return tuple(_corrections(json.loads(path.read_text(encoding="utf-8-sig"))))
    except OSError as error:
        raise BadCorrections(path, f"it cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise BadCorrections(path, f"it is not UTF-8 (byte {error.start})") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadCorrections(path, f"it is not JSON ({error})") from error
    except _Wrong as wrong:
        raise BadCorrections(path, str(wrong)) from wrong


def of_file(corrections: Iterable[Correction], sha256: str) -> tuple[Correction, ...]:
    """Give the corrections of the PDF with this SHA-256."""
    return tuple(each for each in corrections if each.sha256 == sha256)


def by_file(corrections: Iterable[Correction]) -> dict[str, tuple[Correction, ...]]:
    """Give the corrections of each PDF, by its SHA-256."""
    of: dict[str, list[Correction]] = {}
    for each in corrections:
        of.setdefault(each.sha256, []).append(each)
    return {sha256: tuple(own) for sha256, own in of.items()}


def without_file(corrections: Iterable[Correction], hashes: Iterable[str]) -> tuple[Correction, ...]:
    """Give the corrections of PDFs that are none of these, by their SHA-256."""
    known = frozenset(hashes)
    return tuple(each for each in corrections if each.sha256 not in known)


def digest(corrections: Sequence[Correction]) -> str:
    """Give a short name for what corrections say: another name may give other rows. Empty where there are none."""
    said = repr([(each.edit, each.who, each.why, each.when) for each in corrections])
    return hashlib.sha256(said.encode("utf-8", errors="surrogatepass")).hexdigest()[:16] if corrections else ""


def _corrections(data: object) -> Iterator[Correction]:
    if not isinstance(data, dict) or not isinstance(data.get("corrections"), list):
        raise _Wrong('it has no list under the key "corrections"')
    for number, each in enumerate(data["corrections"], 1):
        try:
            yield _correction(number, each)
        except _Wrong as wrong:
            raise _Wrong(f"correction {number}: {wrong}") from wrong


def _correction(number: int, data: object) -> Correction:
    if not isinstance(data, dict):
        raise _Wrong("it is no object")
    _check_keys(data)
    action = _action(data)
    replaced = {key: _text(data, key) for key in _OF_REPLACE} if action is Action.REPLACE else {}
    if replaced:
        _check_column(replaced["column"], "column")
    signed = {key: _text(data, key) if data.get(key) is not None else "" for key in ("form", "who", "why", "when")}
    _check_time(signed["when"])
    return Correction(
        number=number,
        sha256=_sha256(data),
        page=_count(data, "page"),
        form_no=_count(data, "form_no"),
        action=action,
        row=_row(data, action),
        texts=_texts(data, "text") if action is Action.ADD else (),
        **replaced,
        **signed,
    )


def _check_keys(data: Mapping[str, object]) -> None:
    for key in data:
        if key not in KEYS:
            raise _Wrong(f"the key {key!r} is unknown; known are {', '.join(KEYS)}")


def _action(data: Mapping[str, object]) -> Action:
    """Give what is to be done, and see that nothing else of the correction speaks of another thing."""
    try:
        action = Action(_text(data, "action"))
    except ValueError as error:
        raise _Wrong(f"action is {data['action']!r}; known are {', '.join(Action)}") from error
    idle = {Action.REPLACE: (), Action.ADD: ("column", "printed")}.get(action, _OF_REPLACE)
    for key in idle:
        if data.get(key) is not None:
            raise _Wrong(f"{key} has no meaning where action is {action}; leave it out")
    return action


def _row(data: Mapping[str, object], action: Action) -> Texts | None:
    if data.get("row") is None:
        if action is Action.ADD:
            return None
        raise _Wrong(f"row is missing: without the row's texts nobody knows what to {action}")
    return _texts(data, "row")


def _texts(data: Mapping[str, object], key: str) -> Texts:
    texts = data.get(key)
    if not isinstance(texts, dict) or not any(texts.values()):
        raise _Wrong(f'{key} is to be an object with texts of the row, such as {{"indicator": "…"}}')
    for column in texts:
        _check_column(column, key)
    return tuple((column, _text(texts, column, f"{key}.{column}")) for column in texts)


def _check_column(column: str, key: str) -> None:
    if column not in COLUMNS:
        raise _Wrong(f"{key} names the column {column!r}; known are {', '.join(COLUMNS)}")


def _text(data: Mapping[str, object], key: str, named: str = "") -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _Wrong(f"{named or key} is missing" if value is None else f"{named or key} is {value!r} and no text")
    return value


def _count(data: Mapping[str, object], key: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise _Wrong(f"{key} is missing" if value is None else f"{key} is {value!r} and no number from 1")
    return value


def _sha256(data: Mapping[str, object]) -> str:
    text = _text(data, "sha256")
    if not _SHA256.fullmatch(text):
        raise _Wrong(f"sha256 is {text!r} and not 64 hexadecimal digits; documents.csv has it of each PDF")
    return text.lower()


def _check_time(text: str) -> None:
    try:
        datetime.fromisoformat(text or "2026-11-30")
    except ValueError as error:
        raise _Wrong(f"when is {text!r} and no time such as 2026-11-30T14:00:00Z") from error
