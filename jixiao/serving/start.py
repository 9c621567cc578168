"""An output folder's review pages on 127.0.0.1, until a person stops it."""

import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import uvicorn

from jixiao.errors import PortTaken
from jixiao.output.disk import told
from jixiao.review import FOLDER, start_review
from jixiao.serving.application import application
from jixiao.serving.gate import Gate
from jixiao.serving.uploads import clear

HOST = "127.0.0.1"

_IDLE_SECONDS = 30
"""That a connection may stand open without a request: a page asks again when it needs something."""


def serve(out: Path, port: int, tell: Callable[[str], object]) -> None:
    """Serve an output folder, new or not; ``tell`` hears the address to open. Port 0 is any that is free.

    Raises PortTaken, OutputBusy or OutputNotWritable.
    """
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
    clear(out)
    first = start_review(out)
    with _bound(port) as listening:
        gate = Gate(listening.getsockname()[1], secrets.token_urlsafe(24))
        server = uvicorn.Server(_config(out.absolute(), first.name, gate))
        tell(f"http://{HOST}:{gate.port}/{gate.token}/")
        with suppress(KeyboardInterrupt):  # how a person ends it; uvicorn has let go of everything by then
            server.run(sockets=[listening])


def _config(out: Path, first_page: str, gate: Gate) -> uvicorn.Config:
    return uvicorn.Config(
        application(out, out / FOLDER, first_page, gate),
        log_level="warning",
        access_log=False,  # addresses hold the token
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=_IDLE_SECONDS,
        lifespan="on",
    )


def _bound(port: int) -> socket.socket:
    listening = socket.socket()
    try:
        listening.bind((HOST, port))
        listening.listen()  # whoever opens the address at once waits until it is answered
    except OSError as error:
        listening.close()
        raise PortTaken(port, error.strerror or str(error)) from error
    return listening
