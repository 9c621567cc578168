"""jixiao report: one file that proves a batch, to be printed and signed."""

from pathlib import Path

import click

from jixiao.commands.options import example


@click.command(
    "report",
    short_help="Write a report to print and sign.",
    epilog=example("jixiao convert samples/zhoucun-2024.pdf -o out", "jixiao report out -o report.html"),
)
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--out",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: OUT/report.html]",
)
def report_command(out: Path, path: Path | None) -> None:
    """Write a report on an output folder, in Chinese: what was read, sums, counts, and what is open, with pictures.

    It opens in any browser, loads nothing from elsewhere, and prints on A4 or into a PDF.
    """
    from jixiao.report import write_report

    reported = write_report(out, path)
    click.echo(f"{reported.doubts} places to look at, {reported.pictures} pictures; open {reported.path}")
