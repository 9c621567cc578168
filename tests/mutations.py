"""Changes to what a reader gave of a document, each of one kind: what a proof of reading must notice."""

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from jixiao.extract.grid import Cell, Grid, PageTables
from jixiao.extract.lines import TextLine
from jixiao.normalize.forms.templates import LEVEL_LABELS
from jixiao.normalize.records import Form, Indicator
from jixiao.normalize.text import label

Pages = Sequence[PageTables]
Mutation = Callable[[Pages, random.Random], Pages | None]


def _with_page(pages: Pages, index: int, page: PageTables) -> Pages:
    return [*pages[:index], page, *pages[index + 1 :]]


def _with_cells(pages: Pages, at: tuple[int, int], cells: Sequence[Cell]) -> Pages:
    page, number = at
    grids = list(pages[page].grids)
    grids[number] = replace(grids[number], cells=tuple(cells))
    return _with_page(pages, page, replace(pages[page], grids=tuple(grids)))


def _some_grid(pages: Pages, chance: random.Random) -> tuple[tuple[int, int], Grid]:
    places = [(page, number) for page, each in enumerate(pages) for number in range(len(each.grids))]
    at = chance.choice(places)
    return at, pages[at[0]].grids[at[1]]


def _in_some_cell(
    pages: Pages, chance: random.Random, fits: Callable[[Cell], bool], change: Callable[[Cell], Cell]
) -> Pages | None:
    places = [
        (page, number, index)
        for page, each in enumerate(pages)
        for number, grid in enumerate(each.grids)
        for index, cell in enumerate(grid.cells)
        if cell.lines and fits(cell)
    ]
    if not places:
        return None
    page, number, index = chance.choice(places)
    cells = list(pages[page].grids[number].cells)
    cells[index] = change(cells[index])
    return _with_cells(pages, (page, number), cells)


def _emptied(cell: Cell) -> Cell:
    return cell._replace(lines=())


def _in_some_line(cell: Cell, chance: random.Random, pattern: str, put: Callable[[str], str]) -> Cell:
    lines = list(cell.lines)
    fitting = [index for index, line in enumerate(lines) if re.search(pattern, line.text)]
    index = chance.choice(fitting)
    place = chance.choice(list(re.finditer(pattern, lines[index].text)))
    text = lines[index].text
    lines[index] = lines[index]._replace(text=text[: place.start()] + put(place[0]) + text[place.end() :])
    return cell._replace(lines=tuple(line for line in lines if line.text.strip()))


def _text_change(pattern: str, put: Callable[[str, random.Random], str]) -> Mutation:
    def mutate(pages: Pages, chance: random.Random) -> Pages | None:
        return _in_some_cell(
            pages,
            chance,
            lambda cell: any(re.search(pattern, line.text) for line in cell.lines),
            lambda cell: _in_some_line(cell, chance, pattern, lambda text: put(text, chance)),
        )

    return mutate


def another_digit(digit: str, chance: random.Random) -> str:
    return chance.choice([each for each in "0123456789" if each != digit])


def row_emptied(pages: Pages, chance: random.Random) -> Pages | None:
    at, grid = _some_grid(pages, chance)
    row = chance.choice(sorted({cell.row for cell in grid.cells if cell.lines} or {0}))
    return _with_cells(pages, at, [_emptied(cell) if cell.row == row else cell for cell in grid.cells])


def row_doubled(pages: Pages, chance: random.Random) -> Pages | None:
    """Print the texts of a row in the row below it too, beside what stands there."""
    at, grid = _some_grid(pages, chance)
    rows = sorted({cell.row for cell in grid.cells if cell.lines})
    if len(rows) < 2:
        return None
    row = chance.choice(rows[:-1])
    texts = {cell.column: cell.lines for cell in grid.cells if cell.row == row and cell.row_span == 1 and cell.lines}
    below = [cell.row == row + 1 and cell.column in texts for cell in grid.cells]
    if not texts or not any(below):
        return None
    cells = [
        cell._replace(lines=(*cell.lines, *texts[cell.column])) if takes else cell
        for cell, takes in zip(grid.cells, below, strict=True)
    ]
    return _with_cells(pages, at, cells)


def grid_removed(pages: Pages, chance: random.Random) -> Pages | None:
    (page, number), _ = _some_grid(pages, chance)
    grids = pages[page].grids
    return _with_page(pages, page, replace(pages[page], grids=(*grids[:number], *grids[number + 1 :])))


def line_removed(pages: Pages, chance: random.Random) -> Pages | None:
    """Lose a line outside the tables."""
    with_lines = [index for index, page in enumerate(pages) if page.lines]
    if not with_lines:
        return None
    index = chance.choice(with_lines)
    lines: list[TextLine] = list(pages[index].lines)
    lines.pop(chance.randrange(len(lines)))
    return _with_page(pages, index, replace(pages[index], lines=tuple(lines)))


