"""What the server answers: the pages of the site, the corrections and PDFs that they send, and how far the PDFs are.

GET  /<token>/                  the list of documents
GET  /<token>/<page, asset …>   a file of the site
GET  /<token>/assets/…/place.js what tells a page that it is served, with the corrections that are saved
POST /<token>/-/corrections     {"sha256": …, "corrections": […]}: all of a PDF, in place of those that were
POST /<token>/-/files           a PDF as the body, its name in X-File-Name, percent-encoded
GET  /<token>/-/files           what became of those
"""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from jixiao.errors import BadCorrections, EmptyFile, FileTooLarge, JixiaoError, NotAPdf
from jixiao.output.review.script import Json, script_text
from jixiao.serving.gate import Application, Gate, gated
from jixiao.serving.runs import Run, Runs
from jixiao.serving.saving import CorrectionsFile
from jixiao.serving.uploads import receive_pdf

MOST_CORRECTIONS = 8 << 20
"""Bytes of a PDF's corrections: some 16,000 of them."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_STATUS = {FileTooLarge: 413, NotAPdf: 415, EmptyFile: 415}


class Server:
    """The answers about one output folder."""

    def __init__(self, out: Path, first_page: str) -> None:
        """Take the output folder, and the name of the page to open first."""
        self._out = out
        self._first_page = first_page
        self._corrections = CorrectionsFile(out)
        self._saving = asyncio.Lock()
        self._runs = Runs(out)

    @asynccontextmanager
    async def at_work(self, _: Starlette) -> AsyncIterator[None]:
        """Convert what comes, for as long as the server lives."""
        working = asyncio.create_task(self._runs.work())
        try:
            yield
        finally:
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    def first(self, request: Request) -> Response:
        """Lead to the first page."""
        return RedirectResponse(f"{request.scope['root_path']}/{self._first_page}")

    def place(self, request: Request) -> Response:
        """Tell a page where it is served from, and give the corrections that are saved."""
        saved: Json = []
        problem = ""
        try:
            saved = self._corrections.read()
        except BadCorrections as error:
            problem = str(error)
        place = {"corrections": "./-/corrections", "files": "./-/files", "saved": saved, "problem": problem}
        return Response(script_text("jixiao.receive.place", place), media_type="text/javascript")

    async def save(self, request: Request) -> Response:
        """Save a PDF's corrections."""
        if _media_type(request) != "application/json":
            return PlainTextResponse("corrections come as application/json", 415)
        body = await _bounded_body(request, MOST_CORRECTIONS)
        if body is None:
            return PlainTextResponse(f"more than {MOST_CORRECTIONS >> 20} MB of corrections", 413)
        try:
            given = json.loads(body)
            sha256, corrections = given["sha256"], given["corrections"]
        except (ValueError, TypeError, KeyError, RecursionError):
            return PlainTextResponse('corrections come as {"sha256": …, "corrections": […]}', 400)
        if not _are_of(sha256, corrections):
            return PlainTextResponse("each correction is to be of the PDF with that sha256", 400)
        async with self._saving:
            self._corrections.replace(sha256, corrections)
        return JSONResponse({"saved": len(corrections)})

    async def take(self, request: Request) -> Response:
        """Take a PDF, to be converted when its turn comes."""
        if _media_type(request) != "application/pdf":
            return PlainTextResponse("a PDF comes as application/pdf", 415)
        name = unquote(request.headers.get("x-file-name", ""), errors="replace")
        return JSONResponse(_told(self._runs.add(await receive_pdf(self._out, name, request.stream()))))

    def files(self, _: Request) -> Response:
        """Tell how far the PDFs are."""
        return JSONResponse([_told(run) for run in self._runs.all])


def application(out: Path, site: Path, first_page: str, gate: Gate) -> Application:
    """Give the server of an output folder and its review site, behind its gate."""
    server = Server(out, first_page)
    routes = [
        Route("/", server.first),
        Route("/assets/{version}/place.js", server.place),
        Route("/-/corrections", server.save, methods=["POST"]),
        Route("/-/files", server.take, methods=["POST"]),
        Route("/-/files", server.files),
        Mount("/", StaticFiles(directory=site)),
    ]
    errors = {JixiaoError: _explained}
    app = Starlette(routes=[Mount(f"/{gate.token}", routes=routes)], lifespan=server.at_work, exception_handlers=errors)
    return gated(app, gate)


def _explained(_: Request, error: Exception) -> Response:
    """Give our own errors as the line that they are."""
    return PlainTextResponse(str(error), _STATUS.get(type(error), 409))


def _told(run: Run) -> dict[str, str | int]:
    return {"number": run.number, "name": run.path.name, "state": run.state, "problem": run.problem}


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _bounded_body(request: Request, most: int) -> bytes | None:
    """Give a request's body; None of one that is too large, which is not read to its end."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def _are_of(sha256: object, corrections: object) -> bool:
    return (
        isinstance(sha256, str)
        and _SHA256.fullmatch(sha256) is not None
        and isinstance(corrections, list)
        and all(isinstance(each, dict) and each.get("sha256") == sha256 for each in corrections)
    )
