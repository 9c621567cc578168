"""What converters do to the rows of a table, each as a change to the lines of a text, at places that a seed chooses."""

import re
from collections.abc import Callable, Sequence
from random import Random

from tests.damaging.plain import Line

Damage = Callable[[Sequence[Line], Random], list[Line]]

SHARE = 0.08
"""Part of the rows that are damaged; of the sample's text about as many are."""


def _at_data(lines: Sequence[Line], random: Random, change: Callable[[Line], Line]) -> list[Line]:
    return [change(line) if line.kind == "data" and random.random() < SHARE else line for line in lines]


def shifted_left(lines: Sequence[Line], random: Random) -> list[Line]:
    """Leading blank cells are lost; blank ones fill the row up, or none do."""

    def shift(line: Line) -> Line:
        blank = next((at for at, cell in enumerate(line.cells) if cell), 0)
        lost = random.randint(1, blank) if blank else 0
        return line._replace(cells=(*line.cells[lost:], *([""] * lost if random.random() < 0.5 else [])))

    return _at_data(lines, random, shift)


def trailing_cells(lines: Sequence[Line], random: Random) -> list[Line]:
    """Blank cells at the end are dropped, or too many."""

    def change(line: Line) -> Line:
        cells = list(line.cells)
        if random.random() < 0.5:
            return line._replace(cells=(*cells, *[""] * random.randint(1, 2)))
        while cells and not cells[-1]:
            cells.pop()
        return line._replace(cells=tuple(cells))

    return _at_data(lines, random, change)


def label_moved(lines: Sequence[Line], random: Random) -> list[Line]:
    """A label stands on a later row of those that it is over."""
    moved = list(lines)
    for at, line in enumerate(lines):
        if line.kind != "data" or not any(line.cells) or random.random() > 3 * SHARE:
            continue
        column = next(column for column, cell in enumerate(line.cells) if cell)
        below = at + 1
        while below < len(lines) and lines[below].kind == "data" and not any(lines[below].cells[: column + 1]):
            below += 1
        if below - at > 1 and not any(moved[row].cells[column] for row in range(at + 1, below)):
            target = random.randint(at + 1, below - 1)
            moved[at] = _put(moved[at], column, "")
            moved[target] = _put(moved[target], column, line.cells[column])
    return moved


def _put(line: Line, column: int, text: str) -> Line:
    return line._replace(cells=(*line.cells[:column], text, *line.cells[column + 1 :]))


def header_misread(lines: Sequence[Line], random: Random) -> list[Line]:
    """A character of a header is another one: 绩效指示."""

    def change(line: Line) -> Line:
        if line.kind != "header" or random.random() > 0.3:
            return line
        column = random.choice([at for at, cell in enumerate(line.cells) if len(cell) > 2])
        text, at = line.cells[column], random.randrange(len(line.cells[column]))
        return _put(line, column, text[:at] + random.choice("示称扩挽未日") + text[at + 1 :])

    return list(map(change, lines))


def header_shifted(lines: Sequence[Line], random: Random) -> list[Line]:
    """The label beside a header is lost, or the blank cell in it, and the header is shifted."""

    def change(line: Line) -> Line:
        if line.kind != "header" or random.random() > 0.3:
            return line
        lost = line.cells.index("") if "" in line.cells else 0
        if lost == 0 and line.cells[0] not in ("年度绩效指标", "指标"):
            return line
        return line._replace(cells=(*line.cells[:lost], *line.cells[lost + 1 :], ""))

    return list(map(change, lines))


def cut_rows(lines: Sequence[Line], random: Random) -> list[Line]:
    """A page ends in a row: each cell is cut on its own."""
    return _cut(lines, random, overlap=0)


def doubled_at_cut(lines: Sequence[Line], random: Random) -> list[Line]:
    """And characters stand on both sides."""
    return _cut(lines, random, overlap=2)


def _cut(lines: Sequence[Line], random: Random, overlap: int) -> list[Line]:
    done: list[Line] = []
    for line in lines:
        if line.kind != "data" or random.random() > SHARE / 2:
            done.append(line)
            continue
        above, below = zip(*(_halves(cell, random, overlap) for cell in line.cells), strict=True)
        done += [line._replace(cells=above), Line("gap", ()), line._replace(cells=below)]
    return done


def _halves(cell: str, random: Random, overlap: int) -> tuple[str, str]:
    """Give a cell's two halves: the upper lines of a narrow cell, and the rest; a short one stays whole."""
    if len(cell) < 8 or random.random() < 0.2:
        return cell, ""
    at = random.randint(3, len(cell) - 2)
    return cell[:at], cell[max(0, at - random.randint(min(1, overlap), overlap)) :]


def gaps(lines: Sequence[Line], random: Random) -> list[Line]:
    """A page ends between two rows."""
    done: list[Line] = []
    for line in lines:
        done += [Line("gap", ())] if line.kind == "data" and random.random() < SHARE else []
        done.append(line)
    return done


def latex(lines: Sequence[Line], random: Random) -> list[Line]:
    """Values are set as formulas."""

    def change(line: Line) -> Line:
        signs = {"≥": r"\geq ", "≤": r"\leq ", "%": r"\%"}
        found = [at for at, cell in enumerate(line.cells) if cell[:1] in "≥≤" and cell]
        cells = list(line.cells)
        for at in found:
            number = re.match(r"[≥≤][\d.]+%?", cells[at])
            if number:
                formula = "".join(signs.get(char, char) for char in number.group())
                cells[at] = f"${formula}${cells[at][number.end() :]}"
        return line._replace(cells=tuple(cells))

    return _at_data(lines, random, change)


def paragraphs(lines: Sequence[Line], random: Random) -> list[Line]:
    """Cells are set as paragraphs of HTML."""
    return _at_data(
        lines, random, lambda line: line._replace(cells=tuple(f"<p>{cell}</p>" if cell else "" for cell in line.cells))
    )


def blanks(lines: Sequence[Line], random: Random) -> list[Line]:
    """A blank stands where a line was wrapped, in rows, in heads and in the lines over them."""

    def change(line: Line) -> Line:
        return line._replace(cells=tuple(_with_blank(cell, random) for cell in line.cells))

    kinds = ("data", "head", "task", "text")
    return [change(line) if line.kind in kinds and random.random() < SHARE else line for line in lines]


def _with_blank(cell: str, random: Random) -> str:
    places = [at for at in range(1, len(cell)) if all("\u4e00" <= char <= "\u9fff" for char in cell[at - 1 : at + 1])]
    if not places:
        return cell
    at = random.choice(places)
    return f"{cell[:at]} {cell[at:]}"


def run_together(lines: Sequence[Line], random: Random) -> list[Line]:
    """The lines between two tables are lost."""
    return [line for at, line in enumerate(lines) if at < 4 or line.kind != "gap"]


DAMAGES: tuple[Damage, ...] = (
    shifted_left, trailing_cells, label_moved, header_misread, header_shifted, cut_rows, doubled_at_cut, gaps, latex,
    paragraphs, blanks,
    run_together,
)  # fmt: skip


EACH = 5
"""Of so many texts one has three kinds of damage at once."""


def damaged(lines: Sequence[Line], seed: int) -> tuple[str, list[Line]]:
    """Give the lines with one kind of damage, or three at once, and the name of what was done."""
    random = Random(seed)
    several = seed % EACH == EACH - 1
    chosen = random.sample(DAMAGES, 3) if several else [DAMAGES[(seed - seed // EACH) % len(DAMAGES)]]
    done = list(lines)
    for damage in chosen:
        done = damage(done, random)
    return " + ".join(damage.__name__ for damage in chosen), done
