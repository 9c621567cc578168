"""A document as an HTML page, for every producer that prints such."""

from collections.abc import Iterator, Mapping
from html import escape

from tests.producers.ink import Mark, block_mark, marks
from tests.producers.job import HEAD
from tests.producers.look import Look
from tests.producers.model import Document, KnownTable
from tests.typeset.model import Block

_BORDERS = {
    "thin": "0.75pt solid #000",
    "dotted": "0.75pt dotted #000",
    "hairline": "0.25pt solid #888",
    "thick": "1.5pt solid #000",
}


def page_html(document: Document, look: Look) -> str:
    """Give the whole page, its style within."""
    inks = marks(document)
    tables = "\n".join(_table(number, table, look, inks) for number, table in enumerate(document.tables))
    head = f'<meta charset="utf-8"><style>{_style(look)}</style>'
    return f'<!DOCTYPE html><html lang="zh-CN"><head>{head}</head><body>{tables}</body></html>'


def _style(look: Look) -> str:
    width, height = look.page
    inner, outer = look.margins
    edges = f"margin: {look.margin}pt {outer}pt {look.margin}pt {inner}pt;"
    mirrored = f"@page :left {{ margin-left: {outer}pt; margin-right: {inner}pt; }}" if look.mirrored else ""
    keep = "tr { page-break-inside: avoid; break-inside: avoid; }" if look.keep_rows else ""
    return f"""
@page {{ size: {width}pt {height}pt; {edges} {_running(look)} }}
{mirrored}
html, body {{ margin: 0; padding: 0; font-family: "{look.font}"; font-size: {look.size}pt;
  {"orphans: 1; widows: 1;" if look.lone_lines else ""} }}
h1 {{ font-size: {1.4 * look.size}pt; text-align: center; margin: {look.size}pt 0;
  break-after: avoid; page-break-after: avoid; }}
p {{ margin: 0 0 3pt 0; break-after: avoid; page-break-after: avoid; }}
table {{ border-collapse: collapse; table-layout: fixed; width: 100%; }}
td {{ border: {_BORDERS[look.border]}; padding: {look.padding}pt; vertical-align: {look.vertical};
      text-align: {"center" if look.centred else "left"}; overflow-wrap: anywhere; word-wrap: break-word; }}
td.left {{ text-align: left; }}
td.down div {{ writing-mode: vertical-rl; margin: 0 auto; }}
div.next {{ page-break-before: always; break-before: page; }}
{keep}
"""


def _running(look: Look) -> str:
    if not look.running:
        return ""
    number = f'@bottom-center {{ content: counter(page); font-size: 9pt; font-family: "{look.font}"; }}'
    head = f'@top-center {{ content: "{HEAD}"; font-size: 9pt; font-family: "{look.font}"; }}'
    return number if look.running == "number" else number + head


def _table(number: int, table: KnownTable, look: Look, inks: Mapping[Mark, str]) -> str:
    printed = table.printed
    colour = inks[Mark("above", number, 0)]
    title = f'<h1 style="color:#{colour}">{escape(printed.title)}</h1>' if printed.title else ""
    lines = [f'<p style="color:#{colour}">{escape(line)}</p>' for line in printed.caption.split("\n") if line]
    total = sum(printed.shares)
    widths = "".join(f'<col style="width:{100 * share / total:.3f}%">' for share in printed.shares)
    rows = list(_rows(number, table, look, inks))
    again = table.leading if look.repeat != "none" else 0
    head = f"<thead>{''.join(rows[:again])}</thead>" if again else ""
    start = "next" if number and not look.flowing else "here"
    body = f"<tbody>{''.join(rows[again:])}</tbody>"
    table_html = f"<table><colgroup>{widths}</colgroup>{head}{body}</table>"
    return f'<div class="{start}">{title}{"".join(lines)}{table_html}</div>'


def _rows(number: int, table: KnownTable, look: Look, inks: Mapping[Mark, str]) -> Iterator[str]:
    by_row: dict[int, list[Block]] = {}
    for block in table.printed.blocks:
        by_row.setdefault(block.row, []).append(block)
    for row in range(max(block.row + block.row_span for block in table.printed.blocks)):
        cells = sorted(by_row.get(row, []), key=lambda block: block.column)
        yield f"<tr>{''.join(_cell(block, look, inks[block_mark(number, block)]) for block in cells)}</tr>"


def _cell(block: Block, look: Look, colour: str) -> str:
    spans = (f' colspan="{block.column_span}"' if block.column_span > 1 else "") + (
        f' rowspan="{block.row_span}"' if block.row_span > 1 else ""
    )
    down = look.sideways and runs_down(block)
    kind = "down" if down else "left" if block.left else ""
    text = "<br>".join(map(escape, block.text.split("\n")))
    weight = "font-weight:bold;" if block.bold else ""
    return f'<td class="{kind}"{spans} style="{weight}color:#{colour}">{f"<div>{text}</div>" if down else text}</td>'


def runs_down(block: Block) -> bool:
    """Tell whether a look with sideways labels sets this one so: short, and over several rows of one column."""
    return block.row_span >= 4 and block.column_span == 1 and 2 <= len(block.text) <= 6
