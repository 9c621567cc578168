"""The server refuses whoever is not a page of its own: each way in, tried."""

import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

import jixiao
from jixiao.cli import commands
from jixiao.corrections import read_corrections
from tests.serving import served

pytest.importorskip("starlette", reason="the extra serve is not installed")

SHA256 = "22ba5af3a63f6a8ddfc8bcb75d74432eacc9de9d5c8960dc259c0a3cab99cc6b"
CORRECTION = {
    "sha256": SHA256,
    "page": 2,
    "form_no": 1,
    "form": "乡村振兴战略资金",
    "action": "replace",
    "row": {"indicator": "农机购置补贴"},
    "column": "value_text",
    "printed": "≤93.070万元",
    "text": "≤93.07万元",
}
SAVED = json.dumps({"sha256": SHA256, "corrections": [CORRECTION]})


class Answer(NamedTuple):
    status: int
    text: str
    headers: Mapping[str, str]


class Client:
    """Asks as a browser's page of this server does, unless it is told otherwise."""

    def __init__(self, out: Path, port: int, token: str) -> None:
        self.out, self.port, self.token = out, port, token

    def ask(self, method: str, path: str, body: str | bytes = b"", **headers: str | None) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        own = {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}"}
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in {**own, "Content-Length": str(len(body)), **named}.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body.encode() if isinstance(body, str) else body)
        answer = connection.getresponse()
        found = Answer(answer.status, answer.read().decode(errors="replace"), dict(answer.getheaders()))
        connection.close()
        return found

    def get(self, path: str, **headers: str | None) -> Answer:
        return self.ask("GET", f"/{self.token}/{path}", **headers)

    def save(self, body: str = SAVED, **headers: str | None) -> Answer:
        return self.ask("POST", f"/{self.token}/-/corrections", body, **{"Content_Type": "application/json", **headers})

    def send(self, body: bytes, name: str, **headers: str | None) -> Answer:
        sent = {"Content_Type": "application/pdf", "X_File_Name": name, **headers}
        return self.ask("POST", f"/{self.token}/-/files", body, **sent)


@pytest.fixture(scope="module")
def client(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(samples / "shili-selfeval-2023.pdf", folder)
    jixiao.convert(folder / "shili-selfeval-2023.pdf").write(folder / "out")
    (folder / "secret.txt").write_text("secret")
    with served(folder / "out") as (_, port, token):
        yield Client(folder / "out", port, token)


def corrections(client: Client) -> str:
    path = client.out / "corrections.json"
    return path.read_text("utf-8") if path.exists() else ""


def test_the_address_leads_to_the_list_and_its_pages(client: Client) -> None:
    first = client.get("")
    assert first.status == 307
    assert first.headers["location"] == f"/{client.token}/index.html"
    page = client.get("shili-selfeval-2023.html", Origin=None)
    assert page.status == 200
    assert "data-label" in page.text
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["x-frame-options"] == "DENY"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert not any(name.startswith("access-control") for name in page.headers)


@pytest.mark.parametrize("path", ["/", "/index.html", "/wrong/index.html", "//index.html", "/-/files"])
def test_without_the_token_nothing_is_there(client: Client, path: str) -> None:
    assert client.ask("GET", path, Origin=None).status == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", "", None]
)
def test_another_name_for_this_machine_is_refused(client: Client, host: str | None) -> None:
    """DNS rebinding: a page of evil.example whose name leads to 127.0.0.1."""
    named = host if host is None else host.format(port=client.port)
    answer = client.get("index.html", Host=named, Origin=None)
    assert answer.status in (400, 421)
    assert "data-label" not in answer.text


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1:{port}", "file://", ""]
)
def test_a_page_from_elsewhere_may_not_write_or_read(client: Client, origin: str) -> None:
    before = corrections(client)
    foreign = origin.format(port=client.port)
    assert client.save(Origin=foreign).status == 403
    assert client.send(b"%PDF-1.7", "x.pdf", Origin=foreign).status == 403
    assert client.get("index.html", Origin=foreign).status == 403
    assert corrections(client) == before


def test_who_writes_must_say_from_which_page(client: Client) -> None:
    assert client.save(Origin=None).status == 403
    assert client.send(b"%PDF-1.7", "x.pdf", Origin=None).status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_request_that_a_foreign_page_started_is_refused(client: Client, site: str) -> None:
    """An image, a script, a frame or a form of another page; another port of this machine is same-site."""
    assert client.get("index.html", Origin=None, Sec_Fetch_Site=site).status == 403
    assert client.save(Sec_Fetch_Site=site).status == 403
    assert client.get("index.html", Origin=None, Sec_Fetch_Site="none").status == 200


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_what_a_form_can_send_is_refused(client: Client, media: str) -> None:
    assert client.save(Content_Type=media).status == 415
    assert client.send(b"%PDF-1.7", "x.pdf", Content_Type=media).status == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert client.ask(method, f"/{client.token}/index.html").status == 405
    assert client.ask("POST", f"/{client.token}/index.html").status == 405


