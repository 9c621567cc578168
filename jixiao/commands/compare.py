"""jixiao compare: two conversions of one document, row by row."""

import sys
from pathlib import Path

import click

from jixiao.commands.options import example, forms_option, not_empty, password_option, quiet_option

_ENGINES = click.Choice(["pdfium", "pdfplumber"])


@click.command(
    "compare",
    short_help="Compare two conversions of one document.",
    epilog=example(
        "jixiao compare samples/zhoucun-2024.pdf --engine-b pdfplumber",
        "jixiao convert samples/zhoucun-2024.pdf -o out",
        "jixiao compare out samples/zhoucun-2024.pdf --csv differences.csv",
    ),
)
@click.argument("a", callback=not_empty, type=click.Path())
@click.argument("b", required=False, type=click.Path())
@click.option("--engine-a", type=_ENGINES, default="pdfium", show_default=True, help="The reader of A asked first.")
@click.option("--engine-b", type=_ENGINES, default="pdfium", show_default=True, help="The reader of B asked first.")
@forms_option
@password_option
@click.option(
    "--csv",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File for what differs, a line a cell; jixiao review OUT --compare FILE shows it beside the pages.",
)
@quiet_option
def compare_command(
    a: str,
    b: str | None,
    engine_a: str,
    engine_b: str,
    folders: tuple[Path, ...],
    password: str,
    path: Path | None,
    quiet: bool,
) -> None:
    """Compare two conversions of one document row by row: the PDF and the bureau's Word file, or two engines' readings.

    A and B are files, which are converted, or output folders of earlier conversions; without B, A is read by both
    engines.
    Exit code 0: nothing differs; 1: something does.
    """
    from jixiao.comparison import compare
    from jixiao.comparison_report import comparison_lines
    from jixiao.forms import user_folders

    if b is None and engine_a == engine_b:
        raise click.UsageError("Give a second conversion, B, or another engine for A with --engine-b.")
    comparison = compare(
        a, b or a, engine_a=engine_a, engine_b=engine_b, forms=user_folders(*folders), password=password
    )
    for line in () if quiet else comparison_lines(comparison):
        click.echo(line)
    if path:
        comparison.write(path)
    sys.exit(0 if comparison.is_alike else 1)
