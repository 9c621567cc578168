"""Options that several commands have."""

from pathlib import Path

import click

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
