"""A document to dress: what stands before its forms, and the forms as grids of cells, page by page."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tests.producers.shili import set_shili
from tests.typeset.forms import KnownForm, Row, set_form
from tests.typeset.model import Block, SetTable

SAMPLES = Path(__file__).parents[2] / "samples"

COVERS: Mapping[str, tuple[str, ...]] = {
    "zhoucun-2022": (),
    **{
        f"zhoucun-{year}": (f"{year}年预算区级重点项目绩效目标和部门整体绩效目标表", "淄博市周村区财政局")
        for year in (2023, 2024)
    },
    "shili-project-2024": ("示例区2024年项目支出绩效目标表", "示例区财政局"),
    "shili-selfeval-2023": ("示例区2023年度项目支出绩效自评表", "示例区财政局"),
    "shili-department-2024": ("示例区2024年部门整体支出绩效目标表", "示例区财政局"),
}
"""What the first page of each sample says: its title, and who published it. The print of the workbook of 2022 has
neither."""


@dataclass(frozen=True, slots=True)
class Part:
    """What of a form stands on a page: lines over the grid, the first its title, and blocks that tile the grid."""

    page: int
    above: tuple[str, ...]
    blocks: tuple[Block, ...]

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return max(block.row + block.row_span for block in self.blocks)

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return max(block.column + block.column_span for block in self.blocks)

    def by_row(self) -> Iterator[list[Block]]:
        """Give the blocks that begin in each row, from the left."""
        for row in range(self.rows):
            yield sorted((block for block in self.blocks if block.row == row), key=lambda block: block.column)


@dataclass(frozen=True, slots=True)
class Clothed:
    """A document: the lines of its first page, and its forms from the second on."""

    cover: tuple[str, ...]
    parts: tuple[Part, ...]

    def by_page(self) -> Iterator[tuple[int, tuple[str, ...], Sequence[Part]]]:
        """Give each page: its number, lines that stand on it before any grid, and its grids."""
        yield 1, self.cover, ()
        for page in sorted({part.page for part in self.parts}):
            yield page, (), [part for part in self.parts if part.page == page]


HEADS = Path(__file__).parents[1] / "data" / "heads.csv"
"""Texts of the samples' heads that no known table has, where the layout makes up others: by the form's number, and the
row and column of their cell. Read from the PDFs by pdfplumber's own finder of tables, and looked over."""


def sample_document(sample: str) -> Clothed:
    """Give a sample's known forms as a document, a page a form."""
    forms = enumerate(_known_forms(sample), 1)
    parts = (_part(number + 1, _set(form), _heads(sample, number)) for number, form in forms)
    return Clothed(COVERS[sample], tuple(parts))


Texts = Mapping[tuple[int, int], str]
"""Row and column of a cell -> its text."""


def _heads(sample: str, form_no: int) -> Texts:
    with HEADS.open(encoding="utf-8", newline="") as file:
        own = [row for row in csv.DictReader(file) if (row["sample"], row["form_no"]) == (sample, str(form_no))]
    return {(int(row["row"]), int(row["column"])): row["text"] for row in own}


def _known_forms(sample: str) -> list[KnownForm]:
    rows = _read(sample, "indicators")
    heads = _read(sample, "forms")
    return [KnownForm(head, tuple(row for row in rows if row["form_no"] == head["form_no"])) for head in heads]


def _read(sample: str, table: str) -> list[Row]:
    with (SAMPLES / f"{sample}.{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


_ZHOUCUN = ("fund_target", "department_strategy", "department_annual")


def _set(form: KnownForm) -> SetTable:
    lay_out = set_form if form.head["form_type"] in _ZHOUCUN else set_shili
    return lay_out(form, merge_level2=True)


def _part(page: int, table: SetTable, texts: Texts) -> Part:
    above = (table.title, *filter(None, table.caption.split("\n")))
    blocks = (replace(block, text=texts.get((block.row, block.column), block.text)) for block in table.blocks)
    return Part(page, above, tuple(blocks))


def paged(document: Clothed, rows: int) -> Clothed:
    """Give the document with at most so many rows of a grid a page, as a converter of PDFs finds it: spans end there.

    A label that spans the end of a page is printed on the earlier one, as word processors do.
    """
    parts: list[Part] = []
    for part in document.parts:
        for first in range(0, part.rows, rows):
            above = part.above if first == 0 else ()
            parts.append(Part(len(parts) + 2, above, tuple(_between(part, first, first + rows))))
    return Clothed(document.cover, tuple(parts))


def _between(part: Part, first: int, end: int) -> Iterator[Block]:
    for block in part.blocks:
        top, bottom = max(block.row, first), min(block.row + block.row_span, end)
        if top < bottom:
            text = block.text if block.row >= first else ""
            yield replace(block, row=top - first, row_span=bottom - top, text=text)
