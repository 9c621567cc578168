"""Tables of Markdown, and blocks of a page that are replaced between marks."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence


def table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table of Markdown, a line a row."""
    return "\n".join(_lines(headers, rows)) + "\n"


def refreshed(page: str, blocks: Mapping[str, Callable[[], str]]) -> str:
    """Give a page with the text between ``<!-- name -->`` and ``<!-- /name -->`` replaced by the block of that name."""

    def block(found: re.Match[str]) -> str:
        name = found[1]
        return f"<!-- {name} -->\n{blocks[name]()}<!-- /{name} -->" if name in blocks else found[0]

    return re.sub(r"<!-- ([\w-]+) -->\n.*?<!-- /\1 -->", block, page, flags=re.DOTALL)


def _lines(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(headers)
    yield "|" + "---|" * len(headers)
    for row in rows:
        yield _line([text.replace("|", "\\|") for text in row])


def _line(texts: Sequence[str]) -> str:
    return f"| {' | '.join(texts)} |"
