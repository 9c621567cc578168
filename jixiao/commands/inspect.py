"""jixiao inspect: what was found on a page, drawn over it."""

from collections.abc import Iterator
from pathlib import Path

import click

from jixiao.commands.options import example, forms_option, password_option
from jixiao.commands.reading import readable


@click.command(
    "inspect",
    short_help="Draw what was found on a page.",
    epilog=example(
        "jixiao inspect samples/zhoucun-2024.pdf --page 4 -o page.png",
        "jixiao inspect samples/zhoucun-2024.pdf --page 9 --seam -o seam.png",
    ),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Page number, from 1.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The PNG to write.")
@click.option("--seam", is_flag=True, help="Draw the page break behind the page instead, and how it was decided.")
@forms_option
@password_option
def inspect_command(file: Path, page: int, out: Path, seam: bool, folders: tuple[Path, ...], password: str) -> None:
    """Draw the rules, crossings, cells and spans of a page over its picture; or a page break."""
    with readable(file, password) as path:
        for line in _seam_lines(path, page, out, folders) if seam else _page_lines(path, page, out):
            click.echo(line)
    click.echo(f"drawn in {out}")


def _page_lines(file: Path, page: int, out: Path) -> Iterator[str]:
    from jixiao.extract.overlay import draw_page

    for grid in draw_page(file, page, out):
        yield f"page {page}: {len(grid.ys) - 1} rows, {len(grid.xs) - 1} columns, {len(grid.cells)} cells"


def _seam_lines(file: Path, page: int, out: Path, folders: tuple[Path, ...]) -> Iterator[str]:
    from jixiao.forms import user_folders
    from jixiao.normalize.forms.templates import known_forms
    from jixiao.seam_picture import draw_seam

    return draw_seam(file, page, out, known_forms(*user_folders(*folders)))
