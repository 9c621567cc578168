"""Files made to harm cost a page or themselves, in seconds, and say so; what one asks for beside that is not done."""

import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import jixiao
from jixiao.errors import DamagedPdf, FileTooLarge, JixiaoError, NoTable
from jixiao.extract import bounds
from jixiao.extract.bounds import TooLarge, bounded
from jixiao.extract.engines import READERS, read_document
from jixiao.extract.time_limit import TooSlow, cpu_limit
from jixiao.extract.unpacking import unpacked
from jixiao.progress import ERRORS
from tests import hostile
from tests.hostile import stream

SMALL, LONG = "shili-project-2024.pdf", "shili-selfeval-2023.pdf"

SECONDS = 40.0
"""That a file made to harm may take, all told, on a machine that does other things too; the slowest here takes 4."""

KILOBYTES = 600_000
"""Of memory that it may take; the largest here takes 420 MB, in which the bytes of a font are held twice."""

LEFT_OUT: dict[Callable[[Path], None], str] = {
    partial(hostile.many_segments, segments=250_000): "segments of paths",
    partial(hostile.spaces, megabytes=200): "bytes of content",
    partial(hostile.packed_twice, megabytes=200): "bytes of content",
    hostile.forms_that_multiply: "bytes of content",
    hostile.form_in_itself: "bytes of content",
    partial(hostile.many_columns, columns=8000): "ruling lines",
    hostile.many_cells: "places of the page's grids",
    partial(hostile.many_texts, texts=101_000): "objects on the page",
    partial(hostile.large_fonts, count=3, megabytes=60): "bytes of fonts",
    hostile.huge_page: "points of the page's longer side",
}
"""What a page has too much of. docs/hostile.md has the figures of larger ones."""


def beside(sample: Path, hostile_file: Path, out: Path, behind: int = 3) -> None:
    """Write a sample with the pages of a hostile file behind one of its own."""
    with pikepdf.open(sample) as pdf, pikepdf.open(hostile_file) as other:
        for page in reversed(other.pages):
            pdf.pages.insert(int(behind), page)
        pdf.save(out)


@pytest.mark.parametrize("make", LEFT_OUT, ids=lambda make: LEFT_OUT[make])
def test_a_page_that_is_too_large_costs_itself_and_says_so(
    make: Callable[[Path], None], samples: Path, tmp_path: Path
) -> None:
    """The program is run as users do, so that its time and memory can be measured."""
    make(tmp_path / "page.pdf")
    beside(samples / SMALL, tmp_path / "page.pdf", tmp_path / "file.pdf")
    started = time.monotonic()
    done = command_measured("convert", tmp_path / "file.pdf", "-o", tmp_path / "out")
    assert time.monotonic() - started < SECONDS
    assert done.returncode == ERRORS, done.stderr
    assert int(done.stderr.splitlines()[-1]) < KILOBYTES
    findings = pd.read_csv(tmp_path / "out" / "findings.csv").set_index("code")
    told = findings.loc["page_too_large"]
    assert (told.severity, told.page, LEFT_OUT[make] in told.message) == ("error", 4, True), told.message
    rows = pd.read_csv(tmp_path / "out" / "indicators.csv")
    assert set(rows.page_start) == {2, 3, 5, 6, 7}  # the title stands on the first page


