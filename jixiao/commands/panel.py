"""jixiao panel: the same indicator followed over years."""

from pathlib import Path

import click

from jixiao.commands.options import example, inputs_argument, quiet_option


@click.command(
    "panel",
    short_help="Follow indicators over years.",
    epilog=example(
        "jixiao convert samples/zhoucun-2024.pdf -o out",
        "jixiao panel out -o panel",
    ),
)
@inputs_argument
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Folder for the tables and the page; files of their names are replaced.",
)
@click.option(
    "--decided",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A panel_doubts.csv in which a person filled in the column same: yes or no.",
)
@click.option("--xlsx", is_flag=True, help="Write an Excel workbook, too (jixiao[xlsx]).")
@quiet_option
def panel_command(inputs: tuple[str, ...], out: Path, decided: Path | None, xlsx: bool, quiet: bool) -> None:
    """Follow the same indicator over the years that output folders hold; files are converted.

    OUT gets panel, panel_budgets and panel_doubts as CSV and Parquet, and panel.html, a page to open in a browser.
    A link that is not certain is none: it stands in panel_doubts.
    """
    from jixiao.output.panel.told import look_first
    from jixiao.panels import PAGE, panel

    made = panel(inputs, decided=decided)
    made.write(out, xlsx=xlsx)
    if quiet:
        return
    tables = {each.table.name: len(each.rows) for each in made.tables}
    click.echo(f"{', '.join(made.years)}: {tables['panel']} indicators, {tables['panel_budgets']} budgets")
    if tables["panel_doubts"]:
        click.echo(f"{tables['panel_doubts']} links in doubt, not made; look at panel_doubts.csv")
    for line in look_first(made.documents):
        click.echo(line)
    if made.left_out:
        click.echo(f"{len(made.left_out)} forms without a year are left out")
    if made.unused:
        click.echo(f"{made.unused} answers of {decided} could not be used: names or rows have changed since")
    click.echo(f"open {out / PAGE}")
