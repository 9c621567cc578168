"""Keys of a template's TOML -> values of the kind that they should hold; what they hold else is said in words."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


class Wrong(Exception):
    """A key of a template is missing, unknown or of the wrong kind."""


def only(given: Iterable[str], known: Iterable[str], where: str) -> None:
    """Raise Wrong of a key that is not known; ``where`` stands before its name."""
    for key in given:
        if key not in known:
            raise Wrong(f"{where}{key} is unknown; known are {', '.join(sorted(known))}")


def table(data: Mapping[str, Any], key: str, where: str = "") -> Mapping[str, Any]:
    """Give the table under a key; an empty one where it is left out."""
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise Wrong(f"{where}{key} should be a table: [{where}{key}]")
    return value


def tables(data: Mapping[str, Any], key: str, where: str) -> Sequence[Mapping[str, Any]]:
    """Give the tables under a key that may stand several times; none where it is left out."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise Wrong(f"{where}{key} should be tables: [[{where}{key}]]")
    return value


def text(data: Mapping[str, Any], key: str, where: str = "") -> str:
    """Give the text under a key that must be there."""
    value = data.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Wrong(f'{where}{key} is missing: {key} = "…"')
    return value


def truth(data: Mapping[str, Any], key: str) -> bool:
    """Give what is true or false under a key; false where it is left out."""
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise Wrong(f"{key} should be true or false")
    return value


def texts(value: object, where: str) -> tuple[str, ...]:
    """Give a list of texts."""
    if not isinstance(value, list) or not all(isinstance(each, str) and each for each in value):
        raise Wrong(f'{where} should be a list of texts: ["…", "…"]')
    return tuple(value)


def pattern(value: object, where: str, groups: int = 0) -> re.Pattern[str]:
    """Give a regular expression with so many groups at least."""
    if not isinstance(value, str):
        raise Wrong(f"{where} should be a regular expression in quotes")
    try:
        compiled = re.compile(value, re.DOTALL)
    except re.error as error:
        raise Wrong(f"{where}: {value} is no regular expression ({error})") from error
    if compiled.groups < groups:
        raise Wrong(f"{where} needs {groups} groups in brackets")
    return compiled


def patterns(data: Mapping[str, Any], key: str, known: Iterable[str], where: str) -> dict[str, re.Pattern[str]]:
    """Give a table of regular expressions by the column that each is about."""
    given = table(data, key, where)
    only(given, known, f"{where}{key}.")
    return {column: pattern(value, f"{where}{key}.{column}") for column, value in given.items()}
