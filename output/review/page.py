"""The HTML of a document's page and of the list: a heading, a few links, and the scripts that show the rest."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from jixiao.output.markup import Markup, element, page

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    )
)
"""What a page may load: files beside it. ``'self'`` is where a page was served from; ``file:`` where it was opened from
the disk, of which browsers disagree whether it is a place. Nothing that stands in the page itself runs."""


class Links(NamedTuple):
    """Where a page leads: the list of documents, and the documents before and behind it; empty where there is none."""

    all: str
    before: str = ""
    behind: str = ""


class Files(NamedTuple):
    """What a page loads, as paths from the site's folder; the scripts in the order of loading."""

    style: str
    icon: str
    scripts: Sequence[str]


def address(name: str) -> str:
    """Give the address of a file beside the page, by its name: a # or % in it is no part of a URL's own writing."""
    return f"./{quote(name)}"


def document_page(title: str, links: Links, files: Files) -> bytes:
    """Give the page of a document."""
    body = (_bar(title, links), element("main", id="review", class_="review"))
    return _page(title, body, files)


def list_page(title: str, files: Files) -> bytes:
    """Give the page that lists all documents."""
    body = (_bar(title, Links("")), element("main", id="list", class_="list"))
    return _page(title, body, files)


def _bar(title: str, links: Links) -> Markup:
    steps = [("up", links.all, "☰"), ("prev", links.before, "‹"), ("next", links.behind, "›")]
    anchors = [
        element("a", sign, class_=f"step {name}", rel=name, href=address(name_of), data_label=name)
        for name, name_of, sign in steps
        if name_of
    ]
    return element(
        "header",
        element("nav", *anchors, class_="steps"),
        element("div", element("h1", title), element("p", id="about"), class_="heading"),
        element("div", id="tools", class_="tools"),
        id="bar",
        class_="bar",
    )


def _page(title: str, body: Sequence[Markup], files: Files) -> bytes:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", f"{title} · jixiao"),
        element("link", rel="icon", href=address(files.icon)),
        element("link", rel="stylesheet", href=address(files.style)),
        *(element("script", src=address(script), defer="") for script in files.scripts),
    )
    without = element(
        "noscript", element("p", "本页需要 JavaScript。This page needs JavaScript; the tables are in the CSV files.")
    )
    return page(head, element("body", *body, without), lang="zh-CN")