def page_removed(pages: Pages, chance: random.Random) -> Pages | None:
    index = chance.randrange(len(pages))
    return [*pages[:index], *pages[index + 1 :]] if len(pages) > 1 else None


def page_doubled(pages: Pages, chance: random.Random) -> Pages | None:
    index = chance.randrange(len(pages))
    return [*pages[: index + 1], *pages[index:]]


def pages_swapped(pages: Pages, chance: random.Random) -> Pages | None:
    if len(pages) < 2:
        return None
    one, other = chance.sample(range(len(pages)), 2)
    swapped = list(pages)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    return swapped


def _is_level(cell: Cell) -> bool:
    return label("".join(line.text for line in cell.lines)) in LEVEL_LABELS


def record_lost(form: Form, chance: random.Random) -> Form | None:
    return _with_rows(form, chance, lambda row: [])


def field_lost(form: Form, chance: random.Random) -> Form | None:
    """Lose a field; of one whose text is a label of others, the text still stands in their paths."""
    labels = {part for field in form.fields for part in field.label_path.split("/")}
    told = [index for index, field in enumerate(form.fields) if field.value_text and field.value_text not in labels]
    if not told:
        return None
    index = chance.choice(told)
    return replace(form, fields=(*form.fields[:index], *form.fields[index + 1 :]))


def _column_changed(column: str, put: Callable[[str, random.Random], str]) -> Callable[..., Form | None]:
    def mutate(form: Form, chance: random.Random) -> Form | None:
        return _with_rows(
            form,
            chance,
            lambda row: [replace(row, **{column: put(getattr(row, column), chance)})],  # type: ignore[arg-type]
        )

    return mutate


def _with_rows(form: Form, chance: random.Random, change: Callable[[Indicator], Sequence[Indicator]]) -> Form | None:
    if not form.indicators:
        return None
    index = chance.randrange(len(form.indicators))
    changed = change(form.indicators[index])
    rows = (*form.indicators[:index], *changed, *form.indicators[index + 1 :])
    return None if rows == form.indicators else replace(form, indicators=rows)


def _swapped(column: str) -> Callable[..., Form | None]:
    """Let two rows of a form change their texts of a column."""

    def mutate(form: Form, chance: random.Random) -> Form | None:
        rows = list(form.indicators)
        if len(rows) < 2:
            return None
        one, other = chance.sample(range(len(rows)), 2)
        texts = getattr(rows[one], column), getattr(rows[other], column)
        if not all(texts) or texts[0] == texts[1] or any(len(rows[index].places) > 1 for index in (one, other)):
            return None
        rows[one], rows[other] = (
            replace(rows[at], **{column: text}) for at, text in zip((one, other), texts[::-1], strict=True)
        )
        return replace(form, indicators=tuple(rows))

    return mutate


def _one_digit_else(text: str, chance: random.Random) -> str:
    digits = list(re.finditer(r"\d", text))
    if not digits:
        return text
    place = chance.choice(digits)
    return text[: place.start()] + another_digit(place[0], chance) + text[place.end() :]


RECORD_MUTATIONS: Mapping[str, Callable[[Form, random.Random], Form | None]] = {
    "indicator lost": record_lost,
    "field lost": field_lost,
    "name emptied": _column_changed("indicator", lambda text, chance: ""),
    "value emptied": _column_changed("value_text", lambda text, chance: ""),
    "digit of a value changed": _column_changed("value_text", _one_digit_else),
    "names of two rows swapped": _swapped("indicator"),
    "values of two rows swapped": _swapped("value_text"),
    "last character of a name lost": _column_changed("indicator", lambda text, chance: text[:-1]),
}
"""Faults of a step behind the reader: what a form lacks that its cells print, or holds that they do not."""


MUTATIONS: Mapping[str, Mutation] = {
    "row emptied": row_emptied,
    "row doubled": row_doubled,
    "cell emptied": lambda pages, chance: _in_some_cell(pages, chance, lambda cell: True, _emptied),
    "label emptied": lambda pages, chance: _in_some_cell(pages, chance, _is_level, _emptied),
    "character lost": _text_change(r"\S", lambda text, chance: ""),
    "character doubled": _text_change(r"\S", lambda text, chance: text * 2),
    "digit changed": _text_change(r"\d", another_digit),
    "comparator lost": _text_change(r"[≥≤=＝<>＜＞]", lambda text, chance: ""),
    "comparator changed": _text_change(r"[≥≤]", lambda text, chance: "≤" if text == "≥" else "≥"),
    "line outside lost": line_removed,
    "table of a page lost": grid_removed,
    "page removed": page_removed,
    "page doubled": page_doubled,
    "pages swapped": pages_swapped,
}
"""By its name, in words. One that does not fit the document gives None."""
