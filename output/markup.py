"""HTML in which a text is a text: whatever is no ``Markup`` is escaped."""

from collections.abc import Iterable
from html import escape
from typing import Final

_WITHOUT_END: Final = frozenset(("meta", "img"))


class Markup(str):
    """HTML that is known to be whole."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Markup:
    """Give an element with its texts escaped. ``class_`` is written ``class``."""
    opened = "".join(f' {key.strip("_")}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(each if isinstance(each, Markup) else escape(each) for each in children)
    return Markup(f"<{name}{opened}>" if name in _WITHOUT_END else f"<{name}{opened}>{inner}</{name}>")


def table(headers: Iterable[str], rows: Iterable[Iterable[str]], kind: str = "") -> Markup:
    """Give a table, its headers repeated on each printed page; ``kind`` is its class. Cells of numbers stand to the right."""
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in headers)))
    body = element("tbody", *(element("tr", *map(_cell, row)) for row in rows))
    return element("table", head, body, class_=kind)


def page(title: str, style: str, *children: Markup) -> bytes:
    """Give a whole HTML file in Chinese; ``style`` is CSS of ours, which is not escaped."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        Markup(f"<style>{style}</style>"),
    )
    return f"<!doctype html>\n{element('html', head, element('body', *children), lang='zh-CN')}\n".encode()


def _cell(text: str) -> Markup:
    if isinstance(text, Markup):
        return element("td", text)
    is_number = text.replace(",", "").replace(".", "", 1).removeprefix("-").isdecimal()
    return element("td", text, class_="number") if is_number else element("td", text)
