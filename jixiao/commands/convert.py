"""jixiao convert: PDFs -> the output folder."""

import sys
from pathlib import Path

import click

from jixiao.commands.extra_options import extra_options
from jixiao.commands.options import (
    engine_option,
    example,
    forms_option,
    inputs_argument,
    not_empty,
    password_option,
    quiet_option,
)


def _page_numbers(_: click.Context, __: click.Parameter, text: str) -> frozenset[int]:
    """Read page numbers: 1-5,8. Those beyond what any file may have are left out, one of each range kept to be told."""
    from jixiao.extract.bounds import MOST_PAGES

    numbers: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        if not (
            first.strip().isdecimal() and (last or first).strip().isdecimal() and 0 < int(first) <= int(last or first)
        ):
            raise click.BadParameter(f"{part!r} is no page and no range of pages; write 1-5,8")
        numbers |= {int(first), *range(int(first), min(int(last or first), MOST_PAGES) + 1)}
    return frozenset(numbers)


@click.command(
    "convert",
    short_help="Convert PDFs into the eight tables.",
    epilog=example("jixiao convert samples/zhoucun-2024.pdf -o out"),
)
@inputs_argument
@click.option(
    "-o", "--out", required=True, callback=not_empty, type=click.Path(), help="Folder for the tables, or its URL."
)
@engine_option
@forms_option
@click.option("--verify", "verified", is_flag=True, help="Hold every cell against camelot's own reading.")
@click.option(
    "--no-proof",
    "unproved",
    is_flag=True,
    help="Leave out the proof of reading: a twentieth faster, and documents say so.",
)
@password_option
@click.option("--pages", default="", callback=_page_numbers, help="Pages to read: 1-5,8.  [default: all]")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=None,
    help="Processes that convert files, or read the pages of one long file.  [default: one a core]",
)
@click.option(
    "--dask",
    "cluster",
    default="",
    metavar="ADDRESS",
    help="Dask cluster that converts the files: tcp://HOST:PORT, or local for one of --jobs workers.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=120.0,
    show_default=True,
    help="Seconds that a file may take, and 2 for each page.",
)
@click.option(
    "--memory", type=click.IntRange(min=100), default=1500, show_default=True, help="Megabytes that a file may take."
)
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=0.0,
    show_default=True,
    help="Seconds to wait while another run writes into the folder.",
)
@extra_options
@click.option(
    "--corrections",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File (JSON) of what persons put right in the rows; it is carried out on every run that names it.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
@click.option("--force", is_flag=True, help="Convert what did not change, too.")
@click.option("--prune", is_flag=True, help="Drop documents whose file is not among the inputs.")
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Print a line for each file, on a terminal too.")
@click.option(
    "--log-json", "log", type=click.Path(path_type=Path, dir_okay=False), help="File to log into, a JSON line a file."
)
def convert_command(
    inputs: tuple[str, ...],
    out: str,
    engine: str,
    folders: tuple[Path, ...],
    verified: bool,
    unproved: bool,
    password: str,
    pages: frozenset[int],
    jobs: int | None,
    cluster: str,
    timeout: float,
    memory: int,
    wait: float,
    extras: tuple[str, ...],
    corrections: Path | None,
    fail_fast: bool,
    force: bool,
    prune: bool,
    quiet: bool,
    verbose: bool,
    log: Path | None,
) -> None:
    """Convert PDFs (files, folders, patterns, or their URLs) into the eight tables, as CSV and Parquet.

    OUT keeps what it holds: a file that did not change is not converted again. Exit code 0: nothing is left open;
    20: there are warnings; 21: there are errors, or files that failed (they stand in documents.csv). A single file that
    fails ends with its own code.
    """
    from jixiao.corrections import read_corrections
    from jixiao.forms import user_folders
    from jixiao.limits import Limits
    from jixiao.progress import exit_code, listening, summary_lines
    from jixiao.update import Request, update
    from jixiao.urls import located
    from jixiao.work import Options
    from jixiao.workers import usable_cores

    corrected = read_corrections(corrections) if corrections else ()
    options = Options(engine, user_folders(*folders), verified, password, pages, not unproved, corrected)
    limits = Limits(timeout, memory)
    request = Request(
        inputs, located(out), options, jobs or usable_cores(), limits, prune, force, fail_fast, wait, extras, cluster
    )
    with listening(quiet=quiet, verbose=verbose, log=log) as listener:
        summary = update(request, listener)
    for line in () if quiet else summary_lines(summary, out):
        click.echo(line)
    sys.exit(exit_code(summary))
