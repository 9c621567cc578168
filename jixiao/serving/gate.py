"""Who may ask the server for something: only pages that it gave itself, to the person who was told the address.

A server on 127.0.0.1 can be reached by every page that a browser of the same machine shows, and by every name that
someone lets lead there. So each request must name this host and port (against DNS rebinding), carry the token in its
path, and, where the browser says from which page it comes, come from one of ours (against cross-site requests).
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = Iterable[tuple[bytes, bytes]]

READING = frozenset({"GET", "HEAD"})
WRITING = frozenset({"POST"})

_OUR_SITES = frozenset({b"same-origin", b"none"})
"""What a browser says of a request of our own pages, and of an address that a person typed. Another port of this
machine is ``same-site``, and not ours."""

SECURITY_HEADERS = (
    (b"content-security-policy", b"frame-ancestors 'none'"),  # the rest stands in each page
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"referrer-policy", b"no-referrer"),  # the address holds the token
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"no-store"),
)


class Refusal(NamedTuple):
    """Why a request is refused: the status of http, and a line for a person."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Gate:
    """The door: the port that it stands at, and the token that opens it."""

    port: int
    token: str

    @property
    def hosts(self) -> tuple[bytes, ...]:
        """The names under which the server may be asked."""
        return (f"127.0.0.1:{self.port}".encode(), f"localhost:{self.port}".encode())

    def refusal(self, method: str, path: str, headers: Headers) -> Refusal | None:
        """Say why a request is refused; None where it may pass. ``headers`` have small names."""
        found = list(headers)
        hosts, origins = _values(found, b"host"), _values(found, b"origin")
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return Refusal(421, "this server answers to 127.0.0.1 only")
        if not self._opens(path):
            return Refusal(404, "nothing stands here; open the address that jixiao serve printed")
        if method not in READING | WRITING:
            return Refusal(405, "only GET, HEAD and POST are answered")
        if any(origin != b"http://" + hosts[0] for origin in origins) or len(origins) > 1:
            return Refusal(403, "a page from elsewhere may ask nothing of this server")
        if not _OUR_SITES.issuperset(_values(found, b"sec-fetch-site")):
            return Refusal(403, "a page from elsewhere may ask nothing of this server")
        if method in WRITING and not origins:
            return Refusal(403, "who writes must say from which page; browsers do")
        return None

    def _opens(self, path: str) -> bool:
        given = path.split("/", 2)[1:2]
        return bool(given) and secrets.compare_digest(given[0].encode(), self.token.encode())


def _values(headers: Sequence[tuple[bytes, bytes]], name: bytes) -> list[bytes]:
    return [value for key, value in headers if key == name]


def gated(application: Application, gate: Gate) -> Application:
    """Give the application behind the gate; its answers carry the headers that keep other pages out."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await application(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing else is spoken here; the connection is closed

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *SECURITY_HEADERS]
            await send(message)

        refusal = gate.refusal(scope["method"], scope["path"], scope["headers"])
        if refusal:
            await _refuse(refusal, with_headers)
        else:
            await application(scope, receive, with_headers)

    return answer


async def _refuse(refusal: Refusal, send: Send) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": refusal.status, "headers": headers})
    await send({"type": "http.response.body", "body": refusal.reason.encode()})
