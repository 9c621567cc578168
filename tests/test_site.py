"""The pages of docs/ build as a site, in both languages, without a warning."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from jixiao.documentation.english_links import with_english_links
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    any(find_spec(name) is None for name in ("mkdocs", "material", "mkdocs_static_i18n")),
    reason="no mkdocs: pip install 'jixiao[docs]'",
)


def built(project: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build as ``make docs`` does: quietly, warnings would not be counted."""
    program = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(program, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    done = built(ROOT, folder)
    assert done.returncode == 0, done.stderr
    return folder


def article(page: Path) -> str:
    return page.read_text("utf-8").partition("<article")[2].partition("</article>")[0]


def prose(page: Path) -> str:
    """Give what stands outside blocks of code."""
    return re.sub(r"<pre.*?</pre>", "", article(page), flags=re.DOTALL)


def test_each_page_is_there_in_both_languages(site: Path) -> None:
    pages = {page.stem for page in (ROOT / "docs").glob("*.md") if not page.name.endswith(".zh.md")}
    for folder in (site, site / "zh"):
        assert pages - {page.stem for page in folder.glob("*.html")} == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [("[a](nowhere.md)", "nowhere.md"), ("[a](page.md#nowhere)", "#nowhere"), ("![a](nowhere.png)", "nowhere.png")],
)
def test_a_link_that_leads_nowhere_ends_the_build(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "page.md").write_text(f"# Page\n\n{text}\n")
    settings = (ROOT / "mkdocs.yml").read_text("utf-8").partition("\nnav:")[0].replace("hooks: [", f"hooks: [{ROOT}/")
    (tmp_path / "mkdocs.yml").write_text(f"{settings}\nnav: [page.md]\n", "utf-8")
    done = built(tmp_path, tmp_path / "site")
    assert done.returncode == 1
    assert told in done.stderr


def test_a_chinese_page_stands_where_the_english_one_does(site: Path) -> None:
    assert "<h1" in article(site / "findings.html")
    assert "what to do next" in article(site / "findings.html")
    assert "下一步" in article(site / "zh" / "findings.html")


def test_a_chinese_page_leads_to_the_figures_of_the_english_one(site: Path) -> None:
    """Not to itself, as the plugin for languages would have it."""
    leads = {
        (page.stem, name, anchor)
        for page in (site / "zh").glob("*.html")
        for name, anchor in re.findall(r'<a href="\.\./([\w-]+)\.html#?([\w-]*)"', article(page))
    }
    assert {page for page, *_ in leads} == {"scans", "speed", "other-tools"}
    assert [lead for lead in leads if lead[0] != lead[1]] == []
    for _, name, anchor in leads:
        assert not anchor or f'id="{anchor}"' in article(site / f"{name}.html")


@pytest.mark.parametrize(
    ("place", "made"),
    [("scans.zh.md", 'a <a href="../scans.html#figures">b</a>'), ("scans.md", "a [b](scans.md#figures)")],
)
def test_links_to_the_english_page_are_made_for_the_chinese_one_alone(place: str, made: str) -> None:
    assert with_english_links("a [b](scans.md#figures)", place) == made


def test_no_mark_of_markdown_is_left_over(site: Path) -> None:
    """Tables and lists that this reader of Markdown takes otherwise than a forge does would be seen as text."""
    left = [
        (page.name, found)
        for page in site.rglob("*.html")
        for found in re.findall(r".{0,40}(?:\\\||\|---|```|\n\|).{0,20}", prose(page))
    ]
    assert left == []


def test_the_site_loads_nothing_from_elsewhere(site: Path) -> None:
    loads = re.compile(r'<(?:script|img|iframe)[^>]* src="?(https?:[^" >]+)|<link[^>]*stylesheet[^>]*(https?:[^" >]+)')
    assert [found for page in site.rglob("*.html") for found in loads.findall(page.read_text("utf-8"))] == []
