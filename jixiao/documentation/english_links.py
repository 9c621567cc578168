"""A Chinese page's links to the English page of its name, for the site: a hook of mkdocs (``mkdocs.yml``).

A forge leads from ``scans.zh.md`` to ``scans.md`` as it is written; the site's plugin for languages would lead the
reader of a Chinese page back to that page.
"""

import re
from typing import Any

_CHINESE = ".zh.md"


def on_page_markdown(markdown: str, page: Any, **_: object) -> str:
    """Give the page's text as mkdocs is to read it; called by mkdocs for each page."""
    return with_english_links(markdown, page.file.src_uri)


def with_english_links(markdown: str, place: str) -> str:
    """Give the text of the page at ``place`` with links to the English page as HTML, which no plugin leads elsewhere.

    Chinese pages of the site stand in a folder beside the English ones.
    """
    if not place.endswith(_CHINESE):
        return markdown
    name = place.removesuffix(_CHINESE)
    return re.sub(rf"\[([^\]]*)\]\({re.escape(name)}\.md(#[^)]*)?\)", rf'<a href="../{name}.html\2">\1</a>', markdown)
