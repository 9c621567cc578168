"""The command line. Libraries are imported inside the commands: ``--help`` answers at once."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.errors import MISTAKE, JixiaoError, mistake
from jixiao.process import set_up_process
from jixiao.version import __version__

if TYPE_CHECKING:
    from jixiao.check import CheckedTable

_engine_option = click.option(
    "--engine",
    type=click.Choice(["pdfium", "pdfplumber"]),
    default="pdfium",
    show_default=True,
    help="The reader asked first; pages it cannot explain go to the others.",
)

_forms_option = click.option(
    "--forms",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Folder with templates (TOML) of further forms.",
)


@click.group()
@click.version_option(__version__)
def commands() -> None:
    """Turn budget-performance PDFs (预算绩效目标表) into tidy tables."""


def _page_numbers(_: click.Context, __: click.Parameter, text: str) -> frozenset[int]:
    """Read page numbers: 1-5,8."""
    numbers: set[int] = set()
    for part in filter(None, text.split(",")):
        first, _dash, last = part.partition("-")
        if not (
            first.strip().isdecimal() and (last or first).strip().isdecimal() and 0 < int(first) <= int(last or first)
        ):
            raise click.BadParameter(f"{part!r} is no page and no range of pages; write 1-5,8")
        numbers |= set(range(int(first), int(last or first) + 1))
    return frozenset(numbers)


@commands.command("convert")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--out", required=True, help="Folder for the tables, or its URL.")
@_engine_option
@_forms_option
@click.option("--verify", "verified", is_flag=True, help="Hold every cell against camelot's own reading.")
@click.option(
    "--no-proof",
    "unproved",
    is_flag=True,
    help="Leave out the proof of reading: a twentieth faster, and documents say so.",
)
@click.option("--password", default="", help="Password of PDFs that ask for one.")
@click.option("--pages", default="", callback=_page_numbers, help="Pages to read: 1-5,8.  [default: all]")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="Files converted at once.  [default: one a core]"
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
@click.option(
    "--partition", type=click.Choice(["year"]), help="Write the Parquet files by year too, in the folder by_year."
)
@click.option(
    "--csv-for-spreadsheets",
    is_flag=True,
    help="Write CSV files for Excel and WPS too, in the folder spreadsheet: no text becomes a formula or a date.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
@click.option("--force", is_flag=True, help="Convert what did not change, too.")
@click.option("--prune", is_flag=True, help="Drop documents whose file is not among the inputs.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Print a line for each file, on a terminal too.")
@click.option(
    "--log-json", "log", type=click.Path(path_type=Path, dir_okay=False), help="File to log into, a JSON line a file."
)
def convert_command(
    inputs: tuple[str, ...], out: str, engine: str, folders: tuple[Path, ...], verified: bool, unproved: bool,
    password: str, pages: frozenset[int], jobs: int | None, cluster: str, timeout: float, memory: int, wait: float,
    partition: str | None, csv_for_spreadsheets: bool, fail_fast: bool, force: bool, prune: bool, quiet: bool, verbose: bool, log: Path | None,
) -> None:  # fmt: skip
    """Convert PDFs (files, folders, patterns, or their URLs) into the eight tables, as CSV and Parquet.

    OUT keeps what it holds: a file that did not change is not converted again. Exit code 0: nothing is left open;
    20: there are warnings; 21: there are errors, or files that failed (they stand in documents.csv). A single file that
    fails ends with its own code.
    """
    from jixiao.forms import user_folders
    from jixiao.limits import Limits
    from jixiao.output.extras import BY_YEAR, SPREADSHEET
    from jixiao.progress import exit_code, listening, summary_lines
    from jixiao.update import Request, update
    from jixiao.urls import located
    from jixiao.work import Options
    from jixiao.workers import usable_cores

    options = Options(engine, user_folders(*folders), verified, password, pages, not unproved)
    limits = Limits(timeout, memory)
    extras = tuple(name for name, wanted in ((BY_YEAR, partition), (SPREADSHEET, csv_for_spreadsheets)) if wanted)
    request = Request(
        inputs, located(out), options, jobs or usable_cores(), limits, prune, force, fail_fast, wait, extras, cluster
    )
    with listening(quiet=quiet, verbose=verbose, log=log) as listener:
        summary = update(request, listener)
    for line in () if quiet else summary_lines(summary, out):
        click.echo(line)
    sys.exit(exit_code(summary))


@commands.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--page", type=click.IntRange(min=1), default=1, show_default=True, help="Page number, from 1.")
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="The PNG to write.")
@click.option("--seam", is_flag=True, help="Draw the page break behind the page instead, and how it was decided.")
@_forms_option
def inspect_command(file: Path, page: int, out: Path, seam: bool, folders: tuple[Path, ...]) -> None:
    """Draw the rules, crossings, cells and spans of a page over its picture; or a page break."""
    from jixiao.conversion import check_is_pdf
    from jixiao.extract.overlay import draw_page

    check_is_pdf(file)
    if seam:
        _draw_seam(file, page, out, folders)
        return
    for grid in draw_page(file, page, out):
        click.echo(f"page {page}: {len(grid.ys) - 1} rows, {len(grid.xs) - 1} columns, {len(grid.cells)} cells")
    click.echo(f"drawn in {out}")


def _draw_seam(file: Path, page: int, out: Path, folders: tuple[Path, ...]) -> None:
    from jixiao.forms import user_folders
    from jixiao.normalize.forms.templates import known_forms
    from jixiao.seam_picture import draw_seam

    for line in draw_seam(file, page, out, known_forms(*user_folders(*folders))):
        click.echo(line)
    click.echo(f"drawn in {out}")


@commands.command("seams")
@click.argument("file", type=click.Path(path_type=Path))
@_engine_option
@_forms_option
def seams_command(file: Path, engine: str, folders: tuple[Path, ...]) -> None:
    """Print a line for each page break: the pages, what was chosen, by what margin, and why."""
    from jixiao.forms import user_folders
    from jixiao.normalize.forms.templates import known_forms
    from jixiao.seams import seam_lines

    for line in seam_lines(file, known_forms(*user_folders(*folders)), engine):
        click.echo(line)


@commands.command("check")
@click.argument("inputs", nargs=-1, required=True)
@_engine_option
@_forms_option
@click.option("--update", "rewrite", is_flag=True, help="Rewrite the known tables after showing the change.")
def check_command(inputs: tuple[str, ...], engine: str, folders: tuple[Path, ...], rewrite: bool) -> None:
    """Compare PDFs with the known tables beside them; exit 1 on any difference."""
    from jixiao.check import check_pdf, update, with_known_tables
    from jixiao.forms import user_folders
    from jixiao.inputs import find_pdfs

    differs = False
    for pdf in with_known_tables(find_pdfs(inputs)):
        try:
            tables = check_pdf(pdf, engine, user_folders(*folders))
        except JixiaoError as error:
            click.secho(str(error), fg="red")
            differs = True
            continue
        for checked in tables:
            _show(checked)
            differs = differs or not checked.comparison.exact
            if rewrite and not checked.comparison.exact:
                update(checked)
    sys.exit(1 if differs and not rewrite else 0)


def _show(checked: "CheckedTable") -> None:
    from jixiao.output.known import COLUMNS

    result = checked.comparison
    total = result.right + len(result.wrong) + len(result.missing)
    click.secho(
        f"{checked.pdf.name} {checked.table}: {result.right} of {total} rows right, "
        f"{len(result.missing)} missing, {len(result.extra)} extra",
        fg="green" if result.exact else "red",
    )
    for known, converted in result.wrong:
        for name, was, now in zip(COLUMNS[checked.table], known, converted, strict=True):
            if was != now:
                click.echo(f"  form {known[0]} {name}: ", nl=False)
                click.secho(was, fg="green", nl=False)
                click.echo(" -> ", nl=False)
                click.secho(now, fg="red")
    for sign, rows in (("missing", result.missing), ("extra", result.extra)):
        for row in rows:
            click.echo(f"  {sign}: {' | '.join(cell for cell in row if cell)}")


@commands.group("forms", invoke_without_command=True)
@_forms_option
@click.pass_context
def forms_command(context: click.Context, folders: tuple[Path, ...]) -> None:
    """List the known forms; explain a match, or begin a new form."""
    from jixiao.forms import listed, user_folders

    context.obj = user_folders(*folders)
    if context.invoked_subcommand is None:
        for line in listed(context.obj):
            click.echo(line)


@forms_command.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def explain_command(folders: tuple[Path, ...], file: Path) -> None:
    """Show of each table of a PDF which form it was taken for, and why."""
    from jixiao.forms import explain
    from jixiao.normalize.forms.templates import known_forms

    for line in explain(file, known_forms(*folders)):
        click.echo(line)


@forms_command.command("new")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--table", "number", type=click.IntRange(min=1), required=True, help="Its table_no in tables.csv.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The TOML to write; printed when left out.")
@click.pass_obj
def new_command(folders: tuple[Path, ...], file: Path, number: int, out: Path | None) -> None:
    """Write a first template of an unknown table, to be edited."""
    from jixiao.errors import OutputNotWritable
    from jixiao.forms import new_form
    from jixiao.normalize.forms.templates import known_forms

    text = new_form(file, number, known_forms(*folders))
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputNotWritable(out, error.strerror or str(error)) from error
    click.echo(f"written: {out}; edit it, then convert with --forms {out.parent}")


def main() -> None:
    """Run the command line; a problem is one line on stderr and its own exit code.

    A mistake of this program is one too; Python's development mode (``python -X dev -m jixiao``) shows its traceback.
    """
    set_up_process()
    try:
        commands()
    except JixiaoError as error:
        click.echo(f"jixiao: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # the outer edge: a person gets a line, not a traceback
        if sys.flags.dev_mode:
            raise
        click.echo(f"jixiao: a mistake in this program ({mistake(error)}); tell us of it, and of the file", err=True)
        sys.exit(MISTAKE)