def command_measured(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program; the last line of what it says is its largest resident set in kilobytes."""
    code = (
        "import resource, sys, subprocess; done = subprocess.run(sys.argv[1:]);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(done.returncode)"
    )
    program = [hostile.PYTHON, "-c", code, hostile.PYTHON, "-c", "from jixiao.cli import main; main()"]
    return subprocess.run([*program, *map(str, arguments)], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("make", list(LEFT_OUT)[:4], ids=lambda make: LEFT_OUT[make])
def test_every_reader_has_the_bounds(make: Callable[[Path], None], tmp_path: Path) -> None:
    make(tmp_path / "page.pdf")
    excess = [[page.excess for page in read_document(tmp_path / "page.pdf", reader)] for reader in READERS]
    assert all(len(each) == 1 and LEFT_OUT[make] in each[0] for each in excess), excess


@pytest.mark.parametrize(
    ("make", "error", "says"),
    [
        (partial(hostile.many_pages, pages=10_001), FileTooLarge, "10,001 pages, and 10,000 are the most"),
        (hostile.pages_that_multiply, DamagedPdf, "damaged"),
        (partial(hostile.packed_objects, megabytes=200), FileTooLarge, "bytes of packed objects"),
        (hostile.form_in_itself, FileTooLarge, "page 1 was left out: more bytes of content"),
        (hostile.deep_objects, NoTable, "text only"),
    ],
    ids=["pages", "tree", "objects", "page", "depth"],
)
def test_a_file_that_is_too_large_is_one_line(
    make: Callable[[Path], None], error: type[JixiaoError], says: str, tmp_path: Path
) -> None:
    make(tmp_path / "file.pdf")
    with pytest.raises(error) as raised:
        jixiao.convert(tmp_path / "file.pdf")
    assert says in raised.value.problem


def test_a_page_that_takes_too_long_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hostile.clipped_texts(tmp_path / "page.pdf")
    monkeypatch.setattr(bounds, "SECONDS_OF_A_PAGE", 0.5)
    (page,) = read_document(tmp_path / "page.pdf")
    assert "seconds of the processor" in page.excess


def test_a_large_map_and_a_large_picture_are_read(tmp_path: Path) -> None:
    """What they hold is not asked for: PDFium unpacks a picture where it draws it."""
    hostile.large_map(tmp_path / "map.pdf")
    (page,) = read_document(tmp_path / "map.pdf")
    assert page.grids
    hostile.large_picture(tmp_path / "picture.pdf", side=12_000)
    (page,) = read_document(tmp_path / "picture.pdf")
    assert not page.excess


def test_no_table_goes_on_over_a_page_that_was_left_out(samples: Path, tmp_path: Path) -> None:
    """Its rows are not known: what stands before and behind it are two tables."""
    form_over_pages = jixiao.convert(samples / LONG).forms.query("page_end > page_start").iloc[0]
    hostile.forms_that_multiply(tmp_path / "page.pdf")
    beside(samples / LONG, tmp_path / "page.pdf", tmp_path / "file.pdf", behind=form_over_pages.page_start)
    forms = jixiao.convert(tmp_path / "file.pdf").forms
    left_out = form_over_pages.page_start + 1
    assert not ((forms.page_start < left_out) & (forms.page_end > left_out)).any()


def test_a_bound_within_another_leaves_it_its_time() -> None:
    done: list[str] = []
    with pytest.raises(TooSlow), cpu_limit(0.3):
        done += [bounded(lambda: burn(0.2), str) for _ in range(10)]
    assert not done


def burn(seconds: float) -> str:
    """Use the processor for so long."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        sum(range(10_000))
    return ""


def test_a_bound_that_is_met_is_not_gone_over() -> None:
    bounds.check(5, 5, "things")
    with pytest.raises(TooLarge, match="6 things, and 5 are the most"):
        bounds.check(6, 5, "things")


@pytest.mark.parametrize(
    ("filters", "packed", "data"),
    [
        (["/FlateDecode"], hostile.packed([b"text"]), b"text"),
        (["/ASCIIHexDecode", "/FlateDecode"], hostile.packed([b"text"]).hex().encode() + b">", b"text"),
        (["/RunLengthDecode"], b"\x01te\xffx\x00t\x80", b"texxt"),
        (["/LZWDecode"], bytes([0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), b"-----A---B"),
        ([], b"text", b"text"),
    ],
)
def test_streams_are_unpacked_up_to_a_bound(filters: list[str], packed: bytes, data: bytes) -> None:
    """The examples of ISO 32000-1, 7.4, among them."""
    assert unpacked(packed, filters, 100) == (data, True, False)
    assert unpacked(packed, filters, 3) == (data[:3], True, True)
    assert not unpacked(hostile.packed([b"text"])[:-2], ["/FlateDecode"], 100).whole


# What a file asks for beside its pages.


@pytest.fixture
def listener() -> Iterator[tuple[str, list[bytes]]]:
    """Give the address of a server on this machine, and what it was sent."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                heard.append(connection.recv(1024))
                connection.close()

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/told", heard


@pytest.mark.parametrize("engine", READERS)
def test_nothing_is_fetched_run_or_opened(
    engine: str, samples: Path, tmp_path: Path, listener: tuple[str, list[bytes]]
) -> None:
    """Scripts, actions, attached files, streams and pages of other files: the rows are those without them."""
    address, heard = listener
    secret = tmp_path / "secret.pdf"
    secret.write_bytes((samples / "shili-department-2024.pdf").read_bytes())
    os.utime(secret, (0, 0))
    with pikepdf.open(samples / SMALL) as pdf:
        add_actions(pdf, address, secret)
        if engine == READERS[0]:  # pdfminer takes the name of a stream's file for that of a filter, and gives up
            add_outside(pdf, address, secret)
        pdf.save(tmp_path / "asks.pdf")
    os.utime(secret, (0, 0))
    plain, asks = (jixiao.convert(each, engine=engine) for each in (samples / SMALL, tmp_path / "asks.pdf"))
    for table in ("indicators", "forms", "fields", "targets"):
        own, other = (each.frame(table).drop(columns="doc_id") for each in (plain, asks))
        assert own.equals(other), table
    assert not (tmp_path / "written.txt").exists()
    assert heard == []
    assert secret.stat().st_atime == 0  # a file older than its last change is marked when it is read


def add_actions(pdf: pikepdf.Pdf, address: str, secret: Path) -> None:
    """Put in scripts and actions, at every place where one may stand, and an attached file."""
    script = f"app.launchURL('{address}'); this.exportDataObject({{cName: 'a', nLaunch: 2}}); this.getURL('{address}');"
    runs = Dictionary(S=Name.JavaScript, JS=String(script))
    fetches = Dictionary(S=Name.URI, URI=String(address))
    launches = Dictionary(S=Name.Launch, F=String(f"/bin/sh -c 'touch {secret.parent}/written.txt'"))
    goes = Dictionary(S=Name.GoToR, F=String(str(secret)), D=Array([0, Name.Fit]))
    submits = Dictionary(S=Name.SubmitForm, F=Dictionary(FS=Name.URL, F=String(address)))
    runs.Next = Array([fetches, launches, goes, submits])
    pdf.Root.OpenAction = runs
    pdf.Root.AA = Dictionary(WC=runs, DP=runs)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), runs])))
    pdf.attachments["a.pdf"] = pikepdf.AttachedFileSpec(pdf, secret.read_bytes(), filename="a.pdf")
    for page in pdf.pages:
        page.AA = Dictionary(O=runs, C=runs)
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=runs)
        page.Annots = Array([pdf.make_indirect(link)])


def add_outside(pdf: pikepdf.Pdf, address: str, secret: Path) -> None:
    """Draw streams whose bytes are at an address or in another file (ISO 32000-1, 7.3.8.2), and another file's page."""
    box = Array([0, 0, 9, 9])
    at = Dictionary(FS=Name.URL, F=String(address))
    picture = stream(pdf, [], Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9, BitsPerComponent=8, F=at)
    file = stream(pdf, [], Type=Name.XObject, Subtype=Name.Form, BBox=box, F=String(str(secret)))
    file.Ref = Dictionary(F=Dictionary(F=String(str(secret)), Type=Name.Filespec), Page=0)
    for page in pdf.pages:
        page.Resources.XObject = Dictionary(Outside=picture, File=file)
        page.contents_add(b"q 9 0 0 9 0 0 cm /Outside Do Q q /File Do Q")
