"""jixiao seams: how each page break was decided."""

from pathlib import Path

import click

from jixiao.commands.options import engine_option, example, forms_option, password_option
from jixiao.commands.reading import readable


@click.command(
    "seams", short_help="Say how each page break was decided.", epilog=example("jixiao seams samples/zhoucun-2024.pdf")
)
@click.argument("file", type=click.Path(path_type=Path))
@engine_option
@forms_option
@password_option
def seams_command(file: Path, engine: str, folders: tuple[Path, ...], password: str) -> None:
    """Print a line for each page break: the pages, what was chosen, by what margin, and why."""
    from jixiao.forms import user_folders
    from jixiao.normalize.forms.templates import known_forms
    from jixiao.seams import seam_lines

    with readable(file, password) as path:
        for line in seam_lines(path, known_forms(*user_folders(*folders)), engine):
            click.echo(line)
