"""The command line: all commands under one name, and how a problem ends the program."""

import sys
from io import TextIOWrapper

import click

from jixiao.commands.check import check_command
from jixiao.commands.compare import compare_command
from jixiao.commands.convert import convert_command
from jixiao.commands.diff import diff_command
from jixiao.commands.forms import forms_command
from jixiao.commands.inspect import inspect_command
from jixiao.commands.options import example
from jixiao.commands.panel import panel_command
from jixiao.commands.report import report_command
from jixiao.commands.review import review_command
from jixiao.commands.seams import seams_command
from jixiao.commands.serve import serve_command
from jixiao.errors import MISTAKE, JixiaoError, mistake
from jixiao.process import set_up_process
from jixiao.version import __version__


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=example("jixiao convert samples/zhoucun-2024.pdf -o out", "jixiao convert --help"),
)
@click.version_option(__version__)
def commands() -> None:
    """Turn budget-performance PDFs (预算绩效目标表) into tidy tables."""


commands.add_command(check_command)
commands.add_command(compare_command)
commands.add_command(convert_command)
commands.add_command(diff_command)
commands.add_command(forms_command)
commands.add_command(inspect_command)
commands.add_command(panel_command)
commands.add_command(report_command)
commands.add_command(review_command)
commands.add_command(seams_command)
commands.add_command(serve_command)


def main() -> None:
    """Run the command line; a problem is one line on stderr and its own exit code.

    A mistake of this program is one too; Python's development mode (``python -X dev -m jixiao``) shows its traceback.
    """
    set_up_process()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of another code page gets \u2265 for what it has no sign for
            stream.reconfigure(errors="backslashreplace")
    try:
        commands(prog_name=__package__)
    except JixiaoError as error:
        click.echo(f"jixiao: {error}", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # the outer edge: a person gets a line, not a traceback
        if sys.flags.dev_mode:
            raise
        click.echo(f"jixiao: a mistake in this program ({mistake(error)}); tell us of it, and of the file", err=True)
        sys.exit(MISTAKE)
