"""The report on a batch: it says what the tables hold, shows what is open from the page, and asks for nothing else."""

import base64
import csv
import json
import re
import shutil
import subprocess
from dataclasses import replace
from html import unescape
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pytest

import jixiao
from jixiao.crop_drawing import draw_crops
from jixiao.errors import NoOutput, OutputNotWritable
from jixiao.extract.page_crops import TALLEST, page_crops
from jixiao.limits import Limits
from jixiao.normalize.catalogue import CATALOGUE, found
from jixiao.normalize.records import Place, Severity
from jixiao.output.archive import open_archive
from jixiao.output.check_names import CHECK_NAMES
from jixiao.output.doubts import Spot, read_doubts
from jixiao.output.entries import begun
from jixiao.output.rendered import render
from jixiao.progress import Nothing
from jixiao.report import write_report
from jixiao.update import Request, update
from tests.test_bad_input import run as command


@pytest.fixture
def source(samples: Path, tmp_path: Path) -> Path:
    """A user's PDFs: sums that fail, a file that is sound, one that cannot be read."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name in ("zhoucun-2022.pdf", "shili-project-2024.pdf"):
        shutil.copy(samples / name, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 and no more")
    return folder


@pytest.fixture
def out(source: Path, tmp_path: Path) -> Path:
    update(Request((str(source),), tmp_path / "out", jobs=1), Nothing())
    return tmp_path / "out"


def records(out: Path, table: str) -> list[dict[str, str]]:
    with (out / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def pictures(text: str) -> list[np.ndarray]:
    coded = re.findall(r'src="data:image/webp;base64,([^"]+)"', text)
    return [cv2.imdecode(np.frombuffer(base64.b64decode(each), np.uint8), cv2.IMREAD_COLOR) for each in coded]


def test_the_report_says_what_the_tables_hold(out: Path) -> None:
    reported = write_report(out)
    text = unescape(reported.path.read_text("utf-8"))
    checks, documents = records(out, "checks"), records(out, "documents")
    failed = [row for row in checks if row["held"] == "false"]
    assert (
        f"共 3 个文件，其中 1 个无法转换；{len(checks)} 项核对，{len(checks) - len(failed)} 项相符，{len(failed)} 项不符"
        in text
    )
    assert all(row["source_file"] in text and row["sha256"][:12] in text for row in documents)
    assert next(row["error"] for row in documents if row["status"] == "failed") in text
    assert failed
    assert all(row["expected"] in text and row["found"] in text and row["difference"] in text for row in failed)
    assert f"<b>{len(records(out, 'indicators')):,}</b>指标" in text
    opened = [row for row in records(out, "findings") if row["severity"] in ("error", "warning")]
    assert all(row["message_zh"] in text for row in opened)


def test_what_is_open_is_shown_from_the_page_with_its_place_outlined(out: Path) -> None:
    reported = write_report(out)
    shown = pictures(reported.path.read_text("utf-8"))
    doubts = read_doubts(out)
    assert (reported.doubts, reported.pictures, len(shown)) == (
        len(doubts),
        len(shown),
        sum(len(d.spots) for d in doubts),
    )
    for picture in shown:
        red = (picture[:, :, 2] > 170) & (picture[:, :, 0] < 110)
        assert red.sum() > 200
        assert (picture < 90).all(axis=2).sum() > 50  # the page's own type


def test_the_same_tables_give_the_same_bytes_and_ask_for_nothing(out: Path, tmp_path: Path) -> None:
    one, other = (write_report(out, tmp_path / name).path.read_bytes() for name in ("one.html", "other.html"))
    assert one == other
    assert not re.search(rb"(?:src|href)=\"(?!data:)|url\(|@import|<script", one)


@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_source_that_is_no_longer_the_same_is_told(out: Path, source: Path, what: str) -> None:
    pdf = source / "zhoucun-2022.pdf"
    if what == "gone":
        pdf.unlink()
    else:
        pdf.write_bytes(pdf.read_bytes() + b"\n")
    reported = write_report(out)
    text = reported.path.read_text("utf-8")
    assert (reported.pictures, pictures(text)) == (0, [])
    assert ("原文件已不在" if what == "gone" else "已变更") in text


def test_pictures_end_at_a_number_that_is_told(out: Path) -> None:
    reported = write_report(out, most_pictures=2)
    text = reported.path.read_text("utf-8")
    assert len(pictures(text)) == reported.pictures == 2
    assert "页面图片附至前 2 处" in text


def test_texts_are_texts(samples: Path, tmp_path: Path) -> None:
    own = jixiao.convert(samples / "shili-project-2024.pdf").converted
    form = own.document.forms[0]
    evil = replace(form.indicators[0], indicator="<script>alert(1)</script>", value_text='"><img src=x>')
    document = replace(own.document, forms=(replace(form, indicators=(evil,)),))
    told = found("value_unread", "<b>&", severity=Severity.ERROR, form_no=1, row_no=1, place=Place(1, 10, 10, 90, 30))
    with open_archive(tmp_path) as archive:
        archive.put(begun("a", "nowhere.pdf", "a.pdf", "", ""), render(replace(own, document=document).told([told])))
        archive.publish("1")
    text = write_report(tmp_path).path.read_text("utf-8")
    assert "<script" not in text
    assert "<img src=x" not in text
    assert "&lt;script&gt;" in text


def test_what_persons_put_right_is_listed(samples: Path, tmp_path: Path) -> None:
    pdf, file = samples / "shili-project-2024.pdf", tmp_path / "corrections.json"
    own = jixiao.convert(pdf).converted
    row = own.document.forms[0].indicators[0]
    correction = {
        "sha256": own.sha256,
        "page": row.places[0].page,
        "form_no": 1,
        "action": "replace",
        "row": {"level1": row.level1, "level2": row.level2, "indicator": row.indicator},
        "column": "value_text",
        "printed": row.value_text,
        "text": "≥7年",
        "why": "原文有误",
    }
    file.write_text(json.dumps({"corrections": [correction]}), "utf-8")
    jixiao.convert(pdf, corrections=file).write(tmp_path / "out")
    text = unescape(write_report(tmp_path / "out").path.read_text("utf-8"))
    put_right = text.partition("五、人工更正")[2]
    assert "≥7年" in put_right
    assert "原文有误" in put_right


def test_a_file_of_the_users_own_is_left_alone(out: Path) -> None:
    (out / "report.html").write_text("mine")
    with pytest.raises(OutputNotWritable, match=r"report\.html is in the way"):
        write_report(out)
    assert (out / "report.html").read_text() == "mine"
    assert write_report(out, out / "other.html").path.exists()


def test_a_folder_without_tables_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(NoOutput):
        write_report(tmp_path)
    asked = command("report", tmp_path)
    assert (asked.returncode, asked.stderr.count("\n")) == (26, 1)
    assert "convert into it first" in asked.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_names_the_file(out: Path, tmp_path: Path) -> None:
    asked = command("report", out, "-o", tmp_path / "batch.html")
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.endswith(f"open {tmp_path / 'batch.html'}\n")
    assert not (out / "report.html").exists()


@pytest.mark.skipif(shutil.which("chromium") is None, reason="chromium is not installed")
def test_it_prints_on_a4_with_its_headings(out: Path, tmp_path: Path) -> None:
    path, printed = write_report(out).path, tmp_path / "report.pdf"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={printed}"]
    subprocess.run(["chromium", *options, path.as_uri()], check=True, capture_output=True, timeout=120)
    with pikepdf.open(printed) as pdf:
        sizes = {tuple(round(float(each)) for each in page.mediabox[2:]) for page in pdf.pages}
    assert sizes == {(595, 842)}


# Parts of pages.


def test_a_strip_shows_the_box_and_what_stands_around_it(samples: Path) -> None:
    wanted = {4: [(180.0, 300.0, 500.0, 330.0)], 5: [(50.0, 60.0, 550.0, 780.0)]}
    (first, box, small), (second, _, tall) = page_crops(samples / "zhoucun-2024.pdf", wanted)
    assert (first, box, second) == (4, wanted[4][0], 5)
    shapes = [cv2.imdecode(np.frombuffer(each, np.uint8), cv2.IMREAD_COLOR).shape for each in (small, tall)]
    assert shapes[0][0] == pytest.approx((30 + 2 * 28) * 120 / 72, abs=2)
    assert shapes[1][0] == pytest.approx(TALLEST * 120 / 72, abs=2)


def test_a_file_that_cannot_be_drawn_costs_its_own_pictures(samples: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 and no more")
    spots = [Spot("broken", 1, (0.0, 0.0, 9.0, 9.0)), Spot("sound", 4, (180.0, 300.0, 500.0, 330.0))]
    drawn, problems = draw_crops({"broken": broken, "sound": samples / "zhoucun-2024.pdf"}, spots, Limits())
    assert set(drawn) == {spots[1]}
    assert problems["broken"].startswith("页面图片未能生成")


def test_each_comparison_has_a_name(samples: Path) -> None:
    met = {row.code for row in jixiao.convert(samples / "zhoucun-2024.pdf").converted.document.checks}
    assert met <= CHECK_NAMES.keys()
    assert CHECK_NAMES.keys() <= CATALOGUE.keys()
