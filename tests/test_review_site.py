"""The review site on the disk: whole at any moment, drawn again where a file changed, and never over others' files."""

import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner

import jixiao
from jixiao.cli import commands
from jixiao.errors import NoOutput, OutputNotWritable
from jixiao.output.review.site import Site
from jixiao.output.review.writing import list_name
from jixiao.review import write_review

PAGES = 10


@pytest.fixture(scope="module")
def converted(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("converted")
    shutil.copy(samples / "shili-selfeval-2023.pdf", folder / "a#b%20.pdf")
    jixiao.convert(folder / "a#b%20.pdf").write(folder / "out")
    write_review(folder / "out")
    return folder


@pytest.fixture
def folder(converted: Path, tmp_path: Path) -> Path:
    """The same, converted anew so that it knows the copy's place; its pictures are there already."""
    shutil.copy(converted / "a#b%20.pdf", tmp_path)
    jixiao.convert(tmp_path / "a#b%20.pdf").write(tmp_path / "out")
    shutil.copytree(converted / "out/review", tmp_path / "out/review")
    return tmp_path


def data(site: Path) -> dict[str, Any]:
    (page,) = [path for path in (site / "data").glob("*.js") if b"receive.document(" in path.read_bytes()]
    text = page.read_text("utf-8")
    found: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    return found


def names(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_a_site_has_a_page_a_document_and_a_picture_a_page(converted: Path) -> None:
    site = converted / "out/review"
    assert {path.name for path in site.glob("*.html")} == {"index.html", "a#b%20.html"}
    pictures = list(site.glob("pictures/*/*.webp"))
    assert len(pictures) == PAGES
    assert all(each.read_bytes()[8:12] == b"WEBP" for each in pictures)
    shown = data(site)
    assert len(shown["rows"]) == 84
    assert shown["problem"] is None
    assert shown["rows"][0]["boxes"][0][0] == 2
    assert not [name for name in names(site) if "jixiao-new" in name]


def test_nothing_is_drawn_or_changed_again(folder: Path) -> None:
    write_review(folder / "out")
    before = {name: (folder / "out/review" / name).stat().st_mtime_ns for name in names(folder / "out/review")}
    assert write_review(folder / "out").drawn == 0
    after = {name: (folder / "out/review" / name).stat().st_mtime_ns for name in names(folder / "out/review")}
    assert {name for name in after if after[name] != before.get(name)} == {".jixiao-review"}


def test_a_moved_file_is_told_and_its_rows_are_there(folder: Path) -> None:
    shutil.rmtree(folder / "out/review")
    (folder / "a#b%20.pdf").rename(folder / "elsewhere.pdf")
    reviewed = write_review(folder / "out")
    (line,) = reviewed.problems
    assert "no longer at" in line
    shown = data(folder / "out/review")
    assert "已不在" in shown["problem"]["zh"]
    assert len(shown["rows"]) == 84
    assert not list((folder / "out/review").glob("pictures/*"))


def test_of_a_changed_file_the_pictures_of_what_was_converted_stay(folder: Path, samples: Path) -> None:
    shutil.copy(samples / "zhoucun-2022.pdf", folder / "a#b%20.pdf")
    (line,) = write_review(folder / "out").problems
    assert "has changed since" in line
    assert len(list((folder / "out/review").glob("pictures/*/*.webp"))) == PAGES


def test_a_page_that_a_document_left_goes_and_what_a_person_put_there_stays(folder: Path) -> None:
    site = folder / "out/review"
    (site / "corrections.json").write_text("{}")
    page = site / "a#b%20.html"
    marker = site / ".jixiao-review"
    marker.write_text(marker.read_text("utf-8") + "\nold.html", encoding="utf-8")
    (site / "old.html").write_text("")
    (site / "data/0123.js").write_text("")
    write_review(folder / "out")
    assert page.exists()
    assert not (site / "old.html").exists()
    assert not (site / "data/0123.js").exists()
    assert (site / "corrections.json").exists()


def test_others_files_are_not_touched(folder: Path, tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "index.html").write_text("mine")
    with pytest.raises(OutputNotWritable, match="did not put there"):
        write_review(folder / "out", others)
    assert names(others) == {"index.html"}
    mine = folder / "out/review/index.html"
    (folder / "out/review/.jixiao-review").write_text("", encoding="utf-8")
    mine.write_text("mine")
    with pytest.raises(OutputNotWritable, match="is in the way"):
        write_review(folder / "out")
    assert mine.read_text() == "mine"


def test_a_run_that_stops_leaves_each_page_with_all_that_it_needs(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = folder / "out/review"
    before = (site / "a#b%20.html").read_bytes()
    shown = data(site)["title"]

    def stopped(self: Site, name: str, content: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Site, "put_page", stopped)
    documents = folder / "out/documents.csv"
    tables = documents.resolve()
    tables.write_bytes(tables.read_bytes().replace(shown.encode(), "另一标题".encode()))
    with pytest.raises(KeyboardInterrupt):
        write_review(folder / "out")
    assert (site / "a#b%20.html").read_bytes() == before
    needed = [part.split('"')[0] for part in before.decode().split('src="./')[1:]]
    assert len(needed) > 10
    assert all((site / name).exists() for name in needed)


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(NoOutput) as told:
        write_review(tmp_path)
    assert told.value.exit_code == 26
    assert not list(tmp_path.iterdir())


def test_a_file_that_failed_has_a_page_that_says_why(samples: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bad.pdf").write_bytes(b"no pdf")
    shutil.copy(samples / "zhoucun-2021-scan.pdf", tmp_path / "in/index.pdf")
    done = CliRunner().invoke(commands, ["convert", str(tmp_path / "in"), "-o", str(tmp_path / "out")])
    assert done.exit_code == 21, done.output
    done = CliRunner().invoke(commands, ["review", str(tmp_path / "out"), "-o", str(tmp_path / "site")])
    assert done.exit_code == 0, done.output
    assert done.output.strip().endswith(f"open {tmp_path / 'site/index-.html'}")
    assert {path.name for path in (tmp_path / "site").glob("*.html")} == {"bad.html", "index.html", "index-.html"}


def test_a_locked_file_is_told_and_drawn_with_its_password(samples: Path, tmp_path: Path) -> None:
    with pikepdf.open(samples / "shili-project-2024.pdf") as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    jixiao.convert(tmp_path / "locked.pdf", password="u").write(tmp_path / "out")
    (line,) = write_review(tmp_path / "out").problems
    assert line.startswith("locked: its pages could not be drawn: the PDF asks for a password")
    assert write_review(tmp_path / "out", password="u").drawn == 1
    assert list((tmp_path / "out/review").glob("pictures/*/1.webp"))


def test_a_row_over_a_page_break_has_a_place_on_both_pages(samples: Path, tmp_path: Path) -> None:
    shutil.copy(samples / "zhoucun-2024.pdf", tmp_path)
    jixiao.convert(tmp_path / "zhoucun-2024.pdf").write(tmp_path / "out")
    (tmp_path / "zhoucun-2024.pdf").unlink()
    write_review(tmp_path / "out")
    joined = [row for row in data(tmp_path / "out/review")["rows"] if "row_joined" in row["flags"]]
    assert joined
    assert all([box[0] for box in row["boxes"]] == [row["boxes"][0][0], row["boxes"][0][0] + 1] for row in joined)


def test_the_lists_name_is_no_documents() -> None:
    assert list_name(["a", "b"]) == "index.html"
    assert list_name(["Index", "index-"]) == "index--.html"
