"""The documents' rows and pictures -> the pages of a site."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from jixiao.output.difference_file import Line
from jixiao.output.documents import DocumentRows
from jixiao.output.review.compared import compared_findings
from jixiao.output.review.data import document_data
from jixiao.output.review.page import Files, Links, document_page, list_page
from jixiao.output.review.script import Json, script_text
from jixiao.output.review.site import PICTURES, Site
from jixiao.output.review.words import shared_words

TITLES = "titles.js"
"""The one script that is made: titles of columns and what each code says."""

SHARED = ("words.js", TITLES, "place.js", "element.js", "choices.js", "corrections.js")
DOCUMENT = (
    "state.js",
    "pages.js",
    "rows.js",
    "table.js",
    "findings.js",
    "filters.js",
    "edit.js",
    "keys.js",
    "document.js",
)
LIST = ("drop.js", "list.js")
"""Scripts in the order in which they load."""

STYLE = "review.css"
ICON = "icon.svg"
PAGES = "pages.js"
"""In a folder of pictures: what is known of each page."""

LIST_TITLE = "预算绩效目标表 · 核对"


@dataclass(frozen=True, slots=True)
class Pictured:
    """A document's pictures: their folder's name, empty where there are none, and what a person should know of them."""

    folder: str
    problem_zh: str = ""
    problem_en: str = ""


def page_name(doc_id: str) -> str:
    """Give the name of a document's page."""
    return f"{doc_id}.html"


def list_name(doc_ids: Iterable[str]) -> str:
    """Give the name of the page that lists all documents: ``index.html``, or another where a document is called so."""
    taken = {doc_id.casefold() for doc_id in doc_ids}
    name = "index"
    while name in taken:
        name += "-"
    return page_name(name)


def write_pages(
    site: Site,
    documents: Iterable[DocumentRows],
    doc_ids: Sequence[str],
    pictured: Mapping[str, Pictured],
    compared: Sequence[Line] = (),
) -> None:
    """Write the page of each document and then the list. ``doc_ids`` are those of the documents, in order.

    ``compared`` are the lines of what differs from other conversions of them.
    """
    assets = site.put_assets(dict(_assets()))
    listed: list[Json] = []
    links = _links(doc_ids)
    for rows in documents:
        doc_id = rows.document["doc_id"]
        told = compared_findings(rows, compared)
        _write_document(site, assets, document_data(rows, told), links[doc_id], pictured[doc_id])
        listed.append(_listed(rows, len(told)))
    data = site.put_data(script_text("jixiao.receive.documents", listed))
    site.put_page(list_name(doc_ids), list_page(LIST_TITLE, _files(assets, [data], LIST)))


def _files(assets: str, data: Sequence[str], own: Sequence[str]) -> Files:
    """Give what a page loads: the scripts that all share, its data, and the scripts that show them."""
    before, behind = ([f"{assets}/{name}" for name in names] for names in (SHARED, own))
    return Files(f"{assets}/{STYLE}", f"{assets}/{ICON}", [*before, *data, *behind])


def _links(doc_ids: Sequence[str]) -> Mapping[str, Links]:
    first = list_name(doc_ids)
    names = ["", *map(page_name, doc_ids), ""]
    return {doc_id: Links(first, names[at], names[at + 2]) for at, doc_id in enumerate(doc_ids)}


def _write_document(site: Site, assets: str, shown: Mapping[str, Json], links: Links, pictured: Pictured) -> None:
    problem = {"zh": pictured.problem_zh, "en": pictured.problem_en} if pictured.problem_zh else None
    data = site.put_data(script_text("jixiao.receive.document", {**shown, "problem": problem}))
    pages = [f"{PICTURES}/{pictured.folder}/{PAGES}"] if pictured.folder else []
    files = _files(assets, [data, *pages], DOCUMENT)
    title = str(shown["title"] or shown["source_file"])
    site.put_page(page_name(str(shown["doc_id"])), document_page(title, links, files))


def _listed(rows: DocumentRows, compared: int) -> Json:
    severities = [finding["severity"] for finding in rows.of("findings")]
    names = ("doc_id", "sha256", "source_file", "title", "year", "publisher", "status", "proof", "error")
    return {
        **{name: rows.document[name] for name in names},
        "pages": int(rows.document["pages"] or 0),
        "forms": len(rows.of("forms")),
        "rows": len(rows.of("indicators")),
        "errors": severities.count("error"),
        "warnings": severities.count("warning") + compared,
        "held": int(rows.document["checks_held"] or 0),
        "failed": int(rows.document["checks_failed"] or 0),
    }


def _assets() -> Iterator[tuple[str, bytes]]:
    folder = resources.files("jixiao.output.review") / "assets"
    for name in (STYLE, ICON, *SHARED, *DOCUMENT, *LIST):
        if name != TITLES:
            yield name, (folder / name).read_bytes()
    yield TITLES, script_text("jixiao.receive.titles", shared_words())


def page_data(number: int, size: tuple[float, float], cells: Sequence[Sequence[float]], picture: str) -> Json:
    """Give what comes with a page's picture: its size in points, its cells' boxes; ``picture``: its file, or empty."""
    boxes = [[round(each, 1) for each in cell] for cell in cells]
    return {"number": number, "size": [round(each, 2) for each in size], "cells": boxes, "picture": picture}


def write_page_data(folder: Path, name: str, pages: Sequence[Json]) -> None:
    """Write what is known of each page beside their pictures, which are to stand in the folder of that name."""
    text = script_text("jixiao.receive.pages", {"folder": f"./{PICTURES}/{name}/", "pages": pages})
    (folder / PAGES).write_bytes(text)
