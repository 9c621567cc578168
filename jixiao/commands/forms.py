"""jixiao forms: which forms are known, why a table was taken for one, and a first template of a new one."""

from pathlib import Path

import click

from jixiao.commands.options import example, forms_option, password_option
from jixiao.commands.reading import readable


@click.group("forms", invoke_without_command=True, epilog=example("jixiao forms"))
@forms_option
@click.pass_context
def forms_command(context: click.Context, folders: tuple[Path, ...]) -> None:
    """List the known forms; explain a match, or begin a new form."""
    from jixiao.forms import listed, user_folders

    context.obj = user_folders(*folders)
    if context.invoked_subcommand is None:
        for line in listed(context.obj):
            click.echo(line)


@forms_command.command("explain", epilog=example("jixiao forms explain samples/zhoucun-2024.pdf"))
@click.argument("file", type=click.Path(path_type=Path))
@forms_option
@password_option
@click.pass_obj
def explain_command(before: tuple[Path, ...], file: Path, folders: tuple[Path, ...], password: str) -> None:
    """Show of each table of a PDF which form it was taken for, and why."""
    from jixiao.forms import explain
    from jixiao.normalize.forms.templates import known_forms

    with readable(file, password) as path:
        for line in explain(path, known_forms(*before, *folders)):
            click.echo(line)


@forms_command.command("new", epilog=example("jixiao forms new budget.pdf --table 1 -o my-forms/income.toml"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--table", "number", type=click.IntRange(min=1), required=True, help="Its table_no in tables.csv.")
@click.option("-o", "--out", type=click.Path(path_type=Path), help="The TOML to write; printed when left out.")
@forms_option
@password_option
@click.pass_obj
def new_command(
    before: tuple[Path, ...], file: Path, number: int, out: Path | None, folders: tuple[Path, ...], password: str
) -> None:
    """Write a first template of an unknown table, to be edited."""
    from jixiao.forms import new_form, write_new
    from jixiao.normalize.forms.templates import known_forms

    with readable(file, password) as path:
        text = new_form(path, number, known_forms(*before, *folders))
    if out is None:
        click.echo(text, nl=False)
        return
    write_new(out, text)
    click.echo(f"written: {out}; edit it, then convert with --forms {out.parent}")
