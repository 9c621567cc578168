"""The command line. Libraries are imported inside the commands: ``--help`` answers at once."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.errors import JixiaoError
from jixiao.version import __version__

if TYPE_CHECKING:
    from jixiao.check import CheckedTable
    from jixiao.conversion import Conversion
    from jixiao.normalize.records import Document

OBJECTS_BETWEEN_COLLECTIONS = 50_000
"""Objects made before Python looks for cycles, in its youngest generation. A conversion makes many objects and few cycles:
at Python's 700 the looking takes 5 % of a sample's conversion, at 50,000 none; memory grows by what 1 page needs."""

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


@commands.command("convert")
@click.argument("inputs", nargs=-1, required=True)
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, help="Folder for the tables.")
@_engine_option
@_forms_option
@click.option("--verify", "verified", is_flag=True, help="Hold every cell against camelot's own reading.")
def convert_command(inputs: tuple[str, ...], out: Path, engine: str, folders: tuple[Path, ...], verified: bool) -> None:
    """Convert PDFs (files, folders, patterns) into the seven tables, as CSV and Parquet."""
    from jixiao.conversion import convert
    from jixiao.forms import user_folders
    from jixiao.inputs import find_pdfs
    from jixiao.output.write import write_tables

    documents = []
    for pdf in find_pdfs(inputs):
        conversion = convert(pdf, engine=engine, forms=user_folders(*folders))
        converted = (_verified(conversion, pdf, engine) if verified else conversion).converted
        documents.append(converted)
        click.echo(_summary(pdf, converted.document))
    written = write_tables(documents, out, __version__)
    click.echo(f"{len(written)} files in {out}")


def _verified(conversion: "Conversion", pdf: Path, engine: str) -> "Conversion":
    from jixiao.verification import verify

    return verify(conversion, pdf, engine=engine)


def _summary(pdf: Path, document: "Document") -> str:
    rows = sum(len(form.indicators) for form in document.forms)
    severities = [finding.severity for finding in document.findings]
    counts = ", ".join(f"{severities.count(severity)} {severity}" for severity in sorted(set(severities)))
    return f"{pdf.name}: {document.pages} pages, {len(document.forms)} forms, {rows} indicators; findings: {counts}"


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
    """Run the command line; a JixiaoError is one line on stderr and its own exit code."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        commands()
    except JixiaoError as error:
        click.echo(f"jixiao: {error}", err=True)
        sys.exit(error.exit_code)
