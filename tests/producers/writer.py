"""LibreOffice Writer prints a docx, its tables written as Word writes them."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from tests.producers.html import runs_down
from tests.producers.ink import Mark, block_mark, marks
from tests.producers.job import HEAD, Job
from tests.producers.look import Abilities, Look
from tests.producers.model import KnownTable
from tests.producers.office import convert_all, soffice_missing
from tests.typeset.model import Block

NAME = "Writer"
ABILITIES = Abilities()
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BORDERS = {
    "thin": ("single", 4, "000000"),
    "dotted": ("dotted", 4, "000000"),
    "hairline": ("single", 2, "888888"),
    "thick": ("single", 12, "000000"),
}
"""Word's name of the rule, its width in eighths of a point, its colour."""


def missing() -> str:
    """Name what is not there, or give nothing."""
    return soffice_missing() or ("" if find_spec("docx") else "python-docx (PyPI)")


def produce(jobs: Sequence[Job]) -> None:
    """Make the PDFs, many with one start of LibreOffice."""
    convert_all(jobs, "docx", _write)


def _write(job: Job, path: Path) -> None:
    import docx
    from docx.oxml import parse_xml

    document = docx.Document()
    inks = marks(job.document)
    _set_page(document, job.look)
    body = document.element.body
    end = body.sectPr
    for number, table in enumerate(job.document.tables):
        for xml in _lines_above(number, table, job.look, inks[Mark("above", number, 0)]):
            end.addprevious(parse_xml(xml))
        end.addprevious(parse_xml(_table(number, table, job.look, inks)))
    document.save(str(path))


def _set_page(document: Any, look: Look) -> None:
    from docx.oxml import parse_xml
    from docx.shared import Pt

    section = document.sections[0]
    section.page_width, section.page_height = map(Pt, look.page)
    section.left_margin, section.right_margin = map(Pt, look.margins)
    section.top_margin = section.bottom_margin = Pt(look.margin + 10)
    section.header_distance = section.footer_distance = Pt(20)
    if look.mirrored:
        document.settings.element.insert(0, parse_xml(f'<w:mirrorMargins xmlns:w="{_W}"/>'))
    if look.running:
        section.footer.paragraphs[0]._p.addnext(parse_xml(_paragraph(_page_number(look), "center")))
    if look.running == "head and number":
        section.header.paragraphs[0]._p.addnext(parse_xml(_paragraph(_run(HEAD, look, "000000", size=9), "center")))


def _page_number(look: Look) -> str:
    fonts = _properties(look, "000000", size=9)
    return f'<w:fldSimple w:instr=" PAGE "><w:r>{fonts}<w:t>1</w:t></w:r></w:fldSimple>'


def _paragraph(content: str, alignment: str, properties: str = "", after: int = 0, *, lone_lines: bool = True) -> str:
    widows = f'<w:widowControl w:val="{int(not lone_lines)}"/>'
    return (
        f'<w:p xmlns:w="{_W}"><w:pPr>{properties}{widows}<w:spacing w:before="0" w:after="{after}" w:line="240" '
        f'w:lineRule="auto"/><w:jc w:val="{alignment}"/></w:pPr>{content}</w:p>'
    )


def _run(text: str, look: Look, colour: str, *, size: float, bold: bool = False) -> str:
    properties = _properties(look, colour, size=size, bold=bold)
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _properties(look: Look, colour: str, *, size: float, bold: bool = False) -> str:
    font, half_points = escape(look.font), round(2 * size)
    return (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        f"{'<w:b/>' if bold else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr>'
    )


def _lines_above(number: int, table: KnownTable, look: Look, colour: str) -> Iterator[str]:
    """Give the title and captions; a table without any gets an empty line, or Word would join it to the one before."""
    lines = [line for line in (table.printed.title, *table.printed.caption.split("\n")) if line] or [""]
    for at, text in enumerate(lines):
        titled = at == 0 and bool(table.printed.title)
        properties = "<w:keepNext/>"
        properties += "<w:pageBreakBefore/>" if at == 0 and number and not look.flowing else ""
        size = 1.4 * look.size if titled else look.size
        run = _run(text, look, colour, size=size, bold=titled)
        yield _paragraph(run, "center" if titled else "left", properties, after=120 if titled else 40)


def _table(number: int, table: KnownTable, look: Look, inks: Mapping[Mark, str]) -> str:
    widths = [round(20 * look.width * share / sum(table.printed.shares)) for share in table.printed.shares]
    style, width, grey = _BORDERS[look.border]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = "".join(f'<w:{side} w:val="{style}" w:sz="{width}" w:space="0" w:color="{grey}"/>' for side in sides)
    padding = "".join(
        f'<w:{side} w:w="{round(20 * look.padding)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    rows = "".join(_rows(number, table, look, inks, widths))
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{padding}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _rows(number: int, table: KnownTable, look: Look, inks: Mapping[Mark, str], widths: Sequence[int]) -> Iterator[str]:
    covering = {
        (row, block.column): block
        for block in table.printed.blocks
        for row in range(block.row, block.row + block.row_span)
    }
    again = table.leading if look.repeat != "none" else 0
    for row in range(max(row for row, _ in covering) + 1):
        cells = [covering[at] for at in sorted(at for at in covering if at[0] == row)]
        properties = ("<w:cantSplit/>" if look.keep_rows else "") + ("<w:tblHeader/>" if row < again else "")
        content = "".join(_cell(block, row, look, inks[block_mark(number, block)], widths) for block in cells)
        yield f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def _cell(block: Block, row: int, look: Look, colour: str, widths: Sequence[int]) -> str:
    """Give a cell, or where a merged one goes on, its empty part."""
    width = sum(widths[block.column : block.column + block.column_span])
    merged = "" if block.row_span == 1 else '<w:vMerge w:val="restart"/>' if row == block.row else "<w:vMerge/>"
    down = '<w:textDirection w:val="tbRlV"/>' if look.sideways and runs_down(block) else ""
    properties = (
        f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{block.column_span}"/>{merged}{down}'
        f'<w:vAlign w:val="{"top" if look.vertical == "top" else "center"}"/>'
    )
    lines = block.text.split("\n") if row == block.row else [""]
    alignment = "left" if block.left or not look.centred else "center"
    paragraphs = "".join(
        _paragraph(
            _run(line, look, colour, size=look.size, bold=block.bold) if line else "",
            alignment,
            lone_lines=look.lone_lines,
        )
        for line in lines
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"
