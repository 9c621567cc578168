"""What a person may give to the functions of Python: names and numbers, looked at before any file is opened."""

import os
from collections.abc import Iterable
from pathlib import Path

from jixiao.errors import InputNotFound, WrongArgument
from jixiao.extract.engines import READERS
from jixiao.output.schema import TABLES, Table
from jixiao.urls import Url, located

Folders = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""A folder, or several."""


def check_engine(path: Path, engine: str) -> None:
    """Raise WrongArgument where no reader has this name; ``path`` is the file to be read."""
    if engine not in READERS:
        raise WrongArgument(path, "the engine", engine, READERS)


def page_numbers(path: Path, pages: Iterable[int]) -> frozenset[int]:
    """Give the numbers of the pages to read; raises WrongArgument where one is no number from 1."""
    if isinstance(pages, str) or not isinstance(pages, Iterable):
        raise WrongArgument(path, "the argument pages", pages, ["a set of numbers from 1, such as {1, 2}"])
    numbers = frozenset(pages)
    for number in numbers:
        if not isinstance(number, int) or number < 1:
            raise WrongArgument(path, "the page", number, ["numbers from 1"])
    return numbers


def local_path(given: str | os.PathLike[str]) -> Path:
    """Give the path of a file or folder of this machine; raises WrongArgument of a URL, an empty text, or no path."""
    if not isinstance(given, str | os.PathLike):
        raise WrongArgument(Path("path"), "the path", given, ["a path; a list of them is for convert_all"])
    place = located(os.fspath(given))
    if isinstance(place, Url) or not os.fspath(given):  # an empty one would be the folder one is in
        known = ["a path of this machine; on the command line, jixiao convert takes URLs too"]
        raise WrongArgument(place, "the path", os.fspath(given), known)
    return place


def folders(given: Folders) -> tuple[Path, ...]:
    """Give the folders of templates; raises InputNotFound where one is not there."""
    several = [given] if isinstance(given, str | os.PathLike) else given
    paths = tuple(map(Path, several))
    for path in paths:
        if not path.is_dir():
            raise InputNotFound(path)
    return paths


def table_named(path: Path, name: str) -> Table:
    """Give the table of the output contract with this name; raises WrongArgument."""
    described = next((table for table in TABLES if table.name == name), None)
    if described is None:
        raise WrongArgument(path, "the table", name, [table.name for table in TABLES])
    return described
