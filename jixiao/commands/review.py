"""jixiao review: each document's pages beside its rows, as a static site."""

from pathlib import Path

import click

from jixiao.commands.options import example, password_option, quiet_option


@click.command(
    "review",
    short_help="Write pages to look at and correct.",
    epilog=example("jixiao convert samples/zhoucun-2024.pdf -o out", "jixiao review out"),
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "folder", type=click.Path(path_type=Path), help="Folder for the pages.  [default: OUT/review]"
)
@click.option("--jobs", type=click.IntRange(min=1), help="Files drawn at once.  [default: one a core]")
@click.option(
    "--compare",
    "differences",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File that jixiao compare --csv wrote: rows that differ are shown as doubtful.",
)
@password_option
@quiet_option
def review_command(
    out: Path, folder: Path | None, jobs: int | None, differences: Path | None, password: str, quiet: bool
) -> None:
    """Write pages to look at: each document's PDF beside its rows, findings first, sums shown.

    They open from the disk in any browser and load nothing from elsewhere. Rows can be put right there, and the
    corrections exported for convert --corrections. Pages whose PDF did not change are not drawn again.
    """
    from jixiao.output.difference_file import read_differences
    from jixiao.review import write_review

    compared = read_differences(differences) if differences else ()
    reviewed = write_review(out, folder, jobs, password=password, compared=compared)
    for problem in reviewed.problems:
        click.echo(f"jixiao: {problem}", err=True)
    if not quiet:
        documents = "1 document" if reviewed.documents == 1 else f"{reviewed.documents} documents"
        click.echo(f"{documents}, {reviewed.drawn} drawn; open {reviewed.page}")
