"""jixiao check: PDFs against the known tables beside them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jixiao.commands.options import engine_option, example, forms_option, inputs_argument
from jixiao.errors import JixiaoError

if TYPE_CHECKING:
    from jixiao.check import CheckedTable


@click.command("check", epilog=example("jixiao check samples/zhoucun-2024.pdf"))
@inputs_argument
@engine_option
@forms_option
@click.option("--update", "rewrite", is_flag=True, help="Rewrite the known tables after showing the change.")
def check_command(inputs: tuple[str, ...], engine: str, folders: tuple[Path, ...], rewrite: bool) -> None:
    """Compare PDFs with the known tables beside them; exit 1 on any difference."""
    from jixiao.check import check_pdf, update, with_known_tables
    from jixiao.errors import NothingToCompare
    from jixiao.forms import user_folders
    from jixiao.inputs import find_pdfs

    differs, pdfs = False, find_pdfs(inputs)
    known = with_known_tables(pdfs)
    if not known:
        raise NothingToCompare(pdfs[0], len(pdfs))
    for pdf in known:
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
