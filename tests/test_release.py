"""What a release says of itself is of today: the changelog, the citation, the threats."""

import re
import subprocess
import tomllib

import pytest
import yaml

from benchmarks.installs import TRIALS
from tests.conftest import ROOT
from tests.markdown import links

SECTIONS = re.findall(r"^## (\S+) \((\S+)\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def tags() -> list[str]:
    """Give the versions that were released; none where no repository is."""
    done = subprocess.run(["git", "-C", str(ROOT), "tag"], capture_output=True, text=True, check=False)
    return re.findall(r"^v([0-9.]+)$", done.stdout, re.MULTILINE)


def test_the_changelog_has_a_section_for_each_version_newest_first() -> None:
    versions = [version(name) for name, _ in SECTIONS]
    assert versions == sorted(versions, reverse=True)
    assert [tag for tag in tags() if version(tag) not in versions] == []


def test_the_changelog_has_the_day_of_each_version_that_was_released() -> None:
    """Only the newest may wait for its day."""
    without_a_day = [name for name, day in SECTIONS if not re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
    assert set(tags()) & set(without_a_day) == set()
    assert without_a_day in ([], [SECTIONS[0][0]])


def test_the_changelog_says_each_thing_once() -> None:
    lines = [line for line in (ROOT / "CHANGELOG.md").read_text("utf-8").splitlines() if line]
    assert len(lines) == len(set(lines))


def test_the_citation_has_what_its_format_asks_for_and_says_what_the_package_says() -> None:
    """The keys that version 1.2.0 of the format asks for, and their kinds."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation.keys() <= {"cff-version", "message", "title", "authors", "type", "abstract", "license", "keywords"}
    assert citation["type"] in ("software", "dataset")
    assert all(author.keys() == {"name"} and isinstance(author["name"], str) for author in citation["authors"])
    assert len(citation["keywords"]) == len(set(citation["keywords"]))
    assert citation["license"] == PROJECT["license"]
    assert PROJECT["name"] in citation["title"]
    assert citation["authors"][0]["name"] in (ROOT / "LICENSE").read_text("utf-8")


@pytest.mark.parametrize("name", ["SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_lead_to_files_that_are_there(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    places = [link.partition("#")[0] for link in links(text) if "://" not in link]
    assert [place for place in places if place and not (ROOT / place).exists()] == []


def test_each_extra_of_users_is_tried_alone() -> None:
    assert {trial.extra for trial in TRIALS} - {""} == PROJECT["optional-dependencies"].keys() - {"dev", "docs"}


def test_all_extras_of_users_are_in_the_list_of_what_the_wheel_brings() -> None:
    (listed,) = re.findall(r"whl\)\[([a-z,]+)\]", (ROOT / "Makefile").read_text("utf-8"))
    assert set(listed.split(",")) == PROJECT["optional-dependencies"].keys() - {"dev", "docs"}