@pytest.mark.parametrize(
    "path",
    [
        "../corrections.json", "..%2f..%2fsecret.txt", "%2e%2e/%2e%2e/secret.txt", "....//secret.txt", "..\\secret.txt",
        "/etc/passwd", "%00", "assets", "data/",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_site(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status == 404, answer
    assert "secret" not in answer.text


def test_corrections_are_saved_beside_the_tables_and_those_of_other_files_stay(client: Client) -> None:
    other = {**CORRECTION, "sha256": "0" * 64, "who": "by hand"}
    (client.out / "corrections.json").write_text(json.dumps({"corrections": [other]}), encoding="utf-8")
    assert client.save().status == 200
    assert [each.sha256 for each in read_corrections(client.out / "corrections.json")] == ["0" * 64, SHA256]
    assert client.save(json.dumps({"sha256": SHA256, "corrections": []})).status == 200
    assert [each.who for each in read_corrections(client.out / "corrections.json")] == ["by hand"]
    place = client.get("assets/x/place.js")
    assert place.text.startswith("jixiao.receive.place(")
    assert "by hand" in place.text
    assert not list(client.out.glob("*.jixiao-new"))


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "null",
        "[" * 100_000,
        json.dumps({"sha256": SHA256}),
        json.dumps({"sha256": "../x", "corrections": []}),
        json.dumps({"sha256": SHA256, "corrections": [{**CORRECTION, "sha256": "0" * 64}]}),
        json.dumps({"sha256": SHA256, "corrections": [{**CORRECTION, "action": "burn"}]}),
        json.dumps({"sha256": SHA256, "corrections": [{**CORRECTION, "__proto__": 1}]}),
        json.dumps({"sha256": SHA256, "corrections": [{**CORRECTION, "text": "\ud800"}]}),
    ],
    ids=range(10),
)
def test_what_are_no_corrections_changes_nothing(client: Client, body: str) -> None:
    client.save()
    before = corrections(client)
    answer = client.save(body)
    assert answer.status in (400, 409) or "\\ud800" in body
    if answer.status != 200:
        assert corrections(client) == before
    read_corrections(client.out / "corrections.json")


def test_too_many_corrections_are_not_read(client: Client) -> None:
    before = corrections(client)
    assert client.save(json.dumps({"sha256": SHA256, "corrections": ["x" * (9 << 20)]})).status == 413
    assert corrections(client) == before


def test_a_broken_file_of_a_persons_is_told_and_not_written_over(client: Client) -> None:
    path = client.out / "corrections.json"
    path.write_text("mine", encoding="utf-8")
    assert "not JSON" in client.get("assets/x/place.js").text
    answer = client.save()
    assert (answer.status, "not JSON" in answer.text) == (409, True)
    assert path.read_text() == "mine"
    path.unlink()


@pytest.mark.parametrize("body", [b"", b"MZ\x90", b"<html>", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused_and_nothing_of_it_stays(client: Client, body: bytes) -> None:
    answer = client.send(body, "x.pdf")
    assert answer.status == 415
    assert answer.text.startswith("x.pdf: ")
    assert list((client.out / "uploads").iterdir()) == []


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no 127.0.0.2")
def test_the_server_listens_to_one_address_alone(client: Client) -> None:
    """Whoever listens to all addresses listens to 127.0.0.2, too."""
    socket.create_connection(("127.0.0.1", client.port), timeout=5).close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", client.port), timeout=5).close()


def test_a_port_that_is_taken_is_one_clear_line(client: Client, tmp_path: Path) -> None:
    done = CliRunner().invoke(commands, ["serve", str(tmp_path / "out"), "--port", str(client.port)])
    assert getattr(done.exception, "exit_code", None) == 27
    assert "choose another with --port" in str(done.exception)


def test_help_has_an_example() -> None:
    assert "jixiao serve out" in CliRunner().invoke(commands, ["serve", "-h"]).output


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal")
def test_a_person_ends_it_without_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "jixiao", "serve", str(tmp_path / "out")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    port = int(process.stdout.readline().split(":")[2].split("/")[0])
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", "/")
        assert connection.getresponse().status == 404  # it answers
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")
