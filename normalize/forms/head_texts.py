"""The labelled cells of a form's head -> the texts of its head fields."""

import re
from collections.abc import Iterator, Sequence

from jixiao.normalize.forms.head import Labelled
from jixiao.normalize.forms.matching import Match
from jixiao.normalize.forms.rows import unit_in_brackets
from jixiao.normalize.tables.model import LogicalTable
from jixiao.normalize.text import begins_item, ends_sentence, label

_CAPTION_UNIT = re.compile(r"单位[:：](亿元|万元|千元|元)")

_OF_SENTENCES = "overall_goal"
"""The head field that may be set in several cells, one a goal; of any other the first cell with a text is the field."""


def head_texts(table: LogicalTable, match: Match, head: Sequence[Labelled]) -> dict[str, str]:
    """Give each head field's text, and under ``budget_unit`` the unit that the budget's labels print."""
    texts: dict[str, str] = {}
    for name, aliases in match.template.head.items():
        for alias in aliases:
            under = _under(alias, head)
            found = next((each for each in under if each.value.text), under[0] if under else None)
            if found and name not in texts:
                texts[name] = _whole(found, under) if name == _OF_SENTENCES else found.value.prose
                if name == "budget_text":
                    texts["budget_unit"] = path_unit(found)
    for line in (*table.heading, *_captions(head)):
        if (unit := _CAPTION_UNIT.search(line.replace(" ", ""))) and not texts.get("budget_unit"):
            texts["budget_unit"] = unit.group(1)
    for line in table.heading:
        key, _, value = line.partition("：")
        for name, aliases in match.template.head.items():
            if label(key) in aliases and value:
                texts.setdefault(name, value.strip())
    return texts


def _captions(head: Sequence[Labelled]) -> Iterator[str]:
    """Give the texts of the head that no label leads to, and those beside one that say nothing but a unit (单位：万元)."""
    for each in head:
        if not each.labels or _CAPTION_UNIT.fullmatch(each.value.bare):
            yield each.value.bare


def path_unit(labelled: Labelled) -> str:
    """Give the unit that the nearest of its labels prints in brackets, empty where none does."""
    return next((unit for cell in reversed(labelled.labels) if (unit := unit_in_brackets(cell.bare))), "")


def torn_cells(match: Match, head: Sequence[Labelled]) -> Iterator[Labelled]:
    """Give the goals that a rule parts from the text above though no sentence ends there, and none begins an item."""
    for alias in match.template.head.get(_OF_SENTENCES, ()):
        under = _under(alias, head)
        for above in under:
            below = _next(above, under)
            if below is not None and _is_torn(above, below):
                yield below


def _under(alias: str, head: Sequence[Labelled]) -> Sequence[Labelled]:
    path = tuple(alias.split("/"))
    return [each for each in head if each.path[-len(path) :] == path]


def _whole(first: Labelled, under: Sequence[Labelled]) -> str:
    """Give a text with those of the cells below it in which it goes on."""
    text, above = first.value.prose, first
    while (below := _next(above, under)) is not None:
        text += ("" if _is_torn(above, below) else "\n") + below.value.prose
        above = below
    return text


def _next(above: Labelled, under: Sequence[Labelled]) -> Labelled | None:
    """Give the text that stands right below another under the same labels: a goal in several cells."""
    return next(
        (
            below
            for below in under
            if (above.value.last_row, above.value.columns) == (below.value.row, below.value.columns)
            and (above.labels == below.labels and above.value.text and below.value.text)
        ),
        None,
    )


def _is_torn(above: Labelled, below: Labelled) -> bool:
    return not (ends_sentence(above.value.text) or begins_item(below.value.text))
