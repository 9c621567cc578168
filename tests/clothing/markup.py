"""HTML with spans and marks of pages, and Markdown's pipe tables, which know no spans."""

from collections.abc import Callable, Iterator
from html import escape

from tests.clothing.model import Clothed, Part
from tests.typeset.model import Block


def html_table(part: Part) -> str:
    """Give a grid as an HTML table with real spans."""
    rows = ("".join(map(_cell, row)) for row in part.by_row())
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cell(block: Block) -> str:
    spans = {"rowspan": block.row_span, "colspan": block.column_span}
    told = "".join(f' {name}="{count}"' for name, count in spans.items() if count > 1)
    return f"<td{told}>{escaped(block.text)}</td>"


def escaped(text: str) -> str:
    """Give a cell's text as HTML."""
    return "<br/>".join(map(escape, text.split("\n")))


def as_html(document: Clothed) -> str:
    """Give an HTML page; pages are marked as poppler's ``pdftohtml`` does."""
    pages = (
        f'<div id="page{page}-div">{"".join(f"<p>{escape(line)}</p>" for line in lines)}'
        f"{''.join(_titled(part) for part in parts)}</div>"
        for page, lines, parts in document.by_page()
    )
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>{"".join(pages)}</body></html>'


def _titled(part: Part) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in part.above) + html_table(part)


def as_pipes(document: Clothed) -> str:
    """Give Markdown: a spanning cell's text in its first place, as MarkItDown and pandoc write it."""
    return _markdown(document, lambda block, row, column: (row, column) == (block.row, block.column))


def as_repeated_pipes(document: Clothed) -> str:
    """Give Markdown: a spanning cell's text in each of its places, as docling writes it."""
    return _markdown(document, lambda block, row, column: True)


Stands = Callable[[Block, int, int], bool]
"""Whether a block's text stands at a row and a column that it covers."""


def _markdown(document: Clothed, stands: Stands) -> str:
    cover = [f"# {line}" if at == 0 else line for at, line in enumerate(document.cover)]
    return "\n\n".join((*cover, *(_section(part, stands) for part in document.parts)))


def _section(part: Part, stands: Stands) -> str:
    first, *rows = [f"| {' | '.join(map(_piped, row))} |" for row in _texts(part, stands)]
    table = "\n".join((first, "|---" * part.columns + "|", *rows))
    heading = [f"## {line}" if at == 0 else line for at, line in enumerate(part.above)]
    return "\n\n".join((*heading, table))


def _piped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", "<br>")


def _texts(part: Part, stands: Stands) -> Iterator[list[str]]:
    grid = [[""] * part.columns for _ in range(part.rows)]
    for block in part.blocks:
        for row in range(block.row, block.row + block.row_span):
            for column in range(block.column, block.column + block.column_span):
                if stands(block, row, column):
                    grid[row][column] = block.text
    yield from grid
