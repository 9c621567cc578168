"""jixiao diff: what changed from one year's tables to another's."""

import sys

import click

from jixiao.commands.options import example, not_empty, quiet_option


@click.command(
    "diff",
    short_help="Say what changed between two years.",
    epilog=example("jixiao convert samples/zhoucun-2024.pdf -o out", "jixiao diff out samples/zhoucun-2024.pdf"),
)
@click.argument("old", callback=not_empty, type=click.Path())
@click.argument("new", callback=not_empty, type=click.Path())
@quiet_option
def diff_command(old: str, new: str, quiet: bool) -> None:
    """Say what changed from OLD to NEW: indicators new, dropped and renamed, values and budgets.

    Each is an output folder, or a file, which is converted. Exit code 0: nothing changed; 1: something did, or a link
    is in doubt.
    """
    from jixiao.output.panel.told import difference_lines, differences, look_first
    from jixiao.panels import between

    held = between(old, new)
    followed = held.followed
    if not quiet:
        for line in (*look_first(held.documents), *difference_lines(followed)):
            click.echo(line)
    sys.exit(1 if differences(followed) or followed.doubts else 0)
