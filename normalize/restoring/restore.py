"""A file's tables -> the same with their rows in their columns, by what columns hold.

Only tables whose file does not say how far a cell reaches are set anew. Whatever is put right is a code on its cell,
and so a flag of its row: of severity info where nothing else can be read, else a warning.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import groupby
from typing import NamedTuple

from jixiao.extract.documents.markup import is_marked, without_latex
from jixiao.extract.documents.model import Block, Paragraph, SourceCell, SourceDocument, SourceTable, tiled
from jixiao.normalize.forms.templates import Forms
from jixiao.normalize.restoring.blanks import (
    is_name_in_doubt,
    texts_without_blanks,
    with_blanks_doubted,
    with_blanks_read,
)
from jixiao.normalize.restoring.building import fits_closing, head_cells, headed_cells, is_closing, raw_cells
from jixiao.normalize.restoring.columns import Columns, is_near
from jixiao.normalize.restoring.cuts import joined_rows
from jixiao.normalize.restoring.fitting import is_of_indicator, set_into_columns
from jixiao.normalize.restoring.labels import with_labels
from jixiao.normalize.restoring.model import BLANK, PlacedRow, RawRow, Text
from jixiao.normalize.restoring.repeats import Unrepeated, head_once, repeats_texts, under_headers_once, whole_rows_once
from jixiao.normalize.restoring.sections import Section, sections_of
from jixiao.normalize.restoring.stacks import Stack, stacks_of
from jixiao.normalize.text import clean, label


class Restored(NamedTuple):
    """The file, and the characters it differs by: left out where they stood twice, put in place of misread ones."""

    document: SourceDocument
    removed: str
    added: str = ""


class _Built(NamedTuple):
    """Rows of a table to be: placed ones, closing ones and others as the file has them, and characters left out."""

    header: RawRow | None
    columns: Columns | None
    rows: tuple[PlacedRow | RawRow, ...]
    removed: str


class _File(NamedTuple):
    """What the tables of a file have in common.

    ``elsewhere`` are its texts without blanks; ``rows_once`` and ``section_once`` give rows and sections with each text
    once, of a file that repeats a spanning cell's text, and as they stand of any other.
    """

    known: Forms
    elsewhere: frozenset[str]
    rows_once: Callable[[Sequence[RawRow]], Unrepeated]
    section_once: Callable[[Section], Section]


def _file_of(stacks: Iterable[Block | Stack], known: Forms) -> _File:
    rows = [each.rows for each in stacks if isinstance(each, Stack)]
    elsewhere = texts_without_blanks(row for own in rows for row in own)
    if any(repeats_texts(own, known.head_labels) for own in rows):
        return _File(known, elsewhere, partial(whole_rows_once, headers=known.header_labels), _once)
    return _File(known, elsewhere, lambda own: Unrepeated(tuple(own), ""), lambda section: section)


def restored(source: SourceDocument, known: Forms) -> Restored:
    """Give the file with its tables set anew. Markup and blanks are looked at where another program made it."""
    blocks: list[Block] = []
    removed = ""
    plain = [_without_markup(block) for block in source.blocks] if source.converted else list(source.blocks)
    stacks = list(stacks_of(plain, known))
    file = _file_of(stacks, known)
    captions: list[Text] = []
    for each in stacks:
        if isinstance(each, Stack):
            table, left_out = _restored_table(each, file, captions)
            blocks.append(table)
            removed += left_out
        elif isinstance(each, SourceTable) and source.converted:
            blocks.append(_with_blanks_doubted(each, known, file.elsewhere))
        else:
            blocks.append(each)
        captions = [*captions, *_caption(each)] if isinstance(each, Paragraph) else []
    mended = replace(source, blocks=tuple(blocks), doubts=(*source.doubts, *_doubts(blocks, stacks, known)))
    misread, right = _exchanged(plain, blocks)
    return Restored(mended, removed + misread, right)


def _caption(line: Paragraph) -> Iterator[Text]:
    """Give what a line over a table says of it: 部门名称：某局."""
    if "：" in line.text or ":" in line.text:
        yield Text((line.text,))


def _with_blanks_doubted(table: SourceTable, known: Forms, elsewhere: frozenset[str]) -> SourceTable:
    rows = groupby(table.cells, key=lambda cell: cell.row)
    cells = tuple(cell for _, own in rows for cell in with_blanks_doubted(list(own), known, elsewhere))
    return replace(table, cells=cells)


def _exchanged(before: Iterable[Block], after: Iterable[Block]) -> tuple[str, str]:
    """Give the misread headers, and what stands for them."""
    right = [cell for cell in _all_cells(after) if "label_mended" in cell.doubts]
    there = Counter(cell.text for cell in _all_cells(after))
    lost = (cell.text for cell in _all_cells(before) if cell.text and cell.text not in there)
    misread = [text for text in lost if any(is_near(label(clean(text)), label(cell.text)) for cell in right)]
    return "".join(misread), "".join(cell.text for cell in right)


def _all_cells(blocks: Iterable[Block]) -> Iterator[SourceCell]:
    return (cell for block in blocks if isinstance(block, SourceTable) for cell in block.cells)


def _doubts(blocks: Iterable[Block], stacks: Iterable[Block | Stack], known: Forms) -> Iterator[str]:
    """Give codes of the whole file: of headers, and of rows that stand under none."""
    sections = (section for each in stacks if isinstance(each, Stack) for section in sections_of(each.rows, known))
    if any(section.columns is None and any(map(is_of_indicator, section.rows)) for section in sections):
        yield "rows_without_headers"
    if any(isinstance(each, Stack) and repeats_texts(each.rows, known.head_labels) for each in stacks):
        yield "texts_repeated"
    if any("label_mended" in cell.doubts for cell in _all_cells(blocks)):
        yield "label_mended"


def _without_markup(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return block._replace(text=without_latex(block.text))
    return replace(block, cells=tuple(map(_cell_without_markup, block.cells)))


def _cell_without_markup(cell: SourceCell) -> SourceCell:
    lines = tuple(map(without_latex, cell.lines))
    read = () if lines == cell.lines else ("markup_read",)
    unread = ("markup_unread",) if any(map(is_marked, lines)) else ()
    return cell._replace(lines=lines, doubts=(*cell.doubts, *read, *unread)) if read or unread else cell


def _restored_table(stack: Stack, file: _File, captions: Iterable[Text]) -> tuple[SourceTable, str]:
    """Give a stack as a table, and the characters left out. ``captions`` over it say names that its rows carry."""
    once = file.rows_once(stack.rows)
    sections = list(sections_of(once.rows, file.known))
    if all(section.columns is None for section in sections):
        cells = [cell for number, row in enumerate(stack.rows) for cell in raw_cells(row, number)]  # as it is
        return _on_pages(tiled(cells), [row.page for row in stack.rows]), ""
    columns = max(len(section.columns.columns) for section in sections if section.columns is not None)
    names = (text for section in sections if section.columns is None for row in section.rows for text in row.cells)
    in_doubt = any(is_name_in_doubt(text, file.known, file.elsewhere) for text in (*captions, *names))
    codes = ("blank_doubtful",) if in_doubt else ()
    built = [_built(file.section_once(section), file, codes) for section in sections]
    head = (len(row.cells) for each in built if each.columns is None for row in each.rows)
    cells = list(_cells(built, max([columns, *head]), file.known))
    pages = [page for each in built for page in _pages(each)]
    return _on_pages(tiled(cells), pages), once.removed + "".join(each.removed for each in built)


def _once(section: Section) -> Section:
    """Give a section of a file that repeats texts with those of its headers and of a head once."""
    if section.header is None:
        head = head_once(section.rows)
        return section._replace(rows=head.rows, removed=head.removed)
    if section.columns is None:
        return section
    own = under_headers_once(section.rows, section.columns.places)
    return section._replace(rows=own.rows, removed=own.removed)


def _pages(built: _Built) -> Iterator[int | None]:
    if built.header is not None:
        yield built.header.page
    yield from (row.page for row in built.rows)


def _on_pages(table: SourceTable, pages: Sequence[int | None]) -> SourceTable:
    return replace(table, page=pages[0], row_pages=tuple(pages) if len(set(pages)) > 1 else ())


def _cells(built: Iterable[_Built], across: int, known: Forms) -> Iterator[SourceCell]:
    top = 0
    for each in built:
        if each.columns is None:
            head = [row for row in each.rows if isinstance(row, RawRow)]
            yield from head_cells(head, top, across, known.head_labels)
            top += len(head)
        else:
            yield from headed_cells(each.columns, each.rows, top, across)
            top += len(each.rows) + 1


def _built(section: Section, file: _File, codes: Sequence[str]) -> _Built:
    """Give a section's rows in their columns; ``codes`` are doubts that all of them share."""
    if section.columns is None:
        return _Built(None, None, section.rows, section.removed)
    columns = section.columns
    closing = [row for row in section.rows if is_closing(row) and fits_closing(row, columns)]
    placed = [_placed(row, columns) for row in section.rows if row not in closing]
    beside, repeated = _label_beside_once(placed, columns)
    joined = joined_rows(beside, columns)
    labelled = with_labels(joined.rows, columns)
    read = _with_numbers_missed([with_blanks_read(row, file.known, file.elsewhere) for row in labelled], columns)
    shared = [*(["columns_doubtful"] if columns.guessed else []), *codes]
    rows = tuple(reduce(PlacedRow.doubted, shared, row) for row in read)
    return _Built(section.header, columns, (*rows, *closing), section.removed + repeated + joined.removed)


