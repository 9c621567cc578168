"""jixiao serve: the review pages on this machine, with a place for PDFs; corrections are saved beside the tables."""

from pathlib import Path

import click

from jixiao.commands.options import example


@click.command("serve", short_help="Serve the review pages to this machine.", epilog=example("jixiao serve out"))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--port", type=click.IntRange(0, 65_535), default=0, help="Port of 127.0.0.1.  [default: any that is free]"
)
def serve_command(out: Path, port: int) -> None:
    """Serve the review pages of OUT to this machine alone, until Ctrl-C.

    PDFs are dropped on the page and converted into OUT, which may be new; corrections are saved in OUT/corrections.json
    and carried out when a PDF is converted. The address that is printed holds a secret: who has it can write into OUT.
    """
    from jixiao.errors import PackageMissing

    try:
        from jixiao.serving.start import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("starlette", "uvicorn"):
            raise
        raise PackageMissing(out, error.name or "", "'jixiao[serve]'") from error
    serve(out, port, lambda address: click.echo(f"open {address} (Ctrl-C ends)"))
