"""jixiao seams: how each page break was decided."""

from pathlib import Path

import click

from jixiao.commands.options import engine_option, example, forms_option


@click.command("seams", epilog=example("jixiao seams samples/zhoucun-2024.pdf"))
@click.argument("file", type=click.Path(path_type=Path))
@engine_option
@forms_option
def seams_command(file: Path, engine: str, folders: tuple[Path, ...]) -> None:
    """Print a line for each page break: the pages, what was chosen, by what margin, and why."""
    from jixiao.forms import user_folders
    from jixiao.normalize.forms.templates import known_forms
    from jixiao.seams import seam_lines

    for line in seam_lines(file, known_forms(*user_folders(*folders)), engine):
        click.echo(line)
