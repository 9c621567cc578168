"""HTML in which a text is a text: whatever is no ``Markup`` is escaped, and only this module makes ``Markup``."""

from html import escape

_EMPTY = frozenset({"meta", "link"})
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


def page(*children: Markup, lang: str) -> bytes:
    """Give a whole HTML file."""
    return f"<!doctype html>\n{element('html', *children, lang=lang)}\n".encode()
