"""Options that several commands have."""

from pathlib import Path
from typing import TypeVar

import click

Given = TypeVar("Given", str, tuple[str, ...])


def not_empty(_: click.Context, __: click.Parameter, given: Given) -> Given:
    """Refuse an empty name, as a variable of a shell that is not set gives it: it would mean the folder one is in."""
    if "" in ((given,) if isinstance(given, str) else given):
        raise click.BadParameter("it is empty; write . for the folder you are in")
    return given


def example(*commands: str) -> str:
    """Give the end of a command's ``--help``: what a person may type. ``tests/test_help.py`` types it."""
    return "\n".join(("\b", "Example:", *(f"    {command}" for command in commands)))


inputs_argument = click.argument("inputs", nargs=-1, required=True, callback=not_empty, type=click.Path())

password_option = click.option("--password", default="", help="Password of PDFs that ask for one.")

quiet_option = click.option("-q", "--quiet", is_flag=True, help="Print errors only.")

engine_option = click.option(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help="The reader asked first; pages it cannot explain go to the others.",
)

forms_option = click.option(
    "--forms",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with templates (TOML) of further forms.",
)
