"""jixiao check: PDFs against the known tables beside them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.commands.options import engine_option, example, forms_option, inputs_argument, password_option, quiet_option
from jixiao.errors import NothingToCompare

if TYPE_CHECKING:
    from jixiao.check import CheckedPdf, CheckedTable


@click.command(
    "check",
    short_help="Compare PDFs with their known tables.",
    epilog=example("jixiao check samples/zhoucun-2024.pdf", "jixiao check samples --junit check.xml"),
)
@inputs_argument
@engine_option
@forms_option
@click.option("--update", "rewrite", is_flag=True, help="Rewrite the known tables after showing the change.")
@click.option("--create", is_flag=True, help="Write known tables for each PDF that has none, after showing them.")
@click.option(
    "--junit",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write what was found into, as JUnit's XML.",
)
@password_option
@quiet_option
def check_command(
    inputs: tuple[str, ...],
    engine: str,
    folders: tuple[Path, ...],
    rewrite: bool,
    create: bool,
    junit: Path | None,
    password: str,
    quiet: bool,
) -> None:
    """Compare PDFs with the known tables beside them, NAME.indicators.csv and NAME.forms.csv; exit 1 on any difference.

    All text columns are compared, and comparator, value, value_upper and unit where a known table has them.
    """
    from jixiao.check import check_pdf, checked_pdf, new_tables, with_known_tables
    from jixiao.check_report import write_junit
    from jixiao.forms import user_folders
    from jixiao.inputs import find_pdfs

    pdfs, forms = find_pdfs(inputs), user_folders(*folders)
    known = with_known_tables(pdfs)
    unknown = [pdf for pdf in pdfs if pdf not in known]
    if not known and not create:
        raise NothingToCompare(pdfs[0], len(pdfs))
    compared = [_shown(checked_pdf(pdf, check_pdf, engine, forms, password), quiet=quiet) for pdf in known]
    made = [_shown(checked_pdf(pdf, new_tables, engine, forms, password), quiet=quiet) for pdf in unknown if create]
    for each in (*(compared if rewrite else ()), *made):
        _write(each.tables)
    if unknown and not create and not quiet:
        click.echo(f"{len(unknown)} more without a known table; write them with --create")
    if junit:
        write_junit(junit, compared)
    failed = any(each.error for each in (*compared, *made))
    differs = any(not each.is_right for each in compared)
    sys.exit(1 if failed or (differs and not rewrite) else 0)


def _shown(checked: "CheckedPdf", *, quiet: bool) -> "CheckedPdf":
    """Print what differs, and give it on."""
    from jixiao.check_report import difference_lines, headline

    if checked.error is not None:
        click.secho(str(checked.error), fg="red")
    for table in checked.tables:
        exact = table.comparison.exact
        if not (quiet and exact):
            click.secho(headline(table), fg="green" if exact else "red")
        for line in (line for difference in table.differences() for line in difference_lines(difference)):
            click.echo(f"  {line}")
    return checked


def _write(tables: "tuple[CheckedTable, ...]") -> None:
    from jixiao.check import update

    for table in tables:
        if not table.comparison.exact or not table.known.rows:
            click.echo(f"written: {update(table)}")