def _label_beside_once(rows: Sequence[PlacedRow], columns: Columns) -> tuple[list[PlacedRow], str]:
    """Give the rows with the label beside them on one at most, on none where it is beside the headers; then others."""
    label_beside, kept, removed = columns.columns[0].header.bare, list[PlacedRow](), ""
    for row in rows:
        own = row.at(0).bare
        repeated = bool(own) and own == label_beside
        removed += own if repeated else ""
        kept.append(row.put(0, BLANK) if repeated else row)
        label_beside = label_beside or own
    return kept, removed


def _with_numbers_missed(rows: Sequence[PlacedRow], columns: Columns) -> Sequence[PlacedRow]:
    """Put rows without a number in doubt, where others of their section have one."""
    column = columns.find("indicator_no")
    if column is None or not any(row.at(column).bare for row in rows):
        return rows
    return [row if row.at(column).bare else row.doubted("columns_doubtful") for row in rows]


def _placed(row: RawRow, columns: Columns) -> PlacedRow:
    """Give the row in its columns; where it has more texts than there are columns, the last ones together, in doubt."""
    return set_into_columns(row, columns) or _crowded(row, len(columns.columns))


def _crowded(row: RawRow, count: int) -> PlacedRow:
    texts: Sequence[Text] = [text for _, text in row.filled]
    last = Text(tuple(line for text in texts[count - 2 :] for line in text.lines))
    cells = (BLANK, *texts[: count - 2], last)
    return PlacedRow(cells, row.behind_gap, row.page).doubted("columns_doubtful")
