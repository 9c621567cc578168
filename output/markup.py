"""HTML in which a text is a text: whatever is no ``Markup`` is escaped, and only this module makes ``Markup``."""

from collections.abc import Iterable
from html import escape

_EMPTY = frozenset({"meta", "link", "img"})
"""Elements that have no end tag."""


class Markup:
    """HTML that is known to be whole. Texts become one by ``element`` alone."""

    __slots__ = ("_text",)

    def __init__(self, name: str, attributes: dict[str, str], children: tuple["Markup | str", ...]) -> None:
        """Make an element; texts among its attributes and children are escaped."""
        opened = "".join(f' {key.strip("_").replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
        inner = "".join(each._text if isinstance(each, Markup) else escape(each) for each in children)
        self._text: str = f"<{name}{opened}>" if name in _EMPTY else f"<{name}{opened}>{inner}</{name}>"

    def __str__(self) -> str:
        """Give the HTML."""
        return self._text


def element(name: str, /, *children: Markup | str, **attributes: str) -> Markup:
    """Give an element. ``class_`` is written ``class``, ``http_equiv`` is written ``http-equiv``.

    Scripts take no children here: what stands in one is not escaped by any rule of HTML.
    """
    if name in ("script", "style") and children:
        raise ValueError(f"the text of a {name} cannot be escaped")
    return Markup(name, attributes, children)


def style(css: str) -> Markup:
    """Give an element of CSS that is ours: nothing in it is escaped."""
    made = Markup("style", {}, ())
    made._text = f"<style>{css}</style>"
    return made


def table(headers: Iterable[str], rows: Iterable[Iterable[Markup | str]]) -> Markup:
    """Give a table, its headers repeated on each printed page. Cells of numbers have the class ``number``."""
    head = element("thead", element("tr", *(element("th", text, scope="col") for text in headers)))
    body = element("tbody", *(element("tr", *map(_cell, row)) for row in rows))
    return element("table", head, body)


def _cell(content: Markup | str) -> Markup:
    if isinstance(content, Markup):
        return element("td", content)
    is_number = content.replace(",", "").replace(".", "", 1).removeprefix("-").isdecimal()
    return element("td", content, class_="number") if is_number else element("td", content)


def page(*children: Markup, lang: str) -> bytes:
    """Give a whole HTML file."""
    return f"<!doctype html>\n{element('html', *children, lang=lang)}\n".encode()
